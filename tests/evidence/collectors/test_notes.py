"""Notes and logs become items with times."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from afterword.evidence.collectors.chats import looks_like_chat, read_chat
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.logs import looks_like_log, read_log
from afterword.evidence.collectors.notes import read_notes
from afterword.evidence.collectors.registry import collector_for
from fakes.sources import given, shown, source, told


def read_text(text: str, context: ReadContext, *, is_log: bool) -> SourceContent:
    return (read_log if is_log else read_notes)(source("a.log" if is_log else "a.md", text), context)


def _notes(text: str, zone: str = "Z") -> list[tuple[int, str, str | None, str]]:
    items = read_text(text, given(zone), is_log=False).items
    return [(i.line, str(i.at or ""), i.actor, " ".join(i.text.split())) for i in items]


def test_times_actors_and_paragraphs() -> None:
    text = (
        "# Notes\n"
        "- 2026-04-16 17:05Z — Detected: the bot promises refunds\n"
        "- [2026-04-16T19:10:30+02:00] support lead: second report\n"
        "\n"
        "A paragraph\nof two lines.\n"
        "- 2026-04-17 — the day after\n"
    )
    assert _notes(text) == [
        (2, "2026-04-16T17:05Z", None, "Detected: the bot promises refunds"),
        (3, "2026-04-16T17:10:30Z", None, "support lead: second report"),
        (5, "", None, "A paragraph of two lines."),
        (7, "2026-04-17", None, "the day after"),
    ]


def test_a_chat_that_was_copied_is_read_by_who_spoke_when_without_names() -> None:
    text = (
        "2026-04-16\n\nAnn Ray  10:02 AM\nI see wrong answers\nand more\n\nBo Lee [10:04]\nAnn Ray is right  10:03\n"
        "Ann Ray\t11:59 PM\nlate\nBo Lee  12:03 AM\nnext day\n"
    )
    assert shown(read_chat(source("a.txt", text), given())) == [
        ("2026-04-16T10:02Z", "participant 1", "I see wrong answers\nand more"),
        ("2026-04-16T10:04Z", "participant 2", "participant 1 is right 10:03"),
        ("2026-04-16T23:59Z", "participant 1", "late"),
        ("2026-04-17T00:03Z", "participant 2", "next day"),
    ]


def test_a_chat_that_was_copied_without_its_day_is_of_the_day_of_the_incident_and_it_is_told() -> None:
    content = read_chat(source("a.txt", "Ann Ray  10:02 AM\nI see wrong answers\n"), given())
    assert shown(content) == [("2026-04-16T10:02Z", "participant 1", "I see wrong answers")]
    assert content.assumed_day == date(2026, 4, 16)


@pytest.mark.parametrize(
    "text",
    [
        "We rolled back at 10:02",
        "Rollback 10:02",
        "- Rollback  10:02",
        "rate of 5  10:02",
        "it broke  10:02",
        "Rollback  10:02",
    ],
)
def test_a_sentence_that_ends_with_a_time_is_no_speaker(text: str) -> None:
    assert not looks_like_chat(source("a.md", f"2026-04-16\n\n{text}\n"))


@pytest.mark.parametrize("is_log", [True, False])
@pytest.mark.parametrize(
    "text",
    [
        "No evidence: data loss",
        "Rollback: failed",
        "not resolved: still failing",
        "not fixed> still failing",
        "ECONNREFUSED: 10.0.0.1",
        "<error> no answer",
        "<https://example.org/no> answers",
        "@dana please look",
    ],
)
def test_words_before_a_colon_are_no_speaker_and_stay(text: str, is_log: bool) -> None:
    content = read_text(f"2026-04-16 20:06Z {text}\n", given(), is_log=is_log)
    (said,) = shown(content)
    assert said == ("2026-04-16T20:06Z", None, text.replace("@dana", "participant 1"))


@pytest.mark.parametrize(
    ("text", "actor"),
    [
        ("@dana: it failed", "responder 1"),
        ("<eve> it failed", "participant 1"),
        ("<@eve>: it failed", "participant 1"),
        ("ravi.k: it failed", "responder 1"),
        ("Dana Whitfield> it failed", "responder 1"),
    ],
)
def test_who_speaks_is_a_nick_a_handle_or_somebody_known(text: str, actor: str) -> None:
    known = given(responders=frozenset({"ravi.k", "Dana Whitfield"}))
    assert shown(read_text(f"2026-04-16 20:06Z {text}\n", known, is_log=False)) == [
        ("2026-04-16T20:06Z", actor, "it failed")
    ]


def test_a_time_without_zone_is_read_in_the_given_one_and_counted() -> None:
    content = read_text("2026-04-16 17:05 it began\n", given("+02:00"), is_log=False)
    assert str(content.items[0].at) == "2026-04-16T15:05Z"
    assert content.assumed_zone == 1


def test_a_time_that_cannot_be_is_told_and_the_text_is_kept() -> None:
    content = read_text("2026-02-30 17:05Z broken clock\n", given(), is_log=False)
    assert [(item.at, item.text) for item in content.items] == [(None, "2026-02-30 17:05Z broken clock")]
    assert told(content, "notes.md")[0].startswith("notes.md:1: `2026-02-30` is not a date: there is no such day")


def test_a_zone_that_several_places_share_is_told_and_not_guessed() -> None:
    content = read_text("2026-04-16 5:02 PM CST they call\n", given(), is_log=False)
    assert shown(content) == [("", None, "2026-04-16 5:02 PM CST they call")]
    assert told(content)[0].startswith("s:1: `CST` is not the name of one time zone for certain; ")


def test_a_stack_trace_belongs_to_its_log_line() -> None:
    text = "2026-04-16T17:05:01Z ERROR boom\n  at a.py:1\n  at b.py:2\n2026-04-16T17:05:02Z INFO fine\n"
    items = read_text(text, given(), is_log=True).items
    assert [item.line for item in items] == [1, 4]
    assert items[0].text == "ERROR boom\n  at a.py:1\n  at b.py:2"


def test_foreign_front_matter_is_not_evidence_and_lines_still_count() -> None:
    assert _notes("---\ntitle: x\n---\n\n- 2026-04-16 17:05Z — event\n") == [(5, "2026-04-16T17:05Z", None, "event")]


def test_nested_brackets_in_a_foreign_front_matter_do_not_reach_its_parser() -> None:
    text = "---\na: " + "[" * 30_000 + "\n---\n- 2026-04-16 17:05Z — event\n"
    assert _notes(text)[-1][3] == "event"


def test_a_time_of_day_belongs_to_the_day_above_it_and_passes_midnight() -> None:
    text = (
        "## Thursday, April 16th, 2026\n\n[23:58] on-call: paged\n[00:04] on-call: looking\n\n2026-04-18\n12:04 quiet\n"
    )
    assert [(at, text) for _, at, _, text in _notes(text)] == [
        ("2026-04-16T23:58Z", "on-call: paged"),
        ("2026-04-17T00:04Z", "on-call: looking"),
        ("2026-04-18T12:04Z", "quiet"),
    ]


def test_a_time_of_day_without_a_date_is_of_the_day_of_the_incident_and_it_is_told() -> None:
    content = read_text("[12:04] on-call: paged\n", given(), is_log=False)
    assert [str(item.at) for item in content.items] == ["2026-04-16T12:04Z"]
    assert content.assumed_day == date(2026, 4, 16)


def test_syslog_lines_get_the_year_nearest_to_the_incident_and_it_is_told() -> None:
    text = "<34>Dec 31 23:59:58 web-1 app[7]: slow\n<34>1 2026-01-01T00:00:03.003Z web-1 app 7 - - gone\n"
    context = given()
    content = read_text(text, context, is_log=True)
    assert [str(item.at) for item in content.items] == ["2025-12-31T23:59:58Z", "2026-01-01T00:00:03Z"]
    assert content.assumed_year == 1


@pytest.mark.parametrize(
    ("line", "text"),
    [
        ("16.04.2026 17:05:01 it broke", "it broke"),
        ("04/16/2026 17:05:01 it broke", "it broke"),
        ("E0416 17:05:01.123456    7 serve.go:8] it broke", "E 7 serve.go:8] it broke"),
        ("2026-04-16T19:05:01+02:00[Europe/Berlin] it broke", "it broke"),
    ],
)
def test_a_line_that_begins_with_a_time_of_another_form_is_no_continuation(line: str, text: str) -> None:
    content = read_text(f"2026-04-16 17:00:00Z before\n{line}\n", given(), is_log=True)
    assert shown(content)[1:] == [("2026-04-16T17:05:01Z", None, text)]


def test_a_day_that_could_be_a_month_is_told_and_begins_an_item() -> None:
    content = read_text("2026-04-16 17:00Z before\n04/05/2026 17:05 it broke\n", given(), is_log=True)
    assert [item.text for item in content.items] == ["before", "04/05/2026 17:05 it broke"]
    assert "which number is the month is not certain" in told(content)[0]


@pytest.mark.parametrize("line", ["4-16-26 17:05 it broke"])
def test_a_date_in_a_form_that_is_not_read_is_told_and_begins_an_item(line: str) -> None:
    content = read_text(f"2026-04-16 17:00Z before\n{line}\n", given(), is_log=False)
    assert [(str(item.at or ""), item.text) for item in content.items] == [("2026-04-16T17:00Z", "before"), ("", line)]
    assert told(content)[0].startswith("s:2: a date in a form that is not read")


def test_an_access_log_keeps_who_asked_and_what() -> None:
    content = read_text('web-1 - bot [16/Apr/2026:17:02:11 +0200] "GET /chat" 500\n', given(), is_log=True)
    assert shown(content) == [("2026-04-16T15:02:11Z", None, 'web-1 - bot "GET /chat" 500')]


def test_a_level_in_capitals_is_no_zone() -> None:
    assert shown(read_text("2026-04-16 17:05:01 ERROR boom\n", given(), is_log=True)) == [
        ("2026-04-16T17:05:01Z", None, "ERROR boom")
    ]


@pytest.mark.parametrize(
    ("text", "is_log"),
    [
        ("Apr 16 17:02:11 a\nApr 16 17:02:12 b\n\tat c\n", True),
        ("1776359100 a\n1776359101 b\n", True),
        ("Words.\nMore words.\n2026-04-16 17:00Z one event\n", False),
        ("", False),
    ],
)
def test_a_log_is_known_by_its_lines(text: str, is_log: bool) -> None:
    assert looks_like_log(text) is is_log


@each(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=400), st.booleans())
def test_no_text_makes_the_reader_raise(text: str, is_log: bool) -> None:
    content = read_text(text, given(), is_log=is_log)
    lines = text.count("\n") + 1
    assert all(1 <= item.line <= lines and item.text.strip() for item in content.items)


@pytest.mark.parametrize(
    ("text", "flag"),
    [
        ("# System prompt\n\nYou are the assistant of a shop.\n", "--prompt-before"),
        ("You are a careful agent.\nNever promise refunds.\n", "--prompt-before"),
        ("**User:** cancel it\n\n**Assistant:** done\n", "--sample"),
        ("We are late.\n", ""),
        ("You are right, we rolled back.\n", ""),
        ("User reports doubled.\n", ""),
        ("You are the first here.\n- 17:02 rolled back\n", ""),
    ],
)
def test_what_reads_like_a_prompt_or_a_sample_has_a_place_of_its_own(text: str, flag: str) -> None:
    remarks = " ".join(read_notes(source("a.md", text), given()).remarks)
    assert (flag in remarks) if flag else "instead" not in remarks


@pytest.mark.parametrize("name", ["incident.log", "incident.txt", "incident"])
def test_a_chat_log_with_days_in_its_lines_is_read_by_who_spoke(name: str) -> None:
    log = source(name, "[2026-04-16 17:00] <ann> wrong answers\n[2026-04-16 17:05] <@bob> rolled back for ann\n")
    collector = collector_for(log)
    assert collector is not None
    assert [actor_and_text for _, *actor_and_text in shown(collector.read(log, given()))] == [
        ["participant 1", "wrong answers"],
        ["participant 2", "rolled back for ann"],
    ]


@pytest.mark.parametrize(
    ("title", "day"),
    [
        ("On-call log Friday 10 April 2026 (all times UTC)", "2026-04-10"),
        ("Incident of 2026-04-10", "2026-04-10"),
        ("From 2026-04-10 to 2026-04-11", "2026-04-16"),
        ("Notes on release 10", "2026-04-16"),
    ],
)
def test_a_title_names_the_day_if_it_names_one(title: str, day: str) -> None:
    found = read_notes(source("n.txt", f"{title}\n\n- 14:10 scores are equal\n- 14:40 rolled back\n"), given())
    assert str(found.items[1].at).startswith(day)


def test_bold_that_ends_behind_the_time_leaves_no_stars() -> None:
    text = "**12 October 2026, 08:35 UTC – Investigating**\nWe look into it.\n\n**09:05 UTC** **all** is well\n"
    assert [words for _, _, _, words in _notes(text)] == ["Investigating We look into it.", "**all** is well"]


@pytest.mark.parametrize(
    ("heading", "day"),
    [
        ("## What happened on Monday 23 February", "2026-02-23"),
        ("### Timeline, 23 Feb 2026", "2026-02-23"),
        ("## Actions due 23 February", "2026-02-25"),
        ("## What happened", "2026-02-25"),
        ("## Between 20 February and 23 February", "2026-02-25"),
    ],
)
def test_the_only_day_of_a_heading_is_that_of_the_times_below(heading: str, day: str) -> None:
    text = f"# Debrief of 25 February 2026\n\n{heading}\n\n- 14:10 scores are equal\n- 14:40 rolled back\n"
    found = [item.at for item in read_notes(source("n.md", text), given()).items if item.at]
    assert [str(at) for at in found] == [f"{day}T14:10Z", f"{day}T14:40Z"]


def test_a_table_of_what_is_to_be_done_is_no_timeline() -> None:
    table = "| {} |\n|---|---|---|\n| {} |\n"
    tasks = table.format("what | who | when", "limit the queue | Ivy | 24 Apr")
    events = table.format("when | what | who", "16 Apr 2026 17:02 UTC | limit reached | Ivy")
    assert [at for at, _, _ in shown(read_notes(source("a.md", tasks), given()))] == [""]
    assert [at for at, _, _ in shown(read_notes(source("a.md", events), given()))] == ["2026-04-16T17:02Z"]


def test_minutes_list_what_was_agreed_and_go_on_with_their_next_part() -> None:
    text = "4.1 Ivy reported.\n4.3 Agreed:\n   (a) bound the queue\n   (b) write a note\n4.4 Noted the date.\n"
    found = [words for _, _, words in shown(read_notes(source("m.txt", text), given()))]
    assert found == ["4.1 Ivy reported.", "To do: bound the queue", "To do: write a note", "4.4 Noted the date."]

"""Diaries, minutes and scribes' lists, as people write them beside a running incident."""

from __future__ import annotations

import pytest

from afterword.evidence.collectors.notes import read_notes
from afterword.evidence.collectors.registry import collector_for
from fakes.sources import given, shown, source

Found = list[tuple[str, str, str]]


def read(text: str, name: str = "a.md") -> Found:
    one = source(name, text)
    collector = collector_for(one)
    assert collector is not None
    return [
        (at or "", actor or "", " ".join(words.split())) for at, actor, words in shown(collector.read(one, given()))
    ]


def test_a_list_item_with_a_zone_names_its_speaker() -> None:
    text = "* 2026-04-16 07:12 PDT Nina: totals are doubled\n* 2026-04-16 07:20 PDT Marcus: job stopped\n"
    assert read(text) == [
        ("2026-04-16T14:12Z", "participant 1", "totals are doubled"),
        ("2026-04-16T14:20Z", "participant 2", "job stopped"),
    ]


def test_a_title_behind_a_name_is_not_said() -> None:
    text = "[09:02]Ivy Larch [QUEUE-OWNER]: consumer is stuck\n[09:04]Oren Pike: on it\n"
    assert [words for _, _, words in read(text, "a.txt")] == ["consumer is stuck", "on it"]


def test_given_names_behind_times_speak_in_notes_of_others_too() -> None:
    text = "Apr 16\n8:00 am  pool moved\n8:30 am  Marcus: scores dropped\n9:10 am  pool moved back\n9:15 am all good\n"
    assert [actor for _, actor, _ in read(text, "a.txt")] == ["", "participant 1", "", ""]


@pytest.mark.parametrize(
    ("said", "first"),
    [
        ("times Denver", "2026-04-16T16:00Z"), ("my clock = Lisbon", "2026-04-16T09:00Z"),
        ("All times Eastern", "2026-04-16T14:00Z"), ("Manila time", "2026-04-16T02:00Z"),
        ("local time: Perth", "2026-04-16T02:00Z"), ("hora de São Paulo", "2026-04-16T13:00Z"),
        ("clock: UTC", "2026-04-16T10:00Z"),
        ("copied from chat (PDT)", "2026-04-16T17:00Z"), ("tz: America/Bogota", "2026-04-16T15:00Z"),
        ("export, UTC-3", "2026-04-16T13:00Z"), ("posted 9:00 (PDT)", "2026-04-16T10:00Z"),
        ("pool Europe/Frankfurt", "2026-04-16T10:00Z"), ("offices in Europe/Rome and Asia/Tokyo", "2026-04-16T10:00Z"),
        ("three times Denver failed", "2026-04-16T10:00Z"), ("times are local", "2026-04-16T10:00Z"),
    ],
)  # fmt: skip
def test_a_text_names_the_place_of_its_times(said: str, first: str) -> None:
    content = read_notes(source("a.md", f"call of 16 April 2026, {said}\n\n10:00 down\n10:20 up\n"), given())
    assert str(content.items[1].at) == first


def test_the_zone_of_a_place_is_reported() -> None:
    content = read_notes(source("a.md", "16 April 2026, all times Pacific\n10:00 down\n"), given())
    assert content.remarks == ["times in Pacific are read in America/Los_Angeles"]


@pytest.mark.parametrize("label", ["Datum", "Date", "**Day**"])
def test_minutes_name_their_day_behind_a_label(label: str) -> None:
    assert read(f"Störung Suche\n{label}: 09.04.2026\n\n7:30 Uhr Treffer fehlen\n8:10 Uhr Index neu\n")[1:] == [
        ("2026-04-09T07:30Z", "", "Treffer fehlen"),
        ("2026-04-09T08:10Z", "", "Index neu"),
    ]


STATUS = (
    "Assistant history\n\nApr 9, 2026\nAssistant is slow\n"
    "Resolved - Answers are fast again.\nApr 9, 12:40 UTC\n"
    "Investigating - Answers take minutes.\nApr 9, 11:05 UTC\n\nApr 2, 2026\nNo incidents reported.\n"
)


def test_times_alone_are_of_the_lines_above_them_if_each_block_ends_with_one() -> None:
    assert [(at, words) for at, _, words in read(STATUS) if at] == [
        ("2026-04-09T12:40Z", "Resolved - Answers are fast again."),
        ("2026-04-09T11:05Z", "Investigating - Answers take minutes."),
    ]


def test_times_alone_are_of_the_lines_below_them_if_blocks_begin_with_them() -> None:
    text = "Apr 9 2026, 11:05 UTC\nanswers take minutes\n\nApr 9 2026, 12:40 UTC\nfast again\n"
    assert [(at[11:16], words) for at, _, words in read(text)] == [
        ("11:05", "answers take minutes"),
        ("12:40", "fast again"),
    ]


@pytest.mark.parametrize("mark", [". {}", " ({})", " - {}"])
def test_lines_that_end_with_their_time(mark: str) -> None:
    lines = [
        "Resolved: the assistant finds the documents of all customers again" + mark.format("Apr 9, 2026 12:40 UTC"),
        "Identified: the index was built from a wrong bucket, which has no documents in it"
        + mark.format("Apr 9, 2026 11:31 UTC"),
        "Investigating: the assistant finds nothing at all, for every question that people ask"
        + mark.format("Apr 9, 2026 11:05 UTC"),
    ]
    assert [at for at, _, _ in read("\n".join(lines) + "\n", "a.txt")] == [
        "2026-04-09T12:40Z", "2026-04-09T11:31Z", "2026-04-09T11:05Z",
    ]  # fmt: skip


def test_what_follows_the_last_line_of_a_diary_is_not_of_its_time() -> None:
    text = (
        "16 April 2026\n10:00 scores dropped\n10:20 model put back\n10:50 all good\nshops: 31\nnext: alert on scores\n"
    )
    assert [(at, words) for at, _, words in read(text)][-3:] == [
        ("2026-04-16T10:50Z", "all good"), ("", "shops: 31"), ("", "next: alert on scores"),
    ]  # fmt: skip


def test_a_broken_line_goes_on_even_with_a_time_at_its_beginning() -> None:
    text = (
        "16 April 2026\n\nThe job that fills the index stopped in the night, and no page was sent until\n"
        "07:40, when somebody of the early shift looked at the number of documents that\nit holds.\n"
    )
    assert [words.split()[-3:] for _, _, words in read(text)] == [["that", "it", "holds."]]


def test_what_is_below_a_heading_carries_its_label() -> None:
    text = (
        "## Impact\n\n31 shops had no scores.\n\n## Next steps\n- alert on scores\n- [x] inform shops\n\n"
        "to do\n  * test the loader\n\nThanks to all.\n\n## Log\n- nothing more\n"
    )
    assert [words for _, _, words in read(text)] == [
        "Impact: 31 shops had no scores.", "To do: alert on scores", "Done: inform shops", "To do: test the loader",
        "Thanks to all.", "nothing more",
    ]  # fmt: skip

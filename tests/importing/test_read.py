"""What is read of foreign documents, in the layouts that are found."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.importing.reader.read import read_foreign
from afterword.importing.reader.reading import Reading
from afterword.importing.sources.exports import as_markdown
from afterword.importing.sources.html_blocks import convert_blocks
from growth import require_linear
from importing.layouts import Written, documents
from importing.score import score

DOCUMENTS = Path(__file__).parent / "documents"


def test_documents_by_another_hand_are_read_as_they_say(capsys: pytest.CaptureFixture[str]) -> None:
    total = score(DOCUMENTS)
    for kind in ("events", "actions"):
        for name in ("expected", "found"):
            assert total[f"{kind} all right"] >= 0.97 * total[f"{kind} {name}"], capsys.readouterr().out


@settings(max_examples=40)
@given(documents())
def test_events_and_actions_are_read_in_every_layout(written: Written) -> None:
    reading = read_foreign(written.text, "pm.md")
    assert [(event.clock and event.clock[:2], event.text, event.day) for event in reading.events] == [
        (clock, text, written.day) for clock, text in written.events
    ]
    assert [(action.text, [owner.lower() for owner in action.owners]) for action in reading.actions] == [
        (text, [owner]) for text, owner in written.actions
    ]


@settings(max_examples=40)
@given(st.text(alphabet="#*-|`~[]()<>/:.\n 0123456789abcTZé时\r\t&\\\"'", max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert isinstance(read_foreign(text, "a.md"), Reading)


def read(text: str, path: str = "a.md", day_first: bool | None = None) -> Reading:
    return read_foreign(text, path, day_first)


def times(reading: Reading) -> list[tuple[str, str, str]]:
    return [
        (str(event.day), "" if event.clock is None else f"{event.clock[0]:02d}:{event.clock[1]:02d}", event.text)
        for event in reading.events
    ]


def test_a_timeline_that_crosses_midnight_goes_on_with_the_next_day() -> None:
    reading = read(
        "**Date:** 2024-05-01\n\n## Timeline\n\n- 22:50 alert\n- 23:58 rollback\n- 00:10 fixed\n- 01:00 closed\n"
    )
    assert [day for day, _, _ in times(reading)] == ["2024-05-01", "2024-05-01", "2024-05-02", "2024-05-02"]


def test_an_event_out_of_order_keeps_its_place_and_is_reported() -> None:
    reading = read("**Date:** 2024-05-01\n\n## Timeline\n\n- 12:50 alert\n- 12:10 deploy\n- 13:00 fixed\n")
    assert [text for _, _, text in times(reading)] == ["alert", "deploy", "fixed"]
    assert [(one.code, one.line) for one in reading.remarks] == [("out-of-order", 6)]


def test_days_as_headings_beside_the_timeline_belong_to_it() -> None:
    text = "# It\n\n## Timeline\n\n## 2024-05-01\n\n- 22:00 alert\n\n## 2024-05-02\n\n- 01:00 fixed\n"
    assert times(read(text)) == [("2024-05-01", "22:00", "alert"), ("2024-05-02", "01:00", "fixed")]


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("All times are in UTC.", "UTC"),
        ("(times are Denver)", "Denver"),
        ("Alle Zeiten in MEZ.", "MEZ"),
        ("Toutes les heures sont en CET.", "CET"),
        ("All times PST", "PST"),
        ("Times are UTC+2.", "UTC+2"),
        ("Time zone: Europe/Berlin", "Europe/Berlin"),
        ("Nothing about it.", ""),
    ],
)
def test_the_zone_is_that_of_a_note(line: str, zone: str) -> None:
    reading = read(f"**Date:** 2024-05-01\n\n## Timeline\n\n{line}\n\n- 12:50 alert\n- 13:00 fixed\n")
    assert (reading.zone, {event.zone for event in reading.events}) == (zone, {zone})


def test_a_zone_that_cannot_be_right_stays_as_it_is_written() -> None:
    reading = read("## Timeline\n\n- 2024-07-09 09:00 PST alert\n- 2024-07-09 10:00 PST fixed\n")
    assert [event.zone for event in reading.events] == ["PST", "PST"]


def test_dates_that_show_no_order_are_not_guessed() -> None:
    text = "## Timeline\n\n- 03/04/2024 10:00 alert\n- 03/04/2024 11:00 fixed\n"
    assert [str(event.day) for event in read(text).events] == ["None", "None"]
    assert read(text).is_ambiguous
    assert [str(event.day) for event in read(text, day_first=True).events] == ["2024-04-03"] * 2


def test_a_stated_day_without_an_order_is_asked_for() -> None:
    for text in ("Date: 03/04/2024\n", "# Outage of 03/04/2024\n\n## Timeline\n\n- 10:00 alert\n"):
        assert (read(text).day, read(text).is_ambiguous) == (None, True)
        assert str(read(text, day_first=True).day) == "2024-04-03"
    assert not read("Date: 03/03/2024\n").is_ambiguous


def test_one_day_above_twelve_shows_the_order_of_all() -> None:
    reading = read("## Timeline\n\n- 03/04/2024 10:00 alert\n- 13/04/2024 11:00 fixed\n")
    assert [str(event.day) for event in reading.events] == ["2024-04-03", "2024-04-13"]


def test_numbers_that_look_like_times_are_none() -> None:
    reading = read(
        "## What happened\n\nThe 10.30 release of v4.10 on port 8443 had a ratio of 3:1 and 99.95 % of 2024.\n"
    )
    assert reading.events == ()


def test_a_legend_is_no_action() -> None:
    text = "## Action items\n\nLegend:\n\n- ✅ done\n- ⬜ open\n\n"
    text += "| Action | Owner | Status |\n|---|---|---|\n| Fix it | @ana | ✅ |\n"
    assert [(action.text, action.owners, action.state) for action in read(text).actions] == [
        ("Fix it", ("ana",), "done")
    ]


@pytest.mark.parametrize(
    ("line", "text", "owners", "due", "state", "links"),
    [
        ("- [x] Add an alert (@ana, due 2024-05-03, #12)", "Add an alert", ("ana",), "2024-05-03", "done", ("#12",)),
        ("- ~~Add an alert~~ won't do", "Add an alert", (), "None", "dropped", ()),
        ("- Add an alert - DONE", "Add an alert", (), "None", "done", ()),
        ("- ✅ Add an alert", "Add an alert", (), "None", "done", ()),
        ("- @ana: Add an alert [OPS-12](https://t.example/OPS-12)", "Add an alert", ("ana",), "None", "open",
         ("https://t.example/OPS-12",)),
        ("- Add an alert, and a page — Ana, Bo and Chidi", "Add an alert, and a page", ("Ana", "Bo", "Chidi"), "None",
         "open", ()),
        ("- Add an alert (next sprint)", "Add an alert", (), "None", "open", ()),
        ("- TODO: Add an alert", "Add an alert", (), "None", "open", ()),
    ],
)  # fmt: skip
def test_what_is_set_apart_in_an_action(
    line: str, text: str, owners: tuple[str, ...], due: str, state: str, links: tuple[str, ...]
) -> None:
    (action,) = read(f"# It\n\n## Action items\n\n{line}\n").actions
    assert (action.text, action.owners, str(action.due), action.state, action.links) == (
        text,
        owners,
        due,
        state,
        links,
    )


def test_front_matter_of_other_tools_is_read_as_text() -> None:
    toml = '+++\ntitle = "It broke"\ndate = 2024-05-01\nseverity = "High"\n+++\n\nText.\n'
    yaml = "---\ntitle: It broke\nid: 0231\nseverity: no\n---\n\nText.\n"
    json = '{\n "title": "It broke",\n "severity": 2\n}\n\nText.\n'
    for text in (toml, yaml, json):
        assert read(text).title == "It broke"
    assert {field.key: field.value for field in read(yaml).fields} == {
        "title": "It broke",
        "id": "0231",
        "severity": "no",
    }


@pytest.mark.parametrize(
    "text", ["---\n" + "[" * 30_000, "---\na: &a [*a]\n---\n", "---\n- a\n---\n", "+++\nx =\n+++\n"]
)
def test_front_matter_that_harms_is_text(text: str) -> None:
    assert read(text).front == {}


def test_a_report_in_details_and_html_is_read() -> None:
    text = (
        "# It\n\n<details>\n<summary>Timeline</summary>\n\n<table><tr><th>Time (UTC)</th><th>Event</th></tr>\n"
        "<tr><td>2024-05-01 10:00</td><td>alert</td></tr>\n"
        "<tr><td>2024-05-01 10:05</td><td>fixed</td></tr></table>\n\n</details>\n"
    )
    assert times(read(text)) == [("2024-05-01", "10:00", "alert"), ("2024-05-01", "10:05", "fixed")]
    assert {event.zone for event in read(text).events} == {"UTC"}


def test_blocks_of_html_are_markdown_with_the_lines_of_the_source() -> None:
    text = (
        "# It\n\nDay: 2024-05-01\n\n<details><summary><b>Timeline</b> (UTC)</summary>\n\n"
        "<table>\n<tr><th>Time</th><th>Event</th></tr>\n\n<tr><td>10:00</td>\n<td>alert <i>loud</i></td></tr>\n"
        "<tr><td>10:05</td><td>fixed</td></tr></table>\n\n</details>\n\n"
        "## Action items\n\n<ul><li>Fix it (Ana)</li><li>Test it</li></ul>\n\n"
        "<div>\n<!-- said in the meeting -->\n</div>\n\n```html\n<p>\n```\n"
    )
    reading = read(text)
    assert [(reading.source_line(event.line), event.text) for event in reading.events] == [
        (10, "alert loud"), (12, "fixed")
    ]  # fmt: skip
    assert [(reading.source_line(one.line), one.text) for one in reading.actions] == [(18, "Fix it"), (18, "Test it")]
    assert reading.text.endswith("\n\n<!-- said in the meeting -->\n\n\n```html\n<p>\n```\n")


@pytest.mark.parametrize("piece", ["<table>\n\n", "<ul>\n", "</p>\n\n", "<p>\n\n", "<summary>\n", "<table>\n\n</p>\n"])
def test_blocks_of_html_take_linear_time(piece: str) -> None:
    require_linear(lambda n: piece * n, convert_blocks, size=4_000)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("# Outage 2024\n\n## Timeline\n\n- Mar 5 23:50 alert\n- Mar 6 00:03 fixed\n", "x.md"),
        ("# It\n\n**Incident:** INC-2024-31\n\n## Timeline\n\n- 5 March 23:50 alert\n- 6 March 00:03 fixed\n", "x.md"),
        ("# Outage\n\n## Timeline\n\n- 5 March 23:50 alert\n- 6 March 00:03 fixed\n", "2024/outage.md"),
        ("# It\n\n**Date:** 5 March\n**Written:** 2024-03-12\n\n## Timeline\n\n- 23:50 alert\n- 00:03 fixed\n", "x.md"),
        ("# Outage\n\n## Timeline – 5 March 2024 (UTC)\n\n- 23:50 alert\n- 00:03 fixed\n", "x.md"),
        ("# Outage\n\n## Timeline\n\n**Day 1**\n\n- 23:50 alert\n\n**Day 2**\n\n- 00:03 fixed\n", "2024-03-05-x.md"),
        ("# Outage\n\n**Date:** 2024-03-05\n\n## Timeline\n\n- 23:50 alert\n- 00:03 (+1) fixed\n", "x.md"),
        ("**Tag:** 5. März 2024\n\n## Ablauf\n\n**Dienstag**\n\n- 23:50 alert\n\n**Mittwoch**\n\n- 00:03 fixed\n", ""),
        ("---\ndate: 2024-03-06\n---\n\n# It\n\n## Timeline\n\n- 5 March 23:50 alert\n- 6 March 00:03 fixed\n", "x.md"),
    ],
)  # fmt: skip
def test_the_year_and_the_day_come_from_where_the_document_states_them(text: str, name: str) -> None:
    reading = read_foreign(text, name)
    assert times(reading) == [("2024-03-05", "23:50", "alert"), ("2024-03-06", "00:03", "fixed")]


def test_a_date_with_a_large_number_anywhere_shows_the_order() -> None:
    text = "**Data:** 08/07/2025\n\n## Linha do tempo\n\n- 09:10 alerta\n\n## Ações\n\n1. Validar — prazo: 15/07/2025\n"
    assert times(read(text)) == [("2025-07-08", "09:10", "alerta")]


def test_two_incidents_in_one_file_have_the_days_of_their_headings() -> None:
    text = (
        "# Two outages\n\n# A – 16 September 2025\n\n## Timeline\n\n- 07:12 alert\n\n"
        "# B – 18 September 2025\n\n## Timeline\n\n- 16:30 alert\n"
    )
    assert times(read(text)) == [("2025-09-16", "07:12", "alert"), ("2025-09-18", "16:30", "alert")]


def test_small_letters_are_an_owner_where_the_other_items_show_it() -> None:
    text = "## Actions\n\n- Use the monotonic clock – Noor\n- Export the offset – infra\n- Count it – @lee\n"
    assert [action.owners for action in read(text).actions] == [("Noor",), ("infra",), ("lee",)]


def test_a_noun_before_a_colon_is_no_owner_beside_a_column_of_owners() -> None:
    text = "## Maßnahmen\n\n| Maßnahme | Zuständig |\n|---|---|\n| Prüfskript: Summe der Karten | Herr Anselm |\n"
    assert [(one.text, one.owners) for one in read(text).actions] == [
        ("Prüfskript: Summe der Karten", ("Herr Anselm",))
    ]


@pytest.mark.parametrize(("note", "state"), [("see the RUNBOOK", "done"), ("#611 DONE", "done"), ("#611 OPEN", "open")])
def test_a_word_in_capitals_ends_a_cell_with_a_state_only_if_it_is_one(note: str, state: str) -> None:
    table = f"| Action | Owner | Notes |\n|---|---|---|\n| Alert on the queue | @ana | {note} |\n"
    assert [one.state for one in read(f"# Outage\n\n## Action items\n\n### Done\n\n{table}").actions] == [state]


def test_a_year_in_a_column_of_dates_is_no_time_of_day_and_no_day() -> None:
    text = "## Timeline\n\n| Time | Event |\n|---|---|\n| 2022-02-09 08:45 | fix |\n| 2022-05-?? HH:mm | seen |\n"
    assert [(event.day and str(event.day), event.clock) for event in read(text).events] == [
        ("2022-02-09", (8, 45, None)),
        (None, None),
    ]


def test_a_numeric_date_has_the_order_that_gives_the_day_of_the_file_name() -> None:
    text = "# It\n\n## Timeline\n\n_7/5/2023_\n\n- 12:11 mail\n\n_7/6/2023_\n\n- 07:05 clean\n"
    assert times(read_foreign(text, "2023-07-05-phish.md")) == [
        ("2023-07-05", "12:11", "mail"),
        ("2023-07-06", "07:05", "clean"),
    ]


@pytest.mark.parametrize(
    ("body", "owners", "due"),
    [
        ("- Add it (Ana; due Apr 2)\n- Do it (Bo, Cy; due Apr 9)\n", [("Ana",), ("Bo", "Cy")], "2024-04-02"),
        ("- Add it. Owner: Ana. Due: 2024-04-02.\n", [("Ana",)], "2024-04-02"),
        ("- Add it\n  - Owner: Ana\n  - Due: 2024-04-02\n", [("Ana",)], "2024-04-02"),
        ("### Add it\n\n**Owner:** Ana\n**Due:** 2024-04-02\n", [("Ana",)], "2024-04-02"),
        ("- Add it 担当：青木さん 期限：2024/04/02\n", [("青木さん",)], "2024-04-02"),
        ("- Add it — responsable: Ana — fecha: 2 de abril de 2024\n", [("Ana",)], "2024-04-02"),
        ("- Add it (Ana, entro il 2 aprile)\n", [("Ana",)], "2024-04-02"),
        ("| Działanie | Kto | Termin |\n|---|---|---|\n| Add it | Ana | 2 kwietnia |\n", [("Ana",)], "2024-04-02"),
    ],
)  # fmt: skip
def test_owners_and_due_dates_are_read_where_languages_put_them(
    body: str, owners: list[tuple[str, ...]], due: str
) -> None:
    actions = read(f"**Date:** 2024-03-05\n\n## Action items\n\n{body}").actions
    assert [action.owners for action in actions] == owners
    assert str(actions[0].due) == due
    assert actions[0].text.startswith("Add it")


@pytest.mark.parametrize("heading", ["### Action items", "**Action items**", "Action items:", "Follow-ups:"])
def test_a_timeline_ends_where_action_items_begin(heading: str) -> None:
    reading = read(f"## Timeline\n\n- 14:02 alert\n- 14:20 fixed\n\n{heading}\n\n- Add it – Ana\n- Do it – Bo\n")
    assert len(reading.events) == 2
    assert [action.owners for action in reading.actions] == [("Ana",), ("Bo",)]


@pytest.mark.parametrize(
    "line",
    [
        "*Date: 5 March 2024 · Severity: SEV2 · Author: Ana*",
        "Date: 5 March 2024 / Severity: SEV2 / Author: Ana",
        "> Date: 2024-03-05\n> Severity: SEV2\n> Author: Ana",
        "`Date: 2024-03-05` `Severity: SEV2` `Author: Ana`",
        "Fecha: 5 de marzo de 2024. Severidad: SEV2. Autora: Ana.",
        "日期：2024年3月5日　级别：SEV2　作者：Ana",
        "| | |\n|---|---|\n| **Data** | 5 marca 2024 r. |\n| **Priorytet** | SEV2 |\n| **Autor** | Ana |",
    ],
)
def test_metadata_is_read_from_one_line_and_from_tables(line: str) -> None:
    reading = read(f"# Outage\n\n{line}\n\n## Timeline\n\n- 14:02 alert\n")
    values = {field.key: field.value.strip(".") for field in reading.fields}
    assert (str(reading.day), values["severity"], values["authors"]) == ("2024-03-05", "SEV2", "Ana")


def test_the_day_of_the_report_is_not_that_of_the_incident() -> None:
    reading = read("# Outage\n\nWritten by Ana on 2024-03-09.\n\nOn 5 March 2024 the site was down.\n")
    assert str(reading.day) == "2024-03-05"


@pytest.mark.parametrize(
    "line", ["- 🔴 14:02 alert", "- om 14:02 uur: alert", "- godz. 14.02 – alert", "- ore 14:02 – alert"]
)
def test_a_mark_or_a_word_before_the_time_is_no_part_of_the_event(line: str) -> None:
    assert times(read(f"**Date:** 2024-05-01\n\n## Timeline\n\n{line}\n")) == [("2024-05-01", "14:02", "alert")]


@pytest.mark.parametrize(
    "body",
    [
        "- [x] Check the totals **Ana** due 2024-05-09\n",
        "| | what | who | due |\n|---|---|---|---|\n| ✅ | Check the totals | Ana | 2024-05-09 |\n",
        "| Taak | Wie | Datum | Klaar |\n|---|---|---|---|\n| Check the totals | Ana | 2024-05-09 | ja |\n",
    ],
)
def test_emphasis_and_columns_without_a_head_say_owner_and_state(body: str) -> None:
    actions = read(f"## Action items\n\n{body}").actions
    assert [(one.text, one.owners, str(one.due), one.state) for one in actions] == [
        ("Check the totals", ("Ana",), "2024-05-09", "done")
    ]


def test_a_head_in_bold_below_an_empty_one_is_the_head() -> None:
    text = "## Timeline\n\n| | |\n|---|---|\n| **Time (UTC)** | **Event** |\n| 2024-05-01 14:02 | alert |\n"
    assert [(event.text, event.zone) for event in read(text).events] == [("alert", "UTC")]


def test_a_date_without_a_year_has_the_order_that_gives_a_day_of_the_metadata() -> None:
    text = "**Date:** 2025-05-06\n\n## Timeline\n\n- 05-06 14:00 alert\n- 05-07 10:00 fixed\n"
    assert times(read(text)) == [("2025-05-06", "14:00", "alert"), ("2025-05-07", "10:00", "fixed")]


@pytest.mark.parametrize(
    ("written", "clock", "zone"),
    [
        ("07:14 UTC / 16:14 JST — text", (7, 14), "UTC"),
        ("**07:14Z / 09:14 CEST** text", (7, 14), "Z"),
        ("16:14 JST (07:14 UTC): text", (7, 14), "UTC"),
        ("07:14 (16:14 JST): text", (7, 14), ""),
        ("[09:14 CEST, 16:14 JST] text", (9, 14), "CEST"),
        ("09:14 Berlin (3:14 AM New York) text", (9, 14), "Berlin"),
        ("07:14 UTC (16:14 local) text", (7, 14), "UTC"),
    ],
)
def test_a_time_in_two_zones_is_one_time(written: str, clock: tuple[int, int], zone: str) -> None:
    later = written.replace("14", "15")
    events = read(f"**Date:** 2026-03-04\n\n## Timeline\n\n- {written}\n- {later}\n").events
    assert [(event.clock and event.clock[:2], event.zone, event.text) for event in events[:1]] == [
        (clock, zone, "text")
    ]


def test_an_offset_behind_a_time_is_not_the_end_of_a_range() -> None:
    event = read("## Timeline\n\n- 2026-08-31T09:27-04:00 mail\n- 2026-08-31T16:05+02:00 bot stopped\n").events[0]
    assert (event.clock, event.zone, event.stamp and event.stamp.until) == ((9, 27, None), "-04:00", None)


def test_a_column_has_the_zone_of_each_row() -> None:
    table = (
        "| Date | Time | TZ | Event |\n|-|-|-|-|\n| Mar 31 | 05:10 | EDT | mail |\n| Mar 31 | 11:45 | CEST | paused |\n"
    )
    events = read(f"# X\n\n**Date:** 2026-03-30\n\n## Events\n\n{table}").events
    assert [(event.zone, event.text) for event in events] == [("EDT", "mail"), ("CEST", "paused")]


@pytest.mark.parametrize(
    ("head", "severity"),
    [
        ("# [SEV1] Chat is down", "SEV1"),
        ("# Chat is down (P1)", "P1"),
        ("# Chat is down\n\n*2026-03-04 · SEV2 · 3 h*", "SEV2"),
        ("# Chat is down\n\nThis was a SEV-2 incident.", "SEV-2"),
        ("# Chat is down\n\nP1, later P3", ""),
        ("# Chat is down\n\nThe SEV2 process was not followed.", ""),
    ],
)
def test_a_severity_without_a_key_is_read_where_it_is_certain(head: str, severity: str) -> None:
    fields = read(f"{head}\n\n## Timeline\n\n- 2026-03-04 10:00 UTC a\n").fields
    assert next((field.value for field in fields if field.key == "severity"), "") == severity


def test_words_of_an_action_are_not_an_owner_where_a_column_has_the_owners() -> None:
    table = "| Action | Owner |\n|-|-|\n| Update it (Legal) | n/a |\n| Pin it (@bo) | |\n"
    actions = read(f"## Actions\n\n{table}").actions
    assert [(action.text, action.owners) for action in actions] == [("Update it (Legal)", ()), ("Pin it", ("bo",))]


def test_the_date_on_which_something_was_done_is_not_its_due_date() -> None:
    actions = read(
        "## Actions\n\n- [x] ~~Apology~~ (sent by Coralie 2026-09-09)\n- Names (Piotr, done 2026-05-20)\n"
    ).actions
    found = [(action.text, action.owners, action.due, action.state) for action in actions]
    assert found == [("Apology", ("Coralie",), None, "done"), ("Names", ("Piotr",), None, "done")]


def test_sentences_in_which_a_team_says_what_it_does_are_action_items_and_stay_in_the_text() -> None:
    text = (
        "Inboxes will contain unread mail by the end of July. Joaquín owns this. We have already capped a run. "
        "In August, Maren's team will add an undo button. We will not buy anything. We talked about it."
    )
    actions = read(f"**Date:** 2026-07-21\n\n## What we are changing\n\n{text}\n").actions
    assert [(action.text[:21], action.owners, str(action.due), action.state) for action in actions] == [
        ("Inboxes will contain ", ("Joaquín",), "2026-07-31", "open"),
        ("We have already cappe", (), "None", "done"),
        ("In August, Maren's te", ("Maren's team",), "None", "open"),
    ]


def test_a_blog_post_happened_on_the_day_that_it_speaks_of() -> None:
    front = "---\ntitle: {title}\ndate: 2026-07-22\n---\n\n{opening}\n\n## Timeline\n\n- 10:00 UTC a\n- 10:05 UTC b\n"
    for title, opening in (("What happened on July 21", "We are sorry."), ("Mail lost", "Yesterday we lost mail.")):
        assert str(read(front.format(title=title, opening=opening)).day) == "2026-07-21"


def test_the_first_day_of_a_range_is_that_of_the_incident() -> None:
    for written in ("Sat 7 – Mon 9 March 2026", "7-9 March 2026", "7 March to 9 March 2026"):
        assert str(read(f"# X\n\n**Date:** {written}\n").day) == "2026-03-07"


def test_prose_without_action_items_has_those_that_say_who_does_them() -> None:
    text = (
        "They will also watch it. Monitor will alert. Credits will be issued. Ana, who is new, wrote it. "
        "Going forward the Search team will add a check "
        "(DOCS-1, by March 10). Ana has already put a number on the dashboard."
    )
    actions = read(f"# Search\n\nOn March 3, 2026 it was down.\n\n{text}\n").actions
    assert [(action.owners, str(action.due), action.links, action.state) for action in actions] == [
        (("the Search team",), "2026-03-10", ("DOCS-1",), "open"),
        (("Ana",), "None", (), "done"),
    ]


@pytest.mark.parametrize(
    "said",
    [
        "Traffic drives this.",
        "Nothing owns it.",
        "Success leads to others; Redis takes it.",
        "Half the team will be away.",
        "A user group will meet.",
        "The control group will see the old prompt.",
        "No one on the ranking team will be paged.",
        "The whole team will meet.",
    ],
)
def test_what_is_no_person_or_certain_team_owns_no_pledge(said: str) -> None:
    actions = read(f"**Date:** 2026-07-21\n\n## Action items\n\nWe will add a limit. {said}\n").actions
    assert actions[0].text == "We will add a limit."
    assert [action.owners for action in actions if action.owners] == []


def test_tasks_in_one_line_are_several_and_a_comma_behind_a_bracket_is_not_always_between_them() -> None:
    for line, count in (
        ("Follow up: renew it (Ana), alert on it (OPS-9)", 2),
        ("Action item: start (at 14:59), not later", 1),
    ):
        assert len(read(f"# Search\n\n{line}\n").actions) == count


@pytest.mark.parametrize(
    ("item", "owners", "due", "state"),
    [
        ("Test two workers @Miro Klein @April 17, 2026", ("Miro Klein",), "2026-04-17", "open"),
        ("Test two workers, owned by Miro, due April 17", ("Miro",), "2026-04-17", "open"),
        ("Test two workers – owner Miro, due 17 Apr", ("Miro",), "2026-04-17", "open"),
        ("Test two workers (Miro by April 17, OPS-3)", ("Miro",), "2026-04-17", "open"),
        ("Test two workers (done by Miro)", ("Miro",), "None", "done"),
        ("@miro: test two workers by April 17", ("miro",), "2026-04-17", "open"),
        ("Search team to test two workers", ("Search team",), "None", "open"),
        ("Upgrade Traefik to the next version", (), "None", "open"),
        ("Switch to two workers", (), "None", "open"),
        ("Test two workers (low prio)", (), "None", "open"),
    ],
)
def test_owners_and_due_dates_of_an_item_are_read(item: str, owners: tuple[str, ...], due: str, state: str) -> None:
    action = read(f"**Date:** 2026-03-04\n\n## Actions\n\n- {item}\n- {item} again\n").actions[0]
    assert (action.owners, str(action.due), action.state) == (owners, due, state)


def test_a_severity_in_another_section_is_read_but_not_that_of_an_action() -> None:
    table = "## Actions\n\n| Action | Priority |\n|-|-|\n| Pin it | P3 |\n"
    for section, severity in (("## Impact\n\n**Severity:** high\n", "high"), ("## Impact\n\nIt was bad.\n", "")):
        fields = read(f"# Chat is down\n\n{section}\n{table}").fields
        assert next((field.value for field in fields if field.key == "severity"), "") == severity


HOMEWORK = """= Copilot sent two mails
Ola Berg <ola@example.org>
v1.2, 2026-02-03: for the review

== What happened
Customers got each mail twice.

== Homework
. Deduplicate by key (Ola, due 2026-03-09)
. Ana will test the queue by 2026-03-11
"""


def test_the_day_of_a_document_is_not_the_due_date_of_an_action_item() -> None:
    read = as_markdown(HOMEWORK, "markdown", lambda _: None, "mails.adoc")
    reading = read_foreign(read, "mails.adoc")
    assert (str(reading.day), reading.day_from) == ("2026-02-03", "revision")
    assert "date-from-revision" in {remark.code for remark in reading.remarks}
    assert [str(action.due) for action in reading.actions] == ["2026-03-09", "2026-03-11"]
    without = read.replace("- revdate: v1.2, 2026-02-03: for the review\n", "")
    assert read_foreign(without, "mails.adoc").day is None
    with_attribute = as_markdown(
        HOMEWORK.replace("v1.2, 2026-02-03: for the review", ":revdate: 2026-02-04"),
        "markdown",
        lambda _: None,
        "m.adoc",
    )
    assert str(read_foreign(with_attribute, "m.adoc").day) == "2026-02-04"
    dated = read.replace("twice.", "twice on 2026-01-30. Ana will count them by 2026-03-10.")
    assert (str(read_foreign(dated, "m.adoc").day), read_foreign(dated, "m.adoc").day_from) == ("2026-01-30", "prose")


def test_a_pledge_in_the_prose_does_not_give_the_day_of_the_incident() -> None:
    text = "# Mails twice\n\nEach mail was sent twice. Ana will count them by 2026-03-10.\n"
    assert read_foreign(text, "mails.md").day is None
    past = text.replace("sent twice", "sent twice due to a change of 2026-03-01")
    assert str(read_foreign(past, "mails.md").day) == "2026-03-01"


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        ("23:50 UTC a|24:00 UTC b|00:10 UTC c", ["05 23:50", "06 00:00", "06 00:10"]),
        ("00:40 UTC a|24:00 UTC b|24:00 UTC c|14:00 UTC d", ["05 00:40", "06 00:00", "06 00:00", "06 14:00"]),
        ("2026-02-05 24:00 UTC a|2026-02-06 00:05 UTC b", ["06 00:00", "06 00:05"]),
        ("00:00 UTC a|24h UTC b|24:00 UTC / 01:00 CET c", ["05 00:00", "06 00:00", "06 00:00"]),
    ],
)
def test_24_00_is_the_midnight_at_the_end_of_the_day(lines: str, expected: list[str]) -> None:
    listed = "".join(f"- {line}\n" for line in lines.split("|"))
    reading = read_foreign(f"# It broke\n\nDate: 2026-02-05\n\n## Timeline\n\n{listed}", "it.md")
    found = [event for event in reading.events if event.day and event.clock]
    assert [f"{one.day:%d} {one.clock[0]:02}:{one.clock[1]:02}" for one in found if one.day and one.clock] == expected


@pytest.mark.parametrize(
    ("heading", "facts", "severity", "day"),
    [
        ("# It broke", "**Rating:** P1\n\n**Date:** 2024-05-01\n", "P1", "2024-05-01"),
        ("# It broke – 1 May 2024 – Priority 3", "Cause: a typo.\n", "Priority 3", "2024-05-01"),
        ("# 🔥 It broke", "🗓 1 May 2024 · 🚦 sev-4 (money only) · ✍️ Ana\n", "sev-4", "2024-05-01"),
        ("# It broke", "**Stand**\n\n| Id | PM-1 |\n|---|---|\n| Class | Sev 1 |\n| Date | 2024-05-01 |\n", "Sev 1",
         "2024-05-01"),
        ("# It broke", "Date: 2024-05-01\nSeverity: High\nWritten by Ana Lima in May\n", "High", "2024-05-01"),
        ("# It broke", "- Severity: P2\n- Opened: 2024-05-01\n- Closed: 2024-05-04\n", "P2", "2024-05-01"),
        ("# It broke", "Severity: P2\n\nClosed: 2024-05-04\n\n## Timeline\n\n- 2024-05-01 10:00 UTC alert\n", "P2",
         "2024-05-01"),
    ],
)  # fmt: skip
def test_severity_and_day_are_read_from_lines_of_any_form(heading: str, facts: str, severity: str, day: str) -> None:
    reading = read(f"{heading}\n\n{facts}\n## Why\n\nA typo.\n")
    assert [field.value for field in reading.fields if field.key == "severity"] == [severity]
    assert str(reading.day) == day


def test_a_heading_that_names_the_kind_of_document_gives_way_to_the_stated_incident() -> None:
    reading = read(
        "Post Incident Report\n====================\n\nIncident: Search was down all day\n\nDate: 2024-05-01\n"
    )
    assert reading.title == "Search was down all day"


def test_a_title_in_capitals_stays_where_no_line_below_it_names_the_incident() -> None:
    for below in ("By Ana Ruiz and Bo Lund", "The queue was full for an hour.", "Version 2 of the whole report", ""):
        assert read(f"# QUEUE OUTAGE\n{below}\n\n## Impact\n\nBad.\n").title == "QUEUE OUTAGE"


@pytest.mark.parametrize("head", ["{} Jul 30, {} UTC", "{} - July 30, {} UTC", "{} (30 July 2026, {} UTC)"])
def test_an_update_of_a_status_page_says_what_is_written_below_its_heading(head: str) -> None:
    updates = (("Resolved", "15:02", "Labels are back."), ("Investigating", "12:48", "Labels are late."))
    body = "".join(f"<h3>{head.format(word, clock)}</h3><p>{text}</p>\n" for word, clock, text in updates)
    page = f'<h1>Late labels <span class="badge">Partial outage</span></h1>\n{body}<p>Published Jul 31, 2026</p>\n'
    reading = read(as_markdown(page, "markdown", lambda _: None, "a.html"), "a.html")
    assert reading.title == "Late labels"
    assert "Partial outage" in reading.text
    assert times(reading) == [("2026-07-30", clock, f"{word}: {text}") for word, clock, text in updates]


def test_times_count_from_a_beginning_that_is_marked_as_t() -> None:
    text = (
        "# It\n\n**Began (T):** 2024-05-01 22:50 UTC\n\n## Timeline\n\n- T+1h20m fixed\n- T+5 alert\n- T-10m deploy\n"
    )
    reading = read(text)
    assert times(reading) == [
        ("2024-05-02", "00:10", "fixed"), ("2024-05-01", "22:55", "alert"), ("2024-05-01", "22:40", "deploy")
    ]  # fmt: skip
    assert {field.key for field in reading.fields} == {"start"}


def test_owners_and_dates_behind_a_sentence_a_mention_or_a_state_with_its_day_are_set_apart() -> None:
    text = (
        "- [DONE 22 Jan] Flag off and locked. Ana.\n"
        "- [OPEN] Filter in the database. Mateusz, 6 February 2026, see PIR-58.\n"
        "- [ ] Test with two tenants in CI @Ana Verhees April 17, 2026\n"
        "- [ ] Write what may be cached (nothing!) @Stijn D\n"
        "- Write to upstream (T50221) – *unassigned*\n"
        "- Rotate the keys of the store. Vault stays as it is.\n"
    )
    actions = read(f"**Date:** 2026-01-22\n\n## Remedial actions\n\n{text}").actions
    assert [(one.text, one.owners, str(one.due), one.state, one.links) for one in actions] == [
        ("Flag off and locked", ("Ana",), "None", "done", ()),
        ("Filter in the database", ("Mateusz",), "2026-02-06", "open", ("PIR-58",)),
        ("Test with two tenants in CI", ("Ana Verhees",), "2026-04-17", "open", ()),
        ("Write what may be cached (nothing!)", ("Stijn D",), "None", "open", ()),
        ("Write to upstream", (), "None", "open", ("T50221",)),
        ("Rotate the keys of the store. Vault stays as it is.", (), "None", "open", ()),
    ]


def test_each_sentence_of_a_follow_up_that_ends_with_its_owner_in_brackets_is_one() -> None:
    line = "Follow up: pools per tier (Gwen, 13 Nov, PLAT-66). Upload cap (Gwen, done). Tell sales about it (Ines)."
    actions = read(f"**Date:** 2026-10-28\n\n{line}\n").actions
    assert [(one.text, one.owners, str(one.due), one.state) for one in actions] == [
        ("pools per tier", ("Gwen",), "2026-11-13", "open"),
        ("Upload cap", ("Gwen",), "None", "done"),
        ("Tell sales about it", ("Ines",), "None", "open"),
    ]


def test_lines_above_lists_head_a_document_without_headings() -> None:
    notes = (
        "label mix-up, thu 14 may 2026\n\nso roughly\n\n- 0910 Ida swaps the printer\n- sometime later, bad labels\n"
    )
    notes += "- 0935 stopped it\n- 1005 old printer back\n\ntodo\n- pin the driver\n- Ida: write down the version\n"
    reading = read(notes)
    assert reading.title == "label mix-up, thu 14 may 2026"
    assert [(clock, text) for _, clock, text in times(reading)] == [
        ("09:10", "Ida swaps the printer"),
        ("09:35", "stopped it"),
        ("10:05", "old printer back"),
    ]
    assert len(reading.actions) == 2


def test_a_list_of_years_is_not_a_timeline() -> None:
    assert not read("Our years\n\nplan\n\n- 2019 began\n- 2020 grew\n- 2021 had an outage\n").events


def test_a_timeline_in_sentences_has_an_event_for_each_time() -> None:
    text = "## Timeline (UTC)\n\nOn 4 March the feed moved. At 02:10 the job failed. By 02:25 all shops were closed.\n"
    told = read(f"# A\n\nDate: 2026-03-04\n\n{text}\nThe fix was live at 03:10. It held.\n")
    assert times(told) == [
        ("2026-03-04", "02:10", "At 02:10 the job failed."),
        ("2026-03-04", "02:25", "By 02:25 all shops were closed."),
        ("2026-03-04", "03:10", "The fix was live at 03:10."),
    ]


def test_a_line_that_names_two_times_is_one_event() -> None:
    lines = "02:10 Alert. It fired at 02:05 too.\n\n02:25 Fixed.\n"
    logged = read(f"# A\n\nDate: 2026-03-04\n\n## Timeline (UTC)\n\n{lines}")
    assert [one[1:] for one in times(logged)] == [("02:10", "Alert. It fired at 02:05 too."), ("02:25", "Fixed.")]


def test_an_event_with_a_misspelt_day_is_one_without_its_time() -> None:
    dated = read("# A\n\n## Timeline\n\n05/18/2024 - A customer wrote.\n\n05/21/204 - Fixed.\n\n9 - 10 shops closed.\n")
    assert times(dated)[1:] == [("None", "", "05/21/204 - Fixed.")]


def test_times_with_a_dot_below_days_are_times_without_a_section_that_is_called_so() -> None:
    days = "### Wednesday 4 March 2026\n\n21.30 Stock is counted.\n\n### Thursday 5 March 2026\n\n0.05 It is wrong.\n"
    assert times(read(f"# A\n\n## What we saw\n\n{days}"))[:1] == [("2026-03-04", "21:30", "Stock is counted.")]
    assert (
        times(read("# A\n\nDate: 2026-03-04\n\n## Findings\n\n2.10 Stock is wrong.\n\n2.11 So is the price.\n")) == []
    )


def test_a_timeline_in_sentences_goes_on_past_midnight() -> None:
    told = "On 14 January 2026 at 23:50 UTC it stalled. At 00:10 Bo saw it. At 00:40 it was fixed.\n"
    assert [one[:2] for one in times(read(f"# A\n\n## Timeline\n\n{told}"))] == [
        ("2026-01-14", "23:50"), ("2026-01-15", "00:10"), ("2026-01-15", "00:40"),
    ]  # fmt: skip


def test_a_timeline_of_many_sentences_is_read_in_linear_time() -> None:
    told = "# A\n\n2026-03-04\n\n## Timeline\n\n"
    require_linear(lambda n: told + "At 09:12 UTC the bot did it. " * n, read, size=800)

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign
from afterword.importing.reader.reading import Reading


def read(note: str, *, head: str = "## Timeline") -> Reading:
    body = (
        f"# Outage\n\n**Date:** 2024-03-05\n\n{head}\n\n{note}\n\n- 14:02 alert\n- 14:20 fixed\n\n## Impact\n\nBad.\n"
    )
    return read_foreign(body, "outage.md")


@pytest.mark.parametrize(
    ("note", "zone"),
    [
        ("*All times PST*", "PST"),
        ("Times in UTC unless otherwise noted.", "UTC"),
        ("Unless otherwise stated, all times are US Eastern.", "US Eastern"),
        ("Times come from the pager and are in UTC.", "UTC"),
        ("Times shown are Denver local time.", "Denver"),
        ("All times above are UTC by the way.", "UTC"),
        ("Uhrzeiten: MEZ", "MEZ"),
        ("Times are Irish time.", "Irish"),
        ("All times in South African time.", "South African"),
        ("Alle Zeiten Ortszeit Berlin.", "Berlin"),
        ("※時刻は日本時間", "日本時間"),
        ("時刻はすべてJSTです。", "JST"),
        ("(heure de Paris)", "Paris"),
        ("Todos os horários em horário de Brasília.", "Brasília"),
        ("Todas las horas en hora peninsular (CEST).", "CEST"),
        ("Tutti gli orari sono in CET.", "CET"),
        ("Alle tijden zijn lokale tijd (Amsterdam)", "Amsterdam"),
        ("Wszystkie godziny w CET.", "CET"),
        ("注：所有时间为北京时间。", "北京时间"),
        ("所有時間為 CST (UTC+8)", "UTC+8"),
    ],
)
def test_a_note_states_the_zone_of_all_times(note: str, zone: str) -> None:
    reading = read(note)
    assert (reading.zone, [event.zone for event in reading.events]) == (zone, [zone, zone])


@pytest.mark.parametrize(
    "sentence",
    [
        "The cron job runs at midnight UTC.",
        "Timestamps were written in UTC and parsed as local time.",
        "We changed the time zone of the servers to UTC.",
        "The clock of the host was set to CET instead of UTC.",
        "Response times were high in EST offices.",
        "Customers in Denver reported errors.",
    ],
)
def test_a_sentence_on_something_else_states_no_zone(sentence: str) -> None:
    assert read(sentence).zone == ""


@pytest.mark.parametrize(
    ("heading", "zone"),
    [
        ("## Timeline (all times in PST)", "PST"),
        ("## Timeline: EST", "EST"),
        ("## Chronologie (heure de Paris)", "Paris"),
        ("## Linha do tempo (horário de Brasília)", "Brasília"),
        ("## タイムライン（時刻はJST）", "JST"),
    ],
)
def test_a_heading_states_the_zone(heading: str, zone: str) -> None:
    assert read("", head=heading).zone == zone


def test_the_zone_of_one_event_elsewhere_is_that_of_all_and_reported() -> None:
    reading = read("", head="Broken between 14:02 and 15:10 CET.\n\n## Timeline")
    assert (reading.zone, [one.code for one in reading.remarks]) == ("CET", ["zone-derived"])
    assert read("", head="A report came at 09:15 CET.\n\n## Timeline").zone == ""


@pytest.mark.parametrize(
    ("line", "zone"),
    [
        ("09:14 (Brasília) deploy", "Brasília"),
        ("09:14 (horário de Brasília): deploy", "Brasília"),
        ("09:14 hora de Madrid — deploy", "Madrid"),
        ("09:14 Zürich time - deploy", "Zürich time"),
        ("09:14 (cluster Berlin) deploy", ""),
        ("09:14 Berlin — deploy", ""),
    ],
)
def test_a_place_behind_a_time_is_its_zone_if_it_is_called_so(line: str, zone: str) -> None:
    reading = read_foreign(f"# It\n\nDay: 2024-05-01\n\n## Timeline\n\n- {line}\n", "a.md")
    assert [event.zone for event in reading.events] == [zone]


def test_the_letter_z_with_which_a_place_begins_is_no_zone() -> None:
    reading = read_foreign("# It\n\nTime zone: Zürich\n\n## Timeline\n\n- 2024-05-01 10:00 alert\n", "a.md")
    assert [event.zone for event in reading.events] == ["Zürich"]

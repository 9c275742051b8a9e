"""Times at the beginning of a line: counted from the beginning of an incident, with a day, and with units."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign
from afterword.importing.reader.reading import Event
from afterword.importing.sources.light_markup import text_to_markdown


def events(timeline: str, head: str = "**Date:** 2026-05-12") -> list[Event]:
    return list(read_foreign(f"# Labels swapped\n\n{head}\n\n## Timeline\n\n{timeline}\n", "a.md").events)


def moments(timeline: str, head: str = "**Date:** 2026-05-12") -> list[str]:
    found = events(timeline, head)
    return [f"{one.day} {one.clock[0]:02}:{one.clock[1]:02}" if one.clock else f"{one.day}" for one in found]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("T0", "2026-05-12 23:10"),
        ("t₀", "2026-05-12 23:10"),
        ("T+7m", "2026-05-12 23:17"),
        ("+7 min", "2026-05-12 23:17"),
        ("+1h05", "2026-05-13 00:15"),
        ("+2 Std. 10 Min", "2026-05-13 01:20"),
        ("+90 minutos", "2026-05-13 00:40"),
        ("+1 時間", "2026-05-13 00:10"),
        ("-5 min", "2026-05-12 23:05"),
        ("+2 d", "2026-05-14 23:10"),
    ],
)
@pytest.mark.parametrize(
    "origin", ["T0 is 2026-05-12 23:10 UTC.", "| Key | Value |\n|---|---|\n| T0 | 2026-05-12 23:10 UTC |"]
)
def test_a_time_is_counted_from_the_beginning_that_the_document_states(
    origin: str, written: str, expected: str
) -> None:
    assert moments(f"- {written} labels swapped", origin) == [expected]


def test_a_time_counted_from_an_unknown_beginning_has_no_clock() -> None:
    assert [(one.clock, one.text) for one in events("- +1h05 rolled back\n- +1h20 closed")] == [
        (None, "rolled back"),
        (None, "closed"),
    ]


def test_the_line_that_states_the_beginning_is_no_event() -> None:
    found = events("T0 = 2026-05-12 23:10 UTC\n\n- T+5m labels swapped")
    assert [one.text for one in found] == ["labels swapped"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("le lendemain à 8h05 : retour", "2026-05-13 08:05"),
        ("02.10 Uhr: Dienst stellt um", "2026-05-12 02:10"),
        ("8.05 uur: terug", "2026-05-12 08:05"),
        ("08:05. Rolled back.", "2026-05-12 08:05"),
        ("giorno seguente, ore 8:05 – ritorno", "2026-05-13 08:05"),
        ("de volgende dag om 8.05 uur: terug", "2026-05-13 08:05"),
        ("no dia seguinte, às 8h05min: volta", "2026-05-13 08:05"),
        ("al día siguiente, 8:05 h. Vuelta", "2026-05-13 08:05"),
        ("8:05 h. Vuelta", "2026-05-12 08:05"),
        ("2026-05-12T08:05Z..2026-05-12T08:20Z back", "2026-05-12 08:05"),
    ],
)
def test_a_clock_is_read_with_the_words_around_it(line: str, expected: str) -> None:
    assert moments(f"- 07:00 alert\n- {line}")[-1] == expected


def test_a_zone_beside_a_day_is_no_event() -> None:
    found = events("- 12 May 2026 (UTC+1)\n  - 07:00 alert\n- 13 May 2026\n  - 08:05 back")
    assert [(one.text, str(one.day), one.zone) for one in found] == [
        ("alert", "2026-05-12", "UTC+1"),
        ("back", "2026-05-13", "UTC+1"),
    ]


def test_weekdays_as_headings_are_the_days_of_one_timeline() -> None:
    days = "### Tuesday\n\n- 07:00 alert\n- 08:00 call\n\n### Wednesday\n\n- 08:05 back\n"
    text = f"# Slow (week of 11 May 2026)\n\n## Story\n\n{days}"
    assert [str(one.day) for one in read_foreign(text, "a.md").events] == ["2026-05-12", "2026-05-12", "2026-05-13"]


def test_four_digits_with_a_stop_are_times_of_a_plain_text() -> None:
    text = (
        "LABELS SWAPPED\n\nWhen: 16 July 2025\n\nTIMELINE\n\n16 July, 0215. Update.\n\n0430. Seen.\n\n0455. Closed.\n"
    )
    found = read_foreign(text_to_markdown(text, ".txt"), "a.txt").events
    assert [(one.clock and one.clock[:2], one.text) for one in found] == [
        ((2, 15), "Update."),
        ((4, 30), "Seen."),
        ((4, 55), "Closed."),
    ]

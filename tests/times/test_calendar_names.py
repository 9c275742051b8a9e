"""Dates in languages other than English."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.times.calendar_names import DAYS_AGO, MONTHS_ABROAD, WEEKDAYS_ABROAD
from afterword.times.reader import TimeReader

READER = TimeReader(near=date(2026, 4, 16), latest=date(2026, 5, 2))


@pytest.mark.parametrize(
    "text",
    [
        "Donnerstag, 16. April 2026 17:02",
        "Do, 16. Apr. 2026, 17:02 Uhr",
        "jeudi 16 avril 2026 à 17:02",
        "jeu. 16 avr. à 17h02",
        "16 de abril de 2026 17:02",
        "giovedì 16 aprile 2026 17:02",
        "donderdag 16 april 2026 17:02",
        "2026年4月16日 17:02",
        "Do 16.04.2026 17:02",
    ],
)
def test_a_date_is_read_in_other_languages(text: str) -> None:
    found = READER.match(text)
    assert found is not None
    assert str(found.at) == "2026-04-16T17:02Z"


@pytest.mark.parametrize("text", ["2h30 later", "16 out of 20 10:30", "3 so 12:00", "so 12:00"])
def test_other_words_and_durations_are_no_dates(text: str) -> None:
    assert READER.match(text, day=date(2026, 4, 16)) is None


def test_every_month_is_named_and_names_are_in_lower_case() -> None:
    assert set(MONTHS_ABROAD.values()) == set(range(1, 13))
    assert all(name == name.lower() for name in (*MONTHS_ABROAD, *WEEKDAYS_ABROAD))


@pytest.mark.parametrize(("word", "days"), [("gestern", 1), ("wczoraj", 1), ("vandaag", 0), ("demain", -1)])
def test_days_are_counted_from_today_in_other_languages(word: str, days: int) -> None:
    assert DAYS_AGO[word] == days

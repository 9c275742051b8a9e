from datetime import date

import pytest

from afterword.grounding.noted_days import days_meant

WRITTEN = date(2026, 3, 12)  # a Thursday


@pytest.mark.parametrize(
    ("note", "meant"),
    [
        ("down since last Thursday", ["2026-03-05"]),
        ("again next Thursday", ["2026-03-19"]),
        ("seit letztem Montag", ["2026-03-09"]),
        ("vendredi dernier", ["2026-03-06"]),
        ("el próximo lunes", ["2026-03-16"]),
        ("two days ago", ["2026-03-10"]),
        ("vorgestern", ["2026-03-10"]),
        ("demain matin", ["2026-03-13"]),
        ("due EOM", ["2026-03-31"]),
        ("GA 2026-W26 Mon, then 2026-W27-3", ["2026-06-22", "2026-07-01"]),
        ("rapport attendu pour le 15 janvier", ["2026-01-15"]),
        ("valid until 02/14/26", ["2026-02-14"]),
        ("od 29.04", ["2026-04-29"]),
    ],
)
def test_the_days_that_a_note_means(note: str, meant: list[str]) -> None:
    assert {str(day) for day in days_meant(note, WRITTEN)} == set(meant)


def test_a_weekday_alone_is_the_last_or_the_coming_one() -> None:
    assert {str(day) for day in days_meant("on Tuesday", WRITTEN)} == {"2026-03-10", "2026-03-17"}
    assert {str(day) for day in days_meant("on Thursday", WRITTEN)} == {"2026-03-05", "2026-03-12", "2026-03-19"}


@pytest.mark.parametrize("note", ["we do it so that it is fine", "week 2026-W99", "build 12.13.14.1", "9 of 40", ""])
def test_what_is_no_day(note: str) -> None:
    assert list(days_meant(note, WRITTEN)) == []

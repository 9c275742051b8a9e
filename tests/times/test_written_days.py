from __future__ import annotations

from datetime import date

import pytest

from afterword.times.written_days import is_full_weekday, read_day, read_later


@pytest.mark.parametrize(
    "text",
    [
        "Mar 5 2024",
        "05-Mar-24",
        "2024-Mar-05",
        "05.03.24",
        "Dienstag, den 5. März 2024",
        "le mardi 5 mars 2024",
        "martes 5 de marzo del 2024",
        "ter, 5 mar 2024",
        "martedì 5 marzo 2024",
        "5 mrt 2024",
        "wtorek, 5 marca 2024 r.",
        "2024/03/05 (火)",
        "令和6年3月5日",
        "5–6 March 2024",
        "March 5-6, 2024",
        "5./6. März 2024",
        "05.–06.03.2024",
        "5 y 6 de marzo de 2024",
    ],
)
def test_a_day_is_read_as_people_write_it_in_nine_languages(text: str) -> None:
    day = read_day(text)
    assert day is not None
    assert (day.on_calendar(None, None), day.end) == (date(2024, 3, 5), len(text))


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("next day", date(2024, 3, 6)),
        ("Am nächsten Tag", date(2024, 3, 6)),
        ("la veille", date(2024, 3, 4)),
        ("翌日", date(2024, 3, 6)),
        ("mercredi", date(2024, 3, 6)),
        ("5 March", date(2024, 3, 5)),
    ],
)
def test_a_day_can_count_from_another(text: str, day: date) -> None:
    found = read_day(text)
    assert found is not None
    assert found.on_calendar(None, date(2024, 3, 5)) == day
    assert found.on_calendar(None, None) is None


def test_the_order_of_two_small_numbers_is_not_guessed() -> None:
    found = read_day("05/03/2024")
    assert found is not None
    assert found.on_calendar(None, date(2024, 3, 5)) is None


def test_a_mark_behind_a_time_counts_days() -> None:
    later = read_later("00:03 (+1 day) fixed", 5)
    assert later is not None
    assert (later.nth, later.end) == (2, 14)
    assert read_later("00:03 (+12 requests)", 5) is None


def test_short_weekdays_are_words_more_often() -> None:
    assert is_full_weekday("Mittwoch")
    assert not is_full_weekday("do")


def test_a_weekday_with_a_dotless_i_is_none() -> None:
    assert read_day("Fr\u0131day at noon") is None

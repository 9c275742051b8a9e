"""The words for the order of day and month."""

from __future__ import annotations

import pytest

from afterword.times.date_order import date_order


@pytest.mark.parametrize(
    ("word", "order"),
    [
        ("dmy", "day-first"),
        ("mdy", "month-first"),
        ("ymd", ""),
        ("day-first", "day-first"),
        ("tomorrow", "tomorrow"),
        (3, 3),
    ],
)
def test_earlier_words_mean_an_order_and_others_are_as_they_were(word: object, order: object) -> None:
    assert date_order(word) == order

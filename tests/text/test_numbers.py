"""Numbers in digits and in words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from afterword.text.numbers import NUMBER, NUMBER_START, NUMBER_WORDS, parse_number


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("0", "0"), ("12", "12"), ("1,234", "1234"), ("12,345,678.25", "12345678.25"), ("1.50", "1.5"),
        ("9" * 30, "9" * 30), ("0." + "1" * 30, "0." + "1" * 30),
    ],
)  # fmt: skip
def test_digits_are_read(text: str, value: str) -> None:
    assert re.fullmatch(NUMBER, text)
    assert parse_number(text) == Decimal(value)


def test_other_digits_are_not_a_number() -> None:
    for text in ("1,23", "1,2345", "1234,567", "9" * 31, "1.", ".5", "1.2.3"):
        assert not re.fullmatch(NUMBER, text), text
    assert [match.start() for match in re.finditer(rf"{NUMBER_START}\d", "1 a1 .1 ,1 (1 -1 1")] == [0, 12, 15, 17]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("two", 2), ("Nineteen", 19), ("twenty", 20), ("forty-one", 41), ("ninety-nine", 99), ("dozen", 12),
        ("zero", 0), ("hundred", 100), ("one hundred", 100), ("two hundred", 200), ("twenty-five thousand", 25_000),
        ("one million", 10**6), ("three billion", 3 * 10**9), ("dozen thousand", 12_000),
    ],
)  # fmt: skip
def test_words_are_read(text: str, value: int) -> None:
    assert re.fullmatch(NUMBER_WORDS, text, re.IGNORECASE)
    assert parse_number(text) == value


def test_every_word_has_its_value() -> None:
    words = re.findall(
        r"\w+",
        "two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen",
    )
    assert [int(parse_number(word)) for word in words] == list(range(2, 20))
    assert all(re.fullmatch(NUMBER_WORDS, word) for word in words)
    tens = re.findall(r"\w+", "twenty thirty forty fifty sixty seventy eighty ninety")
    assert [int(parse_number(word)) for word in tens] == list(range(20, 100, 10))
    others = ("one", "twenty-ten", "two two", "ten-one", "million two")
    assert not any(re.fullmatch(NUMBER_WORDS, text) for text in others)
    assert parse_number("one") == 1

"""Numbers in digits and in words."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from afterword.text.numbers import FRACTION, NUMBER, NUMBER_START, NUMBER_WORDS, parse_fraction, parse_number


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
        ("four hundred and twelve", 412), ("hundred and five", 105), ("two hundred and thirty thousand", 230_000),
        ("one million", 10**6), ("three billion", 3 * 10**9), ("dozen thousand", 12_000),
        ("fıve", 5),
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


@pytest.mark.parametrize(
    ("text", "percent"),
    [
        ("a third of the users", "33.33"), ("nearly two thirds.", "66.67"), ("half of it", "50"), ("a quarter", "25"),
        ("one query in eight", "12.50"), ("One in 15 users", "6.67"), ("two out of three", "66.67"),
        ("one in twenty-five", "4"),
    ],
)  # fmt: skip
def test_shares_in_words_are_read(text: str, percent: str) -> None:
    match = re.search(rf"\b{FRACTION}", text, re.IGNORECASE)
    assert match
    assert round(parse_fraction(match) * 100, 2) == Decimal(percent)


@pytest.mark.parametrize(
    "text", ["the third call", "a third party", "one in five-minute steps", "two in 5%", "halfway"]
)
def test_what_is_like_a_share_is_none(text: str) -> None:
    assert re.search(rf"\b{FRACTION}", text, re.IGNORECASE) is None


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("five thousand four hundred", 5400), ("two million one hundred", 2_000_100),
        ("eight thousand one hundred and forty", 8140), ("twelve hundred", 1200),
    ],
)  # fmt: skip
def test_hundreds_behind_a_thousand_belong_to_the_number(text: str, value: int) -> None:
    assert re.fullmatch(NUMBER_WORDS, text)
    assert parse_number(text) == value


def test_the_end_of_a_range_is_a_number_of_its_own() -> None:
    found = re.findall(NUMBER_WORDS, "between two thousand and three thousand, or one thousand and four hundred")
    assert found == ["two thousand", "three thousand", "one thousand", "four hundred"]

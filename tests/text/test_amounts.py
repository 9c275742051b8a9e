"""Amounts in sentences: money, percentages, and numbers with and without a unit."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from afterword.grounding.facts import Value, find_facts
from afterword.grounding.identifiers import Identifier, Name
from afterword.text.amounts import Count, Money, Percentage


def values(text: str) -> list[Value]:
    return [fact.value for fact in find_facts(text)]


@pytest.mark.parametrize(
    ("currency", "texts"),
    [
        ("USD", ["$5", "US$5", "us$5", "$ 5", "USD 5", "USD5", "5 USD", "5 usd", "5$", "5 dollars", "5 Dollar", "5 $"]),
        ("CAD", ["CA$5", "5 CAD"]),
        ("AUD", ["A$5", "5 AUD"]),
        ("EUR", ["€5", "5€", "5 €", "5 euros", "EUR 5", "5.0 EUR"]),
        ("GBP", ["£5", "5 pounds"]),
        ("JPY", ["¥5", "5 yen"]),
        ("INR", ["₹5", "5 rupees"]),
        ("CHF", ["5 francs", "CHF 5"]),
        ("cent", ["5 cents", "5 cent"]),
    ],
)
def test_money_is_one_value_in_every_form(currency: str, texts: list[str]) -> None:
    for text in texts:
        assert values(f"it cost {text} in all") == [Money(Decimal(5), currency)], text
        assert values(f"it cost ({text}).") == [Money(Decimal(5), currency)], text


@pytest.mark.parametrize("code", re.findall("...", "NZDSEKNOKDKKPLNCZKHUFRONBRLMXNZARKRWSGDHKDILSTRYAEDRUBUAHCNY"))
def test_money_has_a_currency_code(code: str) -> None:
    assert values(f"{code} 5, 5 {code}") == [Money(Decimal(5), code)] * 2


@pytest.mark.parametrize(
    ("exponent", "scales"),
    [
        (3, ["k", "K", " thousand", " k"]),
        (6, ["m", "M", "mm", "mn", " million", " mn"]),
        (9, ["B", "bn", " billion"]),
        (12, ["T", " trillion"]),
    ],
)
def test_money_is_scaled(exponent: int, scales: list[str]) -> None:
    for scale in scales:
        scaled = Decimal(5).scaleb(exponent)
        assert values(f"€5{scale}, EUR 5{scale}, 5{scale} EUR") == [Money(scaled, "EUR")] * 3, scale
        assert values(f"$1.5-5{scale}") == [Money(Decimal("1.5").scaleb(exponent), "USD"), Money(scaled, "USD")], scale


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("5 to 10 EUR", [Money(Decimal(5), "EUR"), Money(Decimal(10), "EUR")]),
        ("5-10 euros", [Money(Decimal(5), "EUR"), Money(Decimal(10), "EUR")]),
        ("$5-$6", [Money(Decimal(5), "USD"), Money(Decimal(6), "USD")]),
        ("€1,234.50", [Money(Decimal("1234.5"), "EUR")]),
        ("v$5", [Count(Decimal(5))]),
        ("xUSD 5", [Identifier("xusd"), Count(Decimal(5))]),
        ("x5 EUR", [Identifier("x5"), Name("eur")]),
        ("5 dollarsign", [Count(Decimal(5))]),
        ("5 MEUR", [Count(Decimal(5)), Name("meur")]),
        ("€5x", [Count(Decimal(5), "x")]),
        ("5 kEUR", [Count(Decimal(5)), Identifier("keur")]),
    ],
)
def test_money_and_what_resembles_it(text: str, expected: list[Value]) -> None:
    assert values(text) == expected


def test_percentages_are_one_value_in_every_form() -> None:
    for text in ("5%", "5 %", "5 percent", "5 Percent", "5 per cent", "5 percentage", "5 pct", "5-percent", "5.0%"):
        assert values(f"it was {text} of it") == [Percentage(Decimal(5))], text
    for text in ("5 pp", "5 percentage points", "5 percentage point", "5 per cent points", "5-percentage points"):
        assert values(f"it rose {text} more") == [Percentage(Decimal(5), is_points=True)], text
    for text in ("5% to 10%", "5-10%", "5 to 10 percent", "5 % - 10 %", "5%-10%"):
        assert values(text) == [Percentage(Decimal(5)), Percentage(Decimal(10))], text
    for text in ("5 ppm", "5 pctx", "5 percents", "a5%"):
        assert not any(isinstance(value, Percentage) for value in values(text)), text


@pytest.mark.parametrize("unit", re.findall(r"\S+", "KB MB GB TB PB KiB MiB byte bytes rps qps tps Hz kHz MHz GHz °C"))
def test_a_number_has_a_unit(unit: str) -> None:
    assert values(f"5 {unit}, 5{unit}") == [Count(Decimal(5), unit.lower())] * 2
    assert values(f"5 {unit}x") != [Count(Decimal(5), unit.lower())]


def test_a_number_has_a_factor_or_a_scale() -> None:
    assert values("3x, 3 x, 3 times, 3-fold, 3fold, 3.0x") == [Count(Decimal(3), "x")] * 6
    assert values("3 xs, 3 timeshares, 3folds") == [Count(Decimal(3)), Count(Decimal(3)), Identifier("3folds")]
    assert values("5 thousand, 5k, 5K, 5 k") == [Count(Decimal(5000))] * 4
    assert values("5 million, 5M, 5 M") == [Count(Decimal(5_000_000))] * 3
    assert values("5 billion, 5B, 5bn") == [Count(Decimal(5_000_000_000))] * 3
    assert values("5 trillion") == [Count(Decimal(5_000_000_000_000))]
    assert values("5k-x, 5kx, a5 k") == [Identifier("5k-x"), Identifier("5kx"), Identifier("a5")]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("12", [Count(Decimal(12))]),
        ("(12)", [Count(Decimal(12))]),
        ("1,234", [Count(Decimal(1234))]),
        ("12,345,678.9", [Count(Decimal("12345678.9"))]),
        ("1.50", [Count(Decimal("1.5"))]),
        ("saw 12, and", [Count(Decimal(12))]),
        ("saw 12.", [Count(Decimal(12))]),
        ("1,23", [Identifier("1,23")]),
        ("1.5.6", [Identifier("v1.5.6")]),
        ("1a", [Identifier("1a")]),
        ("two, Seventeen and forty", [Count(Decimal(2)), Count(Decimal(17)), Count(Decimal(40))]),
        ("twenty-one, ninety-nine", [Count(Decimal(21)), Count(Decimal(99))]),
        ("hundred, one hundred, two hundred", [Count(Decimal(100)), Count(Decimal(100)), Count(Decimal(200))]),
        ("three thousand, a million, two billion", [Count(Decimal(n)) for n in (3000, 10**6, 2 * 10**9)]),
        ("zero, a dozen", [Count(Decimal(0)), Count(Decimal(12))]),
        ("one of them, someone, fortify, x-two", []),
        ("behalf, halfway, co-half", []),
    ],
)  # fmt: skip
def test_numbers_in_digits_and_words(text: str, expected: list[Value]) -> None:
    assert values(text) == expected


@pytest.mark.parametrize(
    "word", re.findall(r"\w+", "hundreds thousands millions billions dozens half twice quarter majority")
)
def test_a_vague_number_is_compared_as_a_word(word: str) -> None:
    assert values(f"saw {word} of it") == values(f"saw {word.upper()}") == [Identifier(word)]
    assert values(f"saw x{word}") == values(f"saw {word}y") == values(f"saw x-{word}") == []
    forms = ("double", "doubled", "triple", "tripled")
    assert values(", ".join(forms)) == [Identifier(form) for form in forms]

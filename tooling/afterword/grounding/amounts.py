"""Amounts: money, shares, numbers with and without a unit."""

from __future__ import annotations

import re
from decimal import Decimal

from afterword.grounding.kinds import Found, Kind, Reader

NUMBER = r"(?:\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d{1,30}(?:\.\d{1,30})?)"
START = r"(?<![\w.,])"
_SCALE = r"(?:\s?(?P<scale>thousand|million|billion|trillion|[kKMBT]|bn|mn|mm|m)(?![A-Za-z]))?"
_SCALES = {
    "k": 3, "thousand": 3, "m": 6, "mm": 6, "mn": 6, "million": 6, "b": 9, "bn": 9, "billion": 9, "t": 12,
    "trillion": 12,
}  # fmt: skip
_SYMBOLS = {"$": "USD", "us$": "USD", "ca$": "CAD", "a$": "AUD", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR"}
_CODES = (
    "USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ZAR|KRW|SGD|HKD|ILS|TRY|AED|RUB|UAH"
)
_WORDS = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "franc": "CHF", "rupee": "INR", "cent": "cent"}
_CURRENCY_AFTER = rf"(?P<after>(?i:{_CODES})|(?i:(?:{'|'.join(_WORDS)})s?)|[€£¥₹$])(?![A-Za-z])"

_SMALL = [
    "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve", "thirteen", "fourteen",
    "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
]  # fmt: skip
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_WORD_VALUES = {
    **{word: number for number, word in enumerate(_SMALL, 2)},
    **{word: number * 10 for number, word in enumerate(_TENS, 2)},
    "one": 1, "zero": 0, "dozen": 12, "hundred": 100, "thousand": 1000, "million": 10**6, "billion": 10**9,
}  # fmt: skip
NUMBER_WORDS = (
    rf"(?:(?:{'|'.join(_TENS)})(?:-(?:one|{'|'.join(_SMALL[:8])}))?|{'|'.join(_SMALL)}|zero|dozen)"
    r"(?:\s(?:hundred|thousand|million|billion))?|(?:one\s)?(?:hundred|thousand|million|billion)"
)


def decimal(text: str, scale: str | None = None) -> Decimal:
    """The value of digits with thousands separators, times a scale such as `k` or `million`."""
    value = Decimal(text.replace(",", ""))
    return (value.scaleb(_SCALES[scale.lower()]) if scale else value).normalize()


def in_words(text: str) -> Decimal:
    """The value of number words: `twenty-five`, `two hundred`."""
    total = Decimal(0)
    for word in re.split(r"[\s-]+", text.lower()):
        value = _WORD_VALUES[word]
        total = max(total, Decimal(1)) * value if value >= 100 else total + value
    return total.normalize()


def _money(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    currency = (parts.get("before") or parts.get("after") or "").lower()
    code = _SYMBOLS.get(currency) or _WORDS.get(currency.removesuffix("s")) or currency.upper()
    for key in ("number", "other"):
        if parts.get(key):
            yield Kind.MONEY, (code, decimal(parts[key], parts["scale"]))


def _share(match: re.Match[str]) -> Found:
    unit = "pp" if "point" in match["unit"].lower() or match["unit"] == "pp" else "%"
    for key in ("number", "other"):
        if match[key]:
            yield Kind.PERCENT, (unit, decimal(match[key]))


def _number(match: re.Match[str]) -> Found:
    yield Kind.NUMBER, ("", decimal(match["number"], match["scale"]))


_RANGE = rf"(?:\s?(?:-|to)\s?(?P<other>{NUMBER}))?"

MONEY_AND_SHARES: tuple[Reader, ...] = (
    (
        re.compile(rf"(?<![\w.])(?P<before>(?i:US|CA|A)?\$|[€£¥₹])\s?(?P<number>{NUMBER})(?:-(?P<other>{NUMBER}))?{_SCALE}(?!\w)"),
        _money,
    ),
    (re.compile(rf"(?<!\w)(?P<before>{_CODES})\s?(?P<number>{NUMBER}){_SCALE}(?!\w)"), _money),
    (re.compile(rf"{START}(?P<number>{NUMBER}){_RANGE}{_SCALE}\s?{_CURRENCY_AFTER}"), _money),
    (
        re.compile(
            rf"{START}(?P<number>{NUMBER})\s?%?{_RANGE}"
            r"[\s-]?(?P<unit>%|(?i:per\s?cent(?:age)?(?:\spoints?)?|pct)(?!\w)|pp(?!\w))"
        ),
        _share,
    ),
)  # fmt: skip

WITH_UNIT: tuple[Reader, ...] = (
    (
        re.compile(
            rf"{START}(?P<number>{NUMBER})(?:\s?(?P<unit>[KMGTP]i?B|bytes?|rps|qps|tps|[kMG]?Hz|°C)|\s?(?P<u2>x|times)|"
            r"(?P<u3>-?fold))(?!\w)"
        ),
        lambda match: [
            (Kind.NUMBER, ("x" if match["u2"] or match["u3"] else match["unit"].lower(), decimal(match["number"])))
        ],
    ),
    (
        re.compile(rf"{START}(?P<number>{NUMBER})\s?(?P<scale>thousand|million|billion|trillion|[kKMB]|bn)(?![\w-])"),
        _number,
    ),
)

_VAGUE = r"(?i:hundreds|thousands|millions|billions|dozens|half|twice|doubled?|tripled?|quarter|majority)"

NUMBERS: tuple[Reader, ...] = (
    (re.compile(rf"{START}(?P<number>{NUMBER})(?P<scale>(?!))?(?!\w)(?!\.\d)(?!,\d)"), _number),
    (
        re.compile(rf"(?<![\w-])(?i:{NUMBER_WORDS})(?!\w)"),
        lambda match: [(Kind.NUMBER, ("", in_words(match[0])))],
    ),
    (re.compile(rf"(?<![\w-]){_VAGUE}(?!\w)"), lambda match: [(Kind.IDENTIFIER, match[0].casefold())]),
)

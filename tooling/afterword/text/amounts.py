"""Amounts: money, percentages, numbers with and without a unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from afterword.text.finders import Finder, by_pattern
from afterword.text.numbers import DECIMAL_COMMA, NUMBER, NUMBER_CUES, NUMBER_START, NUMBER_WORDS, parse_number


@dataclass(frozen=True, slots=True)
class Money:
    """A sum of money; the currency is an ISO 4217 code, or `cent`."""

    amount: Decimal
    currency: str


@dataclass(frozen=True, slots=True)
class Percentage:
    """A percentage, or a difference in percentage points."""

    amount: Decimal
    is_points: bool = False


@dataclass(frozen=True, slots=True)
class Count:
    """A number; the unit is in lower case, empty if there is none."""

    amount: Decimal
    unit: str = ""


SCALES = {
    "k": 3, "tsd": 3, "thousand": 3, "lakh": 5, "lakhs": 5, "m": 6, "mm": 6, "mn": 6, "mio": 6, "million": 6,
    "crore": 7, "crores": 7, "b": 9, "bn": 9, "mrd": 9, "billion": 9, "t": 12, "trillion": 12,
}  # fmt: skip
"""Words and letters behind a number, and the zeros that they stand for."""
_SCALE = r"(?:\s?(?P<scale>thousand|lakhs?|crores?|million|billion|trillion|[kKMBT]|bn|mn|mm|m)(?![A-Za-z]))?"
_SYMBOLS = {
    "$": "USD", "us$": "USD", "ca$": "CAD", "a$": "AUD", "nz$": "NZD", "hk$": "HKD", "s$": "SGD", "mx$": "MXN",
    "r$": "BRL", "€": "EUR", "£": "GBP", "¥": "JPY", "₹": "INR", "₩": "KRW", "₪": "ILS", "₺": "TRY", "₴": "UAH",
    "₽": "RUB",
}  # fmt: skip
_BEFORE = r"(?P<before>(?i:US|CA|A|NZ|HK|S|MX|R)?\$|[€£¥₹₩₪₺₴₽])"
CURRENCY_CODES = (
    "USD|EUR|GBP|CHF|JPY|CNY|INR|CAD|AUD|NZD|SEK|NOK|DKK|PLN|CZK|HUF|RON|BRL|MXN|ZAR|KRW|SGD|HKD|ILS|TRY|AED|RUB|UAH"
    "|CLP|COP|ARS|KES|NGN|EGP|MAD|GHS|UGX|TZS|SAR|QAR|KWD|PKR|LKR|BDT|IDR|MYR|THB|VND|TWD|ISK|BGN|RSD|KZT"
)
_WORDS = {"dollar": "USD", "euro": "EUR", "pound": "GBP", "yen": "JPY", "franc": "CHF", "rupee": "INR", "cent": "cent"}
CURRENCY = rf"(?:[€£¥₹₩₪₺₴₽$]|(?:{CURRENCY_CODES}|(?i:{'|'.join(_WORDS)})s?)(?![A-Za-z]))"
_SYMBOL_CUES = "$ € £ ¥ ₹ ₩ ₪ ₺ ₴ ₽"
_CODE_CUES = CURRENCY_CODES.lower().replace("|", " ")
_CURRENCY_CUES = " ".join((_SYMBOL_CUES, _CODE_CUES, *_WORDS, *(f"{word}s" for word in _WORDS)))
_PERCENT_CUES = "% per percent percentage pct pp"
_CURRENCY_AFTER = (
    r"(?:(?i:US|U\.S\.|American)\s(?=(?i:dollar)))?"
    rf"(?P<after>(?i:{CURRENCY_CODES})|(?i:(?:{'|'.join(_WORDS)})s?)|[€£¥₹₩₪₺₴₽$])(?![A-Za-z])"
)
_RANGE = rf"(?:\s?(?:-|to)\s?(?P<other>{NUMBER}))?"


def _numbers(match: re.Match[str]) -> Iterator[Decimal]:
    """Read the number, and the other one of a range, with their scale such as `k` or `million`."""
    parts = match.groupdict()
    for text in filter(None, (parts["number"], parts.get("other"))):
        yield parse_number(text).scaleb(SCALES[parts["scale"].lower()] if parts.get("scale") else 0)


def _money(match: re.Match[str]) -> Iterator[Money]:
    parts = match.groupdict()
    currency = (parts.get("before") or parts.get("code") or parts.get("after") or "").lower()
    code = _SYMBOLS.get(currency) or _WORDS.get(currency.removesuffix("s")) or currency.upper()
    return (Money(number, code) for number in _numbers(match))


def _percentages(match: re.Match[str]) -> Iterator[Percentage]:
    is_points = "point" in match["unit"].lower() or match["unit"] == "pp"
    return (Percentage(number, is_points) for number in _numbers(match))


def _count(match: re.Match[str]) -> Iterator[Count]:
    return map(Count, _numbers(match))


FIND_MONEY_AND_PERCENTAGES: tuple[Finder[Money | Percentage], ...] = (
    by_pattern(
        r"(?<![\w-])(?i:half (?:an?|of an?|of one|one) per\s?cent)(?!\w)",
        lambda _: [Percentage(Decimal("0.5"))],
        cues="half",
    ),
    by_pattern(
        rf"(?<![\w.]){_BEFORE}\s?(?P<number>{NUMBER})(?:-(?P<other>{NUMBER}))?{_SCALE}(?!\w)",
        _money,
        cues=_SYMBOL_CUES,
        has_digits=True,
    ),
    by_pattern(
        rf"(?<!\w)(?P<before>{CURRENCY_CODES})\s?(?P<number>{NUMBER}){_SCALE}(?!\w)",
        _money,
        cues=_CODE_CUES,
        has_digits=True,
    ),
    by_pattern(
        rf"{NUMBER_START}(?P<number>{NUMBER}){_RANGE}{_SCALE}\s?{_CURRENCY_AFTER}",
        _money,
        cues=_CURRENCY_CUES,
        has_digits=True,
    ),
    by_pattern(
        rf"{NUMBER_START}(?<!\d:)(?P<number>{NUMBER})\s?%?{_RANGE}"
        r"[\s-]?(?P<unit>%|(?i:per\s?cent(?:age)?(?:\spoints?)?|pct)(?!\w)|pp(?!\w))",
        _percentages,
        cues=_PERCENT_CUES,
        has_digits=True,
    ),
    by_pattern(
        rf"(?<![\w-])(?P<number>(?i:{NUMBER_WORDS}|one))\s(?P<unit>(?i:per\s?cent(?:age)?(?:\spoints?)?))(?!\w)",
        _percentages,
        cues=_PERCENT_CUES,
    ),
    by_pattern(
        rf"{NUMBER_START}(?P<number>{NUMBER})\s(?P<unit>points?)(?=\s(?:lower|higher|less|more|better|worse|up|down)\b)",
        _percentages,
        cues="point points",
        has_digits=True,
    ),
)
FIND_WITH_DECIMAL_COMMA: tuple[Finder[Money | Percentage], ...] = (
    by_pattern(
        rf"(?<![\w.])(?:{_BEFORE}|(?P<code>{CURRENCY_CODES}))\s?(?P<number>{DECIMAL_COMMA}){_SCALE}(?!\w)",
        _money,
        cues=f"{_SYMBOL_CUES} {_CODE_CUES}",
        has_digits=True,
    ),
    by_pattern(
        rf"{NUMBER_START}(?P<number>{DECIMAL_COMMA}){_SCALE}\s?{_CURRENCY_AFTER}",
        _money,
        cues=_CURRENCY_CUES,
        has_digits=True,
    ),
    by_pattern(
        rf"{NUMBER_START}(?P<number>{DECIMAL_COMMA})\s?(?P<unit>%|(?i:per\s?cent|pct)(?!\w))",
        _percentages,
        cues=_PERCENT_CUES,
        has_digits=True,
    ),
)
"""Before what finds versions: `1.240.000 EUR`."""
FIND_WITH_UNIT: tuple[Finder[Count], ...] = (
    by_pattern(
        rf"(?<![\w.,-])(?P<number>{NUMBER}|(?i:{NUMBER_WORDS}|one))\sand\sa\s(?P<part>half|quarter)(?P<times>\stimes)?(?!\w)",
        lambda match: [
            Count(
                parse_number(match["number"]) + Decimal("0.5" if match["part"] == "half" else "0.25"),
                "x" * bool(match["times"]),
            )
        ],
        cues="half quarter",
    ),
    by_pattern(
        rf"{NUMBER_START}(?P<number>{NUMBER})(?:\s?(?P<unit>[KMGTP]i?B|bytes?|rps|qps|tps|[kMG]?Hz|°C)|\s?(?:x|times)|"
        r"-?fold)(?!\w)",
        lambda match: [Count(parse_number(match["number"]), (match["unit"] or "x").lower())],
        cues="kb mb gb tb pb kib mib gib tib pib byte bytes rps qps tps hz khz mhz ghz ° x times fold",
        has_digits=True,
    ),
    by_pattern(
        rf"{NUMBER_START}(?P<number>{NUMBER})\s?(?P<scale>thousand|million|billion|trillion|[kKMB]|bn)(?![\w-])",
        _count,
        cues="thousand million billion trillion k m b bn",
        has_digits=True,
    ),
)
FIND_NUMBERS: tuple[Finder[Count], ...] = (
    by_pattern(rf"{NUMBER_START}(?P<number>{NUMBER})(?!\w)(?!\.\d)(?!,\d)", _count, has_digits=True),
    by_pattern(rf"(?<![\w-])(?P<number>(?i:{NUMBER_WORDS}))(?!\w)", _count, cues=NUMBER_CUES),
)

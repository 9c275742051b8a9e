"""Numbers, lengths and days as people jot them down, each with the values that a sentence may give for them."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Decimal

from afterword.grounding.noted_days import SHORTENED, in_full
from afterword.text.late_pattern import late_pattern
from afterword.text.numbers import NUMBER_WORDS, TO_TWELVE, parse_number

_SMALL = rf"(?:\d{{1,3}}|{NUMBER_WORDS}|one)"
_MOST_LISTED = 64
_POWERS = {"lakh": 10**5, "lac": 10**5, "crore": 10**7, "cr": 10**7}
_QUARTERS = {("jan", "mar"): "first", ("apr", "jun"): "second", ("jul", "sep"): "third", ("oct", "dec"): "fourth"}
_PAST = {"twenty-five": 25, "quarter": 15, "twenty": 20, "half": 30, "five": 5, "ten": 10}


def _each(match: re.Match[str]) -> str:
    return " ; ".join(re.findall(r"\d+", match[0]))


def _range(match: re.Match[str]) -> str:
    """Both ends, and of things how many there are: `workers 0..3` are four, and `1-3 s` or `5-7 times` no three."""
    first, last = int(match["first"]), int(match["last"])
    is_of_things = match["things"] and 0 < last - first < _MOST_LISTED
    return f"{first} ; {last}" + (f" ; {last - first + 1}" if is_of_things else "")


def _power(match: re.Match[str]) -> str:
    return f"{parse_number(match['number']) * _POWERS[match['power'].casefold()]:f}"


def _digits(match: re.Match[str]) -> str:
    return f"{match['before'] or ''}{match['number'].replace(',', '')}"


def _exponent(match: re.Match[str]) -> str:
    value = Decimal(match["number"]).scaleb(int(match["exponent"]))
    return f"{value:f}" if value == value.to_integral_value() else ""


def _quarter(match: re.Match[str]) -> str:
    months = (match["first"].casefold()[:3], match["last"].casefold()[:3])
    return f"{_QUARTERS[months]} quarter" if months in _QUARTERS else ""


def _nines(match: re.Match[str]) -> str:
    count = int(parse_number(match["number"]))
    return f"{100 - Decimal(10) ** (2 - count)} %" if 2 <= count <= 9 else ""


def _of_the_clock(match: re.Match[str]) -> str:
    minutes, hour = (match[name].casefold() for name in ("minutes", "hour"))
    is_range = match["how"].casefold() == "to" and minutes != "quarter"  # `from 5 to 12 hosts`
    if is_range and not (match["at"] or match["half"]):
        return ""
    away = _PAST[minutes] if minutes in _PAST else int(minutes)
    sign = 1 if match["how"].casefold() == "past" else -1
    at = (int(parse_number(hour)) % 12 * 60 + sign * away) % 720
    return " ; ".join(f"{(at + half) // 60:02}:{at % 60:02}" for half in (0, 720))


NUMBER_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str]], ...] = (
    (late_pattern(r"(?<![\w.,:/-])\d{1,2}(?:,\d{1,2}){1,20}(?![\w:/%-]|[.,]\d)"), _each),
    (
        late_pattern(
            r"(?P<things>\b(?:[a-z]{2,}s|GPU|node|shard|replica|worker)\s)?(?<![\w.,:/-])(?P<first>\d{1,3})\s?(?:-|–|\.\.)\s?"
            r"(?P<last>\d{1,3})(?![\w:/%-]|[.,]\d)(?(things)(?!\s?(?:ms|s|min|h|times|x)\b))"
        ),
        _range,
    ),
    (late_pattern(r"(?<![\w.,])(?P<number>\d{1,3}(?:\.\d{1,2})?)\s?(?P<power>lakh|lac|crore|cr)s?\b", re.I), _power),
    (late_pattern(r"(?P<before>(?:Rs\.?|₹|INR)\s?)?(?<![\w.,])(?P<number>\d{1,2}(?:,\d\d)+,\d{3})(?![\w,])"), _digits),
    (late_pattern(r"(?<![\w.])(?P<number>\d{1,3}(?:\.\d{1,3})?)e\+?(?P<exponent>[1-9]|1\d)(?!\w)", re.I), _exponent),
    (
        late_pattern(r"(?<![\w.])2\^(?P<exponent>[1-9]|[1-5]\d)(?!\w)"),
        lambda match: str(2 ** int(match["exponent"])),
    ),
    (
        late_pattern(rf"\b(?P<number>{_SMALL}) dozen\b", re.I | re.A),
        lambda match: f"{12 * parse_number(match['number']):f}",
    ),
    (late_pattern(r"\ba couple of (?P<noun>[a-z]+)", re.I), lambda match: f"2 {match['noun']}"),
    (
        late_pattern(r"(?<![\w.,])(?P<number>\d{1,4}(?:\.\d{1,2})?)\s?(?:per ?mille|‰)", re.I),
        lambda match: f"{Decimal(match['number']) / 10:f} %",
    ),
    (
        late_pattern(r"(?<![\w.,])(?P<number>\d{1,4})\s?(?:bps?|basis points)\b", re.I),
        lambda match: f"{Decimal(match['number']) / 100:f} percentage points",
    ),
    (
        late_pattern(
            r"(?<![\w.,])(?P<number>\d{1,4}(?:\.\d{1,3})?)\s?(?P<scale>[Mk])\s?(?P<unit>EUR|USD|GBP|CHF|€|\$|£)"
        ),
        lambda match: f"{match['number']}{match['scale']} {match['unit']}",
    ),
    (late_pattern(rf"\b(?P<number>{_SMALL}) nines\b", re.I | re.A), _nines),
    (
        late_pattern(r"\b(?:ttl|max[-_]age|expires[-_]in)\W{1,3}(?P<seconds>\d{1,9})\b(?![.,]\d)", re.I),
        lambda match: f"{match['seconds']} s",
    ),
    (late_pattern(r"(?<![\w.,])(?P<number>\d{1,3})\s?wks?\b", re.I), lambda match: f"{match['number']} weeks"),
    (late_pattern(r"(?<![\w.,])(?P<number>\d{1,3})\s?mos?\b", re.I), lambda match: f"{match['number']} months"),
    (
        late_pattern(r"\bT\+(?P<minutes>\d{1,3})(?:\s?m(?:in)?\b|(?![\w.:]|\s?(?:[smhd]|secs?|hours?|days?)\b))"),
        lambda match: f"{match['minutes']} minutes",
    ),
    (
        late_pattern(
            rf"\b(?P<hours>{_SMALL}) hours? (?:and )?(?P<minutes>\d\d?|{NUMBER_WORDS})\b(?=\s*(?:$|[.,;:)](?!\d)))",
            re.I | re.A,
        ),
        lambda match: f"{parse_number(match['hours']):f} h {parse_number(match['minutes']):f} min",
    ),
    (
        late_pattern(
            r"\b(?P<first>jan|apr|jul|oct)[a-z]*\s?(?:-|–|to|and|through|until)\s?(?P<last>mar|jun|sep|dec)", re.I
        ),
        _quarter,
    ),
    (
        late_pattern(
            rf"\b(?P<at>(?:at|by|until|since|around) )?(?P<minutes>{'|'.join(_PAST)}|[1-5]?\d)\s(?P<how>past|to)\s"
            rf"(?P<hour>[12]?\d|{'|'.join(TO_TWELVE)})\b(?![:.]\d|\s?%)(?P<half>\s?\(?[ap]m\b)?",
            re.I | re.A,
        ),
        _of_the_clock,
    ),
    (SHORTENED, lambda match: f"on {in_full(match)}"),
)
"""Patterns of a note, and what reads a match as a sentence would give it; empty if it is none."""

"""Times, dates and durations."""

from __future__ import annotations

import calendar
import re
from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal

from afterword.grounding.amounts import NUMBER, NUMBER_WORDS, START, decimal, in_words
from afterword.grounding.kinds import Found, Kind, Reader

_MONTHS = {name.lower(): n for names in (calendar.month_name, calendar.month_abbr) for n, name in enumerate(names) if n}
_MONTHS["sept"] = 9
# Capitalised only: `1 may` and `to march` are no dates.
_MONTH = "(?P<month>" + "|".join(sorted((name.capitalize() for name in _MONTHS), key=len, reverse=True)) + r")\b\.?"
_DAY = r"(?P<day>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?"
_LAST = r"(?:\s?(?:-|to|and)\s?(?P<last>0?[1-9]|[12]\d|3[01])(?:st|nd|rd|th)?(?![\w:%]))?"
_YEAR = r"(?P<year>(?:19|20)\d{2})"

_ZONES = {
    "PST": -480, "PDT": -420, "MST": -420, "MDT": -360, "CST": -360, "CDT": -300, "EST": -300, "EDT": -240,
    "BST": 60, "CET": 60, "CEST": 120, "EET": 120, "EEST": 180, "IST": 330, "JST": 540, "AEST": 600, "AEDT": 660,
    "Z": 0, "UTC": 0, "GMT": 0,
}  # fmt: skip
_UNITS = {"ms": "0.001", "s": "1", "m": "60", "h": "3600", "d": "86400", "w": "604800"}
_LONG = r"(?i:milliseconds?|seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|years?)"
_AMOUNT = rf"(?:{NUMBER}|(?i:{NUMBER_WORDS}|one))"
# `1M` is a million and `5 m` may be metres, so a short unit is in lower case, and `m` stands right behind its number.
_LENGTH = rf"(?:{NUMBER}(?:\s?(?:ms|h|d)|[smw])|{_AMOUNT}[\s-]?{_LONG})(?![A-Za-z])"


def month_and_weekday_names(day: date) -> set[str]:
    """The words by which a date's month and weekday may be called, in lower case."""
    names = {calendar.month_name[day.month], calendar.month_abbr[day.month]}
    return {name.lower() for name in names | {calendar.day_name[day.weekday()], calendar.day_abbr[day.weekday()]}}


def _iso(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    try:
        day = date(int(parts["y"]), int(parts["m"]), int(parts["d"]))
        if parts["hour"] is None:
            return [(Kind.DATE, (day.year, day.month, day.day))]
        moment = datetime(day.year, day.month, day.day, int(parts["hour"]), int(parts["minute"]))
        offset = _offset(parts["zone"] or "Z")
        moment = moment.replace(tzinfo=timezone(timedelta(minutes=offset))).astimezone(UTC)
    except (ValueError, OverflowError):
        return []
    second = int(parts["second"]) if parts["second"] else None
    dates = dict.fromkeys([(moment.year, moment.month, moment.day), (day.year, day.month, day.day)])
    return [(Kind.TIME, (moment.hour * 60 + moment.minute, second)), *((Kind.DATE, value) for value in dates)]


def _offset(zone: str) -> int:
    """Minutes that a zone is ahead of UTC."""
    name = re.sub(r"^(?:UTC|GMT)(?=[+-])", "", zone.strip())
    if name in _ZONES:
        return _ZONES[name]
    hours, minutes = re.fullmatch(r"[+-]?(\d{1,2}):?(\d{2})?", name).groups()  # type: ignore[union-attr]
    total = int(hours) * 60 + int(minutes or 0)
    return -total if name.startswith("-") else total


def _named_day(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    year, month = int(parts["year"]) if parts["year"] else None, _MONTHS[parts["month"].lower()]
    days = [int(parts[key]) for key in ("day", "last") if parts.get(key)]
    if any(day > calendar.monthrange(year or 2000, month)[1] for day in days):
        return []
    return [(Kind.DATE, (year, month, day)) for day in days]


def _named_month(match: re.Match[str]) -> Found:
    return [(Kind.MONTH, (int(match["year"]), _MONTHS[match["month"].lower()]))]


def _time(match: re.Match[str]) -> Found:
    parts = match.groupdict()
    hour, minute = int(parts["hour"]), int(parts.get("minute") or 0)
    half = (parts.get("half") or "").lower()
    if half:
        if not 1 <= hour <= 12:
            return []
        hour = hour % 12 + (12 if half == "p" else 0)
    second = int(parts["second"]) if parts.get("second") else None
    total = hour * 60 + minute - (_offset(parts["zone"]) if parts.get("zone") else 0)
    return [(Kind.TIME, (total % 1440, second))]


def _duration(match: re.Match[str]) -> Found:
    """Parts that grow smaller are one duration: `2 hours and 28 minutes`."""
    found: list[tuple[str, Decimal]] = []
    last = Decimal(0)
    for part in _DURATION_PART.finditer(match[0]):
        unit, value = _measure(part["amount"], part["unit"])
        size = Decimal(_UNITS.get(_short(part["unit"]), "0"))
        if found and unit == "s" and found[-1][0] == "s" and size < last:
            found[-1] = ("s", found[-1][1] + value)
        else:
            found.append((unit, value))
        last = size
    return [(Kind.DURATION, (unit, value.normalize())) for unit, value in found]


def _measure(amount: str, unit: str) -> tuple[str, Decimal]:
    if re.match(r"an?\b|one\b", amount, re.IGNORECASE):
        value = Decimal(1)
    elif amount.lower().startswith("half"):
        value = Decimal("0.5")
    else:
        value = decimal(amount) if amount[0].isdigit() else in_words(amount)
    short = _short(unit)
    if short in ("month", "y"):
        return "month", value * (12 if short == "y" else 1)
    return "s", value * Decimal(_UNITS[short])


def _short(unit: str) -> str:
    word = unit.strip(" -").lower()
    if word.startswith("mo"):
        return "month"
    return "ms" if word.startswith(("ms", "milli")) else word[0]


def _duration_range(match: re.Match[str]) -> Found:
    return [(Kind.DURATION, _normal(_measure(match[key], match["unit"]))) for key in ("first", "second")]


def _normal(value: tuple[str, Decimal]) -> tuple[str, Decimal]:
    return value[0], value[1].normalize()


def _iso_duration(match: re.Match[str]) -> Found:
    parts = zip((86_400, 3_600, 60, 1), match.groups(), strict=True)
    total = sum(size * int(text) for size, text in parts if text)
    return [(Kind.DURATION, ("s", Decimal(total).normalize()))]


_DURATION_PART = re.compile(
    rf"(?<!\d)(?P<amount>{_AMOUNT}|\b(?i:half\san?|an?)(?=\s))[\s-]?(?P<unit>{_LONG}|(?:ms|[smhdw]))(?![A-Za-z])"
)
_CLOCK = r"(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?::(?P<second>[0-5]\d)(?:\.\d{1,9})?)?"
_HALF = r"(?P<half>[AaPp])\.?[Mm]\b\.?"
_NAMED_ZONE = "|".join(sorted(_ZONES, key=len, reverse=True))
_ZONE = rf"(?:\s?(?P<zone>(?:UTC|GMT)[+-]\d{{1,2}}(?::?\d{{2}})?|\+\d{{2}}:?\d{{2}}|(?:{_NAMED_ZONE}))(?!\w))?"

DATES: tuple[Reader, ...] = (
    (
        re.compile(
            r"(?<![\w-])(?P<y>\d{4})-(?P<m>\d{2})-(?P<d>\d{2})"
            r"(?:(?:T|\s)(?P<hour>\d{2}):(?P<minute>\d{2})(?::(?P<second>\d{2})(?:\.\d{1,9})?)?"
            r"\s?(?P<zone>Z|UTC|[+-]\d{2}:?\d{2})?(?!\w))?(?![\w-])"
        ),
        _iso,
    ),
    (re.compile(rf"(?<![\w.:,-]){_DAY}{_LAST}\s(?:of\s)?{_MONTH}(?:,?\s{_YEAR})?(?![\w-])"), _named_day),
    (re.compile(rf"(?<!\w){_MONTH}\s{_DAY}(?![\w:%.]\w|[\w:%]){_LAST}(?:,?\s{_YEAR}(?!\w))?(?!\w)"), _named_day),
    (re.compile(rf"(?<!\w){_MONTH},?\s(?:of\s)?{_YEAR}(?![\w-])"), _named_month),
    (
        re.compile(r"(?<![\w-])(?P<y>(?:19|20)\d{2})-(?P<m>0[1-9]|1[0-2])(?![\w-])"),
        lambda match: [(Kind.MONTH, (int(match["y"]), int(match["m"])))],
    ),
    # Which of them is the month depends on the country, so such a date must be written as the evidence writes it.
    (
        re.compile(r"(?<![\w./])\d{1,2}(?P<s>[./])\d{1,2}(?P=s)\d{4}(?![\w./]\w|\w)"),
        lambda match: [(Kind.IDENTIFIER, match[0])],
    ),
)

TIMES: tuple[Reader, ...] = (
    (re.compile(rf"(?<![\w:.]){_CLOCK}(?:\s?{_HALF})?{_ZONE}(?!\w|:\w)"), _time),
    (re.compile(rf"(?<![\w:.])(?P<hour>\d{{1,2}})\s?{_HALF}{_ZONE}(?!\w)"), _time),
    (re.compile(r"(?<![\w:.-])(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)\s?(?P<zone>Z|UTC)(?!\w)"), _time),
    (
        re.compile(r"(?<![\w-])(?i:noon|midnight)(?!\w)"),
        lambda match: [(Kind.TIME, (720 if match[0].lower() == "noon" else 0, None))],
    ),
)

DURATIONS: tuple[Reader, ...] = (
    (re.compile(r"(?<!\w)P(?=\d|T\d)(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?(?!\w)"),
     _iso_duration),
    (
        re.compile(rf"{START}(?P<first>{_AMOUNT})\s?(?:-|to|or)\s?(?P<second>{_AMOUNT})[\s-]?(?P<unit>{_LONG})(?!\w)"),
        _duration_range,
    ),
    (
        re.compile(rf"{START}{_LENGTH}(?:(?:,?\s(?:and\s)?|,)?{_LENGTH})*"),
        _duration,
    ),
    (
        # Not `a second`, which most often counts things.
        re.compile(r"(?<![\w-])(?i:half\s)?(?i:an?)\s(?i:minute|hour|day|week|month|year)(?!\w)"),
        _duration,
    ),
)  # fmt: skip

YEARS: tuple[Reader, ...] = (
    (
        re.compile(rf"(?i:\b(?:in|since|during|of|until|by|from|early|late|mid|through)\s){_YEAR}(?![\w.,]\w|\w|-|\s\w+s\b)"),
        lambda match: [(Kind.YEAR, int(match["year"]))],
    ),
)  # fmt: skip

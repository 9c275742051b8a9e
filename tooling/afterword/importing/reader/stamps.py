"""The time at the beginning of a line, as it is written: day, time of day, zone, and what may be missing of them."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from functools import lru_cache

from afterword.importing.reader.zone_names import zones_in
from afterword.text.qualifiers import ROUGHLY
from afterword.times.places_abroad import place_of
from afterword.times.written_days import WrittenDay, read_day, read_later
from afterword.times.zones import FOREIGN_WORDS, OF_AMERICA, is_place, read_zone_behind

_OPEN = re.compile(r"[\s\[(（【*_`~\"“•·|]*")
_MARK = re.compile(r"(?:[^\w\s~≈(\[@#`*|>+–—-]{1,3}|\[[ xX]\])\s+")
"""An emoji, or the box of a task, before a time."""
_ABOUT = re.compile(
    rf"(?i:(?:[~≈≃∼]|ca|{ROUGHLY}|gegen|vers|rond|verso(?: le)?|hacia|sobre|cerca d[ea]s?|por volta d[ea]s?|"
    r"约|約|大约|およそ)\s*(?:las\s)?(?=[\d(]))"
)
_LEAD = re.compile(
    r"(?i:(?:at|on|by|from|since|before|after|um|am|ab|gegen|vers|"
    r"godz\.?|godzina|o|ore|alle|om|kl\.?|klo|à|le|les|a las|a la|las|às|as|em|el|den|the|in)\s+)"
)
_SEPARATOR = re.compile(
    r"(?:T(?=\d)|_|[,;]?\s*(?:[-–—@·|]|at|um|à|a las|às|kl\.?)\s*|[,;:]?\s*|\s*[(（]\s*)(?=[\d~≈午上下凌早晚中深cCaA])"
)
_PAUSE = re.compile(r"[,;:]?\s+")
_HALVES = {"午前": 0, "上午": 0, "凌晨": 0, "早上": 0, "午後": 12, "下午": 12, "晚上": 12, "中午": 12, "深夜": 0}
_HALF = r"(?:\s?(?P<half>[AaPp])\.?\s?[Mm]\b\.?)"
_CLOCKS = (
    re.compile(
        rf"(?P<hour>\d{{1,2}})[:：](?P<minute>[0-5]\d)(?:[:：](?P<second>[0-5]\d))?(?:[.,]\d{{1,9}})?(?!\d|:\d)"
        rf"(?:{_HALF}|\s?(?i:uhr|uur|hrs?|horas|hs|h)\b(?:\.(?=\s))?|頃|ごろ)?"
    ),
    re.compile(r"(?P<hour>\d{1,2})\.(?P<minute>[0-5]\d)\s?(?i:uhr|uur|hrs|h)\b"),
    re.compile(rf"(?P<hour>\d{{1,2}}){_HALF}"),
    re.compile(rf"(?P<hour>\d{{1,2}})\.(?P<minute>[0-5]\d)(?:\.(?P<second>[0-5]\d))?(?![\d%]|[.,]\d){_HALF}"),
    re.compile(r"(?P<hour>[01]?\d|2[0-4])\s?[hH]\s?(?:(?P<minute>[0-5]\d)(?:\s?min\b)?)?(?:\.(?=\s))?(?![\w])"),
    re.compile(r"(?P<hour>\d{1,2})\s(?i:uhr|o'clock)(?:\s(?P<minute>[0-5]\d)(?!\d))?"),
    re.compile(
        r"(?P<east>午前|午後|上午|下午|凌晨|早上|晚上|中午|深夜)?\s?(?P<hour>\d{1,2})(?:[時时点點](?P<minute>\d{1,2})?分?|"
        r"[:：](?P<colon>\d\d))(?:(?P<second>\d{1,2})秒)?(?:頃|ごろ|左右)?"
    ),
    re.compile(
        r"(?i:(?P<noon>noon|midday|mittags?|midi|mediodía|meio-dia)|midnight|mitternacht|minuit|medianoche|"
        r"meia-noite)\b"
    ),
)
_DOTTED = re.compile(
    r"(?P<hour>[01]?\d|2[0-4])\.(?P<minute>[0-5]\d)(?:\.(?P<second>[0-5]\d))?(?:\s?(?i:uhr|uur|hrs?|horas|hs|h)\b)?(?![\d%]|"
    r"[.,]\d)(?!\s?%)"
)
_BARE = re.compile(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?:\s?(?i:hrs?|h|uhr)\b)?(?![\w%]|[.,:]\d)")
_BARE_WITH_ZONE = re.compile(r"(?P<hour>[01]\d|2[0-4])(?P<minute>[0-5]\d)(?=\s?(?:[ZzLJ]|UTC|GMT|hrs?|h|Uhr)\b)")
_RANGE = re.compile(r"\s?(?:\.{2,3}|-|–|—|―|~|〜|～|to|until|till|bis|a|à|até|hasta|至|から)\s?(?=[\d~上下午])")
_UNIT = (
    r"(?P<{0}>d(?:ays?)?|h(?:ours?|rs?)?|m(?:in(?:utes?|s)?)?|s(?:ec(?:onds?|s)?)?|Std\.?|Stunden?|Minuten?|heures?|horas?|"
    r"minutos?|or[ae]|minut[io]|uur|minuten|時間|分|小时|分钟)(?:\s?(?P<{1}>\d{{1,2}})\s?(?:m(?:in\w{{0,4}})?|分|分钟)?)?"
)
RELATIVE = re.compile(
    r"[Tt]\s?(?P<sign>[+\-−–±])\s?(?P<amount>\d{1,4})(?::(?P<minutes>\d\d)(?::(?P<seconds>\d\d))?)?\s?"
    rf"(?:{_UNIT.format('unit', 'rest')})?(?![\w])|(?P<after>[+\-−–])\s?(?P<count>\d{{1,4}})\s?"
    rf"{_UNIT.format('measure', 'more')}(?![\w])|[Tt]\s?[=-]?\s?[0₀](?![\w:.])",
)
"""A time that is counted from a beginning: `T+5m`, `T-1h30`, and, with its unit, `+3 min`, `+1h05`."""
_BEFORE_DAY_BEHIND = re.compile(r"[,;]?\s*(?:on\s|am\s|le\s|[(（])?\s*")
_COLON = re.compile(r"\s*[:：]")
_SECOND_ZONE = re.compile(r"\s*(?:[/|=;,]|or\b|(?P<open>[(\[（]))\s*(?:[A-Z][a-z]{2,8},?\s)?(?=\d{1,4}[:.h-])")
_CITY_OF_TWO = re.compile(r"\s(?P<city>[A-Z][a-zãáéíóúü]+(?:\s[A-Z][a-zãáéíóúü]+)?)(?=\s*[/|(,)\]–—:]|\s-)")
_BEHIND_SECOND = re.compile(r"(?:\s(?i:local(?: time)?|(?:their|our) time))?(?:\s*[)\]）])?")
_CJK_ZONE: re.Pattern[str] = re.compile(
    r"\s*[(（]?((?:日本|北京|台北|中国标准|日本标准|日本標準|東京|东京|香港|上海)(?:時間|时间|標準時))[)）]?"
)
_BRACKETS = re.compile(r"\s*[(（](?P<zone>[^()（）]{2,40})[)）]")
_AREA_ALONE = re.compile(rf"\s(?P<zone>{OF_AMERICA})(?=[,.;)]|\s[–—-]|$)")
"""A zone of America in a sentence; before another word it is a region more often: `at 14:02 Pacific traffic fell`."""
_WORDS_BEHIND = re.compile(r"\s(?=[^\W\d_])[^\n:;,|—–]{4,40}")
_SPARE = re.compile(r"\s?(?:頃|ごろ|左右|ish\b|approx\.?|\(approx(?:\.|imately)?\)|\(ca\.\))")
LABEL = re.compile(
    r"(?P<label>[^\W\d_](?:[^:：\n\d]{0,40}?(?:\s*[:：]\s*|\s+[-–—@]\s+|\s*[(（]\s*|\s+at\s+|\s+um\s+)|"
    r"[^:：\n()（）]{0,40}?\s*[(（]\s*(?=~?\d{1,2}:\d\d)))(?=[\d~≈])"
)
"""Words before a time, as in `Resolved: 2024-04-03 08:20`."""
CLOSE = re.compile(r"[\s\])）】*_`~\"”|]*(?:(?:—|–|―|-{1,3}|->|→|=>|:|：|,|;|、|，|\||=|•|·)+[\s\])）*_`]*|\.\s+)?")
"""What is between a time and the words behind it."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time as it is written.

    Attributes:
        start: where it begins.
        end: the offset behind it, with its zone.
        day: the day that is written; None if none is.
        clock: hour, minute, and second or None; None for a day alone, or a time relative to the beginning.
        zone: as it is written; empty if none is.
        until: the end of a range, as `clock`, but with hour 24 for the midnight at the end of the day.
        about: whether it is marked as approximate.
        relative: `T+5m` as it is written; empty for any other time.
        is_day_end: whether the clock is 24:00, the midnight at the end of the day; it is 0:00 in `clock`.
        has_lead: whether a word such as `at` is before it, as in a sentence.
    """

    start: int
    end: int
    day: WrittenDay | None = None
    clock: tuple[int, int, int | None] | None = None
    zone: str = ""
    until: tuple[int, int, int | None] | None = None
    about: bool = False
    relative: str = ""
    has_lead: bool = False
    is_day_end: bool = False

    @property
    def precision(self) -> str:
        """`second`, `minute` or `day`."""
        if self.clock is None:
            return "minute" if self.relative else "day"
        return "minute" if self.clock[2] is None else "second"


@lru_cache(maxsize=2048)  # several readers look at the same lines of a document
def read_stamp(text: str, start: int = 0, *, dotted: bool = True, bare: bool = False) -> Stamp | None:
    """Read the time at a place of a text without markup; None if there is none.

    Args:
        text: a line.
        start: where the time, or a mark before it, begins.
        dotted: whether `14.02` is a time of day.
        bare: whether `1402` is one.
    """
    at = _skip(_OPEN, text, start)
    if mark := _MARK.match(text, at):
        at = _skip(_OPEN, text, mark.end())
    if relative := RELATIVE.match(text, at):
        return Stamp(at, at + len(relative[0].rstrip()), relative=relative[0].strip())
    opened = at
    at, about = _skip_words(text, at)
    has_lead = re.match(r"[^\W\d_]", text[opened : opened + 1]) is not None and at > opened
    first = at
    day = read_day(text, at)
    if day is None and has_lead and (relative_day := read_day(text, opened)) and relative_day.later:
        day = relative_day  # `le lendemain`, whose article is a word before times, too
    if day:
        separator = _SEPARATOR.match(text, day.end)
        inner = separator.end() if separator else _skip(_PAUSE, text, day.end)
        inner, about_clock = _skip_words(text, inner)
        clock = _read_clock(text, inner, True, bare or day.year is not None)
        if clock is None and (spare := _SPARE.match(text, day.end)):
            about, day = True, replace(day, end=spare.end())
        if clock is None:
            return Stamp(first, day.end, day, about=about, has_lead=has_lead) if day.weekday is None else None
        about = about or about_clock or clock.about
        return _complete(text, replace(clock, start=first, day=day, about=about, has_lead=has_lead), dotted, bare)
    clock = _read_clock(text, at, dotted, bare)
    if clock is None:
        return None
    return _complete(text, replace(clock, start=first, about=about or clock.about, has_lead=has_lead), dotted, bare)


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _skip_words(text: str, at: int) -> tuple[int, bool]:
    """Skip `at`, `um`, `around` before a time, and say whether the time is approximate."""
    about = False
    for _ in range(2):
        lead = _LEAD.match(text, at)
        at = lead.end() if lead else at
        if match := _ABOUT.match(text, at):
            at, about = match.end(), True
    return at, about


def _read_clock(text: str, at: int, dotted: bool, bare: bool) -> Stamp | None:
    forms = (*_CLOCKS, _BARE_WITH_ZONE, *([_DOTTED] if dotted else []), *([_BARE] if bare else []))
    for form in forms:
        if (match := form.match(text, at)) and (clock := _clock(match.groupdict())):
            end = match.end()
            about = match[0].endswith(("頃", "ごろ", "左右"))
            if spare := _SPARE.match(text, end):
                end, about = spare.end(), True
            return Stamp(at, end, clock=clock, about=about, is_day_end=match.groupdict().get("hour") == "24")
    return None


def _clock(parts: dict[str, str | None]) -> tuple[int, int, int | None] | None:
    hour = 12 if parts.get("noon") else int(parts.get("hour") or 0)
    minute = int(parts.get("minute") or parts.get("colon") or 0)
    second = int(parts["second"] or 0) if parts.get("second") else None
    if (half := (parts.get("half") or "").lower()) and hour <= 12:
        hour = hour % 12 + (12 if half == "p" else 0)
        # `13:55 PM` is 13:55, and so is `13:55 AM`: the hour says more than the letters.
    if (east := parts.get("east")) and hour < 12:
        hour += _HALVES[east] if not (east in ("晚上", "中午") and hour == 0) else 0
    if hour > 24 or minute > 59 or (hour == 24 and minute):
        return None
    return hour % 24, minute, second


def _complete(text: str, stamp: Stamp, dotted: bool, bare: bool) -> Stamp:
    """Add the zone, the end of a range, and a day behind the time of day."""
    stamp = _with_zone(text, stamp)
    if joint := _RANGE.match(text, stamp.end):
        day = read_day(text, joint.end())
        after = _skip(_BETWEEN_DAY_AND_CLOCK, text, day.end) if day else joint.end()
        last = _read_clock(text, after, dotted, bare)
        if last:
            clock = stamp.clock
            assert clock is not None and last.clock is not None
            # `2:02–2:20 PM`: the half of the last holds for both
            if (
                last.clock[0] >= 12 > clock[0]
                and clock[0] + 12 <= last.clock[0]
                and "m" in text[joint.end() : last.end].lower()
            ):
                clock = (clock[0] + 12, *clock[1:])
            behind = _with_zone(text, replace(stamp, zone="", end=last.end))
            zone = stamp.zone or behind.zone
            until = (24, *last.clock[1:]) if last.is_day_end else last.clock
            stamp = replace(stamp, clock=clock, until=until, end=behind.end, zone=zone)
    if stamp.until and (later := read_later(text, stamp.end)):
        stamp = replace(stamp, end=later.end)  # of the end of a range
    elif stamp.day is None and (later := read_later(text, stamp.end)):
        stamp = _with_zone(text, replace(stamp, day=later, end=later.end))
    if stamp.day is None:
        begin = _skip(_BEFORE_DAY_BEHIND, text, stamp.end)
        between = text[stamp.end : begin]
        day = read_day(text, begin) if between else None
        if day and day.weekday is None and (day.year or between.strip() or _COLON.match(text, day.end)):
            stamp = _with_zone(text, replace(stamp, day=day, end=day.end))
    return _take_second_clock(text, stamp)


def _with_zone(text: str, stamp: Stamp) -> Stamp:
    if stamp.zone:
        return stamp
    if cjk := _CJK_ZONE.match(text, stamp.end):
        return replace(stamp, zone=str(cjk[1]), end=cjk.end())
    found = read_zone_behind(text, stamp.end, in_sentence=True)
    if found and found[0] in FOREIGN_WORDS:
        found = None
    if found and not re.match(r"\s+[-–]|–|-(?!\d\d:?\d\d)", text[stamp.end : found[1]]):
        return replace(stamp, zone=found[0].removesuffix(" time") if is_place(found[0]) else found[0], end=found[1])
    if area := _AREA_ALONE.match(text, stamp.end):
        return replace(stamp, zone=area["zone"], end=area.end())
    if brackets := _BRACKETS.match(text, stamp.end):
        named = zones_in(brackets["zone"], has_cities=True)
        is_all = len(named) == 1 and named[0][1:] == (0, len(brackets["zone"]))
        return replace(stamp, zone=named[0][0], end=brackets.end()) if is_all else stamp
    if words := _WORDS_BEHIND.match(text, stamp.end):
        named = zones_in(words[0][1:])
        if named and named[0][1] == 0 and " " in words[0][1 : named[0][2]]:
            return replace(stamp, zone=named[0][0], end=words.start() + 1 + named[0][2])
    return stamp


def _take_second_clock(text: str, stamp: Stamp) -> Stamp:
    """Of `14:02 UTC / 16:02 CEST`, take the one in UTC, else the first."""
    first = _with_city(text, stamp)
    stamp = first if _SECOND_ZONE.match(text, first.end) else stamp
    second = _SECOND_ZONE.match(text, stamp.end)
    day = read_day(text, second.end()) if second else None
    at = _skip(_BETWEEN_DAY_AND_CLOCK, text, day.end) if day else second.end() if second else 0
    other = _read_clock(text, at, True, False) if second and stamp.clock else None
    if second is None or other is None:
        return stamp
    other = _with_city(text, _with_zone(text, other))
    if other.zone == stamp.zone or not (other.zone or second["open"]):
        return stamp
    if later := read_later(text, other.end):
        other = replace(other, end=later.end)
    end = _skip(_BEHIND_SECOND, text, other.end)
    if other.zone.upper() in _UTC and stamp.zone.upper() not in _UTC:
        own = day if day and day.weekday is None else later or stamp.day
        return replace(stamp, day=own, clock=other.clock, zone=other.zone, end=end, is_day_end=other.is_day_end)
    return replace(stamp, end=end)


_UTC = ("UTC", "GMT", "Z")
_BETWEEN_DAY_AND_CLOCK = re.compile(r"[\sT,]*")


def _with_city(text: str, stamp: Stamp) -> Stamp:
    """Of two times in a row, each can have a city alone: `09:14 Berlin / 12:44 Bangalore`."""
    city = _CITY_OF_TWO.match(text, stamp.end) if not stamp.zone else None
    if city and place_of(city["city"]):
        return replace(stamp, zone=city["city"], end=city.end())
    return stamp

"""When something happened that was said later: `the change of 26 March`, in April."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import UTC, date, datetime, timedelta

from afterword.text.folding import normalise
from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import DAYS_IN_ENGLISH, MONTHS, any_of
from afterword.times.clock_times import ClockTime, find_clock_times, read_clock_time
from afterword.times.dates import FIND_DATES, CalendarDate, find_years
from afterword.times.when import Precision, When
from afterword.times.zones import ZoneError

_FARTHEST = timedelta(days=300)
"""How long ago a day without a year can be."""
_LAST_NIGHT = timedelta(hours=12)
"""How long ago a time of day can be that is later than the time at which it was said."""
_IN_MONTH = late_pattern(r"\b[Ii]n (?:early |late |mid-?)?$")
_MONTH = late_pattern(
    rf"\b[Ii]n (?:early |late |mid-?)?(?P<month>{'|'.join(name.capitalize() for name in MONTHS)})\b(?! \d)"
)
_RELATIVE_CLAUSE = late_pattern(r"\b(?:who|which|whose|that)\b[^,.;]*$", re.IGNORECASE)
_ORDINALS = late_pattern(r"\b\d{1,2}(?:st|nd|rd|th)\b")
_ON_THE_DAY = late_pattern(
    r"\b(?:was|were|had|went|came|\w+ed|sent|built|made|began|put|set) (?:[\w'-]+ ){0,5}?on the (?P<day>\d{1,2})(?:st|"
    r"nd|rd|th)(?= as well\b| too\b| and | with | at \d|[,.;:)]|$)"
)
"""A day whose month is not said, of what is past; `on the 2nd floor` is none."""
_DAY_NAMES = any_of(DAYS_IN_ENGLISH)
_OPEN = late_pattern(
    r"\b(?:until|till|by|before|no later than|from|since|between|after|due|dates?|for|desde|hasta|antes de|después de|"
    r"seit|bis|vor|nach|ab|depuis|jusqu[’']?|avant|après|dalle|dal|dopo|até|sinds|tot|vanaf|od|do)\s?"
    rf"(?:(?:the|las?|les?|el|à|dem|den)\s)?(?:(?:{_DAY_NAMES}|yesterday|today)\s)?(?:at\s)?$",
    re.IGNORECASE,
)
"""Words before a date or time that make it a limit, and not when it happened."""
_OF_A_THING = late_pattern(r"\b(?:of|the|de(?:\s(?:las?|les?))?|des|du|von|vom|del|delle|das)\s$", re.IGNORECASE)
"""Before a time of day that names a thing: `the 13:30 job`, `the job of 13:30`."""
_ATTRIBUTE = late_pattern(
    r"\b(?:backups?|snapshots?|dumps?|checkpoints?|copy|copies|restore points?|index(?:es)?|models?|versions?|builds?) "
    r"(?:(?:of|from|taken at)\s(?:the\s)?)?$",
    re.IGNORECASE,
)
"""Words before a time that make it that of a thing, and not of the event: `restored from the backup of 21:00 UTC`."""
_MEETING = late_pattern(
    r"\b(?:meeting|call|sync|session|workshop|review|retro(?:spective)?|post-?mortem|rca|follow-?up)\b[^.;:]{0,30}?"
    rf"\b(?:is |will be )?(?:next |on |this )?(?:tomorrow|{_DAY_NAMES})\b",
    re.IGNORECASE,
)
"""A meeting on a day of the week, which is still to come: `post-mortem meeting Wednesday 10:00 CEST`."""
_WEEKDAY = late_pattern(rf"\b(yesterday|{_DAY_NAMES})\b", re.IGNORECASE)
_NOT_THAT_DAY = late_pattern(
    rf"\b(?:last (?:night|week|month)|(?:days?|weeks?|hours?) ago|tomorrow|tonight|next \w+|every|daily|"
    rf"weekly|nightly|usually|(?:{_DAY_NAMES})\b[^.;]*\b(?:{_DAY_NAMES}))\b",
    re.IGNORECASE,
)
"""Words by which a time of day is not of the day on which it was said, or of one that is not certain."""
_INSTANT = late_pattern(
    r"(?P<clock>\d{1,2}(?::\d{2})?(?:\s?[ap]\.?m\.?)?) \[(?P<day>\d{4}-\d\d-\d\d) (?P<time>\d\d:\d\d)Z\]", re.IGNORECASE
)
"""A time of day in minutes, with the instant that it means."""
_EARLIER = late_pattern(
    rf"\b(?:yesterday|last (?:night|week|month|{_DAY_NAMES})|(?:on |since |this )?(?:{_DAY_NAMES})|"
    rf"(?:days?|weeks?|hours?) ago|since (?:{any_of(MONTHS)}|last|yesterday))\b",
    re.IGNORECASE,
)


def time_of_event(sentence: str, at: When | None) -> When | None:
    """Find the one day, month or instant in the past at which a sentence says that something happened.

    Args:
        sentence: the sentence.
        at: when it was said; None if that is not known.

    Returns:
        The time, in UTC, as precisely as it is stated; None if there is none, or more than one.
    """
    text = normalise(sentence)
    if instants := [*_INSTANT.finditer(text)]:
        before = text[: instants[0].start("clock")]
        is_open = len(instants) > 1 or any(form.search(before) for form in (_OPEN, _ATTRIBUTE, _OF_A_THING))
        return None if is_open else When.parse(f"{instants[0]['day']}T{instants[0]['time']}Z")
    rest = text
    found: list[tuple[ClockTime | CalendarDate, int]] = []
    for find in (*FIND_DATES, find_years):
        for value, start, end in list(find(rest)):
            found.append((value, start))
            rest = rest[:start] + "\0" * (end - start) + rest[end:]
    # `a colleague who left in June` says nothing about when the rest was.
    if (
        not found and (match := _MONTH.search(text)) and not _RELATIVE_CLAUSE.search(text[: match.start()])
    ):  # a month alone is a word too, so `in` must be before it
        found.append((CalendarDate(None, MONTHS[match["month"].lower()]), match.start("month")))
    clocks = [value for value, _ in found if isinstance(value, ClockTime)]
    dates = {value: start for value, start in found if isinstance(value, CalendarDate)}
    if not found:
        return _on_the_day(text, at) or _earlier_today(text, at)
    if len(clocks) > 1 or len(dates) != 1:
        return None
    ((day, start),) = dates.items()
    if _OPEN.search(text[:start]) or _ATTRIBUTE.search(text[:start]):
        return None
    told = _instant(clocks[0]) if clocks else _resolve(day, at, is_month=bool(_IN_MONTH.search(text[:start])))
    if told is None or told.earliest is None:
        return None
    is_past = at is None or at.latest is None or told.earliest < (at.earliest or at.latest)
    return told if is_past else None


def is_of_an_earlier_day(sentence: str, at: When | None) -> bool:
    """Whether a sentence is about an earlier day, if only by a word such as `yesterday`."""
    if _EARLIER.search(sentence):
        return True
    told = time_of_event(sentence, at)
    if told is None or told.earliest is None:
        return False
    return at is None or at.earliest is None or told.earliest.date() < at.earliest.date()


def _on_the_day(text: str, at: When | None) -> When | None:
    """The last day of the number that a text names, before the day on which it was said: `on the 24th`."""
    named = _ON_THE_DAY.search(text)
    if named is None or len(_ORDINALS.findall(text)) != 1 or at is None or not at.exact or at.earliest is None:
        return None
    said = at.earliest.date()
    for back in range(1, 31):
        day = said - timedelta(days=back)
        if day.day == int(named["day"]):
            return When.parse(day.isoformat())
    return None


def _earlier_today(text: str, at: When | None) -> When | None:
    """The last moment, before it was said, of the one time of day in a text; without its zone it is not known."""
    starts = [start for _, start, _ in find_clock_times(text)]
    if len(starts) != 1 or at is None or not at.exact or at.earliest is None:
        return None
    before = text[: starts[0]]
    if _NOT_THAT_DAY.search(text):
        return None
    if any(form.search(before) for form in (_OPEN, _ATTRIBUTE, _OF_A_THING, _MEETING)):
        return None
    try:
        read = read_clock_time(text, starts[0], in_sentence=True)
        if read is None or not read[0].zone:
            return None
        moment = read[0].on(_day_named(text, at.earliest.date()))
    except (ValueError, ZoneError, OverflowError):
        return None
    if moment >= at.earliest:
        moment -= timedelta(days=1)
        if at.earliest - moment > _LAST_NIGHT:
            return None
    return When.at(moment)


def _day_named(text: str, said: date) -> date:
    """The last day that a text names by its weekday or as yesterday; else the day on which it was said."""
    names = {found.casefold() for found in _WEEKDAY.findall(text)}
    if "yesterday" in names:
        return said - timedelta(days=1)
    wanted = next((n for n, name in enumerate(DAYS_IN_ENGLISH) if name in names), said.weekday())
    return said - timedelta(days=(said.weekday() - wanted) % 7)


def _instant(clock: ClockTime) -> When | None:
    """The instant of a time whose day is known; without a certain zone it is not known."""
    if clock.day is None or clock.zone:
        return None
    try:
        return When.at(clock.on(clock.day))
    except (ZoneError, OverflowError):
        return None


def _resolve(day: CalendarDate, at: When | None, *, is_month: bool) -> When | None:
    """Give a day or a month its year: the last one before it was said."""
    if day.month is None or (day.day is None and not is_month):
        return None
    said = at.latest.date() if at and at.latest else None
    year = day.year
    if year is None:
        if said is None:
            return None
        year = said.year if date(said.year, day.month, min(day.day or 1, 28)) <= said else said.year - 1
    try:
        first = datetime(year, day.month, day.day or 1, tzinfo=UTC)
    except ValueError:
        return None
    if day.year is None and said and said - first.date() > _FARTHEST:
        return None
    length = 1 if day.day else monthrange(year, day.month)[1]
    return When(Precision.DAY if day.day else Precision.MONTH, first, first + timedelta(days=length))

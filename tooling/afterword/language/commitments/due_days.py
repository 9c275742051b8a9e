"""Days until which something is to be done: `by 4 June`, `until Friday`, `end of the month`, `bis 17.04.`."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import MONTHS, MONTHS_ABROAD, WEEKDAYS, any_of
from afterword.times.when import When
from afterword.times.written_days import WrittenDay, read_day

LIMIT = (
    r"(?:give me |done |ready |finished |(?<!for )(?<!of )(?<!to )(?<!on )(?<!with )it |"
    r"deadline(?: is)? |due(?: date)? ?:? ?|latest |merge )*"
    r"(?:by(?: noon| eod| cob| (?:the |their |our )?next release,?)?(?: (?:on|of))?|until|till|due|"
    r"before(?: your leave on)?|no later than|for|on|"
    r"bis(?: zum)?|spätestens(?: am)?|d'ici(?: (?:au|le))?|avant(?: le)?|pour(?: le)?|antes del?|hasta(?: el)?|"
    r"para el|até(?: o)?|entro(?: il)?|per il|uiterlijk(?: op)?|vóór|do dnia|senest|senast|innen)"
)
_MONTH = any_of((*MONTHS, *MONTHS_ABROAD))
_FULL_DAY = any_of(WEEKDAYS)
_DAY_NAME = rf"(?:{_FULL_DAY}|mon|tues?|weds?|thu(?:rs?)?|fri|sat|sun)\b"
_NUMERIC = r"(?<![\d./-])\d{1,2}(?:/\d{1,2}(?:/(?:20)?\d\d)?|\.\d{1,2}\.(?:(?:20)?\d\d)?)(?![\d/])"
DATE = (
    rf"(?:the )?(?:{_DAY_NAME}\.?,? (?:the |den )?(?=\d|(?:{_MONTH})\b))?"
    r"(?:end of (?:the |this )?(?:month|week)|end of next week|end of (?!next\b|this\b|the\b)\w+|ende (?:des |"
    r"der )?(?:monats|woche)|"
    rf"(?:next |this |coming )?(?:{_FULL_DAY})|\d{{4}}-\d\d-\d\d|{_NUMERIC}|"
    rf"\d{{1,2}}(?:st|nd|rd|th)?\.?(?: of| de)? (?:{_MONTH})\b\.?(?: \d{{4}})?|"
    rf"(?:{_MONTH})\b\.? (?:\d{{1,2}}(?:st|nd|rd|th)?\b(?!:\d)|first)(?:,? \d{{4}})?|\d{{1,2}}(?:st|nd|rd|th)\b|"
    r"tomorrow|morgen|(?:end of )?(?:next|this|the) (?:week|month|sprint|quarter))"
)
DUE = late_pattern(
    rf"[\s,;:(]*\b{LIMIT}:? (?P<date>{DATE}|{_DAY_NAME}|(?<=(?:until|.till|..bis) )\d{{1,2}}\.(?:0[1-9]|1[0-2])"
    r"(?![\d.:]| ?(?:uhr|utc|gmt|cet|cest|[ap]m)\b))"
    r"(?!\w| week\b)\)?",
    re.IGNORECASE,
)
IS_LIMIT = late_pattern(
    r"\b(?:by|until|till|due|before|no later than|deadline|latest|bis|spätestens|d'ici|avant|"
    r"pour|antes|hasta|para el|até|"
    r"entro|per il|uiterlijk|vóór|do dnia|senest|senast|innen)\b",
    re.IGNORECASE,
)
"""What makes a day a limit; `on` and `for` alone may say when something was."""
_APART = late_pattern(
    r"(?:[,(;]|\s[-–—]|(?:\b(?:eta|target(?: date)?|deadline|date is|(?:first )?version|so|(?:let'?s )?say|"
    r"hold you to)\b:?))[ ]*"
    rf"(?P<date>{DATE}|{_DAY_NAME})(?=(?: at the latest| latest| please)?[\s).,;!?]*$)|"
    rf"(?:^|\s)(?P<near>tomorrow(?: (?:morning|noon|afternoon|evening))?|morgen|today(?=\W*$)|(?:this|"
    rf"next) (?:{_FULL_DAY}))(?!\w)",
    re.IGNORECASE,
)
"""A day that is set apart at the end, or that can be nothing else."""
_WEEKDAY_AND_NUMBER = late_pattern(r"(?P<name>[a-z]{3,9})\.?,? (?:the )?(?P<day>\d{1,2})(?:st|nd|rd|th)")
_ENDS = ("end of", "ende")
_FRIDAY = 4
_FARTHEST = timedelta(days=300)
"""How far ahead a day without a year is; beyond, it is one that is past."""


@dataclass(frozen=True, slots=True)
class Due:
    """Until when, as a text says it.

    Attributes:
        rest: the text without it.
        phrase: the words; empty if there is none.
        day: the day; None if that is not certain.
        is_limit: whether the words say that it is one, and not a day on which something was.
    """

    rest: str
    phrase: str = ""
    day: date | None = None
    is_limit: bool = False


def take_due(text: str, said: When | None, near: date | None = None) -> Due:
    """Take the last day out of a text until which something is to be done.

    Args:
        text: the text.
        said: when it was said.
        near: a day before it, which gives a date its year if it is not known when it was said.
    """
    found = [*DUE.finditer(text)]
    limits = [one for one in found if IS_LIMIT.search(one[0])]
    apart = _APART.search(text)
    match = limits[-1] if limits else apart or (found[-1] if found else None)
    if match is None:
        return Due(text)
    written = match.groupdict().get("near") or match["date"]
    rest = f"{text[: match.start()].rstrip()} {text[match.end() :].lstrip(') ')}".strip()
    return Due(rest, match[0].strip(" \t,;:()"), day_due(written, said, near), bool(limits) or match is apart)


def days_due(text: str, said: When | None) -> set[date]:
    """Return the days until which something is to be done, as far as a text says them with certainty.

    Args:
        text: the text.
        said: when it was said.
    """
    limits = (match for match in DUE.finditer(text) if IS_LIMIT.search(match[0]))
    return {day for match in limits if (day := day_due(match["date"], said))}


def day_due(text: str, said: When | None, near: date | None = None) -> date | None:
    """Read a due date: the next day of that name or number after it was said; None if that is not certain."""
    today = said.earliest.date() if said and said.earliest else None
    words = normalise_caseless(text).removeprefix("the ").strip(" .")
    if today and (match := _WEEKDAY_AND_NUMBER.fullmatch(words)) and (day := _day_of_month(int(match["day"]), today)):
        return day if day.strftime("%a").lower() == match["name"][:3] else None
    written = _written(words)
    if written and written.day and written.month:
        return _next(written, today) if today else written.on_calendar(None, near)
    if today is None:
        return None
    if written and written.weekday is not None:
        return _weekday(words, written.weekday, today)
    if words == "today" or words.startswith(("tomorrow", "morgen")):
        return today + timedelta(days=words != "today")
    if ordinal := re.fullmatch(r"(\d{1,2})(?:st|nd|rd|th)", words):
        return _day_of_month(int(ordinal[1]), today)
    return _end_of(words, today) if words.startswith(_ENDS) else None


def _written(words: str) -> WrittenDay | None:
    """Read a day that is all of a text; of two numbers it is one if they show which is the month."""
    words = re.sub(r"\bfirst\b", "1st", words)
    text = re.sub(r"^(?:next|this|coming) ", "", words)
    for form in (text, f"{text}.", text.title()):
        if (day := read_day(form)) and day.end >= len(text):
            if day.pair is None:
                return day
            if day.shows_day_first is None:
                return None
            first, second = day.pair if day.shows_day_first else day.pair[::-1]
            return WrittenDay(day.end, day.year, second, first)
    return None


def _weekday(words: str, weekday: int, today: date) -> date | None:
    """The next day of a name; `next Friday` is certain only on a Friday, and a bare `Friday` is not on one."""
    ahead = (weekday - today.weekday()) % 7
    if words.startswith("next "):
        return today + timedelta(days=7) if not ahead else None
    return today + timedelta(days=ahead) if ahead else None


def _day_of_month(day: int, today: date) -> date | None:
    year, month = (today.year, today.month) if day >= today.day else divmod(today.year * 12 + today.month, 12)
    month += day < today.day
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _end_of(words: str, today: date) -> date | None:
    """The last day of a month, or the Friday of a week."""
    last = words.split()[-1]
    if month := MONTHS.get(last):
        year = today.year + (month < today.month)
        return date(year, month, monthrange(year, month)[1])
    if last in ("month", "monats") and "next" not in words:
        return today.replace(day=monthrange(today.year, today.month)[1])
    if last in ("week", "woche"):
        ahead = _FRIDAY - today.weekday() + 7 * ("next" in words)
        return today + timedelta(days=ahead) if ahead >= 0 else None
    return None


def _next(day: WrittenDay, today: date) -> date | None:
    if day.month is None or day.day is None:
        return None
    try:
        if day.year:
            return date(day.year, day.month, day.day)
        found = date(today.year, day.month, day.day)
        found = found if found >= today else date(today.year + 1, day.month, day.day)
        return found if found - today <= _FARTHEST else None
    except ValueError:
        return None

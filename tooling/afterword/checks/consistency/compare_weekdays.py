"""Compare weekdays with the dates and times beside them."""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Sequence

from afterword.checks.consistency.known_times import KnownTimes, days_named
from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.sentences import Mention, Sentence
from afterword.checks.rule import Found
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate

_WEEKDAY = rf"(?P<day>{'|'.join(calendar.day_name)})"
_BEFORE = late_pattern(
    rf"\b{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?,?\s?"
    r"(?:(?:at|the|of|such as|like|,|on|in)\s|\()?(?:the\s)?$"
)
_BEHIND = late_pattern(rf"(?:,? (?:is|was) an?|, an?|,| \(|,? on an?) {{0,1}}{_WEEKDAY}\b")


_IT_WAS = late_pattern(rf"\b(?:[Ii]t|[Tt]hat|[Tt]his) was an? {_WEEKDAY}\b")


def find_other_weekdays(known: KnownTimes, sentences: Sequence[Sentence]) -> Iterator[Found]:
    """Find `it was a Sunday` where nothing that the document dates was on one."""
    days = {
        (edge + offset).weekday() for one in known.moments for edge in (one.start, one.end) for offset in known.offsets
    }
    for sentence in sentences if days else ():
        match = _IT_WAS.search(sentence.text)
        if match and not sentence.dates and list(calendar.day_name).index(match["day"]) not in days:
            yield Found(
                sentence.place(match["day"]), f"no time of the document is on a {match['day']}", "correct the day"
            )


def find_wrong_weekdays(known: KnownTimes, mentions: Sequence[Mention]) -> Iterator[Found]:
    """Find a weekday beside a date, or before the time of a known moment that its sentence is about, that is wrong."""
    for mention in mentions:
        value = mention.value
        match = _BEFORE.search(mention.before[-40:]) if isinstance(value, CalendarDate | ClockTime) else None
        if match is None and isinstance(value, CalendarDate):
            match = _BEHIND.match(mention.behind)
        if match is None:
            continue
        if isinstance(value, CalendarDate):
            years = [value.year] if value.year else known.years
            days = {day.weekday() for year in years for day in days_named(value, year)}
            other = f"{mention.text} is a {' or a '.join(calendar.day_name[day] for day in sorted(days))}"
        elif known.is_certain(mention) and (at := [one for one in known.moments_at(mention) if _is_of(one, mention)]):
            days = {(one.start + offset).weekday() for one in at for offset in known.offsets}
            other = f"{at[0]}, a {calendar.day_name[at[0].start.weekday()]}"
        else:
            continue
        if days and list(calendar.day_name).index(match["day"]) not in days:
            yield Found(mention.span, f"it is not on a {match['day']}: {other}", "correct the day or the time")


def _is_of(moment: Moment, clock: Mention) -> bool:
    """Whether a sentence is about a moment, and not about something else at the same time of another day."""
    is_exact = any(char.isdigit() for char in clock.text)  # and not `noon`
    return is_exact if moment.is_in_front else bool(moment.stems & clock.sentence.stems)

"""AW002: compare the times and dates of the text with those of the timeline and of the front matter."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta

from afterword.checks.consistency.compare_weekdays import find_other_weekdays, find_wrong_weekdays
from afterword.checks.consistency.known_times import MINUTES, KnownTimes, date_of, segment
from afterword.checks.consistency.milestone_words import milestone_of
from afterword.checks.consistency.moments import EVENTS_OF, Moment
from afterword.checks.consistency.sentences import Mention, Sentence, of_sections, word_stems
from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.grounding.facts import find_facts
from afterword.grounding.identifiers import Identifier
from afterword.postmortem import PostMortem, outline
from afterword.text.late_pattern import late_pattern
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision

_SECTIONS = (outline.SUMMARY.name, outline.MITIGATION.name)
_CLOSE = 60
"""Minutes: less is near."""
_FAR = 180
"""Minutes: the start that a Summary names first is within them."""
_SHARED = 2
"""Words in common, where the times alone say little."""
_MOST_WORDS = 3
"""Words in common, where the times are far from each other."""
_FEW_WORDS = 2
_RANGE = late_pattern(r"\d(?: UTC| Z)? (?:to|until) (?:the )?\d")
_IN_VAIN = late_pattern(r"\b(?:attempt\w*|tr(?:y|ied|ies)|fail(?:ed|s)?|in vain|without success)\b", re.I)
_DATE_BEFORE = late_pattern(r",?\s(?:at |from |between |around |about )?(?:\d\S* (?:UTC |Z )?(?:to|and|until) )?")
_DATE_BEHIND = late_pattern(r"(?: UTC| Z)? on (?:the )?")
_SUPPOSED = late_pattern(r"\b(?:had (?:it|they|we)|would|could have|if)\b", re.I)
_COUNTED = late_pattern(
    r"\b(?:minutes?|hours?|seconds?|half|quarter|just|shortly|soon|well|long) (?:an hour )?(?:before|after|past|to) $",
    re.I,
)
_PLACE = late_pattern(
    rf"\b(?:[Ii]n|[Ff]or) (?:the )?(?!(?:{'|'.join((*calendar.month_name[1:], *calendar.day_name))}|UTC|CE?S?T)\b)"
    r"(?P<place>[A-Z][A-Za-z]+)(?! \d|\)| time| \()"
)
_STAGING = late_pattern(r"\b(?:staging|test|demo|sandbox|dev\w*) (?:environment|system|cluster|server)\b", re.I)
_AGAIN = late_pattern(
    r"\b(?:second|another|partly|partially|first|also|too|some|most|(?:[Ii]n|[Ff]or) (?:the )?[A-Z]\w+)\b"
)
_WORK = late_pattern(
    r"\b(?:roll-?backs?|recovery|investigat\w+|fix\w*|work|escalat\w+|calls?|bridge|meetings?|shifts?|trials?|"
    r"pilots?|campaigns?|reviews?|repair\w*|rebuil\w*)\b",
    re.I,
)
"""Words of what begins in an incident, and is not the incident."""
_BEGINS = late_pattern(r"\b(?:beg[au]n|started|onset|from|since)\b", re.I)
_ENDS = late_pattern(
    r"\b(?:resolved|(?:which|this) ended the incident|(?:well|as usual|fine) again|back to normal)\b", re.I
)
_TELLING = {
    "declared": late_pattern(r"\bdeclared\b", re.I),
    "detected": late_pattern(r"\b(?:noticed|detected|discovered|spotted|found by|told us|called us|rang)\b", re.I),
    "mitigated": late_pattern(r"\b(?:mitigated|rolled back|reverted|restored)\b", re.I),
    "resolved": _ENDS,
}
"""Words that name a milestone themselves."""
_WHOLE_HOUR = late_pattern(r"\d{1,2}\s?(?:[AaPp]\.?[Mm]|h)\b")


def find_other_times(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find times of the text that are not those of the timeline and of the front matter.

    Raises:
        Skipped: some times of the text cannot be compared.
    """
    known, sentences = facts.statements.times, facts.statements.sentences
    yield from find_wrong_weekdays(known, facts.statements.mentions)
    yield from find_other_weekdays(known, sentences)
    clocks = [clock for one in of_sections(sentences, *_SECTIONS) for clock in one.clocks]
    if clocks and not known.has_timeline:
        raise Skipped("there is no timeline with times to compare those of the text with")
    for name in _SECTIONS:
        yield from _clocks(known, [clock for clock in clocks if clock.sentence.section == name])
    for name in (*_SECTIONS, outline.IMPACT.name):
        stated = of_sections(sentences, name)
        elsewhere = [one for one in sentences if one.section != name]
        # Of the Impact, only the end of the incident.
        yield from _dates(
            known, stated if name in _SECTIONS else [one for one in stated if _ENDS.search(one.text)], elsewhere
        )
    for clock in (clock for one in sentences for clock in one.clocks):
        if other := _other_milestone(known, clock):
            yield differs(clock, other)
    if not all(map(known.is_certain, clocks)):
        raise Skipped("times in a zone that is not certain were not compared")


def _clocks(known: KnownTimes, clocks: Sequence[Mention]) -> Iterator[Found]:
    said = {minute for clock in clocks for minute in known.minutes(clock)}
    for clock in clocks:
        if not known.is_certain(clock) or _is_rough(known, clock) or _is_supposed(clock):
            continue
        if known.has_clock(clock):
            if other := _of_another_day(known, clock):
                yield differs(clock, other)
            continue
        moments = [moment for moment in known.exact if can_be_on_its_day(known, clock, moment)]
        unstated = [moment for moment in moments if moment.minute not in said]
        other = _converted(known, clock) or _meant(known, clock, moments, unstated, is_first=clock is clocks[0])
        if other and not is_elsewhere(clock, other):
            yield differs(clock, other)


def _meant(
    known: KnownTimes, clock: Mention, moments: Sequence[Moment], unstated: Sequence[Moment], *, is_first: bool
) -> Moment | None:
    """The moment that a time of day is probably of, by its words and its time; None if nothing says so.

    Args:
        known: the known times.
        clock: a time of day.
        moments: the moments of its day.
        unstated: those that the section does not state.
        is_first: whether it is the first time of its section.
    """
    text, minutes, section = segment(clock), known.minutes(clock), clock.sentence.section
    if _IN_VAIN.search(text):
        return None
    apart = {one: min(_distance(minute, one.minute) for minute in minutes) for one in moments}
    slips = [
        (one, 1 if apart[one] < _CLOSE else _SHARED)
        for one in unstated
        if apart[one] < _CLOSE or any(_is_slip(_digits(minute), _digits(one.minute)) for minute in minutes)
    ]
    if meant := _counterpart(clock, slips):
        return meant
    stems, is_again = word_stems(text), _AGAIN.search(text)
    alike = []
    steps = (
        [one for one in unstated if one.kind == EVENTS_OF["mitigated"]] if section == outline.MITIGATION.name else []
    )
    for one in () if is_again else moments:
        shared = len(one.stems & stems)
        if (shared >= _MOST_WORDS and 3 * shared >= 2 * len(one.stems) and not one.is_in_front) or (
            shared >= _SHARED and apart[one] < _CLOSE and one.stems <= stems
        ):
            alike.append(one)
        elif [one] == steps and 2 * shared >= len(stems) and not _are_of_others(text, one.text):
            is_note = len(stems) <= _FEW_WORDS and shared  # `Flag at zero, 09:02 UTC`
            if is_note or (shared >= _SHARED and 3 * shared >= 2 * len(one.stems)):
                alike.append(one)
    if len(alike) == 1:
        return alike[0]
    front = {one.kind: one for one in unstated if one.is_in_front}
    if not is_again and _ENDS.search(text) and "resolved" in front:
        return front["resolved"]
    begins = is_first and section == outline.SUMMARY.name and _BEGINS.search(text) and not _WORK.search(text)
    return front["started"] if begins and "started" in front and apart[front["started"]] <= _FAR else None


def _other_milestone(known: KnownTimes, clock: Mention) -> Moment | None:
    """The moment that a time of day is said to be of but is not, if no event has that time."""
    kind = milestone_of(clock)
    if not kind or _COUNTED.search(clock.before) or not known.is_certain(clock) or known.has_clock(clock):
        return None
    if any(day.month and not known.has_date(day) for one in clock.sentence.mentions if (day := date_of(one))):
        return None  # of another day, and so perhaps of another incident
    moments = [one for one in known.exact if one.kind in (kind, EVENTS_OF[kind])]
    apart = (_distance(minute, one.minute) for one in moments for minute in known.minutes(clock))
    if _WHOLE_HOUR.match(clock.text) and any(minutes < _CLOSE for minutes in apart):
        return None
    return min(moments, key=lambda moment: not moment.is_in_front, default=None)


def _is_rough(known: KnownTimes, clock: Mention) -> bool:
    """Whether it is only near a time, or one of several episodes, which the timeline need not list."""
    return (
        (not re.search(r"\d", clock.text) and not known.is_zoned(clock))  # `at noon`
        or len(_RANGE.findall(clock.sentence.text)) > 1
        or re.search(
            r"\b(?:(?:shortly|just) (?:before|after)|around|by|roughly|approximately|rather than|instead of) $",
            clock.just_before,
            re.IGNORECASE,
        )
        is not None
    )


def _is_supposed(mention: Mention) -> bool:
    """Whether it is of what did not happen, or only counted from: `had it lasted`, `ten minutes before midnight`."""
    return (_COUNTED.search(mention.before) or _SUPPOSED.search(segment(mention))) is not None


def is_elsewhere(mention: Mention, other: Moment) -> bool:
    """Whether a sentence is about a place that the event does not name: `for Sweden`, `in the staging environment`."""
    text = segment(mention)
    places = {match["place"].casefold() for match in _PLACE.finditer(text)}
    return any(place not in other.text.casefold() for place in places) or _STAGING.search(text) is not None


def _of_another_day(known: KnownTimes, clock: Mention) -> Moment | None:
    """The moment that has a time of day, on another day than the one beside it, on which the timeline has nothing."""
    at = known.moments_at(clock)
    if not at or any(can_be_on_its_day(known, clock, moment) for moment in known.moments):
        return None
    return at[0] if known.is_zoned(clock) else None


def can_be_on_its_day(known: KnownTimes, clock: Mention, moment: Moment) -> bool:
    """Whether a moment is on the day that is named beside a time of day, before it or else behind it."""
    text = clock.sentence.text
    for one in clock.sentence.mentions:
        is_beside = (
            _DATE_BEFORE.fullmatch(text, one.end, clock.start)
            if one.end <= clock.start
            else _DATE_BEHIND.fullmatch(text, clock.end, one.start)
        )
        if is_beside and (day := date_of(one)) is not None:
            offsets = known.offsets_of(clock)
            return any(day.includes(CalendarDate.of((moment.start + offset).date())) for offset in offsets)
    return True


def _converted(known: KnownTimes, clock: Mention) -> Moment | None:
    """The moment whose time in another zone a time in brackets should be: `7:22 p.m. CEST (17:22 UTC)`."""
    text, opened = clock.sentence.text, clock.before.rfind("(")
    if opened < 0 or ")" in clock.before[opened:]:
        return None
    inside = [one for one in clock.sentence.clocks if opened < one.start and ")" not in text[opened : one.start]]
    outside = [one for one in clock.sentence.clocks if one.end <= opened][-len(inside) :]
    if len(outside) != len(inside) or opened - outside[-1].end > 40:
        return None
    return next(iter(known.moments_at(outside[inside.index(clock)])), None)


def _are_of_others(text: str, other: str) -> bool:
    """Whether two texts name other releases, commits or the like."""
    names, others = (
        {one.value for one in find_facts(part) if isinstance(one.value, Identifier)} for part in (text, other)
    )
    return bool(names and others and not names & others)


def _dates(known: KnownTimes, stated: Sequence[Sentence], elsewhere: Sequence[Sentence]) -> Iterator[Found]:
    days = [(mention, day) for one in stated for mention in one.mentions if (day := date_of(mention))]
    others = [day for one in elsewhere for mention in one.mentions if (day := date_of(mention)) and day.month]
    for mention, day in days:
        is_stated = known.has_date(day) or any(one.day == day.day and day.month in (None, one.month) for one in others)
        if is_stated or _is_supposed(mention) or re.search(r"\bof (?:the )?$", mention.before):
            continue
        unstated = [
            moment
            for moment in known.moments
            if moment.when.precision is not Precision.MONTH
            and not any(other.includes(own) for _, other in days for own in _own_days(known, moment))
        ]
        alike = [
            (one, _SHARED) for one in unstated if any(_can_be_other_day(day, own) for own in _own_days(known, one))
        ]
        if other := _counterpart(mention, alike):
            yield differs(mention, other)


def _own_days(known: KnownTimes, moment: Moment) -> list[CalendarDate]:
    return [CalendarDate.of((moment.start + offset).date()) for offset in known.offsets]


def _can_be_other_day(day: CalendarDate, own: CalendarDate) -> bool:
    """Whether a date can be another one mistyped: a day beside it, or a digit."""
    assert own.year and own.month and own.day
    middle = date(own.year, own.month, own.day)
    if any(day.includes(CalendarDate.of(middle + timedelta(days=days))) for days in (-1, 1)):
        return True
    if day.month in (None, own.month):
        return _is_slip(f"{day.day:02}", f"{own.day:02}")
    return day.day == own.day


def _distance(one: int, other: int) -> int:
    return min((one - other) % MINUTES, (other - one) % MINUTES)


def _digits(minute: int) -> str:
    return f"{minute // 60:02}{minute % 60:02}"


def _is_slip(one: str, other: str) -> bool:
    return sorted(one) == sorted(other) or sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _counterpart(mention: Mention, alike: Sequence[tuple[Moment, int]]) -> Moment | None:
    """The moment that a time is probably of, by the words that they share, or by a milestone that the text names.

    Args:
        mention: a time of day, or a date.
        alike: the moments that the section does not state and of which it can be the mistyped time, with the number of
            words that they have to share with it.
    """
    text = segment(mention)
    if _IN_VAIN.search(text):
        return None
    stems = word_stems(text)
    scored = [
        (shared, moment)
        for moment, least in alike
        # One word of many is often chance.
        if (shared := len(stems & moment.stems)) >= least and (shared >= _SHARED or 3 * shared >= len(moment.stems))
    ]
    if scored:
        return max(scored, key=lambda pair: pair[0])[1]
    stated = {moment.kind: moment for moment, _ in alike if moment.is_in_front}
    return next((stated[kind] for kind, cue in _TELLING.items() if kind in stated and cue.search(text)), None)


def differs(mention: Mention, other: Moment) -> Found:
    return Found(
        mention.span,
        f"“{mention.text}” is the time of nothing in the timeline; {other}",
        "correct one of them, or add the event to the timeline",
    )

"""AW002: compare the times and dates of the text with those of the timeline and of the front matter."""

from __future__ import annotations

import calendar
import re
from collections.abc import Collection, Iterator, Sequence
from datetime import date, datetime, timedelta

from afterword.checks.consistency.compare_weekdays import find_other_weekdays, find_wrong_weekdays
from afterword.checks.consistency.known_times import MINUTES, KnownTimes, date_of, segment
from afterword.checks.consistency.milestone_words import EVENT_WORDS, milestone_of
from afterword.checks.consistency.mistyped import is_slip, slip_of_minutes
from afterword.checks.consistency.moments import EVENTS_OF, Moment
from afterword.checks.consistency.sentences import Mention, Sentence, clause_of, of_sections, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.context import Skipped
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision

_SECTIONS = (outline.SUMMARY.name, outline.MITIGATION.name)
_CLOSE = 60
"""Minutes: less is near."""
_LEAST_BITS, _LEAST_MOVED = 8.0, 6.5
_WORD, _OTHER_WORD = 1.15, 0.15
"""Bits of a unit of rarity of words in common, and of words that only one of two has."""
_FEW_OTHERS = 2.5
_MOST_MOMENTS = 500
_AS_SEEN = 3
"""Minutes by which the time of an event and that of who sees it differ."""
_MOST_BITS, _CUE, _RANGE_BITS = 8.0, 2.5, 3.5
_NEARBY, _MOST_APART = 3.0, 125
_ORDER = ("started", "detected", "mitigated", "resolved")
_HABITUAL = late_pattern(
    r"\b(?:daily|every|each|nightly|weekly|usual\w*|normal\w*|always|schedul\w*|runs?|opens?|closes?|planned|shifts?|"
    r"deadline)\b",
    re.IGNORECASE,
)
_CHANGED_CLOCKS = late_pattern(
    r"\b(?:CET\b.{0,99}\bCEST|CEST\b.{0,99}\bCET|GMT\b.{0,99}\bBST|BST\b.{0,99}\bGMT|E[SD]T\b.{0,99}\bE[DS]T|P[SD]T\b.{0,99}"
    r"\bP[DS]T|daylight|summer time|winter time|clocks? (?:went|go|goes|chang\w+))\b"
)
_DAY = r"(?:on )?(?:[A-Z][a-z]+day,? )?(?:the )?(?:\d{1,2} [A-Z][a-z]+,? )?"
_TO = late_pattern(
    rf"(?: ?(?:UTC|Z|[A-Z]{{2,4}}|local(?: time)?))?,? ?(?:to|until|till|-|and|through) ?{_DAY}{_DAY}(?:at )?"
)
"""Between the two times of a range."""
_SHARED = 2
"""Words in common, where the times alone say little."""
_RANGE = late_pattern(r"\d(?: UTC| Z)? (?:to|until) (?:the )?\d")
_IN_VAIN = late_pattern(
    r"\b(?:attempt\w*|tr(?:y|ied|ies)|in vain|without success|(?:it|this|that|which|attempt|try|fix) fail(?:ed|s)|"
    r"fail(?:ed|s) to)\b",
    re.IGNORECASE,
)
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


def find_other_times(statements: Statements) -> Iterator[Found]:
    """Find times of the text that are not those of the timeline and of the front matter.

    Raises:
        Skipped: some times of the text cannot be compared.
    """
    known, sentences = statements.times, statements.sentences
    yield from find_wrong_weekdays(known, statements.mentions)
    yield from find_other_weekdays(known, sentences)
    if not known.has_timeline and any(one.clocks for one in of_sections(sentences, *_SECTIONS)):
        raise Skipped("there is no timeline with times to compare those of the text with")
    for name in (*_SECTIONS, outline.IMPACT.name):
        own = of_sections(sentences, name)
        elsewhere = [one for one in sentences if one.section != name]
        # Of the Impact, only the end of the incident.
        yield from _dates(
            known, own if name in _SECTIONS else [one for one in own if _ENDS.search(one.text)], elsewhere
        )
    clocks = [clock for one in sentences for clock in one.clocks if one.section != outline.ACTION_ITEMS.name]
    said: dict[str, set[int]] = {}
    for clock in clocks:
        said.setdefault(clock.sentence.section, set()).update(known.minutes(clock))
    for clock in clocks:
        if (other := _other_milestone(known, clock)) or (
            known.has_timeline and (other := _meant(statements, clock, said[clock.sentence.section]))
        ):
            yield _differs(clock, other)
    yield from _moved_milestones(statements)
    if not all(map(known.is_certain, clocks)):
        raise Skipped("times in a zone that is not certain were not compared")


def _meant(stated: Statements, clock: Mention, said: Collection[int]) -> Moment | None:
    """The moment that a time of day is, probably, mistyped for; None if nothing says so.

    Args:
        stated: what the document states.
        clock: a time of day.
        said: the minutes of the day that its section states.
    """
    known, text = stated.times, clause_of(clock.sentence.text, clock.start, clock.end)
    if _is_stated(known, clock) or _is_rough(known, clock) or _is_supposed(clock):
        return None
    if converted := _converted(known, clock):
        return converted
    if _HABITUAL.search(clock.sentence.text) or _IN_VAIN.search(text) or _AGAIN.search(text):
        return None
    moments: dict[datetime, list[Moment]] = {}
    for moment in known.exact[:_MOST_MOMENTS]:
        if can_be_on_its_day(known, clock, moment) and moment.minute not in said:
            moments.setdefault(moment.start, []).append(moment)
    minutes, stems, partner = known.minutes(clock), word_stems(text), _partner(known, clock)
    scored = []
    for alike in moments.values():
        own = frozenset[str]().union(*(moment.stems for moment in alike))
        if len(own & stems) >= _SHARED and min(_distance(one, alike[0].minute) for one in minutes) <= _AS_SEEN:
            return None
        near = max(slip_of_minutes(minute, alike[0].minute) for minute in minutes)
        meant = max(alike, key=lambda moment: len(moment.stems & stems))
        scored.append((_bits(stated, alike, partner, stems, near), meant))
    bits, best = max(scored, key=lambda pair: pair[0], default=(0.0, None))
    return best if best and bits >= _LEAST_BITS and not is_elsewhere(clock, best) else None


def _is_stated(known: KnownTimes, clock: Mention) -> bool:
    """Whether a time of day is known, of a zone that is not certain, or the edge of a row of `14:00-15:00`."""
    is_bin = clock.sentence.heads and ";" not in clock.sentence.text[: clock.start]
    is_milestone = known.is_milestone(clock) and not known.is_zoned(clock)
    return bool(is_bin) or is_milestone or not known.is_certain(clock) or known.has_clock(clock)


def _bits(
    stated: Statements, alike: Sequence[Moment], partner: Sequence[Moment], stems: frozenset[str], near: float
) -> float:
    """What the words and the times of a moment and of a time of day have in common; 0 if that is too little.

    Args:
        stated: what the document states.
        alike: what the front matter and the timeline say of the moment.
        partner: the known moments of the other end of the range that the time of day begins or ends.
        stems: the words beside the time of day.
        near: how easily one time is written for the other.
    """
    own = frozenset[str]().union(*(moment.stems for moment in alike))
    shared, others = own & stems, min(stated.rarities(stems - own), stated.rarities(own - stems))
    is_front = any(moment.is_in_front for moment in alike)
    is_range = is_front and any(moment.is_in_front for moment in partner)
    are_alike = len(shared) >= _SHARED or (shared and others < _FEW_OTHERS)
    is_far = near < _NEARBY and (len(shared) <= _SHARED or others >= _FEW_OTHERS)
    if is_far or not (are_alike or is_range):
        return 0.0
    bits = near + _WORD * stated.rarities(shared)
    # Of the other end of a range, the words say little.
    return bits + is_front + (_RANGE_BITS if is_range else bool(partner) - _OTHER_WORD * others)


def _partner(known: KnownTimes, clock: Mention) -> list[Moment]:
    """The known moments of the other end of the range that a time of day begins or ends: `from 09:05 to 11:30`."""
    text = clock.sentence.text
    for one in clock.sentence.clocks:
        first, last = sorted((one, clock), key=lambda mention: mention.start)
        if first is not last and _TO.fullmatch(text, first.end, last.start):
            return known.moments_at(one)
    return []


def _moved_milestones(stated: Statements) -> Iterator[Found]:
    """Find the one milestone of the front matter that no event has, where an event of its kind has another time."""
    known = stated.times
    rows = [moment for moment in known.exact if not moment.is_in_front]
    front = {kind: moment for kind in _ORDER if (moment := known.exact_milestone(kind))}
    at = {moment.start for moment in rows}
    matched = {kind for kind, moment in front.items() if moment.start in at}
    if len(matched) < _SHARED or _CHANGED_CLOCKS.search(stated.document.source.readable):
        return
    taken = {front[kind].start for kind in matched}
    for kind, milestone in front.items():
        if kind in matched or any(_is_within_minute(row, milestone) for row in rows):
            continue
        earlier = [front[one].start for one in matched if _ORDER.index(one) < _ORDER.index(kind)]
        later = [front[one].start for one in matched if _ORDER.index(one) > _ORDER.index(kind)]
        said = [
            word_stems(clause_of(one.text, clock.start, clock.end))
            for one in stated.sentences
            for clock in one.clocks
            if milestone.minute in known.minutes(clock)
        ]
        scored = []
        for row in rows:
            apart = abs(row.start - milestone.start) / timedelta(minutes=1)
            is_between = all(one <= row.start for one in earlier) and all(row.start <= one for one in later)
            near = slip_of_minutes(milestone.minute, row.minute)
            if row.start in taken or not is_between or near < _NEARBY or apart > _MOST_APART:
                continue
            words = max((stated.rarities(stems & row.stems) for stems in said), default=0.0)
            bits = near + _WORD * min(words, _MOST_BITS) + (len(matched) > _SHARED)
            scored.append((bits + (_CUE if EVENT_WORDS[kind].search(row.text) else -_SHARED), row))
        scored.sort(key=lambda pair: -pair[0])
        is_only = scored and (len(scored) == 1 or scored[0][0] - scored[1][0] >= 1)
        if is_only and scored[0][0] >= _LEAST_MOVED:
            row = scored[0][1]
            yield Found(
                row.span,
                f"this is, it seems, `incident.{kind}`, which says {milestone.when.display()}",
                "correct the time that is wrong, or add the event of the milestone to the timeline",
            )


def _is_within_minute(one: Moment, other: Moment) -> bool:
    return abs(one.start - other.start) < timedelta(minutes=1)


def _other_milestone(known: KnownTimes, clock: Mention) -> Moment | None:
    """The moment that a time of day is said to be of but is not, if no event has that time."""
    kind = milestone_of(clock)
    if not kind or _COUNTED.search(clock.before) or not known.is_certain(clock) or known.has_clock(clock):
        return None
    if known.is_milestone(clock) and not known.is_zoned(clock):
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
        alike = [one for one in unstated if any(_can_be_other_day(day, own) for own in _own_days(known, one))]
        if other := _counterpart(mention, alike):
            yield _differs(mention, other)


def _own_days(known: KnownTimes, moment: Moment) -> list[CalendarDate]:
    return [CalendarDate.of((moment.start + offset).date()) for offset in known.offsets]


def _can_be_other_day(day: CalendarDate, own: CalendarDate) -> bool:
    """Whether a date can be another one mistyped: a day beside it, or a digit."""
    assert own.year and own.month and own.day
    middle = date(own.year, own.month, own.day)
    if any(day.includes(CalendarDate.of(middle + timedelta(days=days))) for days in (-1, 1)):
        return True
    if day.month in (None, own.month):
        return is_slip(f"{day.day:02}", f"{own.day:02}")
    return day.day == own.day


def _distance(one: int, other: int) -> int:
    return min((one - other) % MINUTES, (other - one) % MINUTES)


def _counterpart(mention: Mention, alike: Sequence[Moment]) -> Moment | None:
    """The moment that a date is probably of, by the words that they share, or by a milestone that the text names.

    Args:
        mention: a date.
        alike: the moments that the section does not state and of which it can be the mistyped date.
    """
    text = segment(mention)
    if _IN_VAIN.search(text):
        return None
    stems = word_stems(text)
    scored = [(shared, moment) for moment in alike if (shared := len(stems & moment.stems)) >= _SHARED]
    if scored:
        return max(scored, key=lambda pair: pair[0])[1]
    stated = {moment.kind: moment for moment in alike if moment.is_in_front}
    return next((stated[kind] for kind, cue in _TELLING.items() if kind in stated and cue.search(text)), None)


def _differs(mention: Mention, other: Moment) -> Found:
    return Found(
        mention.span,
        f"“{mention.text}” is the time of nothing in the timeline; {other}",
        "correct one of them, or add the event to the timeline",
    )

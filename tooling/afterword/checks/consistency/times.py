"""AW002: the Summary, the Mitigation and the causes tell the times that the timeline and the front matter state."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from afterword.checks.consistency.account import Mention, Moment, Sentence, of_sections, word_stems
from afterword.checks.consistency.known_times import MINUTES, RANGE, KnownTimes, date_of, days_named, minute_of, segment
from afterword.checks.consistency.told_times import other_milestone
from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.grounding.facts import find_facts
from afterword.grounding.identifiers import Identifier
from afterword.postmortem import PostMortem, outline
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision

_SECTIONS = (outline.SUMMARY.name, outline.MITIGATION.name)
_CLOSE = 60
"""Minutes: less is near."""
_SHARED = 2
"""Words in common, where the times alone say little."""
_FEW_WORDS = 2
_MOST_WORDS = 3
"""Words in common, where the times are far from each other."""
_IN_VAIN = late_pattern(r"\b(?:attempt\w*|tr(?:y|ied|ies)|fail(?:ed|s)?|in vain|without success)\b", re.I)
_DATE_BEFORE = late_pattern(r",?\s(?:at |from |between |around |about )?(?:\d\S* (?:UTC |Z )?(?:to|and|until) )?")
_DATE_BEHIND = late_pattern(r"(?: UTC| Z)? on (?:the )?")
_COUNTED = late_pattern(r"\b(?:minutes?|hours?|seconds?) (?:before|after|past|to) $")
_PLACE = late_pattern(
    rf"\b(?:[Ii]n|[Ff]or) (?:the )?(?!(?:{'|'.join((*calendar.month_name[1:], *calendar.day_name))}|UTC|CE?S?T)\b)"
    r"(?P<place>[A-Z][A-Za-z]+)(?! \d|\)| time| \()"
)
_STAGING = late_pattern(r"\b(?:staging|test|demo|sandbox|dev\w*) (?:environment|system|cluster|server)\b", re.I)
_AGAIN = late_pattern(
    r"\b(?:second|another|partly|partially|first|also|too|some|most|(?:[Ii]n|[Ff]or) (?:the )?[A-Z]\w+)\b"
)
_WORK = late_pattern(
    r"\b(?:roll-?backs?|recovery|investigat\w+|fix\w*|work|escalat\w+|calls?|bridge|meetings?|repair\w*|rebuil\w*)\b",
    re.I,
)
"""Words of what begins in an incident, and is not the incident."""
_BEGINS = late_pattern(r"\b(?:beg[au]n|started|onset|from|since)\b", re.I)
_TELLING = {
    "declared": late_pattern(r"\bdeclared\b", re.I),
    "detected": late_pattern(r"\b(?:noticed|detected|discovered|spotted|found by|told us|called us|rang)\b", re.I),
    "mitigated": late_pattern(r"\b(?:mitigated|rolled back|reverted|restored)\b", re.I),
    "resolved": late_pattern(
        r"\b(?:resolved|(?:which|this) ended the incident|(?:well|as usual|fine) again|back to normal)\b", re.I
    ),
}
"""Words that tell a milestone themselves."""


def find_other_times(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find times of the text that are not those of the timeline and of the front matter.

    Raises:
        Skipped: some times of the text cannot be compared.
    """
    known = facts.known_times
    yield from _weekdays(known)
    of_section = {name: of_sections(known.account.sentences, name) for name in _SECTIONS}
    clocks = [mention for sentences in of_section.values() for mention in _clocks_in(sentences)]
    if clocks and not known.has_timeline:
        raise Skipped("there is no timeline with times to compare those of the text with")
    for name, sentences in of_section.items():
        yield from _clocks(known, sentences, name)
        yield from _dates(known, sentences, name)
    impact = of_sections(known.account.sentences, outline.IMPACT.name)
    yield from _dates(known, [one for one in impact if _TELLING["resolved"].search(one.text)], outline.IMPACT.name)
    for mention in _clocks_in(known.account.sentences):
        if other := other_milestone(known, mention):
            yield _differs(mention, other)
    if not all(map(known.is_certain, clocks)):
        raise Skipped("times in a zone that is not certain were not compared")


def _clocks_in(sentences: Iterable[Sentence]) -> list[Mention]:
    return [mention for one in sentences for mention in one.mentions if isinstance(mention.fact.value, ClockTime)]


def _clocks(known: KnownTimes, sentences: Sequence[Sentence], section: str) -> Iterator[Found]:
    clocks = _clocks_in(sentences)
    said = {minute for mention in clocks for minute in known.minutes(mention)}
    for mention in clocks:
        assert isinstance(mention.fact.value, ClockTime)
        is_rough = not re.search(r"\d", mention.fact.text) and not known.is_zoned(mention)  # `at noon`
        # Several spans of time in a sentence are several episodes, which the timeline need not list.
        is_rough = is_rough or len(RANGE.findall(mention.sentence.text)) > 1
        is_rough = is_rough or re.search(r"\b(?:shortly|just) (?:before|after) $", mention.just_before) is not None
        if not known.is_certain(mention) or is_rough or _is_supposed(mention):
            continue
        if known.has_clock(mention):
            if other := _of_another_day(known, mention):
                yield _differs(mention, other)
            continue
        untold = [
            moment
            for moment in known.exact
            if minute_of(moment.edges[0]) not in said and _can_be_on_its_day(known, mention, moment)
        ]
        other = (
            _converted(known, mention)
            or _counterpart(mention, _slips(known, mention, untold))
            or _in_the_words_of(known, mention)
            or _named(mention, untold)
            or (_of_the_mitigation(mention, untold) if section == outline.MITIGATION.name else None)
        )
        is_first = mention is clocks[0] and section == outline.SUMMARY.name
        if other is None and is_first and _BEGINS.search(segment(mention)) and not _WORK.search(segment(mention)):
            other = _near(known, mention, [moment for moment in untold if moment.kind == "started"])
        if other and not _is_elsewhere(mention, other):
            yield _differs(mention, other)


def _is_elsewhere(mention: Mention, other: Moment) -> bool:
    """Whether a sentence is about a place that the event does not name: `for Sweden`, `in the staging environment`."""
    text = segment(mention)
    places = {match["place"].casefold() for match in _PLACE.finditer(text)}
    return any(place not in other.text.casefold() for place in places) or _STAGING.search(text) is not None


def _of_another_day(known: KnownTimes, mention: Mention) -> Moment | None:
    """The moment that has a time of day, on another day than the one beside it, on which the timeline has nothing."""
    minutes = known.minutes(mention)
    at = [moment for moment in known.exact if minute_of(moment.edges[0]) in minutes]
    if not at or any(_can_be_on_its_day(known, mention, moment) for moment in known.account.moments):
        return None
    return at[0] if known.is_zoned(mention) else None


def _in_the_words_of(known: KnownTimes, mention: Mention) -> Moment | None:
    """The one event of the timeline that says the same with another time."""
    text, minutes = segment(mention), known.minutes(mention)
    moments = [one for one in known.exact if _can_be_on_its_day(known, mention, one)]
    if _IN_VAIN.search(text) or _AGAIN.search(text):
        return None
    stems = word_stems(text)
    events = [moment for moment in moments if not moment.is_in_front]
    shared = {one: len(one.stems & stems) for one in events}
    alike = [one for one in events if shared[one] >= _MOST_WORDS and 3 * shared[one] >= 2 * len(one.stems)]
    if not alike:
        near = [one for one in events if any(_distance(minute, minute_of(one.edges[0])) < _CLOSE for minute in minutes)]
        alike = [one for one in near if shared[one] >= _SHARED and one.stems <= stems]
    return alike[0] if len(alike) == 1 else None


def _named(mention: Mention, moments: Sequence[Moment]) -> Moment | None:
    """The end of the incident that the sentence names itself, which it can be at no other time."""
    text = segment(mention)
    if _IN_VAIN.search(text) or _AGAIN.search(text) or not _TELLING["resolved"].search(text):
        return None
    return next((one for one in moments if one.kind == "resolved" and one.is_in_front), None)


def _identifiers(text: str) -> set[object]:
    return {fact.value for fact in find_facts(text) if isinstance(fact.value, Identifier)}


def _of_the_mitigation(mention: Mention, moments: Sequence[Moment]) -> Moment | None:
    """The one mitigation of the timeline, which the section about it puts at another time."""
    text = segment(mention)
    if _IN_VAIN.search(text) or _AGAIN.search(text):
        return None
    steps = [one for one in moments if one.kind == "mitigation applied"]
    if len(steps) != 1:
        return None
    names, others = _identifiers(text), _identifiers(steps[0].text)
    if names and others and not names & others:
        return None  # of another release
    said, shared = word_stems(text), steps[0].stems & word_stems(text)
    is_all = len(shared) >= _SHARED and 3 * len(shared) >= 2 * len(steps[0].stems)
    is_note = len(said) <= _FEW_WORDS and bool(shared)  # `Flag at zero, 09:02 UTC`
    return steps[0] if (is_all or is_note) and 2 * len(shared) >= len(said) else None


def _can_be_on_its_day(known: KnownTimes, mention: Mention, moment: Moment) -> bool:
    """Whether a moment is on the day that is named beside a time of day, before it or else behind it."""
    text, offsets = mention.sentence.text, known.offsets_of(mention)
    for one in mention.sentence.mentions:
        is_beside = (
            _DATE_BEFORE.fullmatch(text, one.end, mention.fact.start)
            if one.end <= mention.fact.start
            else _DATE_BEHIND.fullmatch(text, mention.end, one.fact.start)
        )
        if is_beside and (day := date_of(one)) is not None:
            return any(day.includes(CalendarDate.of((moment.edges[0] + offset).date())) for offset in offsets)
    return True


def _converted(known: KnownTimes, mention: Mention) -> Moment | None:
    """The moment whose time in another zone a time in brackets should be: `7:22 p.m. CEST (17:22 UTC)`."""
    clocks = _clocks_in([mention.sentence])
    opened = mention.before.rfind("(")
    if opened < 0 or ")" in mention.before[opened:]:
        return None
    inside = [
        one for one in clocks if opened < one.fact.start and ")" not in mention.sentence.text[opened : one.fact.start]
    ]
    outside = [one for one in clocks if one.end <= opened][-len(inside) :]
    if len(outside) != len(inside) or opened - outside[-1].end > 40:
        return None
    minutes = known.minutes(outside[inside.index(mention)])
    return next((moment for moment in known.exact if minute_of(moment.edges[0]) in minutes), None)


def _near(known: KnownTimes, mention: Mention, moments: Sequence[Moment]) -> Moment | None:
    """The first moment within three hours of a time of day."""
    for moment in moments:
        if any(_distance(minute, minute_of(moment.edges[0])) <= 180 for minute in known.minutes(mention)):
            return moment
    return None


def _dates(known: KnownTimes, sentences: Sequence[Sentence], section: str) -> Iterator[Found]:
    days = [(mention, day) for one in sentences for mention in one.mentions if (day := date_of(mention))]
    elsewhere = [
        day
        for mention in known.account.mentions
        if mention.sentence.section not in (section, outline.TIMELINE.name) and (day := date_of(mention)) and day.month
    ]
    for mention, day in days:
        if known.has_date(day) or any(_is_same(day, other) for other in elsewhere) or _is_supposed(mention):
            continue
        if re.search(r"\bof (?:the )?$", mention.before):
            continue
        untold = [
            moment
            for moment in known.account.moments
            if moment.when.precision is not Precision.MONTH and not _is_told(known, moment, days)
        ]
        if other := _counterpart(mention, [(one, _SHARED) for one in untold if _can_be_other_day(known, day, one)]):
            yield _differs(mention, other)


def _is_told(known: KnownTimes, moment: Moment, days: Iterable[tuple[Mention, CalendarDate]]) -> bool:
    own = {(moment.edges[0] + offset).date() for offset in known.offsets}
    return any(day.includes(CalendarDate.of(one)) for _, day in days for one in own)


def _slips(known: KnownTimes, mention: Mention, moments: Sequence[Moment]) -> list[tuple[Moment, int]]:
    """The moments of which a time of day can be the mistyped time, with the words that they have to share with it.

    It is near, or one of its digits is another one, or they are in another order; that alone is often chance.
    """
    found: list[tuple[Moment, int]] = []
    for moment in moments:
        other, minutes = minute_of(moment.edges[0]), known.minutes(mention)
        if any(_distance(minute, other) < _CLOSE for minute in minutes):
            found.append((moment, 1))
        elif any(_is_slip(_digits(minute), _digits(other)) for minute in minutes):
            found.append((moment, _SHARED))
    return found


def _can_be_other_day(known: KnownTimes, day: CalendarDate, moment: Moment) -> bool:
    """Whether a date can be that of a moment mistyped: a day beside it, or a digit."""
    for offset in known.offsets:
        own = (moment.edges[0] + offset).date()
        beside = (own - timedelta(days=1), own + timedelta(days=1))
        if any(day.includes(CalendarDate.of(one)) for one in beside):
            return True
        if day.month in (None, own.month) and _is_slip(f"{day.day:02}", f"{own.day:02}"):
            return True
        if day.month and day.day == own.day and day.month != own.month:
            return True
    return False


def _distance(one: int, other: int) -> int:
    return min((one - other) % MINUTES, (other - one) % MINUTES)


def _digits(minute: int) -> str:
    return f"{minute // 60:02}{minute % 60:02}"


def _is_slip(one: str, other: str) -> bool:
    return sorted(one) == sorted(other) or sum(a != b for a, b in zip(one, other, strict=True)) == 1


def _is_same(one: CalendarDate, other: CalendarDate) -> bool:
    return one.day == other.day and one.month in (None, other.month)


def _is_supposed(mention: Mention) -> bool:
    """Whether it is of what did not happen, or only counted from: `had it lasted`, `ten minutes before midnight`."""
    if _COUNTED.search(mention.before):
        return True
    return re.search(r"\b(?:had (?:it|they|we)|would|could have|if)\b", segment(mention), re.I) is not None


def _counterpart(mention: Mention, alike: Sequence[tuple[Moment, int]]) -> Moment | None:
    """The moment that a time is probably of, by the words that they share; None if nothing says so.

    Args:
        mention: a time of day, or a date.
        alike: the moments that the section does not tell and of which it can be the mistyped time, with the number of
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
        best = max(score for score, _ in scored)
        return next(moment for score, moment in scored if score == best)
    stated = {moment.kind: moment for moment, _ in alike if moment.is_in_front}
    return next((stated[kind] for kind, cue in _TELLING.items() if kind in stated and cue.search(text)), None)


def _differs(mention: Mention, other: Moment) -> Found:
    return Found(
        mention.span,
        f"“{mention.fact.text}” is the time of nothing in the timeline; {other}",
        "correct one of them, or add the event to the timeline",
    )


_WEEKDAY = rf"(?P<day>{'|'.join(calendar.day_name)})"
_WEEKDAY_BEFORE = late_pattern(
    rf"\b{_WEEKDAY}(?:\s(?:morning|afternoon|evening|night))?,?\s?"
    r"(?:(?:at|the|of|such as|like|,|on|in)\s|\()?(?:the\s)?$"
)
_WEEKDAY_BEHIND = late_pattern(rf"(?:,? (?:is|was) an?|, an?|,| \(|,? on an?) {{0,1}}{_WEEKDAY}\b")


def _weekdays(known: KnownTimes) -> Iterator[Found]:
    """A weekday beside a date, or before the time of a known moment, that is on another one."""
    for mention in known.account.mentions:
        value = mention.fact.value
        match = _WEEKDAY_BEFORE.search(mention.before[-40:])
        if match is None and isinstance(value, CalendarDate):
            match = _WEEKDAY_BEHIND.match(mention.behind)
        if match is None:
            continue
        if isinstance(value, CalendarDate):
            years = [value.year] if value.year else known.years
            days = {day.weekday() for year in years for day in days_named(value, year)}
            other = f"{mention.fact.text} is a {' or a '.join(calendar.day_name[day] for day in sorted(days))}"
        elif isinstance(value, ClockTime) and known.is_certain(mention):
            minutes = known.minutes(mention)
            at = [moment for moment in known.exact if minute_of(moment.edges[0]) in minutes]
            days = {(one.edges[0] + offset).weekday() for one in at for offset in known.offsets}
            other = f"{at[0]}, a {calendar.day_name[at[0].edges[0].weekday()]}" if at else ""
        else:
            continue
        if days and list(calendar.day_name).index(match["day"]) not in days:
            yield Found(mention.span, f"it is not on a {match['day']}: {other}", "correct the day or the time")

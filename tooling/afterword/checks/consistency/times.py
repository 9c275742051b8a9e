"""AW002: the Summary, the Mitigation and the causes tell the times that the timeline and the front matter state."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable, Iterator, Sequence

from afterword.checks.consistency.account import Mention, Moment, Sentence, of_sections, word_stems
from afterword.checks.consistency.known_times import MINUTES, KnownTimes, date_of, days_named, minute_of, segment
from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import INCIDENT_TIMES
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, outline
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision

_SECTIONS = (outline.SUMMARY.name, outline.MITIGATION.name)
_NEAR = 180
_RANGE = re.compile(r"\d(?: UTC| Z)? (?:to|until) (?:the )?\d")
_DATE_BEFORE = re.compile(r",?\s(?:at |from |between |around |about )?(?:\d\S* (?:UTC |Z )?(?:to|and|until) )?")
_DATE_BEHIND = re.compile(r"(?: UTC| Z)? on (?:the )?")
_COUNTED = re.compile(r"\b(?:minutes?|hours?|seconds?) (?:before|after|past|to) $")
_CUES = {
    "started": re.compile(r"\b(?:beg[aiu]n\w*|start\w*|first|onset|from|since)\b", re.I),
    "declared": re.compile(r"\bdeclar\w+", re.I),
    "detected": re.compile(
        r"\b(?:notic\w+|detect\w+|alert\w*|saw|seen|found|told us|recogni\w+|confirm\w+|report\w*|discover\w+|"
        r"remark\w+|looked|show(?:ed|s)|read|spotted|(?:tele)?phoned|called|knew|understood|reproduc\w+)\b",
        re.I,
    ),
    "mitigated": re.compile(
        r"\b(?:back|roll\w+|restor\w+|revert\w*|off|paus\w+|stop\w*|block\w*|cancel\w*|pinned|switch\w*|ended|over|"
        r"disabl\w+|recover\w*|mitigat\w+|until|again|zero|in place|to)\b",
        re.I,
    ),
    "resolved": re.compile(
        r"\b(?:since|resolv\w+|fix\w*|clos\w+|correct\w*|complet\w+|live|repair\w*|finish\w*|last|by)\b", re.I
    ),
}


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
    if any(isinstance(mention.fact.value, ClockTime) and mention.fact.value.zone for mention in clocks):
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
        is_rough = is_rough or len(_RANGE.findall(mention.sentence.text)) > 1
        if mention.fact.value.zone or is_rough or known.has_clock(mention) or _is_supposed(mention):
            continue
        untold = [
            moment
            for moment in known.exact
            if minute_of(moment.edges[0]) not in said and _can_be_on_its_day(known, mention, moment)
        ]
        other = _converted(known, mention) or _counterpart(mention, untold, section)
        if other is None and mention is clocks[0] and section == outline.SUMMARY.name:
            other = _near(known, mention, [moment for moment in untold if moment.kind == "started"])
        if other:
            yield _differs(mention, other)


def _can_be_on_its_day(known: KnownTimes, mention: Mention, moment: Moment) -> bool:
    """Whether a moment is on the day that is named beside a time of day, before it or else behind it."""
    text, offsets = mention.sentence.text, known.account.offsets
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
        for minute in known.minutes(mention):
            if (
                min((minute - minute_of(moment.edges[0])) % MINUTES, (minute_of(moment.edges[0]) - minute) % MINUTES)
                <= 180
            ):
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
        if other := _counterpart(mention, untold, section):
            yield _differs(mention, other)


def _is_told(known: KnownTimes, moment: Moment, days: Iterable[tuple[Mention, CalendarDate]]) -> bool:
    own = {(moment.edges[0] + offset).date() for offset in known.account.offsets}
    return any(day.includes(CalendarDate.of(one)) for _, day in days for one in own)


def _is_same(one: CalendarDate, other: CalendarDate) -> bool:
    return one.day == other.day and one.month in (None, other.month)


def _is_supposed(mention: Mention) -> bool:
    """Whether it is of what did not happen, or only counted from: `had it lasted`, `ten minutes before midnight`."""
    if _COUNTED.search(mention.before):
        return True
    return re.search(r"\b(?:had (?:it|they|we)|would|could have|if)\b", segment(mention), re.I) is not None


def _counterpart(mention: Mention, untold: Sequence[Moment], section: str) -> Moment | None:
    """The moment that a time is probably of; None if nothing says so."""
    stems = word_stems(segment(mention))
    scored = [(len(stems & moment.stems), moment) for moment in untold]
    best = max((score for score, _ in scored), default=0)
    if best:
        return next(moment for score, moment in scored if score == best)
    stated = {moment.kind: moment for moment in untold if moment.is_in_front and moment.kind in INCIDENT_TIMES}
    for kind, cue in _CUES.items():
        if kind in stated and cue.search(segment(mention)):
            return stated[kind]
    if section == outline.MITIGATION.name:
        return stated.get("mitigated") or stated.get("resolved")
    return None


def _differs(mention: Mention, other: Moment) -> Found:
    return Found(
        mention.span,
        f"“{mention.fact.text}” is the time of nothing in the timeline; {other}",
        "correct the one that is wrong",
    )


_WEEKDAY = re.compile(
    rf"\b(?P<day>{'|'.join(calendar.day_name)})(?:\s(?:morning|afternoon|evening|night))?,?\s?(?:at |the )?$"
)


def _weekdays(known: KnownTimes) -> Iterator[Found]:
    """A weekday beside a date, or beside the time of a known moment, that is on another one."""
    for mention in known.account.mentions:
        match, value = _WEEKDAY.search(mention.before[-30:]), mention.fact.value
        if match is None:
            continue
        if isinstance(value, CalendarDate):
            years = [value.year] if value.year else known.years
            days = {day.weekday() for year in years for day in days_named(value, year)}
            other = f"{mention.fact.text} is a {' or a '.join(calendar.day_name[day] for day in sorted(days))}"
        elif isinstance(value, ClockTime) and not value.zone:
            minutes = known.minutes(mention)
            at = [moment for moment in known.exact if minute_of(moment.edges[0]) in minutes]
            days = {(one.edges[0] + offset).weekday() for one in at for offset in known.account.offsets}
            other = f"{at[0]}, a {calendar.day_name[at[0].edges[0].weekday()]}" if at else ""
        else:
            continue
        if days and list(calendar.day_name).index(match["day"]) not in days:
            yield Found(mention.span, f"it is not on a {match['day']}: {other}", "correct the day or the time")

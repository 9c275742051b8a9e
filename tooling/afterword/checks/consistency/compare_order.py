"""AW001: compare when something changed with when it first had an effect."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from afterword.checks.consistency.known_times import KnownTimes, date_of
from afterword.checks.consistency.milestone_words import is_of_another, leads_to_time
from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.sentences import Mention, Sentence, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.facts import DocumentFacts
from afterword.checks.locations import causes
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, outline
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate
from afterword.times.when import Precision, When

_RESPONSES = ("mitigation applied", "resolved", "communication")
"""Milestones of what follows an effect, and cannot be its cause."""
_UNIT = r"(?:moments?|seconds?|minutes?|hours?|days?|nights?|weeks?|months?|years?)"
_AFTER = late_pattern(
    rf"\b(?:{_UNIT}|half|quarters?|\w+day) after (?:[\w']+ (?:[\w']+ )?(?:first|second)|"
    r"the (?:start|effect|onset|outage)|it (?:began|started)|\w+ began)\b",
    re.IGNORECASE,
)
_LATER = late_pattern(rf"(?<=\w, )(?:[\w-]+ ){{1,4}}?{_UNIT} (?:later|after)(?=[.;]|$)", re.IGNORECASE)
_BEFORE = late_pattern(rf"\b{_UNIT} (?:before|earlier|ago|prior)\b", re.IGNORECASE)
_UNTIL = late_pattern(r"\b(?:until|till|before|by|up to)\s(?:\w+\s){0,4}$", re.IGNORECASE)
_SAME_DAY = late_pattern(r"\b(?:that|the same) (?:morning|afternoon|evening|night|day)\b", re.IGNORECASE)
_WENT_LIVE = late_pattern(
    r"\b[a-z]{4,}\b(?:, [^,.;]{1,30},)?[^.;,]{0,60}?\b(?:went (?:live|out)|(?:came|come|got|gone) into production|"
    r"(?:reached|hit) production|(?:was|were|been) (?:\w+ and )?(?:deployed|released|rolled out|shipped|pushed|merged|"
    r"switched on|enabled|activated))\b",
    re.IGNORECASE,
)
_CAUSE = late_pattern(r"\b(?:cause|culprit|trigger)\b", re.IGNORECASE)
_IS_IT = late_pattern(r"\b(?:cause|culprit|trigger|change|(?:faulty|bad|broken|wrong|offending) \w+)\b", re.IGNORECASE)
_NOT_THE_CAUSE = late_pattern(r"\b(?:suspected|cleared|unrelated|cancelled|in vain|another team\w*)\b", re.IGNORECASE)
_FIX = late_pattern(
    r"\b(?:fix\w*|mitigat\w+|roll(?:ed)?[ -]?backs?|revert\w*|restor\w+|hotfix\w*|patch\w*)\b", re.IGNORECASE
)
_HALF_A_DAY = timedelta(hours=12)


def find_late_changes(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find changes that are dated after their effect."""
    statements, known = facts.statements, facts.statements.times
    effect = known.milestone("started") or known.milestone("detected")
    if effect is None:
        return
    yield from _in_timeline(known, effect)
    if not _is_reported_by_aw123(document, effect):
        yield from _of_causes(known.moments, effect)
    parts: dict[str, list[Sentence]] = {}
    for sentence in statements.sentences:
        if sentence.section == outline.ROOT_CAUSE.name and sentence.part == outline.WHAT_CHANGED.name:
            parts.setdefault(sentence.title, []).append(sentence)
    for sentences in parts.values():
        yield from _in_text(known, effect, sentences)
    yield from _told_causes(statements, effect)


def _is_reported_by_aw123(document: PostMortem, effect: Moment) -> bool:
    """Whether every cause that states a time begins after the effect: AW123 reports the first one then."""
    stated = [cause.started for _, cause in causes(document) if cause.started]
    return effect.kind == "started" and all(effect.when.is_before(one) for one in stated)


def _in_timeline(known: KnownTimes, effect: Moment) -> Iterator[Found]:
    changes, symptoms, stated = (
        [moment for moment in known.moments if moment.kind == kind] for kind in ("change", "first symptom", "cause")
    )
    first = min((*symptoms, effect), key=lambda moment: moment.end)
    if not changes or any(not first.when.is_before(change.when) for change in changes):
        return
    if any(cause.agrees_with(effect) for cause in stated):
        return  # the first cause was no change; others may come later and make it worse
    earliest = min(changes, key=lambda moment: moment.start)
    detected = known.milestone("detected")
    # What changes after the detection is most often a response, unless it is called a cause.
    is_response = detected is not None and not earliest.when.is_before(detected.when)
    if not is_response or any(cause.agrees_with(earliest) for cause in stated):
        yield Found(
            earliest.span,
            f"the first `change` of the timeline ({earliest.when.display()}) is later than its effect: {first}",
            "correct one of the times, or add the event that caused it",
        )


def _of_causes(moments: Sequence[Moment], effect: Moment) -> Iterator[Found]:
    """A cause that begins after the effect, where the event that tells its change is before it."""
    stated = [moment for moment in moments if moment.kind == "cause"]
    events = [moment for moment in moments if not moment.is_in_front and moment.kind not in _RESPONSES]
    early = [event for event in events if not effect.when.is_before(event.when)]
    for cause in stated:
        if not early or not effect.when.is_before(cause.when):
            continue
        if any(cause.agrees_with(event) and event.stems & cause.stems for event in events):
            continue
        event = max(early, key=lambda event: len(event.stems & cause.stems))
        is_of_another = any(event.agrees_with(other) for other in stated)
        if len(event.stems & cause.stems) >= (2 if is_of_another else 1):
            message = f"{cause}, which is after the first effect; {event}"
            yield Found(cause.span, message, "correct the one that is wrong")


def _in_text(known: KnownTimes, effect: Moment, sentences: Sequence[Sentence]) -> Iterator[Found]:
    """A part about a change all of whose times are after the effect, or which says that it was."""
    times = [
        (mention, instant)
        for sentence in sentences
        for mention in sentence.mentions
        if not _UNTIL.search(mention.before) and (instant := _instant(known, mention, effect))
    ]
    late = [moment for moment in known.moments if moment.kind == "cause" and effect.when.is_before(moment.when)]
    if any(cause.agrees_with(instant) for cause in late for _, instant in times):
        return  # the front matter says so too, and is compared
    if times and all(effect.when.is_before(instant.when) for _, instant in times):
        late_times = [mention for mention, _ in times if not _NOT_THE_CAUSE.search(mention.sentence.text)]
        yield from (_later(mention, effect) for mention in late_times[:1])
        return
    early = {mention.sentence for mention, instant in times if not effect.when.is_before(instant.when)}
    for number, sentence in enumerate(sentences):
        match = _AFTER.search(sentence.text) or (_LATER.search(sentence.text) if number == 0 else None)
        if match and sentence not in early and not _BEFORE.search(sentence.text):
            yield Found(
                sentence.span,
                f"“{match[0]}” puts this change after its effect: {effect}",
                "say how long before the effect it was, or name what was there before",
            )


def _told_causes(statements: Statements, effect: Moment) -> Iterator[Found]:
    """A cause that a sentence outside of the part about it says went live after the effect."""
    known = statements.times
    detected = known.milestone("detected")
    of_causes = word_stems(" ".join(moment.text for moment in known.moments if moment.kind == "cause"))
    stated = [
        (clock, instant)
        for sentence in statements.sentences
        if sentence.clocks  # most have none, and to look for the pattern takes long
        for match in _WENT_LIVE.finditer(sentence.text)
        if not (is_of_another(sentence.text) or _FIX.search(sentence.text))
        for clock in sentence.clocks
        if clock.start >= match.end()
        and leads_to_time(sentence.text, match.end(), clock.start)
        and (instant := _instant(known, clock, effect))
        and (_CAUSE.search(match[0]) or detected is None or instant.when.is_before(detected.when))
        and (_IS_IT.search(match[0]) or word_stems(sentence.text[: match.end()]) & of_causes)
    ]
    if all(effect.when.is_before(instant.when) for _, instant in stated):
        yield from (_later(clock, effect) for clock, _ in stated[:1])


def _later(mention: Mention, effect: Moment) -> Found:
    return Found(
        mention.span,
        f"“{mention.text}” is later than the effect of this change: {effect}",
        "correct the one that is wrong, or name what was there before the effect",
    )


def _instant(known: KnownTimes, mention: Mention, effect: Moment) -> Moment | None:
    """What a fact means: a day or a month, or a time of day on the date beside it; without one, on the effect's day."""
    value, began, beside = mention.value, effect.end, mention.sentence
    day = value if isinstance(value, CalendarDate) else date_of(mention)
    if day is not None:
        first = None if beside.clocks or not (day.month or day.day) else _nearest(day, began)
        if first is None:
            return None  # only a year, or the day of a time of day
        days = 1 if day.day else calendar.monthrange(first.year, first.month)[1]
        return _as_moment(Precision.DAY if day.day else Precision.MONTH, first, first + timedelta(days=days), mention)
    if not isinstance(value, ClockTime) or not known.is_certain(mention):
        return None
    dates = [(abs(one.start - mention.start), one.value) for one in beside.dates]
    dates += [(abs(one.start - mention.start), named) for one in beside.mentions if (named := date_of(one))]
    named_day = min(dates, key=lambda pair: pair[0])[1] if dates else None
    nearest = _nearest(named_day, began) if isinstance(named_day, CalendarDate) else None
    instants = (
        known.instants(mention) if value.day else list(known.instants_on(mention, nearest and nearest.date(), began))
    )
    is_dated = dates or value.day or _SAME_DAY.search(beside.text)
    if not is_dated and min(instants) > began + _HALF_A_DAY:
        return None  # it may be of the day before
    return _as_moment(Precision.RANGE, min(instants), max(instants), mention)


def _as_moment(precision: Precision, earliest: datetime, latest: datetime, mention: Mention) -> Moment:
    return Moment(When(precision, earliest, latest), mention.text, "", "", mention.span)


def _nearest(day: CalendarDate, began: datetime) -> datetime | None:
    """The day that a date without a year or month means: the nearest one to the effect."""
    found = []
    for year in (day.year,) if day.year else (began.year - 1, began.year, began.year + 1):
        for month in (day.month,) if day.month else range(1, 13):
            with suppress(ValueError):
                found.append(datetime(year, month, day.day or 1, tzinfo=UTC))
    return min(found, key=lambda one: abs(one - began), default=None)

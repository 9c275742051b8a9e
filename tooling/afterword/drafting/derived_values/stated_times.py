"""Times of the incident that sentences tell: the outage began at 17:02 UTC; we are resolved."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime, timedelta

from afterword.drafting.assembling.event_cues import CLOSING
from afterword.drafting.assembling.places import counts, is_symptom, reports_change
from afterword.drafting.assembling.reading import Said, split_said
from afterword.drafting.derived_values.stated import is_outsider
from afterword.evidence import EvidenceItem
from afterword.language import acts_abroad as abroad
from afterword.language import section_cues as cues
from afterword.language.item_kinds import ItemKind
from afterword.language.standing import REPORTING_QUESTION, Standing, is_supposed
from afterword.postmortem import outline
from afterword.text.folding import normalise, normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import find_clock_times, read_clock_time
from afterword.times.when import When
from afterword.times.zones import ZoneError

_WHAT = r"(?:impact|incident|outage|problem|issue|errors?|symptoms?|degradation|effects?)"
_AT = r"\s(?:at\s|from\s|on\s)?(?=\d)"
_TOLD = {
    "started": late_pattern(rf"\b{_WHAT}\b[^.;:]{{0,30}}?\b(?:started|began|starts|begins|starting|since){_AT}", re.I),
    "detected": late_pattern(rf"\b(?:detected|noticed|discovered)\b{_AT}", re.I),
    "declared": late_pattern(rf"\b(?:incident|sev\S{{1,3}}) (?:was )?declared{_AT}", re.I),
    "mitigated": late_pattern(
        rf"\b(?:mitigated|mitigation (?:was )?(?:applied|in place|complete\w*)|back to normal since){_AT}", re.I
    ),
    "resolved": late_pattern(rf"\b(?:resolved|fully recovered){_AT}", re.I),
}
"""What a sentence says before a time of day."""
_SINCE = late_pattern(
    r"\b(?:since|desde|seit|depuis|sinds|dalle|dal|od)\s(?:(?:about|around|las?|les?|at|um|~)\s?)*$", re.I
)
"""Before the time of day since which something goes wrong."""
_NO_EFFECT = late_pattern(
    r"\b(?:I|I'm|I've|we|we're|we've|me|my|our|on[- ]call|shift|watching|waiting|looking|investigating|online|live|"
    r"deployed|running|active|in place|open|working|awake|here|released?|rolled|(?:en|dis)abled|off|paused|muted|"
    r"blocked|reverted|mitigat\w+|applied|"
    r"yo|estoy|ich|wir|je|nous|activ[oa]s?|aktiv|actif|en ligne)\b",
    re.I,
)
"""What somebody does, or what was put in place, since a time: no effect on users."""
_IS_OVER = late_pattern(
    r"\b(?:normal|gone|over|ended|stopped|resolved|fixed|mended|recovered|cleared|quiet|clean|fine|lower|dropped|"
    r"fell)\b",
    re.I,
)
"""Words by which the problem is over since a time, and did not begin then."""
_DECLARES = late_pattern(
    r"\b(?<!not )(?:declar(?:e|es|ed|ing)|open(?:s|ed|ing))\b[^.;]{0,30}\b(?:an? )?"
    r"(?:sev\S{0,3}|(?:major )?incident|p[1-5]|outage|"
    r"emergency)\b|^(?:an? |the )?(?:sev\S{0,3}|(?:major )?incident|p[1-5]|outage|emergency) (?:is |"
    r"was )?(?:now )?declared\b",
    re.I,
)
_ENDS = late_pattern(
    r"\bwe(?:'re| are) (?:now )?resolved\b|\b(?:incident|outage|sev\S{0,3}) (?:\(?#\d+\)?:? ?)?(?:is |was |"
    r"has been )?(?:now )?(?:resolved|closed|over)\b(?! at)|\bclosing (?:the |this )?(?:incident|"
    r"sev\S{0,3})\b(?! (?:bridge|channel|call|room|docs?|document|page|thread|form|ticket)\b)|\ball clear\b|"
    r"^(?:ok(?:ay)?,? |and )?(?:(?:closing|marking|calling|setting)(?: this| it)?(?: out)?,? (?:as |to )?)?(?:resolved|"
    r"closed)[.!]*$|(?:^|[.,;!] )closing(?: now)?[.!]*$|\bclosing (?:this|it)(?: one)?(?: out)?(?: now)?(?=[,.;!]|$)"
    r"|^(?:incident )?resolved by \S"
    rf"|\b(?:{abroad.CLOSES})(?!\w)"
    r"|\bschlie(?:ß|ss)e (?:hiermit )?(?:das |den |die )?(?:ticket|incident|störung|fall)\b",
    re.I,
)
_CALMS = late_pattern(
    r"\b(?:is|are|was|were|all|everything|rate|errors|latency|traffic) (?:now )?back to normal\b|\bno longer affected\b"
    r"|\b(?:users?|customers?|answers|traffic|service|everything) (?:has |have |is |are )?(?:now )?(?:fully )?recovered"
    r"\b|\b(?:customer |user )?impact (?:is over|has ended|ended|stopped)\b|\b(?:users?|customers?|answers?|replies|"
    r"results?|requests?|orders?|everyone|everything) (?:are|is|looks?|works?) (?:fine|ok(?:ay)?|good|normal|right|"
    rf"correct) again\b|\b(?:{abroad.RECOVERED})(?!\w)|"
    r"\b(?:rate|ratio|errors?|latency|failures?|timeouts?) (?:is |are )?(?:now )?back to (?=\d)",
    re.I,
)
_IN_PART = late_pattern(
    r"\b(?:still|only (?:when|if|once|for|in)|once|until|if|unless|except(?: for)?|apart from|other than|"
    r"demo|tests?|staging|sandbox)\b",
    re.I,
)
"""Words by which the end is one of a part, or has a condition."""
_DENIED = late_pattern(rf"\b(?:not|never|no)\b(?! longer)|n't\b|\b(?:nicht|nie|nunca|jamais|{abroad.OPEN})\b", re.I)
_INSTEAD = late_pattern(r",? (?:and )?not (?:at |on |from |since )?~?\d{1,2}[:.h]\d{2}[^,;.]*", re.I)
"""The time that a sentence corrects, behind the right one."""
_UNDER_WAY = late_pattern(
    r"(?:now |ok,? |still )?(?:i'?m |we'?re |am |is |are )?(?:[a-z]+ly )?"
    rf"(?:[a-z-]+ing|{abroad.UNDER_WAY})\b",
    re.I,
)
_STILL = late_pattern(
    r"\bstill (?!ok|fine|normal|good|clean)|\b(?:came|comes|is|are) back (?:again|now)\b|\bno (?:difference|"
    r"effect|change)\b",
    re.I,
)
_ENDED = late_pattern(r"\b(?:final|no longer|gone|clos(?:ed|ing)|last|0)\b", re.I)
_OVER = late_pattern(
    r"\b(?:was|were|had|counted|in total|final|no longer|gone|clos(?:ed|ing)|\d+ of \d+)\b|\b0\b", re.I
)
"""Words of an account of what is over."""
_COMMIT = late_pattern(r"commit `?[0-9a-f]{7,64}\b")
_FIRES = late_pattern(r"\bfiring\b|\balert triggered\b", re.I)
_CLOSES = late_pattern(r"\bclos(?:ed|ing)\b", re.I)
_RECOVERED = late_pattern(
    r"\b(?:normal|clean|again|fine|ok|good|done|fixed|resolved|recovered|zero|stable|healthy|green|all (?:pass|"
    r"correct))\b|"
    r"\b0 (?:errors?|mismatch\w*|failures?|complaints?)\b|\b100 ?%"
)
_FROM_OUTSIDE = late_pattern(
    r"\b(?:customer|user|client|branch|support|agent|guest|patient|player|tenant|seller|school|shop|"
    r"clinic)s?\b[^.;]{0,40}"
    r"\b(?:called|came|wrote|writes?|complain\w*|reports?|reported|says?|saw|sees?|got|gets?|asks?|sent|quotes?)\b"
    rf"|\bcalled (?:me|us)\b|\b{abroad.FROM_OUTSIDE}(?!\w)"
)
"""What people outside told the team."""
_LEAST_OF_TALK = 3
"""Messages with which people react to a report; what is alone may be of any time."""
_CLOSED_WITHIN = timedelta(hours=2)
_CONFIRMED_WITHIN = timedelta(minutes=10)
_OF_ONE_INCIDENT = timedelta(days=5)
"""Between most that people say and what is of the same incident: a vendor's notice of last summer is not."""
_AT_ONCE, _SOON = timedelta(minutes=3), timedelta(minutes=45)
_SHORTLY = timedelta(hours=1)
_OF_ONE_DAY = timedelta(hours=12)
_NOTED = timedelta(minutes=5)


@dataclass(frozen=True, slots=True)
class StatedTime:
    """A time that an item tells.

    Attributes:
        key: of the incident: `started`.
        at: the time.
        item: the id of the item.
    """

    key: str
    at: When
    item: str


def find_stated_times(said: Sequence[Said]) -> list[StatedTime]:
    """Find the times that people tell, and those of the items that declare, calm or end the incident.

    Of the items that end it, the last counts. A report from outside counts only if it is the first statement, and one
    that users are no longer affected only if it is the only one: several may be of setbacks.
    """
    stated = [one for one in said if one.standing is Standing.STATED]
    found = [time for one in stated if one.kind is not ItemKind.SIGNAL for time in _in_words(one)]
    if not any(one.key == "started" for one in found):
        found += [time for one in stated for time in _since(one)]
    now = [one for one in stated if not states_another_time(one.text, one.item.at)]
    declared = [one.item for one in now if one.kind is ItemKind.DECISION and _DECLARES.search(one.text)]
    own = [one for one in now if one.kind is not ItemKind.PUBLIC]  # which may be another organisation's
    ended = [one.item for one in stated if one.kind is not ItemKind.PUBLIC and _says_end(one)]
    ended = _by_persons(ended, stated)
    over = _over_before_closing(_timed(ended)[-1:], own)
    calmed = [one.item for one in own if _CALMS.search(one.text) and _is_whole(one.text)]
    mended = [one.item for one in own if one.place is outline.MITIGATION and _is_whole(one.text)]
    in_time = [[item for item in _timed(items) if not _is_told_late(item, stated)] for items in (calmed, mended)]
    once = in_time[0] or in_time[1]
    lasting = _first_lasting(stated) if len(once) != 1 else once if _is_last(once[0], stated) else []
    lasting = [item for item in lasting if not _is_told_late(item, stated) and _is_confirmed(item, own)]
    told = _timed([one.item for one in said if one.kind is ItemKind.STATEMENT])[:1]
    reported = [item for item in told if is_outsider(item.actor or "")]  # others may have told of earlier ones
    groups = (
        ("declared", _timed(declared)[:1]),
        ("resolved", over or _timed(ended)[-1:]),
        ("detected", _first_report(said)),
        ("mitigated", lasting),
        ("reported", reported),
    )
    for key, items in groups:
        found += [
            StatedTime(key, item.at, item.id) for item in items if item.at and not any(one.key == key for one in found)
        ]
    return found


def _by_persons(ended: Sequence[EvidenceItem], stated: Sequence[Said]) -> list[EvidenceItem]:
    """Leave out what a tool notes within minutes after a person ended the incident: they closed it there, too."""
    persons = {one.item.id for one in stated if one.kind is not ItemKind.SIGNAL}
    moments = [item.at.earliest for item in ended if item.id in persons and item.at and item.at.earliest]

    def is_note(item: EvidenceItem) -> bool:
        at = item.at.earliest if item.at else None
        return item.id not in persons and at is not None and any(timedelta() <= at - one <= _NOTED for one in moments)

    return [item for item in ended if not is_note(item)]


def _first_lasting(stated: Sequence[Said]) -> list[EvidenceItem]:
    """The first step that is done and after which no symptom is reported; none if another step followed soon."""
    steps = [one for one in stated if one.place is outline.MITIGATION and one.at and one.at.exact]
    steps = [one for one in steps if _is_whole(one.text) and not _UNDER_WAY.match(one.text) and one.at == one.item.at]
    steps.sort(key=_moment)
    timed = [one for one in stated if one.at and one.at.earliest]
    wrong = _moments_of_trouble(stated)
    known = [_moment(one) for one in timed if one.is_alarm or is_symptom(one.text)]
    steps = [one for one in steps if known and _moment(one) >= min(known)]
    for one in steps:
        if any(moment > _moment(one) for moment in wrong):
            continue
        soon = [other for other in steps if _AT_ONCE < _moment(other) - _moment(one) <= _SOON]
        return [] if soon else [one.item]
    return []


def _is_confirmed(item: EvidenceItem, own: Sequence[Said]) -> bool:
    """Whether a person says that a step helped, or does so right after the machine that reports it."""
    moment = item.at.earliest if item.at else None
    people = [one for one in own if one.kind is not ItemKind.SIGNAL and one.item.actor]
    if any(one.item is item for one in people):
        return True
    return moment is not None and any(
        one.place is outline.MITIGATION or _RECOVERED.search(normalise_caseless(one.text))
        for one in people
        if one.at and one.at.exact and timedelta() <= _moment(one) - moment <= _CONFIRMED_WITHIN
    )


def _over_before_closing(closed: Sequence[EvidenceItem], own: Sequence[Said]) -> list[EvidenceItem]:
    """The last words that all is well again before an incident was closed, if who closed it did not say so."""
    for end in closed:
        closing = _CLOSES.search(end.text)
        if closing is None or not end.at or _RECOVERED.search(normalise_caseless(end.text[: closing.end()])):
            return []
        before = [one for one in own if one.at == one.item.at and one.at and one.at.exact and one.item is not end]
        before = [one for one in before if _is_whole(one.text) and _RECOVERED.search(normalise_caseless(one.text))]
        assert end.at.earliest
        near = (one for one in before if timedelta() < end.at.earliest - _moment(one) <= _CLOSED_WITHIN)
        return [one.item for one in sorted(near, key=_moment)[-1:]]
    return []


def _first_report(said: Sequence[Said]) -> list[EvidenceItem]:
    """The first message of a person, if it reports what goes wrong and no alarm was before it or soon after."""
    timed = [one for one in said if one.at and one.at.earliest and one.item.at == one.at]
    people = [one for one in timed if one.item.actor and one.kind in (ItemKind.STATEMENT, ItemKind.DECISION)]
    people = [one for one in people if not _COMMIT.match(one.item.text)]
    middle = sorted(map(_moment, people))[len(people) // 2] if people else None
    people = [one for one in people if middle and abs(_moment(one) - middle) <= _OF_ONE_INCIDENT]
    first = min(people, key=_moment, default=None)
    is_talk = len({one.item.id for one in people}) >= _LEAST_OF_TALK
    if first is None or not is_talk or not first.at or not first.at.exact:
        return []
    alarms = (one for one in timed if one.is_alarm or _FIRES.search(one.text))
    is_alarmed = any(_moment(one) <= _moment(first) + _SOON for one in alarms)
    same = [one for one in people if one.item is first.item]
    is_report = any(one.standing is Standing.STATED and _reports(one.text) for one in same)
    return [first.item] if is_report and not is_alarmed else []


def _reports(text: str) -> bool:
    words = normalise_caseless(text)
    if is_supposed(words):
        return False
    return is_symptom(text) or REPORTING_QUESTION.match(words) is not None or _FROM_OUTSIDE.search(words) is not None


def _is_last(item: EvidenceItem, stated: Sequence[Said]) -> bool:
    """Whether no symptom is reported after an item."""
    end = item.at.earliest if item.at else None
    return end is not None and not any(moment > end for moment in _moments_of_trouble(stated))


def _is_told_late(item: EvidenceItem, stated: Sequence[Said]) -> bool:
    """Whether an item only reports a recovery that may have been long before.

    It may, if it comes hours after the last sign of trouble, or after other words that something changed or ended.
    """
    own = [normalise_caseless(one.text) for one in stated if one.item is item]
    end = item.at.earliest if item.at else None
    if end is None or any(cues.FIXED.search(_CALMS.sub("", text)) for text in own):
        return False
    before = [one for one in stated if one.at and one.at.exact and one.item is not item and _moment(one) < end]
    signs = [_moment(one) for one in before if one.place is outline.MITIGATION or one.is_alarm or is_symptom(one.text)]
    signs += (moment for moment in _moments_of_trouble(stated) if moment < end)
    if not signs:
        return False
    steps = [one for one in before if one.place is None and not one.is_alarm and _moment(one) > max(signs)]
    is_after_step = any(reports_change(one.text) or _IS_OVER.search(one.text) for one in steps)
    return is_after_step or end - max(signs) > _CLOSED_WITHIN


def _moments_of_trouble(stated: Sequence[Said]) -> list[datetime]:
    """When people or programs report symptoms: at the time that they tell, if it was shortly before they said it."""
    return [_time_told_in(one) or _moment(one) for one in stated if _goes_on(one)]


def _time_told_in(said: Said) -> datetime | None:
    """The time of day that a sentence names, if it is of the hour before it was said: it is of the same zone then."""
    at = said.item.at.earliest if said.item.at and said.item.at.exact else None
    if at is None:
        return None
    for clock, _, _ in find_clock_times(normalise(said.text)):
        with suppress(ValueError, ZoneError, OverflowError):
            moment = clock.on(at.date()) if clock.zone else at.replace(hour=clock.hour, minute=clock.minute, second=0)
            if timedelta() < at - moment <= _SHORTLY:
                return moment
    return None


def _goes_on(said: Said) -> bool:
    """Whether a sentence reports a symptom at the time at which it was said, or at one that it tells."""
    is_told = said.at is not None and said.at.exact
    is_told = is_told and (said.at == said.item.at or _time_told_in(said) is not None)
    is_told = is_told and (said.item.actor is not None or said.kind is ItemKind.SIGNAL)
    is_report = is_symptom(said.text) or _STILL.search(said.text) is not None
    is_count = said.place is outline.IMPACT and counts(said.text)
    return is_told and said.place is not outline.MITIGATION and not is_count and is_report and not _is_past(said)


def _is_past(said: Said) -> bool:
    over = _OVER if _time_told_in(said) is None else _ENDED  # what was wrong at a time that is named went on until then
    return said.place is outline.IMMEDIATE_CAUSE or said.kind is ItemKind.PUBLIC or over.search(said.text) is not None


def _moment(said: Said) -> datetime:
    assert said.at and said.at.earliest
    return said.at.earliest


def _says_end(said: Said) -> bool:
    """Whether one of the sentences ends the incident at the time at which it was said; others may state other times."""
    return any(
        (CLOSING.search(text) or (_ENDS.search(text) and not _DENIED.search(text)))
        and not _IN_PART.search(text)
        and not states_another_time(text, said.item.at)
        for text in split_said(said.text)
    )


def _is_whole(text: str) -> bool:
    return not (_DENIED.search(text) or _IN_PART.search(text))


def states_another_time(text: str, at: When | None) -> bool:
    """Whether a text names a time of day that is not when it was said, so that it may be of an earlier moment."""
    said = at.earliest if at else None
    clocks = (clock for clock, _, _ in find_clock_times(normalise(text)))
    return any(
        said is None or (clock.hour, clock.minute, clock.zone) != (said.hour, said.minute, "") for clock in clocks
    )


def _timed(items: Sequence[EvidenceItem]) -> list[EvidenceItem]:
    """The items with an exact time, oldest first, each once."""
    timed = {item.id: item for item in items if item.at and item.at.exact}
    return sorted(timed.values(), key=lambda item: str(item.at.earliest) if item.at else "")


def _since(said: Said) -> Iterator[StatedTime]:
    """The time since which a person says that something goes wrong, if its zone is known."""
    text, at = normalise(said.text), said.item.at
    is_report = said.kind is ItemKind.STATEMENT and not is_supposed(normalise_caseless(text))
    if not is_report or any(form.search(text) for form in (_DENIED, _IS_OVER, _NO_EFFECT)) or "?" in text:
        return
    if at is None or not at.exact or at.earliest is None or _RECOVERED.search(normalise_caseless(text)):
        return
    starts = [start for _, start, _ in find_clock_times(text)]
    if len(starts) != 1 or not _SINCE.search(text[: starts[0]]):
        return
    with suppress(ValueError, ZoneError, OverflowError):
        read = read_clock_time(text, starts[0], in_sentence=True)
        if read is not None and read[0].zone:
            moment = read[0].on(at.earliest.date())
            if timedelta() <= at.earliest - moment <= _OF_ONE_DAY:
                yield StatedTime("started", When.at(moment), said.item.id)


def _in_words(said: Said) -> Iterator[StatedTime]:
    text, at = _INSTEAD.sub("", normalise(said.text)), said.item.at
    if _DENIED.search(text) or at is None or at.earliest is None:
        return
    for key, pattern in _TOLD.items():
        for match in pattern.finditer(text):
            if key == "started" and _IS_OVER.search(match[0]):
                continue
            with suppress(ValueError, ZoneError, OverflowError):
                read = read_clock_time(text, match.end(), in_sentence=True)
                if read is None:
                    continue
                if not read[0].zone:
                    # In which zone people tell a time is not known, unless it is the time at which they tell it.
                    if (read[0].hour, read[0].minute) == (at.earliest.hour, at.earliest.minute) and at.exact:
                        yield StatedTime(key, at, said.item.id)
                    continue
                moment = read[0].on(at.earliest.date())
                if moment > at.earliest + timedelta(minutes=1):
                    moment -= timedelta(days=1)
                yield StatedTime(key, When.at(moment), said.item.id)

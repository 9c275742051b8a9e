"""The times of the incident, and what detected it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta

from afterword.derive.events import Entry, sort_key
from afterword.derive.timeline import find_milestones
from afterword.drafting.assembling.reading import Said
from afterword.drafting.derived_values.proposal import Differing, Proposal, agreed
from afterword.drafting.derived_values.stated import Statement
from afterword.drafting.derived_values.stated_times import find_stated_times, states_another_time
from afterword.evidence import EvidenceItem, Ledger
from afterword.language.item_kinds import ItemKind
from afterword.postmortem.document import MILESTONE_KEYS
from afterword.postmortem.schema import INCIDENT_TIMES, FrontMatter
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern
from afterword.times.when import When

_TOLD_LATER = ("incident declared", "mitigation applied", "resolved")
"""Milestones that people write down when they are past, with the time at which they were."""
_DETECTED = late_pattern(
    r"(?<!\d )(?<!\d were )(?<!\d was )\b(?:detected|noticed|discovered|spotted|found|first seen|(?:first "
    r")?reported) (?:first )?by (?:an? |the |"
    r"our |one of (?:the|our) )?"
    r"(?P<who>[^.,;]{1,40})|^detected: (?:an? |the |our |\w+ )?(?P<them>[^.,;]{1,30}?) (?:quot|report|wr[io]t|complain|"
    r"notic|sa(?:y|id|w)|sees?|seen|ask|tell|told|rais|fir(?:e|ing)|alert|flag|fail|pag(?:e|ing)|call|show|sent|send|"
    r"post|"
    r"tweet|spot|found|finds|open|fil(?:e|ing)|escalat|trigger|went)"
)
"""What is behind the label counts only if it did something by which others learn: affected people detect nothing."""
_RAISED = late_pattern(
    r"\bfiring\b|\btriggered\b|^alert created\b|\bnew state: alerting\b|"
    r"\([^()\n]{0,99}\backnowledged ?at\b|^pager?\b ?:"
)
"""What a monitoring system writes, or the table of its alerts, or who was paged."""
_ALARM_FORM = late_pattern(r"\bfiring\b|\balerts?\b|\balarms?\b|\bstate: alerting\b|\backnowledged ?at\b|^pager?\b ?:")
"""What a text that no machine wrote must have, so that something triggered is an alarm."""
_INFORMS = late_pattern(r"\b(?:severity|level|priority)\s?[=:]\s?\"?(?:info\w*|none|notice|P5)\b", re.I)
_NAME_OF_ALARM = late_pattern(r"\b[A-Z][a-z]+(?:[A-Z][a-z0-9]+)+\b")
_COMMIT = late_pattern(r"commit [0-9a-f]{7,64}\b")
_ANSWERED = late_pattern(
    r"\b(?i:acknowledged|acked|notified|paged|escalated)\b|(?i:^pager?\b ?:)|(?i:acknowledged ?at)"
)
_SOON = timedelta(minutes=30)
_AT_ONCE = timedelta(minutes=5)
_DENIED = late_pattern(r"\b(?:not|never|nobody|no one)\b|n't\b")
_DETECTORS = {
    "customer": r"customers?|users?|clients?|guests?|patients?|tenants?",
    "employee": (
        r"support|on-?call|engineers?|employees?|colleagues?|staff|developers?|agents?|team|analysts?|operators?"
    ),
    "alert": r"alerts?|alarms?|monitor(?:s|ing)?|pagers?|dashboards?",
    "eval": r"evals?|nightly|suites?|canary|regression",
    "provider": r"providers?|vendors?|upstream",
    "public": r"press|journalists?|twitter|tweets?|reddit|social media|researchers?|newspapers?",
}


def incident_values(
    front: FrontMatter, ledger: Ledger, said: Sequence[Said], statements: Sequence[Statement]
) -> Iterator[Proposal | Differing]:
    """Read the times that milestones and sentences state, and what detected the incident.

    Args:
        front: what is stated and accepted.
        ledger: the evidence.
        said: its sentences.
        statements: those of them that are stated.
    """
    # A time of which the zone is assumed may be wrong by hours: people are asked for the zone first.
    ledger = Ledger(tuple(item for item in ledger.items if not item.assumed_zone))
    said = [one for one in said if not one.item.assumed_zone]
    entries = [Entry(item.at, item.text, (item.id,)) for item in ledger.items if item.at and item.at.known]
    marked = {entry.kind: entry for entry in find_milestones(entries)}
    signals = {one.item.id for one in said if one.kind is ItemKind.SIGNAL}
    for kind in _TOLD_LATER:
        entry = marked.get(kind)
        if entry and not signals.intersection(entry.citations) and states_another_time(entry.text, entry.at):
            del marked[kind]
    alert = _first_alarm(said) or marked.get("alert triggered")
    alert = None if alert and _INFORMS.search(alert.text) else alert
    public = {one.item.id for one in said if one.kind is ItemKind.PUBLIC}
    persons = [item for item in ledger.items if item.id not in signals | public and not _COMMIT.match(item.text)]
    is_new = alert and _was_answered(alert, persons, ledger) and not _was_discussed_before(alert, front, persons)
    if alert and is_new and "detected" not in marked:
        marked["detected"] = alert
    accounts: dict[str, dict[str, list[str]]] = {}
    times: dict[str, When] = {}
    for kind, key in MILESTONE_KEYS.items():
        if kind in marked:
            _add(accounts, times, key, marked[kind].at, marked[kind].citations)
    for told in find_stated_times(said):
        _add(accounts, times, told.key, told.at, (told.item,))
    latest = _earliest(front.incident.started if front.incident else None)
    for key in INCIDENT_TIMES:
        stated = _earliest(getattr(front.incident, key, None))
        if stated is None and key in accounts:
            # A time before what came earlier is of something else: an older incident, or a first attempt.
            end = times[key].latest
            if latest and end and end < latest:
                continue
            yield from agreed(("incident", key), accounts[key])
            stated = times[key].earliest
        if key != "reported":  # which may be before or after it was detected
            latest = max(filter(None, (latest, stated)), default=None)
    yield from _detection(front, marked, alert, statements)


def _add(
    accounts: dict[str, dict[str, list[str]]], times: dict[str, When], key: str, at: When, sources: Sequence[str]
) -> None:
    """Add an account of a time; the same minute told again is the same account.

    Who ends an incident closes it in a tool soon after that: the earlier of both is the end.
    """
    known = accounts.setdefault(key, {})
    same = next((text for text in known if _is_same(key, When.parse(text), at)), str(at))
    if key == "resolved" and same in known and str(at) < same:
        known[str(at)] = known.pop(same)
        times[key], same = at, str(at)
    known.setdefault(same, []).extend(sources)
    times.setdefault(key, at)


def _is_same(key: str, known: When, at: When) -> bool:
    """Whether two accounts are of one moment: of the end also the words of who closes and the tool by which they do."""
    if key == "resolved" and known.exact and at.exact and known.earliest and at.earliest:
        return abs(known.earliest - at.earliest) <= _AT_ONCE
    return _minute(str(known)) == _minute(str(at))


def _minute(text: str) -> str:
    return re.sub(r"(T\d\d:\d\d):\d\dZ", r"\1Z", text)


def _detection(
    front: FrontMatter, marked: dict[str, Entry], alert: Entry | None, statements: Sequence[Statement]
) -> Iterator[Proposal | Differing]:
    if front.incident and front.incident.detection:
        return
    found: dict[str, list[str]] = {}
    if alert and "detected" in marked and marked["detected"].at == alert.at:
        found["alert"] = list(alert.citations)
    started = _earliest(front.incident.started if front.incident else None)
    for one in statements:
        match = _DETECTED.search(one.text)
        is_earlier = started and one.item.at and one.item.at.latest and one.item.at.latest < started
        if match and not is_earlier and not _DENIED.search(one.text):
            who = match["who"] or match["them"]
            named = [detector for detector, words in _DETECTORS.items() if re.search(rf"\b(?:{words})\b", who)]
            if len(named) == 1:
                found.setdefault(named[0], []).append(one.item.id)
    yield from agreed(("incident", "detection"), found)


def _earliest(when: When | None) -> datetime | None:
    return when.earliest if when else None


def _first_alarm(said: Iterable[Said]) -> Entry | None:
    """The first alarm that a monitoring system raised: `[FIRING:1] ToolErrorRate`.

    If people name some alarms, only these count; what is marked as information alarms no one.
    """
    said = list(said)
    raised = [
        Entry(one.item.at, one.text, (one.item.id,))
        for one in said
        if one.kind is ItemKind.SIGNAL or _ALARM_FORM.search(normalise_caseless(one.text))
        if one.item.at and one.item.at.exact and _RAISED.search(normalise_caseless(one.text))
    ]
    raised = [one for one in raised if not _INFORMS.search(one.text)]
    spoken = " ".join(one.text for one in said if one.kind is not ItemKind.SIGNAL and one.item.actor)
    named = [one for one in raised if any(name in spoken for name in _NAME_OF_ALARM.findall(one.text))]
    return min(named or raised, key=sort_key, default=None)


def _was_answered(alert: Entry, persons: Iterable[EvidenceItem], ledger: Ledger) -> bool:
    """Whether somebody could have learned of it by an alert: not if the first message came long after it."""
    begin = alert.at.earliest
    after = [item for item in ledger.items if item.at and item.at.earliest and begin and item.at.earliest >= begin]
    since = {item.id for item in after} - set(alert.citations)
    others = [item for item in persons if item.actor and item.id in since]
    told = [item.at.earliest for item in others if item.at and item.at.earliest]
    is_seen = any(_ANSWERED.search(item.text) for item in after)
    return is_seen or begin is None or not told or min(told) <= begin + _SOON


def _was_discussed_before(alert: Entry, front: FrontMatter, items: Iterable[EvidenceItem]) -> bool:
    """Whether somebody wrote between the start of the incident and the alert, which then may not have detected it."""
    started = front.incident.started if front.incident else None
    for item in items:
        if not item.actor or item.id in alert.citations or not (item.at and item.at.earliest and item.at.latest):
            continue
        is_in_time = not (started and started.earliest) or started.earliest <= item.at.latest
        is_before = alert.at.latest is not None and item.at.earliest < alert.at.latest
        if is_in_time and is_before and not Entry(item.at, item.text).is_change:
            return True
    return False

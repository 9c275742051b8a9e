"""AW003: compare the times of a milestone that the timeline has twice."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from afterword.checks.consistency.moments import EVENTS_OF, Moment
from afterword.checks.consistency.sentences import word_stems
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.grounding.facts import find_facts
from afterword.grounding.identifiers import Identifier, Name
from afterword.postmortem import PostMortem
from afterword.text.amounts import Count

_ONCE = ("first symptom", "detected", "incident declared", "root cause identified", "resolved")
_IN_STEPS = "mitigation applied"
_MOST = 20
_AGAIN = re.compile(
    r"\b(?:re-?open\w*|recur\w*|relaps\w*|came back|another|once more|episode|phase|rais(?:ed|es) to|upgraded|"
    r"second (?:time|wave|outage|incident|region|site))\b",
    re.IGNORECASE,
)
_PART = re.compile(r"\b(?:in|for|from|on) (?:the )?(?P<name>[A-Z][\w-]*|\w+-[\w-]+)")
"""A place or a part that an event names: `in eu-west`, `from Austria`."""
_OF_ANY_MITIGATION = word_stems(
    "again all back deployed disabled fix fixed live off on reverted rolled restored switched"
)


def find_second_milestones(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find milestones that the timeline has twice."""
    # Of milestones in bold, AW213 compares the times.
    labelled = {event.span for event in document.events if not event.kind}
    of_kind: dict[str, list[Moment]] = {}
    for moment in facts.statements.moments:
        if not moment.is_in_front and moment.kind in (*_ONCE, _IN_STEPS):
            of_kind.setdefault(moment.kind, []).append(moment)
    milestones = map(facts.statements.times.exact_milestone, EVENTS_OF)
    for front in filter(None, milestones):
        told = [one for one in of_kind.get(EVENTS_OF[front.kind], ()) if one.span in labelled]
        if len(told) == 1 and told[0].is_exact and not told[0].agrees_with(front) and not _AGAIN.search(told[0].text):
            yield Found(
                told[0].span,
                f"`{told[0].kind}` is at {told[0].when.display()} here, and {front}",
                "correct the time that is wrong",
            )
    pairs = (pair for events in of_kind.values() for pair in combinations(events[:_MOST], 2))
    for one, other in pairs:
        if one.agrees_with(other) or _parts(one) != _parts(other):
            continue
        if not _AGAIN.search(f"{one.text} {other.text}") and (one.kind in _ONCE or _say_the_same(one, other)):
            yield Found(
                other.span,
                f"`{other.kind}` is at {other.when.display()} here, and {one}",
                "keep the milestone at the time that counts, and tell the other event without it",
            )


def _parts(moment: Moment) -> set[str]:
    return {match["name"] for match in _PART.finditer(moment.text)}


def _say_the_same(one: Moment, other: Moment) -> bool:
    """Whether two mitigations are one and the same: by their words, and not with names or numbers of their own."""
    first, second = one.stems - _OF_ANY_MITIGATION, other.stems - _OF_ANY_MITIGATION
    shared = first & second
    named = [
        {fact.value for fact in find_facts(moment.text) if isinstance(fact.value, Identifier | Name | Count)}
        for moment in (one, other)
    ]
    if named[0] - named[1] and named[1] - named[0]:
        return False
    return len(shared) >= 2 and 2 * len(shared) >= min(len(first), len(second))

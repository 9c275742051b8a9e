"""AW001: find what is said to have caused the incident, and happened after its start."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from afterword.checks.consistency.acts import Acts, Event, clause_of
from afterword.checks.consistency.compare_acts import PART, REMEDY, ROUGH
from afterword.checks.consistency.concepts import CHANGES
from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern

_NO_CAUSE = late_pattern(
    r"\b(?:not|never|no|could|would|might|(?-i:may)|suspect\w*|thought|believed|assumed|at first|initially|second\w*|"
    r"also|worse|prolonged|longer|delay\w*|\w+n't|unrelated|coincid\w+|why|alert\w*)\b|\?",
    re.IGNORECASE,
)
_CAUSED = late_pattern(
    rf"(?:^|[.;:,] )(?:(?:[Ii]t|[Tt]his|[Tt]hat) was )?(?P<x>{PART}?)(?P<y>)(?: that)? (?:(?:had |has )?(?:introduced|"
    rf"caused|triggered|"
    r"provoked|led to|brought (?:in|about)|resulted in|started (?:it|the|this)|broke|was (?:the (?:root |immediate "
    r")?cause|the trigger|the culprit|to blame|responsible|what (?:broke|caused))|made (?:the |all |our |every "
    r")?(?:[a-z-]+ ){1,3}))",
)
_CAUSED_BY = late_pattern(
    r"\b(?:it|this|all of it|incident|outage|problem|issue|error|fault|failure|trouble|disruption)s? (?:[a-z]+ ){0,2}"
    r"(?:caused by|triggered by|due to|because of|as a result of|stems? from|traced (?:back )?to|beg[au]n with|"
    rf"started with|down to|goes back to) (?P<x>{PART})|"
    rf"\b(?:root |immediate )?(?:cause|trigger|culprit) (?:of (?:it|this|the [a-z]+) )?(?:was|is) (?P<y>{PART})",
    re.IGNORECASE,
)
_CHANGED = late_pattern(
    r"\b(?:was|were|got|has been|had been)(?: [a-z]+ly)? (?:replaced|changed|deployed|released|rolled out|updated|"
    r"upgraded|switched (?:on|to)|pushed|merged|saved|enabled|loaded|published|migrated|inserted|introduced|edited|"
    r"moved|renamed|activated|set to|shipped|installed|swapped|raised|lowered|removed|deleted)\b",
    re.IGNORECASE,
)
_RESPONSE = late_pattern(
    r"\b(?:fix\w*|mitigat\w+|roll(?:ed)?[ -]?backs?|revert\w*|restor\w+|hotfix\w*|patch\w*|found|noticed|detected|"
    r"paged|alert\w*|looked|again|later|afterwards|back|since|worse|second\w*|stopped|hidden|disabled)\b",
    re.IGNORECASE,
)
_SETS_OFF = late_pattern(
    r"\b(?:caus(?:e[sd]?|ing)|trigger(?:ed|s)?|set (?:it|this|that|all|everything|the [a-z]+) off|set(?:s|ting)? off|"
    r"(?:start|began|brought|introduc|provok|produc)\w* (?:it|this|that|the [a-z]+)|led to|result(?:s|ed)? (?:of|in|"
    r"from)|"
    r"because of (?:it|this|that)|due to (?:it|this|that)|since (?:then|that moment)|from (?:then|that moment) on|"
    r"culprit|"
    r"to blame|responsible|origin\w*|(?:until|before) (?:it|this|that|the) ?[a-z]* ?(?:all|everything|every|no|none|"
    r"the|it))\b",
    re.IGNORECASE,
)
_CLAUSES = late_pattern(r"[;:,]\s|\s(?:and|but|so|because|since|which)\s|\s\(|\)")
_SHORT = 8
"""Characters of a part that names nothing."""
_IN_CAUSES = (outline.ROOT_CAUSE.name, outline.SUMMARY.name)


def find_late_causes(statements: Statements) -> Iterator[Found]:
    """Find what is said to have caused the incident, but happened after its start."""
    acts, began = statements.acts, statements.times.exact_milestone("started") or _first_effect(statements)
    if began is None:
        return
    known = {kind: statements.times.exact_milestone(kind) for kind in ("detected", "mitigated")}
    end = known["detected"] or known["mitigated"]
    behind = dict(pairwise(statements.sentences))
    for sentence in statements.sentences:
        if sentence.section not in _IN_CAUSES:
            continue
        text = sentence.text
        matches = (*_CAUSED.finditer(text), *_CAUSED_BY.finditer(text))
        subjects = [(match[name], match.start(name)) for match in matches for name in ("x", "y") if match[name]]
        late = [
            event
            for one, at in subjects
            if not (_NO_CAUSE.search(clause_of(text, at, at + 1)) or _RESPONSE.search(one))
            and (event := acts.event_of(one) or _changed(acts, text[at:]))
        ]
        after = behind.get(sentence)
        said = f"{text} {after.text}" if after and after.block == sentence.block else text
        if _SETS_OFF.search(said) and not (_NO_CAUSE.search(text) or _RESPONSE.search(text)):
            # A change before anyone noticed is not a response to the incident.
            events = (acts.event_of(part) for part in _CLAUSES.split(text) if len(part) > _SHORT)
            late += [one for one in events if one and one.stems & CHANGES and end and one.moment.start < end.start]
        for event in late:
            if began.when.is_before(event.moment.when) and not _RESPONSE.search(event.text):
                line = sentence.document.line(sentence.span)
                message = f"line {line} says that this was the cause, but it is after the start: {began}"
                yield Found(event.sentence.span, message, REMEDY)
        if sentence.section == outline.ROOT_CAUSE.name and len(sentence.clocks) == 1 and _CHANGED.search(text):
            clock = sentence.clocks[0]
            instants = statements.times.instants(clock) if not statements.times.has_clock(clock) else []
            is_response = _RESPONSE.search(text) or _NO_CAUSE.search(text) or ROUGH.search(clock.just_before)
            if instants and min(instants) > began.start and not is_response and not sentence.dates:
                yield Found(clock.span, f"“{clock.text}” is later than the effect of this change: {began}", REMEDY)


def _changed(acts: Acts, text: str) -> Event | None:
    """The change that the beginning of a text is about, with what follows a comma: `parser 6.0, deployed at noon`."""
    event = acts.event_of(re.split(r"[.;:(]\s", text)[0])
    return event if event and event.stems & CHANGES else None


def _first_effect(statements: Statements) -> Moment | None:
    """The first event that names a first effect, where the front matter has no start."""
    first = next((one for one in statements.acts.events if _FIRST_EFFECT.search(one.text)), None)
    return first.moment if first else None


_FIRST_EFFECT = late_pattern(r"\bfirst\b(?! (?:dig|run|batch|plan|test|release)\b)", re.IGNORECASE)

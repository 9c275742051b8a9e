"""AW001, AW002, AW008: compare what sentences say was done with the events of the timeline that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.checks.consistency.acts import PAST_FORM, VERSION, clause_of
from afterword.checks.consistency.compare_times import can_be_on_its_day, differs, is_elsewhere
from afterword.checks.consistency.milestone_words import is_of_another, milestones_in
from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.sentences import FRONT
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_REMEDY = "if both are about the same, correct the one that is wrong; else say how they differ"
_IN_NUMBER = r"(?<=\d)[.:,](?=\d)"
_SIDE, _PART = rf"(?:[^.;:()]|{_IN_NUMBER}){{6,120}}", rf"(?:[^.;:(),]|{_IN_NUMBER}){{6,100}}"
_THEN = r"(?:then|after (?:that|this|which)|afterwards|thereafter|subsequently|next|secondly)"
_NEARLY = r"(?:only |just |even |shortly |soon |right |long |well |immediately |directly )*"
_BEHIND = "then after afterwards thereafter subsequently next secondly"
_ORDERS = tuple(
    (word_set(words), late_pattern(pattern))
    for words, pattern in (
        (
            "first",
            rf"\b[Ff]irst(?! (?:time|of|in|on|at|to|half|one|two)\b) (?P<a>{_SIDE}?),? (?:and |"
            rf"but )?(?:only )?{_THEN},? (?P<b>{_SIDE})",
        ),
        (
            "began started",
            rf"\b(?:began|started) (?:with|by) (?P<a>{_PART}),? (?:and |but )?(?:only )?(?:then|when|after|"
            rf"once) (?P<b>{_PART})",
        ),
        ("first", rf"(?P<a>{_SIDE}) first(?:,|,? and|, then|,? before) (?P<b>{_SIDE})"),
        (
            "after once soon",
            rf"^(?:Only |Just |Soon |Shortly |Right |Directly )?(?:[Aa]fter|[Oo]nce|"
            rf"As soon as) (?P<a>{_PART}), (?P<b>{_PART})",
        ),
        ("did", rf"^(?:Only|Not until) (?:after |once |when )?(?P<a>{_PART}) did (?P<b>{_PART})"),
        ("after", rf"^(?:Only )?After (?P<a>{_PART}?) (?P<b>(?:we|they|he|she|I|the team|[A-Z][a-z]+) {_PART})"),
        ("before", rf"^Before (?P<b>{_PART}), (?P<a>{_PART})"),
        (_BEHIND, rf"(?P<a>{_PART}),? (?:and )?(?:only )?{_THEN} (?P<b>{_PART})"),
        ("after once soon", rf"(?P<b>{_PART}?),? {_NEARLY}(?:after|once|as soon as) (?P<a>{_PART})"),
        ("before prior ahead", rf"(?P<a>{_PART}?),? {_NEARLY}(?:before|prior to|ahead of) (?P<b>{_PART})"),
        ("followed", rf"(?P<a>{_PART}?),? (?:which was )?followed by (?P<b>{_PART})"),
    )
)
"""What puts one thing before another, each with words of which a match has one."""
_ORDERED = word_set(f"first once soon before prior ahead followed began started {_BEHIND}")
_SUPPOSED = late_pattern(
    r"\b(?:not|never|no(?! effect| result| success| avail)|nobody|without|would|could|should|might|(?-i:may)|must|if|"
    r"unless|until|next time|(?<!right )(?<!well )(?<!fine )(?<!back )(?<!normal )again|another|second|usual\w*|"
    r"normal\w*|always|each|every|whenever|instead|rather|than|vendor\w*|provider\w*|supplier\w*|will|shall|plan\w*|"
    r"staging|test\w*|\w+n't|similar|previous\w*|earlier|region\w*|attempt\w*|tried|partly|partially|some|most|other|"
    r"too|also)\b|\?",
    re.IGNORECASE,
)
"""Words of what did not happen, or of another act of its kind."""
_NOT_A_MILESTONE = late_pattern(
    r"\b(?:minutes?|hours?|days?|weeks?|seconds?|next|third|try|tried|wave|region)\b", re.IGNORECASE
)
_NO_CAUSE = late_pattern(
    r"\b(?:not|never|no|could|would|might|(?-i:may)|suspect\w*|thought|believed|assumed|at first|initially|second\w*|"
    r"also|worse|prolonged|longer|delay\w*|\w+n't|unrelated|coincid\w+|why|alert\w*)\b|\?",
    re.IGNORECASE,
)
_IN_THE_PAST = late_pattern(rf"\b(?:was|were|had|got|did|{PAST_FORM})\b")
_ROUGH = late_pattern(
    r"\b(?:about|around|roughly|approximately|circa|ca\.?|before|after|until|till|by|since|between|from|to|"
    r"and)\s(?:the\s)?$|~\s?$",
    re.IGNORECASE,
)
_REPORTED = late_pattern(
    r"\b(?:estimat\w+|first (?:thought|figure|report)|log says|clock|mistaken\w*|wrongly)\b", re.IGNORECASE
)


def find_other_act_times(statements: Statements) -> Iterator[Found]:
    """Find times of day at which a sentence puts an event of the timeline that has another time there."""
    acts, known = statements.acts, statements.times
    for clock in (clock for one in statements.sentences if one.section != FRONT for clock in one.clocks):
        text = clock.sentence.text
        is_exact = any(char.isdigit() for char in clock.text) and not _ROUGH.search(clock.just_before)
        if not is_exact or not known.is_certain(clock) or known.has_clock(clock):
            continue
        clause = clause_of(text, clock.start, clock.end)
        if not _IN_THE_PAST.search(clause):
            continue  # `the import runs at 07:00`
        parts = [part for joint in (" and ", ", ") for part in clause.split(joint) if clock.text in part]
        for said in dict.fromkeys((*parts, clause)) if not _REPORTED.search(text) else ():
            event = None if _SUPPOSED.search(said) else acts.event_of(said)
            is_only = not any(one is not clock and one.text in said for one in clock.sentence.clocks)
            if (
                event
                and is_only
                and can_be_on_its_day(known, clock, event.moment)
                and not is_elsewhere(clock, event.moment)
            ):
                yield differs(clock, event.moment)
                break


def find_other_act_order(statements: Statements) -> Iterator[Found]:
    """Find sentences that put one event of the timeline, or milestone, before another one against their times."""
    for sentence in statements.sentences:
        is_ordered = sentence.section != FRONT and sentence.letters.may_contain(_ORDERED)
        for words, pattern in _ORDERS if is_ordered else ():
            match = pattern.search(sentence.text) if sentence.letters.may_contain(words) else None
            if match is None or _SUPPOSED.search(match[0]):
                continue
            first, second = moment_of(statements, match["a"]), moment_of(statements, match["b"])
            if first and second and second.when.is_before(first.when):
                yield Found(sentence.span, f"this puts one before the other, but {first}, and {second}", _REMEDY)
                break


def moment_of(statements: Statements, text: str) -> Moment | None:
    """The event of the timeline or the milestone that a part of a sentence is about; None if it is not certain."""
    if event := statements.acts.event_of(text):
        return event.moment
    kinds = {kind for kind, _, _ in milestones_in(text, broadly=True)}
    is_sure = len(kinds) == 1 and not is_of_another(text) and not _NOT_A_MILESTONE.search(text)
    return statements.times.exact_milestone(kinds.pop()) if is_sure else None


def find_other_agents(statements: Statements) -> Iterator[Found]:
    """Find sentences that say that somebody else did what an event of the timeline says."""
    acts = statements.acts
    for sentence in statements.sentences:
        agents = acts.agents(sentence.text) if sentence.section != FRONT else {}
        for person, (shown, clause) in agents.items():
            minutes = {
                minute for one in sentence.clocks if one.text in clause for minute in statements.times.minutes(one)
            }
            # `Muting, which was done by the app team at 07:05`: what was done may be in the clause before.
            said = sentence.text if len(sentence.clocks) == 1 and minutes else clause
            event = None if _SUPPOSED.search(clause) else acts.event_of(said, minutes)
            if event is None:
                continue
            is_then, stems = event.moment.minute in minutes, acts.stems(said)
            named = acts.agents(event.text)
            same = [name for name, part in named.values() if len(acts.stems(part) & stems) + is_then >= 2]
            beside = {who for who, (_, part) in agents.items() if part == clause}
            beside |= {who for who in named if who in clause.casefold()}
            if same and not named.keys() & beside and all((" " in who) == (" " in person) for who in named):
                line = sentence.document.line(event.sentence.span)
                yield Found(
                    sentence.place(shown), f"{shown} did this, and line {line} says {' and '.join(same)}", _REMEDY
                )


_CAUSED = late_pattern(
    rf"(?:^|[.;:,] )(?:(?:[Ii]t|[Tt]his|[Tt]hat) was )?(?P<x>{_PART}?)(?P<y>)(?: that)? (?:(?:had |has )?(?:introduced|"
    rf"caused|triggered|"
    r"provoked|led to|brought (?:in|about)|resulted in|started (?:it|the|this)|broke|was (?:the (?:root |immediate "
    r")?cause|the trigger|the culprit|to blame|responsible|what (?:broke|caused))|made (?:the |all |our |every "
    r")?(?:[a-z-]+ ){1,3}))",
)
_CAUSED_BY = late_pattern(
    r"\b(?:it|this|all of it|incident|outage|problem|issue|error|fault|failure|trouble|disruption)s? (?:[a-z]+ ){0,2}"
    r"(?:caused by|triggered by|due to|because of|as a result of|stems? from|traced (?:back )?to|beg[au]n with|"
    rf"started with|down to|goes back to) (?P<x>{_PART})|"
    rf"\b(?:root |immediate )?(?:cause|trigger|culprit) (?:of (?:it|this|the [a-z]+) )?(?:was|is) (?P<y>{_PART})",
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
_IN_CAUSES = (outline.ROOT_CAUSE.name, outline.SUMMARY.name)


def find_late_causes(statements: Statements) -> Iterator[Found]:
    """Find what is said to have caused the incident, but happened after its start."""
    acts, began = statements.acts, statements.times.exact_milestone("started")
    for sentence in statements.sentences if began else ():
        assert began
        if sentence.section not in _IN_CAUSES:
            continue
        for match in (*_CAUSED.finditer(sentence.text), *_CAUSED_BY.finditer(sentence.text)):
            group = "x" if match["x"] else "y"
            is_sure = not _NO_CAUSE.search(clause_of(sentence.text, *match.span(group)))
            event = acts.event_of(match[group]) if is_sure and not _RESPONSE.search(match[group]) else None
            if event and began.when.is_before(event.moment.when):
                line = sentence.document.line(sentence.span)
                message = f"line {line} says that this was the cause, but it is after the start: {began}"
                yield Found(event.sentence.span, message, _REMEDY)
        if sentence.section == outline.ROOT_CAUSE.name and len(sentence.clocks) == 1 and _CHANGED.search(sentence.text):
            clock = sentence.clocks[0]
            instants = statements.times.instants(clock) if not statements.times.has_clock(clock) else []
            is_response = (
                _RESPONSE.search(sentence.text) or _NO_CAUSE.search(sentence.text) or _ROUGH.search(clock.just_before)
            )
            if instants and min(instants) > began.start and not is_response and not sentence.dates:
                yield Found(clock.span, f"“{clock.text}” is later than the effect of this change: {began}", _REMEDY)


_ANOTHER_VERSION = late_pattern(
    r"\b(?:before|previous\w*|old\w*|earlier|former\w*|replac\w+|instead|until|from|after|since|upgrad\w+|switch\w*|"
    r"than|unlike|again|later|last|next|new\w*|another|other|both|ago|would|could|not|no)\b",
    re.IGNORECASE,
)


def find_other_versions(statements: Statements) -> Iterator[Found]:
    """Find a version for which the event that a sentence is about names another one: `upgraded to 5.2`."""
    acts, whole = statements.acts, statements.document.source.readable
    for sentence in statements.sentences:
        found = list(VERSION.finditer(sentence.text)) if sentence.section != FRONT else []
        for match in found if len(found) == 1 else ():
            clause = clause_of(sentence.text, *match.span())
            is_sure = not _SUPPOSED.search(clause) and not _ANOTHER_VERSION.search(clause.replace(" from ", " "))
            is_once = len(re.findall(rf"(?<![\w.]){re.escape(match[0])}(?![\w]|\.\d)", whole)) == 1
            event = acts.event_of(clause.replace(match[0], "")) if is_sure and is_once else None
            named = VERSION.findall(event.text) if event else []
            if event and len(named) == 1 and re.sub(r"\d+", "0", named[0]) == re.sub(r"\d+", "0", match[0]):
                line = sentence.document.line(event.sentence.span)
                message = f"“{match[0]}” appears nowhere else, and line {line} says “{named[0]}”"
                yield Found(sentence.place(match[0]), message, _REMEDY)

"""AW001, AW002, AW008: compare what sentences say was done with the events of the timeline that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from afterword.checks.consistency.acts import PAST_FORM, VERSION, clause_of
from afterword.checks.consistency.compare_times import can_be_on_its_day, differs, is_elsewhere
from afterword.checks.consistency.concepts import CHANGES
from afterword.checks.consistency.milestone_words import is_of_another, milestones_in
from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.sentences import FRONT, Mention
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set
from afterword.times.dates import CalendarDate

_REMEDY = "if both are about the same, correct the one that is wrong; else say how they differ"
_IN_NUMBER = r"(?<=\d)[.:,](?=\d)"
_SIDE, _PART = rf"(?:[^.;:()]|{_IN_NUMBER}){{6,120}}", rf"(?:[^.;:(),]|{_IN_NUMBER}){{6,100}}"
_THEN = r"(?:then|after (?:that|this|which)|afterwards|thereafter|subsequently|next|secondly)"
_LENGTH_ON = (
    r"(?:about |nearly |almost |some |roughly |only |just )?(?:an?|half an|\d+|[a-z]+) (?:hours?|minutes?|days?|while)"
)
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
            rf"\b(?:began|started) (?:with|by) (?P<a>{_PART}?),? (?:and |but )?only (?:when|after|"
            rf"once) {_PART} did (?P<b>{_PART})",
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
        (
            "did",
            rf"(?:^|\b(?:and|but) )(?:[Oo]nly|[Nn]ot until) (?:after |once |when )?(?P<a>{_PART}) did (?P<b>{_PART})",
        ),
        ("after", rf"^(?:Only )?After (?P<a>{_PART}?) (?P<b>(?:we|they|he|she|I|the team|[A-Z][a-z]+) {_PART})"),
        ("before", rf"^Before (?P<b>{_PART}), (?P<a>{_PART})"),
        (
            "first begin start",
            rf"(?P<a>{_SIDE}?),? (?:as (?:a|the|our) first (?:step|thing|action|measure)|to begin with|to start with|"
            rf"at first|first of all),? (?:and |but )?(?:only )?(?:{_LENGTH_ON} )?{_THEN},? (?P<b>{_SIDE})",
        ),
        (
            f"later {_BEHIND}",
            rf"(?P<a>{_SIDE}?),? (?:and |but )?(?:only )?{_LENGTH_ON} (?:later|{_THEN}),? (?P<b>{_SIDE})",
        ),
        (
            "had have",
            rf"(?:^|[,;] )(?:[Ww]hen|[Bb]y the time|[Aa]t the time of|[Bb]y the time of|[Ww]hile) (?P<b>{_PART}), "
            rf"(?P<a>[^.;:()]{{0,60}}\b(?:had|have) (?:already|long|just) {_PART})",
        ),
        ("preceded before", rf"(?P<a>{_PART}) (?:preceded|(?:came|happened|took place) before) (?P<b>{_PART})"),
        ("followed after", rf"(?P<b>{_PART}) (?:followed|(?:came|happened|took place) after) (?P<a>{_PART})"),
        (_BEHIND, rf"(?P<a>{_PART}),? (?:and )?(?:only )?{_THEN} (?P<b>{_PART})"),
        ("after once soon", rf"(?P<b>{_PART}?),? {_NEARLY}(?:after|once|as soon as) (?P<a>{_PART})"),
        ("before prior ahead", rf"(?P<a>{_PART}?),? {_NEARLY}(?:before|prior to|ahead of) (?P<b>{_PART})"),
        ("followed", rf"(?P<a>{_PART}?),? (?:which was )?followed by (?P<b>{_PART})"),
    )
)
"""What puts one thing before another, each with words of which a match has one."""
_ORDERED = word_set(f"first once soon before prior ahead followed began started did later already preceded {_BEHIND}")
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
_WHEN = late_pattern(r",? (?:when|which is when|at which (?:time|point|moment)|the moment) (?P<what>[^.;,]{6,})")
_MILESTONE = late_pattern(r"\b(?:resolved|mitigated|detected|declared|contained|closed|began|started)\b")
_ON_ANOTHER_DAY = late_pattern(r"\b(?:later|next|following|afterwards|since|repeated|finally)\b", re.IGNORECASE)
_SURE = 2
"""Words in common, where only a day is compared: another step of the same work can be on another one."""
_OF_ANOTHER_ACT = late_pattern(
    r"\b(?:rather than|instead of|not)(?: at| from)? $|\b(?:before|after|until|since|prior to|ahead of) (?:the|our|a|"
    r"its) "
    r"[^,;.]{2,50}$"
)
"""What says that a time is of something else than its clause, or was not so."""
_ON_DAY = late_pattern(r"(?:\bon (?:the )?(?:\w+day,? )?|\w+day,? )$", re.IGNORECASE)
_REPORTED = late_pattern(
    r"\b(?:estimat\w+|first (?:thought|figure|report)|log says|clock|mistaken\w*|wrongly)\b", re.IGNORECASE
)


_DID_IT = late_pattern(r"\b(?:did|done|made|carried out) (?:it|this|that|so)\b|\b(?:it|this|that) was [a-z]+ by\b")


def find_other_act_times(statements: Statements) -> Iterator[Found]:
    """Find times of day and dates at which a sentence puts an event of the timeline that is at another time there."""
    acts, known = statements.acts, statements.times
    sentences = [one for one in statements.sentences if one.section != FRONT]
    for clock in (clock for one in sentences for clock in one.clocks):
        text = clock.sentence.text
        explained = _WHEN.match(text, clock.end)
        is_exact = any(char.isdigit() for char in clock.text) and (explained or not _ROUGH.search(clock.just_before))
        if not is_exact or not known.is_certain(clock) or known.has_clock(clock) or _REPORTED.search(text):
            continue
        if _OF_ANOTHER_ACT.search(clock.just_before):
            continue
        place = explained.span("what") if explained else (clock.start, clock.end)
        event, said = acts.event_around(text, *place)
        is_only = not any(one is not clock and one.text in said for one in clock.sentence.clocks)
        is_sure = event and is_only and _IN_THE_PAST.search(clause_of(text, *place)) and not _SUPPOSED.search(said)
        moment = event.moment if event and is_sure else None
        if moment and can_be_on_its_day(known, clock, moment) and not is_elsewhere(clock, moment):
            yield differs(clock, moment)
    for day in (day for one in sentences if not one.clocks for day in one.dates):
        yield from _on_another_day(statements, day)


def _on_another_day(statements: Statements, day: Mention) -> Iterator[Found]:
    text = day.sentence.text
    if not isinstance(day.value, CalendarDate) or statements.times.has_date(day.value):
        return
    event, said = statements.acts.event_around(text, day.start, day.end)
    meant = statements.acts.stems(said)
    is_sure = event and _IN_THE_PAST.search(said) and (len(event.stems & meant) > _SURE or meant <= event.stems)
    is_sure = is_sure and not (_SUPPOSED.search(said) or _REPORTED.search(text) or _ON_ANOTHER_DAY.search(text))
    moment = event.moment if event else moment_of(statements, said) if _MILESTONE.search(said) else None
    is_exact = _ON_DAY.search(day.just_before) is not None and not is_elsewhere(day, moment) if moment else False
    if moment is None or not is_exact or not (is_sure or (event is None and not _SUPPOSED.search(said))):
        return
    if not _are_on_day(statements, [day], moment):
        yield Found(day.span, f"“{day.text}” is another day than the one of the timeline: {moment}", _REMEDY)


def _are_on_day(statements: Statements, days: Sequence[Mention], moment: Moment) -> bool:
    """Whether all dates can be that of a moment."""
    own = [CalendarDate.of((moment.start + offset).date()) for offset in statements.times.offsets]
    named = [day.value for day in days if isinstance(day.value, CalendarDate) and day.value.day and day.value.month]
    return all(any(day.includes(one) for one in own) for day in named)


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
            # `Muting, which was done by the app team at 07:05`, `the restore, and Ann did it`: what was done may be in
            # the clause before.
            is_before = (len(sentence.clocks) == 1 and minutes) or _DID_IT.search(clause)
            said = sentence.text if is_before else clause
            event = None if _SUPPOSED.search(clause) else acts.event_of(said, minutes)
            if event is None:
                continue
            is_then, stems = event.moment.minute in minutes, acts.stems(said)
            named = acts.agents(event.text)
            same = [name for name, part in named.values() if is_then or acts.stems(part) & stems]
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
    acts, began = statements.acts, statements.times.exact_milestone("started")
    if began is None:
        return
    known = {kind: statements.times.exact_milestone(kind) for kind in ("detected", "mitigated")}
    end = known["detected"] or known["mitigated"]
    behind = dict(pairwise(statements.sentences))
    for sentence in statements.sentences:
        if sentence.section not in _IN_CAUSES:
            continue
        text = sentence.text
        subjects = [match["x"] or match["y"] for match in (*_CAUSED.finditer(text), *_CAUSED_BY.finditer(text))]
        subjects = [
            one for one in subjects if not _NO_CAUSE.search(clause_of(text, text.find(one), text.find(one) + 1))
        ]
        late = [event for one in subjects if not _RESPONSE.search(one) and (event := acts.event_of(one))]
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
                yield Found(event.sentence.span, message, _REMEDY)
        if sentence.section == outline.ROOT_CAUSE.name and len(sentence.clocks) == 1 and _CHANGED.search(text):
            clock = sentence.clocks[0]
            instants = statements.times.instants(clock) if not statements.times.has_clock(clock) else []
            is_response = _RESPONSE.search(text) or _NO_CAUSE.search(text) or _ROUGH.search(clock.just_before)
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
            blank = f"{sentence.text[: match.start()]}{' ' * len(match[0])}{sentence.text[match.end() :]}"
            is_once = len(re.findall(rf"(?<![\w.]){re.escape(match[0])}(?![\w]|\.\d)", whole)) == 1
            event, said = acts.event_around(blank, *match.span()) if is_once else (None, "")
            is_sure = not _SUPPOSED.search(said) and not _ANOTHER_VERSION.search(said.replace(" from ", " "))
            is_sure = is_sure and event is not None and _are_on_day(statements, sentence.dates, event.moment)
            named = VERSION.findall(event.text) if event and is_sure else []
            if event and len(named) == 1 and re.sub(r"\d+", "0", named[0]) == re.sub(r"\d+", "0", match[0]):
                line = sentence.document.line(event.sentence.span)
                message = f"“{match[0]}” appears nowhere else, and line {line} says “{named[0]}”"
                yield Found(sentence.place(match[0]), message, _REMEDY)

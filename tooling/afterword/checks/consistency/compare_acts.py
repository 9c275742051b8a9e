"""AW001, AW002, AW008: compare what sentences say was done with the events of the timeline that they are about."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import datetime
from itertools import pairwise

from afterword.checks.consistency.acts import PAST_FORM, VERSION, clause_of
from afterword.checks.consistency.compare_times import can_be_on_its_day, differs, is_elsewhere
from afterword.checks.consistency.milestone_words import is_of_another, milestones_in
from afterword.checks.consistency.moments import Moment
from afterword.checks.consistency.sentences import FRONT, Mention
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate

REMEDY = "if both are about the same, correct the one that is wrong; else say how they differ"
_IN_NUMBER = r"(?<=\d)[.:,](?=\d)"
_SIDE, PART = rf"(?:[^.;:()]|{_IN_NUMBER}){{6,120}}", rf"(?:[^.;:(),]|{_IN_NUMBER}){{6,100}}"
_THEN = r"(?:then|after (?:that|this|which)|afterwards|thereafter|subsequently|next|secondly)"
_LENGTH_ON = (
    r"(?:about |nearly |almost |some |roughly |only |just )?(?:an?|half an|\d+|[a-z]+) (?:hours?|minutes?|days?|while)"
)
_NEARLY = r"(?:only |just |even |shortly |soon |right |long |well |immediately |directly )*"
_ORDERS = tuple(
    (tuple(map(word_set, words.split(";"))), late_pattern(pattern))
    for words, pattern in (
        (
            "first",
            rf"\b[Ff]irst(?! (?:time|of|in|on|at|to|half|one|two)\b) (?P<a>{_SIDE}?),? (?:and |"
            rf"but )?(?:only )?{_THEN},? (?P<b>{_SIDE})",
        ),
        (
            "began started",
            rf"\b(?:began|started) (?:with|by) (?P<a>{PART}?),? (?:and |but )?only (?:when|after|"
            rf"once) {PART} did (?P<b>{PART})",
        ),
        (
            "began started",
            rf"\b(?:began|started) (?:with|by) (?P<a>{PART}),? (?:and |but )?(?:only )?(?:then|when|after|"
            rf"once) (?P<b>{PART})",
        ),
        ("first", rf"(?P<a>{_SIDE}) first(?:,|,? and|, then|,? before) (?P<b>{_SIDE})"),
        (
            "after once soon",
            rf"^(?:Only |Just |Soon |Shortly |Right |Directly )?(?:[Aa]fter|[Oo]nce|"
            rf"As soon as) (?P<a>{PART}), (?P<b>{PART})",
        ),
        (
            "did",
            rf"(?:^|\b(?:and|but) )(?:[Oo]nly|[Nn]ot until) (?:after |once |when )?(?P<a>{PART}) did (?P<b>{PART})",
        ),
        ("after", rf"^(?:Only )?After (?P<a>{PART}?) (?P<b>(?:we|they|he|she|I|the team|[A-Z][a-z]+) {PART})"),
        ("before", rf"^Before (?P<b>{PART}), (?P<a>{PART})"),
        (
            "first begin start",
            rf"(?P<a>{_SIDE}?),? (?:as (?:a|the|our) first (?:step|thing|action|measure)|to begin with|to start with|"
            rf"at first|first of all),? (?:and |but )?(?:only )?(?:{_LENGTH_ON} )?{_THEN},? (?P<b>{_SIDE})",
        ),
        (
            "later then after afterwards thereafter subsequently next secondly; hour hours minute minutes day days "
            "while",
            rf"(?P<a>{_SIDE}?),? (?:and |but )?(?:only )?{_LENGTH_ON} (?:later|{_THEN}),? (?P<b>{_SIDE})",
        ),
        (
            "had have",
            rf"(?:^|[,;] )(?:[Ww]hen|[Bb]y the time|[Aa]t the time of|[Bb]y the time of|[Ww]hile) (?P<b>{PART}), "
            rf"(?P<a>[^.;:()]{{0,60}}\b(?:had|have) (?:already|long|just) {PART})",
        ),
        (
            "preceded before; preceded came happened took",
            rf"(?P<a>{PART}) (?:preceded|(?:came|happened|took place) before) (?P<b>{PART})",
        ),
        (
            "followed after; followed came happened took",
            rf"(?P<b>{PART}) (?:followed|(?:came|happened|took place) after) (?P<a>{PART})",
        ),
        ("after; that this which", rf"(?P<a>{PART}),? (?:and )?(?:only )?after (?:that|this|which) (?P<b>{PART})"),
        (
            "then afterwards thereafter subsequently next secondly",
            rf"(?P<a>{PART}),? (?:and )?(?:only )?(?!after ){_THEN} (?P<b>{PART})",
        ),
        ("after once soon", rf"(?P<b>{PART}?),? {_NEARLY}(?:after|once|as soon as) (?P<a>{PART})"),
        ("before prior ahead", rf"(?P<a>{PART}?),? {_NEARLY}(?:before|prior to|ahead of) (?P<b>{PART})"),
        ("followed", rf"(?P<a>{PART}?),? (?:which was )?followed by (?P<b>{PART})"),
    )
)
"""What puts one thing before another, each with words of which a match has one of each set."""
_ORDERED = frozenset().union(*(first for (first, *_), _ in _ORDERS))
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
_IN_THE_PAST = late_pattern(rf"\b(?:was|were|had|got|did|{PAST_FORM})\b")
ROUGH = late_pattern(
    r"\b(?:about|around|roughly|approximately|circa|ca\.?|before|after|until|till|by|since|between|from|to|"
    r"and)\s(?:the\s)?$|~\s?$",
    re.IGNORECASE,
)
_WHEN = late_pattern(r",? (?:when|which is when|at which (?:time|point|moment)|the moment) (?P<what>[^.;,]{6,})")
_MILESTONE = late_pattern(r"\b(?:resolved|mitigated|detected|declared|contained|closed|began|started)\b")
_THEN_WORD = late_pattern(
    r"(?<![Bb]y )(?<![Uu]ntil )(?<![Ss]ince )(?<![Ff]rom )\b(?:then|afterwards|thereupon|subsequently)\b(?! on\b)"
)
_IN_PLACE = late_pattern(r"\b(?:in|at|from|for) (?:the )?(?P<name>[A-Z][\w-]+) (?P<noun>[a-z]{3,})\b")
_IN_THE_PAST_OR_GOT = late_pattern(rf"\b(?:was|were|had|got|did|{PAST_FORM})\b")
_ON_ANOTHER_DAY = late_pattern(
    r"\b(?:once more|again|later|next|following|afterwards|since|repeated|finally)\b", re.IGNORECASE
)
_SURE = 2
"""Words in common, where only a day is compared: another step of the same work can be on another one."""
_OF_ANOTHER_ACT = late_pattern(
    r"\b(?:rather than|instead of|not)(?: at| from)? $|\b(?:before|after|until|since|prior to|ahead of) (?:the|our|a|"
    r"its) "
    r"[^,;.]{2,50}$"
)
"""What says that a time is of something else than its clause, or was not so."""
_SINCE = late_pattern(r"(?:^|[,;] |\band )[Ss]ince $")
_ON = late_pattern(r"(?: UTC| Z)? on(?:wards?)?(?=[.,;]|$| )")
_BRACKET = 2
_ON_DAY = late_pattern(r"(?:\bon (?:the )?(?:\w+day,? )?|\w+day,? )$", re.IGNORECASE)
_REPORTED = late_pattern(
    r"\b(?:estimat\w+|first (?:thought|figure|report)|log says|clock|mistaken\w*|wrongly)\b", re.IGNORECASE
)


_NOT_BY = late_pattern(r"\b(?:and )?not by [^,.;]+")
_DID_IT = late_pattern(r"\b(?:did|done|made|carried out) (?:it|this|that|so)\b|\b(?:it|this|that) was [a-z]+ by\b")


def find_other_act_times(statements: Statements) -> Iterator[Found]:
    """Find times of day and dates at which a sentence puts an event of the timeline that is at another time there."""
    acts, known = statements.acts, statements.times
    sentences = [one for one in statements.sentences if one.section != FRONT]
    for clock in (clock for one in sentences for clock in one.clocks):
        text = clock.sentence.text
        explained = _WHEN.match(text, clock.end)
        assert isinstance(clock.value, ClockTime)
        is_given = any(char.isdigit() for char in clock.text) or clock.value.minute != 0
        is_since = _SINCE.search(clock.just_before) or (clock.before.endswith("from ") and _ON.match(clock.behind))
        is_exact = is_given and (explained or is_since or not ROUGH.search(clock.just_before))
        if not is_exact or not known.is_certain(clock) or known.has_clock(clock) or _REPORTED.search(text):
            continue
        if _OF_ANOTHER_ACT.search(clock.just_before):
            continue
        place = explained.span("what") if explained else (clock.start, clock.end)
        if clock.before.endswith(" (") and clock.behind.startswith((")", " UTC)")):
            place = clock.start - _BRACKET - 1, clock.start - _BRACKET  # `the deployment (06:13)`
        event, said = acts.event_around(text, *place)
        is_only = not any(one is not clock and one.text in said for one in clock.sentence.clocks)
        is_past = is_since or _IN_THE_PAST.search(clause_of(text, *place))
        is_sure = event and is_only and is_past and not _SUPPOSED.search(said)
        moment = event.moment if event and is_sure else None
        is_sure_day = (
            event is not None and len(event.stems & acts.stems(said)) > _SURE and not _ON_ANOTHER_DAY.search(text)
        )
        is_on_day = moment is not None and (is_sure_day or can_be_on_its_day(known, clock, moment))
        if moment and is_on_day and not is_elsewhere(clock, moment):
            yield differs(clock, moment)
    for day in (day for one in sentences if not one.clocks for day in one.dates):
        yield from _on_another_day(statements, day)


def _on_another_day(statements: Statements, day: Mention) -> Iterator[Found]:
    text = day.sentence.text
    if not isinstance(day.value, CalendarDate):
        return
    event, said = statements.acts.event_around(text, day.start, day.end)
    meant = statements.acts.stems(said)
    is_stated = statements.times.has_date(day.value)  # and so, perhaps, of another event of that day
    is_whole = event is not None and meant <= event.stems
    is_sure = event and _IN_THE_PAST.search(said) and (is_whole or (len(event.stems & meant) > _SURE and not is_stated))
    is_sure = is_sure and not (_SUPPOSED.search(said) or _REPORTED.search(text) or _ON_ANOTHER_DAY.search(text))
    is_milestone = _MILESTONE.search(said) and not is_stated
    moment = event.moment if event else moment_of(statements, said) if is_milestone else None
    is_exact = _ON_DAY.search(day.just_before) is not None and not is_elsewhere(day, moment) if moment else False
    if moment is None or not is_exact or not (is_sure or (event is None and not _SUPPOSED.search(said))):
        return
    if not _are_on_day(statements, [day], moment):
        yield Found(day.span, f"“{day.text}” is another day than the one of the timeline: {moment}", REMEDY)


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
            match = pattern.search(sentence.text) if all(map(sentence.letters.may_contain, words)) else None
            if match is None or _SUPPOSED.search(match[0]):
                continue
            first, second = moment_of(statements, match["a"]), moment_of(statements, match["b"])
            if first and second and second.when.is_before(first.when):
                yield Found(sentence.span, f"this puts one before the other, but {first}, and {second}", REMEDY)
                break


def moment_of(statements: Statements, text: str) -> Moment | None:
    """The event of the timeline or the milestone that a part of a sentence is about; None if it is not certain."""
    if event := statements.acts.event_of(text):
        return event.moment
    kinds = {kind for kind, _, _ in milestones_in(text, broadly=True)}
    is_sure = len(kinds) == 1 and not is_of_another(text) and not _NOT_A_MILESTONE.search(text)
    return statements.times.exact_milestone(kinds.pop()) if is_sure else None


def _without(text: str, start: int, end: int) -> str:
    """A text with a blank place of the same length."""
    return f"{text[:start]}{' ' * (end - start)}{text[end:]}"


def find_later_steps(statements: Statements) -> Iterator[Found]:
    """Find `then we changed the prompt` behind a sentence with a later time than that of the change."""
    last: tuple[object, datetime] | None = None
    for sentence in statements.sentences:
        match = _THEN_WORD.search(sentence.text) if not sentence.clocks and sentence.section != FRONT else None
        if match and last and last[0] == sentence.block:
            event, said = statements.acts.event_around(sentence.text, *match.span())
            if event and event.moment.start < last[1] and not _SUPPOSED.search(said):
                line = sentence.document.line(event.sentence.span)
                message = f"this is later than the sentence before, but line {line} says {event.moment.when.display()}"
                yield Found(sentence.span, message, REMEDY)
        instants = [one for clock in sentence.clocks for one in statements.times.instants(clock)]
        if len(sentence.clocks) == 1 and len(set(instants)) == 1:
            last = sentence.block, instants[0]
        elif sentence.clocks:
            last = None


def find_other_places(statements: Statements) -> Iterator[Found]:
    """Find a place at which an event of the timeline did not happen: `in the Leipzig hub`."""
    acts = statements.acts
    for sentence in (one for one in statements.sentences if one.section != FRONT):
        for match in _IN_PLACE.finditer(sentence.text):
            there = re.search(rf"\b(?P<name>[A-Z][\w-]+) {match['noun']}\b", sentence.text[match.end() :])
            if there or match["noun"].endswith("s"):
                continue
            blank = _without(sentence.text, *match.span("name"))
            event, said = acts.event_around(blank, *match.span())
            named = re.findall(rf"\b([A-Z][\w-]+) {match['noun']}\b", event.text) if event else []
            is_sure = not _SUPPOSED.search(said) and _IN_THE_PAST_OR_GOT.search(said)
            if event and is_sure and len(named) == 1 and match["name"] not in event.text:
                line = sentence.document.line(event.sentence.span)
                message = f"“{match['name']} {match['noun']}”, and line {line} says “{named[0]} {match['noun']}”"
                yield Found(sentence.place(match["name"]), message, REMEDY)


def find_other_agents(statements: Statements) -> Iterator[Found]:
    """Find sentences that say that somebody else did what an event of the timeline says."""
    acts, before = statements.acts, dict(pairwise(reversed(statements.sentences)))
    for sentence in statements.sentences:
        agents = acts.agents(sentence.text) if sentence.section != FRONT else {}
        for person, (shown, clause) in agents.items():
            minutes = {
                minute for one in sentence.clocks if one.text in clause for minute in statements.times.minutes(one)
            }
            # `Muting, which was done by the app team at 07:05`, `the restore, and Ann did it`: what was done may be in
            # the clause before.
            did_it, last = _DID_IT.search(clause), before.get(sentence)
            said = sentence.text if did_it or (len(sentence.clocks) == 1 and minutes) else clause
            if did_it and sentence.text.find(clause) < did_it.end() and last and last.block == sentence.block:
                said = last.text.replace(",", ";").rpartition("; ")[2]
            is_sure = not _SUPPOSED.search(_NOT_BY.sub("", clause).replace(shown, ""))
            event = acts.event_of(said, minutes) if is_sure else None
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
                    sentence.place(shown), f"{shown} did this, and line {line} says {' and '.join(same)}", REMEDY
                )


_CALLED = r"(?:paged|called|phoned|rung|woken|alerted|informed)"
_PATIENT = late_pattern(
    rf"\b(?:pag(?:es|ed)|phon(?:es|ed)|wakes|woke|rings|rang|calls|called) (?:the )?(?:on-call )?(?:[a-z]+ )?"
    rf"(?P<object>[A-Z][\w-]+)\b|\b(?P<passive>[A-Z][\w-]+)(?: [A-Z][\w-]+)?(?:, who)? (?:was on[ -]call and )?"
    rf"(?:was|got) (?:then |first )?{_CALLED}\b"
)


def find_other_patients(statements: Statements) -> Iterator[Found]:
    """Find sentences that say that someone else was paged or called at the time of an event."""
    acts = statements.acts
    for sentence in (one for one in statements.sentences if one.section != FRONT):
        for match in _PATIENT.finditer(sentence.text):
            person = acts.person(match["object"] or match["passive"])
            minutes = {minute for one in sentence.clocks for minute in statements.times.minutes(one)}
            events = acts.at(minutes) if person else []
            named = [(one, found) for one in events for found in _PATIENT.finditer(one.text)]
            others = {acts.person(found["object"] or found["passive"]): (one, found) for one, found in named}
            others.pop("", None)
            if len(others) == 1 and person not in others:
                ((one, found),) = others.values()
                line = sentence.document.line(one.sentence.span)
                message = f"{match['object'] or match['passive']}, and line {line} says “{found[0]}”"
                yield Found(sentence.place(match["object"] or match["passive"]), message, REMEDY)


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
            blank = _without(sentence.text, *match.span())
            is_once = len(re.findall(rf"(?<![\w.]){re.escape(match[0])}(?![\w]|\.\d)", whole)) == 1
            event, said = acts.event_around(blank, *match.span()) if is_once else (None, "")
            is_sure = not _SUPPOSED.search(said) and not _ANOTHER_VERSION.search(said.replace(" from ", " "))
            is_sure = is_sure and event is not None and _are_on_day(statements, sentence.dates, event.moment)
            named = VERSION.findall(event.text) if event and is_sure else []
            if event and len(named) == 1 and re.sub(r"\d+", "0", named[0]) == re.sub(r"\d+", "0", match[0]):
                line = sentence.document.line(event.sentence.span)
                message = f"“{match[0]}” appears nowhere else, and line {line} says “{named[0]}”"
                yield Found(sentence.place(match[0]), message, REMEDY)

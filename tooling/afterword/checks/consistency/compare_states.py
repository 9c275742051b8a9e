"""AW008: compare what is said to have become of a thing: in use or removed, repaired or not, done or pending."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from afterword.checks.consistency.acts import IDENTIFIER, PAST_FORM, clause_of
from afterword.checks.consistency.sentences import FRONT, Sentence, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_STATES = {
    "repaired": r"fixed|repaired|corrected|patched|mended|solved|remedied|closed|resolved",
    "told": r"informed|notified|told|contacted|written to|called|phoned",
    "paid": r"refunded|reimbursed|credited|compensated|paid back|repaid",
    "recovered": r"recovered|restored",
}
_GONE = (
    r"rolled back|reverted|removed|disabled|switched off|turned off|withdrawn|retired|deleted|decommissioned|"
    r"taken (?:down|off ?line|out of (?:service|use|production))|uninstalled|dropped|undone|reversed|backed out|"
    r"shut down|"
    r"abolished|out of use|off|offline|erased|abandoned|scrapped|gone"
)
_USED = (
    r"in (?:use|service|production|place|force|operation)|kept(?: (?:in (?:use|place|the archives?|store|"
    r"the records?)|on)|"
    r"(?=[.,;]|$))|left (?:in place|on|as)|active|live|running|serving|enabled|switched on|turned on|connected|on|"
    r"unchanged|as (?:it|they) (?:is|was|are|were)|archived|retained|back"
)
_SUBJECT = (
    r"(?:^|[.;:,(] |\b(?:and|but|that|while|because|so) )(?P<x>(?!(?:and|but|that|while|because|so) )"
    r"(?:(?:[\w'’.-]|(?<=\d),(?=\d))+ ){1,9}?)"
)
_ADVERBS = (
    r"(?: (?:yet|now|still|since|already|all|been|fully|finally|also|properly|completely|permanently|then|again|"
    r"meanwhile))*"
)
_IS = late_pattern(
    rf"{_SUBJECT}(?P<be>is|are|was|were|has|have|had|has been|have been|got|remains?|remained|stays?|stayed|(?:has|"
    rf"have) stayed|(?:is|was) being|goes on being|(?:has|have) remained|continues? to be|kept)(?P<not> not| never|"
    rf"n't| still not)?{_ADVERBS} (?:(?P<gone>{_GONE})|(?P<used>{_USED})|(?P<broken>open|unfixed|unresolved|broken)|"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _STATES.items())
    + r"|(?P<pending>pending|outstanding|waiting(?: for)?|in review|to (?:be|come)|due|on hold)|"
    rf"(?P<verb>{PAST_FORM}))"
    r"(?![\w-])",
)
_STAYS = late_pattern(
    r"\band (?P<be>remains?|stays?|(?:is|are) still) (?:(?P<gone>off|out|down|disabled)|(?P<used>on|in use|live))\b"
)
"""What goes on about the subject of the clause before."""
_GOES_ON = late_pattern(
    rf"{_SUBJECT}(?P<be>runs?|works?|serves?|operates?|sends?|writes?|answers?|is in use|are in use)(?: (?:again|"
    rf"still|now|"
    rf"today|every \w+)| [a-z]+ (?:request|call|order|customer)s?)+\b|\b(?:has|have) been [a-z]+ing "
    rf"(?P<object>(?:[a-z-]+ ){{0,3}}?[a-z-]+) (?:since|again)\b"
)
_RUNS = late_pattern(
    rf"{_SUBJECT}(?:still |now )?(?P<be>runs?|ran|is|are|was|were|stays?|remains?|has been|works?|worked)(?: still|"
    rf" now| back| again)* "
    r"(?:on|at|with) (?:version |release )?(?P<version>v?\d+\.\d[\w.]*\w|v?\d+\.\d|v\d+)(?![\w%])"
)
_DID = late_pattern(
    r"\b(?:[Ww]e|[Tt]hey|[Hh]e|[Ss]he|[A-Z]\w+|team|engineers?) (?:then |also |have |has |had |decided to |finally "
    r")?(?P<not>did not |never )?(?:(?P<roll>roll(?:ed)?|revert(?:ed)?|took|take|switch(?:ed)?|turn(?:ed)?|"
    r"remov(?:ed?)|disabl(?:ed?)|delet(?:ed?)|withdrew|retir(?:ed?)|dropp?(?:ed)?|uninstall(?:ed)?)|(?P<keep>kept|"
    r"keep|left)|(?P<repaired>fix(?:ed)?|repair(?:ed)?|correct(?:ed)?|patch(?:ed)?)|(?P<told>inform(?:ed)?|"
    r"notif(?:ied|y)|contact(?:ed)?)|(?P<paid>refund(?:ed)?|reimburs(?:ed?)|compensat(?:ed?))) (?P<x>(?:[\w'’.-]+ "
    r"){0,5}?[\w'’.-]+)(?P<way> back| off| out| down| on| in (?:place|use|production)| unchanged)?(?=[.,;:)]|$| (?:to|"
    r"on|at|from|for|and|but|in|with|by|until|after|before|because|so|which|since|while|when|as|completely|entirely|"
    r"yesterday|today|again)\b)"
)
_MAY_GO_ON = word_set("""
    run runs work works serve serves operate operates send sends write writes answer answers use been
""")
_MAY_HAVE_DONE = word_set("""
    roll rolled revert reverted took take switch switched turn turned remove removed disable disabled delete deleted
    withdrew retire retired drop dropped uninstall uninstalled kept keep left fix fixed repair repaired correct
    corrected patch patched inform informed notified notify contact contacted refund refunded reimburse reimbursed
    compensate compensated
""")
"""Words of which every match of `_GOES_ON` has one, and of `_DID`."""
_A_VERSION = late_pattern(r"\d\.\d|\bv\d")
_EVENT_ON = late_pattern(
    r"(?:^|[,;:] |\band )(?P<x>(?:[\w'’-]+ ){1,5}?)(?:is |are |switched |turned )?"
    r"(?:back on|(?:on|live|enabled) again)\b"
)
_TARGET = late_pattern(
    r" (?:back |down |up )?(?:to|at|on(?= (?:version|release|build|v\d|\d+\.\d))) (?:version |release |build )?"
    r"(?P<version>v?\d[\w.-]*\w|v?\d)"
)
_BOTH = ("took", "take", "switch", "turn")
"""Verbs of what is taken out of use only with `off`, `out` and the like."""
_VERSION = late_pattern(r"\bv?\d[\w.-]*")
_PLAIN = word_stems("version release build model feature service system tool function flag bot assistant agent app")
"""Words of a thing that say no more than that its name or number is beside them, or that the title names it."""
_OF_VERSIONS = word_stems("version release build")
_IS_SUBJECT = late_pattern(
    r"(?P<x>(?:The |Our |This )?(?:[\w'’.-]+ ){1,4}?)(?:is|was|had|has|were|are|went|got|did|took|gave|kept)\b"
)
_PRONOUN = late_pattern(r"(?:[Ii]t|[Tt]hey|[Tt]his|[Tt]hat|[Bb]oth) ")
_VARIANT = late_pattern(
    r"\b(?:second|third|some|most|half of|few|\d+ of|none|no|nothing|nobody|everything|he|she|we|one|"
    r"which|who|what|first|remaining|rest|but|any)\b",
    re.IGNORECASE,
)
"""Words of a thing that is, perhaps, not the one that another sentence names."""
_ALL = late_pattern(r"(?:[Aa]ll|[Ee]very|[Ee]ach|[Tt]he [\d,.]+) ")
_FOR_A_TIME = late_pattern(
    r"\b(?:at first|initially|(?:until|till)(?! further notice)|before|by then|at that (?:time|point)|in time|during|"
    r"earlier|when|while|"
    r"after that|temporarily|briefly|for (?:some|most|many|certain|a few)\b|for (?:a|an|the|some|\d+|two|three) "
    r"(?:[a-z]+ )?(?:time|while|minutes?|hours?|days?|weeks?|moment|night|day)|would|could|should|might|(?-i:may)|"
    r"if|unless|planned|plan|tried|attempt\w*|in test|staging|from now|any ?more|any longer|as long|only|partly|"
    r"partially|except|apart|thought|believed|assumed|claim\w*|said|says|reported|why|whether|ask\w*|once|later|"
    r"soon|tomorrow|next|to be)\b|\?",
    re.IGNORECASE,
)
_ENDS = late_pattern(r",|\sand\s")
_UNTIL = late_pattern(r"\b(?:until|till)\b")
_FOR_GOOD = late_pattern(r"\b(?:for good|permanently|for ever|forever)\b", re.IGNORECASE)
_ANEW = late_pattern(r"\b(?:again|will|back on|re-?enabled|brought back|came back|returned)\b", re.IGNORECASE)
"""Words that say nothing of the end, unless they are said of what is so now."""
_IN_A_PLACE = late_pattern(
    r"\b(?:in|for|at) (?:the )?(?!January|February|March|April|May|June|July|August|Sept|Octo|Nove|Dece)[A-Z][a-z]+"
)
_SMALL = word_stems("today still now then since so far have been also both")
_REMEDY = "correct the one that is wrong, or say what each is about"
_MOST_ALIKE = 40
"""Things of one name: a document has few."""
_NEGATED = late_pattern(r"\b(?:not|never|no|without)\b")
_IF = late_pattern(r"\b(?:if|unless|when|would|whether)\b|\?", re.IGNORECASE)
_STAYS_OPEN = late_pattern(
    r"\b(?:[Ii]ncident|[Cc]ase|[Tt]icket) (?:itself )?(?:is|remains|stays) (?:still |therefore |"
    r"thus )?(?:open(?! to\b)|"
    r"unresolved|ongoing)\b"
)


@dataclass(frozen=True, eq=False, slots=True)
class _State:
    """What became of a thing.

    Attributes:
        sentence: the sentence.
        thing: the stems of its name, without those of its version.
        is_all: whether it is all of them.
        kind: `used`, or a key of `_STATES`.
        is_so: whether it is in use, repaired, informed …
        version: its version, if one is named.
        target: the version that it was brought to.
        is_now: whether it is so when the document is written.
        is_anew: whether it is said to be so again: what was stopped before says nothing against it.
    """

    sentence: Sentence
    thing: frozenset[str]
    is_all: bool
    kind: str
    is_so: bool
    version: str
    target: str
    is_now: bool
    is_anew: bool = False


def find_other_states(statements: Statements) -> Iterator[Found]:
    """Find a thing that is still in use or not repaired in one place, and is not in use or repaired in another one."""
    title = word_stems(statements.document.front.title or "")
    known: dict[str, dict[tuple[object, ...], list[_State]]] = {}
    for other in _read_all(statements):
        opposite: list[_State] = []
        for name in {""} if other.thing <= title | _PLAIN else other.thing:
            said = known.setdefault(name, {})
            opposite += (one for alike in said.values() for one in alike if _are_opposite(one, other, title))
            # Of what is said alike of a thing, the first two paragraphs are kept: one of them is not that of the other.
            key = (other.thing, other.kind, other.is_so, other.version, other.target, other.is_now, other.is_anew)
            alike = said.setdefault(key, []) if key in said or len(said) < _MOST_ALIKE else []
            if not alike or (len(alike) == 1 and alike[0].sentence.block != other.sentence.block):
                alike.append(other)
        if first := next((one for one in opposite if one.sentence.block != other.sentence.block), None):
            line = statements.document.line(first.sentence.span)
            message = f"this says the opposite of line {line}: “{first.sentence.text[:80]}”"
            yield Found(other.sentence.span, message, _REMEDY)
    yield from _open_incident(statements)


def _open_incident(statements: Statements) -> Iterator[Found]:
    """`The incident stays open`, where the front matter says when it was resolved."""
    resolved = statements.times.milestone("resolved")
    for sentence in statements.sentences if resolved else ():
        if sentence.section != FRONT and _STAYS_OPEN.search(sentence.text) and not _IF.search(sentence.text):
            yield Found(sentence.span, f"this says that the incident is open, but {resolved}", _REMEDY)


def _are_opposite(one: _State, other: _State, title: frozenset[str]) -> bool:
    """Whether what is said first of a thing, and what is said of it further down, cannot both be so at the end."""
    kinds = {one.kind, other.kind}
    if not _is_same_thing(one, other, title):
        return False
    if kinds == {"version"}:
        return one.is_now and other.is_now and one.version != other.version
    if "pending" in kinds and len(kinds) == 2:
        are_now = all(state.is_now for state in (one, other) if state.kind in ("pending", "used"))
        differ = one.is_so and other.is_so and "version" not in kinds and are_now
    else:
        differ = one.kind == other.kind and one.is_so is not other.is_so
    # The one that is said to be so at the end decides: what was removed later was in use before.
    is_first = one.kind == "pending" or one.is_so is (one.kind == "used")
    lasting, done = (one, other) if is_first else (other, one)
    return differ and lasting.is_now and (done.is_now or not lasting.is_anew) and _are_of_one_version(lasting, done)


def _is_same_thing(one: _State, other: _State, title: frozenset[str]) -> bool:
    """Whether two names are of one thing: what one has more, the sentence of the other has too, or all are meant."""
    if one.thing == other.thing or (
        one.is_all and other.is_all and (one.thing <= other.thing or other.thing <= one.thing)
    ):
        return True
    if one.thing <= _PLAIN or other.thing <= _PLAIN:
        return one.thing <= title | _PLAIN and other.thing <= title | _PLAIN
    less, more = sorted((one, other), key=lambda state: len(state.thing))
    return less.thing < more.thing and more.thing - less.thing <= less.sentence.stems


def _are_of_one_version(lasting: _State, done: _State) -> bool:
    if done.kind == "version":
        return True
    if done.target:  # `exporter 2.4 is in use`, and `the exporter was rolled back to 2.3`
        return bool(lasting.version or lasting.target) and (lasting.target or lasting.version) != done.target
    return lasting.version == done.version


def _read_all(statements: Statements) -> Iterator[_State]:
    before: Sentence | None = None
    for sentence in statements.sentences:
        if sentence.section != FRONT and not sentence.is_row:
            subject = ""
            if before and before.block == sentence.block and (match := _IS_SUBJECT.match(before.text)):
                subject = match["x"]
            yield from _read(sentence, subject)
            before = sentence
    for event in statements.events:
        if match := _EVENT_ON.search(event.text):
            yield from _state(event, match["x"], "used", is_so=True, is_now=True)


def _read(sentence: Sentence, before: str) -> Iterator[_State]:
    """What a sentence says became of things, unless it was so for a time or in one place.

    Args:
        sentence: a sentence.
        before: the subject of the sentence before it, which `it` points to.
    """
    text = sentence.text
    yield from _read_copulas(sentence, before)
    for match in _GOES_ON.finditer(text) if sentence.letters.may_contain(_MAY_GO_ON) else ():
        if not (_is_limited(text, match, is_now=True) or _NEGATED.search(match[0])):
            yield from _state(sentence, match["x"] or match["object"], "used", is_so=True, is_now=True)
    for match in _RUNS.finditer(text) if _A_VERSION.search(text) else ():
        thing = _thing(match["x"])
        if thing and not _VARIANT.search(match["x"]) and not _is_limited(text, match, is_now=False):
            is_now = match["be"] not in ("ran", "was", "were", "worked")
            yield _State(sentence, thing, False, "version", True, match["version"], "", is_now)
    for match in _DID.finditer(text) if sentence.letters.may_contain(_MAY_HAVE_DONE) else ():
        kind = next((name for name in ("repaired", "told", "paid") if match[name]), "used")
        is_gone = (match["way"] or "").strip() in ("off", "out", "down", "back")
        is_kept = match["way"] or _VERSION.search(match["x"]) or "decided to" in match[0]
        is_other = match["roll"] and match["roll"].startswith(_BOTH) and not is_gone
        if not ((match["keep"] and not is_kept) or is_other or _is_limited(text, match, is_now=False)):
            is_so = bool(match["keep"] or kind != "used") is not bool(match["not"])
            yield from _state(sentence, match["x"], kind, is_so=is_so, is_now=True, end=match.end())


def _read_copulas(sentence: Sentence, before: str) -> Iterator[_State]:
    """What `is`, `was`, `has been` and `remains` say."""
    text, subject = sentence.text, before
    for match in _IS.finditer(text):
        kind = next((name for name in _STATES if match[name]), "repaired" if match["broken"] else "used")
        kind = (
            min(word_stems(match["verb"]), default="done") if match["verb"] else "pending" if match["pending"] else kind
        )
        is_so = match["gone"] is None and match["broken"] is None
        is_left = (match["used"] or "").startswith(("left", "kept"))
        is_now = match["be"] not in ("was", "were", "had", "got") or " still" in match[0] or is_left
        is_now = is_now or _FOR_GOOD.search(text) is not None
        is_yet = match["be"].startswith(("has", "have")) or re.search(r"\b(?:yet|still|so far|to date)\b", text)
        is_pronoun = _PRONOUN.match(match["x"])
        is_act = match["gone"] and is_pronoun  # `it was not rolled back`, of what the text is about
        if match["not"] and not is_act and ((kind == "used" and not is_now) or (match["verb"] and not is_yet)):
            continue  # what was not in use then can be so now, and `rights are not checked` is of any time
        name = match["x"] if not is_pronoun else subject if match["not"] or is_now else ""
        subject = name or subject
        if not _is_limited(text, match, is_now=is_now):
            is_so, is_now = is_so is not bool(match["not"]), is_now or bool(is_act)
            yield from _state(sentence, name, kind, is_so=is_so, is_now=is_now, end=match.end())
    for match in _STAYS.finditer(text) if subject else ():
        if not _is_limited(text, match, is_now=True):
            yield from _state(sentence, subject, "used", is_so=match["gone"] is None, is_now=True)


def _is_limited(text: str, match: re.Match[str], *, is_now: bool) -> bool:
    """Whether a state was so for a time, in one place, or only perhaps."""
    clause = clause_of(text, *match.span())
    end = _ENDS.search(clause, clause.find(match[0].strip()) + len(match[0].strip()))
    clause = clause[: end.start() if end else None]
    clause = _UNTIL.sub("", clause) if is_now else clause  # what is off until a later day is off now
    is_limited = _FOR_A_TIME.search(clause) or _IN_A_PLACE.search(clause)
    return is_limited is not None or (not is_now and _ANEW.search(clause) is not None)


def _state(
    sentence: Sentence, name: str, kind: str, *, is_so: bool, is_now: bool, end: int | None = None
) -> Iterator[_State]:
    thing, target = _thing(name), _TARGET.match(sentence.text, end) if end is not None else None
    named = _VERSION.search(name)
    if thing and not _VARIANT.search(name):
        version = named[0] if named and not _ALL.match(name) else ""
        is_all = _ALL.match(name) is not None
        is_anew = kind == "used" and is_so and is_now and _ANEW.search(sentence.text) is not None
        reached = target["version"] if target else ""
        yield _State(sentence, thing, is_all, kind, is_so, version, reached, is_now, is_anew)


def _thing(name: str) -> frozenset[str]:
    named = frozenset(map(str.casefold, IDENTIFIER.findall(name)))
    stems = word_stems(_VERSION.sub("", name)) - _SMALL
    return (stems - _PLAIN) | named if named else stems - _OF_VERSIONS or stems

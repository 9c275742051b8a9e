"""AW008: compare what is said to have become of a thing, and harm that is denied with harm that is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from afterword.checks.consistency.acts import PAST_FORM, clause_of
from afterword.checks.consistency.figures import Figure
from afterword.checks.consistency.sentences import FRONT, Sentence, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern

_STATES = {
    "repaired": r"fixed|repaired|corrected|patched|mended|solved|remedied|closed|resolved",
    "told": r"informed|notified|told|contacted|written to|called|phoned",
    "paid": r"refunded|reimbursed|credited|compensated|paid back|repaid",
    "recovered": r"recovered|restored",
}
_GONE = (
    r"rolled back|reverted|removed|disabled|switched off|turned off|withdrawn|retired|deleted|decommissioned|"
    r"taken (?:down|off ?line|"
    r"out of (?:service|use|production))|uninstalled|dropped|undone|reversed|backed out|shut down|abolished|out of use"
)
_USED = (
    r"in (?:use|service|production|place|force|operation)|kept(?: (?:in (?:use|place)|on)|(?=[.,;]|$))|left (?:in "
    r"place|on|as)|active|live|running|enabled|switched on|turned on|on|unchanged|as (?:it|they) (?:is|was|are|were)"
)
_SUBJECT = r"(?:^|[.;:,(] |\b(?:and|but|that|while|because|so) )(?P<x>(?:[\w'’.-]+ ){1,9}?)"
_IS = late_pattern(
    rf"{_SUBJECT}(?P<be>is|are|was|were|has|have|had|has been|have been|got|remains?|remained|stays?|stayed|(?:has|"
    rf"have) stayed|(?:is|was) being|goes on being|(?:has|have) remained|continues? to be|kept)(?P<not> not| never|"
    rf"n't| still not)?(?: (?:yet|now|still|since|already|all|been|fully|finally|also|properly|completely|permanently|"
    rf"then)){{0,3}} (?:(?P<gone>{_GONE})|(?P<used>{_USED})|(?P<broken>open|unfixed|unresolved|broken)|"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _STATES.items())
    + r"|(?P<pending>pending|outstanding|waiting(?: for)?|in review|to (?:be|come)|due|on hold)|"
    rf"(?P<verb>{PAST_FORM}))"
    r"(?![\w-])",
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
_TARGET = late_pattern(
    r" (?:back |down |up )?(?:to|at|on(?= (?:version|release|build|v\d|\d+\.\d))) (?:version |release |build )?"
    r"(?P<version>v?\d[\w.-]*\w|v?\d)"
)
_BOTH = ("took", "take", "switch", "turn")
"""Verbs of what is taken out of use only with `off`, `out` and the like."""
_VERSION = late_pattern(r"\bv?\d[\w.-]*")
_OF_VERSIONS = word_stems("version release build")
"""Words of a thing that say no more than that a number is its version."""
_VARIANT = late_pattern(
    r"\b(?:second|third|some|most|half of|few|\d+ of|none|no|nothing|nobody|everything|it|this|they|he|she|we|one|"
    r"which|who|what|first|remaining|rest)\b",
    re.IGNORECASE,
)
"""Words of a thing that is, perhaps, not the one that another sentence names."""
_FOR_A_TIME = late_pattern(
    r"\b(?:at first|initially|until|till|before|by then|at that (?:time|point)|in time|during|earlier|when|while|"
    r"after that|again|temporarily|briefly|for (?:some|most|many|certain|a few)\b|for (?:a|an|the|some|\d+|two|three) "
    r"(?:[a-z]+ )?(?:time|while|minutes?|hours?|days?|weeks?|moment|night|day)|would|could|should|might|(?-i:may)|"
    r"will|if|unless|planned|plan|tried|attempt\w*|in test|staging|from now|any ?more|any longer|as long|only|partly|"
    r"partially|except|apart|thought|believed|assumed|claim\w*|said|says|reported|why|whether|ask\w*|once|later|back "
    r"on|re-?enabled|brought back|came back|returned|soon|tomorrow|next|to be)\b|\?",
    re.IGNORECASE,
)
_IN_A_PLACE = late_pattern(
    r"\b(?:in|for|at) (?:the )?(?!January|February|March|April|May|June|July|August|Sept|Octo|Nove|Dece)[A-Z][a-z]+"
)
_SMALL = word_stems("today still now then since so far have been also")
_REMEDY = "correct the one that is wrong, or say what each is about"

_PEOPLE = (
    r"(?:customers?|clients?|users?|patients?|persons?|people|passengers?|drivers?|tenants?|students?|pupils?|guests?|"
    r"members?|subscribers?|players?|residents?|citizens?|merchants?|sellers?|buyers?|shops?|orders?|accounts?|"
    r"travell?ers?|(?:road )?users?|employees?|(?:account )?holders?|households?|owners?|callers?|schools?|teachers?|"
    r"parents?|compan(?:y|ies)|firms?|hospitals?|hotels?|farmers?|growers?|readers?|records?|shipments?|invoices?|"
    r"payments?|claims?|requests?|bookings?)"
)
_ANY_PEOPLE = late_pattern(_PEOPLE)
_ANYONE = ("nobody", "one")
_ALL = ""
"""In place of the stem of a noun, people of any name; in place of that of a clause, any clause."""
_OF_ANYTHING = ("affected", "waited", "saw")
"""What is the same harm with any object."""
_WRONG = late_pattern(
    r"\b(?:wrong\w*|incorrect\w*|because of (?:it|this|that)|by mistake|false\w*|erroneous\w*|twice|double\w*|"
    r"in error)\b"
)
_REACH = 90
_SUFFERED = {
    "affected": r"affected|impacted|touched|concerned|hit|reached|involved",
    "saw": r"saw|seen|see|read|opened|open|received|receive|got|viewed|view|shown|displayed|heard|given",
    "waited": r"held up|delayed|waited|wait|late|stuck|stranded|kept waiting",
    "harmed": r"harmed|hurt|injured|damaged|ill|hospitali[sz]ed",
    "paid": r"charged|billed|debited|overcharged|invoiced|paid|pay",
    "lost": r"lost|lose|deleted|missing|wiped|destroyed",
    "leaked": r"exposed|leaked|disclosed|published",
    "cancelled": r"cancell?ed|rejected|declined|refused|turned away|denied|blocked|locked out",
}
_NONE = late_pattern(
    rf"\b(?P<who>(?:[Nn]o|[Nn]one of (?:the|our)|[Nn]ot a single|[Nn]ot one|[Zz]ero) (?:[a-z-]+ )?{_PEOPLE}|"
    rf"[Nn]obody|[Nn]o ?one)"
    r"(?: (?:was|were|is|are|has|have|had|ever|been|got|actually|in fact|to|did))* (?:[a-z]+ly )?(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _SUFFERED.items())
    + r")\b|\b(?P<any>[Nn]o (?:[a-z-]+ )?[a-z-]{3,}) (?:was|were|is|are|has been|have been) (?:[a-z]+ly )?"
    r"[a-z]+(?:ed|en|t)\b"
)
_SOME = late_pattern("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _SUFFERED.items()))
_NOT_NONE = late_pattern(
    r"\b(?:else|other|more than|except|apart|besides|beyond|until|till|before|after|since|so far|at first|initially|"
    r"further|additional|again|twice|outside|in (?:[A-Z]\w+)|thought|assumed|believed|would|could|should|if|in the "
    r"end|permanently|seriously|noticed|because|anyone|yet|any ?more|longer|during|while|when|first|second|third|"
    r"last)\b|\?",
    re.IGNORECASE,
)

_COMPLEMENT = late_pattern(
    r"\b(?P<how>by|in|at|on|for|from|with|through|via)\b(?P<what>.*?)(?=\b(?:by|in|at|on|for|from|with|through|via)\b|$)"
)
_OF_THE_INCIDENT = word_stems("incident event problem issue any time all")
"""Words of a complement that limit nothing: `by the incident`, `at any time`."""


@dataclass(frozen=True, eq=False, slots=True)
class _State:
    """What became of a thing.

    Attributes:
        sentence: the sentence.
        thing: the stems of its name, without those of its version.
        kind: `used`, or a key of `_STATES`.
        is_so: whether it is in use, repaired, informed …
        version: its version, if one is named.
        target: the version that it was brought to.
        is_now: whether it is so when the document is written.
    """

    sentence: Sentence
    thing: frozenset[str]
    kind: str
    is_so: bool
    version: str
    target: str
    is_now: bool


def find_other_states(statements: Statements) -> Iterator[Found]:
    """Find a thing that is still in use or not repaired in one place, and is not in use or repaired in another one."""
    read = [state for one in statements.sentences if one.section != FRONT and not one.is_row for state in _lasting(one)]
    # Of what is said alike of a thing, the first two paragraphs are kept: one of them is not that of the other state.
    known: dict[frozenset[str], dict[tuple[str | bool, ...], list[_State]]] = {}
    for other in read:
        said = known.setdefault(other.thing, {})
        opposite = (one for alike in said.values() for one in alike if _are_opposite(one, other))
        if first := next((one for one in opposite if one.sentence.block != other.sentence.block), None):
            line = statements.document.line(first.sentence.span)
            message = f"this says the opposite of line {line}: “{first.sentence.text[:80]}”"
            yield Found(other.sentence.span, message, _REMEDY)
        alike = said.setdefault((other.kind, other.is_so, other.version, other.target, other.is_now), [])
        if not alike or (len(alike) == 1 and alike[0].sentence.block != other.sentence.block):
            alike.append(other)


def _are_opposite(one: _State, other: _State) -> bool:
    """Whether what is said first of a thing, and what is said of it further down, cannot both be so at the end."""
    kinds = {one.kind, other.kind}
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
    return differ and lasting.is_now and _are_of_one_version(lasting, done)


def _are_of_one_version(lasting: _State, done: _State) -> bool:
    if done.kind == "version":
        return True
    if done.target:  # `exporter 2.4 is in use`, and `the exporter was rolled back to 2.3`
        return bool(lasting.version or lasting.target) and (lasting.target or lasting.version) != done.target
    return lasting.version == done.version


def _lasting(sentence: Sentence) -> list[_State]:
    """What a sentence says became of things, unless it was so for a time or in one place."""
    states = list(_read(sentence))
    is_limited = states and (_FOR_A_TIME.search(sentence.text) or _IN_A_PLACE.search(sentence.text))
    return [] if is_limited else states


def _read(sentence: Sentence) -> Iterator[_State]:
    text = sentence.text
    for match in _IS.finditer(text):
        kind = next((name for name in _STATES if match[name]), "repaired" if match["broken"] else "used")
        kind = (
            min(word_stems(match["verb"]), default="done") if match["verb"] else "pending" if match["pending"] else kind
        )
        is_so = match["gone"] is None and match["broken"] is None
        is_left = (match["used"] or "").startswith(("left", "kept"))
        is_now = match["be"] not in ("was", "were", "had", "got") or " still" in match[0] or is_left
        is_yet = match["be"].startswith(("has", "have")) or re.search(r"\b(?:yet|still|so far|to date)\b", text)
        if match["not"] and ((kind == "used" and not is_now) or (match["verb"] and not is_yet)):
            continue  # what was not in use then can be so now, and `rights are not checked` is of any time
        yield from _state(sentence, match, kind, is_so is not bool(match["not"]), is_now)
    for match in _RUNS.finditer(text):
        thing = _thing(match["x"])
        if thing and not _VARIANT.search(match["x"]):
            is_now = match["be"] not in ("ran", "was", "were", "worked")
            yield _State(sentence, thing, "version", True, match["version"], "", is_now)
    for match in _DID.finditer(text):
        kind = next((name for name in ("repaired", "told", "paid") if match[name]), "used")
        is_gone = (match["way"] or "").strip() in ("off", "out", "down", "back")
        is_kept = match["way"] or _VERSION.search(match["x"]) or "decided to" in match[0]
        if (match["keep"] and not is_kept) or (match["roll"] and match["roll"].startswith(_BOTH) and not is_gone):
            continue
        is_so = bool(match["keep"] or kind != "used")
        yield from _state(sentence, match, kind, is_so is not bool(match["not"]), is_now=True)


def _state(sentence: Sentence, match: re.Match[str], kind: str, is_so: bool, is_now: bool) -> Iterator[_State]:
    thing, target = _thing(match["x"]), _TARGET.match(sentence.text, match.end())
    named = _VERSION.search(match["x"])
    if thing and not _VARIANT.search(match["x"]):
        version = named[0] if named else ""
        yield _State(sentence, thing, kind, is_so, version, target["version"] if target else "", is_now)


def _thing(name: str) -> frozenset[str]:
    stems = word_stems(_VERSION.sub("", name)) - _SMALL
    return stems - _OF_VERSIONS or stems


@dataclass(frozen=True, eq=False, slots=True)
class _Harm:
    """A number of those to whom something happened: `340 cars waited`, `23 patients opened theirs`.

    Attributes:
        figure: the number.
        text: its clause.
        stems: those of its clause.
        behind: those of what the sentence says just behind the number.
        complements: what its clause says that it happened by, in, at ….
        is_wrong: whether what is behind it says that something was wrong, or happened.
    """

    figure: Figure
    text: str
    stems: frozenset[str]
    behind: frozenset[str]
    complements: dict[str, frozenset[str]]
    is_wrong: bool


def find_wrong_denials(statements: Statements) -> Iterator[Found]:
    """Find sentences that say that something happened to none, where a number of them is counted to whom it did."""
    denials = [
        (one, match) for one in statements.sentences if one.section != FRONT and (match := _NONE.search(one.text))
    ]
    harms = _harms(statements.figures) if denials else {}
    for sentence, match in denials:
        clause = clause_of(sentence.text, *match.span())
        who = match["who"] or match["any"]
        kind = next((name for name in _SUFFERED if match[name]), "")
        last = who.split()[-1]
        if _NOT_NONE.search(clause.replace(who, "")) or (kind == "saw" and last.casefold() in _ANYONE):
            continue  # that no one read the notes is said of those who could have
        said = clause[clause.find(who) + len(who) :]
        stems, complements = word_stems(said), _complements(said)
        nouns = [*word_stems(last)]
        if kind and last.casefold() in (*_ANYONE, "user", "users", "customer", "customers", "people"):
            nouns.append(_ALL)
        needed = frozenset().union(*complements.values(), () if kind in _OF_ANYTHING else stems) or [_ALL]
        groups = (min((harms.get((kind, noun, stem), []) for stem in needed), key=len) for noun in nouns)
        for one in chain.from_iterable(groups):
            is_same = (kind == "affected" and one.is_wrong) or kind in _OF_ANYTHING or stems <= one.behind
            if is_same and one.figure.block != sentence.block and _are_of_one_cause(complements, one):
                message = f"“{_quoted(clause)}”, but {one.figure.place} counts “{_quoted(one.text)}”"
                yield Found(sentence.span, message, _REMEDY)
                break


def _harms(figures: Iterable[Figure]) -> dict[tuple[str, str, str], list[_Harm]]:
    """What numbers count, by what happened (a key of `_SUFFERED`, or empty), to whom, and a stem of their clause."""
    found: dict[tuple[str, str, str], list[_Harm]] = {}
    for one in figures:
        sentence = one.sentence
        is_counted = one.section not in (FRONT, outline.ACTION_ITEMS.name) and not one.dimension and one.amount >= 1
        if sentence is None or not is_counted or _NONE.search(sentence.text):
            continue
        behind = one.behind.split(". ")[0][:_REACH]
        did = {match.lastgroup or "" for match in _SOME.finditer(behind)}
        is_wrong = bool(did or _WRONG.search(behind))
        text = clause_of(sentence.text, one.start, one.end)
        harm = _Harm(one, text, word_stems(text), word_stems(behind), _complements(text), is_wrong)
        is_of_people = _ANY_PEOPLE.fullmatch(one.noun) is not None
        for kind in {"", *did, *(["affected"] if is_wrong else [])}:
            nouns = [*word_stems(one.noun)]
            if kind and (kind == "waited" or is_of_people):
                nouns.append(_ALL)
            for key in product([kind], nouns, [_ALL, *(harm.stems | harm.behind)]):
                found.setdefault(key, []).append(harm)
    return found


def _complements(text: str) -> dict[str, frozenset[str]]:
    """What something happened by, in, at …, by the preposition: the stems of its words."""
    return {match["how"]: word_stems(match["what"]) - _OF_THE_INCIDENT for match in _COMPLEMENT.finditer(text)}


def _are_of_one_cause(denied: dict[str, frozenset[str]], harm: _Harm) -> bool:
    """Whether all that a denial is limited to is said of the number: none affected `by the fix` denies no outage."""
    return all(what <= harm.stems and (what or not harm.complements.get(how)) for how, what in denied.items())


def _quoted(clause: str) -> str:
    return clause.strip().rstrip(".")[:80]

"""AW008: compare harm that is denied with harm that is counted."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain, product

from afterword.checks.consistency.acts import clause_of
from afterword.checks.consistency.concepts import concepts
from afterword.checks.consistency.figures import Figure
from afterword.checks.consistency.sentences import FRONT, word_stem, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_REMEDY = "correct the one that is wrong, or say what each is about"
_PEOPLE = (
    r"(?:customers?|clients?|users?|patients?|persons?|people|passengers?|drivers?|tenants?|students?|pupils?|guests?|"
    r"members?|subscribers?|players?|residents?|citizens?|merchants?|sellers?|buyers?|shops?|orders?|accounts?|"
    r"travell?ers?|(?:road )?users?|employees?|(?:account )?holders?|households?|owners?|callers?|schools?|teachers?|"
    r"parents?|compan(?:y|ies)|firms?|hospitals?|hotels?|farmers?|growers?|readers?|records?|shipments?|invoices?|"
    r"payments?|claims?|requests?|bookings?|child(?:ren)?|[a-z]{4,}(?:ants?|ers|ors|ees?|ists?|ians?)(?<!others)|"
    r"[a-z]{3,}s)"
)
"""People and what is theirs, and any other plural."""
_ANY_PEOPLE = late_pattern(_PEOPLE.rpartition("|")[0] + ")")
_ANYONE = ("nobody", "one")
_ALL = ""
"""In place of the stem of a noun, people of any name; in place of that of a clause, any clause."""
_OF_ANYTHING = ("affected", "waited", "late", "saw")
"""What is the same harm with any object."""
_WRONG = late_pattern(
    r"\b(?:wrong\w*|incorrect\w*|because of (?:it|this|that)|by mistake|false\w*|erroneous\w*|twice|double\w*|"
    r"in error|withdrawn|overdrawn|cancell?ed|missed|could not|did not get|had no|lost their|without (?:a|an|any|"
    r"their))\b"
)
_REACH = 90
_OF_THEM = late_pattern(r" of (?:them|these|those|whom|which)\b")
_SUFFERED = {
    "affected": r"affected|impacted|touched|concerned|hit|reached|involved",
    "saw": r"saw|seen|see|read|opened|open|received|receive|got|viewed|view|shown|displayed|heard|given",
    "waited": r"held up|delayed|waited|wait|stuck|stranded|kept waiting",
    "late": r"late|after the (?:bell|deadline|start)|missed",
    "harmed": r"harmed|hurt|injured|damaged|ill|hospitali[sz]ed",
    "paid": r"charged|billed|debited|overcharged|invoiced|paid|pay",
    "lost": r"lost|lose|deleted|missing|wiped|destroyed",
    "leaked": r"exposed|leaked|disclosed|published",
    "cancelled": r"cancell?ed|rejected|declined|refused|turned away|denied|blocked|locked out",
}
_NONE = late_pattern(
    rf"\b(?P<who>(?:[Nn]o|[Nn]one of (?:the|our)|[Nn]ot a single|[Nn]ot one|[Zz]ero) (?:[a-z-]{{1,30}} )?{_PEOPLE}|"
    rf"[Nn]obody|[Nn]o ?one)"
    r"(?: (?:was|were|is|are|has|have|had|ever|been|got|actually|in fact|to|did))* (?:[a-z]+ly )?(?:"
    + "|".join(rf"(?P<{name}>{words})" for name, words in _SUFFERED.items())
    + r")\b|\b(?P<any>[Nn]o (?:[a-z-]+ )?[a-z-]{3,}) (?:was|were|is|are|has been|have been) (?:[a-z]+ly )?"
    r"[a-z]+(?:ed|en|t)\b"
)
_NOT = late_pattern(
    rf"\b(?P<who>(?:[a-z-]{{1,30}} )?{_PEOPLE}) (?:was|were|is|are|remained) (?:unaffected|not (?:affected|impacted|"
    r"touched|concerned|harmed|hit))\b"
)
_EACH = late_pattern(
    rf"\b(?P<who>(?:[Ee]ach(?: and every)?|[Ee]very|[Aa]ll(?: the)?) (?:[a-z]+ )?{_PEOPLE}) (?:was|were|got|reached|"
    r"arrived|came)\b[^.;,]{0,40}?\b(?:in time|on time|at the bell|punctual\w*|without delay)\b"
)
_DENIALS = (
    (frozenset(("no", "none", "nobody", "not", "zero")), _NONE),
    (word_set("unaffected affected impacted touched concerned harmed hit"), _NOT),
    (word_set("time bell punctual punctually delay"), _EACH),
)
"""What says that something happened to none, each with words of which a match has one."""
_SOME = late_pattern("|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _SUFFERED.items()))
_NOT_NONE = late_pattern(
    r"\b(?:else|other|more than|except|apart|besides|beyond|until|till|before|after|since|so far|at first|initially|"
    r"further|additional|again|twice|outside|(?-i:in (?:[A-Z]\w+))|thought|assumed|believed|would|could|should|if|"
    r"in the "
    r"end|permanently|seriously|noticed|because|anyone|yet|any ?more|longer|during|while|when|first|second|third|"
    r"last)\b|\?",
    re.IGNORECASE,
)

_COMPLEMENT = late_pattern(
    r"\b(?P<how>by|in|at|on|for|from|with|through|via)\b(?P<what>.*?)(?=\b(?:by|in|at|on|for|from|with|through|"
    r"via)\b|$)"
)
_OF_THE_INCIDENT = word_stems("incident event problem issue any time all")
"""Words of a complement that limit nothing: `by the incident`, `at any time`."""


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
        (one, match)
        for one in statements.sentences
        if one.section != FRONT
        for words, pattern in _DENIALS
        if one.letters.may_contain(words) and (match := pattern.search(one.text))
    ]
    harms = _harms(statements.figures) if denials else {}
    for sentence, match in denials:
        clause = clause_of(sentence.text, *match.span())
        comma = clause.find(", ", clause.find(match[0]) + len(match[0]))
        clause = clause[: comma if comma >= 0 else None]
        who = match["who"] or match["any"]
        kind, is_each = _kind(match), match.re.pattern == _EACH.pattern
        last = who.split()[-1]
        if _NOT_NONE.search(clause.replace(who, "")) or (kind == "saw" and last.casefold() in _ANYONE):
            continue  # that no one read the notes is said of those who could have
        said = clause[clause.find(who) + len(who) :] if not is_each else ""
        stems, complements = word_stems(said), _complements(said)
        nouns = [_noun(last)]
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


def _noun(word: str) -> str:
    """A noun without its plural, or the name of all words for it: applicants are not applications."""
    meant = min(concepts(word), default="")
    return meant if meant != word_stem(word) else word.casefold().removesuffix("s")


def _kind(match: re.Match[str]) -> str:
    """What happened to none: a key of `_SUFFERED`, or empty for what only its words say."""
    if match.re.pattern == _EACH.pattern:
        return "late"
    named = match.groupdict()
    return next((name for name in _SUFFERED if named.get(name)), "" if named.get("any") else "affected")


def _harms(figures: Iterable[Figure]) -> dict[tuple[str, str, str], list[_Harm]]:
    """What numbers count, by what happened (a key of `_SUFFERED`, or empty), to whom, and a stem of their clause."""
    found: dict[tuple[str, str, str], list[_Harm]] = {}
    last: tuple[object, str] = (None, "")
    for one in figures:
        sentence = one.sentence
        # `52 pupils waited. 38 of them were late.`
        noun = last[1] if last[0] == one.block and _OF_THEM.match(one.behind) else one.noun
        last = (one.block, noun) if noun else last
        is_counted = one.section not in (FRONT, outline.ACTION_ITEMS.name) and not one.dimension and one.amount >= 1
        if sentence is None or not is_counted or _NONE.search(sentence.text):
            continue
        behind = one.behind.split(". ")[0][:_REACH]
        did = {match.lastgroup or "" for match in _SOME.finditer(behind)}
        is_wrong = bool(did or _WRONG.search(behind))
        text = clause_of(sentence.text, one.start, one.end)
        harm = _Harm(one, text, word_stems(text), word_stems(behind), _complements(text), is_wrong)
        is_of_people = _ANY_PEOPLE.fullmatch(noun) is not None
        for kind in {"", *did, *(["affected"] if is_wrong else [])}:
            nouns = [_noun(noun)] if noun else []
            if kind and (kind in ("waited", "late") or is_of_people):
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

"""What a value belongs to: its counted noun, its neighbours, the way it changed, and the side of a bound."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from decimal import Decimal, InvalidOperation

from afterword.grounding import cues
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.facts import Fact
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.limits import numbers_with_limits
from afterword.grounding.measures import doubts_about_measures
from afterword.grounding.quantities import Bound, bound_before
from afterword.grounding.wording import clauses_of, stem
from afterword.text.amounts import Count
from afterword.text.foreign_words import is_foreign_note
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_VALUE = r"[a-z]{0,12}-?v?\d[\w.,:-]{0,40}"
_NUMBER = r"-?\d[\d,]{0,30}(?:\.\d{1,30})?"
_UNIT = late_pattern(r"(?<=\d)(?:ms|s|h|min|[kmg]i?b)$")
_FROM_TO = rf"\bfrom (?:[a-z-]+ )?(?P<old>{_VALUE})(?: ?%| [a-z]{{1,12}})? to (?:[a-z-]+ )?(?P<new>{_VALUE})"
_SAID_CHANGE = late_pattern(rf"(?P<before>(?:[\w'-]+ ){{1,4}}){_FROM_TO}")
_CHANGES = tuple(
    late_pattern(pattern)
    for pattern in (
        rf"(?P<old>{_VALUE})\s?(?:%|ms|s)?\s?(?:->|=>|→)\s?(?P<new>{_VALUE})",
        _FROM_TO,
        rf"\b(?:de|von|da|van|från|fra|od|z) (?:[^\W\d_]+ (?:de )?)?(?P<old>{_VALUE})(?: ?%| ?ms)? "
        rf"(?:à|a|auf|zu|para|naar|till|til|do|na) (?P<new>{_VALUE})",
        rf"(?P<new>{_NUMBER})\s?(?:%|\w+)? ?\((?:was|normal|baseline|before|usually|previously) ?(?P<old>{_NUMBER})",
        rf"(?P<new>{_NUMBER})\s?(?:%|ms|s)?,? \(?prev\w* (?P<old>{_NUMBER})",
        rf"(?P<new>{_NUMBER})\s?(?:%|ms|s)? instead of (?P<old>{_NUMBER})",
        rf"(?P<new>{_NUMBER})\s?%[^.;]{{0,60}}, before (?P<old>{_NUMBER})",
        rf"\b(?:prompt|model|version|release|image|tag|config|build|snapshot|index)[ =:]+(?P<new>{_VALUE})"
        rf"[^.;]{{0,40}}?\b(?:prev(?:ious)?|old)[ =:]+(?P<old>{_VALUE})",
        rf"(?P<new>{_VALUE}) (?:replaced|replaces) (?:[a-z]+ )?(?P<old>{_VALUE})",
        rf"(?P<old>{_VALUE}) (?:was|is) replaced (?:by|with) (?:[a-z]+ )?(?P<new>{_VALUE})",
        rf"(?P<new>{_NUMBER})[a-z]{{0,3}}\s?\((?:[a-z]+ )?(?:[a-z]+|\d+): ?[$€£]?(?P<old>{_NUMBER})",
        rf"\bhad been (?P<old>{_NUMBER})[^.;]{{0,40}}?\bnow (?P<new>{_NUMBER})",
        rf"\bnow (?P<new>{_NUMBER})[^.;]{{0,20}}?, (?:it )?was (?P<old>{_NUMBER})",
        rf"\bis (?P<new>{_NUMBER})\b[^.;]{{0,60}}\bwas (?P<old>{_NUMBER}) before",
    )
)
_DECIMAL_COMMA = late_pattern(r"(?<=(?<!\d)\d),(?=\d{1,2}(?!\d))")
_RELEASED = late_pattern(r"\b(?:rolled out|deployed|released|shipped|went live|was live|replaced)\b")
_TAKEN_BACK = late_pattern(
    r"\b(?:roll(?:ed|ing)? back|rollback|back|revert\w*|restor\w*|until|before|previous\w*|former|old|from|instead|"
    r"place)\b"
)
_DIRECTION = late_pattern(r"\s(?:[a-z]+ )?(?:(?P<more>more|higher|above)|(?:fewer|less|lower|below))\b")
_TARGET = late_pattern(rf"\bto (?:[a-z-]+ )?(?P<value>{_NUMBER})")
_CHUNK_END = late_pattern(
    r"[,;:()]\s|[()]|\s(?:and|while|but|whereas|instead of|against|versus)\s|(?<=[a-z])\s(?=to \d)"
)
_CORRECTED = late_pattern(r"\b(?:correct\w*|assumed|revis\w*|first count|postponed)\b")
_TOKEN = late_pattern(r"[a-z]+-\d+[\w.-]*|v?\d[\d,]*(?:[.:]\d+)*|[a-z]{3,}")
_COUNTED = late_pattern(r"\s*(?P<between>(?:[a-z'-]+ ){0,2}?)(?P<noun>[a-z-]{3,}s)\b")
_COUNTED_THING = late_pattern(r"(?<![\w.])(?P<number>\d+) (?:[a-z-]+ )?(?P<noun>(?!others\b)[a-z-]{3,}s)\b")
_JOINS = late_pattern(r"\b(?:of|out|and|in|to)\b")
_NOT_COUNTED = word_set("""
    times was has is does this its as plus minus versus hours minutes seconds days weeks months years always less
    points cents euros dollars percents pounds bytes across
""")


def doubts_about_values(claim: str, facts: Sequence[Fact], items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """Compare what the values of a claim belong to with what they belong to in its items.

    Args:
        claim: its text in its normal form.
        items: the items that it cites.
    """
    text = claim.casefold()
    clauses = [clause.text for item in items for clause in clauses_of(item)]
    yield from _changes(text, clauses)
    yield from _separated(text, clauses)
    yield from _bounds(claim, facts, clauses)
    if not any(is_foreign_note(item.text) for item in items):
        yield from _nouns(text, facts, clauses)
    yield from _signs(text, facts, clauses)
    yield from doubts_about_measures(text, clauses)


def _changes(text: str, clauses: Sequence[str]) -> Iterator[Doubt]:
    known = {pair for clause in clauses for pair in _pairs(clause)}
    for old, new in _pairs(text):
        if (new, old) in known and (old, new) not in known:
            yield Doubt(Weight.CONTRADICTION, f"what is cited says {new} to {old}, the claim says {old} to {new}")
            return
    for old, new in known:
        is_of_old = _has(text, old) and not _has(text, new) and not old.replace(".", "").isdigit()
        if is_of_old and _RELEASED.search(text) and not _TAKEN_BACK.search(text):
            yield Doubt(Weight.CHECK, f"what is cited says {old} to {new}")
            return
    yield from _directions(text, known, clauses)


def _directions(text: str, known: Set[tuple[str, str]], clauses: Sequence[str]) -> Iterator[Doubt]:
    """A rise in the claim that is a fall in the items, and the other way round."""
    for match in _SAID_CHANGE.finditer(text):
        verbs = match["before"].replace("back ", "")
        up, down = cues.UP.search(verbs), cues.DOWN.search(verbs)
        before, after = _number(_bare(match["old"])), _number(_bare(match["new"]))
        if before and after and before != after and bool(up) is not bool(down) and (after > before) is not bool(up):
            yield Doubt(Weight.CONTRADICTION, f"from {match['old']} to {match['new']} is the other direction")
            return
    rises, falls = cues.UP.search(text), cues.DOWN.search(text)
    if bool(rises) is bool(falls):
        return
    targets = {_bare(match["value"]) for match in _TARGET.finditer(text)}
    for old, new in known:
        before, after = _number(old), _number(new)
        if new in targets and before is not None and after is not None and (after > before) is not bool(rises):
            yield Doubt(Weight.CONTRADICTION, f"what is cited says {old} to {new}")
            return
        if old in targets and new not in text:
            yield Doubt(Weight.CHECK, f"what is cited says {old} to {new}")
            return
    if len(known) == 1 and not known & set(_pairs(text)):
        old, new = next(iter(known))
        before, after = _number(old), _number(new)
        if before is not None and after is not None and before != after and (after > before) is not bool(rises):
            yield Doubt(Weight.CHECK, f"what is cited says {old} to {new}")
            return
    if not known and not any((cues.UP if rises else cues.DOWN).search(clause) for clause in clauses):
        is_other = any((cues.DOWN if rises else cues.UP).search(clause) for clause in clauses)
        if is_other:
            yield Doubt(Weight.CHECK, "nothing cited says in which direction it changed")


def _has(text: str, value: str) -> bool:
    return re.search(rf"(?<![\w.-]){re.escape(value)}(?![\w-]|\.\d)", text) is not None


def _signs(text: str, facts: Sequence[Fact], clauses: Sequence[str]) -> Iterator[Doubt]:
    """A number with a sign in the items, and the other direction in the claim: `+3.1%`, and `3.1% fewer`."""
    for fact in facts:
        end = fact.start + len(fact.text)
        behind = _DIRECTION.match(text, end)
        number = re.escape(fact.text.casefold().replace(" ", ""))
        for clause in clauses if behind else ():
            signed = re.search(rf"(?<![\w.,])(?P<sign>[+-]){number}(?![\w.])", clause.replace(" %", "%"))
            if behind and signed and (signed["sign"] == "+") is not bool(behind["more"]):
                yield Doubt(Weight.CONTRADICTION, f"what is cited says {signed[0]}")
                return


def _pairs(text: str) -> Iterator[tuple[str, str]]:
    text = _DECIMAL_COMMA.sub(".", text)
    for pattern in _CHANGES:
        for match in pattern.finditer(text):
            yield _bare(match["old"]), _bare(match["new"])


def _bare(value: str) -> str:
    return _UNIT.sub("", value.replace(",", "").rstrip(".:;-"))


def _number(value: str) -> Decimal | None:
    try:
        return Decimal(value)
    except InvalidOperation:
        return None


def _chunks(text: str) -> list[frozenset[str]]:
    """The tokens of each part of a text that has a value beside its words."""
    found = [frozenset(map(_token, set(_TOKEN.findall(part)) - cues.STOP)) for part in _CHUNK_END.split(text)]
    return [chunk for chunk in found if any(map(_is_value, chunk))]


def _token(word: str) -> str:
    return _bare(word) if _is_value(word) else stem(word)


def _is_value(token: str) -> bool:
    return any(char.isdigit() for char in token)


def _separated(text: str, clauses: Sequence[str]) -> Iterator[Doubt]:
    """What stands together in an item, and in the claim stands beside each other's partner."""
    mine = _chunks(text)
    if (
        len(mine) < 2
        or _CORRECTED.search(text)
        or set(_pairs(text)) & {pair for one in clauses for pair in _pairs(one)}
    ):
        return
    theirs = [chunk for clause in clauses for chunk in _chunks(clause)]
    where: dict[str, set[int]] = {}
    for index, chunk in enumerate(theirs):
        for token in chunk:
            where.setdefault(token, set()).add(index)
    once = {token: next(iter(places)) for token, places in where.items() if len(places) == 1}
    for one in mine:
        for token in one & once.keys():
            partners = {b for b in theirs[once[token]] & once.keys() if _is_value(b) and b != token}
            others = {b for b in one & once.keys() if _is_value(b) and once[b] != once[token]}
            for other in mine:
                if other is not one and others and (lost := (partners & other) - one):
                    yield Doubt(
                        Weight.CHECK, f"what is cited says {min(lost)} with “{token}”, the claim says {min(others)}"
                    )
                    return


def _bounds(claim: str, facts: Sequence[Fact], clauses: Sequence[str]) -> Iterator[Doubt]:
    for fact in facts:
        bound = bound_before(claim[: fact.start])
        if bound not in (Bound.MORE, Bound.LESS):
            continue
        number = re.search(_NUMBER, fact.text)
        if number is None:
            continue
        for clause in clauses:
            for match in re.finditer(rf"(?<![\d.,]){re.escape(number[0])}(?![\d]|[.,]\d)", clause):
                if {bound_before(clause[: match.start()]), bound} == {Bound.MORE, Bound.LESS}:
                    yield Doubt(Weight.CONTRADICTION, f"what is cited puts it on the other side of {fact.text}")
                    return
            for found, limit in numbers_with_limits(clause):
                if limit == _number(_bare(number[0])) and (found > limit) is not (bound is Bound.MORE):
                    yield Doubt(Weight.CONTRADICTION, f"what is cited says {found} with the limit {limit}")
                    return


def _nouns(text: str, facts: Sequence[Fact], clauses: Sequence[str]) -> Iterator[Doubt]:
    """A number that counts other things than it does in the items."""
    for fact in facts:
        if not isinstance(fact.value, Count) or fact.value.unit:
            continue
        counted = _COUNTED.match(text, fact.start + len(fact.text))
        if counted is None or counted["noun"] in _NOT_COUNTED or _JOINS.search(counted["between"]):
            continue
        noun = stem(counted["noun"])
        near = _near(_bare(fact.text), clauses)
        if near and noun in near and _is_of_another(_bare(fact.text), noun, clauses):
            yield Doubt(Weight.CHECK, f"{fact.text} counts other things than “{counted['noun']}”")
            return
        if not near or noun in near:
            continue
        if any(one not in text for one in _counted_as(_bare(fact.text), clauses)):
            yield Doubt(Weight.CHECK, f"{fact.text} may count other things than “{counted['noun']}”")
            return


def _around(number: str, clauses: Sequence[str], behind: bool) -> Iterator[str]:
    for clause in clauses:
        plain = _without_commas(clause)
        for match in re.finditer(rf"(?<![\w.]){re.escape(number)}(?![\w]|\.\d)", plain):
            rest = re.split(r"[,;:.()]", plain[match.end() :], maxsplit=1)[0]
            yield from re.findall(r"[a-z-]{3,}", rest)[:4]
            if not behind:
                before = re.split(r"[;.]", plain[: match.start()])[-1]
                yield from re.findall(r"[a-z-]{3,}", before)[-5:]


def _near(number: str, clauses: Sequence[str]) -> set[str]:
    return {stem(word) for word in _around(number, clauses, behind=False)}


def _is_of_another(number: str, noun: str, clauses: Sequence[str]) -> bool:
    """Whether another number counts these things, and this one others: `14 alerts from 5 hosts`."""
    counted = [
        (match["number"], stem(match["noun"]))
        for one in clauses
        for match in _COUNTED_THING.finditer(_without_commas(one))
    ]
    mine = {thing for amount, thing in counted if amount == number}
    return bool(mine) and noun not in mine and any(thing == noun for amount, thing in counted if amount != number)


def _counted_as(number: str, clauses: Sequence[str]) -> list[str]:
    """The plurals behind a number, and before it as a key: `affected sessions: 4120`."""
    keys = (
        re.search(rf"([a-z-]{{3,}}s)\s?[:=]\s?{re.escape(number)}(?![\w.])", _without_commas(one)) for one in clauses
    )
    words = [*_around(number, clauses, behind=True), *(key[1] for key in keys if key)]
    return [word[:-1] for word in words if word.endswith("s") and not word.endswith("ss") and word not in _NOT_COUNTED]


def _without_commas(clause: str) -> str:
    return re.sub(r"(?<=\d),(?=\d{3})", "", clause)

"""AW005: compare what two places say of one thing with two units, or in opposite directions."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from afterword.checks.consistency.sentences import Sentence, clause_of, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.rule import Found
from afterword.text.late_pattern import late_pattern

_GROUPS = (
    "ms µs s=sec=second=seconds min=minute=minutes h=hour=hours d=day=days", "kB=KB MB GB TB", "kbit/s Mbit/s Gbit/s",
    "mg g kg t", "mm cm m km", "W kW MW", "kWh MWh", "USD=$=dollar=dollars EUR=€=euro=euros GBP=£=pounds CHF SEK",
    "k=thousand M=million billion", "%=percent points",
)  # fmt: skip
_UNITS = {
    name: (index, names.partition("=")[0])
    for index, group in enumerate(_GROUPS)
    for names in group.split()
    for name in names.split("=")
}
"""The group of each unit, in which one can be written for another, and its name."""
_NAMES = "|".join(sorted((name for name in _UNITS if name not in "$€£"), key=len, reverse=True))
_DIGITS = late_pattern(r"\d")
_MEASURED = late_pattern(
    r"(?=[\d$€£])(?<![\w.,:/$€£-])(?P<currency>[$€£])?(?P<number>\d[\d,]*(?:\.\d+)?)"
    rf"(?:[ -]?(?P<unit>{_NAMES})(?![\w/]))?"
)
_NAMED = late_pattern(r"\b[a-z]+\d+\b")
"""What is measured and has a digit in its name: `p95`."""
_CHANGES = late_pattern(
    r"\b(?:(?P<up>rose|rises?|risen|rising|climb\w*|increas(?:ed|es|ing)|grew|grows?|grown|(?:went|goes|going) up|up "
    r"by|doubl\w+|tripl\w+|jumped|soared)|(?P<down>fell|falls?|fallen|falling|decreas(?:ed|es|ing)|"
    r"dropp?(?:ed|s|ing)?|(?:went|goes|going) down|down by|halv\w+|shrank|declin(?:ed|es|ing)|sank))\b",
)
"""Verbs of a quantity that becomes more, or less."""
_IN_CHANGES = (
    "ros", "ris", "climb", "increas", "grew", "grow", " up", "up ", "doubl", "tripl", "jump", "soar", "fell",
    "fall", "decreas", "drop", "down", "halv", "shrank", "declin", "sank",
)  # fmt: skip
"""Of which every match of `_CHANGES` contains one: to look for them is several times as fast."""
_MOST_CHANGES = 100
_DIGIT = math.log2(10)
_WORD, _OTHER_WORD = 1.15, 0.15
_LEAST_BITS, _SHARED = 6.0, 2
_MOST = 12
_REMEDY = "if both mean the same, correct the one that is wrong; else say how they differ"


@dataclass(frozen=True, eq=False, slots=True)
class _Measure:
    """A number with a unit, and the words of its clause."""

    text: str
    unit: str
    stems: frozenset[str]
    sentence: Sentence


class _Measures:
    """The numbers with units of a document."""

    def __init__(self, statements: Statements) -> None:
        self._statements = statements
        self._sentences = (*statements.sentences, *statements.events)

    @cached_property
    def _with_digits(self) -> Counter[str]:
        return Counter(name for one in self._sentences for name in set(_NAMED.findall(one.text)))

    def alike(self) -> Iterator[list[_Measure]]:
        """The numbers of the same digits whose units can be taken for each other."""
        found: dict[tuple[str, int], list[_Measure]] = {}
        for sentence in self._sentences:
            for match in _MEASURED.finditer(sentence.text) if _DIGITS.search(sentence.text) else ():
                if name := match["currency"] or match["unit"]:
                    group, unit = _UNITS[name]
                    # A label says what it is of: `average of the morning: 14 ms`.
                    start = match.start() - 2 if sentence.text[: match.start()].endswith(": ") else match.start()
                    clause = clause_of(sentence.text, start, match.end()).replace(match[0], " ")
                    stems = word_stems(clause).union(_NAMED.findall(clause))
                    key = match["number"].replace(",", ""), group
                    found.setdefault(key, []).append(_Measure(match[0], unit, stems, sentence))
        return (measures for measures in found.values() if 1 < len(measures) <= _MOST)

    def bits(self, one: _Measure, other: _Measure) -> float:
        """What two have in common beside their digits."""
        shared = one.stems & other.stems
        if not shared:
            return -math.inf
        others = min(self._rarities(one.stems - shared), self._rarities(other.stems - shared))
        return _WORD * self._rarities(shared) - _OTHER_WORD * others

    def _rarities(self, stems: frozenset[str]) -> float:
        named = {stem for stem in stems if stem in self._with_digits}
        of_named = sum(math.log((len(self._sentences) + 1) / (self._with_digits[name] + 0.5)) for name in named)
        return of_named + self._statements.rarities(stems - named)


def find_other_units(statements: Statements) -> Iterator[Found]:
    """Find a number that has another unit elsewhere, in words that it shares: `250 ms`, `250 s`."""
    measures = _Measures(statements)
    for alike in measures.alike():
        number = Decimal("".join(char for char in alike[0].text if char.isdigit() or char == "."))
        digits = len("".join(map(str, number.normalize().as_tuple().digits)))
        times = Counter(one.unit for one in alike)
        if len({(one.sentence.block, one.unit) for one in alike}) > len({one.sentence.block for one in alike}):
            continue  # a paragraph knows both
        for one, other in combinations(alike, 2):
            is_apart = one.unit != other.unit and one.sentence.block != other.sentence.block
            is_once = min(times[one.unit], times[other.unit]) == 1
            if is_apart and is_once and _DIGIT * digits + measures.bits(one, other) >= _LEAST_BITS:
                line = statements.document.line(one.sentence.span)
                message = f"“{other.text}”, and line {line} says “{one.text}”"
                yield Found(other.sentence.place(other.text), message, _REMEDY)
                break


def find_other_directions(statements: Statements) -> Iterator[Found]:
    """Find what rises here and falls there, in the words that two clauses share: `the price fell all morning`."""
    changes: list[tuple[bool, frozenset[str], Sentence, str]] = []
    for sentence in statements.sentences:
        for match in _CHANGES.finditer(sentence.text) if any(map(sentence.text.__contains__, _IN_CHANGES)) else ():
            clause = clause_of(sentence.text, *match.span())
            if len({one.lastgroup for one in _CHANGES.finditer(clause)}) == 1:
                stems = word_stems(clause.replace(match[0], " "))
                changes.append((match.lastgroup == "up", stems, sentence, match[0]))
    for (is_up, stems, sentence, _), (other_up, others, second, said) in combinations(changes[:_MOST_CHANGES], 2):
        shared = stems & others
        if is_up is other_up or sentence.block == second.block or len(shared) < _SHARED:
            continue
        apart = min(statements.rarities(stems - others), statements.rarities(others - stems))
        if statements.rarities(shared) - _OTHER_WORD * apart >= _LEAST_BITS:
            message = f"this is the other direction than in line {statements.document.line(sentence.span)}"
            yield Found(second.place(said), message, _REMEDY)

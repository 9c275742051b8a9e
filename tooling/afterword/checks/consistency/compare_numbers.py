"""AW005: compare each number with those that can be the same one mistyped and are said of the same thing.

What two numbers have in common is measured in bits: the digits that agree, and the words, the numbers beside them and
the counted noun that they share, rare words more than common ones. Chance gives a few bits to a pair of a document.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import combinations

from afterword.checks.consistency.figures import SHARE, TOTAL_ROW, Figure
from afterword.checks.consistency.mistyped import digits_of, is_rounded, slip
from afterword.checks.consistency.sentences import word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.context import Skipped
from afterword.checks.rule import Found
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern

_ROUGHLY = 12
"""A number that is only about so much differs from the exact one by less than this part of it."""
_BESIDE_IT = 30
"""Characters beside a number that say what it is."""
_DEFINITE = late_pattern(r"\b(?:[Tt]he|[Aa]ll|[Tt]hese|[Tt]hose|[Oo]f which|[Oo]f the|[Oo]f them) $")
_ALL = late_pattern(r"\b[Aa]ll (?:of )?(?:the |these |those )?$")
_IN_ALL = late_pattern(r" (?:[a-z-]+ ){0,3}?(?:in all|altogether|in total|all told)\b")
_TOTAL = 3.0
"""Bits of a number that is said to be that of all."""
_YEAR = late_pattern(r"(?:19|20)\d\d")
_MOST = 300
"""Numbers of a dimension: of more, many are alike by chance."""
_LEAST_BITS = 8.0
_DIGIT = math.log2(10)
_WORD, _BESIDE, _AROUND = 1.15, 1.44, 0.43
"""Bits of a unit of rarity: of words in the clause, of numbers beside, of words in the rest of the sentence."""
_THREE_DIGITS = 100
_USUAL_PAIRS = 7.5
"""The logarithm of the pairs of numbers of a document: of few sums of money, two are seldom alike by chance."""
_SAME_NOUN, _CONFIRMED, _KNOWN, _IN_FRONT, _ZERO_IN_FRONT = 1.5, 1.5, 2.0, 2.5, 2.0
"""Bits of the same counted noun, of a number that several places state, of `the 29 clinicians`, and of a number of the
front matter, which the text should have."""
_OTHER_WORD = 0.15
"""Bits that a unit of rarity costs of words that only one of the clauses has."""
_OF_OTHERS = late_pattern(
    r"\b(?:less|more|fewer|lower|higher|below|above|limits?|thresholds?|targets?|instead|rather|versus|in the end|"
    r"eventually|finally|final(?:ly)? (?:count|number|total|figure)|(?:long|short|larg|small|high|low|great|few)est|"
    r"most|least|max\w*|min(?:imum)?|SL[AO]s?|budgets?|allow\w*|quotas?|replay\w*|sampl\w*|older|"
    r"incidents?|in (?:January|February|March|April|May|June|July|August|September|October|November|December))\b"
)
"""Of a number that is meant to differ: a bound, a difference, or the last count."""


def find_other_numbers(statements: Statements) -> Iterator[Found]:
    """Find numbers that are, probably, mistyped: another place says nearly the same number of the same thing.

    Raises:
        Skipped: so many numbers are not compared with each other.
    """
    of_dimension: dict[str, list[Figure]] = {}
    for figure in statements.figures:
        if figure.dimension != SHARE and figure.amount >= 2:
            of_dimension.setdefault(figure.dimension, []).append(figure)
    for figures in of_dimension.values():
        if len(figures) <= _MOST:
            yield from _Numbers(statements, figures).find()
    if any(len(figures) > _MOST for figures in of_dimension.values()):
        raise Skipped(f"of more than {_MOST} numbers of a kind, none was compared")


class _Numbers:
    """The numbers of one dimension."""

    def __init__(self, statements: Statements, figures: Sequence[Figure]) -> None:
        self._statements, self._figures = statements, figures
        self._of_amount: dict[Decimal, list[Figure]] = {}
        self._blocks: dict[Decimal, set[object]] = {}
        for figure in figures:
            self._of_amount.setdefault(figure.amount, []).append(figure)
            self._blocks.setdefault(figure.amount, set()).add(figure.block)

    def find(self) -> Iterator[Found]:
        """Find the pairs that have more in common than chance gives, the best first, and each number once."""
        pairs = [
            (bits, one, other)
            for amounts in combinations(self._of_amount, 2)
            if (kind := self._kind(amounts))
            for one in self._of_amount[amounts[0]]
            for other in self._of_amount[amounts[1]]
            if self._is_comparable(one, other) and (bits := self._bits(one, other, kind)) >= _LEAST_BITS
        ]
        seen: set[Decimal] = set()
        for _, one, other in sorted(pairs, key=lambda pair: -pair[0]):
            if one.amount not in seen and other.amount not in seen:
                seen |= {one.amount, other.amount}
                wrong, right = self._in_order(one, other)
                yield Found(
                    wrong.span,
                    f"“{wrong.text}” appears nowhere else, and {right.place} says “{right.text}”",
                    "if both mean the same, correct the one that is wrong; else say what each counts",
                )

    def _in_order(self, one: Figure, other: Figure) -> tuple[Figure, Figure]:
        """The number that is reported, and the other one: rather one that appears once, or is in the text."""
        times, others = len(self._of_amount[one.amount]), len(self._of_amount[other.amount])
        is_first = times < others or (times == others and not one.key)
        return (one, other) if is_first else (other, one)

    def _kind(self, amounts: tuple[Decimal, Decimal]) -> str:
        """How one amount can be the other one mistyped; empty if a paragraph knows them as two, or as sums."""
        first, second = (self._of_amount[amount] for amount in amounts)
        if min(len(first), len(second)) > 1 or not (kind := slip(first[0], second[0])):
            return ""
        one, other = amounts
        return "" if self._blocks[one] & self._blocks[other] or is_rounded(one, other) else kind

    def _is_comparable(self, one: Figure, other: Figure) -> bool:
        pair = (one, other)
        if one.section == other.section in (outline.TIMELINE.name, outline.ACTION_ITEMS.name):
            return False  # what goes on counts on
        if one.table and one.table == other.table:
            return False
        days = {self._statements.days.get(figure.block) for figure in pair} - {None}
        if len(days) > 1:
            return False
        if one.text[:1].isalpha() is not other.text[:1].isalpha() and not one.dimension:
            return False
        least, most = sorted((one.amount, other.amount))
        is_about = one.is_rough is not other.is_rough and (most - least) * _ROUGHLY <= most
        is_part = _is_of_row(one, other) or _is_of_row(other, one)
        return not (is_about or is_part or any(map(_is_of_others, pair)) or any(map(_is_year, pair)))

    def _bits(self, one: Figure, other: Figure, kind: str) -> float:
        rarities, near, pair = self._statements.rarities, one.near & other.near, (one, other)
        is_in_front, is_long = bool(one.key or other.key), min(one.amount, other.amount) >= _THREE_DIGITS
        bits = _agreement(one.amount, other.amount, kind)
        bits += _WORD * rarities(near) + _AROUND * rarities((one.around & other.around) - near)
        bits += _BESIDE * sum(1.5 + 0.5 * (one >= 10) + 0.5 * (one >= 100) for one in one.beside & other.beside)
        bits -= _OTHER_WORD * min(rarities(one.near - near), rarities(other.near - near))
        if one.noun and other.noun:
            bits += _SAME_NOUN if one.noun == other.noun else -_SAME_NOUN
            bits += _KNOWN * (one.noun == other.noun and any(_DEFINITE.search(figure.before) for figure in pair))
        bits += _CONFIRMED * (max(len(self._of_amount[figure.amount]) for figure in pair) > 1)
        bits += _TOTAL * any(_IN_ALL.match(figure.behind) or _ALL.search(figure.before) for figure in pair)
        bits += is_in_front * (_IN_FRONT * is_long + _ZERO_IN_FRONT * (kind == "zero"))
        if kind == "order" and is_long:
            bits += max(0.0, _USUAL_PAIRS - math.log2(math.comb(len(self._of_amount), 2))) / 2
        return bits


def _agreement(one: Decimal, other: Decimal, kind: str) -> float:
    """The bits of the digits that two amounts share, less those of the ways to mistype one for the other."""
    length = max(len(digits_of(amount)[0]) for amount in (one, other))
    if kind == "order":
        ways = length * (length - 1) / 2
        digits, others = (digits_of(amount)[0].ljust(length, "0") for amount in (one, other))
        places = [index for index, pair in enumerate(zip(digits, others, strict=True)) if len({*pair}) > 1]
        is_swap = len(places) == 2 and places[1] - places[0] == 1  # of two beside each other
        return _DIGIT * length - 1 - math.log2(ways) - (length == 2) - 2 * (not is_swap)
    if kind == "zero":
        return max(0.0, _DIGIT * length - 4) if length > 1 else 0.0
    return _DIGIT * (length - 1) - (math.log2(length) if kind == "digit" else 3)


def _is_of_row(one: Figure, other: Figure) -> bool:
    """Whether a number is of a row of a table that the other number is not about: of one region, or of one hour."""
    return one.row is not None and not (word_stems(one.row) & other.around or TOTAL_ROW.fullmatch(one.row))


def _is_of_others(figure: Figure) -> bool:
    return _OF_OTHERS.search(f"{figure.before[-_BESIDE_IT:]}; {figure.behind[:_BESIDE_IT]}") is not None


def _is_year(figure: Figure) -> bool:
    return not figure.dimension and not figure.noun and _YEAR.fullmatch(figure.text) is not None

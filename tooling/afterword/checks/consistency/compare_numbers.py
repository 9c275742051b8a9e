"""AW005: compare a number with those that appear in the same words at other places."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from afterword.checks.consistency.figures import SHARE, Figure
from afterword.checks.consistency.mistyped import digits_of, is_rounded, slip
from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, outline
from afterword.text.late_pattern import late_pattern

_ROUGHLY = 12
"""A rounded number differs from the exact one by less than this part of it."""
_SMALL = 10
"""Smaller numbers are alike by chance."""
_MANY, _MOST = 1, 300
_DIFFERENCE = late_pattern(r"[ )]{0,2}(?:less|more|fewer|lower|higher|below|above|off)\b", re.IGNORECASE)
"""Behind an amount that is not of the thing itself: `371 EUR less than usual`."""
_IN_THE_END = late_pattern(
    r"\b(?:(?:in|at) the end|eventually|finally|final (?:count|number|total|figure)|(?:no|ao) (?:fim|final)|al final|"
    r"(?:à|a) la fin|au final|am ende|schlussendlich|alla fine|uiteindelijk)\b",
    re.IGNORECASE,
)
"""Of the last count, which differs from those before it."""


def find_other_numbers(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find numbers that differ from those at another place.

    Raises:
        Skipped: so many numbers are not compared with each other.
    """
    of_dimension: dict[str, list[Figure]] = {}
    for figure in facts.statements.figures:
        if figure.dimension != SHARE:
            of_dimension.setdefault(figure.dimension, []).append(figure)
    seen: set[frozenset[int]] = set()
    for figures in of_dimension.values():
        if len(figures) > _MOST:
            continue
        slips, times = _slips(figures), Counter(figure.amount for figure in figures)
        for figure in figures:
            if figure.amount not in slips or times[figure.amount] > 1 or figure.section == outline.ACTION_ITEMS.name:
                continue
            other = _counterpart(figure, [one for one in figures if one is not figure], slips[figure.amount])
            if other and (pair := frozenset((figure.span.start, other.span.start))) not in seen:
                seen.add(pair)
                yield Found(
                    figure.span,
                    f"“{figure.text}” appears nowhere else, and {other.place} says “{other.text}”",
                    "if both mean the same, correct the one that is wrong; else say what each counts",
                )
    if any(len(figures) > _MOST for figures in of_dimension.values()):
        raise Skipped(f"of more than {_MOST} numbers of a kind, none was compared")


def _slips(figures: Sequence[Figure]) -> dict[Decimal, dict[Decimal, str]]:
    """The amounts that each amount can be mistyped for, and how."""
    found: dict[Decimal, dict[Decimal, str]] = {}
    for one, other in combinations({figure.amount: figure for figure in figures}.values(), 2):
        if kind := slip(one, other):
            found.setdefault(one.amount, {})[other.amount] = kind
            found.setdefault(other.amount, {})[one.amount] = kind
    return found


def _counterpart(figure: Figure, others: Sequence[Figure], kinds: Mapping[Decimal, str]) -> Figure | None:
    """The figure that was probably meant; None if none is like it.

    Args:
        figure: a figure.
        others: the others of its dimension.
        kinds: the amounts of others that it can be mistyped for, and how.
    """
    # Of many numbers, some are alike by chance.
    number = Counter(kinds.values())
    kinds = {amount: kind for amount, kind in kinds.items() if number[kind] <= _MANY}
    if not kinds or any(_is_same(figure, one) for one in others) or _is_part_of_sum(figure, others):
        return None
    beside = {one.amount for one in others if one.block == figure.block}
    best: tuple[int, Figure] | None = None
    for one in others:
        kind = kinds.get(one.amount)
        if kind is None or _counts_on(figure, one):
            continue
        places = len({other.block for other in others if other.amount == one.amount})
        # Of two that appear once, the text is reported rather than the front matter.
        if one.amount in beside or not (places > 1 or one.key or not figure.key):
            continue
        score = _likeness(figure, one, kind, places)
        if score and (best is None or score > best[0]) and not _is_series(figure, one, others):
            best = (score, one)
    return best[1] if best else None


def _counts_on(figure: Figure, other: Figure) -> bool:
    """Whether the later of two rows of the timeline says that it has the last count."""
    first, last = sorted((figure, other), key=lambda one: one.span.start)
    is_timeline = first.section == last.section == outline.TIMELINE.name
    return is_timeline and last.sentence is not None and _IN_THE_END.search(last.sentence.text) is not None


def _is_part_of_sum(figure: Figure, others: Sequence[Figure]) -> bool:
    """Whether a number and another one of its section add up to a third, and so belong together."""
    amounts = {one.amount for one in others}
    beside = {one.amount for one in others if one.section == figure.section}
    return any(figure.amount + one in amounts for one in beside)


def _is_same(one: Figure, other: Figure) -> bool:
    is_near = abs(one.amount - other.amount) * _ROUGHLY <= max(one.amount, other.amount)
    return is_near and (one.is_rough or other.is_rough) and is_rounded(one.amount, other.amount)


def _is_series(figure: Figure, other: Figure, others: Sequence[Figure]) -> bool:
    """Whether the words that two figures share go with further numbers."""
    shared = (figure.near & other.near) or (figure.around & other.around)
    known = (figure.amount, other.amount)
    sentences = {one.sentence for one in (figure, *others) if one.amount in known}
    further = {one.amount for one in others if one.sentence not in sentences and shared and shared <= one.near}
    return len(further) > 1


def _likeness(figure: Figure, other: Figure, kind: str, places: int) -> int:
    """How probable it is that two figures are one, 0 for no.

    Args:
        figure: a figure.
        other: another one of the same dimension.
        kind: how one can be the other one mistyped.
        places: in how many places the other one appears.
    """
    least, most = sorted((figure.amount, other.amount))
    is_of_noun = bool(figure.noun) and figure.noun == other.noun
    if (
        least <= 1
        or (least < _SMALL and not (figure.dimension or is_of_noun))
        or (most < _SMALL and not figure.dimension)
    ):
        return 0
    if (_DIFFERENCE.match(figure.behind) is None) is not (_DIFFERENCE.match(other.behind) is None):
        return 0
    near = len(figure.near & other.near) + len(figure.beside & other.beside)
    around = len(figure.around & other.around)
    (own, own_size), (digits, size) = digits_of(figure.amount), digits_of(other.amount)
    size = max(own_size, size)
    if kind == "order":
        is_of_impact = bool(figure.key or other.key) and (figure.dimension != "" or size > 2)
        is_like = near > 0 or around >= 2 or max(len(own), size - 1) > 3 or is_of_impact
    elif kind == "more":
        is_like = len(own) > 1 and len(digits) > 1 and near > 0 and places > 1
    elif kind == "zero":
        is_like = (len(own) > 1 and (near > 0 or around > 0)) or (near > 0 and places > 1) or near >= 2
    else:
        half = min(len(figure.near), len(other.near)) / 2
        is_like = (near >= 2 and (places > 1 or (figure.dimension not in ("", "%") and near >= half))) or (
            size > 4 and places > 2 and near + around > 0
        )
    return 10 * near + around + places + 1 if is_like else 0

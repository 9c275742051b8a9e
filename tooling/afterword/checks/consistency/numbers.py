"""Compare a number with those that appear in the same words at other places."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import combinations

from afterword.checks.consistency.figures import SHARE, Figure, slip
from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.grounding.quantities import round_like
from afterword.postmortem import PostMortem, outline

_ROUGHLY = 12
"""A rounded number differs from the exact one by less than this part of it."""
_MANY, _MOST = 1, 300


def find_other_numbers(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find numbers that differ from those at another place."""
    of_dimension: dict[str, list[Figure]] = {}
    for figure in facts.figures:
        of_dimension.setdefault(figure.dimension, []).append(figure)
    of_dimension.pop(SHARE, None)
    slips = {dimension: _slips(figures) for dimension, figures in of_dimension.items() if len(figures) <= _MOST}
    many = of_dimension.keys() - slips.keys()
    times = Counter((figure.dimension, figure.amount) for figure in facts.figures)
    seen: set[frozenset[int]] = set()
    for figure in facts.figures:
        is_repeated = times[figure.dimension, figure.amount] > 1
        kinds = slips.get(figure.dimension, {}).get(figure.amount)
        if not kinds or is_repeated or figure.section == outline.ACTION_ITEMS.name:
            continue
        other = _counterpart(figure, [one for one in of_dimension[figure.dimension] if one is not figure], kinds)
        if other is None or (pair := frozenset((figure.span.start, other.span.start))) in seen:
            continue
        seen.add(pair)
        place = f"`impact.{other.key}`" if other.key else f"line {document.line(other.span)}"
        yield Found(
            figure.span,
            f"“{figure.text}” appears nowhere else, and {place} says “{other.text}”",
            "if both mean the same, correct the one that is wrong; else say what each counts",
        )
    if many:
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
    if not kinds or any(_is_same(figure, one) for one in others):
        return None
    beside = {one.amount for one in others if one.block == figure.block}
    best: tuple[int, Figure] | None = None
    for one in others:
        kind = kinds.get(one.amount)
        if kind is None:
            continue
        mention = len({other.block for other in others if other.amount == one.amount})
        # Of two that appear once, the text is reported rather than the front matter.
        if one.amount in beside or not (mention > 1 or one.key or not figure.key):
            continue
        score = _likeness(figure, one, kind, mention)
        if score and (best is None or score > best[0]) and not _is_series(figure, one, others):
            best = (score, one)
    return best[1] if best else None


def _is_same(one: Figure, other: Figure) -> bool:
    if abs(one.amount - other.amount) * _ROUGHLY > max(one.amount, other.amount) or not (
        one.is_rough or other.is_rough
    ):
        return False
    return round_like(one.amount, other.amount) == other.amount or round_like(other.amount, one.amount) == one.amount


def _is_series(figure: Figure, other: Figure, others: Sequence[Figure]) -> bool:
    """Whether the words that two figures share go with further numbers."""
    shared = (figure.near & other.near) or (figure.around & other.around)
    known = (figure.amount, other.amount)
    mention = {one.sentence for one in (figure, *others) if one.amount in known}
    further = {one.amount for one in others if one.sentence not in mention and shared and shared <= one.near}
    return len(further) > 1


def _likeness(figure: Figure, other: Figure, kind: str, mention: int) -> int:
    """How probable it is that two figures are one, 0 for no.

    Args:
        figure: a figure.
        other: another one of the same dimension.
        kind: how one can be the other one mistyped.
        mention: in how many places the other one appears.
    """
    least, most = sorted((figure.amount, other.amount))
    if least <= 1 or (most < 10 and not figure.dimension):
        return 0
    near = len(figure.near & other.near) + len(figure.beside & other.beside)
    around = len(figure.around & other.around)
    is_of_impact = bool(figure.key or other.key)
    digits, size = len(figure.digits[0]), max(figure.digits[1], other.digits[1])
    if kind == "order":
        is_like = (
            near > 0
            or around >= 2
            or max(digits, size - 1) > 3
            or (is_of_impact and (figure.dimension != "" or size > 2))
        )
    elif kind == "more":
        is_like = digits > 1 and len(other.digits[0]) > 1 and near > 0 and mention > 1
    elif kind == "zero":
        is_like = (digits > 1 and (near > 0 or around > 0)) or (near > 0 and mention > 1) or near >= 2
    else:
        half = min(len(figure.near), len(other.near)) / 2
        is_like = (near >= 2 and (mention > 1 or (figure.dimension not in ("", "%") and near >= half))) or (
            size > 4 and mention > 2 and near + around > 0
        )
    return 10 * near + around + mention + 1 if is_like else 0

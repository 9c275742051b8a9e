"""Compare shares with what the document counts elsewhere: the whole, and its part."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from afterword.checks.consistency.account import Sentence, word_stems
from afterword.checks.consistency.figures import COMPARED, KEY_WORDS, SHARE, Figure
from afterword.checks.consistency.rounding import share_range
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.grounding.quantities import Bound, bound_before
from afterword.postmortem import PostMortem, outline
from afterword.text.late_pattern import late_pattern

_APPROACH = r"(?:nearly |almost |about |roughly |some |close to |exactly |that is,? |i\.e\.,? |or )?"
# A number and its share.
_BEHIND = late_pattern(rf"(?: [a-z-]+){{0,2}}(?: \(|, ){_APPROACH}")
_BEFORE = late_pattern(rf"(?:(?: of [^\d,;()]{{0,40}})?, | \(){_APPROACH}")
_ENDS = late_pattern(r"(?: [a-z-]+)?[,.;)]|$")
_IS_WHOLE = late_pattern(r"\d[\d,.]* (?:of|out of|in) (?:the |our |all )?$")
_OF_WHOLE = late_pattern(r" of (?:the |our |all |those |these )*$")
_NOT_A_PART = late_pattern(
    r"\b(?:up|down|by|from|to|plus|minus|than|per|each|confidence|weigh\w*|worth|rose|fell|grew|dropped|version)\W*$",
    re.IGNORECASE,
)


def find_other_wholes(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find shares that no number of the document explains, though a whole for them is beside."""
    figures = facts.figures
    counts = [one for one in figures if not one.dimension]
    in_sentence: dict[Sentence, list[Figure]] = {}
    for figure in figures:
        if figure.sentence and figure.dimension in ("", "%", SHARE):
            in_sentence.setdefault(figure.sentence, []).append(figure)
    amounts = sorted({one.amount for one in counts})
    before = dict(pairwise(reversed(facts.account.sentences)))
    known = [one for one in counts if one.key in ("users", "requests")]
    for sentence, told in in_sentence.items():
        for share in told:
            if share.dimension and (part := _part_of(sentence, share, told)):
                last = before.get(sentence)
                earlier = in_sentence.get(last, []) if last and last.block == sentence.block else []
                whole = _whole_of(sentence, part, in_sentence[sentence], earlier, known)
                if whole and not _has_whole(part, share, amounts):
                    yield _other_share(document, share, part, whole)
    yield from _shares_of_the_incident(document, counts, amounts, in_sentence)


def _part_of(sentence: Sentence, share: Figure, told: Sequence[Figure]) -> Figure | None:
    """The number that a share beside it is of: `160, a quarter,`, `a quarter (160)`."""
    text, end = sentence.text, share.start + len(share.text)
    for one in told:
        if one.dimension or one.amount < 1:
            continue
        behind = one.start + len(one.text)
        if behind < share.start:
            is_beside = _BEHIND.fullmatch(text, behind, share.start) and _ENDS.match(text, end)
        else:
            is_beside = _BEFORE.fullmatch(text, end, one.start) and _ENDS.match(text, behind)
        first = text[: min(one.start, share.start)]
        if is_beside and not (_NOT_A_PART.search(first) or _IS_WHOLE.search(text[: one.start])):
            return one if bound_before(first) in (Bound.NONE, Bound.ROUGH) and _is_plain(text, one, share) else None
    return None


def _is_plain(text: str, one: Figure, share: Figure) -> bool:
    """Whether nothing between a number and its share bounds it: no `well over a third`."""
    between = text[min(one.start, share.start) : max(one.start, share.start)]
    return re.search(r"\b(?:over|under|than|least|most|above|below|a good)\b", between, re.IGNORECASE) is None


def _whole_of(
    sentence: Sentence, part: Figure, told: Sequence[Figure], earlier: Sequence[Figure], known: Sequence[Figure]
) -> Figure | None:
    """The one larger number before a part, in its sentence or the one before; else the one that the impact states.

    Args:
        sentence: its sentence.
        part: the part.
        told: the figures of its sentence.
        earlier: those of the sentence before, in the same paragraph.
        known: those of the impact that can be a whole.
    """
    for group in ([one for one in told if one.start < part.start], earlier):
        larger = {one.amount: one for one in group if not one.dimension and one.amount > max(part.amount, Decimal(1))}
        if len(larger) == 1:
            return next(iter(larger.values()))
        if larger:
            return None
    named = [one for one in known if one.amount > part.amount and word_stems(KEY_WORDS[one.key]) & sentence.stems]
    return named[0] if len(named) == 1 else None


def _has_whole(part: Figure, share: Figure, amounts: Sequence[Decimal]) -> bool:
    """Whether one of some sorted amounts is a whole of which a part is a share."""
    least, most = share_range(share)
    index = bisect_left(amounts, max(part.amount, 100 * part.amount / most))
    return index < len(amounts) and (least <= 0 or amounts[index] <= 100 * part.amount / least)


def _has_part(whole: Decimal, share: Figure, amounts: Sequence[Decimal]) -> bool:
    """Whether one of some sorted amounts is that share of a whole."""
    least, most = share_range(share)
    index = bisect_left(amounts, whole * least / 100)
    return index < len(amounts) and amounts[index] <= whole * min(most, Decimal(100)) / 100


def _other_share(document: PostMortem, share: Figure, part: Figure, whole: Figure) -> Found:
    percent = (100 * part.amount / whole.amount).quantize(Decimal("0.1")).normalize()
    place = f"`impact.{whole.key}`" if whole.key else f"line {document.line(whole.span)}"
    return Found(
        share.span,
        f"{part.text} of the {whole.text} that {place} states is {percent:f} %, not “{share.text}”",
        "correct the number or the share that is wrong",
    )


def _shares_of_the_incident(
    document: PostMortem,
    counts: Sequence[Figure],
    amounts: Sequence[Decimal],
    in_sentence: dict[Sentence, list[Figure]],
) -> Iterator[Found]:
    """`One in nine of the 1,648 answers`, where 412 of 1,648 were affected by the impact."""
    affected = {one.amount for one in counts if one.key in ("users", "requests")}
    parts = [one for one in counts if one.section == outline.IMPACT.name and one.sentence and one.amount in affected]
    of_whole: dict[Decimal, Figure] = {}
    for part in parts:
        for other in in_sentence[part.sentence] if part.sentence else ():
            if not other.dimension and other.amount > part.amount:
                of_whole.setdefault(other.amount, part)
    for sentence, told in in_sentence.items() if of_whole else ():
        for share in told if sentence.section == outline.SUMMARY.name else ():
            whole = _whole_behind(sentence, share, told)
            if whole and COMPARED.search(sentence.text[max(0, share.start - 60) : share.start]):
                continue
            if whole and whole.amount in of_whole and not _has_part(whole.amount, share, amounts):
                yield _other_share(document, share, of_whole[whole.amount], whole)


def _whole_behind(sentence: Sentence, share: Figure, told: Sequence[Figure]) -> Figure | None:
    """The whole that a share is said to be of."""
    end = share.start + len(share.text)
    if not share.dimension or bound_before(sentence.text[: share.start]) not in (Bound.NONE, Bound.ROUGH):
        return None
    behind = (one for one in told if not one.dimension and one.start > end)
    return next((one for one in behind if _OF_WHOLE.fullmatch(sentence.text, end, one.start)), None)

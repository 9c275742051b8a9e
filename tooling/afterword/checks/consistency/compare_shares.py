"""AW006: compare shares with the numbers beside them, parts with their wholes, and shares with each other."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from itertools import pairwise

from afterword.checks.consistency.figures import KEY_WORDS, SHARE, Figure, by_noun
from afterword.checks.consistency.mistyped import ROUGH, share_means, share_range
from afterword.checks.consistency.sentences import FRONT, Sentence, word_stems
from afterword.checks.consistency.statements import Statements
from afterword.checks.context import Skipped
from afterword.checks.rule import Found
from afterword.grounding.quantities import Bound, bound_before
from afterword.postmortem import outline
from afterword.text.late_pattern import late_pattern

_COMPARED = late_pattern(
    r"\b(?:year|month|week|usual\w*|normal\w*|average|typical\w*|before|earlier|previous\w*|last|other\w*|every|each|"
    r"per|than|would|could|since|so far|now|later|at most|up to)\b",
    re.IGNORECASE,
)
"""Words beside a number that is of another time, or only a measure for the number of the incident."""
_SECTIONS = (FRONT, outline.SUMMARY.name, outline.IMPACT.name)
_LABEL = late_pattern(
    r"\b(?:section|version|page|chapter|step|article|release|rule|table|figure|no\.|number)\s$", re.IGNORECASE
)
_ONE_IN = late_pattern(r"\b\d{1,3} (?:in|out of) (?:every )?$")
_YEAR = late_pattern(r"(?:19|20)\d\d")
# What is between a part and its whole.
_OF = late_pattern(
    r" / | (?:(?!one |instead )[a-z-]+ (?=of (?:the|our|these|all|its|their) ))?of "
    r"(?:the |our |some |about |these |all |its |their )*"
)
_IS_QUOTIENT = late_pattern(r" ?[=≈] ?[\d.,]+(?![\d.,]|\s?%)")
_OF_OTHERS = late_pattern(r" [a-z]+ of ")
_OF_THESE = late_pattern(r" of (?:(?:these|those) (?P<noun>[a-z]{3,})|(?:these|those|them|which|whom)\b)")
_OF_A_WHOLE = late_pattern(r"\b(?:of|among) (?:the |our |some |about )*$", re.IGNORECASE)
_AT_A_PLACE = late_pattern(
    r"\b(?:in|at|on|from|across|within|throughout|over|by|for|with) (?:the |our |all |some |about )*$", re.IGNORECASE
)
_WORDS_TO_PART = late_pattern(r"(?: [a-z-]+){0,3}, ")
_PER = late_pattern(r"\b(?:each|per|every|times)\b", re.IGNORECASE)
_COUNTS_SOMETHING = late_pattern(r" (?:of |[a-z]{3})")
# What is between a share and its numbers.
_NOT_OF_IT = late_pattern(r"[\s)]*(?:more|less|fewer|higher|lower|above|below|points?|off|than)\b", re.IGNORECASE)
_LEADS_TO_SHARE = late_pattern(
    r"[(,]\W*(?:(?:nearly|almost|about|a good|over|just under|roughly|more than|less than|that is|that's|which is|"
    r"i\.e\.?|so|thus|making|meaning|equal to|hence|or),?\s?){0,2}\W*$"
)
_ARE = late_pattern(
    r"(?: [a-z-]+){0,3} ?(?:is|are|was|were|makes?|equals?|=|means|amounts? to|comes? to|corresponds? to)(?: about|"
    r" nearly| almost)? "
)
_TO_PART = late_pattern(r"(?: [a-z-]+){0,4}(?:, | \()(?:so |or |i\.e\.,? |that is,? )?")
_COMES_FROM_SHARE = late_pattern(r"(?:,|is|was|are|were|, or|, that is,?|, i\.e\.,?)\s$|\($")
_OF_WHOLE = late_pattern(r" of (?:the |all |our |some |about |those |these )*")
_ITS_WHOLE = late_pattern(
    r" (?:of (?:all )?(?:the |our |its |their |these |those )?|(?:the|our|its|their) )(?P<whole>[a-z-]+(?: (?!(?:in|at|"
    r"on|from|to|by|for|with|of|were|was|are|is|had|has|have|that|which|who|and|or|did|got|saw|"
    r"went)\b)[a-z-]+\b(?<!ed))"
    r"{0,2})",
    re.IGNORECASE,
)
_NO_SUBJECT = late_pattern(r"\b(?:for|of|in|from|by|to|at|on|with|among)(?: about| some| nearly)? $", re.IGNORECASE)
_APPROACH = (
    r"(?:(?:nearly|almost|about|roughly|some|close to|exactly|from|(?:that|this|which) (?:is|makes)|that's|i\.e\.|so|"
    r"thus|hence|or|equal to|equals|meaning|making|a share of|in other words),? ){0,2}"
)
_BEHIND_PART = late_pattern(rf"(?: [a-z-]+){{0,9}}(?: \(|, ){_APPROACH}")
_BEFORE_PART = late_pattern(rf"(?:(?: of [^\d,;()]{{0,40}})?, | \(){_APPROACH}")
_ENDS = late_pattern(r"(?: of (?:the|all|our|these|those|that|them|its)?(?: [a-z-]+){0,3}| [a-z-]+)?(?:[,.;)]|$)|$")
_IS_WHOLE = late_pattern(r"\d[\d,.]* (?:of|out of|in) (?:the |our |all )?$")
_NOT_A_PART = late_pattern(
    r"\b(?:up|down|by|from|to|plus|minus|than|per|each|confidence|weigh\w*|worth|rose|fell|grew|dropped|version)\W*$",
    re.IGNORECASE,
)
_BOUNDED = late_pattern(r"\b(?:over|under|than|least|most|above|below|a good)\b", re.IGNORECASE)
_REACH = 75
_SHARED = 2
_MOST = 300
_NUMBER_OR_SHARE = "correct the number or the share that is wrong"


def find_wrong_shares(statements: Statements) -> Iterator[Found]:
    """Find shares that are not those of their numbers, and parts that are larger than their whole.

    Raises:
        Skipped: so many shares are not compared with each other.
    """
    by_sentence: dict[Sentence, list[Figure]] = {}
    for figure in statements.figures:
        is_stated = figure.sentence and figure.section != outline.ACTION_ITEMS.name
        if figure.sentence and is_stated and (figure.is_share or not figure.dimension):
            by_sentence.setdefault(figure.sentence, []).append(figure)
    counts = {sentence: _counts(figures) for sentence, figures in by_sentence.items()}
    for sentence, counted in counts.items():
        shares = [one for one in by_sentence[sentence] if one.is_share]
        yield from _of_parts(sentence, counted, shares)
        yield from _too_large_parts(sentence, counted)
    yield from _of_wholes_elsewhere(statements.sentences, statements.figures, by_sentence)
    shares = [one for one in statements.figures if one.is_share]
    if len(shares) > _MOST:
        raise Skipped(f"of more than {_MOST} shares, none was compared with the others")
    for figure in shares:
        if figure.dimension == SHARE and figure.section in _SECTIONS and (other := _other(figure, shares)):
            yield Found(
                figure.span,
                f"“{figure.text}” is {_percent(figure.amount)}, and {other.place} says “{other.text}”",
                "if both mean the same, correct the one that is wrong; else say what each is a share of",
            )


def _counts(figures: Sequence[Figure]) -> list[Figure]:
    """The numbers of a sentence that count something, and are neither a part of a share in words nor a label."""
    words = [(one.start, one.end) for one in figures if one.dimension == SHARE]
    return [
        one
        for one in figures
        if not (
            one.is_share
            or any(start <= one.start < end for start, end in words)
            or _LABEL.search(one.before)
            or _ONE_IN.search(one.before)
        )
    ]


def _of_parts(sentence: Sentence, counts: Sequence[Figure], shares: Sequence[Figure]) -> Iterator[Found]:
    """Shares of a part and its whole in one sentence: `310 of 1,240 (15%)`, `4,417 words, 0.3% of the 1.5 million`."""
    text = sentence.text
    for one in shares:
        behind = [count for count in counts if count.start > one.end][:2]
        is_of_whole = len(behind) == 2 and _OF_WHOLE.fullmatch(text, one.end, behind[0].start)
        # `two thirds of the 360 tickets, 240,`
        if (
            is_of_whole
            and _TO_PART.fullmatch(text, behind[0].end, behind[1].start)
            and behind[1].behind[:1] in (",", ")")
        ):
            yield from _other_share(one, behind[1], behind[0])
    for first, second in pairwise(counts):
        part = first
        if _OF.fullmatch(text, first.end, second.start) and not _IS_QUOTIENT.match(second.behind):
            # `18,000 domains of 11,600 customers` are not part of them.
            if _OF_OTHERS.match(first.behind) and re.match(r" [a-z]+s\b", second.behind):
                continue
        elif _OF_A_WHOLE.search(first.before) and _WORDS_TO_PART.fullmatch(text, first.end, second.start):
            part = second
        else:
            share = next((one for one in shares if first.end < one.start and one.end < second.start), None)
            is_of_it = share and (
                _BEHIND_PART.fullmatch(text, first.end, share.start)
                and _OF_WHOLE.fullmatch(text, share.end, second.start)
                and not _NO_SUBJECT.search(first.before)
            )
            if share and is_of_it and first.amount <= second.amount:
                yield from _other_share(share, first, second)
            continue
        whole = second if part is first else first
        if _is_year(whole) or whole.amount < 2:
            continue
        if part.amount > whole.amount:
            yield _too_many(part, whole)
            continue
        for share in [
            one
            for one in shares
            if _belongs_to(text, one, first.start, second.end) or _is_said_to_be(text, one, second.end)
        ][:1]:
            yield from _other_share(share, part, whole)


def _is_said_to_be(text: str, share: Figure, end: int) -> bool:
    """`360 of 2,400 tickets are 15%.`"""
    return share.start >= end and bool(_ARE.fullmatch(text, end, share.start)) and bool(_ENDS.match(text, share.end))


def _belongs_to(text: str, share: Figure, start: int, end: int) -> bool:
    """Whether a share is that of the part and the whole between two offsets."""
    gap = text[end : share.start] if share.start >= end else text[share.end : start]
    if len(gap) > _REACH or re.search(r"[\d;:]", gap) or _NOT_OF_IT.match(share.behind):
        return False
    if share.start >= end:
        return _LEADS_TO_SHARE.search(gap) is not None
    return share.end <= start and _COMES_FROM_SHARE.search(gap) is not None


def _other_share(share: Figure, part: Figure, whole: Figure, place: str = "") -> Iterator[Found]:
    percent = 100 * part.amount / whole.amount
    if not share_means(share, percent):
        ratio = f"{part.text} of {place and 'the '}{whole.text}{place} is {_percent(percent)}"
        yield Found(share.span, f"{ratio}, not “{share.text}”", _NUMBER_OR_SHARE)


def _too_large_parts(sentence: Sentence, counts: Sequence[Figure]) -> Iterator[Found]:
    """`Of 40 answers, 50 of these were wrong.`"""
    for part in counts if not _PER.search(sentence.text) else ():
        earlier = [one for one in counts if one.end < part.start and _COUNTS_SOMETHING.match(one.behind)]
        if earlier and (these := _OF_THESE.match(part.behind)):
            named = [one for one in earlier if one.behind.strip().startswith(these["noun"] or "")]
            named = named if these["noun"] else [one for one in named if not _AT_A_PLACE.search(one.before)]
            others = [one for one in named if not _OF_A_WHOLE.search(one.before)] or named or [part]
            whole = max(others, key=lambda one: one.amount)
            if part.amount > max(whole.amount, Decimal(9)) and not (_is_year(part) or _is_year(whole)):
                yield _too_many(part, whole)


def _is_year(figure: Figure) -> bool:
    return _YEAR.fullmatch(figure.text) is not None


def _too_many(part: Figure, whole: Figure) -> Found:
    message = f"{part.text} of {whole.text} is more than all of them"
    return Found(part.span, message, "correct the number that is wrong, or say what each counts")


def _of_wholes_elsewhere(
    sentences: Sequence[Sentence], figures: Sequence[Figure], by_sentence: Mapping[Sentence, Sequence[Figure]]
) -> Iterator[Found]:
    """Shares that no number of the document explains, of a part whose whole another sentence or the impact states."""
    counts = [one for one in figures if not one.dimension]
    amounts = sorted({one.amount for one in counts})
    before = dict(pairwise(reversed(sentences)))
    of_noun = by_noun(counts)
    known = [one for one in counts if one.key in ("users", "requests")]
    affected = {one.amount for one in known}
    of_whole = {
        whole.amount: part
        for sentence, beside in by_sentence.items()
        for part in beside
        if sentence.section == outline.IMPACT.name and not part.dimension and part.amount in affected
        for whole in beside
        if not whole.dimension and whole.amount > part.amount
    }
    for sentence, beside in by_sentence.items():
        for share in (one for one in beside if one.is_share):
            least, most = share_range(share)
            if part := _part_beside(sentence, share, beside):
                last = before.get(sentence)
                earlier = by_sentence.get(last, ()) if last and last.block == sentence.block else ()
                whole = _whole_of(part, [one for one in beside if one.start < part.start], earlier, known, counts)
                alike = [one for one in of_noun.get(share.noun, ()) if one.amount > part.amount]
                if whole is None and len({one.amount for one in alike}) == 1 and not alike[0].is_rough:
                    whole = alike[0]
                # A whole that explains the share may be anywhere.
                high = 100 * part.amount / least if least > 0 else amounts[-1]
                if whole and not _any_between(amounts, max(part.amount, 100 * part.amount / most), high):
                    yield from _other_share(share, part, whole, f" that {whole.place} states")
            elif other := _part_elsewhere(share, beside, of_noun):
                yield from _other_share(share, *other, f" that {other[0].place} states")
            elif sentence.section == outline.SUMMARY.name and bound_before(share.before) in (Bound.NONE, Bound.ROUGH):
                behind = [one for one in beside if not one.dimension and one.start > share.end][:1]
                for whole in behind if not _COMPARED.search(share.before[-60:]) else ():
                    # `One in nine of the 1,648 answers`, where 412 of 1,648 were affected by the impact.
                    is_of_it = _OF_WHOLE.fullmatch(sentence.text, share.end, whole.start) and whole.amount in of_whole
                    parts = whole.amount * least / 100, whole.amount * min(most, Decimal(100)) / 100
                    if is_of_it and not _any_between(amounts, *parts):
                        yield from _other_share(share, of_whole[whole.amount], whole, f" that {whole.place} states")


def _part_elsewhere(
    share: Figure, beside: Sequence[Figure], of_noun: Mapping[str, Sequence[Figure]]
) -> tuple[Figure, Figure] | None:
    """The part and the whole of `of 2,150 letters 18% were wrong`, where another paragraph counts 645 wrong letters."""
    wholes = [one for one in beside if not one.dimension and one.noun and not one.is_rough and one.amount > 1]
    if (
        len(wholes) != 1
        or bound_before(share.before) not in (Bound.NONE, Bound.ROUGH)
        or _COMPARED.search(share.before[-60:])
    ):
        return None
    whole, said = wholes[0], share.near | share.around
    about, counts = said - word_stems(whole.noun), of_noun.get(whole.noun, ())
    parts = [
        one
        for one in counts
        if one.sentence and one.block != whole.block and 1 < one.amount < whole.amount
        if not one.is_rough and len(about & word_stems(one.behind[:_REACH])) >= _SHARED
    ]
    least, most = share_range(share)
    is_explained = any(least <= 100 * one.amount / whole.amount <= most for one in counts)
    return (parts[0], whole) if len({one.amount for one in parts}) == 1 and not is_explained else None


def _any_between(amounts: Sequence[Decimal], least: Decimal, most: Decimal) -> bool:
    index = bisect_left(amounts, least)
    return index < len(amounts) and amounts[index] <= most


def _part_beside(sentence: Sentence, share: Figure, beside: Sequence[Figure]) -> Figure | None:
    """The number that a share beside it is of: `160, a quarter,`, `a quarter (160)`."""
    text = sentence.text
    for one in beside:
        if one.dimension or one.amount < 1:
            continue
        first, last = sorted((one, share), key=lambda figure: figure.start)
        joint = _BEHIND_PART if first is one else _BEFORE_PART
        if not (joint.fullmatch(text, first.end, last.start) and _ENDS.match(text, last.end)):
            continue
        is_part = not (_NOT_A_PART.search(first.before) or _IS_WHOLE.search(one.before))
        is_plain = bound_before(first.before) in (Bound.NONE, Bound.ROUGH) and not _BOUNDED.search(
            text, first.start, last.end
        )
        return one if is_part and is_plain else None
    return None


def _whole_of(
    part: Figure, beside: Sequence[Figure], earlier: Sequence[Figure], known: Sequence[Figure], counts: Sequence[Figure]
) -> Figure | None:
    """The one larger number before a part, in its sentence or the one before; else that of the impact or its noun."""
    for group in (beside, earlier):
        larger = {one.amount: one for one in group if not one.dimension and one.amount > max(part.amount, Decimal(1))}
        if larger:
            return next(iter(larger.values())) if len(larger) == 1 else None
    named = [one for one in known if one.amount > part.amount and word_stems(KEY_WORDS[one.key]) & part.around]
    if not named and part.noun:
        named = [one for one in counts if one.noun == part.noun and one.amount > part.amount and not one.is_rough]
    return named[0] if len({one.amount for one in named}) == 1 else None


def _other(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    """A share that appears in the same words at another place and differs."""
    whole = _whole_stems(figure)
    others = [one for one in figures if one.block != figure.block and not _are_apart(whole, _whole_stems(one))]
    if any(abs(one.amount - figure.amount) <= figure.amount * ROUGH for one in others):
        return None
    best = max(others, key=lambda one: _shared_words(figure, one), default=None)
    return best if best and _shared_words(figure, best) >= 2 else None


def _whole_stems(figure: Figure) -> frozenset[str]:
    """The beginnings of the words for what a share is of: `half of the canary hosts`."""
    match = _ITS_WHOLE.match(figure.behind)
    return word_stems(match["whole"]) if match else frozenset()


def _are_apart(whole: frozenset[str], other: frozenset[str]) -> bool:
    return bool(whole and other) and whole.isdisjoint(other)


def _shared_words(figure: Figure, other: Figure) -> int:
    """How many words two shares have in common; the noun that a share is of counts twice."""
    of = re.match(r"one ([a-z]+) (?:in|out)", figure.text, re.IGNORECASE)
    noun = word_stems(of[1]) if of else frozenset()
    near = len(figure.near & other.around)
    return near + (near > 0 and len(figure.around & other.around) > 2) + 2 * bool(noun & other.around)


def _percent(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.1')).normalize():f} %"

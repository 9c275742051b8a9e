"""Compare shares with the numbers beside them and with each other, and parts with their whole."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from itertools import pairwise

from afterword.checks.consistency.account import FRONT, Account, Mention, Sentence, word_stems
from afterword.checks.consistency.figures import SHARE, Figure, amount_of
from afterword.checks.consistency.rounding import ROUGH, share_means
from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, outline
from afterword.text.amounts import Count
from afterword.text.late_pattern import late_pattern
from afterword.times.clock_times import ClockTime
from afterword.times.dates import CalendarDate

_SECTIONS = (FRONT, outline.SUMMARY.name, outline.IMPACT.name)
_LABEL = late_pattern(
    r"\b(?:section|version|page|chapter|step|article|release|rule|table|figure|no\.|number)\s$", re.IGNORECASE
)
_ONE_IN = late_pattern(r"\b\d{1,3} (?:in|out of) (?:every )?$")
_ORDINAL = late_pattern(r"\d(?:st|nd|rd|th)$")
_YEAR = late_pattern(r"(?:19|20)\d\d")
_OF = late_pattern(r" (?:(?!one )[a-z-]+ )?of (?:the |our |some |about |these |all |its |their )*")
_COUNTS_OTHERS = late_pattern(r" [a-z]+ of ")
_OF_THESE = late_pattern(r" of (?:these|those|them|which|whom)\b")
_OF_A_WHOLE = late_pattern(r"\b(?:of|among) (?:the |our |some |about )*$", re.IGNORECASE)
_PER = late_pattern(r"\b(?:each|per|every|times)\b", re.IGNORECASE)
_THE_OTHER = late_pattern(r"\bthe (?:other|remaining|rest,?) $", re.IGNORECASE)
_COUNTS_SOMETHING = late_pattern(r" (?:of |[a-z]{3})")
_NOT_OF_IT = late_pattern(r"[\s)]*(?:more|less|fewer|higher|lower|above|below|points?|off|than)\b", re.IGNORECASE)
_LEADS_TO_SHARE = late_pattern(
    r"[(,]\W*(?:nearly|almost|about|a good|over|just under|roughly|more than|less than|that is|or)?\W*$"
)
_COMES_FROM_SHARE = late_pattern(r"(?:,|is|was|are|were|, or|, that is,?|, i\.e\.,?)\s$|\($")
_OF_IT = late_pattern(r" of (?:the |all |our |some |about )*")
_NO_SUBJECT = late_pattern(r"\b(?:for|of|in|from|by|to|at|on|with|among)(?: about| some| nearly)? $", re.IGNORECASE)
_BESIDE = late_pattern(r"(?: [a-z-]+){0,3}(?:, | \()(?:about |nearly |almost |or |from |that is |i\.e\. )?")
_REACH = 75
_MOST = 300
_SUM = late_pattern(r" (?:[a-z-]+ ){0,3}\(")
_AS = late_pattern(r" (in|on|from|by|for|of|before|after|at)\b[^,;()]*(?:,| and|;) ")
_NO_MORE = late_pattern(r"[^()\d]*\)")


def find_wrong_shares(document: PostMortem, facts: DocumentFacts) -> Iterator[Found]:
    """Find shares that are not those of their numbers, and parts that are larger than their whole.

    Raises:
        Skipped: so many shares are not compared with each other.
    """
    account = facts.account
    shares: dict[Sentence, list[Figure]] = {}
    for figure in facts.figures:
        if figure.sentence and figure.dimension in ("%", SHARE):
            shares.setdefault(figure.sentence, []).append(figure)
    counted: dict[Sentence, list[Mention]] = {}
    for sentence in (*account.sentences, *account.rows):
        beside = shares.get(sentence, [])
        if len(counts := _counts(sentence, beside)) > 1:
            counted[sentence] = counts
            yield from _parts(sentence, counts, beside)
            yield from _percentages_of(sentence, counts, beside)
            yield from _remainders(counts)
            yield from _sums(sentence, counts)
    yield from _other_parts(account, counted)
    comparable = [one for one in facts.figures if one.dimension in ("%", SHARE)]
    if len(comparable) > _MOST:
        raise Skipped(f"of more than {_MOST} shares, none was compared with the others")
    for figure in comparable:
        if figure.dimension == SHARE and figure.section in _SECTIONS and (other := _other(figure, comparable)):
            place = f"`impact.{other.key}`" if other.key else f"line {document.line(other.span)}"
            yield Found(
                figure.span,
                f"“{figure.text}” is {_percent(figure.amount)}, and {place} says “{other.text}”",
                "if both mean the same, correct the one that is wrong; else say what each is a share of",
            )


def _counts(sentence: Sentence, shares: Sequence[Figure]) -> list[Mention]:
    """The numbers of a sentence that count something, and are neither a part of a share in words nor a label."""
    words = [(one.start, one.start + len(one.text)) for one in shares if one.dimension == SHARE]
    return [
        mention
        for mention in sentence.mentions
        if isinstance(mention.fact.value, Count)
        and not mention.fact.value.unit
        and amount_of(mention) == amount_of(mention).to_integral_value()
        and not _ORDINAL.search(mention.fact.text)
        and not any(start <= mention.fact.start < end for start, end in words)
        and not _LABEL.search(mention.just_before)
        and not _ONE_IN.search(mention.just_before)
    ]


def _parts(sentence: Sentence, counts: Sequence[Mention], shares: Sequence[Figure]) -> Iterator[Found]:
    for first, second in pairwise(counts):
        if _OF.fullmatch(sentence.text, first.end, second.fact.start):
            # `18,000 domains of 11,600 customers` are no part of them.
            if _COUNTS_OTHERS.match(first.behind) and re.match(r" [a-z]+s\b", second.behind):
                continue
            yield from _part_of(sentence, first, second, shares)
        elif _OF_A_WHOLE.search(first.just_before) and re.fullmatch(
            r"(?: [a-z-]+){0,3}, ", sentence.text[first.end : second.fact.start]
        ):
            yield from _part_of(sentence, second, first, shares)
    for part in counts:
        earlier = [one for one in counts if one.end < part.fact.start and _COUNTS_SOMETHING.match(one.behind)]
        if earlier and _OF_THESE.match(part.behind) and not _PER.search(sentence.text):
            whole = ([one for one in earlier if not _OF_A_WHOLE.search(one.just_before)] or earlier)[-1]
            if amount_of(part) > max(amount_of(whole), Decimal(9)) and not (_is_year(part) or _is_year(whole)):
                yield _too_many(part, whole)


def _remainders(counts: Sequence[Mention]) -> Iterator[Found]:
    """`Of 96 ads 11 were published, the other 85 were not.`"""
    for whole, part, rest in zip(counts, counts[1:], counts[2:], strict=False):
        if not _THE_OTHER.search(rest.just_before) or not (
            _OF_THESE.match(part.behind) or _OF_A_WHOLE.search(whole.just_before)
        ):
            continue
        total = amount_of(part) + amount_of(rest)
        if total != amount_of(whole):
            yield Found(
                rest.span,
                f"{part.fact.text} and {rest.fact.text} are {total:,f}, not {whole.fact.text}",
                "correct the number that is wrong, or say what is missing",
            )


def _percentages_of(sentence: Sentence, counts: Sequence[Mention], shares: Sequence[Figure]) -> Iterator[Found]:
    """`4,417 sentences, 0.3% of the 1.5 million`."""
    for part, whole in pairwise(counts):
        for share in shares:
            behind = share.start + len(share.text)
            is_between = part.end < share.start and behind < whole.fact.start
            if not is_between or not _OF_IT.fullmatch(sentence.text, behind, whole.fact.start):
                continue
            if not _BESIDE.fullmatch(sentence.text, part.end, share.start) or amount_of(whole) < amount_of(part):
                continue
            if _NO_SUBJECT.search(part.just_before):
                continue
            ratio = 100 * amount_of(part) / amount_of(whole)
            if not share_means(share, ratio):
                yield _other_share(share, part, whole, ratio)


def _other_share(share: Figure, part: Mention, whole: Mention, percent: Decimal) -> Found:
    return Found(
        share.span,
        f"{part.fact.text} of {whole.fact.text} is {_percent(percent)}, not “{share.text}”",
        "correct the number or the share that is wrong",
    )


def _part_of(sentence: Sentence, part: Mention, whole: Mention, shares: Sequence[Figure]) -> Iterator[Found]:
    if _is_year(whole) or amount_of(whole) < 2:
        return
    if amount_of(part) > amount_of(whole):
        yield _too_many(part, whole)
        return
    ratio = 100 * amount_of(part) / amount_of(whole)
    start, end = min(part.fact.start, whole.fact.start), max(part.end, whole.end)
    share = next((one for one in shares if _belongs_to(sentence, one, start, end)), None)
    if share and not share_means(share, ratio):
        yield _other_share(share, part, whole, ratio)


def _belongs_to(sentence: Sentence, share: Figure, start: int, end: int) -> bool:
    """Whether a share is that of the part and the whole between two offsets."""
    behind = share.start + len(share.text)
    gap = sentence.text[end : share.start] if share.start >= end else sentence.text[behind:start]
    if len(gap) > _REACH or re.search(r"[\d;:]", gap) or _NOT_OF_IT.match(sentence.text[behind:]):
        return False
    if share.start >= end:
        return _LEADS_TO_SHARE.search(gap) is not None
    return behind <= start and _COMES_FROM_SHARE.search(gap) is not None


def _is_year(mention: Mention) -> bool:
    return _YEAR.fullmatch(mention.fact.text) is not None


def _too_many(part: Mention, whole: Mention) -> Found:
    return Found(
        part.span,
        f"{part.fact.text} of {whole.fact.text} is more than all of them",
        "correct the number that is wrong, or say what each counts",
    )


def _sums(sentence: Sentence, counts: Sequence[Mention]) -> Iterator[Found]:
    """`14,000 (9,500 in the first night, 4,500 in the second)`."""
    text = sentence.text
    for whole, one, other in zip(counts, counts[1:], counts[2:], strict=False):
        joint = _AS.fullmatch(text, one.end, other.fact.start)
        if not (joint and _SUM.fullmatch(text, whole.end, one.fact.start) and _NO_MORE.match(text, other.end)):
            continue
        total = amount_of(one) + amount_of(other)
        if other.behind.startswith(f" {joint[1]} ") and abs(total - amount_of(whole)) * 50 > amount_of(whole):
            yield Found(
                whole.span,
                f"{one.fact.text} and {other.fact.text} are {total:,f}, not {whole.fact.text}",
                "correct the number that is wrong, or say what is missing",
            )


def _other_parts(account: Account, counted: dict[Sentence, list[Mention]]) -> Iterator[Found]:
    """`Four of 14 channels` where all other places say `11 of 14 channels`."""
    of_whole: dict[tuple[Decimal, str], list[Mention]] = {}
    for sentence, counts in counted.items():
        for part, whole in pairwise(counts):
            noun = re.match(r" ([a-z-]{3,})", whole.behind)
            if noun and _OF.fullmatch(sentence.text, part.end, whole.fact.start):
                of_whole.setdefault((amount_of(whole), min(word_stems(noun[1]), default="")), []).append(part)
    dated = {
        mention.sentence.block
        for mention in account.mentions
        if isinstance(mention.fact.value, CalendarDate | ClockTime)
    }
    for parts in of_whole.values():
        amounts = Counter(map(amount_of, parts))
        (usual, number), *others = amounts.most_common()
        # Of another day it can be another part.
        for part in parts if number > 1 and len(others) == 1 and others[0][1] == 1 else ():
            if amount_of(part) != usual and part.sentence.block not in dated:
                other = next(one for one in parts if amount_of(one) == usual)
                yield Found(
                    part.span,
                    f"“{part.fact.text}{part.behind[:24].rstrip()}” appears nowhere else, and "
                    f"line {account.document.line(other.span)} says {other.fact.text} of them",
                    "if both mean the same, correct the one that is wrong; else say what each counts",
                )


def _other(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    """A share that appears in the same words at another place and differs."""
    others = [one for one in figures if one.block != figure.block]
    if any(abs(one.amount - figure.amount) <= figure.amount * ROUGH for one in others):
        return None
    best = max(others, key=lambda one: _shared_words(figure, one), default=None)
    return best if best and _shared_words(figure, best) >= 2 else None


def _shared_words(figure: Figure, other: Figure) -> int:
    """How many words two shares have in common; the noun that a share is of counts twice."""
    of = re.match(r"one ([a-z]+) (?:in|out)", figure.text, re.IGNORECASE)
    noun = word_stems(of[1]) if of else frozenset()
    near = len(figure.near & other.around)
    return near + (near > 0 and len(figure.around & other.around) > 2) + 2 * bool(noun & other.around)


def _percent(amount: Decimal) -> str:
    return f"{amount.quantize(Decimal('0.1')).normalize():f} %"

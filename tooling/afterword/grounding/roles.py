"""Who or what has which part in a statement: `A instead of B`, `Lena's change`, one thing before another."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from afterword.grounding.cues import NEGATION
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import coverage, stem, stems
from afterword.language.inflection import inflect
from afterword.text.folding import normalise, normalise_caseless
from afterword.text.late_pattern import late_pattern

_REACH, _MOST_EXCHANGES = 120, 20
"""Characters beside an exchange in which its sides are looked for, and exchanges of a text that are compared."""
_CLAUSE_END = late_pattern(r"[.;,]\s|[.;,]$")
_TOKEN = late_pattern(r"[a-zµ][\w-]*|#?\d[\w.-]*\w|\d")
_EMPTY = frozenset(("a", "an", "the", "be", "been", "with", "by", "of", "to", "in", "it", "its", "our", "their"))
_EXCHANGES = tuple(
    (late_pattern(pattern), is_new_first)
    for pattern, is_new_first in (
        (
            r"\b(?:instead of|rather than|in place of|replac(?:ed|es|ing)(?! (?:by|with)\b)|duplicate of|"
            r"in favou?r of)\b",
            True,
        ),
        (r"\b(?:(?:and )?(?:is |was |be |been |were )?(?:to be )?replaced (?:by|with))\b", False),
    )
)
_DISCONTINUOUS = late_pattern(
    r"\b(?:(?:replac|swapp?|exchang)(?:e[ds]?|ing|s)?"
    r"|(?:(?:mov|switch|migrat|chang|rerout)(?:ed?|ing) (?:\w+ )?)?from) "
    r"((?:[\w'.-]+ ){0,3}?[\w'.-]+?) (?:with|for|to|by) (?=[\w'])((?:the |an? |our |its |provider |model )?[\w'.-]+)"
)
"""`replaced A with B`, `swapped A for B`, `from A to B`: B is there now."""
_THAN = late_pattern(
    r"\b(?:(?P<more>more|higher|larger|longer|greater|later|slower|worse|bigger|older)|less|fewer|lower|smaller|shorter|"
    r"earlier|faster|quicker|better|cheaper|younger|sooner)\b(?P<what>[^.;]{0,50}?)\bthan\b"
)
_DIRECTED = (
    "approve ask blame block call contact depose disable instruct inform notify order overload overwrite page phone "
    "ping promote question replace review supersede tell thank trigger wake warn"
)
"""Verbs of what one does to another, and the other not thereby to the one, as in `met` or `joined`."""
_NAME = r"(?:[A-Z][\w-]+|[a-z]+-\w+)"
_DEED = late_pattern(
    rf"\b(?P<one>{_NAME}|I) (?:(?:had|has|have|then|also|later) )*(?P<passive>(?:was|were|been|is) )?"
    rf"(?P<verb>{'|'.join(sorted({form for verb in _DIRECTED.split() for form in inflect(verb)}))}) (?(passive)by )"
    rf"(?:the )?(?P<other>{_NAME})\b"
)
_POSSESSION = late_pattern(r"\b([a-z][\w-]+)'s? (?:\w+ )?([a-z]{3,})")
_FOLLOWS = late_pattern(r"[,;]? (?:and )?(before|then|after|once)\b|\s?->\s?")
_CLAIMED_ORDER = late_pattern(r"\b(before|after)\b")
_CLOCK = late_pattern(r"(?<![\d:.])([01]?\d|2[0-3])[:.]([0-5]\d)(?![\d:])")
_PART_END = late_pattern(r"[,;]\s|\s(?:and|then|before)\s")


def doubts_about_roles(claim: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """Compare the parts that things have in a claim with those in its items.

    Args:
        claim: its text in its normal form.
        items: the items that it cites.
    """
    text = claim.casefold()
    cited = [normalise_caseless(item.text) for item in items]
    yield from _exchanged(text, cited)
    yield from _turned_round(claim, items)
    yield from _possessed(text, cited)
    yield from _ordered(text, cited)
    yield from _compared(text, cited)


def _exchanged(text: str, cited: Sequence[str]) -> Iterator[Doubt]:
    """`A instead of B`, where the items say `B instead of A`."""
    known = [pair for one in cited for pair in _pairs(one)]
    for new, old in _pairs(text):
        for known_new, known_old in known:
            crossed, straight = (
                (len(new & known_old), len(old & known_new)),
                (len(new & known_new), len(old & known_old)),
            )
            if all(crossed) and sum(crossed) > sum(straight):
                yield Doubt(Weight.CONTRADICTION, "what is cited has the two the other way round")
                return


def _turned_round(claim: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """`Bo asked Ann`, where an item says `Ann asked Bo`."""
    known = {deed for item in items for deed in _deeds_between(normalise(item.text), item.actor)}
    for one, verb, other in _deeds_between(claim, ""):
        if (other, verb, one) in known and (one, verb, other) not in known:
            yield Doubt(Weight.CHECK, f"what is cited says it of “{other}” and “{one}”, the other way round")
            return


def _deeds_between(text: str, author: str) -> Iterator[tuple[str, str, str]]:
    """Who did what to whom, where both have a name; `I` is the author."""
    for match in _DEED.finditer(text):
        one, other = (author if match[name] == "I" else match[name] for name in ("one", "other"))
        sides = (other, one) if match["passive"] else (one, other)
        yield sides[0].casefold(), stem(match["verb"]), sides[1].casefold()


def _pairs(text: str) -> Iterator[tuple[frozenset[str], frozenset[str]]]:
    """The words beside each exchange: of what is there now, and of what was."""
    text = _DISCONTINUOUS.sub(r"\1 replaced by \2", text)
    for pattern, is_new_first in _EXCHANGES:
        for found in islice(pattern.finditer(text), _MOST_EXCHANGES):
            before = _CLAUSE_END.split(text[max(0, found.start() - _REACH) : found.start()])[-1]
            after = _CLAUSE_END.split(text[found.end() : found.end() + _REACH])[0]
            left, right = _named(_words(before)[::-1]), _named(_words(after))
            new, old = (left, right) if is_new_first else (right, left)
            yield new - old, old - new


def _words(text: str) -> list[str]:
    return [word for word in _TOKEN.findall(text) if word not in _EMPTY]


def _compared(text: str, cited: Sequence[str]) -> Iterator[Doubt]:
    """`fp16 was slower than int8`, where the items say `int8 is slower than fp16`."""
    mine = _comparison(text)
    for one in cited if mine else ():
        theirs = _comparison(one)
        if mine is None or theirs is None:
            continue
        is_crossed = mine.left & theirs.right and mine.right & theirs.left
        is_straight = mine.left & theirs.left and mine.right & theirs.right
        if bool(is_crossed) is not bool(is_straight) and bool(is_crossed) is (mine.is_more is theirs.is_more):
            yield Doubt(Weight.CHECK, "what is cited compares the two the other way round")
            return


@dataclass(frozen=True, slots=True)
class _Comparison:
    """The words of each side alone, and whether the left one is said to be more."""

    left: frozenset[str]
    right: frozenset[str]
    is_more: bool


def _comparison(text: str) -> _Comparison | None:
    """The first comparison of a text; None if there is none, or if it is denied."""
    found = _THAN.search(text)
    if found is None or NEGATION.search(text):
        return None
    before = _CLAUSE_END.split(text[: found.start()])[-1]
    left, right = stems(f"{before} {found['what']}"), stems(_CLAUSE_END.split(text[found.end() :])[0])
    return _Comparison(left - right, right - left, found["more"] is not None)


def _named(words: Sequence[str]) -> frozenset[str]:
    """What a side of an exchange is called: by its number if it has one, else by its four nearest words."""
    numbered = [word for word in words if any(map(str.isdigit, word))]
    return frozenset(map(_key, numbered[:2] or words[:4]))


def _key(word: str) -> str:
    return word.lstrip("#") if "-" in word or any(map(str.isdigit, word)) else stem(word)


def _possessed(text: str, cited: Sequence[str]) -> Iterator[Doubt]:
    """`Igor's change`, where the items say `Lena's change`."""
    known = {(owner, stem(thing)) for one in cited for owner, thing in _POSSESSION.findall(one)}
    for owner, thing in _POSSESSION.findall(text):
        owners = {other for other, known_thing in known if known_thing == stem(thing)}
        if owners and owner not in owners:
            yield Doubt(Weight.CHECK, f"what is cited says “{min(owners)}'s {thing}”")
            return


def _ordered(text: str, cited: Sequence[str]) -> Iterator[Doubt]:
    """One thing before another, where an item says in its words or times that it was after it."""
    parts = _CLAIMED_ORDER.split(text)
    if len(parts) != 3 or re.search(r"\b(?:minutes?|hours?|days?|weeks?|seconds?|min|h|not|n't|never)\W*$", parts[0]):
        return
    left, right = stems(parts[0]), stems(parts[2])
    for one in cited:
        order = _by_clock(left, right, one) or _by_words(left, right, one)
        if order and (order < 0) is not (parts[1] == "before"):
            yield Doubt(Weight.CHECK, "what is cited has it in another order")
            return


def _by_clock(left: frozenset[str], right: frozenset[str], text: str) -> int:
    """Compare the times of what some words and what others are about: -1 for earlier, 1 for later, 0 if not known."""
    clocks = [(stems(part), [int(h) * 60 + int(m) for h, m in _CLOCK.findall(part)]) for part in _PART_END.split(text)]
    timed = [(words, found[0]) for words, found in clocks if len(found) == 1]
    signs = {
        (one > other) - (one < other)
        for words, one in timed
        for others, other in timed
        if words is not others and _is_about(left, words, timed) and _is_about(right, others, timed)
    }
    return signs.pop() if len(signs) == 1 else 0


def _is_about(words: frozenset[str], part: frozenset[str], timed: Sequence[tuple[frozenset[str], int]]) -> bool:
    shared = len(words & part)
    return shared > 0 and shared == max(len(words & other) for other, _ in timed)


def _by_words(left: frozenset[str], right: frozenset[str], text: str) -> int:
    """The same, by `before` and `then` between the two."""
    parts = _FOLLOWS.split(text)
    sides, words = [stems(part) for part in parts[::2]], parts[1::2]
    places = [[index for index, side in enumerate(sides) if coverage(of, side) >= 0.5 and of] for of in (left, right)]
    if not all(places) or set(places[0]) & set(places[1]):
        return 0
    signs = set()
    for one in places[0]:
        for other in places[1]:
            between = words[min(one, other) : max(one, other)]
            if any(word in ("after", "once") for word in between):
                return 0
            signs.add(-1 if one < other else 1)
    return signs.pop() if len(signs) == 1 else 0

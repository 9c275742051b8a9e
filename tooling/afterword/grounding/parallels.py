"""Statements of one kind about several things: `pool a is back, pool b is not`.

A claim may say of each what its own statement says. It mixes them if it names the thing of one and says what only
another one says: `pool b is back`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from afterword.grounding.cues import PLANNED_CLAIM, STOP
from afterword.grounding.doubts import Doubt, Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.log_forms import spell_out
from afterword.grounding.wording import stem
from afterword.text.folding import normalise
from afterword.text.late_pattern import late_pattern
from afterword.text.word_set import word_set

_SENTENCE_END = late_pattern(r"(?<=[.!?;])\s+|\n|\s\|\s|\s[-–—]\s")
_PART_END = late_pattern(
    r"[,(]\s|:\s(?!v?\d)|,?\s(?:and|but|while|whereas|whilst|though|although|then|where|when|since|because)\s"
)
_TOKEN = late_pattern(r"[^\W\d_]\w*(?:[-.]\w+)+|[^\W\d_]\w*\d\w*|\d[\d.,:]*\d|\d|[^\W\d_]{2,}|(?<=\w )[A-Z]\b")
_NUMBER = re.compile(r"\d[\d.,:]*")
_LABEL = re.compile(r"(?=.*[-\d.])[^\W\d_][\w.-]*")
_SHAPE = re.compile(r"[^\W\d_]+(?=[-_.]?\d)")
_CAPITALS = re.compile(r"[A-Z]{2,4}")
_MOST_PARTS = 40
_EXCLUSIVE = tuple(
    frozenset(line.split())
    for line in """
old new former previous current
first second third fourth last
prod production staging test sandbox live dev development
control treatment
primary secondary replica standby backup
left right
input output
internal external
north south east west
upstream downstream
small large
free paid
android ios web
desktop mobile
monday tuesday wednesday thursday friday saturday sunday
english german french spanish portuguese italian polish dutch arabic japanese chinese korean hindi
""".strip().splitlines()
)
"""Words of which a thing has one: they tell one of several things from the others."""
_SHORT = {"prod": "production", "live": "production", "dev": "development"}
_WHICH = {word: f"one of {min(words)}" for words in _EXCLUSIVE for word in words}
_TEAMS = word_set("compliance finance legal marketing ops product qa sales security sre support vendor")
_LIKEWISE = word_set("also both ditto likewise other others rest same too")


@dataclass(frozen=True, slots=True)
class _Part:
    """A part of a sentence.

    Attributes:
        things: what tells one of several things from the others, with its kind.
        said: these, its other words and its numbers.
        nouns: the words behind these.
        is_open: whether it says the same of something else: `db-1 too`.
    """

    things: dict[str, str]
    said: frozenset[str]
    nouns: frozenset[str]
    is_open: bool


def doubts_about_parallels(claim: str, items: Sequence[LedgerItem]) -> Iterator[Doubt]:
    """Find parts of a claim that say of one thing what the items say of another one alone.

    Args:
        claim: its text.
        items: the items that it cites.
    """
    theirs = [part for item in items for part in _parts(spell_out(item.text.replace("`", " ")))][:_MOST_PARTS]
    if len(theirs) < 2 or PLANNED_CLAIM.search(claim.casefold()):
        return
    for part in _parts(claim):
        for thing, kind in part.things.items():
            if other := _said_of_another(thing, kind, part, theirs):
                yield Doubt(Weight.CHECK, f"what is cited says it of “{other}”, the claim of “{thing}”")
                return


def _said_of_another(thing: str, kind: str, part: _Part, theirs: Sequence[_Part]) -> str:
    """The other thing of which alone the items say what a part of the claim says; empty if there is none."""
    mine = [one for one in theirs if thing in one.things]
    others = [one for one in theirs if thing not in one.things and kind in one.things.values()]
    if not mine or not others or any(one.is_open for one in theirs):
        return ""
    of_it, of_others, of_all = (frozenset().union(*(one.said for one in some)) for some in (mine, others, theirs))
    if (part.said & of_it) - of_others - {thing}:
        return ""
    missing = (part.said & of_all) - of_it
    for one in others:
        for name, its_kind in one.things.items():
            # The noun may be left out the second time: `us users are not affected, eu is affected`.
            if its_kind == kind and name not in part.things and set() < missing - (part.nouns & one.nouns) <= one.said:
                return name
    return ""


def _parts(text: str) -> Iterator[_Part]:
    for sentence in _SENTENCE_END.split(normalise(text)):
        for index, part in enumerate(_PART_END.split(sentence)):
            tokens = _TOKEN.findall(part)
            names = [_SHORT.get(token.casefold(), token.casefold()) for token in tokens]
            kinds = (_kind(token, at + index) for at, token in enumerate(tokens))
            things = {name: kind for name, kind in zip(names, kinds, strict=True) if kind}
            is_open = not _LIKEWISE.isdisjoint(names)
            words = {stem(word) for word in names if word not in STOP | things.keys()}
            nouns = {stem(noun) for name, noun in pairwise(names) if name in things}
            if words or things or is_open:
                yield _Part(things, frozenset(words | things.keys()), frozenset(nouns), is_open)


def _kind(token: str, place: int) -> str:
    """What kind of things a token tells apart; empty if it is a word or a value."""
    word = token.casefold()
    if _NUMBER.fullmatch(token):
        return ""
    if word in _WHICH:
        return _WHICH[word]
    if word in _TEAMS:
        return "name"
    if len(token) == 1:
        return "letter"
    if _LABEL.fullmatch(token):
        shape = _SHAPE.match(token)
        return f"label {shape[0].casefold()}" if shape else "label"
    if _CAPITALS.fullmatch(token):
        return "capitals"
    return "name" if token[0].isupper() and place and word not in STOP else ""

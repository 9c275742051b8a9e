"""Sentences in which a team says what it will do, or did: `We will add a limit`, `We've added one`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.importing.reader.owner_names import owners_of
from afterword.importing.reader.prose import SENTENCE
from afterword.importing.reader.reading import ActionState
from afterword.importing.reader.unit import Unit
from afterword.text.word_set import word_set

_NO_DEED = r"(?!(?:need|feed|exceed|succeed|proceed|speed|indeed|heed)\s)"
_DEED = rf"{_NO_DEED}(?:[\w/-]+ed|made|put|set|built|wrote|written|ran|run|cut|taught|begun|sent|taken)\b"
_LEAD = r"(?:(?:going|moving) forward,?\s)?(?:(?:in|by|until|on|from|after|before|next|this)\s[^,.;]{2,30},\s)?"
_PLEDGE = re.compile(
    r"(?i:we(?:(?:['’]ll|\s(?:will|shall|plan to|intend to|are (?:going|planning) to|should|need to|must))\s(?!not\b|"
    rf"never\b)|(?P<done>(?:['’]ve|\s(?:have|had))?\s(?:\w+ly\s|also\s|now\s|since\s|already\s)?{_DEED}))|wir werden\s|"
    r"nous allons\s|vamos a\s|vamos\s)"
)
_TOLD = re.compile(rf"(?i:we\s(?:\w+ly\s|also\s|now\s|since\s|already\s)?{_DEED})")
"""Among other sentences this is what happened: `We talked about it and did not agree.`"""
_OF_OTHERS = re.compile(
    r"(?P<who>[^\W\d_][^,.;:!?]{1,50}?)\s(?:(?:will|shall|is going to|are going to)\s(?!not\b|never\b)|"
    rf"(?P<done>ha(?:s|ve)\s(?:already|now|since|also)\s{_DEED}))"
)
_NO_PERSONS = word_set(
    "they he she it this that these those there you i one we who nothing something anything everything someone "
    "somebody anyone anybody nobody everybody everyone neither either both none all each another others"
)
_OWNS = re.compile(
    r"(?P<who>[^\W\d_][\w.'’ -]{1,40}?)\s"
    r"(?:(?P<surely>owns?|will own|(?:is|are) responsible for)|takes?|leads?|drives?)"
    r"\s(?:this|that|it|these|them)\b.{0,20}"
)
_GOES_ON = re.compile(rf"{_NO_DEED}[A-Z][\w-]*ed\b")


@dataclass(frozen=True, slots=True)
class Pledge:
    """What a team says that it will do, or did.

    Attributes:
        text: the sentence.
        state: `done` if it was done.
        owners: who it names.
        is_whole: whether its paragraph says nothing else.
        has_doer: whether it says who: `we`, a person or a team.
    """

    text: str
    state: ActionState
    owners: tuple[str, ...] = ()
    is_whole: bool = True
    has_doer: bool = True


def pledges(units: Sequence[Unit], inside: range, people: frozenset[str]) -> dict[int, list[Pledge]]:
    """Return the pledges of the paragraphs of a section by their index, if each says what a team does about it.

    Args:
        units: of the document.
        inside: the indexes of those of the section.
        people: names, in small letters, that the document shows to be those of persons.
    """
    found: dict[int, list[Pledge]] = {}
    for index in inside:
        unit = units[index]
        if unit.kind == "paragraph" and not unit.level and not unit.is_quoted:
            sentences = SENTENCE.split(unit.visible)
            own = _pledges_in(sentences, people)
            if not own and len(sentences) == 1:
                return {}
            found[index] = own
    return found


_TEAM = re.compile(
    r"(?:the|our)\s(?!(?:whole|entire|full|same|other|new|next|rest|remaining|second|vendor|customer)\b)"
    r"(?:[\w&/-]+\s){1,2}(?:team|squad)|[^\W\d_]+['’]s\s(?:team|squad)"
)
"""A certain team; `half the team`, `a user group` and `some of the on-call team` are not owners."""


def _is_doer(who: str, people: frozenset[str]) -> bool:
    """Whether words name a person that the document knows, or a team: `Monitor will alert` is what a machine does."""
    return who.casefold() in people or _TEAM.fullmatch(who.casefold()) is not None


def _owners_said(said: re.Match[str], people: frozenset[str]) -> list[str] | None:
    """The owners that `Ana owns this` names; `Traffic drives this` and `Nothing owns it` name none."""
    who = said["who"]
    is_name = said["surely"] and who.casefold() not in _NO_PERSONS and not who.casefold().endswith(("team", "squad"))
    return owners_of(who) if is_name or _is_doer(who, people) else None


def _pledges_in(sentences: Sequence[str], people: frozenset[str]) -> list[Pledge]:
    found: list[Pledge] = []
    is_whole = len(sentences) == 1
    for sentence in sentences:
        lead = re.match(f"(?i){_LEAD}", sentence)
        start = lead.end() if lead else 0
        said = _OWNS.fullmatch(sentence)
        if said and found and (owners := _owners_said(said, people)):
            found[-1] = Pledge(found[-1].text, found[-1].state, tuple(owners), is_whole)
        elif (match := _PLEDGE.match(sentence, start)) and (is_whole or not _TOLD.match(sentence, start)):
            found.append(Pledge(sentence, "done" if match["done"] else "open", (), is_whole))
        elif not is_whole and (other := _OF_OTHERS.match(sentence, start)):
            state: ActionState = "done" if other["done"] else "open"
            owners = owners_of(other["who"]) if _is_doer(other["who"], people) else None
            found.append(Pledge(sentence, state, tuple(owners or ()), is_whole, has_doer=bool(owners)))
    return found


def deeds(units: Sequence[Unit], inside: range) -> set[int]:
    """Return the items in which a team says that it did it, and those of their lists that go on with `Added …`."""
    found: set[int] = set()
    lists: set[int] = set()
    for index in inside:
        unit = units[index]
        match = _PLEDGE.match(unit.visible) if unit.kind == "item" else None
        if match and match["done"]:
            lists.add(unit.table)
            found.add(index)
        elif unit.kind == "item" and unit.table in lists and _GOES_ON.match(unit.visible):
            found.add(index)
    return found

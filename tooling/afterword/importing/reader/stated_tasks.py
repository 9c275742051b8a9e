"""Sentences in which a team says what it will do, or did: `We will add a limit`, `We've added one`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from afterword.importing.reader.action_pieces import Manner
from afterword.importing.reader.owner_names import owners_of
from afterword.importing.reader.prose import SENTENCE
from afterword.importing.reader.reading import ActionState
from afterword.importing.reader.unit import Unit
from afterword.language.commitments.commitment import Voice
from afterword.language.commitments.forms import goes_on_with_deeds, is_done_by_us
from afterword.language.commitments.read import read_commitments


@dataclass(frozen=True, slots=True)
class StatedTask:
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


def stated_tasks(units: Sequence[Unit], inside: range, manner: Manner) -> dict[int, list[StatedTask]]:
    """Return the tasks of the paragraphs of a section by their index, if each says what a team does about it.

    Args:
        units: of the document.
        inside: the indexes of those of the section.
        manner: what they are read with.
    """
    voice = Voice("", lambda who: _is_doer(who, manner.people), near=manner.near, is_document=True, is_planning=True)
    found: dict[int, list[StatedTask]] = {}
    for index in inside:
        unit = units[index]
        if unit.kind == "paragraph" and not unit.level and not unit.is_quoted:
            sentences = SENTENCE.split(unit.visible)
            own = _tasks_in(sentences, voice)
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


def _tasks_in(sentences: Sequence[str], voice: Voice) -> list[StatedTask]:
    is_whole = len(sentences) == 1
    return [
        StatedTask(one.said, one.state, tuple(owners_of(one.owner) or ()), is_whole, bool(one.owner) or one.is_ours)
        for one in read_commitments(sentences, replace(voice, is_alone=is_whole))
    ]


def deeds(units: Sequence[Unit], inside: range) -> set[int]:
    """Return the items in which a team says that it did it, and those of their lists that go on with `Added …`."""
    found: set[int] = set()
    lists: set[int] = set()
    for index in inside:
        unit = units[index]
        if unit.kind == "item" and is_done_by_us(unit.visible):
            lists.add(unit.table)
            found.add(index)
        elif unit.kind == "item" and unit.table in lists and goes_on_with_deeds(unit.visible):
            found.add(index)
    return found

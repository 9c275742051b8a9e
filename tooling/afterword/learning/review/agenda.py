"""The agenda of a weekly review, as plain values."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import TypeVar

from afterword.portfolio.periods import Period
from afterword.postmortem import PostMortem

T = TypeVar("T")

WORDS_A_MINUTE = 200
"""How fast people read to themselves in a meeting; Brysbaert (2019) found 238 words a minute for plain prose."""
SECONDS_AN_ITEM = 10
"""What a meeting needs to decide that an item needs no more talk."""


@dataclass(frozen=True, slots=True)
class Item:
    """One thing to go through.

    Attributes:
        key: what it is about; the same in every agenda that has it.
        document: the post-mortem.
        words: what there is to say about it.
        owner: who sees it through; empty if the post-mortem names no owner.
    """

    key: str
    document: PostMortem
    words: str
    owner: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """Items of one kind, the most urgent first.

    Attributes:
        key: its name for programs.
        title: its name for people.
        items: those that are shown.
        total: how many there are.
    """

    key: str
    title: str
    items: tuple[Item, ...]
    total: int

    @classmethod
    def cut(cls, key: str, title: str, found: Sequence[T], make: Callable[[T], Item], most: int) -> Group:
        """Make a group that shows only so many of what was found.

        Args:
            key: its name for programs.
            title: its name for people.
            found: all that belongs to it, the most urgent first.
            most: how many are shown.
        """
        return cls(key, title, tuple(map(make, found[:most])), len(found))


@dataclass(frozen=True, slots=True)
class Pattern:
    """What repeats, with the incidents behind it."""

    words: str
    documents: tuple[PostMortem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """A past incident that is worth reading again, and why."""

    document: PostMortem
    reason: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """The agenda.

    Attributes:
        week: the week of the meeting.
        since: from when on changes are listed, UTC.
        groups: what there is to go through.
        incidents: how many began in the four weeks before, and in the four weeks before those.
        patterns: what repeats, and concerns an incident of the last four weeks.
        reading: a past incident; None if there is none.
        unknown: what could not be found out, and why.
        respellings: spellings of tags that look like another one, so that what repeats may be split.
    """

    week: Period
    since: datetime
    groups: tuple[Group, ...]
    incidents: tuple[int, int] = (0, 0)
    patterns: tuple[Pattern, ...] = ()
    reading: Reading | None = None
    unknown: tuple[str, ...] = field(default=())
    respellings: int = 0

    @property
    def is_quiet(self) -> bool:
        """Whether there is nothing to go through: something old to read does not justify a meeting."""
        return not any(group.total for group in self.groups)


def count_minutes(text: str, items: int) -> int:
    """Return how many minutes a meeting takes for an agenda of this text and number of items, rounded up."""
    return math.ceil(len(text.split()) / WORDS_A_MINUTE + items * SECONDS_AN_ITEM / 60)


Links = Callable[[PostMortem], str]
"""Returns the address of a post-mortem, for a link."""

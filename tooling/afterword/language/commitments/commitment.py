"""A commitment, and who speaks of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from afterword.language.commitments.due_days import Due, take_due
from afterword.language.commitments.entries import is_role
from afterword.text.late_pattern import late_pattern
from afterword.text.word_lists import GIVEN_NAMES, WORD_NAMES
from afterword.times.when import When

CommitmentState = Literal["open", "done", "dropped"]


@dataclass(frozen=True, slots=True)
class Commitment:
    """What is to be done, or was.

    Attributes:
        what: the words.
        owner: who, as it is written, or the speaker; empty if the text does not say so.
        due: the day until when; None if there is none, or if it is not certain, and then `what` has its words.
        due_text: the words for it.
        state: `done` and `dropped` only if the text says so.
        is_listed: whether it is in a list of what is to be done, which a step of the response is not.
        is_asked: whether its owner is asked for it, and has not said yes.
        is_ours: whether `we` are to do it.
        said: the sentence that says it, or its part if the sentence says several.
    """

    what: str
    owner: str = ""
    due: date | None = None
    due_text: str = ""
    state: CommitmentState = "open"
    is_listed: bool = False
    is_asked: bool = False
    is_ours: bool = False
    said: str = ""


@dataclass(frozen=True, slots=True)
class Voice:
    """Who speaks, and how to recognise whom they speak of.

    Attributes:
        speaker: empty if it is not known.
        is_person: whether words name somebody of whom the evidence knows.
        said: when, from which days count.
        near: a day before, if that is not known.
        is_document: whether a document speaks of its authors as `we`, in a section of what is to be done.
        is_planning: whether what is to be done is being handed out, so that a name and a task are enough.
        is_alone: whether a document says it in a paragraph of its own.
    """

    def take_due(self, text: str) -> Due:
        """Take the last day out of a text until which something is to be done."""
        return take_due(text, self.said, self.near)

    speaker: str
    is_person: Callable[[str], bool]
    said: When | None = None
    near: date | None = None
    is_document: bool = False
    is_planning: bool = False
    is_alone: bool = False

    @property
    def is_minutes(self) -> bool:
        """Whether it has no speaker: what notes say that a person will do was agreed."""
        return not (self.speaker or self.is_document)

    def is_owner(self, who: str) -> bool:
        """Whether words are somebody who can own what is to be done."""
        return who.casefold() == "me" or self.is_person(who)

    def names(self, who: str) -> bool:
        """Whether words are surely somebody: a person of the evidence, a role, or a given name."""
        first = who.split()[0].casefold() if who.split() else ""
        is_given = who[:1].isupper() and first in GIVEN_NAMES and len(who.split()) <= 2
        is_word = who[:1].isupper() and who.casefold() in WORD_NAMES
        return self.is_person(who) or is_role(who) or is_given or is_word

    def owner(self, who: str) -> str:
        """Return who owns it if words name them; `me` is the speaker."""
        return self.speaker if who.casefold() == "me" else who


SHORTEST = 8
_NO_DATE = late_pattern(r"[,;.] (?:there is )?no (?:\w+ )?date(?: (?:yet|so far|for now))?\W*$", re.IGNORECASE)
EDGES = " \t,;:.-–—"


def commit(
    what: str, owner: str, due: Due, *, is_listed: bool = False, state: CommitmentState = "open"
) -> Iterator[Commitment]:
    what = _NO_DATE.sub("", what).strip(EDGES)
    if len(what) >= SHORTEST:
        # A date that is not certain stays in the words, for a person to read.
        what = what if due.day or not due.phrase else f"{what} {due.phrase}"
        yield Commitment(what, owner, due.day, due.phrase, state, is_listed)

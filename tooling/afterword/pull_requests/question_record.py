"""Which open question has which number in the comment on a pull request, and who answered it. Pure.

The comment itself keeps the record, hidden: a number stays with its question although others are answered, and a reply
is not used twice. People with write access can edit the comment, so that nothing in the record is trusted beyond that.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from afterword.pull_requests.replies import digest
from afterword.text.shorten import shorten

MAX_QUESTIONS = 60
"""Questions that get a number; the others are answered in the file."""
_MAX_SEEN = 100
_MAX_REFUSED = 10
_MAX_WORDS = 100
_RECORD = re.compile(r"<!-- afterword:questions (\{[^\n]*\}) -->")

_Text = Annotated[str, Field(max_length=300)]
_Number = Annotated[int, Field(ge=0, le=10**15)]


@dataclass(frozen=True, slots=True)
class AskedQuestion:
    """A question that is open in a document: its id, the section, and the words without their citations."""

    document: str
    section: str
    words: str


class NumberedQuestion(BaseModel):
    """A question that has a number.

    Attributes:
        key: a digest of what identifies it.
        words: their beginning.
        reply: the id of the reply that answered it; 0 for none.
        by: the login of its author.
        said: a digest of the text that took the place of the question.
        lines: of that text.
    """

    model_config = ConfigDict(frozen=True)

    number: _Number
    document: _Text
    section: _Text
    key: _Text
    words: _Text
    reply: _Number = 0
    by: _Text = ""
    said: _Text = ""
    lines: _Number = 0


class Refusal(BaseModel):
    """An answer that changed nothing: its number, the id of its reply, who wrote it, and why it changed nothing."""

    model_config = ConfigDict(frozen=True)

    number: _Number
    reply: _Number
    by: _Text
    why: _Text


class Record(BaseModel):
    """The questions and what replies did.

    Attributes:
        questions: those that have a number.
        refused: answers that changed nothing.
        seen: a digest of each reply that was looked at, by its id.
        since: the id of the newest comment when the first number was given: only later ones can answer to the numbers.
    """

    model_config = ConfigDict(frozen=True)

    questions: tuple[NumberedQuestion, ...] = ()
    refused: tuple[Refusal, ...] = ()
    seen: Mapping[_Number, _Text] = {}
    since: _Number = 0

    def find(self, number: int) -> NumberedQuestion | None:
        """Return the question with a number; None if there is none."""
        return next((one for one in self.questions if one.number == number), None)

    def answered(self, question: NumberedQuestion) -> Record:
        """Return the record with a question as it is now."""
        others = (question if one.number == question.number else one for one in self.questions)
        return self.model_copy(update={"questions": tuple(others)})

    def looked_at(self, reply: int, text: str, refused: Iterable[Refusal]) -> Record:
        """Return the record with a reply that was looked at, and what it says that changed nothing."""
        seen = {key: value for key, value in self.seen.items() if key != reply} | {reply: digest(text)}
        others = (one for one in self.refused if one.reply != reply)
        return self.model_copy(
            update={
                "seen": dict(list(seen.items())[-_MAX_SEEN:]),
                "refused": tuple([*others, *refused][-_MAX_REFUSED:]),
            }
        )

    def has_seen(self, reply: int, text: str) -> bool:
        """Whether a reply was looked at as it is now."""
        return self.seen.get(reply) == digest(text)


def read_record(comment: str) -> Record:
    """Read the record of a comment; an empty one if it has none, or a broken one."""
    match = _RECORD.search(comment)
    try:
        return Record.model_validate(json.loads(match[1])) if match else Record()
    except (ValidationError, ValueError, RecursionError):
        return Record()


def write_record(record: Record) -> str:
    """Write a record as a comment of HTML, which nothing in it can end."""
    text = record.model_dump_json(exclude_defaults=True)
    for char in "-<>":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return f"<!-- afterword:questions {text} -->"


def number_questions(record: Record, asked: Sequence[AskedQuestion], newest: int = 0) -> tuple[Record, frozenset[int]]:
    """Give every open question a number; one that had a number before keeps it.

    Args:
        record: the record until now.
        asked: the questions that are open, in the order in which they are numbered.
        newest: the id of the newest comment; where the record begins, replies up to it answer to other numbers.

    Returns:
        The record, and the numbers of the questions that are open.
    """
    known = {one.key: one for one in record.questions}
    added: list[NumberedQuestion] = []
    is_open: set[int] = set()
    last = max((one.number for one in record.questions), default=0)
    for key, one in zip(identify(asked), asked, strict=True):
        if key not in known:
            if len(known) == MAX_QUESTIONS:
                continue
            last += 1
            words = shorten(one.words, _MAX_WORDS)
            known[key] = NumberedQuestion(number=last, document=one.document, section=one.section, key=key, words=words)
            added.append(known[key])
        is_open.add(known[key].number)
    since = record.since if record.questions else newest
    changed = {"questions": (*record.questions, *added), "since": since if known else 0}
    return record.model_copy(update=changed), frozenset(is_open)


def identify(asked: Sequence[AskedQuestion]) -> list[str]:
    """Return what identifies each question, in their order; one that is asked twice is two questions."""
    times: Counter[AskedQuestion] = Counter()
    found = []
    for one in asked:
        times[one] += 1
        found.append(digest("\0".join((one.document, one.section, one.words, str(times[one])))))
    return found

"""Ask a model for the second reading: whether the items that a claim cites say what it says."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from afterword import config
from afterword.drafting.prompting import Nonce, between_marks, prompt, random_mark, write_item
from afterword.grounding.claims import object_schema
from afterword.grounding.second_reading import Answer, Question, Reading
from afterword.llm import Llm, LlmUnavailable, NoUsableAnswer
from afterword.text.counting import counted
from afterword.text.invisible import visible_line

_MAX_ITEM_CHARACTERS = 4_000
_ENOUGH_FAILURES = 3
_SURE = (Answer.CONTRADICTED, Answer.NOT_SAID, Answer.SUPPORTED)
"""What counts if an answer says two things of one claim: the first of these."""


def reading_model(llm: Llm, settings: config.Llm) -> Llm | None:
    """Return the model of the second reading, at the endpoint of the one that drafts; None if the settings say off."""
    return None if settings.second_reading == "off" else llm.another((settings.reader or "").strip() or llm.model)


@dataclass(kw_only=True, eq=False)
class SecondReader:
    """Reads claims again, with one request for all that it is asked at a time. Safe to use from several threads.

    A reader that is down or of no use takes nothing away: its answers are missing, and `problems` says so.

    Attributes:
        llm: the model that reads.
        nonce: makes the markers around what is data.
    """

    llm: Llm
    nonce: Nonce = random_mark
    _lock: threading.Lock = field(default_factory=threading.Lock, init=False)
    _failed: dict[str, int] = field(default_factory=dict, init=False)
    _answered: bool = field(default=False, init=False)
    _unread: int = field(default=0, init=False)

    def __call__(self, questions: Sequence[Question]) -> list[Reading | None]:
        """Ask about claims; None where there is no answer."""
        found: list[Reading | None] = [None] * len(questions)
        if questions and not self._has_given_up:
            try:
                answer = self.llm.ask(
                    messages(questions, self.nonce), readings_schema(len(questions)), "readings", loose=("readings",)
                )
            except LlmUnavailable as error:
                self._note_failure(error)
            else:
                found = readings_of_answer(answer, len(questions))
        with self._lock:
            self._answered |= any(found)
            self._unread += found.count(None)
        return found

    @property
    def problems(self) -> list[str]:
        """Say in a line each what went wrong; empty if every claim was read."""
        if not self._unread:
            return []
        claims = f"{counted(self._unread, 'claim')} {'has' if self._unread == 1 else 'have'} no second reading"
        return [f"{claims}: {text}" for text in self._failed] or [f"{claims}: {self.llm.model} left them out"]

    @property
    def has_answered(self) -> bool:
        """Whether it has read any claim."""
        return self._answered

    @property
    def _has_given_up(self) -> bool:
        """Whether its first answers were of no use; of an endpoint that is down, the model itself remembers it."""
        return not self._answered and sum(self._failed.values()) >= _ENOUGH_FAILURES

    def _note_failure(self, error: LlmUnavailable) -> None:
        text = "; ".join(part for part in (error.message, error.remedy) if part)
        with self._lock:
            self._failed[text] = self._failed.get(text, 0) + isinstance(error, NoUsableAnswer)


def messages(questions: Sequence[Question], nonce: Nonce = random_mark) -> list[dict[str, str]]:
    """Write the prompt: the rules, then each claim with only the items that it cites, then the rules in short."""
    lines: list[str] = []
    for number, question in enumerate(questions, 1):
        lines.append(f"{number}. {visible_line(question.text)}")
        lines += [f"   {write_item(item, _MAX_ITEM_CHARACTERS)}" for item in question.items]
    data = between_marks("claims", lines, nonce)
    return [
        {"role": "system", "content": prompt("reader")},
        {"role": "user", "content": f"{data}\n\n{prompt('reader_reminder')}"},
    ]


def readings_schema(number: int) -> dict[str, Any]:
    """Make the JSON Schema of an answer about so many claims."""
    reading = object_schema(
        claim={"type": "integer", "enum": list(range(1, number + 1))},
        answer={"type": "string", "enum": [answer.value for answer in Answer]},
        words={"type": "string"},
    )
    return object_schema(readings={"type": "array", "items": reading})


def readings_of_answer(answer: dict[str, Any], number: int) -> list[Reading | None]:
    """Read an answer whose shape was checked; of two readings of a claim, the one that takes more away counts."""
    found: list[Reading | None] = [None] * number
    known = {one.value: one for one in Answer}
    for data in answer["readings"][: 2 * number]:
        said = known.get(str(data["answer"]).strip().casefold().replace("_", " "))
        index = data["claim"] - 1
        if said is None or index not in range(number):
            continue
        before = found[index]
        if before is None or _SURE.index(said) < _SURE.index(before.answer):
            found[index] = Reading(said, visible_line(str(data["words"])))
    return found

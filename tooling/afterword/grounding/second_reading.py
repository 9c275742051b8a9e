"""The second reading: a reader judges whether the cited items alone support each claim.

A reader cannot keep what code drops, nor take away a mark: a claim that code doubts stays marked, however sure the
reader is, since evidence can hold words that are aimed at a reader too. Only the label changes from *values found* to
*grounded*.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from afterword.grounding.cited_items import CitedItems
from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Grounds, Status, Verdict
from afterword.text.folding import normalise
from afterword.text.shorten import shorten

LEAST_WORDS = 3
"""Words of an item that an answer must repeat before it can drop a claim."""
_MAX_SHOWN = 200
"""Characters of them that the reason repeats."""


class Answer(Enum):
    """What a reader can say of a claim."""

    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_SAID = "not said"


@dataclass(frozen=True, slots=True)
class Question:
    """What a reader is asked: whether these items say this.

    Attributes:
        text: the text of the claim.
        items: the items that it cites, and no others.
    """

    text: str
    items: tuple[LedgerItem, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """The answer to a question.

    Attributes:
        answer: what the reader says.
        words: the words of an item that show it; an answer that contradicts needs them.
    """

    answer: Answer
    words: str = ""


Reader = Callable[[Sequence[Question]], Sequence[Reading | None]]
"""Answers questions in their order; None where it has no answer."""


def question_about(claim: Claim, first: Verdict, grounds: Grounds) -> Question | None:
    """Return what a reader is asked about a claim; None if the first reading dropped it, or if it cites nothing."""
    items = grounds.cited(claim.evidence).items
    return Question(claim.text, items) if first.kept and items else None


def read_again(claim: Claim, first: Verdict, reading: Reading | None, grounds: Grounds) -> Verdict:
    """Return the verdict of both readings.

    Args:
        first: the verdict of the first reading.
        reading: what a reader says of it; None changes nothing.
        grounds: the ledger.
    """
    if reading is None or not first.kept:
        return first
    if reading.answer is Answer.SUPPORTED:
        return Verdict(Status.GROUNDED, first.reasons) if first.status is Status.FOUND else first
    if reading.answer is Answer.CONTRADICTED and _shows(reading.words, grounds.cited(claim.evidence)):
        words = shorten(normalise(reading.words), _MAX_SHOWN)
        reason = f"the second reading finds that what is cited says otherwise: “{words}”"
        return Verdict(Status.DROPPED, (*first.reasons, reason), (normalise(claim.text),))
    return Verdict(Status.HYPOTHESIS, (*first.reasons, "the second reading does not find it in what is cited"))


def _shows(words: str, cited: CitedItems) -> bool:
    return len(words.split()) >= LEAST_WORDS and cited.contains_quote(words, least=1)

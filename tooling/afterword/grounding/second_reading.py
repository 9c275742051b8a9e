"""The second reading: a reader judges whether the cited items alone support each claim.

What a reader says can only take away: a claim that code doubts stays marked, however sure the reader is, since evidence
can hold words that are aimed at a reader too.
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

_LEAST_WORDS = 3


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


def read_again(judged: Sequence[tuple[Claim, Verdict]], grounds: Grounds, reader: Reader) -> list[Verdict]:
    """Ask a reader about the claims that the first reading kept, and return the verdicts of both readings.

    Args:
        judged: claims with the verdicts of the first reading.
        grounds: the ledger.
        reader: is asked once, about all claims that were kept; answers that are missing change nothing.
    """
    cited = [grounds.cited(claim.evidence) for claim, _ in judged]
    asked = [index for index, (_, verdict) in enumerate(judged) if verdict.kept and cited[index].items]
    readings = reader([Question(judged[index][0].text, cited[index].items) for index in asked]) if asked else ()
    verdicts = [verdict for _, verdict in judged]
    for index, reading in zip(asked, readings, strict=False):
        if reading is not None:
            verdicts[index] = _both(judged[index][0], verdicts[index], reading, cited[index])
    return verdicts


def _both(claim: Claim, first: Verdict, reading: Reading, cited: CitedItems) -> Verdict:
    if reading.answer is Answer.SUPPORTED:
        return first
    if reading.answer is Answer.CONTRADICTED and _shows(reading.words, cited):
        reason = f"the second reading finds that what is cited says otherwise: “{normalise(reading.words)}”"
        return Verdict(Status.DROPPED, (*first.reasons, reason), (normalise(claim.text),))
    return Verdict(Status.HYPOTHESIS, (*first.reasons, "the second reading does not find it in what is cited"))


def _shows(words: str, cited: CitedItems) -> bool:
    return len(words.split()) >= _LEAST_WORDS and cited.contains_quote(words, least=1)

"""A second reader can take a claim away, and cannot make a doubted one sure."""

from __future__ import annotations

import pytest

from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.second_reading import Answer, Question, Reading, question_about, read_again
from afterword.grounding.verify import Grounds, Status, Verdict, verify

ITEMS = [
    LedgerItem("E1", "The rollback was finished at noon by the team."),
    LedgerItem("E2", "the regions eu and us were restarted"),
]
GROUNDS = Grounds(ITEMS)
FOUND, DOUBTED, DROPPED = (
    Claim("The rollback was finished at noon.", ("E1",), ITEMS[0].text, "fact"),
    Claim("All regions were restarted.", ("E2",), ITEMS[1].text, "fact"),
    Claim("The rollback was finished at 17:00.", ("E1",), ITEMS[0].text, "fact"),
)
YES, NO = Reading(Answer.SUPPORTED), Reading(Answer.NOT_SAID)
SURE = dict.fromkeys(Status, 3) | {Status.DROPPED: 0, Status.HYPOTHESIS: 1, Status.DOUBTED: 2}
"""How sure a reviewer is told that a claim is."""


def status(claim: Claim, reading: Reading | None) -> Status:
    return read_again(claim, verify(claim, GROUNDS), reading, GROUNDS).status


def test_only_kept_claims_are_asked_about_with_only_what_they_cite() -> None:
    asked = [question_about(claim, verify(claim, GROUNDS), GROUNDS) for claim in (FOUND, DOUBTED, DROPPED)]
    assert asked == [Question(FOUND.text, (ITEMS[0],)), Question(DOUBTED.text, (ITEMS[1],)), None]


@pytest.mark.parametrize(
    ("reading", "expected"),
    [
        (None, (Status.FOUND, Status.DOUBTED)),
        (YES, (Status.GROUNDED, Status.DOUBTED)),
        (NO, (Status.HYPOTHESIS, Status.HYPOTHESIS)),
        (Reading(Answer.CONTRADICTED, "finished at noon"), (Status.DROPPED, Status.HYPOTHESIS)),
        (Reading(Answer.CONTRADICTED, "finished at one"), (Status.HYPOTHESIS, Status.HYPOTHESIS)),
        (Reading(Answer.CONTRADICTED, "noon"), (Status.HYPOTHESIS, Status.HYPOTHESIS)),
        (Reading(Answer.CONTRADICTED), (Status.HYPOTHESIS, Status.HYPOTHESIS)),
    ],
)
def test_both_readings_give_one_verdict(reading: Reading | None, expected: tuple[Status, Status]) -> None:
    assert (status(FOUND, reading), status(DOUBTED, reading)) == expected
    assert status(DROPPED, reading) is Status.DROPPED


@pytest.mark.parametrize("first", [one for one in Status if one is not Status.GROUNDED])
@pytest.mark.parametrize("answer", list(Answer))
def test_no_reading_raises_a_verdict(first: Status, answer: Answer) -> None:
    now = read_again(FOUND, Verdict(first, ("a reason",)), Reading(answer, "finished at noon by the team"), GROUNDS)
    assert SURE[now.status] <= SURE[first]
    assert now.reasons[0] == "a reason"

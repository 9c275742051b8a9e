"""A second reader can take a claim away, and cannot make a doubted one sure."""

from __future__ import annotations

from collections.abc import Sequence

import pytest

from afterword.grounding import Answer, Claim, Grounds, LedgerItem, Question, Reading, Status, read_again, verify

ITEMS = [
    LedgerItem("E1", "The rollback was finished at noon by the team."),
    LedgerItem("E2", "the regions eu and us were restarted"),
]
CLAIMS = [
    Claim("The rollback was finished at noon.", ("E1",), ITEMS[0].text, "fact"),
    Claim("All regions were restarted.", ("E2",), ITEMS[1].text, "fact"),
    Claim("The rollback was finished at 17:00.", ("E1",), ITEMS[0].text, "fact"),
]
YES, NO = Reading(Answer.SUPPORTED), Reading(Answer.NOT_SAID)


def statuses(*readings: Reading | None) -> tuple[list[Status], list[Question]]:
    asked: list[Question] = []

    def reader(questions: Sequence[Question]) -> Sequence[Reading | None]:
        asked.extend(questions)
        return readings

    grounds = Grounds(ITEMS)
    judged = [(claim, verify(claim, grounds)) for claim in CLAIMS]
    return [verdict.status for verdict in read_again(judged, grounds, reader)], asked


def test_only_kept_claims_are_asked_about_with_only_what_they_cite() -> None:
    _, asked = statuses(YES, YES)
    assert asked == [Question(CLAIMS[0].text, (ITEMS[0],)), Question(CLAIMS[1].text, (ITEMS[1],))]


@pytest.mark.parametrize(
    ("readings", "expected"),
    [
        ((YES, YES), (Status.GROUNDED, Status.DOUBTED)),
        ((NO, NO), (Status.HYPOTHESIS, Status.HYPOTHESIS)),
        ((None, YES), (Status.GROUNDED, Status.DOUBTED)),
        ((), (Status.GROUNDED, Status.DOUBTED)),
        ((Reading(Answer.CONTRADICTED, "finished at noon"), YES), (Status.DROPPED, Status.DOUBTED)),
        ((Reading(Answer.CONTRADICTED, "finished at one"), YES), (Status.HYPOTHESIS, Status.DOUBTED)),
        ((Reading(Answer.CONTRADICTED, "noon"), YES), (Status.HYPOTHESIS, Status.DOUBTED)),
        ((Reading(Answer.CONTRADICTED), YES), (Status.HYPOTHESIS, Status.DOUBTED)),
    ],
)
def test_both_readings_give_one_verdict(readings: tuple[Reading | None, ...], expected: tuple[Status, Status]) -> None:
    assert statuses(*readings)[0] == [*expected, Status.DROPPED]


def test_nothing_is_asked_if_nothing_is_kept() -> None:
    def reader(_: Sequence[Question]) -> Sequence[Reading]:
        raise AssertionError

    grounds = Grounds(ITEMS)
    assert read_again([(CLAIMS[2], verify(CLAIMS[2], grounds))], grounds, reader)[0].status is Status.DROPPED

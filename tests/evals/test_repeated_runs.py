"""Each case is asked as often as its test needs, and not once more."""

from __future__ import annotations

import random
import threading
import time
from collections.abc import Iterator

import pytest

from afterword.errors import AfterwordError
from afterword.evalcases import EvalCase, Output
from afterword.evalcases.statistics.regression import RegressionTest
from afterword.evals.answering import Answer
from afterword.evals.repeated_runs import Ended, Runs, ask_all
from afterword.llm import BudgetSpent
from afterword.portfolio.proofs.sides import ProofSide
from evals.test_answering import case_of

TEST = RegressionTest(0.1, 0.5)
CASE = case_of()


class Scripted:
    """Answers run N with letter N of a text, late at random; counts what was asked."""

    def __init__(self, letters: str, fails: Exception | None = None) -> None:
        self.letters, self.fails = letters, fails
        self.asked = 0
        self._lock = threading.Lock()
        self._random = random.Random(1)

    def ask(self, case: EvalCase, side: ProofSide, seed: int) -> Answer:
        with self._lock:
            self.asked += 1
            delay = self._random.random() / 500
        time.sleep(delay)
        letter = self.letters[(seed - 1) % len(self.letters)]
        if letter == "!" and self.fails:
            raise self.fails
        if letter == "-":
            return Answer(None, "connection", AfterwordError("cannot be reached"))
        return Answer(Output("30 days" if letter == "P" else "90 days"), "stop")

    def close(self) -> None:
        pass


def asked(letters: str, test: RegressionTest | None = TEST, plan: int = 1, cases: int = 1, most: int = 0) -> list[Runs]:
    runs = [Runs(CASE, ProofSide("fixed"), test, plan, most) for _ in range(cases)]
    answerer = Scripted(letters)
    ask_all(runs, answerer, 8)
    assert answerer.asked == sum(len(one.letters) for one in runs), "nothing was thrown away"
    return runs


@pytest.mark.parametrize(
    ("letters", "ended", "number"),
    [
        ("P", Ended.PASSED, 4),
        ("F", Ended.CROSSED, 3),
        ("FPPPPPPP", Ended.PASSED, 8),
        ("FPFFF", Ended.CROSSED, 5),
        ("FPPP", Ended.UNDECIDED, 30),
        ("-PPPP", Ended.PASSED, 5),
    ],
)
def test_a_test_ends_where_it_is_decided(letters: str, ended: Ended, number: int) -> None:
    (one,) = asked(letters)
    assert (one.ended, len(one.letters)) == (ended, number)


@pytest.mark.parametrize(
    ("letters", "plan", "most", "ended"),
    [
        ("P", 5, 0, Ended.PASSED),
        ("PPPPF", 5, 0, Ended.FAILED),
        ("PPPPF", 5, 1, Ended.PASSED),
        ("F", 1, 0, Ended.FAILED),
    ],
)
def test_without_a_test_it_is_asked_as_often_as_planned(letters: str, plan: int, most: int, ended: Ended) -> None:
    (one,) = asked(letters, None, plan, most=most)
    assert (one.ended, one.runs) == (ended, plan)


def test_many_cases_at_the_same_time() -> None:
    assert {one.ended for one in asked("P", cases=100)} == {Ended.PASSED}


def test_no_answers_give_no_verdict() -> None:
    one = Runs(CASE, ProofSide("fixed"), TEST)
    ask_all([one], Scripted("PP---"), 1)
    assert (one.ended, one.unanswered) == (Ended.NO_VERDICT, 3)


def test_an_endpoint_that_never_answers_ends_the_run() -> None:
    with pytest.raises(AfterwordError, match="cannot be reached"):
        asked("-", cases=50)


def test_a_spent_budget_leaves_the_others_unasked() -> None:
    runs = [Runs(CASE, ProofSide("fixed"), TEST) for _ in range(20)]
    ask_all(runs, Scripted("PPP!", BudgetSpent("spent")), 1)
    assert {one.ended for one in runs} == {Ended.NOT_ASKED}


def test_the_first_cases_are_asked_while_the_others_are_still_read() -> None:
    read: list[int] = []
    begun: list[int] = []

    class Watching:
        def ask(self, case: EvalCase, side: ProofSide, seed: int) -> Answer:
            begun.append(len(read))
            return Answer(Output("Within 30 days."), "stop")

        def close(self) -> None: ...

    def reading() -> Iterator[Runs]:
        for number in range(50):
            read.append(number)
            yield Runs(CASE, ProofSide("fixed"), None)
            time.sleep(0.002)

    ask_all(reading(), Watching(), 1)
    assert (begun[0] < 10, len(begun), len(read)) == (True, 50, 50)


def test_cases_that_were_not_read_when_the_budget_ended_are_not_asked() -> None:
    made: list[Runs] = []

    def reading() -> Iterator[Runs]:
        for _ in range(50):
            made.append(Runs(CASE, ProofSide("fixed"), TEST))
            yield made[-1]

    ask_all(reading(), Scripted("PPP!", BudgetSpent("spent")), 1)
    assert ([one.ended for one in made], made[-1].letters) == ([Ended.NOT_ASKED] * 50, "")

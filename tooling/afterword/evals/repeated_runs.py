"""Ask many cases at the same time, each as often as its own test needs."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from enum import StrEnum

from afterword.errors import AfterwordError
from afterword.evalcases.case import EvalCase
from afterword.evalcases.proofs.record import Letter
from afterword.evalcases.statistics.procedure import FAILED, NO_ANSWER
from afterword.evalcases.statistics.regression import Outcome, RegressionTest
from afterword.evals.answering import Answer, Answerer, letter_of
from afterword.evals.workers import Workers
from afterword.llm import BudgetSpent
from afterword.portfolio.proofs.sides import ProofSide

_LEAST_UNANSWERED = 3
_MOST_UNANSWERED = 0.1
_AHEAD = 2
"""Jobs for each thread, so that none waits for the next."""
_DEAD_AFTER = 8
"""Calls without an answer, at the beginning of a run, after which the endpoint is taken for down."""


class Ended(StrEnum):
    """How the runs of a case ended."""

    CROSSED = "crossed"
    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"
    NO_VERDICT = "no verdict"
    NOT_ASKED = "not asked"


@dataclass(slots=True)
class Runs:
    """The runs of one case with one prompt.

    Attributes:
        case: the case.
        side: what it is asked with.
        test: decides when it is enough; None to ask `plan` times.
        plan: how often a case without a test is asked.
        most_failures: how many of these may fail.
        ended: None while more runs are needed.
        letters: of the runs in the order of their numbers, as far as they are complete.
    """

    case: EvalCase
    side: ProofSide
    test: RegressionTest | None
    plan: int = 1
    most_failures: int = 0
    ended: Ended | None = None
    letters: str = ""
    _sent: int = 0
    _waiting: dict[int, Letter] = field(default_factory=dict)

    @property
    def runs(self) -> int:
        """How many runs were answered."""
        return len(self.letters) - self.unanswered

    @property
    def failed(self) -> int:
        """How many of them failed."""
        return self.letters.count(FAILED)

    @property
    def unanswered(self) -> int:
        """How many runs had no answer."""
        return self.letters.count(NO_ANSWER)

    def next_run(self) -> int | None:
        """Return the number of the next run to begin; None if those under way may be enough."""
        if self.ended is not None or self._sent - len(self.letters) >= self._least_left():
            return None
        self._sent += 1
        return self._sent

    def add(self, number: int, letter: Letter) -> None:
        """Add the letter of a run; runs count in the order of their numbers."""
        self._waiting[number] = letter
        while self.ended is None and (number := len(self.letters) + 1) in self._waiting:
            self.letters += self._waiting.pop(number)
            self._judge()

    def _least_left(self) -> int:
        if self.test is None:
            return self.plan - self.runs
        return self.test.least_left(self.letters)

    def _judge(self) -> None:
        if self.unanswered >= _LEAST_UNANSWERED and self.unanswered > _MOST_UNANSWERED * len(self.letters):
            self.ended = Ended.NO_VERDICT
        elif self.test is not None:
            outcome, _ = self.test.decide(self.letters)
            self.ended = _ENDED[outcome] if outcome else None
        elif self.runs >= self.plan:
            self.ended = Ended.FAILED if self.failed > self.most_failures else Ended.PASSED


_ENDED = {Outcome.BLOCK: Ended.CROSSED, Outcome.PASS: Ended.PASSED, Outcome.UNDECIDED: Ended.UNDECIDED}


def ask_all(
    runs: Iterable[Runs], answerer: Answerer, concurrency: int, show: Callable[[int], None] = lambda _: None
) -> None:
    """Ask every case until its test is decided; after the budget is spent, the others stay as they are.

    Args:
        runs: grow, and say at the end how they ended. They may be made while the first are asked.
        answerer: who answers.
        concurrency: calls at the same time.
        show: is called with how many cases are done.

    Raises:
        AfterwordError: every call would fail, or the endpoint never answers: then nothing is known of any case.
    """

    def ask(job: tuple[Runs, int]) -> Answer:
        one, number = job
        return answerer.ask(one.case, one.side, number)

    workers: Workers[tuple[Runs, int], Answer] = Workers(concurrency, ask)
    schedule = _Schedule(runs, workers, concurrency, show)
    try:
        schedule.run()
    finally:
        workers.close()
    for one in [*schedule.taken, *schedule.fresh]:
        if one.ended is None:
            one.ended = Ended.NOT_ASKED


class _Schedule:
    def __init__(
        self,
        runs: Iterable[Runs],
        workers: Workers[tuple[Runs, int], Answer],
        concurrency: int,
        show: Callable[[int], None],
    ) -> None:
        self.workers, self.concurrency, self.show = workers, concurrency, show
        self.fresh = iter(runs)
        self.taken: list[Runs] = []
        self.ready: deque[Runs] = deque()
        self.begun: dict[int, Runs] = {}
        self.under_way = self.done = self.answered = self.lost = 0
        self.broken_down: AfterwordError | None = None
        self.spent = False

    def run(self) -> None:
        while True:
            while not self.spent and self.under_way < _AHEAD * self.concurrency and (job := self._next_job()):
                self.workers.send(job)
                self.under_way += 1
            if not self.under_way:
                self._require_any_answer()
                return
            self._take_one()  # while the endpoint answers
            (one, number), answer = self.workers.next()
            self.under_way -= 1
            if isinstance(answer, BudgetSpent):
                self.spent = True  # what is under way was paid for, and may decide a case
                continue
            if isinstance(answer, Exception):
                raise answer
            self._require_life(answer)
            one.add(number, letter_of(one.case, answer.output))
            if one.ended is not None and self.begun.pop(id(one), None) is not None:
                self.done += 1
            self.show(self.done)

    def _next_job(self) -> tuple[Runs, int] | None:
        for one in self.begun.values():
            if (number := one.next_run()) is not None:
                return one, number
        while self.ready or self._take_one():
            one = self.ready.popleft()
            self.begun[id(one)] = one
            if (number := one.next_run()) is not None:
                return one, number
        return None

    def _take_one(self) -> bool:
        one = next(self.fresh, None)
        if one is not None:
            self.taken.append(one)
            self.ready.append(one)
        return one is not None

    def _require_life(self, answer: Answer) -> None:
        self.answered += answer.output is not None
        self.lost += answer.output is None and answer.problem is not None
        if answer.is_broken_down:
            self.broken_down = answer.problem
        if not self.answered and self.lost >= _DEAD_AFTER and answer.problem is not None:
            raise AfterwordError(answer.problem.message, remedy=answer.problem.remedy)

    def _require_any_answer(self) -> None:
        """Refuse to end as if nothing was wrong where few cases were asked of an endpoint that is down."""
        if not self.answered and self.broken_down is not None:
            raise AfterwordError(self.broken_down.message, remedy=self.broken_down.remedy)

"""Run the calls of a proof: pairs until a difference is shown, then the fixed side alone until it is green."""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from enum import StrEnum

from afterword.evalcases.proofs.record import ProofCall, Side
from afterword.evals.answering import Answer, Answerer
from afterword.evals.running_proof import RunningProof, order_of
from afterword.evals.workers import Workers
from afterword.llm import BudgetSpent
from afterword.portfolio.proofs.sides import Sides


class Stop(StrEnum):
    """Why no further call was made."""

    VERDICT = "verdict"
    CALLS = "calls"
    TOKENS = "tokens"


class CallBudget:
    """How many calls are `left` and `used`, those that are repeated among them. Safe to use from several threads."""

    def __init__(self, most: int) -> None:
        self.left = most
        self.used = 0
        self._lock = threading.Lock()

    def take(self, calls: int = 1) -> bool:
        """Count calls; returns whether they may be made."""
        with self._lock:
            if calls > self.left:
                return False
            self.left -= calls
            self.used += calls
            return True


Job = tuple[int, Side]


@dataclass(slots=True)
class Prover:
    """Runs the calls of one proof.

    Calls overlap, and no more are under way than the proof needs at least: what was asked is never thrown away if all
    goes well. They are judged in the order of their numbers, in any order of their answers.

    Attributes:
        running: the proof so far; grows.
        sides: what is asked.
        answerer: who answers.
        budget: of calls.
        concurrency: calls at the same time.
        keep: is called with the calls of each number as soon as it is complete.
        show: is called after each answer.
    """

    running: RunningProof
    sides: Sides
    answerer: Answerer
    budget: CallBudget
    concurrency: int
    keep: Callable[[list[ProofCall]], None]
    show: Callable[[], None] = lambda: None
    _sent: int = 0
    _waiting: dict[int, dict[Side, Answer]] = field(default_factory=dict)

    def run(self) -> Stop:
        """Go on until there is a verdict, or no further call is worth it or allowed.

        Raises:
            ModelChangedError: another model answers than before.
            AfterwordError: every call would fail.
        """
        self._sent = self.running.number
        workers: Workers[Job, Answer] = Workers(self.concurrency, self._ask)
        try:
            while self.running.proof.verdict is None:
                while self._may_send():
                    self._sent += 1
                    sides: tuple[Side, ...] = order_of(self._sent) if self.running.proof.old is None else ("fixed",)
                    for side in sides:
                        workers.send((self._sent, side))
                if self._sent == self.running.number:
                    return Stop.CALLS
                (number, side), answer = workers.next()
                if isinstance(answer, BudgetSpent):
                    return Stop.TOKENS
                if isinstance(answer, Exception):
                    raise answer
                self._waiting.setdefault(number, {})[side] = answer
                self._settle()
                self.show()
            return Stop.VERDICT
        finally:
            workers.close()

    def _ask(self, job: Job) -> Answer:
        number, side = job
        return self.answerer.ask(self.running.case, self.sides.of(side), number)

    def _may_send(self) -> bool:
        proof, under_way = self.running.proof, self._sent - self.running.number
        each = 1 if proof.old is not None else 2
        if under_way >= max(1, proof.least_left) or under_way * each >= self.concurrency + 1:
            return False
        if proof.is_hopeless(self.budget.left + each * under_way):
            return False
        return self.budget.take(each)

    def _settle(self) -> None:
        """Judge what is complete up to the first number that is not."""
        while self.running.proof.verdict is None:
            number = self.running.number + 1
            wanted = 1 if self.running.proof.old is not None else 2
            if len(self._waiting.get(number, ())) < wanted:
                return
            self.keep(self.running.add(self._waiting.pop(number)))

"""A proof while it runs: its letters, its calls, and the model that answers."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from itertools import groupby

from afterword.evalcases.case import EvalCase
from afterword.evalcases.proofs.recompute import tolerated_rate
from afterword.evalcases.proofs.record import Distinct, ProofCall, ProofRecord, Side, minute
from afterword.evalcases.statistics.procedure import NO_ANSWER, Proof, Verdict
from afterword.evals.answering import Answer, digest_output, letter_of
from afterword.text.invisible import one_line

_MOST_FINGERPRINTS = 10
_MOST_NAME = 200
_MOST_READ = 1_000
"""Characters of a name that are looked at: more than are kept, so that no secret is cut before it is recognised."""


class ModelChangedError(Exception):
    """Another model answers than before.

    Attributes:
        before: as the endpoint named it.
        now: as the endpoint names it.
    """

    def __init__(self, before: str, now: str) -> None:
        super().__init__(f"the endpoint answers as {now}, and answered as {before} before")
        self.before = before
        self.now = now


@dataclass(slots=True)
class RunningProof:
    """A proof as far as it has come.

    Attributes:
        case: the case.
        record: what the record says, apart from letters and calls.
        redact: returns a text without secrets and personal data: an endpoint chooses the names that it gives.
        proof: what the letters come to so far.
        calls: those that count, in the order of their numbers.
        answered: the names of the models that answered.
        fingerprints: of the systems that answered.
    """

    case: EvalCase
    record: ProofRecord
    redact: Callable[[str], str]
    proof: Proof
    calls: list[ProofCall] = field(default_factory=list)
    answered: list[str] = field(default_factory=list)
    fingerprints: list[str] = field(default_factory=list)

    @classmethod
    def begin(
        cls, case: EvalCase, record: ProofRecord, redact: Callable[[str], str], calls: Sequence[ProofCall] = ()
    ) -> RunningProof:
        """Begin a proof, or go on with one that has calls already.

        Args:
            record: a new record, or the one of before.
            redact: returns a text without secrets and personal data.
            calls: the calls of before; a last pair with one call, as a crash leaves it, is dropped.

        Raises:
            ValueError: no proof has these calls.
        """
        endpoint = record.endpoint
        proof = Proof(tolerated_rate(case), record.method.green)
        running = cls(case, record, redact, proof, [], list(endpoint.answered), list(endpoint.fingerprints))
        groups = [list(group) for _, group in groupby(calls, key=lambda call: call.pair)]
        for number, group in enumerate(groups, 1):
            is_pair = running.proof.old is None
            if is_pair and len(group) == 1 and number == len(groups):
                break
            wanted = SIDES if is_pair else SIDES[1:]
            if running.proof.verdict or group[0].pair != number or {call.side for call in group} != set(wanted):
                raise ValueError(f"no proof has these calls of number {number}")
            running._count(group)
        return running

    @property
    def number(self) -> int:
        """How many pairs and calls of the fixed side alone are complete."""
        return self.calls[-1].pair if self.calls else 0

    @property
    def has_answers(self) -> bool:
        """Whether any call was answered."""
        return any(call.output for call in self.calls)

    def add(self, answers: Mapping[Side, Answer]) -> list[ProofCall]:
        """Add the answers of the next pair, or of the next call of the fixed side alone.

        Returns:
            Its calls, in the order in which they were sent.

        Raises:
            ModelChangedError: another model answered than before; nothing was added.
            AfterwordError: nothing was ever answered, and this is not either.
        """
        number = self.number + 1
        for answer in answers.values():
            self._notice_model(answer)
        group = [self._call(number, side, answers[side]) for side in order_of(number) if side in answers]
        problems = [answer.problem for answer in answers.values() if answer.problem]
        if problems and not self.has_answers and all(answer.is_broken_down for answer in answers.values()):
            raise problems[0]
        self._count(group)
        return group

    def as_record(self, ended: datetime) -> ProofRecord:
        """Return the record with everything that is known now."""
        letters = {side: "".join(call.letter for call in self.calls if call.side == side) for side in SIDES}
        pairs = len(letters["broken"])
        distinct = {side: len({call.output for call in self.calls if call.side == side} - {""}) for side in SIDES}
        endpoint = self.record.endpoint.model_copy(
            update={"answered": self.answered, "fingerprints": self.fingerprints}
        )
        return self.record.model_copy(
            update={
                "endpoint": endpoint,
                "broken": letters["broken"],
                "fixed": letters["fixed"][:pairs],
                "fixed_only": letters["fixed"][pairs:],
                "distinct": Distinct(broken=distinct["broken"], fixed=distinct["fixed"]),
                "ended": max(minute(ended), self.record.started),
                "verdict": self.proof.verdict or Verdict.NOT_YET,
            }
        )

    def _notice_model(self, answer: Answer) -> None:
        name = self._as_name(answer.model)
        requested = self.record.endpoint.requested
        if name and name not in self.answered:
            if len(self.answered) >= len({requested.broken, requested.fixed}):
                raise ModelChangedError(self.answered[-1], name)
            self.answered.append(name)
        fingerprint = self._as_name(answer.fingerprint)
        if fingerprint and fingerprint not in self.fingerprints and len(self.fingerprints) < _MOST_FINGERPRINTS:
            self.fingerprints.append(fingerprint)

    def _call(self, number: int, side: Side, answer: Answer) -> ProofCall:
        letter = letter_of(self.case, answer.output)
        counts = answer.output is not None and letter != NO_ANSWER
        finish = answer.finish if counts or answer.output is None else "not judged"
        return ProofCall(
            pair=number,
            side=side,
            letter=letter,
            seed=answer.seed,
            output=digest_output(answer.output) if answer.output and counts else "",
            finish=self._as_name(finish) or "none",
            tokens=answer.tokens,
            seconds=round(answer.seconds, 3),
        )

    def _as_name(self, text: str) -> str:
        """Return what an endpoint calls something as a record can hold it: one line of text, redacted, and not long."""
        return self.redact(one_line(text[:_MOST_READ]))[:_MOST_NAME]

    def _count(self, group: Sequence[ProofCall]) -> None:
        letters = {call.side: call.letter for call in group}
        if len(group) == len(SIDES):
            self.proof = self.proof.add_pair(letters["broken"], letters["fixed"])
        else:
            self.proof = self.proof.add_fixed(letters["fixed"])
        self.calls += group


SIDES: tuple[Side, Side] = ("broken", "fixed")


def order_of(number: int) -> tuple[Side, Side]:
    """Return the order of the calls in a pair; it swaps with each."""
    return SIDES if number % 2 else (SIDES[1], SIDES[0])

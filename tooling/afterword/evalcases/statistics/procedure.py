"""When a proof ends, and with which verdict.

Pairs of calls run until a difference is shown; then the fixed side runs alone until its failure rate is shown to be
low. The order of the answers is that of the calls as they were numbered before they were sent.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from afterword.evalcases.statistics.bounds import clean_runs_needed, lower_bound, old_rate, upper_bound
from afterword.evalcases.statistics.difference import THRESHOLD, e_value, least_pairs_needed, pairs_still_needed

FAILED, PASSED, NO_ANSWER = "F", "P", "-"
"""The letter of a call: the assertions reject the answer, accept it, or there is none."""
DEFAULT_GREEN = 0.1
NOT_RED = 0.05
"""A broken side that fails less often than this does not show the fault."""

_GIVE_UP_FROM = 60
_GIVE_UP_FACTOR = 3
_OLD_RATE_SHARE = 3
_MOST_UNANSWERED = 0.1
_UNANSWERED_FROM = 10


class Verdict(StrEnum):
    """What a proof comes to."""

    PROVEN = "proven"
    REFUTED = "refuted"
    NOT_YET = "not yet"
    NO_VERDICT = "no verdict"


class Refutation(StrEnum):
    """Why a case is refuted."""

    WORSE = "worse"
    NOT_RED = "not red"
    NOT_GREEN = "not green"
    TOLERATED = "tolerated"


@dataclass(frozen=True, slots=True)
class Tally:
    """The calls of one side.

    Attributes:
        answered: those that count: the partner in their pair was answered too.
        failed: of these.
        unanswered: calls without an answer.
        calls: all.
    """

    answered: int = 0
    failed: int = 0
    unanswered: int = 0
    calls: int = 0

    def add(self, letter: str, *, counts: bool = True) -> Tally:
        """Return the tally with one more call."""
        return Tally(
            self.answered + counts,
            self.failed + (counts and letter == FAILED),
            self.unanswered + (letter == NO_ANSWER),
            self.calls + 1,
        )

    @property
    def too_often_unanswered(self) -> bool:
        """Whether more than a tenth of the calls had no answer, from ten calls on."""
        return self.calls >= _UNANSWERED_FROM and self.unanswered > _MOST_UNANSWERED * self.calls


@dataclass(frozen=True, slots=True)
class Proof:
    """A proof as far as it has come.

    Attributes:
        tolerated: failure rate that the case tolerates, `max_failures` of `runs`.
        green: largest failure rate at which the fixed side can count as green.
        broken: calls of the broken side, one in each pair.
        fixed: calls of the fixed side, those in pairs and those alone.
        pairs: answered pairs.
        pair_failures: failures of the fixed side in answered pairs.
        old: cautious failure rate of the broken side, once a difference is shown.
        verdict: None while the proof can go on.
        refutation: why it is refuted.
    """

    tolerated: float = 0.0
    green: float = DEFAULT_GREEN
    broken: Tally = Tally()
    fixed: Tally = Tally()
    pairs: int = 0
    pair_failures: int = 0
    old: float | None = None
    verdict: Verdict | None = None
    refutation: Refutation | None = None

    def add_pair(self, broken: str, fixed: str) -> Proof:
        """Return the proof with one more pair; one in which an answer is missing only counts as unanswered.

        Args:
            broken: letter of the broken side.
            fixed: letter of the fixed side.
        """
        assert self.verdict is None and self.old is None
        counts = NO_ANSWER not in (broken, fixed)
        proof = replace(
            self,
            broken=self.broken.add(broken, counts=counts),
            fixed=self.fixed.add(fixed, counts=counts),
            pairs=self.pairs + counts,
            pair_failures=self.pair_failures + (counts and fixed == FAILED),
        )
        return proof._judge_pairs() if counts or proof._unanswered else proof

    def add_fixed(self, letter: str) -> Proof:
        """Return the proof with one more call of the fixed side alone, after a difference was shown."""
        assert self.verdict is None and self.old is not None
        proof = replace(self, fixed=self.fixed.add(letter, counts=letter != NO_ANSWER))
        return proof._judge_fixed()

    @property
    def limit(self) -> float:
        """The failure rate that the fixed side must stay below, so that CI can distinguish it from the old one."""
        assert self.old is not None
        return max(self.tolerated, min(self.green, self.old / _OLD_RATE_SHARE))

    @property
    def e(self) -> float:
        """The evidence for a difference."""
        return e_value(self.pairs, self.broken.failed, self.pair_failures)

    @property
    def least_left(self) -> int:
        """The fewest further pairs or calls of the fixed side that end this stage of the proof, if all goes well."""
        if self.old is None:
            return least_pairs_needed(self.pairs, self.broken.failed, self.pair_failures)
        return clean_runs_needed(self.fixed.failed, self.fixed.answered, self.limit)

    @property
    def pairs_needed(self) -> int | None:
        """About how many more pairs show a difference if both sides go on as they did; None if above 4,000."""
        return pairs_still_needed(self.pairs, self.broken.failed, self.pair_failures)

    def is_hopeless(self, calls_left: int) -> bool:
        """Whether so few further calls are unlikely to prove anything, so that they are better saved."""
        if self.old is not None:
            return self.least_left > calls_left
        pairs_left = calls_left // 2
        if self.broken.calls < _GIVE_UP_FROM or not self.broken.failed:
            return pairs_left < 1
        needed = self.pairs_needed
        return pairs_left < 1 or needed is None or needed > _GIVE_UP_FACTOR * pairs_left

    @property
    def _unanswered(self) -> bool:
        return self.broken.too_often_unanswered or self.fixed.too_often_unanswered

    def _judge_pairs(self) -> Proof:
        if self._unanswered:
            return replace(self, verdict=Verdict.NO_VERDICT)
        if e_value(self.pairs, self.pair_failures, self.broken.failed) >= THRESHOLD:
            return self._refuted(Refutation.WORSE)
        if upper_bound(self.broken.failed, self.broken.answered) <= NOT_RED:
            return self._refuted(Refutation.NOT_RED)
        if self.e < THRESHOLD:
            return self._judge_green()
        old = old_rate(self.broken.failed, self.pairs)
        if old <= self.tolerated:
            return replace(self._refuted(Refutation.TOLERATED), old=old)
        return replace(self, old=old)._judge_fixed()

    def _judge_fixed(self) -> Proof:
        if self._unanswered:
            return replace(self, verdict=Verdict.NO_VERDICT)
        proof = self._judge_green()
        if proof.verdict is None and upper_bound(self.fixed.failed, self.fixed.answered) <= self.limit:
            return replace(self, verdict=Verdict.PROVEN)
        return proof

    def _judge_green(self) -> Proof:
        lower = lower_bound(self.fixed.failed, self.fixed.answered)
        return self._refuted(Refutation.NOT_GREEN) if lower > max(self.green, self.tolerated) else self

    def _refuted(self, why: Refutation) -> Proof:
        return replace(self, verdict=Verdict.REFUTED, refutation=why)


def survives_missing_answers(broken: str, fixed: str, fixed_only: str, proof: Proof) -> bool:
    """Whether a proven case would still be proven if every missing answer had spoken against it.

    Args:
        broken: letters of the broken side, one a pair.
        fixed: letters of the fixed side, one a pair.
        fixed_only: letters of the fixed side after the pairs.
        proof: the proof that these letters make.
    """
    pairs = len(broken)
    red, green = broken.count(FAILED), fixed.count(FAILED) + fixed.count(NO_ANSWER)
    if not red or e_value(pairs, red, green) < THRESHOLD:
        return False
    worst = replace(proof, old=old_rate(red, pairs))
    failed = green + fixed_only.count(FAILED) + fixed_only.count(NO_ANSWER)
    rate = upper_bound(failed, pairs + len(fixed_only))
    return worst.old is not None and worst.old > proof.tolerated and rate <= worst.limit

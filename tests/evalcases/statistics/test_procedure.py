"""When a proof ends, and with which verdict."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from afterword.evalcases.statistics.procedure import Proof, Refutation, Verdict, survives_missing_answers


def prove(broken: str, fixed: str, fixed_only: str = "", **limits: float) -> Proof:
    proof = Proof(**limits)
    for red, green in zip(broken, fixed, strict=True):
        proof = proof.add_pair(red, green)
    for letter in fixed_only:
        proof = proof.add_fixed(letter)
    return proof


def simulate(red: float, green: float, random_numbers: random.Random, most_calls: int = 300) -> tuple[Proof, int]:
    """Prove against sides that fail at these rates; returns the proof and its calls."""

    def letter(rate: float) -> str:
        return "F" if random_numbers.random() < rate else "P"

    proof, calls = Proof(), 0
    while proof.verdict is None and not proof.is_hopeless(most_calls - calls):
        if proof.old is None:
            proof, calls = proof.add_pair(letter(red), letter(green)), calls + 2
        else:
            proof, calls = proof.add_fixed(letter(green)), calls + 1
    return proof, calls


def test_a_case_that_always_fails_when_broken_is_proven_in_37_calls() -> None:
    proof = prove("FFFF", "PPPP", "P" * 28)
    assert (proof.verdict, proof.old, proof.least_left) == (None, pytest.approx(0.668740, abs=5e-7), 1)
    proof = proof.add_fixed("P")
    assert proof.verdict is Verdict.PROVEN
    assert (proof.broken.failed, proof.broken.answered, proof.fixed.failed, proof.fixed.answered) == (4, 4, 0, 33)


def test_a_difference_ends_the_pairs_at_once() -> None:
    assert prove("FFF", "PPP").old is None
    assert prove("FFFF", "PPPP").old is not None


def test_the_limit_is_a_third_of_the_old_rate() -> None:
    proof = prove("FPPPPPFPPPPFPPPFPPPPPPPF", "P" * 24)
    assert proof.limit == pytest.approx(0.131403 / 3, abs=5e-7)


def test_one_failure_of_the_fixed_side_takes_75_runs_to_be_green() -> None:
    assert prove("FFFF", "PPPP", "F" + "P" * 69).verdict is None
    assert prove("FFFF", "PPPP", "F" + "P" * 70).verdict is Verdict.PROVEN


def test_a_tolerated_rate_raises_the_limit() -> None:
    """0 of 15 shows less than 20 %, which takes 33 runs for 10 %."""
    proof = prove("FFFF", "PPPP", "P" * 10, tolerated=0.2)
    assert (proof.limit, proof.least_left, proof.verdict) == (0.2, 1, None)
    assert proof.add_fixed("P").verdict is Verdict.PROVEN


@pytest.mark.parametrize(
    ("broken", "fixed", "fixed_only", "limits", "why"),
    [
        ("P" * 68, "P" * 68, "", {}, Refutation.NOT_RED),
        ("FF", "FF", "", {}, Refutation.NOT_GREEN),
        ("FFFF", "PPPP", "FFFFF", {}, Refutation.NOT_GREEN),
        ("PPPP", "FFFF", "", {"green": 0.6}, Refutation.WORSE),
        ("FFFF", "PPPP", "", {"tolerated": 0.7}, Refutation.TOLERATED),
    ],
)
def test_refuted(broken: str, fixed: str, fixed_only: str, limits: dict[str, float], why: Refutation) -> None:
    proof = prove(broken, fixed, fixed_only, **limits)
    assert (proof.verdict, proof.refutation) == (Verdict.REFUTED, why)


def test_refuted_not_before_the_last_call() -> None:
    assert prove("P" * 67, "P" * 67).verdict is None
    assert prove("FFFF", "PPPP", "FFF").verdict is None


def test_a_pair_without_an_answer_counts_on_neither_side() -> None:
    proof = prove("F-FFF", "P-PPP")
    assert (proof.pairs, proof.broken.answered, proof.fixed.answered) == (4, 4, 4)
    assert (proof.broken.unanswered, proof.broken.calls) == (1, 5)
    assert prove("-FFFF", "FPPPP") == replace(
        prove("FFFF", "PPPP"), broken=prove("-FFFF", "FPPPP").broken, fixed=prove("-FFFF", "FPPPP").fixed
    )


def test_more_than_a_tenth_without_an_answer_is_no_verdict_from_ten_calls_on() -> None:
    assert prove("-" * 9, "P" * 9).verdict is None
    assert prove("-" * 10, "P" * 10).verdict is Verdict.NO_VERDICT
    assert prove("-PPPPPPPPP", "P" * 10).verdict is None
    assert prove("--PPPPPPPP", "P" * 10).verdict is Verdict.NO_VERDICT
    assert prove("FFFF", "PPPP", "PPPP--").verdict is Verdict.NO_VERDICT


def test_missing_answers_could_change_a_verdict() -> None:
    broken, fixed, alone = "FFFF", "PPPP", "P" * 29
    assert survives_missing_answers(broken, fixed, alone, prove(broken, fixed, alone))
    missing = "-" + "P" * 29
    assert not survives_missing_answers(broken, fixed, missing, prove(broken, fixed, missing))
    broken, fixed = "-FFFF", "PPPPP"
    assert survives_missing_answers(broken, fixed, "P" * 29, prove(broken, fixed, "P" * 29))
    broken, fixed = "FFFF-", "PPPP-"
    assert not survives_missing_answers("---", "PPP", "", prove("---", "PPP"))


def test_giving_up_saves_calls_that_prove_nothing() -> None:
    none_yet = prove("P" * 60, "P" * 60)
    assert not none_yet.is_hopeless(180)
    once = prove("F" + "P" * 59, "P" * 60)
    assert once.is_hopeless(100)  # about 300 more pairs
    assert not once.is_hopeless(300)
    assert not prove("F" + "P" * 58, "P" * 59).is_hopeless(10)
    assert prove("P", "P").is_hopeless(1)
    assert prove("FFFF", "PPPP").is_hopeless(28)
    assert not prove("FFFF", "PPPP").is_hopeless(29)


@pytest.mark.parametrize(
    ("red", "green", "least_proven", "median"),
    [(1.0, 0.0, 100, 37), (0.5, 0.0, 100, 42), (0.1, 0.0, 70, 206), (0.5, 0.01, 95, None)],
)
def test_calls_that_a_proof_takes(red: float, green: float, least_proven: int, median: int | None) -> None:
    trials = [simulate(red, green, random.Random(seed)) for seed in range(100)]
    proven = sorted(calls for proof, calls in trials if proof.verdict is Verdict.PROVEN)
    assert len(proven) >= least_proven
    if median is not None:
        assert proven[len(proven) // 2] == pytest.approx(median, rel=0.2)


def test_a_failure_in_half_of_the_calls_is_proven_within_60_calls_in_nine_of_ten_trials() -> None:
    trials = [simulate(0.5, 0, random.Random(seed)) for seed in range(200)]
    assert sum(proof.verdict is Verdict.PROVEN and calls <= 60 for proof, calls in trials) >= 180


@pytest.mark.parametrize("rate", [0.02, 0.1, 0.5, 1.0])
def test_no_change_is_hardly_ever_proven(rate: float) -> None:
    trials = [simulate(rate, rate, random.Random(seed)) for seed in range(200)]
    assert sum(proof.verdict is Verdict.PROVEN for proof, _ in trials) <= 6

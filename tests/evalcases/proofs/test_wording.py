"""A proof in words: counts first, bounds in whole percent."""

from __future__ import annotations

import pytest

from afterword.evalcases.proofs.recompute import replay
from afterword.evalcases.proofs.wording import about, describe_sameness, describe_sides, describe_verdict, show_letters
from evalcases.proofs.proof import record_of


def words(broken: str, fixed: str, fixed_only: str = "", *, tolerated: float = 0) -> list[str]:
    proof = replay(record_of(broken, fixed, fixed_only), tolerated)
    return [*describe_sides(broken, fixed, fixed_only, proof), *describe_verdict(proof)]


def test_proven() -> None:
    assert words("FFFF", "PPPP", "P" * 29) == [
        "broken  FFFF     failed 4 of 4   (at least 44 % of the time)",
        "fixed   PPPP+29  failed 0 of 33  (less than 10 % of the time)",
        "proven: red when broken, green when fixed. The limits hold at 95 %, for this input and model.",
    ]


@pytest.mark.parametrize(
    ("letters", "last"),
    [
        (("F" + "P" * 19, "P" * 20), "not yet: broken failed 1 of 20, fixed 0 of 20. About 60 more pairs."),
        (("", ""), "not yet: broken failed 0 of 0, fixed 0 of 0. About 9 more pairs."),
        (
            ("FPFP" + "P" * 26, "FPFP" + "P" * 26),
            "not yet: broken failed 2 of 30, fixed 2 of 30. At these rates, thousands of pairs would not show a "
            "difference.",
        ),
        (
            ("FFFF", "PPPP"),
            "not yet: broken failed 4 of 4, fixed 0 of 4. The difference is shown; 29 more calls of fixed without a "
            "failure would show less than 10 %.",
        ),
        (("P" * 68, "P" * 68), "refuted, not red: broken failed 0 of 68 (less than 5 % of the time)."),
        (("FF", "FF"), "refuted, not green: fixed failed 2 of 2 (at least 20 % of the time)."),
        (("-" * 10, "P" * 10), "no verdict: 10 of 20 calls gave no answer."),
    ],
)
def test_other_verdicts(letters: tuple[str, str], last: str) -> None:
    assert words(*letters)[-1] == last


def test_a_fault_that_the_case_tolerates() -> None:
    assert words("FFFF", "PPPP", tolerated=0.7)[-1] == (
        "refuted, tolerates the fault: broken failed 4 of 4, and the case tolerates 70 % (`max_failures` of `runs`)."
    )


def test_missing_answers_that_could_change_the_verdict_are_named() -> None:
    proof = replay(record_of("FFFF", "PPPP", "-" + "P" * 29), 0)
    assert describe_verdict(proof, robust=False)[-1] == (
        "1 call gave no answer; had it spoken against the case, it would not be proven."
    )


def test_a_side_that_repeats_itself_is_named() -> None:
    proof = replay(record_of("FFFF", "PPPP", "P" * 29), 0)
    assert list(describe_sameness(proof, (1, 21))) == [
        "broken: 1 distinct answer in 4 calls; a cache or a temperature of 0 repeats answers"
    ]


def test_many_letters_are_cut() -> None:
    assert show_letters("F" * 20) == "F" * 20
    assert show_letters("F" * 21) == "F" * 19 + "…"
    assert show_letters("") == "-"


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "1"), (9, "9"), (25, "30"), (58, "60"), (96, "100"), (1340, "1,000")]
)
def test_about_how_many(number: int, shown: str) -> None:
    assert about(number) == shown

"""A record is worth what recomputing it gives; every kind of tampering is found."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from afterword.evalcases.proofs.recompute import Recomputed, digest_case, recompute, tolerated_rate
from afterword.evalcases.proofs.record import Distinct, Method, ProofCall, ProofRecord, digest
from afterword.evalcases.statistics.procedure import Verdict
from evalcases.proofs.proof import CASE, TODAY, calls_of, case_of, record_of

PROVEN = record_of("FFFF", "PPPP", "P" * 29)


def check(record: ProofRecord, calls: Sequence[ProofCall] | None = None) -> Recomputed:
    return recompute(record, calls_of(record) if calls is None else calls, CASE, TODAY, 0.1)


@pytest.mark.parametrize(
    ("letters", "verdict"),
    [
        (("FFFF", "PPPP", "P" * 29), Verdict.PROVEN),
        (("FFFF", "PPPP", "P" * 28), Verdict.NOT_YET),
        (("FF", "PP"), Verdict.NOT_YET),
        (("", ""), Verdict.NOT_YET),
        (("FF", "FF"), Verdict.REFUTED),
        (("P" * 68, "P" * 68), Verdict.REFUTED),
        (("-" * 10, "P" * 10), Verdict.NO_VERDICT),
    ],
)
def test_the_verdict_is_that_of_the_letters(letters: tuple[str, ...], verdict: Verdict) -> None:
    found = check(record_of(*letters))
    assert (found.verdict, found.void) == (verdict, ())


def test_missing_answers_that_could_change_the_verdict_are_known() -> None:
    assert check(PROVEN).robust
    assert not check(record_of("FFFF", "PPPP", "-" + "P" * 29)).robust


def edited(**keys: Any) -> tuple[ProofRecord, list[ProofCall]]:
    return PROVEN.model_copy(update=keys), calls_of(PROVEN)


def swapped(calls: list[ProofCall]) -> list[ProofCall]:
    return [calls[1], calls[0], *calls[2:]]


def with_hash(name: str) -> tuple[ProofRecord, list[ProofCall]]:
    return edited(sha256=TODAY.model_copy(update={name: digest("other")}))


def with_call(**keys: Any) -> tuple[ProofRecord, list[ProofCall]]:
    calls = calls_of(PROVEN)
    return PROVEN, [calls[0].model_copy(update=keys), *calls[1:]]


NOT_YET = record_of("FFFF", "PPPP", "P" * 5)
REFUTED = record_of("P" * 68, "P" * 68)
TAMPERED: dict[str, Callable[[], tuple[ProofRecord, list[ProofCall]]]] = {
    "letters": lambda: (REFUTED.model_copy(update={"broken": "F" * 4 + "P" * 64}), calls_of(REFUTED)),
    "letters of both files, beyond the verdict": lambda: _both("FFFFFF", "PPPPPP", "P" * 29),
    "letters of the fixed side alone, before a difference": lambda: _both("FFF", "PPP", "P" * 29),
    "letters of the fixed side alone, beyond the verdict": lambda: _both("FFFF", "PPPP", "P" * 30),
    "verdict": lambda: (NOT_YET.model_copy(update={"verdict": Verdict.PROVEN}), calls_of(NOT_YET)),
    "verdict of no proof": lambda: edited(verdict=Verdict.REFUTED),
    "count of the fixed side alone": lambda: (
        NOT_YET.model_copy(update={"fixed_only": "P" * 29, "verdict": Verdict.PROVEN}),
        calls_of(NOT_YET),
    ),
    "a pair with one side": lambda: edited(fixed="PPP"),
    "calls removed": lambda: (PROVEN, calls_of(PROVEN)[:-1]),
    "all calls removed": lambda: (PROVEN, []),
    "calls reordered": lambda: (PROVEN, swapped(calls_of(PROVEN))),
    "calls duplicated": lambda: (PROVEN, [*calls_of(PROVEN), calls_of(PROVEN)[-1]]),
    "a call copied over another": lambda: (PROVEN, [*calls_of(PROVEN)[:-2], *calls_of(PROVEN)[-1:] * 2]),
    "letter of a call": lambda: with_call(letter="P"),
    "answer of a call removed": lambda: with_call(output=""),
    "answer of a call repeated": lambda: with_call(output=calls_of(PROVEN)[3].output),
    "hash of the case": lambda: with_hash("case"),
    "hash of the broken side": lambda: with_hash("broken"),
    "hash of the fixed side": lambda: with_hash("fixed"),
    "hash of the parameters": lambda: with_hash("parameters"),
    "another case": lambda: edited(case="another"),
    "another method": lambda: edited(method=Method(difference="guess/1")),
    "another bound": lambda: edited(method=Method(bound="clopper-pearson")),
    "another alpha": lambda: edited(method=Method(alpha=0.5)),
    "another limit": lambda: edited(method=Method(green=0.4)),
    "dates": lambda: edited(started="2026-11-22T10:02Z"),
    "distinct answers": lambda: edited(distinct=Distinct(broken=4, fixed=32)),
}


def _both(broken: str, fixed: str, fixed_only: str) -> tuple[ProofRecord, list[ProofCall]]:
    red = len(broken)
    record = PROVEN.model_copy(
        update={
            "broken": broken,
            "fixed": fixed,
            "fixed_only": fixed_only,
            "distinct": Distinct(broken=red, fixed=red + len(fixed_only)),
        }
    )
    return record, calls_of(record)


@pytest.mark.parametrize("kind", TAMPERED)
def test_tampering_is_found(kind: str) -> None:
    record, calls = TAMPERED[kind]()
    found = check(record, calls)
    assert found.verdict is None
    assert found.void


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("after 70 days", "after 60 days"),
        ('icontains: "30 days"', 'icontains: "thirty days"'),
        ("must: [{icontains", "must_not: [{equals: x}]\nmust: [{icontains"),
        ('input: "Can', 'system: "Be brief."\ninput: "Can'),
    ],
)
def test_another_case_has_another_digest(old: str, new: str) -> None:
    if "must_not: [{equals" in new:
        changed = case_of('must_not: [{rubric: "promises a refund"}]', 'must_not: [{equals: "x"}]')
    else:
        changed = case_of(old, new)
    assert digest_case(changed) != digest_case(CASE)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("promises a refund", "offers a refund"),
        ('expected: "Only within 30 days."', 'expected: "Within 30 days."'),
        ("title: Refunds", "title: Refunds are promised"),
    ],
)
def test_what_is_neither_asked_nor_applied_by_code_does_not_void(old: str, new: str) -> None:
    assert digest_case(case_of(old, new)) == digest_case(CASE)


def test_a_case_that_tolerates_more_is_recomputed_with_it() -> None:
    tolerant = case_of('expected: "Only', 'runs: 10\nmax_failures: 3\nexpected: "Only')
    assert tolerated_rate(tolerant) == pytest.approx(0.3)
    found = recompute(PROVEN, calls_of(PROVEN), tolerant, TODAY, 0.1)
    assert found.void == ("its calls go on after the verdict, which came with call 6 of the fixed side",)


def test_a_stricter_setting_voids_and_a_laxer_one_does_not() -> None:
    assert recompute(PROVEN, calls_of(PROVEN), CASE, TODAY, 0.05).void
    assert not recompute(PROVEN, calls_of(PROVEN), CASE, TODAY, 0.2).void

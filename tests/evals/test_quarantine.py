"""A quarantine is for two weeks, and a case needs an issue while it is in one or fails without a change."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from afterword.evalcases import find_cases
from afterword.evalcases.case import EvalCase, Quarantine
from afterword.evals.quarantine import watch
from afterword.evals.run import Standing
from afterword.evals.run_result import CaseResult
from evals.documents import CASE, document

PLAIN = find_cases([document(CASE)])[0]


def quarantined(until: date = date(2026, 11, 30)) -> EvalCase:
    return replace(PLAIN, quarantine=Quarantine("flaky", "@octocat", until))


def result(standing: Standing, *, is_back: bool = False) -> CaseResult:
    return CaseResult(incident=PLAIN.incident, case=PLAIN.id, standing=standing, words="w", is_back=is_back)


@pytest.mark.parametrize(
    ("case", "found", "is_needed"),
    [
        (PLAIN, None, None),
        (PLAIN, result(Standing.PASSED), False),
        (PLAIN, result(Standing.REPORTED), None),
        (PLAIN, result(Standing.WITHOUT_VERDICT), None),
        (PLAIN, result(Standing.BLOCKS), None),
        (PLAIN, result(Standing.BLOCKS, is_back=True), True),
        (PLAIN, result(Standing.REPORTED, is_back=True), True),
        (quarantined(), None, True),
        (quarantined(), result(Standing.PASSED), True),
        (quarantined(date(2020, 1, 1)), None, True),
    ],
)
def test_which_cases_need_an_issue(case: EvalCase, found: CaseResult | None, is_needed: bool | None) -> None:
    watched = watch([case], {case.name: found} if found else {})
    assert [one.is_needed for one in watched] == ([] if is_needed is None else [is_needed])

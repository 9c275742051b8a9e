"""A quarantine ends in time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from afterword.evalcases import find_cases
from afterword.evalcases.case import Quarantine
from afterword.evals.tried_proofs import find_wrong_quarantine
from evals.documents import CASE, document

TODAY = date(2026, 11, 21)


@pytest.mark.parametrize(
    ("until", "messages"),
    [
        (date(2026, 11, 20), ["its quarantine ended on 2026-11-20"]),
        (date(2026, 11, 21), []),
        (date(2026, 12, 5), []),
        (date(2026, 12, 6), ["its quarantine ends on 2026-12-06, more than 14 days ahead"]),
        (None, []),
    ],
)
def test_a_quarantine_lasts_two_weeks_at_most(until: date | None, messages: list[str]) -> None:
    (case,) = find_cases([document(CASE)])
    case = replace(case, quarantine=Quarantine("flaky", "@octocat", until) if until else None)
    assert [one.message for one in find_wrong_quarantine(case, TODAY)] == messages

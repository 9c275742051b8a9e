"""Whether a quarantine ended, or would last too long: a flaky case is out of the way for two weeks at most."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from afterword.evalcases.case import EvalCase
from afterword.evals.try_cases import CaseFinding, Weight

MOST_DAYS = 14


def find_wrong_quarantine(case: EvalCase, today: date) -> Iterator[CaseFinding]:
    """Find a quarantine that ended, or that would last too long.

    Args:
        today: the current day.
    """
    quarantine = case.quarantine
    if quarantine is None:
        return
    if quarantine.until < today:
        what = f"its quarantine ended on {quarantine.until:%Y-%m-%d}"
        remedy = f"delete `quarantine` from the case, or agree with {quarantine.owner} on another day"
        yield CaseFinding("overdue-quarantine", Weight.ERROR, case.line, what, remedy)
    latest = today + timedelta(days=MOST_DAYS)
    if quarantine.until > latest:
        what = f"its quarantine ends on {quarantine.until:%Y-%m-%d}, more than {MOST_DAYS} days ahead"
        remedy = f"let it end by {latest:%Y-%m-%d}"
        yield CaseFinding("long-quarantine", Weight.ERROR, case.line, what, remedy)

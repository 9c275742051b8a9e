"""The result of a run, which another job may have written."""

from __future__ import annotations

import pytest

from afterword.errors import AfterwordError
from afterword.evalcases import find_cases
from afterword.evals.run import CaseOutcome, RunResult, Standing
from afterword.evals.run_report import as_json
from afterword.evals.run_result import read_result
from evals.documents import CASE, document


def test_it_is_read_as_it_was_written() -> None:
    (case,) = find_cases([document(CASE)])
    written = as_json(RunResult((CaseOutcome(case, Standing.BLOCKS, "failed", 3, 3, is_back=True),)))
    found = read_result(written.encode(), "r.json")[case.name]
    assert (found.standing, found.words, found.is_back) == (Standing.BLOCKS, "failed", True)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b'{"cases": [{"incident": "x"}]}', b"\xff", b"[" * 100_000])
def test_what_is_not_a_result_is_refused(data: bytes) -> None:
    with pytest.raises(AfterwordError, match=r"r\.json: this is not the result of a run"):
        read_result(data, "r.json")

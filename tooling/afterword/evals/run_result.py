"""Read the result of `evals run --format json`, which another job may have written."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import BaseModel, ConfigDict, ValidationError

from afterword.errors import AfterwordError
from afterword.evals.run import Standing


class CaseResult(BaseModel):
    """What became of a case in a run.

    Attributes:
        incident: the id of the post-mortem.
        case: the id of the case.
        standing: what it means.
        words: what happened, counts first.
        is_back: whether it fails without a change.
    """

    model_config = ConfigDict(extra="ignore", frozen=True)

    incident: str
    case: str
    standing: Standing
    words: str
    is_back: bool


class _Result(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)

    cases: list[CaseResult]


def read_result(data: bytes, path: str) -> Mapping[str, CaseResult]:
    """Return what became of each case, by its full name.

    Args:
        data: the JSON.
        path: its file, as a user would write it.

    Raises:
        AfterwordError: it is not the result of a run.
    """
    try:
        result = _Result.model_validate_json(data)
    except ValidationError:
        remedy = "write it with `afterword evals run --format json`"
        raise AfterwordError("this is not the result of a run of eval cases", remedy=remedy, path=path) from None
    return {f"{one.incident}/{one.case}": one for one in result.cases}

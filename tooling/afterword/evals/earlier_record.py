"""Why a proof does not go on with the record that is there."""

from __future__ import annotations

from afterword.evalcases.proofs.recompute import list_changes
from afterword.evalcases.proofs.record import Endpoint, ProofRecord
from afterword.evalcases.statistics.procedure import Verdict

PROGRAM = "program"
"""In place of a host, where a program answered."""


def why_other_proof(record: ProofRecord, current: ProofRecord, *, names_model: bool) -> str:
    """Say why a record is of another proof than the one that begins now; empty if it is of the same.

    Args:
        record: the record of before.
        current: the record that would begin now.
        names_model: whether the user names the model to ask.
    """
    if record.case != current.case:
        return f"is of the case `{record.case}`"
    if record.method != current.method:
        return "was made with another method, or another value of `evals.green`"
    if changes := list(list_changes(record.sha256, current.sha256)):
        return f"no longer holds: {changes[0]}"
    if PROGRAM in (record.endpoint.host, current.endpoint.host):
        return _other_program(record.endpoint, current.endpoint)
    if names_model and record.endpoint.requested != current.endpoint.requested:
        return _other_model(record.endpoint)
    return ""


def why_not_continued(record: ProofRecord, verdict: Verdict | None, current: ProofRecord) -> str:
    """Say why the calls of a record of the same proof are not continued; empty if they are, or have a verdict.

    Args:
        record: the record of before.
        verdict: what its calls come to; None if more are needed.
        current: the record that would begin now.
    """
    if verdict is Verdict.NO_VERDICT:
        return "came to no verdict, and there may be answers now"
    if verdict is None and record.endpoint.requested != current.endpoint.requested:
        return _other_model(record.endpoint)
    if verdict is None and record.endpoint.host != current.endpoint.host:
        return f"is of the endpoint {record.endpoint.host}"
    return ""


def _other_program(before: Endpoint, now: Endpoint) -> str:
    if before.host != now.host:
        return "is of a program" if before.host == PROGRAM else f"is of the endpoint {before.host}"
    if not before.program:
        return "does not say of which program it is"
    return "is of another program" if before.program != now.program else ""


def _other_model(before: Endpoint) -> str:
    return f"is of the model {before.requested.fixed}" if before.requested.fixed else "is of another model"

"""What `evals list --format json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypedDict

from afterword.evals.coverage import DocumentCoverage
from afterword.portfolio.proofs.recorded_proofs import RecordedProof


class ListedCase(TypedDict):
    """An eval case.

    Attributes:
        id: unique in the post-mortem.
        line: where it begins, counted from 1.
        cause: id of the cause that it guards against; None for no single one.
        kind: the part of the system of that cause.
        prompts: prompts that it guards, by their paths.
        models: models that it guards.
        services: services that it guards.
        proof: `not proven`, or what its proof comes to.
    """

    id: str
    line: int
    cause: str | None
    kind: str | None
    prompts: tuple[str, ...]
    models: tuple[str, ...]
    services: tuple[str, ...]
    proof: str


class ListedCause(TypedDict):
    """A cause of kind `prompt`, `model` or `config`.

    Attributes:
        id: of the cause; may be empty.
        kind: the part of the system.
        cases: ids of its eval cases.
        guarded_by: action items that guard in their place.
    """

    id: str
    kind: str
    cases: tuple[str, ...]
    guarded_by: tuple[str, ...]


class ListedIncident(TypedDict):
    """A post-mortem with eval cases or causes to guard.

    Attributes:
        incident: id of the post-mortem.
        path: its file.
        cases: its eval cases that can be used.
        unusable: how many cannot be used.
        causes: what has to be guarded.
    """

    incident: str
    path: str
    cases: list[ListedCase]
    unusable: int
    causes: list[ListedCause]


def describe_coverage(one: DocumentCoverage, proofs: Mapping[str, RecordedProof]) -> ListedIncident:
    """Return the cases and causes of a post-mortem as data.

    Args:
        proofs: by the names of the cases.
    """
    return {
        "incident": one.id,
        "path": one.path,
        "cases": [
            {
                "id": case.id,
                "line": case.line,
                "cause": case.guards.cause or None,
                "kind": case.guards.kind or None,
                "prompts": case.guards.prompts,
                "models": case.guards.models,
                "services": case.guards.services,
                "proof": proofs[case.name].standing,
            }
            for case in one.cases
        ],
        "unusable": one.unusable,
        "causes": [
            {"id": cause.id, "kind": cause.kind, "cases": cause.cases, "guarded_by": cause.actions}
            for cause in one.causes
        ],
    }

"""What `afterword import --from issues` does beside the import: it lists the issues, and collects their comments."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from afterword.github.connections import Connection
    from afterword.importing.gather import Found, Input
    from afterword.importing.run import Outcome
    from afterword.project import Project

REMEDY = "set GITHUB_TOKEN; it needs `issues: read`"
_MOST_FAILURES = 2
"""So many threads in a row that cannot be read: the reason is not theirs, and the others are not tried."""


def find(project: Project, github: Connection, labels: Sequence[str]) -> Found:
    """List the issues of the project's repository that have a label.

    Raises:
        AfterwordError: the repository is not known, they cannot be listed, or no issue has the label.
    """
    from afterword.importing.sources.github_issues import find_issues

    return find_issues(github.repository(project.config.tracking.repository or None), labels)


def collect_threads(
    project: Project, github: Connection, found: Found, outcome: Outcome, tell: Callable[[str], None]
) -> Outcome:
    """Collect the threads of the issues as evidence of their post-mortems; the outcome says which cannot be read.

    A thread is collected if its issue was imported now, or if there is no evidence yet, as after a run that was killed.
    """
    from afterword.errors import AfterwordError
    from afterword.evidence import LEDGER_NAME
    from afterword.importing.reader.reading import Remark

    results = list(outcome.results)
    failures, reason = 0, ""
    for position, (one, result) in enumerate(zip(found.inputs, outcome.results, strict=True)):
        is_new = result.outcome in ("written", "updated")
        is_new = is_new or not (project.evidence_folder(result.document_id) / LEDGER_NAME).exists()
        if not one.comments or not result.document_id or result.outcome == "failed" or not is_new:
            continue
        if failures < _MOST_FAILURES:
            try:
                _collect(project, github, one, result.document_id, tell)
                failures = 0
                continue
            except AfterwordError as error:
                failures, reason = failures + 1, "; ".join(filter(None, (error.message, error.remedy)))
        missing = Remark("comments-missing", f"its comments were not collected: {reason}")
        results[position] = replace(result, needs=(*result.needs, missing))
    return replace(outcome, results=tuple(results))


def _collect(project: Project, github: Connection, one: Input, document_id: str, tell: Callable[[str], None]) -> None:
    from afterword.evidence.collect import CollectRequest, collect

    name, _, number = one.shown.rpartition("#")
    document = project.document(document_id)
    request = CollectRequest(
        document,
        path=project.path(document),
        root=project.root,
        now=project.now,
        redaction=project.config.redaction,
        repository=name,
        issues=((name, int(number)),),
        committers=tuple(project.committers),
    )
    collect(request, github, tell)

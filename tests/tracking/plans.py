"""Plans as values: no tracker, no network."""

from __future__ import annotations

from dataclasses import replace

from afterword.github.issues import Issue
from afterword.postmortem import PostMortem
from afterword.tracking import marker
from afterword.tracking.operations import OperationKind, Plan
from afterword.tracking.plan import plan
from afterword.tracking.tracker_facts import TrackerFacts
from afterword.tracking.wanted_issues import WantedIssue
from tracking.rows import CONFIG, NOW, collect

ME, STRANGER = 1, 666
RESOLVED = "incident:\n  started: 2026-02-10T09:00Z\n  resolved: 2026-02-10T11:00Z\n"
"""Front matter of an incident that ended more than 72 hours ago."""


def facts(**more: object) -> TrackerFacts:
    """What a tracker was asked."""
    labels = CONFIG.tracking.document_label, CONFIG.tracking.label
    base = TrackerFacts("acme/widgets", "acme/widgets", frozenset({ME}), NOW, *labels)
    return replace(base, **more)  # type: ignore[arg-type]


def make_plan(issues: list[Issue], *documents: PostMortem, **more: object) -> Plan:
    """The plan for documents, with default settings."""
    return plan(collect(*documents), issues, facts(**more))


def issue(number: int, wanted_of: PostMortem, index: int = 0, **changes: object) -> Issue:
    """The issue of a row of a document."""
    return issue_for(number, collect(wanted_of).rows[index], **changes)


def issue_for(number: int, wanted: WantedIssue, **changes: object) -> Issue:
    """The issue of a row or a document, as it is wanted."""
    body = marker.with_block("", wanted.text.block)
    labels = frozenset(wanted.labels)
    base = Issue(number, wanted.text.title, body, True, None, labels, (), ME, f"https://x/issues/{number}")
    return replace(base, **changes)  # type: ignore[arg-type]


def kinds(made: Plan) -> list[OperationKind]:
    """The kinds of the operations, in order."""
    return [operation.kind for operation in made.operations]


def steps(made: Plan) -> list[tuple[str, int | None, str]]:
    """Kind, number and reason of each operation, in order."""
    return [(one.kind, one.issue.number if one.issue else None, one.why) for one in made.operations]

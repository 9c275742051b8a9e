"""Post-mortems for the tests of tracking, written as Markdown and read as the real ones are."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.config import Config
from afterword.postmortem import PostMortem, read
from afterword.tracking.apply import Result, apply, survey
from afterword.tracking.plan import Plan, plan
from afterword.tracking.tracker import Tracker
from afterword.tracking.wanted import Collected, collect_wanted

ID = "2026-02-10-bot-invents-policy"
LABEL = "postmortem-action"
HEADER = "| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |\n" + "|---" * 9 + "|\n"


def row(action_id: str, action: str, *, owner: str = "TBD", status: str = "open", issue: str = "") -> str:
    """A row of the action table."""
    return f"| {action_id} | {action} | eval case | P1 | {owner} | 2026-04-24 | it fails | {status} | {issue} |\n"


def markdown(rows: Iterable[str], *, document_id: str = ID, notice: bool = False, details: str = "") -> str:
    """A post-mortem with these rows."""
    note = "> [!NOTE]\n> Drafted from evidence by some-model, not yet reviewed. Delete this note once checked.\n\n"
    return (
        f"---\nschema: 1\nid: {document_id}\ntitle: The bot invents a policy\nstatus: draft\nseverity: SEV2\n---\n\n"
        f"## Action items\n\n{note if notice else ''}{HEADER}{''.join(rows)}\n{details}"
    )


def document(rows: Iterable[str], **options: object) -> PostMortem:
    """The same, read."""
    text = markdown(rows, **options)  # type: ignore[arg-type]
    return read(text.encode(), f"postmortems/{options.get('document_id', ID)}.md")


def collect(*documents: PostMortem) -> Collected:
    """What documents want, with default settings."""
    return collect_wanted(documents, Config())


def planned(tracker: Tracker, *documents: PostMortem) -> Plan:
    """The plan for documents."""
    collected = collect(*documents)
    return plan(collected, *survey(collected, tracker, LABEL))


def sync(tracker: Tracker, *documents: PostMortem, **options: object) -> Result:
    """Plan and carry out."""
    collected = collect(*documents)
    issues, known = survey(collected, tracker, LABEL)
    options = {"settle_seconds": 0.0} | options
    return apply(plan(collected, issues, known), collected, known, tracker, **options)  # type: ignore[arg-type]

"""Post-mortems for the tests of tracking, written as Markdown and read as the real ones are."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

from afterword.config import Config
from afterword.postmortem import PostMortem, read
from afterword.times.clock import Clock
from afterword.tracking.apply_plan import PlanResult, apply_plan
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.operations import Plan
from afterword.tracking.plan import plan
from afterword.tracking.read_tracker import read_tracker
from afterword.tracking.tracker import Tracker
from afterword.tracking.wanted_issues import WantedIssues
from fakes.clock import FakeClock

ID = "2026-02-10-bot-invents-policy"
LABEL = "postmortem-action"
NOW = datetime(2026, 4, 16, 17, tzinfo=UTC)
CONFIG = Config()
HEADER = "| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |\n" + "|---" * 9 + "|\n"


def row(
    action_id: str,
    action: str,
    *,
    owner: str = "TBD",
    status: str = "open",
    issue: str = "",
    due: str = "2026-04-24",
    category: str = "eval case",
) -> str:
    """A row of the action table."""
    return f"| {action_id} | {action} | {category} | P1 | {owner} | {due} | it fails | {status} | {issue} |\n"


def markdown(
    rows: Iterable[str],
    *,
    document_id: str = ID,
    notice: bool = False,
    details: str = "",
    severity: str = "SEV2",
    status: str = "draft",
    front: str = "",
) -> str:
    """A post-mortem with these rows; `front` holds further lines of front matter."""
    note = "> [!NOTE]\n> Drafted from evidence by some-model, not yet reviewed. Delete this note once checked.\n\n"
    return (
        f"---\nschema: 1\nid: {document_id}\ntitle: The bot invents a policy\nstatus: {status}\n"
        f"severity: {severity}\n{front}---\n\n"
        f"## Action items\n\n{note if notice else ''}{HEADER}{''.join(rows)}\n{details}"
    )


def document(rows: Iterable[str], **options: object) -> PostMortem:
    """The same, read."""
    text = markdown(rows, **options)  # type: ignore[arg-type]
    return read(text.encode(), f"postmortems/{options.get('document_id', ID)}.md")


def collect(*documents: PostMortem, now: datetime = NOW) -> WantedIssues:
    """What documents want, with default settings."""
    return collect_wanted_issues(documents, CONFIG, now)


def planned(tracker: Tracker, *documents: PostMortem, now: datetime = NOW) -> Plan:
    """The plan for documents."""
    collected = collect(*documents, now=now)
    return plan(collected, *read_tracker(collected, tracker, CONFIG.tracking, now))


def sync(tracker: Tracker, *documents: PostMortem, now: datetime = NOW, clock: Clock | None = None) -> PlanResult:
    """Plan and carry out."""
    collected = collect(*documents, now=now)
    issues, known = read_tracker(collected, tracker, CONFIG.tracking, now)
    made = plan(collected, issues, known)
    return apply_plan(made, collected, known, tracker, clock=clock or FakeClock())

"""AW7xx: whether a post-mortem is written while it is remembered. Told, and never a reason to fail."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.locations import at
from afterword.checks.rule import TOLD, Context, Found, Grading, Rule, Severity, Skipped
from afterword.postmortem import PostMortem
from afterword.postmortem.deadlines import is_publication_overdue, publication_due, resolved_by
from afterword.times.durations import show_duration

UNTOUCHED_AFTER = timedelta(days=14)
_ASKED = Grading(Severity.WARNING, Severity.WARNING, Severity.WARNING)


def published_late(document: PostMortem, context: Context) -> Iterator[Found]:
    """Post-mortems that came out long after the incident was resolved.

    Raises:
        Skipped: there is no history, or it is cut off.
    """
    resolved, due = resolved_by(document), publication_due(document)
    if document.front.status != "published" or resolved is None or due is None:
        return
    _require_history(context)
    published = context.project.published.get(document.path)
    if published is not None and published > due:
        yield Found(
            at(document, "status"),
            f"it was published {show_duration(published - resolved)} after the incident was resolved",
            "nothing to do here; aim at three days for the next one",
        )


def _require_history(context: Context) -> None:
    if context.project.git is None:
        raise Skipped("there is no history")
    if context.project.git.shallow:
        raise Skipped("the history is cut off")


def unpublished(document: PostMortem, context: Context) -> Iterator[Found]:
    """Incidents that are over for days and not written up."""
    resolved, now = resolved_by(document), context.project.now
    if resolved is not None and is_publication_overdue(document, now):
        yield Found(
            at(document, "status"),
            f"the incident was resolved {show_duration(now - resolved)} ago, and the post-mortem is not published",
            "publish what is known, with what is open marked as unknown; corrections can follow",
        )


def untouched(document: PostMortem, context: Context) -> Iterator[Found]:
    """Drafts that nobody works on.

    Raises:
        Skipped: there is no history, or it is cut off.
    """
    if document.front.status != "draft":
        return
    _require_history(context)
    assert context.project.git is not None
    history = context.project.git.files.get(document.path)
    if history and context.project.now - history.last > UNTOUCHED_AFTER:
        yield Found(
            at(document, "status"),
            f"the draft was last changed {show_duration(context.project.now - history.last)} ago",
            "go on with it, or hand it to another owner",
        )


_GIT = frozenset({"git"})

RULES = (
    Rule(
        "AW701",
        "a post-mortem is published within three days",
        "Memory fades and logs expire. Google's SRE workbook calls promptness a mark of a good post-mortem; PagerDuty "
        "asks for days, not weeks. Read from the commit by which it became `published`.",
        "resolved: 2026-04-16   # published on 2026-05-02",
        "resolved: 2026-04-16   # published on 2026-04-18",
        published_late,
        TOLD,
        _GIT,
    ),
    Rule(
        "AW702",
        "an incident that is over is written up",
        "Three days after the end is when people still remember. A warning only: a red check would not write it.",
        "status: draft   # resolved a month ago",
        "status: published",
        unpublished,
        _ASKED,
    ),
    Rule(
        "AW703",
        "drafts are worked on",
        "A draft that lies for two weeks is seldom finished; often its owner has changed teams.",
        "status: draft   # last commit three weeks ago",
        "status: in-review",
        untouched,
        TOLD,
        _GIT,
    ),
)

"""AW7xx, cadence: whether a post-mortem is written while people remember. Reported; never fails the check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.context import Context
from afterword.checks.key_facts import KeyFacts
from afterword.checks.rule import NOTE, WARNING, Found, Rule, nothing
from afterword.times.durations import show_duration

UNTOUCHED_AFTER = timedelta(days=14)


def published_late(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find post-mortems that were published after their deadline.

    Raises:
        Skipped: there is no history, or it is cut off.
    """
    resolved, due = facts.resolved, facts.publication_due
    if facts.status != "published" or resolved is None or due is None:
        return
    context.history()
    published = context.project.published.get(facts.path)
    if published is not None and published > due:
        yield Found(
            facts.status_at,
            f"it was published {show_duration(published - resolved)} after the incident was resolved",
            "nothing to do here; aim at three days for the next one",
        )


def unpublished(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find incidents that ended days ago and have no published post-mortem."""
    resolved, due = facts.resolved, facts.publication_due
    if facts.status != "published" and resolved is not None and due is not None and context.now > due:
        age = show_duration(context.now - resolved)
        yield Found(
            facts.status_at,
            f"the incident was resolved {age} ago, and the post-mortem is not published",
            "publish what is known, with what is open marked as unknown; corrections can follow",
        )


def untouched(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find drafts without a commit for two weeks.

    Raises:
        Skipped: there is no history, or it is cut off.
    """
    if facts.status != "draft":
        return
    history = context.history().files.get(facts.path)
    if history and context.now - history.last > UNTOUCHED_AFTER:
        yield Found(
            facts.status_at,
            f"the draft was last changed {show_duration(context.now - history.last)} ago",
            "go on with it, or hand it to another owner",
        )


RULES = (
    Rule(
        "AW701",
        "a post-mortem is published within three days",
        "Memory fades and logs expire. Google's SRE workbook calls promptness a mark of a good post-mortem; PagerDuty "
        "asks for days, not weeks. The date is that of the commit by which it became `published`.",
        "resolved: 2026-04-16   # published on 2026-05-02",
        "resolved: 2026-04-16   # published on 2026-04-18",
        nothing,
        NOTE,
        frozenset({"git"}),
        check_around=published_late,
    ),
    Rule(
        "AW702",
        "an incident that is over is written up",
        "Three days after the end people still remember. Always a warning: a failed check would not write it.",
        "status: draft   # resolved a month ago",
        "status: published",
        nothing,
        WARNING,
        frozenset({"clock"}),
        check_around=unpublished,
    ),
    Rule(
        "AW703",
        "drafts are worked on",
        "A draft without a change for two weeks is seldom finished; often its owner has changed teams.",
        "status: draft   # last commit three weeks ago",
        "status: in-review",
        nothing,
        NOTE,
        frozenset({"clock", "git"}),
        check_around=untouched,
    ),
)

"""AW7xx, cadence: whether a post-mortem is written while people remember. Reported; never fails the check."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from afterword.checks.context import Context
from afterword.checks.key_facts import KeyFacts
from afterword.checks.rule import NOTE, WARNING, Found, rule_around
from afterword.times.durations import show_duration

UNTOUCHED_AFTER = timedelta(days=14)


@rule_around("AW701", "a post-mortem is published within three days", NOTE, needs={"git"})
def published_late(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find post-mortems that were published after their deadline.

    Memory fades and logs expire. Google's SRE workbook calls promptness a mark of a good post-mortem; PagerDuty asks
    for days, not weeks. The date is that of the commit by which it became `published`.

    Bad:
        resolved: 2026-04-16   # published on 2026-05-02

    Good:
        resolved: 2026-04-16   # published on 2026-04-18

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


@rule_around("AW702", "an incident that is over is written up", WARNING, needs={"clock"})
def unpublished(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find incidents that ended days ago and have no published post-mortem.

    Three days after the end people still remember. Always a warning: a failed check would not write it.

    Bad:
        status: draft   # resolved a month ago

    Good:
        status: published
    """
    resolved, due = facts.resolved, facts.publication_due
    if facts.status != "published" and resolved is not None and due is not None and context.now > due:
        age = show_duration(context.now - resolved)
        yield Found(
            facts.status_at,
            f"the incident was resolved {age} ago, and the post-mortem is not published",
            "publish what is known, with what is open marked as unknown; corrections can follow",
        )


@rule_around("AW703", "drafts are worked on", NOTE, needs={"clock", "git"})
def untouched(facts: KeyFacts, context: Context) -> Iterator[Found]:
    """Find drafts without a commit for two weeks.

    A draft without a change for two weeks is seldom finished; often its owner has changed teams.

    Bad:
        status: draft   # last commit three weeks ago

    Good:
        status: in-review

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


RULES = (published_late, unpublished, untouched)

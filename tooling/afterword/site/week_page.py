"""What is new, changed, closed or overdue since last week: as a page, and in numbers on the home page."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from afterword.learning.review.changes import Change
from afterword.portfolio.actions import Progress, group_by_progress
from afterword.portfolio.done import describe_evidence, find_evidence
from afterword.postmortem import ActionItem, PostMortem
from afterword.site import labels
from afterword.site.action_rows import make_action_row
from afterword.site.addresses import ACTIONS, WEEK, incident_page
from afterword.site.feed_formats import FEEDS
from afterword.site.headings import Heading
from afterword.site.page import Page, render
from afterword.site.site import WEEK_LENGTH, Site
from afterword.text.counting import counted

_MOST = 100
"""Rows of a group that the page shows."""

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Group:
    """Some of what happened: its id, its title, a noun for one of it, and its rows."""

    id: str
    title: str
    noun: str
    rows: tuple[Row, ...]

    @property
    def counted(self) -> str:
        """How many there are, of what: the numbers beside it count something else."""
        return counted(len(self.rows), self.noun)

    @property
    def shown(self) -> tuple[Row, ...]:
        """The rows that the page shows."""
        return self.rows[:_MOST]

    @property
    def left_out(self) -> int:
        """How many rows are not shown."""
        return max(len(self.rows) - _MOST, 0)


@dataclass(frozen=True, slots=True)
class Week:
    """What happened since last week, and what is not known of it."""

    groups: tuple[Group, ...]
    unknown: str = ""


def make_week(site: Site) -> Week:
    """Find what happened since last week."""
    since, changes = site.portfolio.now - WEEK_LENGTH, site.changes()
    by_history: tuple[Group, ...] = ()
    if changes is not None:
        new, changed = ([one for one in changes if one.is_new is is_new] for is_new in (True, False))
        by_history = (
            Group("new", "New", "new post-mortem", tuple(_change(one, site) for one in new)),
            Group("changed", "Changed", "changed post-mortem", tuple(_change(one, site) for one in changed)),
        )
    closed = tuple(_closed(*pair, site) for pair in _list_closed(since, site))
    late = tuple(_late(*pair, site) for pair in _list_late(since, site))
    groups = (
        *by_history,
        Group("closed", "Closed action items", "closed action item", closed),
        Group("overdue", "Overdue since then", "newly overdue action item", late),
    )
    return Week(groups, "" if changes is not None else "The history does not say what is new and what has changed.")


def make_week_page(site: Site) -> Page:
    """Make the page of what happened since last week."""
    week, now = make_week(site), site.portfolio.now
    html = render(
        "week.html",
        week=week,
        since=f"{now - WEEK_LENGTH:%Y-%m-%d}",
        now=f"{now:%Y-%m-%d}",
        feeds=[(name, site.root(WEEK) + path) for name, path in FEEDS] if site.address else [],
    )
    headings = tuple(Heading(2, group.id, group.title) for group in week.groups)
    return Page(WEEK, "Since last week", html, headings, is_wide=True, is_listed=False)


def _change(change: Change, site: Site) -> Row:
    document = change.document
    return {
        "severity": labels.severity_badge(document, site.portfolio.config),
        "title": document.title,
        "href": site.link(incident_page(document), WEEK),
        "words": change.words or labels.status_badge(document).text,
    }


def _list_closed(since: datetime, site: Site) -> list[tuple[PostMortem, ActionItem]]:
    """List the action items that were closed: by the time that the tracker gives, else by the earlier document."""
    found = []
    for document, item in group_by_progress(site.portfolio)[Progress.CLOSED]:
        tracked = site.portfolio.tracked.get((document.id, item.id))
        if tracked and tracked.closed:
            is_recent = tracked.closed >= since
        else:
            is_recent = (document.path, item.id) in site.closed()
        if is_recent:
            found.append((document, item))
    return found


def _list_late(since: datetime, site: Site) -> list[tuple[PostMortem, ActionItem]]:
    pairs = group_by_progress(site.portfolio)[Progress.OVERDUE]
    return [(document, item) for document, item in pairs if item.due and item.due.latest and item.due.latest > since]


def _closed(document: PostMortem, item: ActionItem, site: Site) -> Row:
    evidence = find_evidence(document, item, site.portfolio)
    by = ", ".join(map(describe_evidence, evidence)) if evidence else "what closed it is not known"
    return {**_action(document, item, site), "words": f"{by} · {document.title}"}


def _late(document: PostMortem, item: ActionItem, site: Site) -> Row:
    row = _action(document, item, site)
    return {**row, "words": f"due {row['due_shown']} · {row['owner_shown']} · {document.title}"}


def _action(document: PostMortem, item: ActionItem, site: Site) -> Row:
    row = make_action_row(document, item, site)
    anchor = f"#{row['anchor']}" if row["anchor"] else ""
    return {**row, "title": row["action"].striptags(), "href": site.link(ACTIONS, WEEK) + anchor}

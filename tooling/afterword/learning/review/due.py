"""What is due: publication within 72 hours, an issue within 24, and reports to authorities."""

from __future__ import annotations

from datetime import datetime, timedelta

from afterword.learning.review.agenda import Item
from afterword.learning.review.changes import Earlier
from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress, find_progress
from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.deadlines import TRACK_HOURS, is_unplanned, publication_due
from afterword.postmortem.schema import Regulatory
from afterword.postmortem.values import PersonKind

SOON = timedelta(days=7)
"""What is due by the next meeting is on the agenda of this one."""
_MOST_NAMED = 3


def find_due(portfolio: Portfolio, a_day_ago: Earlier | None) -> list[Item]:
    """Find what is due or was due, the earliest first.

    Args:
        portfolio: all post-mortems.
        a_day_ago: reads post-mortems as they were 24 hours ago; None if the history does not say.
    """
    found: list[tuple[datetime, Item]] = []
    for document in portfolio.documents:
        found += _publication(document, portfolio.now)
        found += _reports(document, portfolio)
        found += _untracked(document, portfolio, a_day_ago)
    return [item for _, item in sorted(found, key=lambda pair: (pair[0], pair[1].key))]


def _publication(document: PostMortem, now: datetime) -> list[tuple[datetime, Item]]:
    due = publication_due(document)
    if due is None or document.front.status == "published" or due > now + SOON:
        return []
    words = f"publish it: {'due' if due > now else 'was due'} {due:%Y-%m-%d %H:%MZ}"
    return [(due, Item(f"publish/{document.id}", document, words, owner_of(document)))]


def _reports(document: PostMortem, portfolio: Portfolio) -> list[tuple[datetime, Item]]:
    duty = document.front.regulatory or Regulatory()
    if duty.aware is None or duty.aware.earliest is None or not isinstance(duty.regimes, list):
        return []
    found = []
    for regime in duty.regimes:
        hours = portfolio.config.regulatory.hours.get(regime)
        key, owner = f"report/{document.id}/{regime}", owner_of(document)
        if hours is None:
            words = f"report to {regime}: its deadline is not in `regulatory.hours` of afterword.yml"
            found.append((duty.aware.earliest, Item(key, document, words, owner)))
            continue
        due = duty.aware.earliest + timedelta(hours=hours)
        # Whether a report was sent is not in the post-mortem: one that was due long ago is not asked about for ever.
        if portfolio.now - SOON <= due <= portfolio.now + SOON:
            words = f"report to {regime}: {'due' if due > portfolio.now else 'was due'} {due:%Y-%m-%d %H:%MZ}"
            found.append((due, Item(key, document, words, owner)))
    return found


def _untracked(document: PostMortem, portfolio: Portfolio, a_day_ago: Earlier | None) -> list[tuple[datetime, Item]]:
    lacking = [item for item in document.actions if _lacks_issue(document, item, portfolio)]
    before = a_day_ago(document) if lacking and a_day_ago else None
    known = {item.id for item in before.actions if not item.under_notice} if before else set()
    late = [item.id for item in lacking if item.id in known]
    if not late:
        return []
    words = f"{_names(late)} had no issue for more than {TRACK_HOURS} hours: run `afterword sync`"
    return [(portfolio.now, Item(f"track/{document.id}", document, words, owner_of(document)))]


def _names(ids: list[str]) -> str:
    if len(ids) == 1:
        return f"{ids[0]} has"
    if len(ids) > _MOST_NAMED:
        return f"{', '.join(ids[:_MOST_NAMED])} and {len(ids) - _MOST_NAMED} more action items have"
    return f"{', '.join(ids[:-1])} and {ids[-1]} have"


def _lacks_issue(document: PostMortem, item: ActionItem, portfolio: Portfolio) -> bool:
    if is_unplanned(document, item) or not item.id or item.issue is not None:
        return False
    if find_progress(document, item, portfolio) is Progress.CLOSED:
        return False
    tracked = portfolio.tracked.get((document.id, item.id))
    return not item.under_notice and not (tracked and tracked.url)


def owner_of(document: PostMortem) -> str:
    """Return who owns a post-mortem; empty if that is not decided."""
    owner = document.front.owner
    return str(owner) if owner and owner.kind is not PersonKind.UNSET else ""

"""What closed issues: the commit or pull request that GitHub names, or the person who did, and what they said."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Literal

from afterword.github.errors import translate_errors
from afterword.github.repository import Repository

MAX_ASKED = 1_000
"""Issues that one run asks about, the last closed first: twenty requests."""
_JUST_BEFORE = timedelta(minutes=10)
_PEOPLE = ("User", "EnterpriseUserAccount", "Mannequin")

# Only GraphQL says which pull request closed an issue: the event of REST has the commit alone.
_FIELDS = """fragment closing on Issue {
  timelineItems(last: 1, itemTypes: [CLOSED_EVENT]) { nodes { ... on ClosedEvent { createdAt
    actor { __typename login }
    closer { __typename
      ... on Commit { oid url }
      ... on PullRequest { number url merged repository { nameWithOwner } } } } } }
  comments(last: 20) { totalCount nodes { createdAt url author { __typename login } } } }"""


@dataclass(frozen=True, slots=True)
class Closing:
    """How an issue was closed the last time.

    Attributes:
        by: login of who closed it; empty for an account that is gone.
        kind: what closed it; empty for a person or a program.
        name: the commit, or the pull request as `#12` or `owner/name#12`.
        url: page of the commit or pull request.
        comment: page of a comment in which the person who closed it says something about it: within ten minutes before
            or any time after. Empty for none.
        is_known: whether no comment can have been missed.
    """

    by: str
    kind: Literal["commit", "pull request", ""] = ""
    name: str = ""
    url: str = ""
    comment: str = ""
    is_known: bool = True


def read_closings(repository: Repository, numbers: Iterable[int]) -> dict[int, Closing]:
    """Ask GitHub what closed some issues; those that it says nothing about are left out.

    Args:
        repository: with a token that has `issues: read`, and `pull-requests: read` for the pull requests.
        numbers: of closed issues; those beyond `MAX_ASKED` are left out.

    Raises:
        AfterwordError: GitHub fails.
    """
    asked = list(numbers)[:MAX_ASKED]
    with translate_errors(repository.name, needs="pull-requests: read"):
        issues = repository.ask_each((f"issue(number: {number}) {{ ...closing }}" for number in asked), _FIELDS)
    closings = ((number, _closing(issue, repository.name)) for number, issue in zip(asked, issues, strict=True))
    return {number: closing for number, closing in closings if closing is not None}


def _closing(issue: dict[str, Any], own: str) -> Closing | None:
    event = next(iter((issue.get("timelineItems") or {}).get("nodes") or ()), None)
    if not event:
        return None
    actor, closer = event.get("actor") or {}, event.get("closer") or {}
    by = str(actor.get("login") or "")
    if closer.get("__typename") == "Commit":
        return Closing(by, "commit", str(closer["oid"])[:10], str(closer["url"]))
    if closer.get("__typename") == "PullRequest" and closer.get("merged"):
        place = str(closer["repository"]["nameWithOwner"])
        name = f"#{closer['number']}" if place.casefold() == own.casefold() else f"{place}#{closer['number']}"
        return Closing(by, "pull request", name, str(closer["url"]))
    if not by or actor.get("__typename") not in _PEOPLE:
        return Closing(by)
    return _vouched(by, datetime.fromisoformat(event["createdAt"]) - _JUST_BEFORE, issue.get("comments") or {})


def _vouched(by: str, since: datetime, comments: dict[str, Any]) -> Closing:
    nodes = [one for one in comments.get("nodes") or () if one]
    times = [datetime.fromisoformat(one["createdAt"]) for one in nodes]
    for one, at in zip(nodes, times, strict=True):
        if at >= since and str((one.get("author") or {}).get("login")) == by:
            return Closing(by, comment=str(one["url"]))
    is_known = len(nodes) >= int(comments.get("totalCount") or 0) or min(times) < since
    return Closing(by, is_known=is_known)

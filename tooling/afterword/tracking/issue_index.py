"""The issues of a tracker, sorted by what they are for: pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from afterword.github.issues import Issue
from afterword.tracking import marker
from afterword.tracking.marker import ACTION, Key, find_key
from afterword.tracking.tracker_facts import TrackerFacts, own_number
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues


@dataclass(frozen=True, slots=True)
class IssueIndex:
    """Every issue that is known, by what it is for.

    Attributes:
        issues: by number.
        keys: by number, what each is for; None if it does not say.
        ours: those of trusted authors, by number.
        claims: those of other authors that have a marker of ours, by number.
        same_id: those for a post-mortem that has the id of one of ours and is in another place.
        unmarked: numbers of those of ours that lost their marker and that no row names, by title.
        parts: how many issues are a part of each issue, by its number.
        restored: the first row that names each issue that the local tracker has lost, by number.
    """

    issues: dict[int, Issue]
    keys: dict[int, Key | None]
    ours: dict[Key, list[Issue]]
    claims: dict[Key, list[Issue]]
    same_id: dict[Key, Issue]
    unmarked: dict[str, int]
    parts: Counter[int]
    restored: dict[int, WantedIssue]

    def claim(self, key: Key) -> Issue | None:
        """Return an issue with the marker of a key by an account that may well be ours. A stranger's does not count."""
        return next((issue for issue in self.claims.get(key, []) if issue.insider), None)


def index_issues(wanted: WantedIssues, listed: Iterable[Issue], facts: TrackerFacts) -> IssueIndex:
    """Sort the issues.

    Args:
        wanted: what the documents want.
        listed: every issue with one of our labels.
        facts: what else the tracker was asked.
    """
    issues = {issue.number: issue for issue in (*facts.others, *listed)}
    named = {number: row for row in wanted.rows if (number := own_number(row, facts.repository)) is not None}
    keys = {number: find_key(issue.body) for number, issue in issues.items()}
    keys |= {
        number: row.key
        for number, row in named.items()
        if number in issues and _has_changed_id(issues[number], wanted, facts)
    }
    ours: dict[Key, list[Issue]] = {}
    claims: dict[Key, list[Issue]] = {}
    same_id: dict[Key, Issue] = {}
    unmarked: dict[str, int] = {}
    for number in sorted(issues):
        issue, key = issues[number], keys[number]
        is_trusted = issue.author_id in facts.trusted
        if key is None:
            if is_trusted and number not in named:
                unmarked[issue.title] = number
        elif number in facts.same_id:
            same_id.setdefault(key, issue)
        else:
            (ours if is_trusted else claims).setdefault(key, []).append(issue)
    return IssueIndex(
        issues=issues,
        keys=keys,
        ours=ours,
        claims=claims,
        same_id=same_id,
        unmarked=unmarked,
        parts=Counter(issue.parent for issue in issues.values() if issue.parent),
        restored=_find_restored(wanted, issues, facts),
    )


def _has_changed_id(issue: Issue, wanted: WantedIssues, facts: TrackerFacts) -> bool:
    """Whether an issue that a row names is for a row that is gone: the row has got another id."""
    key = find_key(issue.body)
    if key is None or key.subject != ACTION or key in wanted.existing or issue.author_id not in facts.trusted:
        return False
    return wanted.is_home(marker.document_place(issue.body)) and wanted.is_certain(key.document)


def _find_restored(wanted: WantedIssues, issues: dict[int, Issue], facts: TrackerFacts) -> dict[int, WantedIssue]:
    found: dict[int, WantedIssue] = {}
    for row in wanted.rows if facts.file_owns_status else ():
        number = own_number(row, facts.repository)
        if number is not None and number in facts.missing and number not in issues:
            found.setdefault(number, row)
    return found

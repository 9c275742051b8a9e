"""Before an issue is opened: whether one of ours that nothing claims may be the one that is wanted. Pure.

Until its number is merged into the table, an issue is tied to its row by the marker in its text and by its title, and
people edit both: they delete the marker, paste another, renumber rows or rename a post-mortem. A second issue splits
the discussion, so in case of doubt nothing is opened, and the row is reported.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from afterword.github.issues import Issue
from afterword.text.likeness import REWORDED
from afterword.tracking import marker
from afterword.tracking.issue_index import IssueIndex
from afterword.tracking.marker import DOCUMENT, Key
from afterword.tracking.matching import Match, New, Ours, Skipped, is_same_text
from afterword.tracking.tracker_facts import TrackerFacts
from afterword.tracking.wanted_issues import WantedIssue

_DATE = len("2026-04-16")

Matched = list[tuple[WantedIssue, Match]]


@dataclass(frozen=True, slots=True)
class _Unclaimed:
    """An issue of ours that no row or document seems to have.

    Attributes:
        issue: the issue.
        keys: what it may be for; empty if it does not say at all.
        is_orphan: whether its row, or post-mortem, is certainly gone.
    """

    issue: Issue
    keys: list[Key]
    is_orphan: bool


def account_for_unclaimed(matched: Matched, index: IssueIndex, facts: TrackerFacts) -> Matched:
    """Hold what an issue would be opened for although one of ours may be its own, and follow a renamed post-mortem.

    Args:
        matched: each row or document with what was found for it.
    """
    lacking = [wanted for wanted, match in matched if match == New() and wanted.is_needed]
    if not lacking:
        return matched
    unclaimed = list(_find_unclaimed(matched, index))
    found = {one.key: issue for one in lacking if (issue := _find_renamed(one, unclaimed, index))}
    times = Counter(issue.number for issue in found.values())
    renamed = {key: issue for key, issue in found.items() if times[issue.number] == 1}
    unclaimed = [one for one in unclaimed if one.issue not in renamed.values()]
    followed = {(key.document, each.document) for each, issue in renamed.items() if (key := index.keys[issue.number])}
    accounting = _Accounting(index, facts, lacking, unclaimed, followed)
    return [
        (wanted, accounting.hold(wanted) or match) if match == New() else (wanted, match)
        for wanted, match in ((one, Ours(renamed[one.key]) if one.key in renamed else it) for one, it in matched)
    ]


def _find_unclaimed(matched: Matched, index: IssueIndex) -> Iterable[_Unclaimed]:
    taken = {*index.named, *index.away}
    for _, match in matched:
        if isinstance(match, Ours):
            taken |= {match.issue.number, *(one.number for one in match.duplicates)}
    for number, keys in index.unclear.items():
        if number not in taken:
            yield _Unclaimed(index.issues[number], keys, is_orphan=False)
    for issue, key in index.our_issues():
        if issue.number not in taken and issue.reason != "duplicate" and key not in index.same_id:
            yield _Unclaimed(issue, [key], is_orphan=issue.number in index.orphans)


def _find_renamed(wanted: WantedIssue, unclaimed: list[_Unclaimed], index: IssueIndex) -> Issue | None:
    """Return the issue of the same action, with the same text, of a post-mortem that is gone: it was renamed."""
    found = [
        one.issue
        for one in unclaimed
        if one.is_orphan
        and (one.keys[0].action, one.keys[0].subject) == (wanted.key.action, wanted.key.subject)
        and Key.of(one.keys[0].document, "", DOCUMENT) not in index.wanted_keys
        and not marker.is_withdrawn(one.issue.body)
        and index.likeness(wanted, one.issue.number) == 1
    ]
    return found[0] if len(found) == 1 else None


@dataclass(frozen=True, slots=True)
class _Accounting:
    """What is asked before an issue is opened.

    Attributes:
        index: every issue.
        facts: of the tracker.
        lacking: what seems to have none.
        unclaimed: issues that nothing claims.
        followed: former and present id of post-mortems that were renamed.
    """

    index: IssueIndex
    facts: TrackerFacts
    lacking: list[WantedIssue]
    unclaimed: list[_Unclaimed]
    followed: set[tuple[str, str]]

    def hold(self, wanted: WantedIssue) -> Skipped | None:
        """Return why nothing is opened for a row or a document; None if no issue may be its own."""
        if not wanted.is_needed:
            return None
        for one in self.unclaimed:
            if self._may_be(wanted, one):
                number = one.issue.number
                what = f"tracks {one.keys[0].name}" if one.keys else "does not say what it tracks"
                where = "write it into its Issue cell" if wanted.action else "put its marker back"
                remedy = f"{where} if it is; if it is not, take our labels off #{number}"
                if any(key in self.index.wanted_keys for key in one.keys):
                    remedy = "give the rows of this post-mortem the ids that they had"
                reason = f"issue #{number} may be its own: it {what}, and no row claims it"
                return Skipped(reason, remedy, held_by=number)
        return None

    def _may_be(self, wanted: WantedIssue, one: _Unclaimed) -> bool:
        like = self.index.likeness(wanted, one.issue.number)
        if not one.keys:
            # Whose it is, only its titles can tell, and people reword rows.
            known = [each for each in self.lacking if each.action and is_same_text(each, one.issue, self.index)]
            is_for_rows = not one.issue.bears(self.facts.document_label)
            return is_for_rows == bool(wanted.action) and (wanted in known or not known)
        if not any(key.subject == wanted.subject for key in one.keys):
            return False
        if wanted.key in one.keys:
            return True
        if not one.is_orphan and any(key.document == wanted.key.document for key in one.keys):
            return True  # the rows of this document do not go with its issues: somebody renumbered them
        if marker.is_withdrawn(one.issue.body):
            return like == 1
        return like >= REWORDED or any(self._may_be_renamed(key, wanted) for key in one.keys)

    def _may_be_renamed(self, key: Key, wanted: WantedIssue) -> bool:
        """Whether the post-mortem of an issue is gone, and may be that of a row under another name: of the same
        day, or another of its rows went there."""
        is_gone = Key.of(key.document, "", DOCUMENT) not in self.index.wanted_keys
        is_same_day = key.document[:_DATE] == wanted.key.document[:_DATE]
        return is_gone and (is_same_day or (key.document, wanted.key.document) in self.followed)

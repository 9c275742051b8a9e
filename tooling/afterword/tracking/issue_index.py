"""The issues of a tracker, sorted by what they are for: pure."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from afterword.github.issues import Issue
from afterword.text.likeness import likeness
from afterword.tracking import marker
from afterword.tracking.marker import Key, find_key, find_keys
from afterword.tracking.tracker import Absence
from afterword.tracking.tracker_facts import TrackerFacts, own_number
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues

_NUMBERED = re.compile(r"a(\d{1,6})")


@dataclass(frozen=True, slots=True)
class IssueIndex:
    """Every issue that is known, by what it is for.

    Attributes:
        issues: by number.
        keys: by number, what each is for; None if it does not say, or says more than one thing.
        ours: those of trusted authors, by what they are for.
        claims: those of other authors that have a marker of ours, by what they are for.
        same_id: those for a post-mortem that has the id of one of ours and is in another place.
        unclear: those of trusted authors that no longer say what they are for, with what they may be for: nothing if
            their marker is gone, several things if somebody pasted the block of another issue.
        orphans: numbers of those of trusted authors whose row, or post-mortem, is certainly gone.
        away: numbers of those for post-mortems that are kept elsewhere, or that were not read.
        named: the rows whose Issue cell names an issue, by its number; what is only about to be written is left out.
        parts: how many issues are a part of each issue, by its number.
        restored: the first row that names each issue that the local tracker has lost, by number.
        titles: present and former titles, by number.
        wanted_keys: what the documents have, tracked or not.
        agreeing: numbers of those whose row has their text.
    """

    issues: dict[int, Issue]
    keys: dict[int, Key | None]
    ours: dict[Key, list[Issue]]
    claims: dict[Key, list[Issue]]
    same_id: dict[Key, Issue]
    unclear: dict[int, list[Key]]
    orphans: frozenset[int]
    away: frozenset[int]
    named: dict[int, list[WantedIssue]]
    parts: Counter[int]
    restored: dict[int, WantedIssue]
    titles: dict[int, tuple[str, ...]]
    wanted_keys: set[Key]
    agreeing: set[int] = field(default_factory=set)

    def claim(self, key: Key) -> Issue | None:
        """Return an issue with the marker of a key by an account that may well be ours. A stranger's does not count."""
        return next((issue for issue in self.claims.get(key, []) if issue.insider), None)

    def likeness(self, wanted: WantedIssue, number: int) -> float:
        """Return how alike the title of a row or document is to those of an issue, from 0 to 1."""
        return likeness(wanted.text.title, self.titles[number])

    def free_id(self, document: str) -> str:
        """Return an id above all that rows or issues of a document have, by its id in lower case."""
        keys = (*self.wanted_keys, *(key for _, key in self.our_issues()))
        numbers = (_NUMBERED.fullmatch(key.action) for key in keys if key.document == document)
        return f"A{max((int(number[1]) for number in numbers if number), default=0) + 1}"

    def our_issues(self) -> Iterator[tuple[Issue, Key]]:
        """Yield those of trusted authors with what they are for, by number."""
        found = [*self.same_id.values(), *(issue for issues in self.ours.values() for issue in issues)]
        for issue in sorted(found, key=lambda one: one.number):
            if (key := self.keys[issue.number]) is not None:
                yield issue, key


def index_issues(wanted: WantedIssues, listed: Iterable[Issue], facts: TrackerFacts) -> IssueIndex:
    """Sort the issues.

    Args:
        wanted: what the documents want.
        listed: every issue with one of our labels.
        facts: what else the tracker was asked.
    """
    issues = {issue.number: issue for issue in (*facts.others, *listed)}
    named: dict[int, list[WantedIssue]] = {}
    for row in wanted.rows:
        if row.key not in facts.pending and (number := own_number(row, facts.repository)) is not None:
            named.setdefault(number, []).append(row)
    index = IssueIndex(
        issues=issues,
        keys={},
        ours={},
        claims={},
        same_id={},
        unclear={},
        orphans=frozenset(one.number for one in issues.values() if _is_orphan(one, wanted, facts)),
        away=frozenset(one.number for one in issues.values() if _is_away(one, wanted)),
        named=named,
        parts=Counter(issue.parent for issue in issues.values() if issue.parent),
        restored=_find_restored(wanted, issues, facts),
        wanted_keys=wanted.existing,
        titles={number: (one.title, *facts.titles.get(number, ())) for number, one in issues.items()},
    )
    texts = {one.key: one.text.title for one in (*wanted.rows, *wanted.parents, *wanted.reminders)}
    for number in sorted(issues):
        issue = issues[number]
        keys = find_keys(issue.body)
        is_ours = issue.author_id in facts.trusted
        # Of several blocks, the first counts if the title is its row's: then the others were pasted below it.
        is_clear = len(keys) == 1 or (keys and likeness(texts.get(keys[0], ""), index.titles[number]) == 1)
        key = index.keys[number] = keys[0] if keys and is_clear else None
        if key is None:
            if is_ours:
                index.unclear[number] = keys
        elif number in facts.same_id:
            index.same_id.setdefault(key, issue)
        else:
            (index.ours if is_ours else index.claims).setdefault(key, []).append(issue)
            if is_ours and key in texts and likeness(texts[key], index.titles[number]) == 1:
                index.agreeing.add(number)
    return index


def _is_away(issue: Issue, wanted: WantedIssues) -> bool:
    key = find_key(issue.body)
    is_unread = key is not None and key.document in wanted.unread
    return is_unread or not wanted.is_home(marker.document_place(issue.body))


def _is_orphan(issue: Issue, wanted: WantedIssues, facts: TrackerFacts) -> bool:
    key = find_key(issue.body)
    if key is None or key in wanted.existing or issue.author_id not in facts.trusted or not wanted.documents:
        return False
    return wanted.is_certain(key.document) and not _is_away(issue, wanted)


def _find_restored(wanted: WantedIssues, issues: dict[int, Issue], facts: TrackerFacts) -> dict[int, WantedIssue]:
    found: dict[int, WantedIssue] = {}
    for row in wanted.rows if facts.file_owns_status else ():
        number = own_number(row, facts.repository)
        if number is not None and isinstance(facts.named.get(("", number)), Absence) and number not in issues:
            found.setdefault(number, row)
    return found

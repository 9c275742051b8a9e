"""A tracker in memory that notes what it is asked to change, and refuses what it is told to."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

from afterword.github.issues import Issue, State
from afterword.tracking.tracker import Lease
from tracking.plans import ME


class _Lease(Lease):
    """A lease that notes when it was checked, and for which new issue."""

    def __init__(self, last: int) -> None:
        super().__init__(last)
        self.kept: list[int] = []

    def keep(self, number: int = 0) -> None:
        self.kept.append(number)


class RecordingTracker:
    """Issues by number, and every change in order.

    Attributes:
        calls: name and arguments of each change.
        fail: called before each change with its name and number; may raise.
        before_lists: called before each list, with how many there were.
        budget: changes that may be made.
        drop_labels: whether labels given on creation are dropped.
        cannot: logins that cannot be assigned.
    """

    name = "acme/widgets"

    def __init__(self, *issues: Issue, last: int = 0) -> None:
        self.issues = {issue.number: issue for issue in issues}
        self.calls: list[tuple[Any, ...]] = []
        self.said: dict[int, list[str]] = {}
        self.held = _Lease(last)
        self.leases = 0
        self.fail: Callable[[str, int], None] = lambda name, number: None
        self.before_lists: Callable[[int], None] = lambda count: None
        self.lists = 0
        self.budget = 1_000
        self.drop_labels = False
        self.cannot: set[str] = set()

    @contextmanager
    def lease(self) -> Iterator[Lease]:
        self.leases += 1
        yield self.held

    def has_budget(self) -> bool:
        return len(self.calls) < self.budget

    def list_issues(self, label: str) -> list[Issue]:
        self.lists += 1
        self.before_lists(self.lists)
        return [issue for _, issue in sorted(self.issues.items()) if issue.bears(label)]

    def ensure_labels(self, labels: Iterable[str]) -> None:
        self.labels = list(labels)

    def create(self, title: str, body: str, labels: Iterable[str], *, number: int | None = None) -> Issue:
        self._note("create", number or 0, title)
        made = number or max(self.issues, default=0) + 1
        kept = frozenset(() if self.drop_labels else labels)
        self.issues[made] = Issue(made, title, body, True, None, kept, (), ME, f"https://x/issues/{made}")
        self.fail("created", made)
        return self.issues[made]

    def edit(
        self, number: int, *, title: str | None = None, body: str | None = None, state: State | None = None
    ) -> None:
        self._note("edit", number, title, body, state)

    def label(self, number: int, add: Iterable[str], remove: Iterable[str]) -> None:
        self._note("label", number, tuple(add), tuple(remove))

    def comments(self, number: int) -> list[str]:
        return self.said.get(number, [])

    def comment(self, number: int, text: str) -> None:
        self._note("comment", number, text)

    def assign(self, number: int, login: str) -> bool:
        self._note("assign", number, login)
        return login not in self.cannot

    def unassign(self, number: int, login: str) -> None:
        self._note("unassign", number, login)

    def link(self, parent: int, child: Issue) -> None:
        self._note("link", parent, child.number)

    def _note(self, name: str, number: int, *arguments: Any) -> None:
        self.fail(name, number)
        self.calls.append((name, number, *arguments))

    def add(self, issue: Issue, **changes: Any) -> None:
        """Put an issue there, as somebody else would have."""
        self.issues[issue.number] = replace(issue, **changes)

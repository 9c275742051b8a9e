"""What is around the documents of a run: the time, the history, and the project's other post-mortems."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from afterword import git
from afterword.checks.key_facts import KeyFacts, NamedIssue
from afterword.git import GitFacts
from afterword.postmortem import ActionItem, Document, PostMortem, read, read_bytes
from afterword.project import Project

_NUMBER_OF_ISSUE = re.compile(rb"[#/]0*(\d{1,40})(?!\d)")
_MAX_VERSIONS = 50
"""Of one post-mortem: more than people merge of one."""


class Skipped(Exception):  # noqa: N818 it is not an error
    """Raised by a rule that cannot look: it is reported as skipped, never as passed.

    Args:
        reason: what is missing, as part of a sentence: `the history is cut off`.
    """


class Context:
    """What changes although a document does not.

    Attributes:
        project: the project.
        now: the current time, UTC.
    """

    def __init__(
        self, project: Project, checked: Iterable[KeyFacts] = (), documents: Mapping[str, Document] | None = None
    ) -> None:
        """
        Args:
            project: the project.
            checked: the key facts of all post-mortems that are checked in this run.
            documents: those that are checked as they are here, by their paths; the others as their files are.
        """
        self.project = project
        self.now = project.now
        self._checked = tuple(checked)
        self._documents = documents or {}

    def document(self, path: str) -> PostMortem:
        """Return a post-mortem as it is checked: one that is being fixed has edits that its file does not have yet."""
        known = self._documents.get(path)
        return known if isinstance(known, PostMortem) else self.project.read(self.project.root / path)

    def history(self) -> GitFacts:
        """Return the history of the post-mortems.

        Raises:
            Skipped: there is no history, or it is cut off.
        """
        if self.project.git is None:
            raise Skipped("there is no history")
        if self.project.git.shallow:
            raise Skipped("the history is cut off")
        return self.project.git

    def merged_ledger(self, path: str) -> str | None:
        """Return an evidence ledger as the default branch has it; None if it has none, or the same.

        The default branch counts as it was when this one left it.

        Raises:
            Skipped: there is no history, no default branch, or no commit in common with it.
        """
        base, changed = self._since_merge()
        return git.show(self.project.root, base, self._prefix + path) if path in changed else None

    def gone_files(self, name: str) -> Iterator[tuple[str, str]]:
        """Find files of a name that the default branch has and that are no longer here, each with its text.

        Raises:
            Skipped: there is no history, no default branch, or no commit in common with it.
        """
        base, changed = self._since_merge()
        root = self.project.root
        for path in sorted(one for one in changed if one.endswith(f"/{name}") and not (root / one).exists()):
            if (text := git.show(root, base, self._prefix + path)) is not None:
                yield path, text

    @cached_property
    def default_branch(self) -> str:
        """The name of the default branch as people write it: `main`, `origin/main`; empty if git knows none."""
        ref = git.default_branch(self.project.root) or ""
        return ref.removeprefix("refs/heads/").removeprefix("refs/remotes/")

    def former_actions(self, path: str) -> list[ActionItem]:
        """Return the action items that a post-mortem had on the default branch, now or before; none if it is as the
        default branch has it.

        Raises:
            Skipped: there is no history, no default branch, or no commit in common with it.
        """
        base, changed = self._since_merge()
        known = self.project.git
        if path not in changed or (known is not None and path not in known.files):
            return []  # a file that no commit has costs no process
        root = self.project.root
        commits = (git.run(root, "log", "--format=%H", f"-{_MAX_VERSIONS}", base, "--", path) or "").split()
        texts = (git.show(root, commit, self._prefix + path) for commit in commits)
        return [item for text in texts if text is not None for item in read(text.encode(), path).actions]

    def _since_merge(self) -> tuple[str, set[str]]:
        if isinstance(self._merged, str):
            raise Skipped(self._merged)
        return self._merged

    @cached_property
    def _prefix(self) -> str:
        return git.prefix(self.project.root)

    @cached_property
    def _merged(self) -> tuple[str, set[str]] | str:
        """The commit at which this branch left the default branch, and what differs since; or why it is not known."""
        root = self.project.root
        if self.project.git is None:
            return "there is no history"
        branch = git.default_branch(root)
        if branch is None:
            return "git knows no default branch here"
        base = (git.run(root, "merge-base", branch, "HEAD") or "").strip()
        changed = git.differing(root, base, self.project.config.postmortems, with_ignored=False) if base else None
        if changed is None:
            return "the history is cut off" if self.project.git.shallow else "git cannot compare the default branch"
        return base, changed

    def first_with(self, issue: NamedIssue) -> tuple[str, NamedIssue]:
        """Return the path of the oldest post-mortem that has an action item with this issue, and that item's issue."""
        return self._first[self._key(issue)]

    @cached_property
    def _first(self) -> dict[tuple[str, int], tuple[str, NamedIssue]]:
        first: dict[tuple[str, int], tuple[str, NamedIssue]] = {}
        for facts in sorted((*self._checked, *self._others()), key=lambda facts: facts.path):
            for issue in facts.issues:
                first.setdefault(self._key(issue), (facts.path, issue))
        return first

    def _key(self, issue: NamedIssue) -> tuple[str, int]:
        """An issue without a repository is one of the project's own."""
        return (issue.repository or self.project.config.tracking.repository or "").casefold(), issue.number

    def _others(self) -> Iterator[KeyFacts]:
        """Yield the key facts of the post-mortems that are not checked and could name an issue of those that are."""
        numbers = {issue.number for facts in self._checked for issue in facts.issues}
        checked = {facts.path for facts in self._checked}
        for path in self.project.paths if numbers else ():
            # Most files are not parsed: checking one post-mortem is quick however many there are.
            if self.project.display_path(path) in checked:
                continue
            if not numbers.isdisjoint(map(int, _NUMBER_OF_ISSUE.findall(read_bytes(path) or b""))):
                yield KeyFacts.of(self.project.read(path))

"""Which post-mortems are new or changed since a moment, by comparing the files with the history."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from afterword import git
from afterword.postmortem import PostMortem, read
from afterword.project import Project
from afterword.text.counting import counted

_MAX_SECTIONS = 3


@dataclass(frozen=True, slots=True)
class Change:
    """A post-mortem that is new or changed.

    Attributes:
        document: as it is now.
        is_new: whether it did not exist before.
        words: what changed, in a few words.
    """

    document: PostMortem
    is_new: bool
    words: str


Earlier = Callable[[PostMortem], PostMortem | None]
"""Returns a post-mortem as it was; None if it did not exist."""


def read_earlier(project: Project, moment: datetime) -> Earlier:
    """Return what reads post-mortems as they were on this branch at a moment.

    Raises:
        AfterwordError: the history does not say.
    """
    commit, prefix = git.commit_at(project.root, moment), git.prefix(project.root)
    known = git.blobs(project.root, commit, project.config.postmortems) if commit else {}

    def earlier(document: PostMortem) -> PostMortem | None:
        blob = known.get(document.path)
        if blob is None or blob == git.blob_id(document.source.encode()):
            return document if blob else None
        text = git.show(project.root, commit, prefix + document.path)
        return None if text is None else read(text.encode(), document.path)

    return earlier


def find_changes(project: Project, moment: datetime) -> list[Change]:
    """Find the post-mortems that are new or changed since a moment, committed or not.

    Raises:
        AfterwordError: the history does not say.
    """
    earlier = read_earlier(project, moment)
    changes = []
    for document in project.documents:
        before = earlier(document)
        words = _describe(before, document) if before and before is not document else ""
        if before is None or words:
            changes.append(Change(document, before is None, words))
    return changes


def _describe(before: PostMortem, now: PostMortem) -> str:
    """Say what changed between two states of a post-mortem; empty if it is nothing to read."""
    words = []
    for name, old, new in (
        ("status", before.front.status, now.front.status),
        ("severity", before.front.severity, now.front.severity),
    ):
        if old != new:
            words.append(f"{name} {old or 'none'} → {new or 'none'}")
    known = {item.id for item in before.actions}
    if added := sum(item.id not in known for item in now.actions):
        words.append(f"{counted(added, 'action item')} more")
    settled = {item.id for item in before.actions if item.is_settled}
    if closed := sum(item.is_settled and item.id in known - settled for item in now.actions):
        words.append(f"{counted(closed, 'action item')} closed")
    sections = _changed_sections(before, now)
    if sections:
        more = f" and {len(sections) - _MAX_SECTIONS} more" if len(sections) > _MAX_SECTIONS else ""
        words.append(f"text of {', '.join(sections[:_MAX_SECTIONS])}{more}")
    return "; ".join(words)


def _changed_sections(before: PostMortem, now: PostMortem) -> list[str]:
    old = {section.name: before.text(section.body).split() for section in before.sections}
    # Statuses and numbers of issues are written back: what is done is said apart.
    return [
        section.name
        for section in now.sections
        if section.name not in ("Action items", "Evidence")
        and now.text(section.body).split() != old.get(section.name, [])
    ]

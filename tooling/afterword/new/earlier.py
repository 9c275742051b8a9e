"""Find the post-mortem that was begun from the same sources, in the work tree or on a branch of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from afterword import git
from afterword.evidence import EvidenceItem
from afterword.evidence.ledger import LEDGER_NAME, parse_ledger, read_ledger
from afterword.new.branch import PREFIX, list_branches
from afterword.project import Project

_MOST = 300
"""The latest post-mortems that are looked at."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A post-mortem that has evidence of the same sources.

    Attributes:
        document_id: its id.
        branch: the branch that it is on; empty if it is in the work tree.
        known: how many of the items it has.
        wanted: how many items there are.
    """

    document_id: str
    branch: str
    known: int
    wanted: int


def find_earlier(project: Project, items: Sequence[EvidenceItem]) -> Earlier | None:
    """Find the post-mortem that has at least half of some items in its evidence; None if none has.

    Items are the same if source and text are: a time of day can belong to another day by now.
    """
    wanted = {(item.source, item.text) for item in items}
    best: Earlier | None = None
    for document_id, branch, known in _ledgers(project):
        count = len(wanted & {(item.source, item.text) for item in known})
        if 2 * count >= len(wanted) > 0 and (best is None or count > best.known):
            best = Earlier(document_id, branch, count, len(items))
    return best


def _ledgers(project: Project) -> Iterator[tuple[str, str, Sequence[EvidenceItem]]]:
    """Yield id, branch and evidence of each post-mortem, first those of the work tree."""
    for path in project.paths[-_MOST:] if project.is_set_up else ():
        yield path.stem, "", read_ledger(project.evidence_folder(path.stem)).items
    prefix, folder = git.prefix(project.root), project.config.postmortems.rstrip("/")
    for branch in list_branches(project.root)[-_MOST:]:
        document_id = branch.removeprefix(PREFIX)
        ledger = f"{prefix}{folder}/{document_id}/{LEDGER_NAME}"
        if text := git.show(project.root, f"refs/heads/{branch}", ledger):
            yield document_id, branch, parse_ledger(text).items

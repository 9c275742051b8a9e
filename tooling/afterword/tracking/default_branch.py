"""What the default branch contains. Only that is tracked: a checkout of an old or an unmerged branch must not close the
issues of documents that it does not have, nor open some for rows that may never be merged."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import PurePosixPath

from afterword import git
from afterword.github.repository import Head
from afterword.project import Project
from afterword.tracking.remark import Remark


@dataclass(frozen=True, slots=True)
class DefaultBranch:
    """Which documents the default branch contains as they are here.

    Attributes:
        unknown: why that is not known, so that no issue is changed; None if it is known.
        differing: ids, in lower case, of documents that differ from the default branch.
    """

    unknown: Remark | None = None
    differing: frozenset[str] = frozenset()


def compare_with_default_branch(project: Project, head: Head | None) -> DefaultBranch:
    """Compare the checkout with the default branch.

    Args:
        head: of the default branch, None if it has no commit.
    """
    if git.run(project.root, "rev-parse", "--is-inside-work-tree") is None:
        return DefaultBranch()
    if head is None:
        reason = "the default branch on GitHub has no commit yet, so no issue is touched"
        return DefaultBranch(Remark("", None, reason, "push it"))
    # What git ignores is not merged either.
    paths = git.differing(project.root, head.commit, project.config.postmortems, with_ignored=True)
    if paths is None:
        reason = f"this checkout lacks the head of {head.branch} ({head.commit[:7]}), so no issue is touched"
        remedy = f"`git pull` there; in Actions the run for {head.branch} does it"
        return DefaultBranch(Remark("", None, reason, remedy))
    return DefaultBranch(differing=frozenset(PurePosixPath(path).stem.casefold() for path in paths))

"""What the default branch holds. Only that is tracked: a checkout of an old or an unmerged branch must not close the
issues of documents that it does not know, nor open some for rows that may never be merged."""

from __future__ import annotations

from afterword import git
from afterword.github.repository import Head
from afterword.project import Project
from afterword.tracking.wanted import Merged, Remark


def merged(project: Project, head: Head | None) -> Merged:
    """Compare the checkout with the default branch.

    Args:
        project: the project.
        head: of the default branch, None where it has no commit.
    """
    if git.run(project.root, "rev-parse", "--is-inside-work-tree") is None:
        return Merged()
    if head is None:
        reason = "the default branch on GitHub has no commit yet, so no issue is touched"
        return Merged(Remark("", None, reason, "push it"))
    options = ("--name-only", "-z", "--relative", "--no-renames", "--no-ext-diff", "--no-textconv")
    folder = project.config.postmortems
    differing = git.run(project.root, "diff", *options, head.commit, "--", folder)
    # What git is told to ignore is not merged either.
    new = git.run(project.root, "ls-files", "--others", "-z", "--", folder)
    if differing is None or new is None:
        reason = f"this checkout lacks the head of {head.branch} ({head.commit[:7]}), so no issue is touched"
        return Merged(Remark("", None, reason, f"`git pull` there; in Actions the run for {head.branch} does it"))
    return Merged(differing=frozenset(filter(None, (differing + new).split("\0"))))

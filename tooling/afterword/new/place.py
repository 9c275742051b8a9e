"""Put a new post-mortem where it belongs: on a branch of its own, or into a folder without a repository."""

from __future__ import annotations

from dataclasses import dataclass

from afterword import git
from afterword.new.begin import Begun
from afterword.new.branch import Base, branch_of, commit, is_dirty, move_to, push, require_free, write_files
from afterword.new.pull_request import Request, open_pull_request
from afterword.postmortem import read
from afterword.postmortem.review_request import review_request
from afterword.project import Project
from afterword.text.counting import counted

_ORIGIN = "The post-mortem of an incident, begun from its evidence, which was redacted first."
_EXPOSURES = {"AW805", "AW806"}
"""The rules that find secrets, and personal data."""


@dataclass(frozen=True, slots=True)
class Placed:
    """Where a post-mortem was put.

    Attributes:
        branch: the branch with its commit; empty if the files were written without one.
        held: which secret or personal data in the files kept them from a commit; empty if there is none.
        stays: why the work tree is not on that branch; empty if it is.
        has_changes: whether the work tree has uncommitted changes, which are as they were.
    """

    branch: str = ""
    held: str = ""
    stays: str = ""
    has_changes: bool = False


def place(project: Project, begun: Begun, base: Base | None) -> Placed:
    """Commit a post-mortem to a branch of its own, and check that out if nothing is in the way.

    History keeps a secret after it was deleted from the file. So files in which the check found one, or personal data,
    such as in a title that a person gave, are written without a commit.

    Args:
        project: the project.
        begun: the post-mortem.
        base: where the branch begins; None to write the files without a commit.

    Raises:
        AfterwordError: the branch or a file exists, or git fails; nothing was written then.
    """
    held = _held(begun)
    if base is None or held:
        write_files(project.root, begun.files)
        return Placed(held=held)
    branch = branch_of(begun.document.id)
    require_free(project.root, base, branch, begun.files)
    commit(project.root, base, branch, begun.files, f"Begin the post-mortem {begun.document.title}\n")
    stays = base.stays or move_to(project.root, branch)
    return Placed(branch, stays=stays, has_changes=is_dirty(project.root))


def _held(begun: Begun) -> str:
    found = sorted((one for one in begun.report.listed if one.rule in _EXPOSURES), key=lambda one: one.rule)
    if not found:
        return ""
    first, more = found[0], len(found) - 1
    rest = f", and {counted(more, 'finding')} more" if more else ""
    return f"{first.path}:{first.line}: {first.message} ({first.rule}){rest}"


def publish(project: Project, document_id: str, branch: str) -> str:
    """Push the branch of a post-mortem, and open its pull request unless there is one.

    Returns:
        The address of the pull request.

    Raises:
        AfterwordError: git or GitHub refuses it; what is done stays, and the next run goes on.
    """
    push(project.root, branch)
    path = f"{git.prefix(project.root)}{project.config.postmortems.rstrip('/')}/{document_id}.md"
    document = read((git.show(project.root, f"refs/heads/{branch}", path) or "").encode(), path)
    title = f"Post-mortem: {document.title}"[:200]
    return open_pull_request(project, Request(branch, title, review_request(_ORIGIN)))

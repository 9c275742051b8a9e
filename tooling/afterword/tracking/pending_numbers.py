"""Issues whose numbers wait in the status pull request.

Until it is merged, the tables do not name them, and all that ties them to their rows is a label that anyone with write
access may remove, and a repository that they may be moved out of. Then the lists lack them, and a second issue would be
opened.
"""

from __future__ import annotations

from afterword import git
from afterword.github.repository import Head, Repository
from afterword.postmortem import read
from afterword.postmortem.values import Ref
from afterword.project import Project
from afterword.tracking.marker import Key
from afterword.tracking.status_pull_request import read_files
from afterword.tracking.wanted_issues import WantedIssue


def read_pending_numbers(
    project: Project, documents: Repository, head: Head, rows: list[WantedIssue]
) -> dict[Key, Ref]:
    """Return the issues that the status pull request gives to rows that name none.

    Args:
        head: of its default branch.
        rows: those without a known issue.

    Raises:
        AfterwordError: the token cannot read the branch.
    """
    prefix = git.prefix(project.root)
    by_path = {prefix + row.path: row.path for row in rows}
    base, texts = read_files(documents, head, by_path)
    found: dict[Key, Ref] = {}
    for path, text in texts.items():
        before = git.show(project.root, base, path)
        # A number that was there before and was removed since was not the pull request's to give.
        former = _issues(before, by_path[path]) if before is not None else {}
        found |= {key: issue for key, issue in _issues(text, by_path[path]).items() if key not in former}
    return {row.key: found[row.key] for row in rows if row.key in found}


def _issues(text: str, path: str) -> dict[Key, Ref]:
    document = read(text.encode("utf-8", "replace"), path)
    return {
        Key.of(document.id, item.id): item.issue
        for item in document.actions
        if item.id and item.issue is not None and item.issue.number is not None
    }

"""Issues whose numbers wait in the rolling pull request.

Until it is merged, the tables do not name them, and all that ties them to their rows is a label that anybody may take
away, and a repository that they may be moved out of. Then the lists lack them, and a second issue would be opened.
"""

from __future__ import annotations

from afterword import git
from afterword.github.repository import Head
from afterword.postmortem import read
from afterword.postmortem.values import Ref
from afterword.project import Project
from afterword.tracking.marker import Key
from afterword.tracking.rolling import RollingPullRequest
from afterword.tracking.wanted import Wanted


def proposed(project: Project, rolling: RollingPullRequest, head: Head, rows: list[Wanted]) -> dict[Key, Ref]:
    """The issues that the pull request gives to rows that name none.

    Args:
        project: the project.
        rolling: the pull request.
        head: of the default branch.
        rows: that no issue is known of.

    Raises:
        AfterwordError: the token may not read the branch.
    """
    prefix = git.prefix(project.root)
    by_path = {prefix + row.path: row.path for row in rows}
    base, texts = rolling.texts(head, by_path)
    found: dict[Key, Ref] = {}
    for path, text in texts.items():
        before = git.run(project.root, "show", "--end-of-options", f"{base}:{path}")
        # A number that stood there before and was taken away since was not the pull request's to give.
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

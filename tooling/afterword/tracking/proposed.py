"""Issues whose numbers wait in the rolling pull request.

Until it is merged, the tables do not name them, and all that ties them to their rows is a label that anybody may take
away, and a repository that they may be moved out of. Then the lists lack them, and a second issue would be opened.
"""

from __future__ import annotations

from collections.abc import Iterable

from afterword.postmortem import read
from afterword.postmortem.values import Ref
from afterword.tracking.github import Head
from afterword.tracking.marker import Key
from afterword.tracking.rolling import RollingPullRequest
from afterword.tracking.wanted import Wanted


def proposed(rolling: RollingPullRequest, head: Head, prefix: str, rows: Iterable[Wanted]) -> dict[Key, Ref]:
    """The issues that the pull request names for rows that name none.

    Args:
        rolling: the pull request.
        head: of the default branch.
        prefix: the project's folder in its repository, with a slash at its end, or empty.
        rows: that no issue is known of.

    Raises:
        AfterwordError: the token may not read the branch.
    """
    rows = list(rows)
    texts = rolling.texts(head, (prefix + row.path for row in rows))
    found: dict[Key, Ref] = {}
    for path, text in texts.items():
        document = read(text.encode(), path.removeprefix(prefix))
        found |= {
            Key.of(document.id, item.id): item.issue
            for item in document.actions
            if item.id and item.issue is not None and item.issue.number is not None
        }
    return {row.key: found[row.key] for row in rows if row.key in found}

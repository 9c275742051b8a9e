"""The status of a commit that a workflow made: no workflow runs on it, so a required check would wait for ever."""

from __future__ import annotations

import re

from afterword.errors import AfterwordError
from afterword.flow.pulls import Repository
from afterword.tracking.github_errors import telling

_COMMIT = re.compile(r"[0-9a-f]{40,64}")


def post(repository: Repository, commit: str, *, passed: bool, context: str, url: str = "") -> None:
    """Say of a commit whether it passed.

    Args:
        repository: with a token that has `statuses: write`.
        commit: in full.
        passed: whether it did.
        context: the name of the required check.
        url: where to read more; empty for none.

    Raises:
        AfterwordError: it is no commit, the token may not do it, or GitHub fails.
    """
    if not _COMMIT.fullmatch(commit):
        raise AfterwordError(f"`{commit[:80]}` is no commit", remedy="give all of its digits")
    body = {
        "state": "success" if passed else "failure",
        "context": context,
        "description": "checked after drafting" if passed else "errors after drafting; the run has the details",
    }
    with telling(repository.name, needs="statuses: write"):
        repository.api.write(
            "POST", f"{repository.root}/statuses/{commit}", body | ({"target_url": url} if url else {})
        )

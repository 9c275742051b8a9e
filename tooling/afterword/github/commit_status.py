"""The status of a commit that a workflow made: no workflow runs on it, so a required check would wait for ever."""

from __future__ import annotations

from afterword.errors import AfterwordError
from afterword.github.errors import translate_errors
from afterword.github.pulls import PullRequest, Repository, is_commit


def unfinished(repository: Repository, pull: PullRequest) -> str:
    """The head of a pull request where this token's account made it, else "".

    A run that was killed after its commit left that without a status; the next one gives it.

    Args:
        repository: with a token that has `contents: read`.
        pull: the pull request.

    Raises:
        AfterwordError: GitHub fails.
    """
    with translate_errors(repository.name, needs="contents: read"):
        own = repository.api.graphql("query { viewer { databaseId } }")["viewer"]["databaseId"]
        author = repository.api.get(f"{repository.root}/commits/{pull.head}").get("author") or {}
    return pull.head if author.get("id") == own else ""


def post(repository: Repository, commit: str, *, passed: bool, context: str, url: str = "") -> bool:
    """Say of a commit whether it passed, unless that is said already.

    Args:
        repository: with a token that has `statuses: write`.
        commit: in full.
        passed: whether it did.
        context: the name of the required check.
        url: where to read more; empty for none.

    Returns:
        Whether anything was written.

    Raises:
        AfterwordError: it is no commit, the token may not do it, or GitHub fails.
    """
    if not is_commit(commit):
        raise AfterwordError(f"`{commit[:80]}` is no commit", remedy="give all of its digits")
    body = {
        "state": "success" if passed else "failure",
        "context": context,
        "description": "checked after drafting" if passed else "errors after drafting; the run has the details",
    }
    with translate_errors(repository.name, needs="statuses: write"):
        # From the newest to the oldest.
        known = repository.api.pages(f"{repository.root}/commits/{commit}/statuses")
        latest = next((one["state"] for one in known if one["context"] == context), None)
        if latest == body["state"]:
            return False
        repository.api.write(
            "POST", f"{repository.root}/statuses/{commit}", body | ({"target_url": url} if url else {})
        )
    return True

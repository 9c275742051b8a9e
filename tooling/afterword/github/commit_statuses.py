"""The status of a commit that a workflow made: no workflow runs on it, so a required check would wait for ever."""

from __future__ import annotations

from afterword.errors import AfterwordError
from afterword.github.errors import translate_errors
from afterword.github.pulls import PullRequest
from afterword.github.repository import Repository, is_commit


def find_own_head(repository: Repository, pull: PullRequest) -> str:
    """Return the head of a pull request if this token's account made it, else "".

    A run that was killed after its commit left it without a status; the next run adds it.

    Args:
        repository: with a token that has `contents: read`.

    Raises:
        AfterwordError: GitHub fails.
    """
    with translate_errors(repository.name, needs="contents: read"):
        own = repository.api.own_account()
        author = repository.api.get(f"{repository.root}/commits/{pull.head}").get("author") or {}
    return pull.head if author.get("id") == own else ""


def post_status(repository: Repository, commit: str, *, passed: bool, context: str, url: str = "") -> bool:
    """Set the status of a commit, unless it has that status.

    Args:
        repository: with a token that has `statuses: write`.
        commit: in full.
        passed: whether the check passed.
        context: the name of the required check.
        url: where to read more; empty for none.

    Returns:
        Whether anything was written.

    Raises:
        AfterwordError: it is not a commit, the token lacks permission, or GitHub fails.
    """
    if not is_commit(commit):
        raise AfterwordError(f"`{commit[:80]}` is not a commit", remedy="give all of its digits")
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
        if url:
            body["target_url"] = url
        repository.api.write("POST", f"{repository.root}/statuses/{commit}", body)
    return True

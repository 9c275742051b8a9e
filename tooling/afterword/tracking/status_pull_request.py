"""The status pull request, a rolling one: it brings issue numbers and statuses to the default branch.

It is made again from the head of the default branch whenever its content changes, and closed when nothing is left.
Everything goes through GitHub's interface for git data; there is no checkout to push from.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import UTC, datetime, time, timedelta
from typing import Any, Literal
from urllib.parse import quote

from afterword import git
from afterword.errors import AfterwordError
from afterword.github.commits import commit_files, create_branch
from afterword.github.contents import decode_content
from afterword.github.errors import translate_errors
from afterword.github.pulls import find_pull
from afterword.github.repository import Head, Repository
from afterword.postmortem import read
from afterword.postmortem.values import Ref
from afterword.project import Project
from afterword.tracking.marker import Key
from afterword.tracking.wanted_issues import WantedIssue

BRANCH = "afterword/status"
TITLE = "Update action item statuses"
NUMBERS_TITLE = "Add issue numbers of action items"
"""If no status is proposed."""
STATUS_MESSAGES = (TITLE, "Bring the state of action items up to date")
"""Of commits with statuses; an earlier version wrote the second."""
_OUR_MESSAGES = (*STATUS_MESSAGES, NUMBERS_TITLE)

_BODY = """\
Issue numbers and statuses, written into the action tables by `afterword sync`:

{files}

Afterword makes this branch again when something changes, and closes the pull request when nothing is left. Merge it
whenever it suits you; nothing waits for it. Once somebody else commits to it, it is left as it is until it is merged or
closed.
"""


@dataclass(frozen=True, slots=True)
class Update:
    """What became of the pull request. `edited`: left alone, because somebody else has committed to its branch."""

    what: Literal["opened", "updated", "unchanged", "closed", "edited", "none"]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class _Branch:
    """The branch as it is.

    Attributes:
        base: the commit of the default branch that it was made from; empty if there is no branch.
        files: those that it changes, with digests of their contents.
        is_edited: whether it contains a commit that is not ours.
    """

    base: str = ""
    files: dict[str, str] = field(default_factory=dict)
    is_edited: bool = False


def update_status_pull_request(repository: Repository, head: Head, files: dict[str, str], title: str = TITLE) -> Update:
    """Make the pull request change these files, or close it.

    Args:
        repository: of the documents, with a token that has `contents: write` and `pull-requests: write`.
        head: of the default branch.
        files: new text by path in the repository; empty if nothing is left.
        title: of the pull request and its commit: `TITLE`, or `NUMBERS_TITLE` if no status is in it.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails. The next run continues from what was done.
    """
    api, root = repository.api, repository.root
    with translate_errors(repository.name, needs="contents: write` and `pull-requests: write"):
        found = find_pull(repository, BRANCH, state="open", base=head.branch)
        number = int(found["number"]) if found is not None else None
        if found is not None:
            branch = _read_branch(repository, head)
            if files and branch.files == {path: git.blob_id(text.encode()) for path, text in files.items()}:
                return Update("unchanged", number)
            if branch.is_edited:
                return Update("edited", number)
        if not files and found is None:
            return Update("none")
        if not files:
            api.write("PATCH", f"{root}/pulls/{number}", {"state": "closed"})
            api.delete(f"{root}/git/refs/heads/{BRANCH}", 422)
            return Update("closed", number)
        commit = commit_files(repository, head.commit, files, title)
        if not create_branch(repository, BRANCH, commit):  # an earlier run made it, or one that died
            api.write("PATCH", f"{root}/git/refs/heads/{BRANCH}", {"sha": commit, "force": True})
        body = _BODY.format(files="\n".join(f"- `{path}`" for path in sorted(files)))
        if found is None:
            return Update("opened", _open(repository, head, title, body))
        if (found.get("title"), found.get("body")) != (title, body):
            api.write("PATCH", f"{root}/pulls/{number}", {"title": title, "body": body})
        return Update("updated", number)


def read_files(repository: Repository, head: Head, paths: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Return the commit that the branch was made from, and its texts of some files; empty if there is no branch.

    Args:
        repository: of the documents, with a token that has `contents: read`.
        head: of the default branch.
        paths: of the files, in the repository; those that the branch does not change are left out.

    Raises:
        AfterwordError: the token cannot read them.
    """
    with translate_errors(repository.name, needs="contents: read"):
        branch = _read_branch(repository, head)
        digests = {path: branch.files[path] for path in sorted(set(paths)) if path in branch.files}
        return branch.base, {path: _read_blob(repository, digest) for path, digest in digests.items()}


def is_proposing_statuses(repository: Repository, head: Head) -> bool:
    """Whether there is an open pull request with statuses.

    Raises:
        AfterwordError: the token cannot read it.
    """
    with translate_errors(repository.name, needs="pull-requests: read"):
        found = find_pull(repository, BRANCH, state="open", base=head.branch)
        return found is not None and str(found["title"]) in STATUS_MESSAGES


def _read_blob(repository: Repository, digest: str) -> str:
    return decode_content(repository.api.get(f"{repository.root}/git/blobs/{digest}")).decode("utf-8", "replace")


def _read_branch(repository: Repository, head: Head) -> _Branch:
    compared = repository.api.find(f"{repository.root}/compare/{quote(head.branch)}...{quote(BRANCH)}")
    if compared is None:
        return _Branch()
    files = {str(one["filename"]): str(one["sha"]) for one in compared.get("files") or ()}
    # Merging the default branch into it adds nothing, so nothing is lost when it is made again.
    commits = [one for one in compared.get("commits") or () if len(one["parents"]) < 2]
    is_edited = any(one["commit"]["message"] not in _OUR_MESSAGES for one in commits)
    return _Branch(str(compared["merge_base_commit"]["sha"]), files, is_edited)


def _open(repository: Repository, head: Head, title: str, body: str) -> int:
    from github import GithubException

    request: dict[str, Any] = {"title": title, "head": BRANCH, "base": head.branch, "body": body}
    try:
        return int(repository.api.write("POST", f"{repository.root}/pulls", request)["number"])
    except GithubException as error:
        if error.status != 403 or "not permitted to create" not in str(error.data):
            raise
        raise AfterwordError(
            f"GitHub Actions cannot open pull requests in {repository.name}",
            remedy=f"allow it in the repository's settings under Actions, General; the branch is ready: {BRANCH}",
        ) from error


def is_batch_due(repository: Repository, head: Head, now: datetime) -> bool:
    """Whether statuses go into the status pull request now: by the first `sync` of a week, which begins on Monday, UTC.

    More often, every closed issue would ask people for a review. The repository says when the last batch was: the
    commit of a batch on the default branch has a message of its own. While a batch waits to be merged, it is brought up
    to date, because it asks for no further review.

    Args:
        repository: of the documents, with a token that has `contents: read`.
        head: of its default branch.
        now: the current time; aware.

    Raises:
        AfterwordError: the token cannot read it.
    """
    if is_proposing_statuses(repository, head):
        return True
    since = f"{_monday(now):%Y-%m-%dT%H:%M:%SZ}"
    with translate_errors(repository.name, needs="contents: read"):
        found = repository.api.pages(f"{repository.root}/commits", sha=head.commit, since=since)
        return not any(str(one["commit"]["message"]).startswith(STATUS_MESSAGES) for one in found)


def next_batch(now: datetime) -> str:
    """Return the day on which statuses are proposed next: `2026-12-07`."""
    return f"{_monday(now) + timedelta(days=7):%Y-%m-%d}"


def _monday(now: datetime) -> datetime:
    day = now.astimezone(UTC).date()
    return datetime.combine(day - timedelta(days=day.weekday()), time(), UTC)


def read_pending_numbers(
    project: Project, documents: Repository, head: Head, rows: list[WantedIssue]
) -> dict[Key, Ref]:
    """Return the issues that the status pull request gives to rows that name none.

    Until it is merged, all that ties these issues to their rows is a label that anyone with write access may remove,
    and a repository that they may be moved out of. Then the lists lack them, and a second issue would be opened.

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

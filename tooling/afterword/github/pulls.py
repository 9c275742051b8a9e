"""Pull requests, and the post-mortems that they bring."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

from afterword.errors import AfterwordError
from afterword.github.api import Api
from afterword.github.errors import translate_errors
from afterword.postmortem.schema import ID_PATTERN

OWN_BRANCHES = "afterword/"
"""What the branches begin with that the tool makes itself."""

INCIDENT_BRANCHES = f"{OWN_BRANCHES}incident-"
"""Those of which people take over."""

_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
_COMMIT = re.compile(r"[0-9a-f]{40,64}")


@dataclass(frozen=True, slots=True)
class Changed:
    """A file of a pull request: its path in the repository and `added`, `modified`, `renamed`, `removed`, …"""

    path: str
    status: str


@dataclass(frozen=True, slots=True)
class PullRequest:
    """A pull request as GitHub tells it now.

    Attributes:
        number: its number.
        is_open: whether it is neither merged nor closed.
        is_fork: whether its branch is in another repository, or gone with it.
        branch: its branch.
        head: the commit at which the branch stands.
        default_branch: that of the repository.
        labels: names.
        files: what it changes.
    """

    number: int
    is_open: bool
    is_fork: bool
    branch: str
    head: str
    default_branch: str
    labels: frozenset[str]
    files: tuple[Changed, ...]


class Repository:
    """One repository on GitHub, and what is asked of it."""

    def __init__(self, api: Api, name: str) -> None:
        """Prepare; nothing is asked yet.

        Args:
            api: the client.
            name: `owner/name`.
        """
        self.api = api
        self.name = name
        self.root = f"/repos/{name}"

    @classmethod
    def of(cls, env: Mapping[str, str]) -> Repository:
        """The repository that the environment names.

        Raises:
            AfterwordError: the token or the repository is not known, or PyGithub is not installed.
        """
        token, name = env.get("GITHUB_TOKEN"), env.get("GITHUB_REPOSITORY")
        if not token:
            raise AfterwordError("there is no token for GitHub", remedy="set GITHUB_TOKEN")
        if not name or not _REPOSITORY.fullmatch(name):
            raise AfterwordError(
                "it is not known which repository is meant", remedy="set GITHUB_REPOSITORY to owner/name"
            )
        return cls(Api(token, env.get("GITHUB_API_URL") or "https://api.github.com"), name)

    def head(self, branch: str) -> str:
        """The commit at which a branch stands.

        Raises:
            GithubException: there is none, or GitHub fails.
        """
        return _commit(self.api.get(f"{self.root}/git/ref/heads/{quote(branch)}")["object"]["sha"])

    def pull(self, number: int) -> PullRequest:
        """A pull request with all its files.

        Raises:
            AfterwordError: there is none, or it may not be read.
        """
        from github import GithubException

        with translate_errors(self.name, needs="pull-requests: read"):
            try:
                found = self.api.get(f"{self.root}/pulls/{number}")
            except GithubException as error:
                if error.status != 404:
                    raise
                raise AfterwordError(
                    f"there is no pull request #{number} in {self.name}, or the token may not see it",
                    remedy="correct the number; the token needs `pull-requests: read`",
                ) from error
            files = [
                Changed(one["filename"], one["status"]) for one in self.api.pages(f"{self.root}/pulls/{number}/files")
            ]
        head, base = found["head"], found["base"]
        return PullRequest(
            number=number,
            is_open=found["state"] == "open",
            is_fork=_name(head.get("repo")) != _name(base.get("repo")),
            branch=str(head["ref"]),
            head=_commit(head["sha"]),
            default_branch=str(base["repo"]["default_branch"]),
            labels=frozenset(label["name"] for label in found.get("labels") or ()),
            files=tuple(files),
        )


def documents_of(pull: PullRequest, folder: str) -> list[str]:
    """Ids of the post-mortems that a pull request adds or changes, or whose evidence it does, in order.

    Args:
        pull: the pull request.
        folder: of the post-mortems, as the settings name it.
    """
    pattern = re.compile(rf"{re.escape(folder.strip('/'))}/(?P<id>{ID_PATTERN})(?:\.md|\.external\.md|/.+)", re.DOTALL)
    found = (pattern.fullmatch(file.path) for file in pull.files if file.status != "removed")
    return sorted({match["id"] for match in found if match})


def why_not_drafted(pull: PullRequest, *, on: str, label: str, by_hand: bool) -> str:
    """Why a pull request is not drafted; empty where it is.

    Args:
        pull: the pull request.
        on: the setting `draft.on`.
        label: the setting `draft.label`.
        by_hand: whether somebody asked for it.
    """
    if not pull.is_open:
        return "it is closed"
    if pull.is_fork:
        return "it comes from a fork, where nothing is written"
    if pull.branch == pull.default_branch:
        return "its branch is the default branch, to which nothing is committed"
    if pull.branch.startswith(OWN_BRANCHES) and not (by_hand and pull.branch.startswith(INCIDENT_BRANCHES)):
        return "its branch is Afterword's own"
    if by_hand or on == "pull-request":
        return ""
    if on == "label":
        return "" if label in pull.labels else f"it does not bear the label {label}"
    return "drafting waits for somebody to run the workflow (`draft.on: command`)"


def is_commit(text: str) -> bool:
    """Whether a text is a commit with all of its digits."""
    return bool(_COMMIT.fullmatch(text))


def _name(repository: Any) -> str | None:
    return str(repository["full_name"]).casefold() if repository else None


def _commit(text: Any) -> str:
    if not isinstance(text, str) or not is_commit(text):
        raise AfterwordError("GitHub names a commit that is none")
    return text

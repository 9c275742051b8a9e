"""Issues on GitHub, through PyGithub.

What PyGithub does by default would open issues twice: it repeats a POST that got a 5xx or no answer. Here a POST is
sent once. It also completes an object by a request of its own when an attribute is read that the answer lacked; only
attributes that every listing has are read.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from afterword import __version__
from afterword.errors import AfterwordError
from afterword.tracking.github_errors import kind, telling
from afterword.tracking.tracker import AmbiguousCreate, Issue, Reason

if TYPE_CHECKING:
    from github.Issue import Issue as Found
    from github.Repository import Repository

_LABEL_COLOUR = "5319e7"
_LABEL_DESCRIPTION = "Action item of a post-mortem, kept in step by Afterword"
_MAX_WAIT_SECONDS = 300
_INSIDERS = ("OWNER", "MEMBER", "COLLABORATOR")


@dataclass(frozen=True, slots=True)
class Pace:
    """How fast GitHub is asked; the defaults keep its limits. Only tests use others.

    Attributes:
        between_requests: seconds.
        between_writes: seconds.
        backoff: seconds before the second try, doubled before each further one.
        timeout: seconds for one request.
    """

    between_requests: float = 0.25
    between_writes: float = 1.0
    backoff: float = 1.0
    timeout: int = 30


PACE = Pace()


class GitHubTracker:
    """The issues of one repository."""

    def __init__(
        self,
        token: str,
        repository: str,
        *,
        api_url: str = "https://api.github.com",
        trusted: Iterable[int] = (),
        pace: Pace | None = None,
    ) -> None:
        """Prepare the client; nothing is asked yet.

        Args:
            token: needs `issues: write`, for a dry run `issues: read`.
            repository: `owner/name`.
            api_url: as Actions gives it in GITHUB_API_URL.
            trusted: ids of further accounts whose markers are ours.
            pace: PACE when None.

        Raises:
            AfterwordError: PyGithub is not installed.
        """
        try:
            from github import Auth, Github, GithubRetry, set_log_level
        except ImportError:
            raise AfterwordError(
                "issues on GitHub need the package PyGithub", remedy='pip install "afterword[github]"'
            ) from None
        set_log_level(logging.WARNING)  # it would write every repeated request to standard error
        pace = pace or PACE
        self._asked_for = repository
        self._trusted = frozenset(trusted)
        self._label_checked = False
        self._repository: Repository | None = None
        self._client = Github(
            auth=Auth.Token(token),
            base_url=api_url.rstrip("/"),
            per_page=100,
            lazy=True,
            timeout=pace.timeout,
            api_version="2022-11-28",
            user_agent=f"afterword/{__version__}",
            seconds_between_requests=pace.between_requests,
            seconds_between_writes=pace.between_writes,
            retry=GithubRetry(
                total=5,
                backoff_factor=pace.backoff,
                status_forcelist=[*range(500, 600), 429],
                allowed_methods={"GET", "HEAD", "OPTIONS", "PATCH", "PUT", "DELETE"},
                max_rate_limit_wait=_MAX_WAIT_SECONDS,
            ),
        )

    @property
    def name(self) -> str:
        """`owner/name`."""
        return self._repository.full_name if self._repository else self._asked_for

    @property
    def repository(self) -> str | None:
        """`owner/name`."""
        return self.name

    @property
    def settled_in_file(self) -> bool:
        """False: people close issues on GitHub."""
        return False

    def exclusively(self) -> AbstractContextManager[None]:
        """Nothing: workflows are kept apart by their concurrency group."""
        return nullcontext()

    def list_issues(self, label: str) -> list[Issue]:
        """Every issue that bears the label, open or closed, by number."""
        with telling(self.name):
            # By age, so that an issue opened meanwhile moves none of the others to another page.
            found = self._open().get_issues(state="all", labels=[label], sort="created", direction="asc")
            issues = {issue.number: _issue(issue) for issue in found if not _is_pull_request(issue)}
        return [issues[number] for number in sorted(issues)]

    def get(self, number: int) -> Issue | None:
        """One issue; None where there is none, it was deleted, moved, or is a pull request."""
        from github import GithubException

        with telling(self.name):
            try:
                found = self._open().get_issue(number)
                # An issue that was moved is answered from its new place, under another number.
                return None if found.html_url.split("/")[-2:] != ["issues", str(number)] else _issue(found)
            except GithubException as error:
                if error.status in (404, 410):
                    return None
                raise

    def create(self, title: str, body: str, labels: Iterable[str]) -> Issue:
        """Open an issue, once, without assignees.

        Raises:
            AmbiguousCreate: it may have been created or not.
        """
        from github import GithubException
        from requests import RequestException

        labels = list(labels)
        with telling(self.name):
            repository = self._open()
            self._ensure(repository, labels)
            try:
                return _issue(repository.create_issue(title, body, labels=labels))
            except RequestException as error:
                raise AmbiguousCreate(f"GitHub did not say whether it opened an issue ({kind(error)})") from error
            except GithubException as error:
                if error.status < 500:
                    raise
                reason = f"GitHub answered {error.status} and did not say whether it opened an issue"
                raise AmbiguousCreate(reason) from error

    def edit(
        self, number: int, *, title: str | None = None, body: str | None = None, add_labels: Iterable[str] = ()
    ) -> None:
        """Change what is given and leave the rest."""
        changes: dict[str, Any] = {"title": title, "body": body}
        changes = {name: value for name, value in changes.items() if value is not None}
        labels = list(add_labels)
        with telling(self.name):
            issue = self._open().get_issue(number)
            if changes:
                issue.edit(**changes)
            if labels:
                issue.add_to_labels(*labels)

    def close(self, number: int, reason: Reason, *, body: str | None = None) -> None:
        """Close an issue, in one step with a new body where one is given."""
        text: dict[str, Any] = {} if body is None else {"body": body}
        with telling(self.name):
            self._open().get_issue(number).edit(state="closed", state_reason=reason, **text)

    def reopen(self, number: int) -> None:
        """Open an issue again."""
        with telling(self.name):
            self._open().get_issue(number).edit(state="open")

    def comment(self, number: int, text: str) -> None:
        """Add a comment."""
        with telling(self.name):
            self._open().get_issue(number).create_comment(text)

    def can_assign(self, login: str) -> bool:
        """Whether issues can be assigned to the account."""
        with telling(self.name):
            return self._open().has_in_assignees(login)

    def assign(self, number: int, login: str) -> bool:
        """Assign an issue; False where the account cannot be assigned."""
        with telling(self.name):
            issue = self._open().get_issue(number)
            issue.add_to_assignees(login)
            # Without the right to assign, GitHub drops the name and answers as if all was well.
            return login.casefold() in {user.login.casefold() for user in issue.assignees}

    def trusted_authors(self) -> frozenset[int]:
        """The token's own account and those of the settings. REST's /user refuses the token of Actions."""
        with telling(self.name):
            _, answer = self._client.requester.graphql_query("query { viewer { databaseId } }", {})
            own = answer["data"]["viewer"]["databaseId"]
        return self._trusted | ({own} if isinstance(own, int) else set())

    def close_connection(self) -> None:
        """Close the connection."""
        self._client.close()

    def _open(self) -> Repository:
        if self._repository is None:
            # Asked for once and not taken on trust: when a repository was renamed, PyGithub follows GitHub to the new
            # name but drops the query, so that a list would come back without its filters.
            asked = self._client.get_repo(self._asked_for)
            _ = asked.id  # the name alone is taken from what was asked for; the id makes it ask GitHub
            self._repository = self._client.get_repo(asked.full_name)
        return self._repository

    def _ensure(self, repository: Repository, labels: list[str]) -> None:
        from github import GithubException

        if self._label_checked:
            return
        for label in labels:
            try:
                _ = repository.get_label(label).color  # reading it asks GitHub
            except GithubException as error:
                if error.status != 404:
                    raise
                try:
                    repository.create_label(label, _LABEL_COLOUR, _LABEL_DESCRIPTION)
                except GithubException as refused:
                    if refused.status != 422:  # somebody else was faster
                        raise
        self._label_checked = True


def _is_pull_request(issue: Found) -> bool:
    # `issue.pull_request` would cost a request for every issue that is none.
    return "/pull/" in issue.html_url


def _issue(found: Found) -> Issue:
    # An account that was deleted leaves no user behind.
    user: Any = found.user
    return Issue(
        number=found.number,
        title=found.title,
        body=found.body or "",
        open=found.state == "open",
        reason=found.state_reason if found.state != "open" else None,
        labels=frozenset(label.name for label in found.labels),
        assignees=tuple(assignee.login for assignee in found.assignees),
        author_id=user.id if user else None,
        url=found.html_url,
        insider=found.author_association in _INSIDERS or (user is not None and user.type == "Bot"),
    )

"""Issues on GitHub."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, suppress
from datetime import timedelta
from itertools import islice
from typing import Any
from urllib.parse import quote

from afterword.errors import AfterwordError
from afterword.github.closings import Closing, read_closings
from afterword.github.errors import detect_ambiguous_create, issues_are_off, translate_errors, translate_issue_errors
from afterword.github.issues import Issue, State, issue_of
from afterword.github.labels import Labels
from afterword.github.repository import Repository
from afterword.tracking import lease
from afterword.tracking.due_dates import DUE_SOON, OVERDUE
from afterword.tracking.tracker import About, Absence, Lease, Tracker

_COLOURS = {OVERDUE: "b60205", DUE_SOON: "fbca04"}
_COLOUR = "5319e7"
_PAGE = 100
_DESCRIPTION = "Set by Afterword, which syncs post-mortems and issues"
_PATIENCE = lease.LASTS + timedelta(minutes=1)
_ABOUT = 'query { viewer { databaseId } __type(name: "Issue") { fields { name } } }'


class GitHubTracker(Tracker):
    """The issues of one repository."""

    def __init__(self, repository: Repository, *, trusted: Iterable[int] = (), issue_type: str = "") -> None:
        """Prepare the tracker without sending a request.

        Args:
            repository: with a token that has `issues: write`, for a dry run `issues: read`.
            trusted: ids of further accounts whose markers are ours.
            issue_type: of new issues, if the organisation has it.
        """
        self.repository = repository
        self.api = repository.api
        self._trusted = frozenset(trusted)
        self._about: About | None = None
        self._issue_type = issue_type
        self._types: frozenset[str] | None = None

    @property
    def name(self) -> str:
        """`owner/name`, as the repository is called now."""
        return self.repository.name

    @property
    def repository_name(self) -> str | None:
        """`owner/name`, as the repository is called now."""
        return self.name

    @contextmanager
    def lease(self) -> Iterator[Lease]:
        """Take the lease of the repository. That also proves that the token may label, before anything is opened."""
        self.api.require_time()
        with translate_errors(self.name):
            labels = Labels(self.api, self._root)
            held = lease.acquire(labels, self.api.clock, secrets.token_hex(4), _PATIENCE)
        try:
            yield held
        finally:
            # One that cannot be given back expires.
            with suppress(AfterwordError), translate_errors(self.name):
                held.give_back()

    def about(self) -> About:
        """Return the token's own account and those of the settings."""
        if self._about is None:
            with translate_errors(self.name):
                data = self.api.graphql(_ABOUT)
            own = (data.get("viewer") or {}).get("databaseId")
            fields = {one["name"] for one in (data.get("__type") or {}).get("fields") or ()}
            trusted = self._trusted | ({own} if isinstance(own, int) else set())
            self._about = About(trusted, sub_issues="subIssues" in fields)
        return self._about

    def list_issues(self, label: str) -> list[Issue]:
        """Return every issue that has the label, open or closed, by number."""
        with translate_errors(self.name):
            # By age, so that an issue opened meanwhile moves none of the others to another page.
            found = self.api.pages(self._issues, state="all", labels=label, sort="created", direction="asc")
            issues = {int(one["number"]): issue_of(one, self.name) for one in found if "pull_request" not in one}
        listed = [issues[number] for number in sorted(issues)]
        self.api.pacer.has_seen(listed)
        return listed

    def find_unlabelled(self, labels: Iterable[str], is_ours: Callable[[Issue], bool | None]) -> list[Issue]:
        """Return issues by accounts of ours that have, or had, one of the labels, by number.

        The history of an issue shows it. Its text is not enough: another workflow may use the same account, and open
        issues whose text a stranger has chosen.
        """
        names = {label.casefold() for label in labels}
        with translate_errors(self.name):
            issues = [issue for account in sorted(self.about().trusted) for issue in self._opened_by(account)]
            answers = [(issue, is_ours(issue)) for issue in sorted(issues, key=lambda one: one.number)]
            return [issue for issue, known in answers if known or (known is None and self._had_label(issue, names))]

    def former_titles(self, number: int) -> tuple[str, ...]:
        """Return the titles that an issue had before its present one, oldest first."""
        with translate_errors(self.name):
            events = self.api.pages(self._at(number, "events"))
            return tuple(str(one["rename"]["from"]) for one in events if one["event"] == "renamed")

    def closings(self, numbers: Iterable[int]) -> Mapping[int, Closing]:
        """Return what closed some issues, by number; those of which GitHub says nothing are left out."""
        return read_closings(self.repository, numbers)

    def get(self, number: int, repository: str | None = None) -> Issue | Absence:
        """Return an issue. GitHub redirects from the former address of one that was moved to the present one."""
        from github import GithubException

        with translate_errors(self.name):
            root = self._root if repository is None else f"/repos/{repository}"
            try:
                found = self.api.find(f"{root}/issues/{number}")
            except GithubException as error:
                if error.status == 410:
                    return Absence.DELETED
                if repository is None:
                    raise
                found = None
            if found is None:
                return Absence.MISSING  # or in a repository that the token cannot see
            return Absence.PULL_REQUEST if "pull_request" in found else issue_of(found, self.name)

    def ensure_labels(self, labels: Iterable[str]) -> None:
        """Create the labels that the repository lacks."""
        labels = list(labels)
        if not labels:
            return
        with translate_errors(self.name):
            known = {str(one["name"]).casefold() for one in self.api.pages(f"{self._root}/labels")}
            store = Labels(self.api, self._root)
            for name in labels:
                if name.casefold() not in known:
                    store.add(name, _DESCRIPTION, _COLOURS.get(name, _COLOUR))

    def create(self, title: str, body: str, labels: Iterable[str], *, number: int | None = None) -> Issue:
        """Open an issue, once, without assignees. GitHub chooses the number.

        Raises:
            AmbiguousCreate: it may have been created or not.
        """
        with translate_issue_errors(self.name):
            request: dict[str, Any] = {"title": title, "body": body, "labels": list(labels)}
            if self._has_type():
                request["type"] = self._issue_type
            with detect_ambiguous_create():
                return issue_of(self.api.write("POST", self._issues, request), self.name)

    def edit(
        self, number: int, *, title: str | None = None, body: str | None = None, state: State | None = None
    ) -> None:
        """Change what is given, in one step, and leave the rest."""
        values: dict[str, str | None] = {"title": title, "body": body}
        if state is not None:
            values |= {"state": "open"} if state == "open" else {"state": "closed", "state_reason": state}
        with self._changing(number):
            given = {name: value for name, value in values.items() if value is not None}
            self.api.write("PATCH", self._at(number), given)

    def label(self, number: int, add: Iterable[str], remove: Iterable[str]) -> None:
        """Add and remove labels."""
        names = list(add)
        with self._changing(number):
            if names:
                self.api.write("POST", self._at(number, "labels"), {"labels": names})
            for name in remove:
                self.api.delete(self._at(number, "labels", name))

    def comments(self, number: int) -> list[str]:
        """Return the comments by accounts that are ours, oldest first."""
        trusted = self.about().trusted
        with self._changing(number):
            found = list(self.api.pages(self._at(number, "comments")))
        return [one["body"] or "" for one in found if (one.get("user") or {}).get("id") in trusted]

    def comment(self, number: int, text: str) -> None:
        """Add a comment."""
        with self._changing(number):
            self.api.write("POST", self._at(number, "comments"), {"body": text})

    def unassignable(self, logins: Iterable[str]) -> frozenset[str]:
        """Return those of some accounts that issues cannot be assigned to; logins in lower case.

        Most repositories have fewer people than one page holds, so that owners who left do not cost a request each.
        """
        left = set(logins)
        room = _PAGE * len(left) if len(left) > 1 else 0
        with translate_errors(self.name):
            listed = [one["login"].casefold() for one in islice(self.api.pages(f"{self._root}/assignees"), room)]
            left.difference_update(listed)
            if len(listed) == room:  # more people than that: asking for each is less
                left = {login for login in sorted(left) if not self._can_assign(login)}
        return frozenset(left)

    def assign(self, number: int, login: str) -> bool:
        """Assign an issue; return False if the account cannot be assigned."""
        with self._changing(number):
            found = self.api.write("POST", self._at(number, "assignees"), {"assignees": [login]})
        # Without the right to assign, GitHub drops the name and answers as if all was well.
        return login.casefold() in {user["login"].casefold() for user in found["assignees"]}

    def unassign(self, number: int, login: str) -> None:
        """Remove an assignment."""
        with self._changing(number):
            self.api.write("DELETE", self._at(number, "assignees"), {"assignees": [login]})

    def link(self, parent: int, child: Issue) -> None:
        """Make an issue a part of another one; one that became a part since it was read stays as it is."""
        from github import GithubException

        replacing = child.parent is not None
        body = {"sub_issue_id": child.id, **({"replace_parent": True} if replacing else {})}
        with self._changing(child.number):
            try:
                self.api.write("POST", self._at(parent, "sub_issues"), body)
            except GithubException as error:
                if replacing or error.status != 422 or not self.api.get(self._at(child.number)).get("parent_issue_url"):
                    raise

    def has_budget(self) -> bool:
        """Whether more may be written within the hour."""
        return self.api.pacer.has_budget()

    def close_connection(self) -> None:
        """Close the connection."""
        self.api.close()

    @property
    def _root(self) -> str:
        """The address of the repository, by its present name."""
        if self.repository.look_up().get("has_issues") is False:
            raise issues_are_off(self.name)
        return self.repository.root

    @property
    def _issues(self) -> str:
        return f"{self._root}/issues"

    def _at(self, number: int, *parts: str) -> str:
        return "/".join((f"{self._issues}/{number}", *(quote(part, safe="") for part in parts)))

    def _opened_by(self, account: int) -> Iterator[Issue]:
        """Every issue by an account, open or closed; none if the account is gone."""
        found = self.api.find(f"/user/{account}")
        if found is None:
            return
        login = str(found["login"])
        for one in self.api.pages(self._issues, state="all", creator=login, sort="created", direction="asc"):
            if "pull_request" not in one:
                yield issue_of(one, self.name)

    def _had_label(self, issue: Issue, names: set[str]) -> bool:
        events = self.api.pages(self._at(issue.number, "events"))
        return any(one["event"] == "labeled" and one["label"]["name"].casefold() in names for one in events)

    def _changing(self, number: int) -> AbstractContextManager[None]:
        return translate_issue_errors(self.name, number, lambda: bool(self.api.get(self._at(number)).get("locked")))

    def _can_assign(self, login: str) -> bool:
        from github import GithubException

        try:
            self.api.get(f"{self._root}/assignees/{quote(login)}")
        except GithubException as error:
            if error.status != 404:
                raise
            return False
        return True

    def _has_type(self) -> bool:
        """Whether new issues can have the wanted type; asked once, before the first one is opened."""
        if not self._issue_type:
            return False
        if self._types is None:
            found = self.api.find(f"{self._root}/issue-types", 403, 410, 422) or ()
            self._types = frozenset(str(one["name"]).casefold() for one in found if one.get("is_enabled", True))
        return self._issue_type.casefold() in self._types

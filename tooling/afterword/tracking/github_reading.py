"""Threads and files of a repository on GitHub, read as evidence. Nothing is written there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from afterword.errors import AfterwordError
from afterword.evidence.collectors.issues import IssueThread, Post
from afterword.tracking.github import GitHubTracker
from afterword.tracking.github_errors import telling

if TYPE_CHECKING:
    from github.Issue import Issue
    from github.IssueEvent import IssueEvent
    from github.PullRequest import PullRequest

# Others (mentions, subscriptions, projects) say nothing about an incident.
_EVENTS = {
    "closed": "Closed this.",
    "reopened": "Reopened this.",
    "merged": "Merged this.",
    "locked": "Locked this.",
}
_EDITED_SECONDS = 1


class GitHubReader(GitHubTracker):
    """Reads from one repository over the tracker's connection, with its pauses, repetitions and messages."""

    def thread(self, number: int) -> IssueThread:
        """An issue or pull request with its comments, reviews and the events that tell what happened.

        Raises:
            AfterwordError: there is none of that number, or it cannot be read.
        """
        from github import GithubException

        with telling(self.name):
            try:
                issue = self._open().get_issue(number)
                is_pull_request = "/pull/" in issue.html_url
                left_out: Counter[str] = Counter()
                posts = [*_beginning(issue), *_comments(issue), *_events(issue, left_out)]
                if is_pull_request:
                    posts += _reviews(self._open().get_pull(number))
            except GithubException as error:
                if error.status in (404, 410):
                    raise AfterwordError(
                        f"there is no issue #{number} in {self.name}, or the token may not see it",
                        remedy="correct the number or the repository; the token needs `issues: read` there",
                    ) from error
                raise
        return IssueThread(tuple(posts), dict(left_out))

    def file(self, path: str, commit: str) -> bytes:
        """A file as it was at a commit.

        Raises:
            AfterwordError: there is none, or it is too large for GitHub to answer it.
        """
        from github import GithubException

        with telling(self.name):
            try:
                found = self._open().get_contents(path, ref=commit)
            except GithubException as error:
                if error.status == 404:
                    raise AfterwordError(
                        f"there is no file `{path}` at `{commit}` in {self.name}",
                        remedy="correct the path or the commit; the token needs `contents: read` there",
                    ) from error
                raise
        if isinstance(found, list) or found.encoding != "base64":
            raise AfterwordError(f"`{path}` at `{commit}` in {self.name} is no file of at most 1 MB")
        return found.decoded_content


def _beginning(issue: Issue) -> Iterator[Post]:
    yield _post(issue.created_at, issue.user, f"{issue.title}\n\n{issue.body or ''}")


def _comments(issue: Issue) -> Iterator[Post]:
    for comment in issue.get_comments():
        edited = (comment.updated_at - comment.created_at).total_seconds() > _EDITED_SECONDS
        yield _post(comment.created_at, comment.user, comment.body or "", edited)


def _events(issue: Issue, left_out: Counter[str]) -> Iterator[Post]:
    for event in issue.get_events():
        text = _event(event)
        if text:
            yield _post(event.created_at, event.actor, text)
        else:
            left_out[event.event] += 1


def _event(event: IssueEvent) -> str:
    # Reading what an event of another kind lacks would cost a request.
    if event.event in ("labeled", "unlabeled"):
        verb = "Added" if event.event == "labeled" else "Removed"
        return f"{verb} the label {event.label.name}."
    return _EVENTS.get(event.event, "")


def _reviews(pull: PullRequest) -> Iterator[Post]:
    for review in pull.get_reviews():
        if review.submitted_at is not None:
            words = review.state.lower().replace("_", " ")
            yield _post(review.submitted_at, review.user, f"Review, {words}. {review.body or ''}")
    for comment in pull.get_review_comments():
        yield _post(comment.created_at, comment.user, f"On {comment.path}: {comment.body or ''}")


def _post(at: datetime, user: Any, text: str, edited: bool = False) -> Post:
    # An account that was deleted leaves no user behind.
    return Post(at, user.login if user else "", bool(user) and user.type == "Bot", text, edited)

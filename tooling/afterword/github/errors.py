"""What goes wrong on GitHub, in one line that says what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from afterword.errors import AfterwordError

if TYPE_CHECKING:
    from github import GithubException


class AmbiguousCreate(AfterwordError):  # noqa: N818 it says what happened
    """Nobody can say whether an issue was created: no answer came, or one that says nothing. Look, then decide."""


class Refused(AfterwordError):  # noqa: N818 it says what happened
    """What was asked cannot be done to this one issue; the others are none the worse for it."""


@contextmanager
def translate_errors(repository: str, needs: str = "issues: write") -> Iterator[None]:
    """Turn whatever PyGithub raises into one line that says what to do.

    Args:
        repository: `owner/name`, as the line names it.
        needs: the permissions that the token needs.
    """
    from requests import RequestException
    from requests.exceptions import RetryError

    from github import GithubException

    try:
        yield
    except GithubException as error:
        raise _told(error, repository, needs) from error
    except RequestException as error:
        if isinstance(error, RetryError):
            reason = getattr(error.args[0], "reason", "") if error.args else ""
            raise AfterwordError(
                f"GitHub kept failing ({reason})", remedy="run the command again later; nothing is done twice"
            ) from error
        raise AfterwordError(
            f"GitHub cannot be reached ({kind(error)})",
            remedy="check the network and GITHUB_API_URL, then run the command again",
        ) from error


@contextmanager
def translate_issue_errors(
    repository: str, number: int | None = None, is_locked: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """The same for a request that changes one issue, or opens one: what that issue alone is refused is Refused.

    Args:
        repository: `owner/name`, as the line names it.
        number: of the issue; None for one that is being opened.
        is_locked: tells whether its conversation is locked; asked only where GitHub forbids the change.
    """
    from github import GithubException

    with translate_errors(repository):
        try:
            yield
        except GithubException as error:
            is_its_own = error.status == 422 or (number is not None and error.status in (404, 410))
            # A locked issue and a token that may do nothing get the same answer.
            if not is_its_own and not (error.status == 403 and is_locked()):
                raise
            said = _said(error)
            detail = f" ({error.status}{': ' + said if said else ''})"
            if number is None:
                remedy = "look at the row for what GitHub may not take; the next run tries again"
                raise Refused(f"GitHub refused to open an issue{detail}", remedy=remedy) from error
            remedy = f"look whether #{number} was deleted, moved or locked; the next run tries again"
            raise Refused(f"GitHub refused to change issue #{number}{detail}", remedy=remedy) from error


def _said(error: GithubException) -> str:
    said = error.data.get("message") if isinstance(error.data, dict) else None
    return str(said or "")


def _told(error: GithubException, name: str, needs: str) -> AfterwordError:
    from github import RateLimitExceededException

    status = error.status
    said = _said(error)
    if status == 429 or isinstance(error, RateLimitExceededException):
        remedy = "run the command again later; what was done is not done twice"
        return AfterwordError("GitHub's rate limit is used up", remedy=remedy)
    known = {
        401: ("GitHub refused the token", "set GITHUB_TOKEN to one that is valid; it may have expired"),
        403: (
            f"the token may not do this in {name}",
            f"it needs `{needs}` there; in Actions, under `permissions:`",
        ),
        404: (
            f"there is no repository {name}, or the token may not see it",
            "correct `tracking.repository` in afterword.yml (or GITHUB_REPOSITORY), or the token's access",
        ),
    }
    if status == 410:
        return issues_are_off(name)
    if status == 403 and "archived" in said:
        return AfterwordError(
            f"{name} is archived, so nothing can be written there",
            remedy="bring it back in its settings, or name another one as `tracking.repository` in afterword.yml",
        )
    if status in known:
        message, remedy = known[status]
        return AfterwordError(f"{message} ({said})" if said and status == 403 else message, remedy=remedy)
    detail = f": {said}" if said else ""
    if status >= 500:
        return AfterwordError(f"GitHub answered {status}{detail}", remedy="run the command again later")
    return AfterwordError(f"GitHub refused the request with {status}{detail}")


def issues_are_off(name: str) -> AfterwordError:
    """A repository without issues."""
    return AfterwordError(f"issues are switched off in {name}", remedy="switch them on in the repository's settings")


def kind(error: Exception) -> str:
    """What sort of error it is; its text can hold addresses that nobody needs to see."""
    return type(error).__name__

"""What a failure of GitHub leads to: what is asked again, what stays uncertain, and the line that a person reads.

- **Asked again:** a request that can be repeated without harm gets five more tries after a 5xx or a 429
  (`retry_policy`); a GraphQL query, which is a POST that changes nothing, gets two (`repeat_read`).
- **Uncertain:** a POST that may have opened an issue is sent once. If no answer comes, or a 5xx, it may have worked:
  `detect_ambiguous_create` raises `AmbiguousCreate`, and the caller lists the issues before it decides.
- **Refused:** what one issue alone is refused is `Refused` (`translate_issue_errors`); the others continue.
- **Read:** all else becomes one line with a remedy (`translate_errors`).
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

from afterword.errors import AfterwordError

if TYPE_CHECKING:
    from github import GithubException, GithubRetry

_RETRIES = 5
_MAX_WAIT_SECONDS = 300
_GRAPHQL_TRIES = 3
_RERUN = "run the command again later; nothing is done twice"


class AmbiguousCreate(AfterwordError):  # noqa: N818 it says what happened
    """An issue may have been created or not: no answer came, or one that does not say. List the issues, then decide."""


class Refused(AfterwordError):  # noqa: N818 it says what happened
    """GitHub refused a change to this one issue; the changes to other issues are not affected."""


def retry_policy(backoff: float, secondary_wait: float) -> GithubRetry:
    """Return which requests are repeated, and when. PyGithub's own policy would repeat a POST, and open issues twice.

    Args:
        backoff: seconds before the second try, doubled before each further one.
        secondary_wait: seconds to wait if GitHub says that requests came too fast, but not how long to wait.
    """
    from github import GithubRetry

    return GithubRetry(
        total=_RETRIES,
        backoff_factor=backoff,
        status_forcelist=[*range(500, 600), 429],
        allowed_methods={"GET", "HEAD", "OPTIONS", "PATCH", "PUT", "DELETE"},
        secondary_rate_wait=secondary_wait,
        max_rate_limit_wait=_MAX_WAIT_SECONDS,
    )


def repeat_read(ask: Callable[[], Any], backoff: float) -> Any:
    """Send a POST that changes nothing; repeat it if no answer comes, or a 5xx.

    Args:
        ask: sends the request.
        backoff: seconds before the second try.
    """
    from requests import RequestException

    from github import GithubException

    for tried in range(1, _GRAPHQL_TRIES):
        try:
            return ask()
        except RequestException:
            pass
        except GithubException as error:
            if error.status < 500:
                raise
        time.sleep(backoff * tried)
    return ask()


@contextmanager
def detect_ambiguous_create() -> Iterator[None]:
    """Raise AmbiguousCreate if a request that opens an issue gets no answer, or a 5xx."""
    from requests import RequestException

    from github import GithubException

    try:
        yield
    except RequestException as error:
        raise AmbiguousCreate(f"GitHub did not say whether it opened an issue ({type(error).__name__})") from error
    except GithubException as error:
        if error.status < 500:
            raise
        reason = f"GitHub answered {error.status} and did not say whether it opened an issue"
        raise AmbiguousCreate(reason) from error


@contextmanager
def translate_errors(repository: str, needs: str = "issues: write") -> Iterator[None]:
    """Turn GitHub errors into one line with a remedy.

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
        raise _translated(error, repository, needs) from error
    except RetryError as error:
        reason = getattr(error.args[0], "reason", "") if error.args else ""
        raise AfterwordError(f"GitHub kept failing ({reason})", remedy=_RERUN) from error
    except RequestException as error:
        # Its type alone: its text can contain addresses.
        raise AfterwordError(
            f"GitHub cannot be reached ({type(error).__name__})",
            remedy="check the network and GITHUB_API_URL, then run the command again",
        ) from error


@contextmanager
def translate_issue_errors(
    repository: str, number: int | None = None, is_locked: Callable[[], bool] = lambda: False
) -> Iterator[None]:
    """Do the same for a request that changes or opens one issue; raise Refused for what that issue alone is refused.

    Args:
        repository: `owner/name`, as the line names it.
        number: of the issue; None for one that is being opened.
        is_locked: whether its conversation is locked; called only if GitHub forbids the change.
    """
    from github import GithubException

    with translate_errors(repository):
        try:
            yield
        except GithubException as error:
            is_its_own = error.status == 422 or (number is not None and error.status in (404, 410))
            # A locked issue and a token without permission get the same answer.
            if not is_its_own and not (error.status == 403 and is_locked()):
                raise
            said = _message(error)
            detail = f" ({error.status}{': ' + said if said else ''})"
            if number is None:
                remedy = "check the row for what GitHub may not accept; the next run tries again"
                raise Refused(f"GitHub refused to open an issue{detail}", remedy=remedy) from error
            remedy = f"check whether #{number} was deleted, moved or locked; the next run tries again"
            raise Refused(f"GitHub refused to change issue #{number}{detail}", remedy=remedy) from error


def issues_are_off(name: str) -> AfterwordError:
    """Return the error for a repository without issues."""
    return AfterwordError(f"issues are switched off in {name}", remedy="switch them on in the repository's settings")


def _message(error: GithubException) -> str:
    found = error.data.get("message") if isinstance(error.data, dict) else None
    return str(found or "")


def _translated(error: GithubException, name: str, needs: str) -> AfterwordError:
    from github import RateLimitExceededException

    status, said = error.status, _message(error)
    detail = f": {said}" if said else ""
    if status == 429 or isinstance(error, RateLimitExceededException):
        return AfterwordError("GitHub's rate limit is used up", remedy=_RERUN)
    if status == 401:
        remedy = "set GITHUB_TOKEN to one that is valid; it may have expired"
        return AfterwordError("GitHub refused the token", remedy=remedy)
    if status == 403 and "archived" in said:
        return AfterwordError(
            f"{name} is archived and cannot be changed",
            remedy="unarchive it in its settings, or name another one as `tracking.repository` in afterword.yml",
        )
    if status == 403:
        reason = f"the token lacks permission in {name}" + (f" ({said})" if said else "")
        return AfterwordError(reason, remedy=f"it needs `{needs}` there; in Actions, under `permissions:`")
    if status == 404:
        return AfterwordError(
            f"there is no repository {name}, or the token cannot see it",
            remedy="correct `tracking.repository` in afterword.yml (or GITHUB_REPOSITORY), or the token's access",
        )
    if status == 410:
        return issues_are_off(name)
    if status >= 500:
        return AfterwordError(f"GitHub answered {status}{detail}", remedy="run the command again later")
    return AfterwordError(f"GitHub refused the request with {status}{detail}")

"""What a failure of GitHub leads to."""

from __future__ import annotations

from typing import Any

import pytest
from requests import ConnectionError as NoConnection
from requests import ReadTimeout
from requests.exceptions import RetryError

from afterword.errors import AfterwordError
from afterword.github.errors import (
    AmbiguousCreate,
    Refused,
    detect_ambiguous_create,
    repeat_read,
    retry_policy,
    translate_errors,
    translate_issue_errors,
)
from github import GithubException, RateLimitExceededException

NAME = "acme/widgets"


def answer(status: int, message: str = "") -> GithubException:
    """What PyGithub raises for a status."""
    return GithubException(status, {"message": message} if message else None, {})


def test_what_can_be_repeated_without_harm_is_retried_and_no_post() -> None:
    policy: Any = retry_policy(1.0, 60.0)
    assert policy.total == 5
    assert {500, 502, 503, 599, 429} <= set(policy.status_forcelist) and 404 not in policy.status_forcelist
    assert {"GET", "PATCH", "PUT", "DELETE"} <= set(policy.allowed_methods) and "POST" not in policy.allowed_methods


@pytest.mark.parametrize("failure", [answer(502), NoConnection(), ReadTimeout()])
def test_a_post_that_only_reads_is_tried_three_times(failure: Exception) -> None:
    tried: list[int] = []

    def ask(works: int) -> str:
        tried.append(1)
        if len(tried) < works:
            raise failure
        return "data"

    assert repeat_read(lambda: ask(3), 0) == "data" and len(tried) == 3
    tried.clear()
    with pytest.raises(type(failure)):
        repeat_read(lambda: ask(4), 0)
    assert len(tried) == 3


def test_a_post_that_github_refuses_is_not_repeated() -> None:
    tried: list[int] = []

    def ask() -> None:
        tried.append(1)
        raise answer(401)

    with pytest.raises(GithubException):
        repeat_read(ask, 0)
    assert len(tried) == 1


@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (answer(502), "GitHub answered 502 and did not say whether it opened an issue"),
        (answer(500), "GitHub answered 500 and did not say whether it opened an issue"),
        (NoConnection("https://secret"), "GitHub did not say whether it opened an issue (ConnectionError)"),
    ],
)
def test_a_creation_without_a_clear_answer_is_ambiguous(failure: Exception, message: str) -> None:
    with pytest.raises(AmbiguousCreate) as caught, translate_issue_errors(NAME), detect_ambiguous_create():
        raise failure
    assert caught.value.message == message


def test_a_refused_creation_is_not_ambiguous() -> None:
    with pytest.raises(Refused) as caught, translate_issue_errors(NAME), detect_ambiguous_create():
        raise answer(422, "no")
    assert caught.value.message == "GitHub refused to open an issue (422: no)"


@pytest.mark.parametrize(
    ("failure", "message", "remedy"),
    [
        (answer(401), "GitHub refused the token", "GITHUB_TOKEN"),
        (answer(403), f"the token lacks permission in {NAME}", "`contents: read`"),
        (answer(403, "no"), f"the token lacks permission in {NAME} (no)", "`permissions:`"),
        (answer(403, "Repository was archived"), f"{NAME} is archived and cannot be changed", "unarchive"),
        (answer(404), f"there is no repository {NAME}, or the token cannot see it", "GITHUB_REPOSITORY"),
        (answer(410), f"issues are switched off in {NAME}", "settings"),
        (answer(422, "bad"), "GitHub refused the request with 422: bad", ""),
        (answer(429), "GitHub's rate limit is used up", "nothing is done twice"),
        (RateLimitExceededException(403, None, {}), "GitHub's rate limit is used up", "again later"),
        (answer(499), "GitHub refused the request with 499", ""),
        (answer(500), "GitHub answered 500", "again later"),
        (answer(502, "down"), "GitHub answered 502: down", "again later"),
        (RetryError("x"), "GitHub kept failing ()", "nothing is done twice"),
        (NoConnection("https://secret"), "GitHub cannot be reached (ConnectionError)", "GITHUB_API_URL"),
    ],
)
def test_a_failure_is_one_line_with_a_remedy(failure: Exception, message: str, remedy: str) -> None:
    with pytest.raises(AfterwordError) as caught, translate_errors(NAME, needs="contents: read"):
        raise failure
    assert caught.value.message == message and remedy in caught.value.remedy
    assert type(caught.value) is AfterwordError


@pytest.mark.parametrize(
    ("status", "number", "is_locked", "is_refused"),
    [
        (422, 7, False, True),
        (404, 7, False, True),
        (410, 7, False, True),
        (403, 7, True, True),
        (403, 7, False, False),
        (404, None, False, False),
        (410, None, False, False),
        (422, None, False, True),
        (401, 7, True, False),
        (502, 7, True, False),
    ],
)
def test_what_one_issue_is_refused_is_told_apart(
    status: int, number: int | None, is_locked: bool, is_refused: bool
) -> None:
    asked: list[int] = []

    def ask() -> bool:
        asked.append(1)
        return is_locked

    with pytest.raises(AfterwordError) as caught, translate_issue_errors(NAME, number, ask):
        raise answer(status)
    assert isinstance(caught.value, Refused) is is_refused
    assert bool(asked) is (status == 403)  # a locked issue and a token without permission get the same answer
    if is_refused and number:
        assert caught.value.message == f"GitHub refused to change issue #7 ({status})"

"""A quarantine is for two weeks, and a case needs an issue while it is in one or fails without a change."""

from __future__ import annotations

import pytest

from afterword.evals.quarantine import watch
from afterword.evals.run import Standing
from afterword.evals.run_result import CaseResult
from afterword.postmortem import PostMortem
from evals.documents import CASE, FRONT, ID, document

PLAIN = document(CASE)
NAME = f"{ID}/refund"


def quarantined(until: str = "2026-11-30", owner: str = "@octocat") -> PostMortem:
    return document(CASE + f"quarantine: {{reason: flaky, owner: '{owner}', until: {until}}}\n")


def result(standing: Standing, *, is_back: bool = False) -> CaseResult:
    return CaseResult(incident=ID, case="refund", standing=standing, words="w", is_back=is_back)


@pytest.mark.parametrize(
    ("post_mortem", "found", "is_needed"),
    [
        (PLAIN, None, None),
        (PLAIN, result(Standing.PASSED), False),
        (PLAIN, result(Standing.REPORTED), None),
        (PLAIN, result(Standing.WITHOUT_VERDICT), None),
        (PLAIN, result(Standing.BLOCKS), None),
        (PLAIN, result(Standing.BLOCKS, is_back=True), True),
        (PLAIN, result(Standing.REPORTED, is_back=True), True),
        (quarantined(), None, True),
        (quarantined(), result(Standing.PASSED), True),
        (quarantined("2020-01-01"), None, True),
    ],
)
def test_which_cases_need_an_issue(post_mortem: PostMortem, found: CaseResult | None, is_needed: bool | None) -> None:
    watched = watch([post_mortem], {NAME: found} if found else {})
    assert [one.is_needed for one in watched] == ([] if is_needed is None else [is_needed])


@pytest.mark.parametrize(
    ("owner", "incident", "owners"),
    [
        ("@octocat", "@hubot", ["@octocat", "@hubot"]),
        ("@octocat", "TBD", ["@octocat"]),
        ("the evals people", "@hubot", ["the evals people", "@hubot"]),
        (None, "@hubot", ["@hubot"]),
        (None, None, []),
    ],
)
def test_the_owner_of_the_quarantine_comes_before_that_of_the_post_mortem(
    owner: str | None, incident: str | None, owners: list[str]
) -> None:
    front = FRONT.replace("severity:", f"owner: '{incident}'\nseverity:") if incident else FRONT
    block = CASE + (f"quarantine: {{reason: flaky, owner: '{owner}', until: 2026-11-30}}\n" if owner else "")
    (one,) = watch([document(block, front=front)], {NAME: result(Standing.BLOCKS, is_back=True)})
    assert list(map(str, one.owners)) == owners

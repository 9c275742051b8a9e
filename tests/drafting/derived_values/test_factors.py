"""Contributing factors that are stated in plain words."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.language.factor_cues import PATTERNS
from afterword.postmortem.factors import FACTORS
from afterword.postmortem.schema import FrontMatter
from drafting.derived import derived


def test_every_factor_is_one_of_the_vocabulary() -> None:
    assert {*PATTERNS, "missing-eval", "unrepresentative-eval", "provider-change"} <= set(FACTORS)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("The gateway ran out of quota at noon.", ["capacity-limit"]),
        ("Two changes shipped in the same release.", ["concurrent-changes"]),
        ("The values file was edited by hand in March.", ["config-drift"]),
        ("There is a bug in the client library.", ["dependency-defect"]),
        ("The gate flagged it and the change was merged anyway.", ["eval-signal-overruled"]),
        ("The agent had write access to production.", ["excessive-permissions"]),
        ("Nobody knew that billing reads this index.", ["hidden-dependency"]),
        ("The freeze was only a sentence in the prompt, nothing enforces it.", ["instruction-not-enforced"]),
        ("Nobody watched the answer quality.", ["insufficient-monitoring"]),
        ("The retry hid the error for days.", ["masked-by-workaround"]),
        ("There is no alert on the truncation ratio.", ["missing-alert"]),
        ("The suite has no refund case.", ["missing-eval"]),
        ("The bot has no output filter.", ["missing-guardrail"]),
        ("Nobody owned the rollout.", ["missing-ownership"]),
        ("Config releases have no canary.", ["no-canary"]),
        ("There was no way to roll back.", ["no-rollback-plan"]),
        ("It went to all regions at once.", ["no-staged-rollout"]),
        ("The page was lost among the alerts.", ["noisy-signals"]),
        ("Staging uses the production database.", ["shared-environment"]),
        ("The rollback took too long.", ["slow-rollback"]),
        ("The test data has only short invoices.", ["unrepresentative-eval"]),
        ("Was there no alert?", []),
        ("No alert fired.", []),
        ("We need an owner.", []),
        ("decided: no rollback of the whole release", []),
        ("Perhaps nobody watched it.", []),
        ("The fix went to all customers.", []),
    ],
)
def test_factors_are_those_that_are_stated(tmp_path: Path, text: str, named: list[str]) -> None:
    found = [one for one in derived(tmp_path, ("2026-04-17T09:00Z", text, "engineer")) if one.path == ("factors",)]
    assert [one.value for one in found] == ([named] if named else [])


def test_factors_of_people_are_theirs(tmp_path: Path) -> None:
    front = FrontMatter(factors=["no-canary"])
    assert derived(tmp_path, ("2026-04-17T09:00Z", "Nobody owned the rollout.", "engineer"), front=front) == []

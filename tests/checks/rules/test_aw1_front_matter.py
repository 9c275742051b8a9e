"""Keys that a status requires, words of the vocabularies, and near misses."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks.joining import list_for_people
from afterword.project import Project
from checks.minor import GOOD, findings


def test_a_word_in_another_case_is_fixed_and_another_word_is_not(open_project: Callable[..., Project]) -> None:
    (found,) = findings(open_project(), GOOD.replace("SEV3", "sev3"))
    assert found.remedy == "did you mean `SEV3`? Use one of: SEV1, SEV2, SEV3, SEV4; or add it in afterword.yml"
    assert [splice.text for splice in found.fix] == ["SEV3"]
    (found,) = findings(open_project(), GOOD.replace("[missing-eval]", "[no-fallback]"))
    assert found.remedy.startswith("use one of 24 words, such as ") and "no-rollback-plan" in found.remedy
    assert not found.fix
    (found,) = findings(open_project(), GOOD.replace("[missing-eval]", "[missing-evals]"))
    assert found.remedy.startswith("did you mean `missing-eval`? Use one of 24 words, such as missing-eval, ")
    assert not found.fix


def rules(project: Project, text: str) -> list[tuple[str, str]]:
    return [(found.rule, found.message) for found in findings(project, text) if found.rule != "AW702"]


WITHOUT = GOOD.replace("impact: {users: 12}\n", "").replace("evals: {gap: missing-case}\n", "")


def test_a_key_that_the_status_does_not_require_yet_is_not_asked_for(open_project: Callable[..., Project]) -> None:
    assert rules(open_project(), WITHOUT.replace("status: published", "status: draft")) == []
    for status in ("in-review", "published"):
        assert rules(open_project(), WITHOUT.replace("status: published", f"status: {status}")) == [
            ("AW120", "`impact` is missing; it is required from in-review"),
            ("AW120", "`evals` is missing; it is required from in-review"),
        ]


PROPOSED = GOOD.replace("impact: {users: 12}", "impact: {users: 12} # proposed, E7").replace(
    "evals: {gap: missing-case}", "evals:\n  gap: missing-case # proposed, E9"
)


def test_what_is_only_proposed_is_no_answer(open_project: Callable[..., Project]) -> None:
    assert rules(open_project(), PROPOSED.replace("status: published", "status: draft")) == [
        ("AW907", "`impact` is only proposed"), ("AW907", "`evals.gap` is only proposed"),
    ]  # fmt: skip
    found = findings(open_project(), PROPOSED.replace("status: published", "status: in-review"))
    assert [(one.rule, one.message, one.level.value) for one in found if one.rule != "AW702"] == [
        ("AW907", "`impact` is only proposed", "error"), ("AW907", "`evals.gap` is only proposed", "error"),
    ]  # fmt: skip


def test_what_is_missing_and_what_is_only_proposed_are_one_finding_each(open_project: Callable[..., Project]) -> None:
    text = PROPOSED.replace("status: published", "status: in-review").replace("factors: [missing-eval]\n", "")
    text = text.replace("  detection: customer\n", "")
    listed = list_for_people(findings(open_project(), text))
    assert sorted((one.rule, one.message) for one in listed if one.rule != "AW702") == [
        ("AW120", "2 required keys are missing: factors, incident.detection"),
        ("AW907", "2 values are only proposed: impact, evals.gap"),
    ]


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        (
            "{factor: none}", "\n  factor: none # proposed, E1\n  name: acme",
            "AW304", "`provider.factor` is only proposed",
        ),
        (
            "[{id: tone, kind: config, summary: The setting changed}]",
            "\n  - id: tone\n    kind: config # proposed, E1\n    summary: The setting changed",
            "AW306", "the cause's `kind` is only proposed",
        ),
        (
            '[{provider: acme, name: chat, version: "1", parameters: unknown}]',
            '\n  - provider: acme\n    name: chat\n    version: "1" # proposed, E1\n    parameters: unknown',
            "AW403", "of this model `version` is only proposed",
        ),
    ],
)  # fmt: skip
def test_rules_name_what_is_only_proposed(
    open_project: Callable[..., Project], old: str, new: str, rule: str, message: str
) -> None:
    text = GOOD.replace(old, new).replace("status: published", "status: in-review")
    assert [one for one in rules(open_project(), text) if one[0] != "AW907"] == [(rule, message)]
    assert [one for one, _ in rules(open_project(), text.replace("in-review", "draft"))] == ["AW907"]


def test_a_cause_behind_one_that_is_only_proposed_is_found_at_its_place(open_project: Callable[..., Project]) -> None:
    causes = "\n  - id: other # proposed, E1\n    kind: code\n    summary: s\n  - id: tone\n    kind: config"
    text = GOOD.replace("[{id: tone, kind: config, summary: The setting changed}]", causes)
    (found,) = [one for one in findings(open_project(), text) if one.rule == "AW306"]
    assert text.splitlines()[found.line - 1] == "  - id: tone"


def test_a_word_is_not_fixed_where_proposals_shift_the_list(open_project: Callable[..., Project]) -> None:
    text = GOOD.replace("factors: [missing-eval]", "factors:\n  - no-canary # proposed, E1\n  - Missing-Eval")
    (found,) = [one for one in findings(open_project(), text) if one.rule == "AW121"]
    assert text.splitlines()[found.line - 1] == "  - Missing-Eval" and not found.fix


NEAR_MISS = GOOD.replace("  detection: customer\n", "  detection: employee\n  near_miss: true\n").replace(
    "Twelve users.", "**Not applicable:** it was stopped before it reached anybody."
)


def test_a_near_miss_needs_no_impact(open_project: Callable[..., Project]) -> None:
    assert rules(open_project(), NEAR_MISS.replace("impact: {users: 12}\n", "")) == []
    assert rules(open_project(), NEAR_MISS.replace("users: 12", "users: 0")) == []


@pytest.mark.parametrize("impact", ["users: 12", "requests: ~3", "share: 1%", "complaints: 2", "data: exposure"])
def test_a_near_miss_that_affected_somebody_is_none(open_project: Callable[..., Project], impact: str) -> None:
    ((rule, message),) = rules(open_project(), NEAR_MISS.replace("users: 12", impact))
    key = impact.split(":")[0]
    assert rule == "AW124" and message.startswith(f"`impact.{key}` says that users or data were affected")


@pytest.mark.parametrize(
    ("rule", "old", "new"),
    [
        ("AW304", "provider: {factor: none}", "provider: {name: acme}"),
        ("AW304", "provider: {factor: none}", "provider: {factor: primary, name: acme}"),
        ("AW306", "kind: config, summary: The setting changed", "kind: config"),
        ("AW403", ', version: "1", parameters: unknown', ""),
        ("AW409", "factors:", "agent: {autonomy: full}\nfactors:"),
    ],
)
def test_a_draft_may_leave_out_what_review_asks_for(
    open_project: Callable[..., Project], rule: str, old: str, new: str
) -> None:
    text = GOOD.replace(old, new)
    assert text != GOOD
    assert [one for one, _ in rules(open_project(), text)] == [rule]
    assert rules(open_project(), text.replace("status: published", "status: draft")) == []


def test_a_quantity_is_fixed_unless_its_currency_is_not_certain(open_project: Callable[..., Project]) -> None:
    text = GOOD.replace("impact: {users: 12}", 'impact: {users: ">= 1,200", cost: 40k EUR, revenue: "$5"}')
    found = [one for one in findings(open_project(), text) if one.rule == "AW107"]
    assert [(one.message, one.remedy) for one in found] == [
        ("`impact.users`: `>= 1,200` is not a quantity", "write `>=1200`"),
        ("`impact.cost`: `40k EUR` is not a quantity", "write `40000 EUR`"),
        ("`impact.revenue`: `$5` is not a quantity", "write `5 USD`"),
    ]
    assert [[edit.text for edit in one.fix] for one in found] == [['">=1200"'], ["40000 EUR"], []]

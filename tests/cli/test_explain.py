"""`explain`: a rule, a family, all of them, and none."""

from __future__ import annotations

import pytest

from afterword.checks.registry import RULES
from afterword.cli.main import run


@pytest.mark.parametrize("name", ["AW503", "aw503", " Aw503 ", "AW503:", "`AW503`,"])
def test_a_rule_has_a_reason_levels_examples_and_how_to_ignore_it(
    capsys: pytest.CaptureFixture[str], name: str
) -> None:
    assert run(["explain", name]) == 0
    out = capsys.readouterr().out
    assert out.startswith("AW503  open action items have one owner and a date\n")
    assert "Level:   warning in a draft, error in review and published\n" in out
    assert "Bad:\n    | A1 |" in out and "Good:\n    | A1 |" in out
    assert "<!-- afterword: ignore AW503 because … -->" in out and "{AW503: off}" in out


def test_what_a_rule_needs_is_said(capsys: pytest.CaptureFixture[str]) -> None:
    for rule, needs in (
        ("AW507", "the project's other post-mortems"),
        ("AW701", "the history of the repository; without it, the rule is reported as skipped"),
        ("AW802", "the evidence folder, if there is one"),
    ):
        assert run(["explain", rule]) == 0
        assert f"Needs:   {needs}\n" in capsys.readouterr().out


@pytest.mark.parametrize("name", ["AW5", "aw5xx", "AW5x"])
def test_a_family_lists_its_rules(capsys: pytest.CaptureFixture[str], name: str) -> None:
    assert run(["explain", name]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0] == "AW5xx  action items"
    assert [line.split()[0] for line in lines[1:]] == [rule.id for rule in RULES if rule.id.startswith("AW5")]


def test_without_an_argument_every_rule_is_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["explain"]) == 0
    out = capsys.readouterr().out
    assert [rule.id for rule in RULES if f"  {rule.id}  {rule.title}\n" not in out] == []


@pytest.mark.parametrize(("name", "hint"), [("AW530", "did you mean AW5"), ("5O3", "the families are AW0")])
def test_a_rule_that_does_not_exist_names_the_nearest(capsys: pytest.CaptureFixture[str], name: str, hint: str) -> None:
    assert run(["explain", name]) == 1
    err = capsys.readouterr().err
    assert f"there is no rule `{name}`" in err and hint in err

"""Comments that ignore rules: what they ignore, and which of them are reported."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import Level
from afterword.project import Project
from checks.minor import GOOD, findings

IGNORE = "<!-- afterword: ignore AW210 because the source gives both days -->"


def _disordered(comment_at_end: str = "", comment_above: str = "") -> str:
    timeline = "- 2026-04-16 10:45Z — traffic moved [^s1]"
    changed = f"{comment_above}- 2026-04-16 11:00Z — later [^s1]\n- 2026-04-16 10:45Z — earlier [^s1]{comment_at_end}"
    return GOOD.replace(timeline, changed)


def test_an_ignored_finding_is_left_out(open_project: Callable[..., Project]) -> None:
    assert [finding.rule for finding in findings(open_project(), _disordered())] == ["AW210"]
    assert findings(open_project(), _disordered(comment_at_end=f" {IGNORE}")) == []
    assert findings(open_project(), _disordered(comment_above=f"{IGNORE}\n\n")) == []


def test_a_row_and_a_key_can_be_excepted_too(open_project: Callable[..., Project]) -> None:
    row = GOOD.replace("@octocat", "TBD").replace(
        "| open | |", "| open | <!-- afterword: ignore AW503 because new --> |"
    )
    assert findings(open_project(), row) == []
    key = GOOD.replace("missing-eval]", "missing-evals]  # afterword: ignore AW121 because it is ours")
    assert findings(open_project(), key) == []
    above = GOOD.replace("factors: [missing-eval]", "# afterword: ignore AW121 because it is ours\nfactors: [own]")
    assert findings(open_project(), above) == []


@pytest.mark.parametrize(
    ("comment", "message"),
    [
        ("<!-- afterword: ignore AW210 -->", "the reason is missing"),
        ("<!-- afterword: ignore AW210 because -->", "the reason is missing"),
        ("<!-- afterword: ignore because of it -->", "names no rule"),
        ("<!-- afterword: ignore AW999 because x -->", "there is no rule `AW999`"),
    ],
)
def test_an_incomplete_ignore_ignores_nothing(open_project: Callable[..., Project], comment: str, message: str) -> None:
    found = findings(open_project(), _disordered(comment_at_end=f" {comment}"))
    assert {finding.rule for finding in found} == {"AW210", "AW114"}
    assert any(message in finding.message for finding in found)


def test_an_ignore_comment_without_effect_is_reported(open_project: Callable[..., Project]) -> None:
    found = findings(open_project(), GOOD.replace("Twelve users.", f"Twelve users. {IGNORE}"))
    assert [(finding.rule, finding.level) for finding in found] == [("AW115", Level.WARNING)]


def test_of_two_comments_for_one_finding_the_second_is_reported(open_project: Callable[..., Project]) -> None:
    found = findings(open_project(), _disordered(comment_at_end=f" {IGNORE} {IGNORE}"))
    assert [finding.rule for finding in found] == ["AW115"]
    found = findings(open_project(), _disordered(comment_at_end=f" {IGNORE.replace('AW210', 'AW210, AW211')}"))
    assert [(finding.rule, finding.message) for finding in found] == [
        ("AW115", "this ignore comment has no effect on `AW211`")
    ]


def test_an_exception_from_a_rule_that_did_not_look_is_kept(
    open_project: Callable[..., Project], tmp_path: Path
) -> None:
    cadence = GOOD.replace("status: published", "status: published  # afterword: ignore AW701 because of a holiday")
    assert findings(open_project(), cadence) == []  # there is no history
    (tmp_path / "afterword.yml").write_text("checks: {rules: {AW210: off}}\n")
    assert findings(open_project(), _disordered(comment_at_end=f" {IGNORE}")) == []
    (tmp_path / "afterword.yml").write_text("checks: {rules: {AW115: off}}\n")
    assert findings(open_project(), GOOD.replace("Twelve users.", f"Twelve users. {IGNORE}")) == []


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- afterword ignore AW601 because it is a quotation -->",
        "<!-- Afterword: ignore AW601 because it is a quotation -->",
        "<!-- afterword: ignored AW601 because it is a quotation -->",
        "<!-- afterword: disable AW601 -->",
        "<!-- afterword: ignore AW601 because it is\na quotation -->",
    ],
)
def test_an_ignore_comment_that_is_not_read_is_reported(open_project: Callable[..., Project], comment: str) -> None:
    text = GOOD.replace("Twelve users.", f"Twelve users. {comment}")
    found = findings(open_project(), text)
    assert [(one.rule, text.splitlines()[one.line - 1]) for one in found] == [
        ("AW114", f"Twelve users. {comment}".splitlines()[0])
    ]
    front = GOOD.replace("severity: SEV3", "severity: SEV3  # afterword ignore AW121 because it is ours")
    assert [one.rule for one in findings(open_project(), front)] == ["AW114"]


@pytest.mark.parametrize("text", ["`<!-- afterword ignore AW601 -->`", "<!-- see afterword.yml -->"])
def test_text_about_ignore_comments_is_not_reported(open_project: Callable[..., Project], text: str) -> None:
    assert findings(open_project(), GOOD.replace("Twelve users.", f"Twelve users. {text}")) == []


def test_a_missing_section_can_be_ignored_where_it_should_be(open_project: Callable[..., Project]) -> None:
    comment = "<!-- afterword: ignore AW201 because nobody could be counted -->"
    text = GOOD.replace("## Impact\n\nTwelve users.\n\n", "").replace("## Root cause", f"{comment}\n\n## Root cause")
    assert findings(open_project(), text) == []

"""Blame, hindsight, causes that stop and vague actions: flagged where they stand, and only there."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Context, Severity, check
from afterword.postmortem import read
from afterword.project import Project

ID = "2026-04-16-bot"


def _document(status: str = "published", **texts: str) -> str:
    said = {"summary": "The bot was wrong.", "cause": "A rule was gone.", "wrong": "The alert was late."} | texts
    action = texts.get("action", "Add the refund case to the suite")
    return f"""---
schema: 1
id: {ID}
title: Bot invents refunds
status: {status}
severity: SEV4
owner: "@dana-k"
incident: {{detected: 2026-04-16, resolved: 2026-04-16, detection: alert}}
services: [bot]
---

## Summary

{said["summary"]}

## Timeline

- 2026-04-16 — **detected:** the engineer forgot to run the evals, says @dana-k

## Root cause

{said["cause"]}

## What went wrong

{said["wrong"]}

## Action items

| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | {action} | eval case | P1 | @octocat | 2026-04-24 | it fails | open | |
"""


def _wording(project: Project, text: str) -> list[tuple[str, Severity, str]]:
    found = check([read(text.encode(), f"postmortems/{ID}.md")], Context(project)).findings
    lines = text.splitlines()
    rules = ("AW303", "AW508", "AW6")
    return [(f.rule, f.severity, lines[f.line - 1]) for f in found if f.rule.startswith(rules)]


def test_plain_words_are_not_flagged_and_the_timeline_tells_who_did_what(open_project: Callable[..., Project]) -> None:
    assert _wording(open_project(), _document()) == []


@pytest.mark.parametrize(
    ("place", "sentence", "rule", "severity"),
    [
        ("summary", "The engineer forgot to run the evals.", "AW601", Severity.ERROR),
        ("wrong", "First part.\n\nThis was down to the reviewer's carelessness.", "AW601", Severity.ERROR),
        ("wrong", "We should have noticed the spike.", "AW602", Severity.WARNING),
        ("summary", "The outage was catastrophic.", "AW603", Severity.NOTE),
        ("cause", "@dana-k merged the prompt.", "AW604", Severity.WARNING),
        ("cause", "The model hallucinated.", "AW303", Severity.WARNING),
    ],
)
def test_wording_is_flagged_at_its_line(
    open_project: Callable[..., Project], place: str, sentence: str, rule: str, severity: Severity
) -> None:
    found = _wording(open_project(), _document(**{place: sentence}))
    assert found == [(rule, severity, sentence.split("\n")[-1])]


def test_a_draft_is_judged_gently(open_project: Callable[..., Project]) -> None:
    (found,) = _wording(open_project(), _document("draft", summary="The engineer forgot to run the evals."))
    assert found[:2] == ("AW601", Severity.WARNING)


def test_a_vague_action_is_flagged_until_it_is_done(open_project: Callable[..., Project]) -> None:
    text = _document(action="Improve monitoring")
    assert [found[:2] for found in _wording(open_project(), text)] == [("AW508", Severity.WARNING)]
    assert _wording(open_project(), text.replace("| open |", "| done |")) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "The job failed to start.",
        "The classifier ignored the header.",
        "`the engineer forgot to run the evals` was the alert's text.",
        "> the engineer forgot to run the evals",
        "The on-call engineer failed over the database.",
    ],
)
def test_look_alikes_are_left_alone(open_project: Callable[..., Project], sentence: str) -> None:
    assert _wording(open_project(), _document(wrong=sentence)) == []

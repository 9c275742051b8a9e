"""AW410 and AW411: a published cause is guarded, and a closed action item about an eval case has its proof."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.checks import check_files
from afterword.project import Project
from checks.good import GOOD

_IGNORE = "  # afterword: ignore AW410 because it has tests of its own\n"
UNGUARDED = GOOD.replace(_IGNORE, "")
GUARDED = UNGUARDED.replace("thirty days.\n\n", "thirty days.\n\n**Guarded by:** A2\n\n")


def found(folder: Path, text: str, rule: str = "AW410") -> list[str]:
    path = folder / "postmortems" / "2026-04-16-bot.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8", newline="")
    report = check_files(Project.open(folder, {}), [path])
    return [finding.message for finding in report.findings if finding.rule == rule]


def test_published_cause_needs_a_proof_of_its_case(tmp_path: Path) -> None:
    assert found(tmp_path, UNGUARDED) == [
        "`tone-rewrite` (prompt) has the eval case `refund-not-invented`, which is not proven",
        "`model-settings` (config) has no eval case and no action item that guards it",
    ]


@pytest.mark.parametrize(
    "text",
    [
        GUARDED,
        GUARDED.replace("\n", "\r"),
        UNGUARDED.replace("status: published", "status: in-review"),
        UNGUARDED.replace("kind: prompt", "kind: tool").replace("kind: config", "kind: data"),
    ],
)
def test_guarded_by_an_action_item_or_not_published_or_not_for_a_case(tmp_path: Path, text: str) -> None:
    assert found(tmp_path, text) == []


def test_reason_to_ignore_it_is_enough_for_its_cause(tmp_path: Path) -> None:
    text = UNGUARDED.replace("  - id: model-settings", "  # afterword: ignore AW410 because x\n  - id: model-settings")
    assert [message[:14] for message in found(tmp_path, text)] == ["`tone-rewrite`"]


def test_record_that_is_no_proof_says_why(tmp_path: Path) -> None:
    proofs = tmp_path / "postmortems" / "2026-04-16-bot" / "proofs"
    proofs.mkdir(parents=True)
    (proofs / "refund-not-invented.json").write_text(json.dumps({"verdict": "proven"}))
    first = found(tmp_path, UNGUARDED)[0]
    assert first.startswith("`tone-rewrite` (prompt) has the eval case `refund-not-invented`, which is not proven: ")
    assert "this is not the record of a proof" in first


ITEMS = """---
schema: 1
id: 2026-04-16-bot
title: Bot
status: draft
---

{case}## Action items

| ID | Action | Category | Status |
|---|---|---|---|
| A1 | Add the case {name} | eval case | {status} |
"""
CASE = """## Eval coverage gap

```yaml
# afterword: eval-case
id: refund
input: "May I?"
must: [{contains: "30 days"}]
```

"""


@pytest.mark.parametrize(
    ("case", "name", "status", "message"),
    [
        (CASE, "", "done", ["A1 is done, and its eval case `refund` is not proven"]),
        (CASE, "refund", "Done", ["A1 is done, and its eval case `refund` is not proven"]),
        ("", "refund", "done", ["A1 is done, and this post-mortem has no eval case that can be proven"]),
        (CASE, "", "open", []),
        (CASE, "", "not planned", []),
    ],
)
def test_closed_item_about_an_eval_case_needs_its_proof(
    tmp_path: Path, case: str, name: str, status: str, message: list[str]
) -> None:
    text = ITEMS.format(case=case, name=name, status=status)
    assert found(tmp_path, text, "AW411") == message


def test_two_items_that_name_no_case_are_asked_which(tmp_path: Path) -> None:
    text = ITEMS.format(case=CASE, name="", status="done") + "| A2 | Add another | eval case | done |\n"
    what = "is done, and it does not say which eval case it is about"
    assert found(tmp_path, text, "AW411") == [f"A1 {what}", f"A2 {what}"]

"""What an AI incident has beside others: prompts, models, samples, eval cases, agents."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import Level, check
from afterword.postmortem import read
from afterword.project import Project
from checks.good import AFTER, BEFORE, GOOD, ID, PATH, changed, collect, findings, reported

SECOND = "**Sample 2**\n\n- Input: And after a year?\n- Output: Yes, at any time.\n- Expected: Within 30 days.\n"
CASE = GOOD[GOOD.index("```yaml") : GOOD.index("## What went well")]

DIFF = GOOD[GOOD.index("```diff") : GOOD.index("## Model and")]
SAMPLES = GOOD[GOOD.index("**Sample 1**") : GOOD.index("## Eval cov")]
ROW = "| Input | Output | Expected output |\n|---|---|---|\n| After a year? | Of course. | Within 30 days. |\n\n"

DEFECTS = {
    "a prompt without its text before": ([("    before: prompts/bot.before.md\n", "")], "AW401", "kind: prompt"),
    "a line that the prompts do not differ in": ([("+- Be generous.", "+- Be very generous.")], "AW402", "+- Be very"),
    "a changed line that is left out": ([("+- Be generous.\n", "")], "AW402", "## Prompt diff"),
    "a diff in words": (
        [(GOOD[GOOD.index("```diff") : GOOD.index("## Model and")], "The rule was dropped.\n\n")], "AW402", "## Prompt",
    ),
    "a model without version": ([('    version: "1"\n', "")], "AW403", "- provider: acme"),
    "a model without parameters": ([("    parameters: {temperature: 0.8}\n", "")], "AW403", "- provider: acme"),
    "a model without a name": ([("    name: chat\n", "")], "AW403", "- provider: acme"),
    "a model without a provider": ([("provider: acme\n    name", "name")], "AW403", "- name: chat"),
    "one prompt before and after": (
        [("after: prompts/bot.after.md", "after: prompts/bot.before.md"), (DIFF, "**Not applicable:** it is one.\n\n")],
        "AW401", "after: prompts/bot.before.md",
    ),
    "a gap that is not named": ([("evals: {gap: missing-case}", "evals: {suite: nightly}")], "AW120", "evals: {suite"),
    "one sample in a table": ([(SAMPLES, ROW)], "AW404", "## Sample failing outputs"),
    "one sample in a table with a column for it": (
        [(SAMPLES, "| | Sample |\n|---|---|\n| Input | After a year? |\n| Output | Of course. |\n\n")],
        "AW404", "## Sample failing outputs",
    ),
    "one sample in a quote": (
        [(SAMPLES, "> **Customer:** After a year?\n>\n> **Bot:** Of course.\n\n")],
        "AW404", "## Sample failing outputs",
    ),
    "one sample": ([(SECOND, "")], "AW404", "## Sample failing outputs"),
    "a case without a word": (
        [("No case asked about orders older than thirty days.\n", "")], "AW405", "## Eval coverage gap",
    ),
    "no case and no guard": ([(CASE, "")], "AW406", "## Eval coverage gap"),
    "a guard that does not exist": ([(CASE, CASE + "**Guarded by:** A7\n\n")], "AW406", "**Guarded by:** A7"),
    "the failed output passes": (
        [('observed: "Yes, within 90 days."', 'observed: "Ask a specialist."')], "AW407", "observed:",
    ),
    "the good output is rejected by what must be": (
        [('expected: "Refunds are possible within 30 days."', 'expected: "No."')], "AW407", "expected:",
    ),
    "the good output is rejected by what must not be": (
        [('expected: "Refunds are', 'expected: "Not in 60 days: refunds are')], "AW407", "expected:",
    ),
    "a case without input": ([('input: "May I return it after 90 days?"\n', "")], "AW408", "```yaml"),
    "a case without failed output": ([('observed: "Yes, within 90 days."\n', "")], "AW408", "```yaml"),
    "a case of an unknown cause": ([("cause: tone-rewrite", "cause: tone")], "AW408", "cause: tone"),
    "a kind of assertion that does not exist": ([("  - regex:", "  - regexp:")], "AW408", "- regexp:"),
    "two cases of one name": ([(CASE, CASE + CASE)], "AW408", "id: refund-not-invented"),
    "an agent without control": ([("  control: enforced", "  autonomy: full")], "AW409", "autonomy: full"),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_flagged_at_its_line_and_nothing_else(open_project: Callable[..., Project], defect: str) -> None:
    pairs, rule, line = DEFECTS[defect]
    found = [one for one in reported(open_project(), changed(*pairs)) if one[0] != "AW407" or rule == "AW407"]
    assert [name for name, _ in found] == [rule]
    assert found[0][1].startswith(line)


LOOK_ALIKES = {
    "prompts that are unknown": [
        ("before: prompts/bot.before.md", "before: unknown"), ("after: prompts/bot.after.md", "after: unknown"),
    ],
    "prose around the diff": [("```diff", "The rule about refunds went:\n\n```diff")],
    "parameters that are unknown": [("{temperature: 0.8}", "unknown")],
    "one sample and the reason": [(SECOND, "No other conversation of that day was kept in the logs.\n")],
    "a table of two samples": [(SAMPLES, ROW.rstrip() + "\n| And after two? | Surely. | Within 30 days. |\n\n")],
    "a table with a column for each of two samples": [
        (SAMPLES, "| | First | Second |\n|---|---|---|\n| Output | Of course. | Surely. |\n\n"),
    ],
    "one row of samples and the reason": [
        (SAMPLES, f"{ROW}No other conversation of that day was kept in the logs.\n\n"),
    ],
    "an eval gap of which nothing is known": [("evals: {gap: missing-case}", "evals: unknown")],
    "no sample and the reason": [
        (GOOD[GOOD.index("**Sample 1**") : GOOD.index("## Eval cov")], "The logs of that day were not kept.\n\n"),
    ],
    "a guard in place of a case": [(CASE, "**Guarded by:** A1, A2\n\n")],
    "a gap that was none": [(CASE, ""), ("gap: missing-case", "gap: none")],
    "an output that is unknown": [('observed: "Yes, within 90 days."', "observed: unknown")],
    "an agent of which it is unknown": [("control: enforced", "control: unknown")],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert reported(open_project(), changed(*LOOK_ALIKES[name])) == []


def test_messages_count_in_plain_words(open_project: Callable[..., Project]) -> None:
    (found,) = findings(open_project(), changed(("+- Be generous.\n", "")))
    assert found.message == "1 changed line is not shown, such as `+- Be generous.`"
    lacking = changed(('input: "May I return it after 90 days?"\n', ""), ("id: refund-not-invented\n", ""))
    (found,) = findings(open_project(), lacking)
    assert found.message == "the eval case has no `id` and no `input`"


def test_messages_name_the_assertion(open_project: Callable[..., Project]) -> None:
    text = changed(('expected: "Refunds are possible within 30 days."', 'expected: "Within 90 days."'))
    assert [finding.message for finding in findings(open_project(), text)] == [
        "`must` 1 (`icontains-any`) rejects the expected output",
        "`must_not` 1 (`regex`) rejects the expected output",
    ]


def test_a_pattern_that_cannot_be_tried_is_a_note(open_project: Callable[..., Project]) -> None:
    found = findings(open_project(), changed(("(60|90)[- ]days?", "(60){1001}")))
    assert [(finding.rule, finding.level) for finding in found] == [("AW408", Level.NOTE)]


def test_a_prompt_that_is_not_collected_is_skipped(open_project: Callable[..., Project], tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    project = open_project()
    text = GOOD.replace("prompts/bot.before.md\n    after", "bot.md@1234abc\n    after")
    report = check([read(text.encode(), PATH)], project)
    assert "AW402" in [skipped.rule for skipped in report.skipped]


def test_a_drafted_diff_is_the_real_one(open_project: Callable[..., Project], tmp_path: Path) -> None:
    from afterword.derive.prompts import write_prompt_diff

    before, after = BEFORE + "--- a\n```x\n", AFTER + "\n+++ b\n"
    block = write_prompt_diff(before, after, "prompts/bot.before.md", "prompts/bot.after.md")
    text = changed((GOOD[GOOD.index("```diff") : GOOD.index("## Model and")], block + "\n\n"))
    collect(tmp_path, before, after)
    found = check([read(text.encode(), PATH)], open_project()).findings
    assert list(found) == []
    assert (tmp_path / "postmortems" / ID / "prompts").is_dir()

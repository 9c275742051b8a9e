"""Causes: trigger and cause, contributing causes, the provider, ids and headings."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import Level
from afterword.project import Project
from checks.good import changed, findings, reported, require_reported_once

IMMEDIATE = "Without a rule to follow, the model filled the gap with periods that sounded plausible."
CHANGED = "The prompt was rewritten for its tone.\n\n#### model-settings\n\nThe temperature rose from 0.2 to 0.8."
FACTORS = ("[missing-eval, no-canary]", "[missing-eval]")
LISTED = "- No case asked about old orders.\n- Both changes went to all traffic at once.\n"

DEFECTS = {
    "the change told twice": ([(IMMEDIATE, CHANGED.replace("#### model-settings", ""))], "AW301", "### Immediate"),
    "one contributing cause": (
        [FACTORS, (LISTED, "- No case asked about old orders.\n")], "AW302", "### Contributing causes",
    ),
    "a provider without factor": (
        [("  factor: contributing\n  name: acme\n  what: version change", "  name: acme")], "AW304", "name: acme",
    ),
    "a provider without name": ([("  name: acme\n  what", "  what")], "AW304", "factor: contributing"),
    "a provider of which it is not said what it did": (
        [("  what: version change\n", "")], "AW304", "factor: contributing",
    ),
    "a cause without id": ([("- id: model-settings\n    kind", "- kind")], "AW305", "- kind: config"),
    "a cause without heading": ([("#### model-settings\n\n", "")], "AW305", "- id: model-settings"),
    "two causes of one name": ([("id: model-settings", "id: tone-rewrite")], "AW305", "- id: tone-rewrite"),
    "a cause without kind": ([("    kind: config\n", "")], "AW306", "- id: model-settings"),
    "a cause without summary": (
        [("    summary: The same release raised the temperature\n", "")], "AW306", "- id: model-settings",
    ),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_flagged_at_its_line_and_nothing_else(open_project: Callable[..., Project], defect: str) -> None:
    require_reported_once(open_project(), *DEFECTS[defect])


LOOK_ALIKES = {
    "the same words in a mechanism": [
        (IMMEDIATE, "The rewritten prompt held no period, and temperature 0.8 favoured a different one each time."),
    ],
    "two paragraphs": [FACTORS, (LISTED, "No case asked.\n\nAll traffic at once.\n")],
    "factors alone": [(LISTED, "It was the release.\n")],
    "one contributing cause with a reason": [FACTORS, (LISTED, "**Not applicable:** a single fault, as tests show.\n")],
    "one contributing cause of a small incident": [
        FACTORS, (LISTED, "- One alone.\n"), ("severity: SEV2", "severity: SEV3"),
    ],
    "a heading in code": [("#### model-settings", "#### `model-settings`: the temperature")],
    "a provider without a part": [("  factor: contributing\n  name: acme\n  what: version change", "  factor: none")],
    "a provider of which nothing is known": [
        ("  factor: contributing\n  name: acme\n  what: version change", "  factor: unknown"),
    ],
    "an unknown kind": [("kind: config", "kind: unknown")],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert reported(open_project(), changed(*LOOK_ALIKES[name])) == []


def test_the_very_same_words_are_an_error_and_similar_ones_a_question(open_project: Callable[..., Project]) -> None:
    only = (CHANGED, "The prompt was rewritten for its tone by release 58.\n\n### model-settings\n\nSo was this.")
    for text, severity in (
        ("The prompt was rewritten for its tone by release 58.", Level.ERROR),
        ("Release 58: the prompt was rewritten for the tone.", Level.WARNING),
    ):
        found = findings(open_project(), changed(only, (IMMEDIATE, text), ("#### tone-rewrite\n\n", "")))
        assert ("AW301", severity) in [(finding.rule, finding.level) for finding in found]

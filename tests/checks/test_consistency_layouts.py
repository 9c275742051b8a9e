"""The rules of consistency on documents of other layouts: timelines of times of day, and no front matter but times.

`layouts/` has documents that agree with themselves, and `layouts.jsonl` sentences for their sections: some contradict
the document, and some are honest.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks.context import Skipped
from afterword.checks.facts import DocumentFacts
from afterword.checks.registry import BY_ID
from afterword.postmortem import read
from afterword.project import Project

SET = Path(__file__).parent / "consistency"
LAYOUTS = sorted(path.stem for path in (SET / "layouts").glob("*.md"))
SAID = [json.loads(line) for line in (SET / "layouts.jsonl").read_text(encoding="utf-8").splitlines()]
RULES = [rule for rule in BY_ID.values() if rule.id[:3] == "AW0"]


def _found(project: Project, layout: str, said: dict[str, str]) -> list[tuple[str, str]]:
    text = (SET / "layouts" / f"{layout}.md").read_text(encoding="utf-8")
    for part in ("summary", "impact", "cause", "changed"):
        text = text.replace(f"{{{part}}}", said.get(part, ""))
    document = read(text.encode(), f"postmortems/{layout}.md")
    facts = DocumentFacts.of(document, project, BY_ID.keys())
    found = []
    for rule in RULES:
        try:
            found += [(rule.id, one.message) for one in rule.check(document, facts)]
        except Skipped:
            continue
    return found


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_document_agrees_with_itself(open_project: Callable[..., Project], layout: str) -> None:
    assert _found(open_project(), layout, {}) == []


def test_contradictions_are_found_and_honest_sentences_are_not_accused(open_project: Callable[..., Project]) -> None:
    project = open_project()
    found = [bool(_found(project, one["layout"], one["said"])) for one in SAID]
    assert [one["said"] for one, is_found in zip(SAID, found, strict=True) if is_found is one["honest"]] == []

"""What awaits review, claim by claim, beside what each cites."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.drafting.review import (
    Claim,
    ask,
    change,
    change_value,
    decline_value,
    drop,
    keep,
    list_claims,
    list_values,
    order_sections,
)
from afterword.errors import AfterwordError
from afterword.evidence import Ledger
from afterword.postmortem import PostMortem, read
from afterword.postmortem.draft_notice import write_notice
from afterword.postmortem.edit import Splice, apply
from afterword.project import Project
from drafting.derived import ledger
from drafting.incident import ID, make_project

LEDGER: Ledger = ledger(("2026-04-16T17:00Z", "It broke."), ("2026-04-16T17:30Z", "Rolled back."))
BODY = f"""
## Summary

{write_notice("m1")}

The bot broke. [^e1]
**Check this first:** It was rolled back. [^e2] [^e9]

**Unknown, needs investigation:** Why?

## Impact

A person wrote this.

## Root cause

### Immediate cause

{write_notice("m1")}

A prompt. [^e1]

## Eval coverage gap

{write_notice("m1")}

| a | b |
|---|---|
| one | two |

```yaml
id: x
```

[^e1]: a footnote
"""


@pytest.fixture
def document(tmp_path: Path) -> PostMortem:
    return make_project(tmp_path, body=BODY).document(ID)


def edited(document: PostMortem, splices: list[Splice]) -> PostMortem:
    return read(apply(document.source, splices).encode(), document.path)


def claim(document: PostMortem, section: str, index: int = 0) -> Claim:
    return list_claims(document, LEDGER, section)[index]


def test_claims_to_check_come_first_each_with_the_words_that_it_cites(document: PostMortem) -> None:
    assert order_sections(document, LEDGER) == ["Summary", "Immediate cause", "Eval coverage gap"]
    doubted, other = list_claims(document, LEDGER, "Summary")
    assert doubted.is_doubted and doubted.text.startswith("**Check this first:** It was")
    assert ([item.text for item in doubted.cited], doubted.missing) == (["Rolled back."], ("e9",))
    assert (other.text, other.is_doubted) == ("The bot broke. [^e1]", False)


def test_questions_headers_and_what_people_wrote_are_not_claims(document: PostMortem) -> None:
    assert list_claims(document, LEDGER, "Impact") == []
    assert [one.text for one in list_claims(document, LEDGER, "Eval coverage gap")] == [
        "| one | two |", "```yaml\nid: x\n```",
    ]  # fmt: skip
    assert claim(document, "Eval coverage gap", 1).is_block


def test_each_decision_changes_its_own_line(document: PostMortem) -> None:
    before = document.source.text
    doubted = claim(document, "Summary")
    text = doubted.text
    assert edited(document, keep(doubted)).source.text == before.replace("**Check this first:** ", "")
    assert edited(document, change(doubted, "Mine.")).source.text == before.replace(text, "Mine.")
    assert edited(document, drop(document, doubted)).source.text == before.replace(text + "\n", "")
    asked = edited(document, ask(doubted, "Was it?"))
    assert "**Unknown, needs investigation:** Was it? [^e2]\n" in asked.source.text
    assert [one.text for one in list_claims(asked, LEDGER, "Summary")] == ["The bot broke. [^e1]"]
    assert keep(claim(document, "Immediate cause")) == []


FRONT = """\
---
schema: 1
id: {id}
title: x
status: draft
severity: SEV3
owner: TBD
incident:
  started: 2026-04-16T17:00Z
  detected: 2026-04-16T17:05Z # proposed, E1
services: [bot] # proposed, E2 prompts/a.md
---
"""


@pytest.fixture
def valued(tmp_path: Path) -> PostMortem:
    folder = tmp_path / "postmortems"
    folder.mkdir()
    (folder / f"{ID}.md").write_text(FRONT.format(id=ID))
    return Project.open(tmp_path, {}).document(ID)


def test_values_are_shown_with_items_and_files_and_can_be_changed_or_declined(valued: PostMortem) -> None:
    detected, services = list_values(valued, LEDGER)
    assert ([item.id for item in detected.cited], services.files) == (["E1"], ("prompts/a.md",))
    changed = edited(valued, change_value(valued, detected, "2026-04-16T17:10Z"))
    assert changed.front.incident is not None
    assert (str(changed.front.incident.detected), len(changed.proposed)) == ("2026-04-16T17:10Z", 1)
    declined = edited(valued, decline_value(valued, detected))
    assert "detected" not in declined.source.text
    with pytest.raises(AfterwordError, match="`services` has several parts"):
        change_value(valued, services, "web")
    with pytest.raises(AfterwordError, match="is not proposed any more"):
        decline_value(declined, detected)

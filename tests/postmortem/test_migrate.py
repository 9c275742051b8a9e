"""Old forms are brought over, once, and what people wrote stays."""

from __future__ import annotations

import pytest

from afterword.drafting.fill_sections import can_fill
from afterword.postmortem import PostMortem, edit, outline, read
from afterword.postmortem.draft_notice import write_notice
from afterword.postmortem.markers import digest, questions_digest
from afterword.postmortem.migrate import migrate
from postmortem.documents import PATH, STYLES, Style


def old_block(name: str, content: str) -> str:
    return f"<!-- afterword:derived {name} {digest(content)} -->\n\n{content}\n\n<!-- /afterword:derived -->"


SETTINGS = "**Unknown, needs investigation:** What were the settings of `x` before and after? Why."
WHO = "**Unknown, needs investigation:** Who *knew* it?"
QUESTION = f"**Unknown, needs investigation:** {outline.MITIGATION.questions[0]}"
OLD = f"""---
schema: 1
id: 2026-04-16-support-bot
title: T # mine
status: draft
drafted:
  - {{section: Timeline, by: derived}}
  - {{section: Summary, by: gpt-5.2}}
  - {{section: Mitigation, by: questions}}
---

## Summary

{write_notice("gpt-5.2")}

{old_block("provider", "No provider.")}

It  broke.

## Impact

Mine before.

{old_block("impact", "| 1 | 2 |")}

Mine  behind.

## Model and configuration

{old_block("models", "| a |")}

{old_block("settings.x", "| b |")}

{old_block("questions", "**Unknown, needs investigation:** What were the settings of `x` before and after? Why.")}

## What went well

{old_block("questions.0123456789ab", "**Unknown, needs investigation:** Who *knew* it?")}

## Mitigation

{old_block("questions", f"{QUESTION}{chr(10)}Evidence that may bear on it: “off” [^e3], “on” [^e12]")}
"""
NEW = f"""---
schema: 1
id: 2026-04-16-support-bot
title: T # mine
status: draft
drafted:
  derived: [Timeline]
  gpt-5.2: [Summary]
  questions: [Mitigation]
  asked: {{Model and configuration: "-{questions_digest(SETTINGS)}", What went well: 01234567-{questions_digest(WHO)}}}
---

## Summary

{write_notice("gpt-5.2")}

No provider.

It  broke.

## Impact

Mine before.

<!-- afterword:derived impact {digest("| 1 | 2 |")} -->
| 1 | 2 |
<!-- /afterword:derived -->

Mine  behind.

## Model and configuration

<!-- afterword:derived models {digest("| a |" + chr(10) * 2 + "| b |")} -->
| a |

| b |
<!-- /afterword:derived -->

**Unknown, needs investigation:** What were the settings of `x` before and after? Why.

## What went well

**Unknown, needs investigation:** Who *knew* it?

## Mitigation

{QUESTION} [^e3] [^e12]
"""


def migrated(before: PostMortem) -> str:
    return edit.apply(before.source, migrate(before))


@pytest.mark.parametrize("style", [STYLES[0], STYLES[1], STYLES[3]], ids=lambda style: style.name)
def test_old_forms_are_brought_over_once(style: Style) -> None:
    before = read(style.write(OLD), PATH)
    text = migrated(before)
    assert text.encode() == style.write(NEW)
    after = read(text.encode(), PATH)
    assert migrate(after) == []
    assert after.front == before.front.model_copy(update={"drafted": after.front.drafted})
    assert after.front.drafted.sections == before.front.drafted.sections
    for kind in (outline.WENT_WELL, outline.MITIGATION, outline.MODEL_CONFIG):
        assert can_fill(after, kind), kind.name


def test_block_that_a_person_edited_stays_edited() -> None:
    before = read(OLD.replace("| 1 | 2 |", "| 1 | 3 |", 1).replace(digest("| 1 | 3 |"), "0" * 12).encode(), PATH)
    after = read(migrated(before).encode(), PATH)
    assert [block.untouched for block in after.derived if block.name == "impact"] == [False]
    assert migrate(after) == []


def test_several_pairs_that_cannot_be_one_keep_the_first() -> None:
    between = OLD.replace(old_block("settings.x", "| b |"), f"Mine.\n\n{old_block('settings.x', '| b |')}")
    after = read(migrated(read(between.encode(), PATH)).encode(), PATH)
    assert [block.name for block in after.derived] == ["impact", "models"]
    assert "<!-- /afterword:derived -->\n\nMine.\n\n| b |\n" in after.source.text


@pytest.mark.parametrize("text", ["", "---\n---\n", "## Impact\n\nMine.\n", "---\ndrafted:\n  m1: [Summary]\n---\n"])
def test_document_without_old_forms_is_left_alone(text: str) -> None:
    assert migrate(read(text.encode(), PATH)) == []

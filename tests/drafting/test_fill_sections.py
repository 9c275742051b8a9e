"""Sections are filled where something is missing, and never over a person's words."""

from __future__ import annotations

import pytest

from afterword.drafting.fill_sections import (
    SectionText,
    blocks_in,
    can_fill,
    fill_sections,
    is_declined,
)
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, outline, read
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.postmortem.draft_notice import write_notice, write_shared_notice
from afterword.postmortem.edit import replace_derived
from afterword.postmortem.markers import questions_digest, write_derived
from drafting.incident import FRONT, ID

NOTICE = write_notice("m1")
SHARED = write_shared_notice({"m1": ["Summary"]})
MARK = "**Unknown, needs investigation:**"
QUESTION = f"{MARK} {outline.SUMMARY.questions[0]}"
OLD = write_derived("questions", f"{MARK} Why?")
BLOCK = write_derived("impact", "| 1 |")
LISTED = FRONT.replace("\n---\n", "\ndrafted:\n  derived: [Summary]\n---\n", 1)
ASKED = FRONT.replace(
    "\n---\n",
    f"\ndrafted:\n  asked: {{Summary: 0a1b2c3d-{questions_digest(f'{MARK} Why?  {MARK} How?')}}}\n---\n",
    1,
)


def _read(body: str = "", front: str = FRONT) -> PostMortem:
    return read((front + body).encode(), f"postmortems/{ID}.md")


def _summary(text: str, front: str = FRONT) -> PostMortem:
    return _read(f"\n## Summary\n\n{text}\n\n## Timeline\n\n- 2026-02-10 09:17Z — It broke.\n", front)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<!-- a note of mine -->",
        NOTICE,
        f"{NOTICE}\n\n{QUESTION}",
        QUESTION,
        f"{QUESTION} [^e1] [^e12]",
        f"{BLOCK}\n\n{QUESTION}",
        f"{QUESTION}\n\n<!-- mine -->\n\n{EMPTY_ACTION_TABLE}",
        OLD,
        f"{OLD}\n\n{EMPTY_ACTION_TABLE}",
    ],
)
def test_a_section_without_words_of_people_can_be_filled(text: str) -> None:
    assert can_fill(_summary(text), outline.SUMMARY)


@pytest.mark.parametrize(
    "text",
    [
        "It broke.",
        "x",
        f"{NOTICE}\n\nDrafted words.",
        f"{QUESTION}\n\nAfter it.",
        f"{QUESTION}\nBelow it.",
        f"{QUESTION} Behind it.",
        f"{MARK} What was the prompt of `tone` before and after? It was v7, see the release notes.",
        f"Before it.\n\n{BLOCK}",
        f"{MARK} Why?",
        f"{QUESTION}\n\n{MARK} Why?",
        BLOCK.replace("1", "2"),
        OLD.replace("Why?", "Why not?"),
        f"{QUESTION}\n\n{EMPTY_ACTION_TABLE}\n| A1 | x | prevention |  | me | TBD | y | open |  |",
        "<!-- not closed",
        "<!-->words<!-- -->",
    ],
)
def test_a_section_with_words_of_people_cannot_be_filled(text: str) -> None:
    assert not can_fill(_summary(text), outline.SUMMARY)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_questions_of_a_model_are_known_by_the_record_until_one_is_rewritten(newline: str) -> None:
    left = f"{MARK} Why? [^e1]\n\n{MARK} How?"
    assert can_fill(_summary(left.replace("\n", newline), ASKED), outline.SUMMARY)
    assert not can_fill(_summary(left.replace("How", "When"), ASKED), outline.SUMMARY)
    assert not can_fill(_summary(f"{MARK} Why?", ASKED), outline.SUMMARY)
    assert not can_fill(_summary(left, FRONT), outline.SUMMARY)


def test_a_missing_section_can_be_filled() -> None:
    assert can_fill(_read(), outline.SUMMARY)


def test_a_section_is_declined_if_it_was_filled_once_and_is_empty_or_gone() -> None:
    assert is_declined(_read(front=LISTED), outline.SUMMARY)
    assert is_declined(_summary("", LISTED), outline.SUMMARY)
    assert not is_declined(_summary("It broke.", LISTED), outline.SUMMARY)
    assert not is_declined(_summary(QUESTION, LISTED), outline.SUMMARY)
    assert not is_declined(_summary("", FRONT), outline.SUMMARY)
    assert not is_declined(_read(front=LISTED), outline.TIMELINE)


def test_blocks_are_found_in_their_own_section() -> None:
    document = _read(f"\n## Summary\n\n{OLD}\n\n## Impact\n\n{write_derived('impact', 'x')}\n")
    assert [block.name for block in blocks_in(document, document.section("Summary"))] == ["questions"]
    assert [block.name for block in blocks_in(document, document.section("Impact"))] == ["impact"]
    assert blocks_in(document, None) == []


def test_a_section_is_added_with_its_heading() -> None:
    document, changed = fill_sections(_read(), [SectionText(outline.SUMMARY, "m1", "It broke.")])
    assert [text.kind.name for text in changed] == ["Summary"]
    assert document.source.text == f"{FRONT}\n{SHARED}\n\n## Summary\nIt broke.\n"


def test_root_cause_is_called_as_the_settings_call_it() -> None:
    texts = [SectionText(kind, "m1", "x") for kind in (outline.SUMMARY, outline.IMMEDIATE_CAUSE)]
    document, _ = fill_sections(_read(), texts, headings={"Root cause": "How it happened"})
    assert document.source.text.endswith("\n## How it happened\n### Immediate cause\nx\n")
    assert document.section("Root cause") and document.section("Summary")


def test_the_same_text_again_changes_nothing() -> None:
    document, _ = fill_sections(_summary(QUESTION), [SectionText(outline.SUMMARY, "m1", "It broke.")])
    again, changed = fill_sections(document, [SectionText(outline.SUMMARY, "m1", "It broke.")])
    assert again == document and changed == []


def test_comments_of_people_stay_and_our_guidance_goes() -> None:
    guidance = f"<!-- {outline.SUMMARY.guidance} -->"
    document, _ = fill_sections(
        _summary(f"{guidance}\n\n<!-- mine -->\n\n{QUESTION}"), [SectionText(outline.SUMMARY, "m1", "It broke.")]
    )
    section = document.section("Summary")
    assert section is not None
    assert document.text(section.body).strip() == "<!-- mine -->\n\nIt broke."


def test_parts_of_root_cause_get_their_parent() -> None:
    texts = [SectionText(kind, "m1", "x") for kind in (outline.IMMEDIATE_CAUSE, outline.WHAT_ALLOWED_IT)]
    document, _ = fill_sections(_read(), texts)
    root_cause = document.section("Root cause")
    assert root_cause is not None
    assert [part.name for part in root_cause.parts] == ["Immediate cause", "What allowed it"]
    between, _ = fill_sections(document, [SectionText(outline.CONTRIBUTING_CAUSES, "m1", "y")])
    root_cause = between.section("Root cause")
    assert root_cause is not None
    assert [part.name for part in root_cause.parts] == ["Immediate cause", "Contributing causes", "What allowed it"]


@pytest.mark.parametrize("texts", [[], [SectionText(outline.SUMMARY, "m1", "It broke.")]])
def test_other_edits_are_made_with_and_without_new_headings(texts: list[SectionText]) -> None:
    document = _read(f"\n## Impact\n\nMine.\n\n{write_derived('impact', 'old')}\n")
    (block,) = document.derived
    filled, _ = fill_sections(document, texts, replace_derived(block, "new"))
    assert f"Mine.\n\n{write_derived('impact', 'new')}\n" in filled.source.text


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_drafted_sections_share_a_notice_and_comments_of_people_stay(newline: str) -> None:
    guidance = f"<!-- {outline.ROOT_CAUSE.guidance} -->"
    body = f"\n## Root cause\n\n{guidance}\n\n<!-- mine -->\n\n### Immediate cause\n\n## Impact\n\nMine.\n"
    before = read((FRONT + body).replace("\n", newline).encode(), f"postmortems/{ID}.md")
    after, _ = fill_sections(before, [SectionText(outline.IMMEDIATE_CAUSE, "m1", "It broke.")])
    shared = write_shared_notice({"m1": ["Immediate cause"]})
    expected = f"\n{shared}\n\n## Root cause\n<!-- mine -->\n### Immediate cause\nIt broke.\n\n## Impact\n\nMine.\n"
    assert after.source.text == (FRONT + expected).replace("\n", newline)
    assert [section.name for section, _ in after.notices] == ["Immediate cause"]
    assert not can_fill(after, outline.IMMEDIATE_CAUSE)
    texts = [SectionText(outline.SUMMARY, "m1", "x"), SectionText(outline.WENT_WELL, "assembled", "y")]
    more, _ = fill_sections(after, texts)
    assert f"\n{shared}\n\n".replace("m1, not yet reviewed:", "m1, not yet reviewed: Summary,").replace(
        " Delete", " Assembled from evidence, not yet reviewed: What went well. Delete"
    ) in more.source.text.replace(newline, "\n")


def test_section_that_is_a_draft_no_more_leaves_the_notice() -> None:
    drafted, _ = fill_sections(_read(), [SectionText(outline.SUMMARY, "assembled", "It broke.")])
    again, _ = fill_sections(drafted, [SectionText(outline.SUMMARY, "questions", QUESTION)])
    assert again.source.text == f"{FRONT}\n## Summary\n{QUESTION}\n" and not again.shared_notices


def test_section_below_an_open_code_block_is_not_written() -> None:
    with pytest.raises(AfterwordError, match="`Summary` cannot be added"):
        fill_sections(_read("\n```\nnever closed\n"), [SectionText(outline.SUMMARY, "m1", "It broke.")])

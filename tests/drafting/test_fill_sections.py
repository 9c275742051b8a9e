"""Sections are filled where something is missing, and never over a person's words."""

from __future__ import annotations

import pytest

from afterword.drafting.fill_sections import SectionText, blocks_in, can_fill, fill_sections, is_declined
from afterword.postmortem import PostMortem, outline, read
from afterword.postmortem.document import EMPTY_ACTION_TABLE
from afterword.postmortem.draft_notice import write_notice
from afterword.postmortem.edit import replace_derived
from afterword.postmortem.markers import write_derived
from drafting.incident import FRONT, ID

NOTICE = write_notice("m1")
BLOCK = write_derived("questions", "**Unknown, needs investigation:** Why?")
LISTED = FRONT.replace("---\n", "drafted:\n  - {section: Summary, by: derived}\n---\n", 2).replace(
    "drafted:\n  - {section: Summary, by: derived}\n---\n", "---\n", 1
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
        f"{NOTICE}\n\n{BLOCK}",
        BLOCK,
        f"{BLOCK}\n\n<!-- mine -->\n\n{EMPTY_ACTION_TABLE}",
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
        f"{BLOCK}\n\nAfter it.",
        f"Before it.\n\n{BLOCK}",
        BLOCK.replace("Why?", "Why not?"),
        f"{BLOCK}\n\n{EMPTY_ACTION_TABLE}\n| A1 | x | prevention |  | me | TBD | y | open |  |",
        "<!-- not closed",
        "<!-->words<!-- -->",
    ],
)
def test_a_section_with_words_of_people_cannot_be_filled(text: str) -> None:
    assert not can_fill(_summary(text), outline.SUMMARY)


def test_a_missing_section_can_be_filled() -> None:
    assert can_fill(_read(), outline.SUMMARY)


def test_a_section_is_declined_if_it_was_filled_once_and_is_empty_or_gone() -> None:
    assert is_declined(_read(front=LISTED), outline.SUMMARY)
    assert is_declined(_summary("", LISTED), outline.SUMMARY)
    assert not is_declined(_summary("It broke.", LISTED), outline.SUMMARY)
    assert not is_declined(_summary(BLOCK, LISTED), outline.SUMMARY)
    assert not is_declined(_summary("", FRONT), outline.SUMMARY)
    assert not is_declined(_read(front=LISTED), outline.TIMELINE)


def test_blocks_are_found_in_their_own_section() -> None:
    document = _read(f"\n## Summary\n\n{BLOCK}\n\n## Impact\n\n{write_derived('impact', 'x')}\n")
    assert [block.name for block in blocks_in(document, document.section("Summary"))] == ["questions"]
    assert [block.name for block in blocks_in(document, document.section("Impact"))] == ["impact"]
    assert blocks_in(document, None) == []


def test_a_section_is_added_with_its_heading_and_its_author() -> None:
    document, changed = fill_sections(_read(), [SectionText(outline.SUMMARY, "It broke.", "m1")])
    assert [text.kind.name for text in changed] == ["Summary"]
    assert (
        document.source.text
        == FRONT.replace("\n---\n", "\ndrafted:\n  - {section: Summary, by: m1}\n---\n", 1)
        + "\n## Summary\n\nIt broke.\n"
    )


def test_the_author_changes_with_the_text_and_is_listed_once() -> None:
    document, _ = fill_sections(_summary(BLOCK, LISTED), [SectionText(outline.SUMMARY, "It broke.", "m1")])
    assert [(one.section, one.by) for one in document.front.drafted or []] == [("Summary", "m1")]
    again, changed = fill_sections(document, [SectionText(outline.SUMMARY, "It broke.", "m1")])
    assert again == document and changed == []


def test_comments_of_people_stay_and_our_guidance_goes() -> None:
    guidance = f"<!-- {outline.SUMMARY.guidance} -->"
    document, _ = fill_sections(
        _summary(f"{guidance}\n\n<!-- mine -->\n\n{BLOCK}"), [SectionText(outline.SUMMARY, "It broke.", "m1")]
    )
    section = document.section("Summary")
    assert section is not None
    assert document.text(section.body).strip() == "<!-- mine -->\n\nIt broke."


def test_parts_of_root_cause_get_their_parent() -> None:
    texts = [SectionText(kind, "x", "m1") for kind in (outline.IMMEDIATE_CAUSE, outline.WHAT_ALLOWED_IT)]
    document, _ = fill_sections(_read(), texts)
    root_cause = document.section("Root cause")
    assert root_cause is not None
    assert [part.name for part in root_cause.parts] == ["Immediate cause", "What allowed it"]
    between, _ = fill_sections(document, [SectionText(outline.CONTRIBUTING_CAUSES, "y", "m1")])
    root_cause = between.section("Root cause")
    assert root_cause is not None
    assert [part.name for part in root_cause.parts] == ["Immediate cause", "Contributing causes", "What allowed it"]


@pytest.mark.parametrize("texts", [[], [SectionText(outline.SUMMARY, "It broke.", "m1")]])
def test_other_edits_are_made_with_and_without_new_headings(texts: list[SectionText]) -> None:
    document = _read(f"\n## Impact\n\nMine.\n\n{write_derived('impact', 'old')}\n")
    (block,) = document.derived
    filled, _ = fill_sections(document, texts, replace_derived(block, "new"))
    assert f"Mine.\n\n{write_derived('impact', 'new')}\n" in filled.source.text

"""A changed source is imported again, and what people edited stays."""

from __future__ import annotations

from afterword.importing.writer.merge import merge
from importing.test_compose import written

SOURCE = "# It\n\n## Summary\n\nIt broke.\n\n## Impact\n\nFew.\n\n## The weather\n\nRain.\n"


def test_nothing_changes_without_a_change() -> None:
    text = written(SOURCE)
    assert merge(text, text) == (text, ())


def test_an_edited_section_stays_and_others_follow_the_source() -> None:
    old = written(SOURCE).replace("Few.", "Few users.")
    text, kept = merge(old, written(SOURCE.replace("Few.", "Many.").replace("It broke.", "It burnt.")))
    assert "Few users." in text
    assert "It burnt." in text
    assert kept == ("Impact",)


def test_a_second_merge_changes_nothing() -> None:
    new = written(SOURCE.replace("Few.", "Many.").replace("It broke.", "It burnt."))
    once, _ = merge(written(SOURCE).replace("Few.", "Few users."), new)
    assert merge(once, new)[0] == once


def test_edited_front_matter_stays_with_the_new_record() -> None:
    old = written(SOURCE).replace("owner: unknown", "owner: '@ana'")
    text, kept = merge(old, written(SOURCE.replace("# It\n", "# It broke\n")))
    assert "owner: '@ana'" in text
    assert "title: It\n" in text
    assert kept == ("front matter",)


def test_a_deleted_section_stays_deleted_and_an_added_one_stays() -> None:
    old = written(SOURCE).replace("## Impact\n\nFew.\n\n", "") + "\n## Mitigation\n\nRestarted.\n"
    text, kept = merge(old, written(SOURCE.replace("It broke.", "It burnt.")))
    assert "## Impact" not in text
    assert text.count("Restarted.") == 1
    assert kept == ("Impact",)


def test_newlines_of_the_document_stay() -> None:
    old = written(SOURCE).replace("\n", "\r\n")
    assert merge(old, written(SOURCE))[0] == old

"""Edits to the character: what is written, blanks and newlines included."""

from __future__ import annotations

from collections.abc import Iterable

import pytest

from afterword.postmortem import PostMortem, edit, read
from afterword.postmortem.edit_front_matter import set_value
from afterword.postmortem.edit_notice import remove_notice
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS
from afterword.postmortem.yamltree import Path
from postmortem.documents import PATH


def document(text: str) -> PostMortem:
    return read(text.encode(), PATH)


def edited(before: PostMortem, splices: Iterable[edit.Splice]) -> str:
    return edit.apply(before.source, splices)


@pytest.mark.parametrize(
    ("front", "path", "value", "after"),
    [
        ("a: 1\n", ("a",), "2", "a: 2\n"),
        ("a: 1  # c\n", ("a",), "x: y", 'a: "x: y"  # c\n'),
        ("a:\n", ("a",), "1", "a: 1\n"),
        ("a: \n", ("a",), "1", "a: 1 \n"),
        ("a: |\n  t\n\nz: 1\n", ("a",), "n", "a: n\n\nz: 1\n"),
        ("a:\n- \n- x\n", ("a", 0), "y", "a:\n- y \n- x\n"),
        ("a:\n- - x\n-\n", ("a", 1), "y", "a:\n- - x\n- y\n"),
        ("{a}\n", ("a",), "1", "{a: 1}\n"),
        ("a: 1\n", ("b",), " x \n y ", "a: 1\nb: x y\n"),
        ("  a: 1\n", ("b",), "2", "  a: 1\n  b: '2'\n"),
        ("{a: 1}\n", ("b",), "2", "{a: 1, b: '2'}\n"),
        ("{}\n", ("b",), "x", "{b: x}\n"),
        ("a:\n  b: 1\nz: 2\n", ("a", "c"), "3", "a:\n  b: 1\n  c: '3'\nz: 2\n"),
        ("a:\n    b: |\n      t\n\nz: 2\n", ("a", "c"), "x", "a:\n    b: |\n      t\n    c: x\n\nz: 2\n"),
        ("a: {b: 1}\n", ("a", "c"), "3", "a: {b: 1, c: '3'}\n"),
        ("a: {}\n", ("a", "c"), "3", "a: {c: '3'}\n"),
        ("a:\n", ("a", "b", "c"), "3", "a: {b: {c: '3'}}\n"),
        ("a: 1\n", ("b", "c"), "3", "a: 1\nb:\n  c: '3'\n"),
        ("a: 1\n", ("b", "c", "d"), "x", "a: 1\nb:\n  c:\n    d: x\n"),
    ],
)
def test_value_is_written(front: str, path: Path, value: str, after: str) -> None:
    before = document(f"---\n{front}---\n\nText.\n")
    assert edited(before, set_value(before, path, value)) == f"---\n{after}---\n\nText.\n"


HEAD = "| ID | Action | Owner |\n|---|---|---|\n"
BARE = "ID | Action\n---|---\n"


@pytest.mark.parametrize(
    ("head", "row", "cells", "after"),
    [
        (HEAD, "| A1 | Add | @a |", {"Owner": "@b"}, "| A1 | Add | @b |"),
        (HEAD, "| A1 | Add | @a |", {"Owner": "@b|c"}, "| A1 | Add | @b\\|c |"),
        (HEAD, "| A1 | Add |  @a   |", {"Owner": "@bob"}, "| A1 | Add |  @bob   |"),
        (HEAD, "| A1 | Add |      |", {"Owner": "@b"}, "| A1 | Add | @b   |"),
        (HEAD, "| A1 | Add ||", {"Owner": "@b"}, "| A1 | Add | @b |"),
        (HEAD, "| A1 || @a |", {"Action": "x"}, "| A1 | x | @a |"),
        (HEAD, "|A1|Add|@a|", {"Owner": "@b", "ID": "A2"}, "| A2 |Add| @b |"),
        (HEAD, "| A1 | Add", {"Owner": "@b"}, "| A1 | Add | @b |"),
        (HEAD, "| A1 | Add |", {"Owner": "@b"}, "| A1 | Add | @b |"),
        (HEAD, "| A1 | Add |  ", {"Owner": "@b"}, "| A1 | Add | @b |  "),
        # A pipe that is text does not close the row.
        (HEAD, "| A1 | Add \\|", {"Owner": "@b"}, "| A1 | Add \\| | @b |"),
        (HEAD, "| A1 | a \\| b", {"Owner": "@b"}, "| A1 | a \\| b | @b |"),
        (HEAD, "| A1", {"Owner": "@b"}, "| A1 |  | @b |"),
        (HEAD, "| A1 ", {"Owner": "@b", "Action": "x"}, "| A1 | x | @b | "),
        (BARE, " A1 | Add", {"ID": "B"}, " B | Add"),
        (BARE, " A1 | Add", {"ID": "1"}, " | 1 | Add"),
        (BARE, " A1 | Add", {"ID": ""}, " |  | Add"),
        (BARE, " A1 | Add", {"Action": "1"}, " A1 | 1"),
    ],
)
def test_cells_are_written(head: str, row: str, cells: dict[str, str], after: str) -> None:
    before = document(f"## Action items\n\n{head}{row}\n")
    assert edited(before, edit.set_cells(before, before.actions[0], cells)) == f"## Action items\n\n{head}{after}\n"


def test_cells_of_the_right_row_are_completed() -> None:
    before = document(f"## Action items\n\n{HEAD}| A1 | x | y |\n| A2\n| A3 | z\n")
    after = edited(before, edit.set_cells(before, before.actions[2], {"Owner": "@b"}))
    assert after == f"## Action items\n\n{HEAD}| A1 | x | y |\n| A2\n| A3 | z | @b |\n"


def test_columns_are_written() -> None:
    before = document(f"## Action items\n\n{HEAD}| A1 | Add | @a |\n| A2 | Add\n| A3 | b \\|\n")
    assert edited(before, edit.add_columns(before, ["Status", "Due", "ID"])) == (
        "## Action items\n\n| ID | Action | Owner | Due | Status |\n|---|---|---|---|---|\n"
        "| A1 | Add | @a |  |  |\n| A2 | Add |  |  |  |\n| A3 | b \\| |  |  |  |\n"
    )
    bare = document(f"## Action items\n\n{BARE}A1 | Add\n")
    assert edited(bare, edit.add_columns(bare, ["Due"])) == (
        "## Action items\n\nID | Action | Due |\n---|--- |---|\nA1 | Add |  |\n"
    )
    assert edit.add_columns(before, ["ID", "Owner"]) == []


TWO = "## Summary\n\nOne.\n\n## Impact\n\nTwo.\n"


@pytest.mark.parametrize(
    ("before", "at", "text", "after"),
    [
        (TWO, 0, "New.", "## Summary\n\nNew.\n\n## Impact\n\nTwo.\n"),
        (TWO, 0, "\nNew.\n\n", "## Summary\n\nNew.\n\n## Impact\n\nTwo.\n"),
        (TWO, 1, "New.\n", "## Summary\n\nOne.\n\n## Impact\n\nNew.\n"),
        (TWO, 0, "", "## Summary\n\n## Impact\n\nTwo.\n"),
        (TWO, 0, " \n", "## Summary\n\n## Impact\n\nTwo.\n"),
        (TWO, 1, "", "## Summary\n\nOne.\n\n## Impact\n"),
        ("## Summary", 0, "New.", "## Summary\n\nNew.\n"),
        ("## Summary", 0, "", "## Summary"),
        ("## Summary\n## Impact\n", 0, "New.", "## Summary\n\nNew.\n\n## Impact\n"),
        ("Summary\n---\nOne.\n", 0, "New.", "Summary\n---\n\nNew.\n"),
    ],
)
def test_body_is_replaced(before: str, at: int, text: str, after: str) -> None:
    found = document(before)
    assert edited(found, edit.replace_body(found, found.sections[at], text)) == after


@pytest.mark.parametrize(
    ("before", "at", "after"),
    [
        (TWO, 0, "## Summary\n\nOne.\n\nNew.\n\n## Impact\n\nTwo.\n"),
        (TWO, 1, "## Summary\n\nOne.\n\n## Impact\n\nTwo.\n\nNew.\n"),
        ("## Summary", 0, "## Summary\n\nNew.\n"),
        ("## Summary\n", 0, "## Summary\n\nNew.\n"),
        ("## Summary\n\n\n## Impact\n", 0, "## Summary\n\nNew.\n\n## Impact\n"),
        ("## Summary\n## Impact\n", 0, "## Summary\n\nNew.\n\n## Impact\n"),
        ("## Summary\n## Impact", 0, "## Summary\n\nNew.\n\n## Impact"),
        ("## Summary\n\nOne.  \n## Impact\n", 0, "## Summary\n\nOne.  \n\nNew.\n\n## Impact\n"),
        ("## Summary\n\nOne.", 0, "## Summary\n\nOne.\n\nNew."),
        ("## Summary\n\nOne.\n\n\n## Impact", 0, "## Summary\n\nOne.\n\nNew.\n\n\n## Impact"),
    ],
)
def test_text_is_appended(before: str, at: int, after: str) -> None:
    found = document(before)
    assert edited(found, edit.append_to_body(found, found.sections[at].body, "\nNew.\n")) == after


CAUSE = "## Root cause\n\nText.\n"


@pytest.mark.parametrize(
    ("before", "parts", "after"),
    [
        (CAUSE, [0], f"{CAUSE}\n### What changed\n"),
        (CAUSE, [3, 1], f"{CAUSE}\n### Immediate cause\n\n### What allowed it\n"),
        (
            f"{CAUSE}\n### What allowed it\n\nX.\n",
            [0, 1, 5],
            f"{CAUSE}\n### What changed\n\n### Immediate cause\n\n### What allowed it\n\nX.\n\n### Upstream provider\n",
        ),
        (
            f"{CAUSE}\n### What allowed it\n\nX.\n\n## Impact\n",
            [4],
            f"{CAUSE}\n### What allowed it\n\nX.\n\n### Why evals did not catch it\n\n## Impact\n",
        ),
        (f"{CAUSE}\n### Own\n\nY.\n", [0], f"{CAUSE}\n### Own\n\nY.\n\n### What changed\n"),
    ],
)
def test_parts_are_inserted(before: str, parts: list[int], after: str) -> None:
    found = document(before)
    assert edited(found, edit.insert_parts(found, found.sections[0], [ROOT_CAUSE_PARTS[at] for at in parts])) == after


@pytest.mark.parametrize(
    ("before", "sections", "after"),
    [
        ("", {0: "New."}, "\n\n## Summary\n\nNew.\n"),
        ("a", {0: "New."}, "a\n\n## Summary\n\nNew.\n"),
        ("a\n", {0: "New."}, "a\n\n## Summary\n\nNew.\n"),
        ("a\n\n", {0: "\nNew.\n"}, "a\n\n## Summary\n\nNew.\n"),
        ("a\n\n\n", {0: ""}, "a\n\n\n## Summary\n"),
        ("a\r\n", {0: "New."}, "a\r\n\r\n## Summary\r\n\r\nNew.\r\n"),
        (TWO, {1: "Mid.\n"}, "## Summary\n\nOne.\n\n## Timeline\n\nMid.\n\n## Impact\n\nTwo.\n"),
        (TWO, {2: "b", 1: "a"}, "## Summary\n\nOne.\n\n## Timeline\n\na\n\n## Root cause\n\nb\n\n## Impact\n\nTwo.\n"),
        (TWO, {15: "y", 14: ""}, f"{TWO}\n## Action items\n\n## Evidence\n\ny\n"),
        (
            f"## Own\n\nx\n\n{TWO}",
            {0: "M"},
            f"## Own\n\nx\n\n{TWO}".replace("## Impact", "## Summary\n\nM\n\n## Impact"),
        ),
        ("## Impact\n\nx\n", {0: "M"}, "## Summary\n\nM\n\n## Impact\n\nx\n"),
    ],
)
def test_sections_are_inserted(before: str, sections: dict[int, str], after: str) -> None:
    found = document(before)
    texts = {SECTIONS[at]: text for at, text in sections.items()}
    assert edited(found, edit.insert_sections(found, texts)) == after


NOTICE = (
    "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed. Delete this note once you have checked the section."
)


@pytest.mark.parametrize(
    ("body", "after"),
    [
        (NOTICE, ""),
        (f"{NOTICE}\n", ""),
        (f"{NOTICE}\n> \n", ""),
        (f"{NOTICE}\n\nText.\n", "Text.\n"),
        (f"{NOTICE}\nText.\n", "Text.\n"),
        (f"{NOTICE}\n\n\nText.\n", "\nText.\n"),
        (f"{NOTICE} More.\n", "> More.\n"),
        (f"{NOTICE} \t More.\n", "> More.\n"),
        (f"{NOTICE}\n> More.\n", "> More.\n"),
        ("Text.\n", "Text.\n"),
    ],
)
def test_notice_is_removed(body: str, after: str) -> None:
    found = document(f"## Summary\n\n{body}")
    assert edited(found, remove_notice(found, found.sections[:1])) == f"## Summary\n\n{after}"


@pytest.mark.parametrize(
    "text",
    [
        b"---\na: 1\n---\n\xff",
        b"No front matter",
        b"---\na: [\n---\n",
        b"---\na: *b\n---\n",
        b"---\na: 1\n---\n## Impact\n\n## Impact\n",
        b"---\na: 1\n---\n<!-- /afterword:derived -->\n",
    ],
)
def test_file_that_was_not_read_with_certainty_is_not_edited(text: bytes) -> None:
    with pytest.raises(edit.AfterwordError, match="; nothing was written") as refused:
        edit.require_editable(read(text, PATH))
    assert refused.value.path == PATH
    assert refused.value.line is not None and refused.value.remedy


def test_file_with_other_problems_is_edited() -> None:
    text = b"---\nid: 2026-04-16-support-bot\nx: 1\nstatus: z\n---\n## Action items\n\n| a |\n|---|\n"
    assert len(read(text, PATH).problems) == 3
    edit.require_editable(read(text, PATH))

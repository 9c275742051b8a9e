"""Action items as they are read from their table."""

from __future__ import annotations

import pytest

from afterword.postmortem import ACTION_COLUMNS, PostMortem, read
from postmortem.documents import PATH

HEAD = "| ID | Action | Owner | Due | Issue |\n|---|---|---|---|---|\n"


def document(table: str) -> PostMortem:
    return read(f"---\nid: 2026-04-16-support-bot\n---\n## Action items\n\n{table}".encode(), PATH)


def problems(found: PostMortem) -> list[tuple[int, str, str]]:
    return [(found.line(one.span), found.text(one.span), one.message) for one in found.problems]


def test_row_is_read() -> None:
    found = document(HEAD + "| A1 | Add `a \\| b` | @a | 2026-04-24 | #4 |\n| A2 | Fix | TBD | TBD | |\n")
    assert found.problems == ()
    first, second = found.actions
    assert (first.id, first.action, str(first.owner), str(first.due), str(first.issue)) == (
        "A1", "Add `a | b`", "@a", "2026-04-24", "#4",
    )  # fmt: skip
    assert (str(second.owner), str(second.due), second.issue, second.status) == ("TBD", "unknown", None, "open")
    assert [found.line(item.span) for item in found.actions] == [8, 9]
    assert not first.shifted and not first.under_notice


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Action item", "Action"), ("actions", "Action"), ("What", "Action"), ("DESCRIPTION", "Action"),
        ("Assignee", "Owner"), ("Who", "Owner"), ("Due  date", "Due"), ("Deadline", "Due"), ("Type", "Category"),
        ("Acceptance", "Done when"), ("Acceptance criteria", "Done when"), ("Ticket", "Issue"), ("State", "Status"),
        ("#", "ID"), *((column.lower(), column) for column in ACTION_COLUMNS),
    ],
)  # fmt: skip
def test_columns_have_synonyms(heading: str, column: str) -> None:
    other = "" if column == "Action" else " Action |"
    found = document(f"| {heading} |{other}\n|---|{other and '---|'}\n| x |{other and ' y |'}\n")
    assert found.actions[0].text(column) == "x"


def test_details_are_found_by_the_first_word_of_a_heading() -> None:
    found = document(
        f"{HEAD}| A1 | Add |\n| a2 <!-- why --> | Fix |\n|  | None |\n\n### A1: more\n\nText.\n\n#### Deeper\n\n"
        "### A2\n\nSecond.\n\n### A1 again\n\nNo.\n\n###\n\nEmpty.\n"
    )
    assert [item.details for item in found.actions] == ["Text.\n\n#### Deeper", "Second.", ""]
    assert found.problems == ()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (
            "| 1x | Add | @a | soon | nine |",
            [
                (8, "1x", "`1x` is not an id"),
                (8, "soon", "`soon` is not a time"),
                (8, "nine", "`nine` is not a reference"),
            ],
        ),
        ("| A1 | Add | <!-- x --> | <!-- y --> | <!-- z --> |", []),
        ("| A1 | Add |", []),
        ("|  | Add | @a |", []),
        (f"| {'A' * 40} | Add |", []),
        (f"| {'A' * 41} | Add | | | |", [(8, "A" * 41, f"`{'A' * 41}` is not an id")]),
    ],
)
def test_cells_that_cannot_be_read_are_reported(row: str, expected: list[tuple[int, str, str]]) -> None:
    found = document(f"{HEAD}{row}\n")
    assert problems(found) == expected
    assert not found.actions[0].shifted


def test_row_without_its_first_cell_is_shifted() -> None:
    row = "| Add a case | @a | soon | #4 |"
    found = document(f"{HEAD}{row}\n")
    message = "the row has 4 cells, the table has 5 columns, and the first is not an id"
    assert problems(found) == [(8, row, message)]
    assert found.actions[0].shifted


def test_row_with_a_cell_too_many_is_shifted() -> None:
    row = "| A1 | a | b | soon | nine | x |"
    found = document(f"{HEAD}{row}\n")
    assert problems(found) == [(8, row, "the row has 6 cells, the table has 5 columns")]
    assert found.actions[0].shifted


def test_short_row_is_shifted_only_if_the_table_begins_with_ids() -> None:
    found = document("| Action | ID |\n|---|---|\n| Add a case |\n")
    assert (found.problems, found.actions[0].shifted) == ((), False)


def test_columns_that_appear_twice_are_reported() -> None:
    found = document("| What | Action | Owner |\n|---|---|---|\n| a | b | @c |\n")
    assert problems(found) == [(6, "| What | Action | Owner |", "the table has 2 columns for Action")]
    assert found.actions[0].action == "a"


def test_first_table_with_an_action_column_counts() -> None:
    found = document("| Task |\n|---|\n| a |\n\n| Action |\n|---|\n| b |\n\n| Action |\n|---|\n| c |\n")
    assert problems(found) == [(6, "| Task |", "this table has no Action column")]
    assert [item.action for item in found.actions] == ["b"]
    below = document("Text.\n\n### A1\n\n| Action |\n|---|\n| c |\n")
    assert (below.actions, below.action_table) == ((), None)


def test_rows_under_a_draft_notice_are_marked() -> None:
    found = document(f"> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed.\n\n{HEAD}| A1 | Add |\n")
    assert found.actions[0].under_notice

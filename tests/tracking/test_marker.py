"""What marks an issue as ours, and which part of its body is ours."""

from __future__ import annotations

import pytest

from afterword.tracking import marker
from afterword.tracking.marker import ACTION, BEGIN, DOCUMENT, END, REMINDER, WITHDRAWN, Key

ROW = "<!-- afterword:action=2026-02-10-Bot/A1 -->"
LINK = "Action item **A1** of [it](<https://x/HEAD/a.md>) ([line 9](<https://x/abc/a.md?plain=1#L9>))."


@pytest.mark.parametrize(
    ("body", "key", "action", "text"),
    [
        (ROW, Key.of("2026-02-10-bot", "a1", "action"), "A1", "A1 of 2026-02-10-Bot"),
        ("<!--afterword:document=2026-B-->", Key.of("2026-b", "", "document"), "", "the document 2026-B"),
        ("<!-- afterword:reminder=2026-b -->", Key.of("2026-b", "", "reminder"), "", "the reminder 2026-b"),
        ("<!-- afterword:comment=a/b -->", None, "", ""),
        ("no marker", None, "", ""),
    ],
)
def test_a_marker_says_what_an_issue_is_for(body: str, key: Key | None, action: str, text: str) -> None:
    assert marker.find_key(body) == key
    found = marker.find_key(body)
    assert (found.written[1] if found else "", found.name if found else "") == (action, text)


def test_markers_are_written_as_they_are_read() -> None:
    assert marker.action_marker("2026-02-10-Bot", "A1") == ROW
    assert marker.document_marker("2026-b", DOCUMENT) == "<!-- afterword:document=2026-b -->"
    assert marker.find_key(marker.document_marker("2026-b", REMINDER)) == Key.of("2026-b", "", REMINDER)
    assert Key.of("2026-B", "A1") == Key.of("2026-b", "a1", ACTION)
    assert Key.of("2026-B") == Key.of("2026-b", "")
    assert marker.comment_marker("row-gone") == "<!-- afterword:comment=row-gone -->"


def test_the_marker_in_our_block_counts_before_one_that_people_quote() -> None:
    quoted = f"{ROW.replace('A1', 'A9')}\n{BEGIN}\n{ROW}\n{END}"
    assert marker.find_key(quoted) == Key.of("2026-02-10-bot", "A1")
    empty = f"{ROW.replace('A1', 'A9')}\n{BEGIN}\nnothing\n{END}"
    assert marker.find_key(empty) == Key.of("2026-02-10-bot", "A9")


def test_the_block_is_the_innermost_pair_with_lf() -> None:
    assert marker.block_of("no block") is None
    assert marker.block_of(f"{BEGIN}\r\n\r\none\r\ntwo\r\n{END}") == "one\ntwo"
    assert marker.block_of(f"{BEGIN}\ntheirs\n{BEGIN}\nours\n{END}\nbelow\n{END}") == "ours"


def test_a_block_is_replaced_and_nothing_else() -> None:
    body = f"Above.\r\n{BEGIN}\nold\n{END}\r\nBelow."
    assert marker.with_block(body, "new") == f"Above.\r\n{BEGIN}\nnew\n{END}\r\nBelow."
    assert marker.with_block("Theirs.", "new") == f"{BEGIN}\nnew\n{END}\n\nTheirs."
    assert marker.with_block(" \n", "new") == marker.with_block("", "new") == f"{BEGIN}\nnew\n{END}\n"


def test_the_line_of_a_block_is_that_at_which_its_issue_was_opened() -> None:
    assert marker.without_line(LINK) == "Action item **A1** of [it](<https://x/HEAD/a.md>)."
    moved = LINK.replace("9", "12").replace("abc", "def")
    body = marker.with_block("", LINK)
    assert marker.says(body, moved) and marker.says(body.replace("\n", "\r\n"), moved)
    assert not marker.says(body, moved + "\nmore") and not marker.says("", "") and not marker.says("", LINK)


def test_a_block_says_where_its_post_mortem_is() -> None:
    assert marker.document_place(marker.with_block("[x](<https://y>)", LINK)) == "https://x/HEAD/a.md"
    assert marker.document_place(marker.with_block("", "no link")) == ""
    assert marker.document_place(LINK) == ""


def test_a_withdrawn_issue_is_marked_in_its_block_alone() -> None:
    body = marker.with_block("Theirs.", ROW)
    gone = marker.withdrawn(body)
    assert not marker.is_withdrawn(body) and marker.is_withdrawn(gone)
    assert gone == f"{BEGIN}\n{WITHDRAWN}\n{ROW}\n{END}\n\nTheirs."
    assert marker.withdrawn("Theirs.") == f"{BEGIN}\n{WITHDRAWN}\n{END}\n\nTheirs."
    assert not marker.is_withdrawn(f"{WITHDRAWN}\n{body}")
    assert marker.find_key(gone) == marker.find_key(body)


@pytest.mark.parametrize(
    ("line", "owner"),
    [
        ("- **Owner:** `@octo-cat`", "octo-cat"),
        ("- **Owner:** `octocat`", "octocat"),
        ("- **Owner:** `@acme/team`", ""),
        ("- **Owner:** octocat", ""),
        ("x - **Owner:** `octocat`", ""),
    ],
)
def test_the_block_names_the_owner(line: str, owner: str) -> None:
    assert marker.owner_of(marker.with_block("- **Owner:** `theirs`", f"{ROW}\n{line}\nmore")) == owner
    assert marker.owner_of(line) == ""

"""Edits of lists in the front matter; `tests/learning/test_edits.py` has the cases of tags."""

from __future__ import annotations

import pytest

from afterword.postmortem import read
from afterword.postmortem.edit import apply
from afterword.postmortem.edit_lists import add_item, change_items

TEXT = "---\nid: 2026-01-01-x\nservices: [a, 'b, c', d]\nfactors:\n  - x\n  - y  # why\nowner: bob\n---\n\n# X\n"


def test_items_are_changed_and_removed() -> None:
    document = read(TEXT.encode(), "x.md")
    assert "services: [e, 'b, c']\n" in apply(document.source, change_items(document, "services", ["e", "b, c", None]))
    assert "  - y  # why\nowner" in apply(document.source, change_items(document, "factors", [None, "y"]))
    assert change_items(document, "factors", ["x", "y"]) == []


def test_what_is_no_list_of_words_is_refused() -> None:
    document = read(TEXT.encode(), "x.md")
    with pytest.raises(ValueError, match="not a list"):
        change_items(document, "owner", ["x"])
    with pytest.raises(ValueError, match="not a list"):
        add_item(document, "owner", "x")
    with pytest.raises(ValueError, match="beside"):
        change_items(document, "factors", ["x", None])


def test_a_word_that_needs_quotes_gets_them() -> None:
    document = read(TEXT.encode(), "x.md")
    assert "services: [a, 'b, c', d, \"e, f\"]" in apply(document.source, add_item(document, "services", "e, f"))


@pytest.mark.parametrize(
    ("front", "after"),
    [
        ("id: x\n", "id: x\nservices: [a]\n"),
        ("{id: x}\n", "{id: x, services: [a]}\n"),
        ("services: unknown # which?\nowner: bob\n", "services: [a] # which?\nowner: bob\n"),
        ("services:\nowner: bob\n", "services: [a]\nowner: bob\n"),
        ("services: [] # none yet\nowner: bob\n", "services: [a] # none yet\nowner: bob\n"),
        ("services: [b] # ours\n", "services: [b, a] # ours\n"),
        ("services:\n- b # ours\nowner: bob\n", "services:\n- b # ours\n- a\nowner: bob\n"),
    ],
)
@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_a_word_is_added_wherever_the_list_is(front: str, after: str, newline: str) -> None:
    document = read(f"---\n{front}---\n\n# X\n".replace("\n", newline).encode(), "x.md")
    changed = apply(document.source, add_item(document, "services", "a"))
    assert changed == f"---\n{after}---\n\n# X\n".replace("\n", newline)

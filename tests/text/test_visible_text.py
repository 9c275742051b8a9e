"""What readers see of Markdown, each piece with its place."""

from __future__ import annotations

from collections.abc import Iterable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it.token import Token

from afterword.text import visible_text
from afterword.text.visible_text import visible_pieces


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Head *er*\n\na **b** c", "\n\nHead er\n\na b c"),
        ("[link](https://x.example 'title') ![alt](p.png)", "\n\nlink alt"),
        ("a `code` <b>bold</b> <!-- c --> d", "\n\na code |bold| | d"),
        ("a &amp; \\* b", "\n\na & * b"),
        ("> quoted\n> text", "\n\nquoted\ntext"),
        ("| a | b |\n|---|---|\n| c | d |", "\n\na\n\nb\n\nc\n\nd"),
        ("<div>raw &lt; text</div>\n", "\n\n|raw < text|\n"),
        ("```\ncode <b>\n```", "\n\ncode <b>\n"),
        ("a[^e1] b\n\n[^e1]: note", "\n\na b\n\nnote"),
    ],
)
def test_markup_is_left_out(text: str, expected: str) -> None:
    assert "".join(piece for piece, _, _ in visible_pieces(text, 0, "|")) == expected


def test_the_text_before_the_start_is_left_out() -> None:
    assert [piece for piece, start, _ in visible_pieces("title: x\nbody", 9, "") if piece.strip()] == ["body"]


_LINES = st.sampled_from(
    ["Words", "word *b*  ", "é", " ", "", "  more", "---", "| a |", "a | b", "- x", "1. x", "\t", "x\x0c"]
)


@settings(max_examples=500, deadline=None)
@given(st.lists(_LINES, max_size=9).map("\n".join) | st.text(alphabet="a \n\r\0\t-=|#>", max_size=20))
def test_paragraphs_are_the_same_without_the_parser(text: str) -> None:
    def contents(tokens: Iterable[Token]) -> list[tuple[str, list[int] | None, str]]:
        edges = ("paragraph_open", "paragraph_close")
        return [(token.type, token.map, token.content) for token in tokens if token.type not in edges]

    assert contents(visible_text._parse(text, {})) == contents(visible_text._parser().parse(text, {}))


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=80))
def test_every_piece_has_its_place(text: str) -> None:
    for piece, start, one_by_one in visible_pieces(text, 0, " "):
        assert 0 <= start <= len(text)
        if one_by_one:
            assert text[start : start + len(piece.rstrip("\n"))] == piece.rstrip("\n")

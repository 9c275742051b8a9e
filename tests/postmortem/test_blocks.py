"""Our table rows and code spans are those of markdown-it-py, which renders them."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.footnote import footnote_plugin

from afterword.postmortem.blocks import blank_code_spans, code_lines, parse
from afterword.postmortem.tables import split_row, unescape_cell

PARSER = MarkdownIt("commonmark").enable("table")
ROW = st.text(st.sampled_from("ab|\\` \t\xa0\u2003\x0b\x0c\u2028\ufeff-:>#*é"), max_size=24)


def cells_of(row: str) -> list[str] | None:
    """The cells that markdown-it makes of a row below a table with many columns; None where the row ends the table."""
    table = f"{'|a' * 26}|\n{'|-' * 26}|\n{row}"
    tokens = PARSER.parse(table)
    rows = [index for index, token in enumerate(tokens) if token.type == "tr_open"]
    if len(rows) < 2 or tokens[-1].type != "table_close":
        return None
    return [token.content for token in tokens[rows[1] :] if token.type == "inline"]


@given(ROW)
@example("| a | b |")
@example("a | b")
@example("|| a ||")
@example("| a \\| b | `c | d` |")
@example("| a \\\\| b |")
@example("|")
@example("\\|")
@example("| a \\|")
@example("| \xa0a\xa0 |")
def test_rows_split_as_in_markdown_it(row: str) -> None:
    expected = cells_of(row)
    if expected is None:
        return
    ours = [unescape_cell(row[start:end]) for start, end in split_row(row)]
    assert len(ours) <= len(expected)
    assert ours + [""] * (len(expected) - len(ours)) == expected


def test_comparison_with_markdown_it_compares() -> None:
    """Most random rows do continue a table."""
    assert cells_of("| a \\| b |")[:2] == ["a | b", ""]  # type: ignore[index]
    assert cells_of("> a") is None


@given(st.text(st.sampled_from("`ab\\ "), max_size=30))
def test_inline_code_is_found_as_in_markdown_it(line: str) -> None:
    text = "x" + line + "x"  # no block begins with it
    (inline,) = [token for token in PARSER.parse(text) if token.type == "inline"]
    code = [child.content for child in inline.children or [] if child.type == "code_inline"]
    blanked = blank_code_spans(text)
    assert len(blanked) == len(text)
    assert all(new in (old, " ") for old, new in zip(text, blanked, strict=True))
    # What markdown-it shows as code is gone, and only that.
    shown = "".join(child.content for child in inline.children or [] if child.type != "code_inline")
    assert sum(map(len, code)) == 0 or blanked != text
    assert "".join(blanked.split()).replace("\\", "") == "".join(shown.split()).replace("\\", "")


@given(st.text(st.sampled_from("#-*>`~|[]^:x \n\t1."), max_size=60))
def test_top_level_blocks_do_not_overlap(text: str) -> None:
    blocks = parse(text)
    for block in blocks:
        assert 0 <= block.start <= block.end <= text.count("\n") + 1
        assert all(token.level > 0 for token in block.tokens[1:-1])
    for first, second in pairwise(blocks):
        assert first.end <= second.start


_LINES = st.sampled_from(
    ["", "text", "    code", "- item", "  - nested", "1. one", "> quote", "# One", "## Two", "Setext", "---", "===",
     "***", "```", "~~~ diff", "| a | b |", "|---|---|", "a | b", "--|--", "[^e1]: note", "[ref]: /x",
     "<!-- c -->", "<div>",
     "</div>", "-", "+ x", "10) ten", "\ttabbed", "   three", "\\# no", "#no", "| \u00a0 |", "\u00a0", ":-:", ":", "  "]
)  # fmt: skip


@given(st.lists(_LINES, max_size=14), st.sampled_from(["\n", "\r\n"]))
def test_blocks_are_those_of_the_unchanged_parser(lines: list[str], newline: str) -> None:
    are_those_of_the_unchanged_parser(newline.join(lines))


@pytest.mark.parametrize(
    "begins", ["a", "[a]: x", "[a]: x\n'title", "> a", "- a", "1. a", "[^n]: a", "# a", "a | b\n--|--"]
)
@pytest.mark.parametrize("goes_on", ["> b", "- b", "1. b", "2. b", "[^m]: b", "b", "    b", "- b\n  > c", "> - b\nc"])
def test_blocks_interrupt_each_other_as_in_the_unchanged_parser(begins: str, goes_on: str) -> None:
    for text in (
        f"{begins}\n{goes_on}\n",
        f"> {begins}\n{goes_on}\n",
        f"- {begins}\n{goes_on}\n",
        f"- {begins}\n  {goes_on}\n",
    ):
        are_those_of_the_unchanged_parser(text)


def are_those_of_the_unchanged_parser(text: str) -> None:
    stock = MarkdownIt("commonmark").enable("table").use(footnote_plugin)
    stock.core.ruler.disable(["inline", "text_join", "footnote_tail"])
    tokens = stock.parse(text)
    expected = [(t.type.removesuffix("_open"), t.map) for t in tokens if t.level == 0 and t.nesting >= 0]
    assert [(block.kind, [block.start, block.end]) for block in parse(text)] == expected
    ours = [(token.type, token.level, token.map) for block in parse(text) for token in block.tokens]
    assert ours == [(token.type, token.level, token.map) for token in tokens]


@pytest.mark.parametrize(
    ("line", "blanked"),
    [
        ("a", "a"),
        ("`a` b", "    b"),
        ("``a`b`` c", "        c"),
        ("`a", "`a"),
        ("\\`a `b`", "\\`a    "),
        ("\\``a `b`", "\\`    b`"),
        ("a` b `c", "a     c"),
        ("\\`a` b`", "\\`a    "),
        ("\\\\`a` b", "\\\\    b"),
        ("`a\\`b", "    b"),
        ("`` a `b`", "`` a    "),
        ("`a`b`c`", "   b   "),
        ("\\``a``", "\\``a``"),
        ("x `a` `b` y", "x         y"),
    ],
)
def test_code_in_a_line_is_blanked(line: str, blanked: str) -> None:
    assert blank_code_spans(line) == blanked


def test_lines_of_code_are_known_at_any_depth() -> None:
    assert code_lines(parse("a\n\n```\nx\n```\nb\n")) == {2, 3, 4}
    assert code_lines(parse("- a\n  ```\n  x\n  ```\n\n    code\n")) == {1, 2, 3}
    assert code_lines(parse("    code\n\n> ~~~\n> x\n")) == {0, 2, 3}
    assert code_lines(parse("a `b` c\n")) == set()


@pytest.mark.parametrize(
    ("nested", "level", "text"),
    [
        (">" * 30 + " a", 18, ">" * 13 + " a"),
        ("- " * 12 + "a", 19, "- - - a"),
        ("[^a]: " * 20 + "a", 18, "[^a]: [^a]: [^a]: a"),
    ],
)
def test_marks_below_a_depth_are_text_and_the_rest_is_read(nested: str, level: int, text: str) -> None:
    blocks = parse(f"{nested}\n\nafter\n\n# Heading\n")
    assert [block.kind for block in blocks[1:]] == ["paragraph", "heading"]
    assert (max(token.level for token in blocks[0].tokens), blocks[0].content) == (level, text)


def test_block_has_its_lines_and_its_text() -> None:
    blocks = parse("a\n\n[^a]: x\n\n    y\n\n| a |\n|---|\n")
    assert [(block.kind, block.start, block.end, block.content) for block in blocks] == [
        ("paragraph", 0, 1, "a"), ("footnote_reference", 2, 6, "x"), ("table", 6, 8, "a"),
    ]  # fmt: skip

"""Markdown from a file does nothing in an issue."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from afterword.text.defusing import JOINER, defuse, defuse_block

_PARSER = MarkdownIt("commonmark", {"html": True}).enable("table")
_ACTIVE = re.compile(r"(?<!\w)@\w|#\d|\bGH-\d")


def live(text: str) -> list[str]:
    """What GitHub would pick up from a text once it is rendered: mentions, references, HTML."""
    found = []
    for token in _PARSER.parse(text):
        if token.type == "html_block":
            found.append(token.content)
        for child in token.children or ():
            if child.type == "html_inline":
                found.append(child.content)
            if child.type == "text":
                found += _ACTIVE.findall(child.content)
    return found


@pytest.mark.parametrize(
    "text",
    [
        "ask @octocat", "fixes #12", "closes acme/widgets#12", "GH-12", "\\@octocat", "&#64;octocat", "&commat;octocat",
        "&#35;12", "<details>", "<!-- afterword:action=x/A1 -->", "a <b>", "&lt;b>@octocat", "**@octocat**",
        "`x` @octocat", "`\n\nx `@octocat` y", "- ```\n  @decorator\n  ```\n@octocat", "<pre>\n```\n</pre>\n@octocat",
    ],
)  # fmt: skip
def test_nothing_acts(text: str) -> None:
    assert live(defuse_block(text)) == []


def test_code_links_and_words_stay() -> None:
    text = "See [the log](https://example.org/a#b) and <https://example.org>, a < b, me@example.org.\n"
    assert defuse_block(text).replace(JOINER, "") == text
    assert "](https://example.org/a#b)" in defuse_block(text) and "<https://example.org>" in defuse_block(text)
    code = "```python\n@decorator\ndef f(): ...  # 12 <b>\n```"
    assert defuse_block(code) == code


@pytest.mark.parametrize("text", ["```\nhalf", "~~~~ x\nhalf", "> text\n\n````\n```\nhalf"])
def test_a_fence_that_is_left_open_ends(text: str) -> None:
    *_, opening, inline, closing = _PARSER.parse(defuse_block(text) + "\n\nbelow")
    assert (opening.type, inline.content, closing.type) == ("paragraph_open", "below", "paragraph_close")


def test_a_fence_in_a_list_is_closed_by_the_list() -> None:
    text = "- ```\n  x\n  ```"
    assert defuse_block(text) == text


_PIECES = st.sampled_from(
    ["@octocat", "#12", "GH-7", "`", "``", "```", "~~~", "\n", "\n\n", "    ", "- ", "> ", "<pre>", "</pre>", "<!--",
     "-->", "<b>", "\\", "&#64;", "&lt;", "a", " ", "[x](y)", "<", "@", "#", "1. ", "|", "<https://x.y/@a>"]
)  # fmt: skip


@given(st.lists(_PIECES, max_size=14).map("".join))
def test_nothing_acts_however_it_is_put_together(text: str) -> None:
    assert live(defuse_block(text)) == []
    assert live(defuse(text.replace("\n", " "))) == []

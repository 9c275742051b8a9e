"""Bare addresses: what the plugin finds, in time that grows with the text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from afterword.site.autolinks import autolink_plugin
from growth import require_linear

_PARTS = ["http", "s", "://", "www.", "a", "b.c", "@", "mailto", ":", "xmpp", " ", "(", ")", "*", "_", ".", "/",
          "[x](y)", "<", "`", "é", "&", ";", "\n",
          "w", "![", "]", "\\", "#", "=", "  "]  # fmt: skip
THEIRS = MarkdownIt("commonmark").use(gfm_autolink_plugin)
OURS = MarkdownIt("commonmark").use(autolink_plugin)


@given(st.lists(st.sampled_from(_PARTS), max_size=14))
def test_the_same_addresses_are_found(parts: list[str]) -> None:
    text = "".join(parts)
    assert OURS.render(text) == THEIRS.render(text)


@pytest.mark.parametrize(
    ("part", "size"),
    [
        *((part, 32_000) for part in (":a", "::", "http:", "http://a ", "@", "a@", "a@b.c@", "www.", "mailto:a@")),
        ("http://!", 256_000),  # up to the length of an address, each takes the rest of the text
    ],
)
def test_time_does_not_grow_with_the_square(part: str, size: int) -> None:
    # With the plugin alone, eight times the text takes up to sixty-four times as long.
    require_linear(lambda size: part * (size // len(part)), OURS.render, size=size)

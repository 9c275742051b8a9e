"""Bare addresses: what the plugin finds, in time that grows with the text."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from mdit_py_plugins.gfm_autolink import gfm_autolink_plugin

from afterword.site.autolinks import autolink_plugin

_PARTS = ["http", "s", "://", "www.", "a", "b.c", "@", "mailto", ":", "xmpp", " ", "(", ")", "*", "_", ".", "/",
          "[x](y)", "<", "`", "é", "&", ";", "\n"]  # fmt: skip
THEIRS = MarkdownIt("commonmark").use(gfm_autolink_plugin)
OURS = MarkdownIt("commonmark").use(autolink_plugin)


@given(st.lists(st.sampled_from(_PARTS), max_size=14))
def test_the_same_addresses_are_found(parts: list[str]) -> None:
    text = "".join(parts)
    assert OURS.render(text) == THEIRS.render(text)


@pytest.mark.parametrize(
    "part", [":a", "::", "http:", "http://!", "http://a ", "@", "a@", "a@b.c@", "www.", "mailto:a@"]
)
def test_time_does_not_grow_with_the_square(part: str) -> None:
    def seconds(length: int) -> float:
        text = part * (length // len(part))
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            OURS.render(text)
            best = min(best, time.process_time() - started)
        return best

    # Eight times the text takes about eight times as long; with the plugin alone, up to sixty-four times.
    assert seconds(160_000) < 24 * max(seconds(20_000), 0.005)

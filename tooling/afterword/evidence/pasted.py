"""What people pasted into a thread: chats, logs and alerts, apart from what they wrote themselves. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import partial

from markdown_it import MarkdownIt

from afterword.evidence.collectors.registry import has_known_form
from afterword.evidence.pastes.split import split_paste
from afterword.evidence.source import Source
from afterword.github.threads import IssueThread, Post
from afterword.text.newlines import with_lf

_FEW_LINES = 3
"""Lines that are neither in a code block nor quoted are a source from this number on: fewer can be a person's list."""


def take_out_pastes(name: str, thread: IssueThread) -> tuple[IssueThread, list[Source]]:
    """Tell the sources that were pasted into a thread from its own words.

    A code block is a source if its form is known, and so is a post that is nothing else. A block of any other form,
    such as code, stays in its post. Posts of which nothing is left are dropped. What a stranger pastes stays in the
    stranger's words: an alert of their own making would count as one.

    Args:
        name: of the thread, as a report names it.
        thread: the thread.

    Returns:
        The thread with what people wrote themselves, and the sources.
    """
    posts: list[Post] = []
    sources: list[Source] = []
    for post in sorted(thread.posts, key=lambda one: one.at):
        words, pastes = _split(with_lf(post.text)) if post.is_member else (post.text, [])
        sources += (
            Source(f"{name} paste {number}", partial(bytes, text.encode("utf-8", "replace")))
            for number, text in enumerate(pastes, len(sources) + 1)
        )
        if not pastes:
            posts.append(post)
        elif words.strip():
            posts.append(replace(post, text=words))
    return replace(thread, posts=tuple(posts)), sources


def _split(text: str) -> tuple[str, list[str]]:
    """Split a post into its own words and what was pasted into it."""
    if not (blocks := list(_code_blocks(text))):
        own = [line for line in text.split("\n") if line.strip() and not line.startswith(">")]
        is_long = len(own) >= _FEW_LINES
        return ("", [text]) if is_long and _is_source(text) else (text, [])
    lines = text.split("\n")
    pastes: list[str] = []
    for first, last, content in reversed(blocks):
        if _is_source(content):
            pastes.insert(0, content)
            del lines[first:last]
    return "\n".join(lines), pastes


def _code_blocks(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the first line, the line behind the last one, and the content of each fenced block."""
    for token in MarkdownIt("commonmark").parse(text):
        if token.type == "fence" and token.level == 0 and token.map:
            yield token.map[0], token.map[1], token.content


def _is_source(text: str) -> bool:
    return has_known_form(Source("", partial(bytes, text.encode("utf-8", "replace")))) or bool(split_paste(text))

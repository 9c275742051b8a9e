"""The body of a document: its blocks and the places of their lines in the file."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING

from afterword.postmortem import blocks
from afterword.postmortem.blocks import Block
from afterword.postmortem.source import Source, Span

if TYPE_CHECKING:
    from markdown_it.token import Token


class Body:
    """What follows the front matter. Lines are counted from 0 in the body, offsets in the file."""

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.span = Span(start, len(source.text))
        self.text = self.span.of(source.readable)
        self.first_line = source.line_of(start) - 1
        self.blocks = blocks.parse(self.text)
        self._without_code: dict[int, str] = {}

    @cached_property
    def code_lines(self) -> set[int]:
        """Lines of code blocks."""
        return blocks.code_lines(self.blocks)

    def tokens_in(self, span: Span) -> Iterator[tuple[Token, Span]]:
        """Yield the tokens of the blocks that begin within a span, with their lines."""
        for block in self.blocks_in(span):
            for token in block.tokens:
                if token.map:
                    start, end = map(self.line_start, token.map)
                    yield token, Span(start, max(start, end))

    def line_start(self, line: int) -> int:
        """Return the offset at which a line begins; past the last line, the end of the file."""
        return max(self.span.start, self.source.line_start(self.first_line + line))

    def line_at(self, offset: int) -> int:
        """Return the line of an offset."""
        return self.source.line_of(offset) - 1 - self.first_line

    def line_span(self, line: int) -> Span:
        """Return the span of a line without its newline."""
        span, start = self.source.line_span(self.first_line + line), self.span.start
        return span if span.start >= start else Span(start, max(start, span.end))

    def line_text(self, line: int) -> str:
        """Return a line's text without its newline."""
        return self.line_span(line).of(self.source.readable)

    def lines_span(self, start: int, end: int) -> Span:
        """Return the span of lines `start` up to but not including `end`, without blank lines at its end."""
        while end > start + 1 and not self.line_text(end - 1).strip():
            end -= 1
        return Span(self.line_start(start), self.line_span(end - 1).end if end > start else self.line_start(start))

    def prose_matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Find the matches of a pattern that begin outside code blocks and inline code."""
        code, text = self.code_lines, self.source.readable
        for match in pattern.finditer(text, self.span.start):
            at = match.start()
            line = self.line_at(at)
            if line in code:
                continue
            start = self.line_start(line)
            # Inline code begins before what is in it.
            if text.find("`", start, at + 1) < 0 or self._blanked(line)[at - start] == text[at]:
                yield match

    def _blanked(self, line: int) -> str:
        """Return a line with inline code blanked, and keep it: a line can contain many matches."""
        if line not in self._without_code:
            self._without_code[line] = blocks.blank_code_spans(self.line_text(line))
        return self._without_code[line]

    @cached_property
    def _starts(self) -> list[int]:
        """The offsets at which the blocks begin."""
        return [self.line_start(block.start) for block in self.blocks]

    def blocks_in(self, span: Span) -> Sequence[Block]:
        """Return the blocks that begin within a span."""
        return self.blocks[bisect_left(self._starts, span.start) : bisect_left(self._starts, span.end)]


@lru_cache(maxsize=1)
def parse_body(source: Source, start: int) -> Body:
    """Parse what follows the front matter. The last body is kept: rules look at a document after it was read."""
    return Body(source, start)

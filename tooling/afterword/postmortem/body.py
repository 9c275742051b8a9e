"""The body of a document: its blocks, and where their lines stand in the file."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cached_property

from afterword.postmortem import blocks
from afterword.postmortem.blocks import Block
from afterword.postmortem.source import Source, Span


class Body:
    """What follows the front matter. Lines are counted from 0 in the body, offsets in the file."""

    def __init__(self, source: Source, start: int) -> None:
        self.source = source
        self.span = Span(start, len(source.text))
        self.text = self.span.of(source.readable)
        self.first_line = source.line_of(start) - 1
        self.blocks = blocks.parse(self.text)
        self._starts = [start, *source.line_starts[self.first_line + 1 :]]
        self._without_code: dict[int, str] = {}

    @cached_property
    def code_lines(self) -> set[int]:
        """Lines inside code blocks."""
        return blocks.code_lines(self.blocks)

    def line_start(self, line: int) -> int:
        """Offset at which a line begins; the end of the file past the last."""
        return self._starts[line] if line < len(self._starts) else self.span.end

    def line_at(self, offset: int) -> int:
        """The line that holds an offset."""
        return bisect_right(self._starts, offset) - 1

    def line_span(self, line: int) -> Span:
        """A line without its newline."""
        start, end = self.line_start(line), self.line_start(line + 1)
        text = self.source.text
        if end > start and text[end - 1] == "\n":
            end -= 1
        if end > start and text[end - 1] == "\r":
            end -= 1
        return Span(start, end)

    def line_text(self, line: int) -> str:
        """A line's text without its newline."""
        return self.line_span(line).of(self.source.readable)

    def lines_span(self, start: int, end: int) -> Span:
        """Lines `start` up to but not including `end`, without trailing blank lines and the last newline."""
        while end > start + 1 and not self.line_text(end - 1).strip():
            end -= 1
        return Span(self.line_start(start), self.line_span(end - 1).end if end > start else self.line_start(start))

    def prose_matches(self, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
        """Matches of a pattern that begin outside code blocks and inline code."""
        code = self.code_lines
        for match in pattern.finditer(self.source.readable, self.span.start):
            at = match.start()
            line = self.line_at(at)
            if line not in code and self._blanked(line)[at - self._starts[line]] == match.group()[0]:
                yield match

    def _blanked(self, line: int) -> str:
        """A line with inline code blanked, kept: a line can hold many matches."""
        if line not in self._without_code:
            self._without_code[line] = blocks.blank_code_spans(self.line_text(line))
        return self._without_code[line]

    def blocks_in(self, span: Span) -> Iterator[Block]:
        """The blocks that begin within a span."""
        return (block for block in self.blocks if span.start <= self.line_start(block.start) < span.end)

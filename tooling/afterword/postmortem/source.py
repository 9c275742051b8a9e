"""The text of a document with its offsets, lines and newline style.

Offsets count characters of the text as decoded, with the BOM and every newline, so that writing the text back gives
the same bytes.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from hashlib import blake2b
from itertools import accumulate
from typing import NamedTuple

_NEWLINE = re.compile(r"\r\n|\n|\r")
_SURROGATE = re.compile("[\udc80-\udcff]")
BOM = "\ufeff"


class Span(NamedTuple):
    """Characters `start` up to but not including `end`."""

    start: int
    end: int

    def of(self, text: str) -> str:
        """Return the text that the span covers."""
        return text[self.start : self.end]


@dataclass(frozen=True)
class Source:
    """One file's text.

    Attributes:
        text: decoded; a byte that is not UTF-8 is a lone surrogate and is written back as it was.
        path: the file, as a user would write it.
    """

    text: str
    path: str = "<text>"

    @classmethod
    def decode(cls, data: bytes, path: str) -> Source:
        """Decode bytes without losing any of them."""
        return cls(data.decode("utf-8", "surrogateescape"), path)

    def encode(self) -> bytes:
        """Return the bytes that `decode` was given."""
        return self.text.encode("utf-8", "surrogateescape")

    @cached_property
    def digest(self) -> str:
        """The digest of the text, by which an edit knows the text that its offsets are of."""
        return blake2b(self.encode(), digest_size=10).hexdigest()

    @cached_property
    def readable(self) -> str:
        """The text with undecodable bytes replaced one for one, so that offsets stay."""
        return _SURROGATE.sub("\ufffd", self.text) if self.first_bad_offset is not None else self.text

    @cached_property
    def first_bad_offset(self) -> int | None:
        """Offset of the first byte that is not UTF-8."""
        try:
            self.text.encode()  # takes a tenth of the time of the search
        except UnicodeEncodeError:
            found = _SURROGATE.search(self.text)
            return found.start() if found else None
        return None

    @cached_property
    def line_starts(self) -> Sequence[int]:
        """Offset of the first character of every line (CRLF, LF and CR end a line, as in CommonMark)."""
        # An array takes a ninth of a list's memory, and thousands of documents are kept.
        if "\r" in self.text:
            return array("I", [0, *(match.end() for match in _NEWLINE.finditer(self.text))])
        lines = self.text.split("\n")  # four times as fast
        return array("I", accumulate((len(line) + 1 for line in lines[:-1]), initial=0))

    @cached_property
    def lines(self) -> Sequence[str]:
        """The readable text of every line, without its newline."""
        return _NEWLINE.split(self.readable) if "\r" in self.readable else self.readable.split("\n")

    @cached_property
    def newline(self) -> str:
        """The newline of the file's first line; LF if it has only one line."""
        found = _NEWLINE.search(self.text)
        return found.group() if found else "\n"

    def line_of(self, offset: int) -> int:
        """Return the line of an offset, counted from 1."""
        return bisect_right(self.line_starts, offset)

    def column_of(self, offset: int) -> int:
        """Return the column of an offset, counted from 1 in characters; a BOM does not count."""
        start = self.line_starts[self.line_of(offset) - 1]
        return offset - start + 1 - (1 if start == 0 and self.text.startswith(BOM) and offset > 0 else 0)

    def line_start(self, index: int) -> int:
        """Return the offset at which line `index` (counted from 0) begins; past the last line, the end of the text."""
        return self.line_starts[index] if index < len(self.line_starts) else len(self.text)

    def line_span(self, index: int) -> Span:
        """Return the span of line `index` (counted from 0) without its newline."""
        start = self.line_start(index)
        end = self.line_start(index + 1)
        while end > start and self.text[end - 1] in "\r\n":
            end -= 1
        return Span(start, end)

    def line_around(self, offset: int) -> Span:
        """Return the span of the line in which an offset is, without its newline."""
        return self.line_span(self.line_of(offset) - 1)

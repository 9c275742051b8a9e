"""A document as its readers can come to see it, each character with its place in the file.

No single view is enough: what is in a comment or a link's target is only in the raw text, and `An<b>n</b>a` is a
name only once markup is gone. A leak is one in any view.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import unquote

from afterword.postmortem import Span, yamltree
from afterword.postmortem.external import ExternalEdition
from afterword.text.folding import WORD, fold_lookalikes
from afterword.text.invisible import without_invisible
from afterword.text.visible_text import Piece, visible_pieces

# Marks that became no markup: a reader sees the word between them all the same.
_IDLE = re.compile(r"\[\^[^\]\s]{1,200}\]:?|[*`]+|~~+|!?\[|\]|(?<![^\W_])_+|_+(?![^\W_])")
_BEFORE = re.compile(r"[\w,;)][ \"'“”‘’(*_@]*\n?[ \"'“”‘’(*_@]*\Z")
"""What precedes a word that does not begin a sentence, heading or list item."""
_REACH = 8
_PERCENT = re.compile(r"(?:%[0-9A-Fa-f]{2})+")
_NOT_PUBLISHED = ("id", "allow")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and where it is in the file.

    Attributes:
        joined: whether no blank precedes it.
        proper: whether it has a capital though it begins no sentence, as names have.
        capital: whether it has one at all.
    """

    text: str
    start: int
    end: int
    joined: bool
    proper: bool = False
    capital: bool = False


@dataclass(frozen=True)
class View:
    """A text, and for each of its characters the offset in the file from which it comes; one more for its end."""

    text: str
    offsets: list[int]

    def span(self, start: int, end: int) -> Span:
        """Return where characters of the view are in the file."""
        return Span(self.offsets[start], self.offsets[end - 1] + 1 if end > start else self.offsets[start])

    @cached_property
    def words(self) -> list[Word]:
        """The folded words in order."""
        parts, offsets, indexes = [], [], []
        for index, (char, offset) in enumerate(zip(self.text, self.offsets, strict=False)):
            folded = fold_lookalikes(char)
            parts.append(folded)
            offsets += [offset] * len(folded)
            indexes += [index] * len(folded)
        text, position, found = "".join(parts), 0, []
        for match in WORD.finditer(text):
            joined = not any(char.isspace() for char in text[position : match.start()])
            start, end = offsets[match.start()], offsets[match.end() - 1] + 1
            index = indexes[match.start()]
            found.append(Word(match[0], start, end, joined, self._is_proper(index), self.text[index].isupper()))
            position = match.end()
        return found

    def _is_proper(self, index: int) -> bool:
        before = _BEFORE.search(self.text[max(0, index - _REACH) : index])
        return self.text[index].isupper() and before is not None

    @cached_property
    def lines(self) -> list[tuple[int, int]]:
        """Start and end of each line of the view."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append((start, start + len(line)))
            start += len(line) + 1
        return found


def make_views(edition: ExternalEdition) -> list[View]:
    """Make the views: as written, without markup (joined, and with blanks for tags), decoded, and each value."""
    raw = _raw(edition)
    # Values of the front matter are not Markdown, and are compared one by one.
    made = [_made([(raw, 0, True)])]
    made += [_without_marks(_made(visible_pieces(raw, edition.body_start, blank))) for blank in ("", " ")]
    if _PERCENT.search(raw):
        made.append(_made(_decoded(raw)))
    made += [
        _made([(node.text, node.span.start, False)])
        for path, node in yamltree.walk(edition.tree)
        if isinstance(node, yamltree.Scalar) and path[:1] and path[0] not in _NOT_PUBLISHED
        if node.text != node.span.of(raw)
    ]
    return made


def _raw(edition: ExternalEdition) -> str:
    """The file's text with what is the tool's own, and what is not published, as blanks."""
    hidden = [edition.tree.values[key].span for key in _NOT_PUBLISHED if key in edition.tree.values]
    hidden += [Span(block.span.start, block.content.start) for block in edition.derived]
    hidden += [Span(block.content.end, block.span.end) for block in edition.derived]
    hidden += edition.notice_spans
    text = edition.source.readable
    for span in hidden:
        text = text[: span.start] + re.sub(r"[^\r\n]", " ", span.of(text)) + text[span.end :]
    return text


def _without_marks(view: View) -> View:
    parts, offsets, position = [], [], 0
    for match in _IDLE.finditer(view.text):
        parts.append(view.text[position : match.start()])
        offsets += view.offsets[position : match.start()]
        position = match.end()
    return View("".join((*parts, view.text[position:])), offsets + view.offsets[position:])


def _decoded(text: str) -> Iterator[Piece]:
    position = 0
    for match in _PERCENT.finditer(text):
        yield text[position : match.start()], position, True
        yield unquote(match[0]), match.start(), False
        position = match.end()
    yield text[position:], position, True


def _made(pieces: list[Piece] | Iterator[Piece]) -> View:
    characters: list[str] = []
    offsets: list[int] = []
    last = 0
    for text, start, one_by_one in pieces:
        for index, char in enumerate(text):
            last = start + (index if one_by_one else 0)
            shown = _shown(char)
            characters.append(shown)
            offsets += [last] * len(shown)
    offsets.append(last + 1)
    return View("".join(characters), offsets)


def _shown(char: str) -> str:
    if char.isascii():
        return "" if char == "\r" or (char < " " and char not in "\n\t") else " " if char == "\t" else char
    return " " if char.isspace() else without_invisible(unicodedata.normalize("NFKC", char))

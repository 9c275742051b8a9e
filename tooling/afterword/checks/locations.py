"""Where things are in a post-mortem, and questions that several rules ask about it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeVar

from afterword.config import Config
from afterword.postmortem import ActionItem, Document, PostMortem, Section, Span, State, yamltree
from afterword.postmortem.body import parse_body
from afterword.postmortem.schema import Cause, Incident, ModelUse
from afterword.text.comments import without_comments
from afterword.times.when import Precision, When

if TYPE_CHECKING:
    from markdown_it.token import Token


@dataclass(frozen=True, slots=True)
class Location:
    """Lines of a file, and the column at which they begin; both count from 1."""

    path: str
    line: int
    column: int
    end_line: int


T = TypeVar("T")

_NOT_APPLICABLE = re.compile(r"^[ \t]*\*\*Not applicable:?\*\*", re.IGNORECASE | re.MULTILINE)
_CITATION = re.compile(r"\[\^[^\]\n]{1,40}\]")


def locate(document: Document, span: Span) -> Location:
    """Return the lines and the column of a span."""
    source, start = document.source, span.start
    line = source.line_of(start)
    return Location(document.path, line, source.column_of(start), source.line_of(max(start, span.end - 1)))


def top(document: Document) -> Span:
    """Return the first character of the front matter, for what is missing in it."""
    return Span(document.tree.span.start, document.tree.span.start)


def at(document: PostMortem, *path: str | int) -> Span:
    """Return a value of the front matter that is not only proposed; if it is missing, the nearest one above it."""
    for length in range(len(path), 0, -1):
        if node := yamltree.find(document.accepted, path[:length]):
            return node.span
    return top(document)


def is_draft(document: PostMortem) -> bool:
    """Whether it is a draft, as is a document with no status, or one that is not of the format."""
    return document.front.status not in ("in-review", "published")


def lack_of(document: PostMortem, *path: str | int, also_in_draft: bool = False) -> str:
    """Return what a value of the front matter lacks: `is missing` or `is only proposed`; empty if it is there.

    A draft may leave out what it is not asked for, and AW907 lists what is only proposed in it.
    """
    node: yamltree.Node | None = document.accepted
    for part in path:
        below = yamltree.find(node, (part,)) if node else None
        if below is None and isinstance(node, yamltree.Mapping) and part in node.keys:
            return "" if is_draft(document) else "is only proposed"
        node = below
    return "" if node or (is_draft(document) and not also_in_draft) else "is missing"


def causes(document: PostMortem) -> list[tuple[int, Cause]]:
    """Return the causes with their index in the front matter."""
    return _items(document, "causes", document.front.causes)


def models(document: PostMortem) -> list[tuple[int, ModelUse]]:
    """Return the models with their index in the front matter."""
    return _items(document, "models", document.front.models)


def _items(document: PostMortem, key: str, values: object) -> list[tuple[int, T]]:
    node = document.accepted.values.get(key)
    # An unreadable item is not among the values, and the reader reports it: the indexes would not match.
    if not isinstance(values, list) or not isinstance(node, yamltree.Sequence) or len(node.items) != len(values):
        return []
    return list(enumerate(values))


def time_of(incident: Incident, name: str) -> When | None:
    """Return one of the incident's times."""
    value: When | None = getattr(incident, name)
    return value


def names_day(when: When) -> bool:
    """Whether a time is a day or more precise."""
    return when.precision in (Precision.DAY, Precision.MINUTE, Precision.SECOND)


def is_severe(document: PostMortem, config: Config) -> bool:
    """Whether the severity is in the more severe half of the project's; an unknown one is not."""
    names = [severity.name for severity in config.severities]
    return document.front.severity in names[: (len(names) + 1) // 2]


def answered_section(document: PostMortem, name: str) -> Section | None:
    """Return a section that says something: not empty, not only open questions, not declared inapplicable."""
    section = document.section(name)
    if section is None or section.state is not State.ANSWERED or find_not_applicable(document, section.body):
        return None
    return section


def title_of_section(document: Document, span: Span) -> str:
    """Return the heading of the innermost section that a span is in; empty above the first."""
    titles = [section.title for section in document.walk() if section.span.start <= span.start < section.span.end]
    return titles[-1] if titles else ""


def find_not_applicable(document: PostMortem, span: Span) -> Span | None:
    """Find the beginning of a line which says that the section does not apply."""
    match = _NOT_APPLICABLE.search(document.source.readable, span.start, span.end)
    return Span(*match.span()) if match else None


def bare_text(text: str) -> str:
    """Remove HTML comments, also one that does not end, and citations such as `[^e3]`."""
    return _CITATION.sub("", without_comments(text))


def tokens(document: PostMortem, span: Span) -> Iterator[tuple[Token, Span]]:
    """Yield the Markdown tokens of a whole section with their lines."""
    return parse_body(document.source, document.body_start).tokens_in(span)


def prose_matches(document: PostMortem, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Find a pattern in the body outside code; the body is parsed only if the pattern is anywhere in it."""
    if pattern.search(document.source.readable, document.body_start):
        yield from parse_body(document.source, document.body_start).prose_matches(pattern)


def cell(item: ActionItem, column: str) -> Span:
    """Return the span of an action item's cell; that of the whole row if it has none in the column."""
    return item.cells[column].span if column in item.cells else item.span


def unshifted_rows(document: PostMortem) -> list[ActionItem]:
    """Return the action items whose cells are in their columns; AW110 reports the others."""
    return [item for item in document.actions if not item.shifted]

"""Where things stand, for rules: places in the front matter and in sections, and what several rules ask."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import TypeVar

from markdown_it.token import Token

from afterword.checks.rule import Context
from afterword.postmortem import ActionItem, Document, PostMortem, Section, Span, State, blocks, outline, yamltree
from afterword.postmortem.body import Body
from afterword.postmortem.schema import Cause, Incident, ModelUse
from afterword.text.comments import without_comments
from afterword.times.when import When

T = TypeVar("T")

_NOT_APPLICABLE = re.compile(r"\*\*Not applicable:?\*\*", re.IGNORECASE)
GUARDED = re.compile(r"^[ \t]*(?:[-*+][ \t]+)?\*\*Guarded by:?\*\*:?(?P<by>[^\n\r]*)", re.IGNORECASE | re.MULTILINE)
_ID = re.compile(r"[A-Za-z][A-Za-z0-9-]*")
INCIDENT_TIMES = ("started", "reported", "detected", "declared", "mitigated", "resolved")
_CITATION = re.compile(r"\[\^[^\]\n]{1,40}\]")


def top(document: Document) -> Span:
    """The first character of the front matter, for what is missing in it."""
    return Span(document.tree.span.start, document.tree.span.start)


def at(document: PostMortem, *path: str | int) -> Span:
    """A value of the front matter; where it is missing, the nearest one above it."""
    for length in range(len(path), 0, -1):
        if node := yamltree.find(document.tree, path[:length]):
            return node.span
    return top(document)


def given(document: PostMortem, *path: str | int) -> bool:
    """Whether something is written at a place of the front matter, right or wrong."""
    return yamltree.find(document.tree, path) is not None


def causes(document: PostMortem) -> list[tuple[int, Cause]]:
    """The causes with their index in the front matter."""
    return _items(document, "causes", document.front.causes)


def models(document: PostMortem) -> list[tuple[int, ModelUse]]:
    """The models with their index in the front matter."""
    return _items(document, "models", document.front.models)


def _items(document: PostMortem, key: str, values: object) -> list[tuple[int, T]]:
    node = document.tree.values.get(key)
    # An item that could not be read is left out of the values, and told by the reader: indexes would not fit.
    if not isinstance(values, list) or not isinstance(node, yamltree.Sequence) or len(node.items) != len(values):
        return []
    return list(enumerate(values))


def time_of(incident: Incident, name: str) -> When | None:
    """One of the incident's times."""
    value: When | None = getattr(incident, name)
    return value


def is_major(document: PostMortem, context: Context) -> bool:
    """Whether the severity is in the graver half; while it is unknown, it is not."""
    names = [severity.name for severity in context.project.config.severities]
    return document.front.severity in names[: (len(names) + 1) // 2]


def spoken(document: PostMortem, name: str) -> Section | None:
    """A section that says something of its own: not empty, not only open questions, not declared inapplicable."""
    section = document.section(name)
    if section is None or section.state is not State.ANSWERED or not_applicable(document, section.body):
        return None
    return section


def not_applicable(document: PostMortem, span: Span) -> Span | None:
    """Where a line of a section begins with saying that the section does not apply."""
    text = document.source.readable
    # Two stars are found far faster than a beginning of a line with them.
    for match in _NOT_APPLICABLE.finditer(text, span.start, span.end):
        line = max(text.rfind("\n", 0, match.start()) + 1, span.start)
        if not text[line : match.start()].strip(" \t"):
            return Span(line, match.end())
    return None


@dataclass(frozen=True, slots=True)
class Guard:
    """A line that names the action which guards in place of an eval case.

    Attributes:
        by: what is written there, on one line.
        ids: its words, of which one should be an action's id.
        stands: whether one is.
    """

    span: Span
    by: str
    ids: tuple[str, ...]
    stands: bool


def guards(document: PostMortem) -> list[Guard]:
    """The actions that are said to guard, in the section on the eval gap."""
    section = document.section(outline.EVAL_GAP.name)
    if section is None:
        return []
    known = {item.id.casefold() for item in document.actions if item.id}
    found = []
    for match in GUARDED.finditer(document.source.readable, section.body.start, section.body.end):
        ids = tuple(_ID.findall(match["by"]))
        stands = any(word.casefold() in known for word in ids)
        found.append(Guard(Span(*match.span()), " ".join(match["by"].split()), ids, stands))
    return found


def plain(text: str) -> str:
    """Text without comments and citations."""
    return _CITATION.sub("", without_comments(text))


def tokens(document: PostMortem, span: Span) -> Iterator[tuple[Token, Span]]:
    """The Markdown tokens of a whole section with their lines; parsed anew, so only where a rule has to."""
    first = document.line(span) - 1
    for block in blocks.parse(document.text(span)):
        for token in block.tokens:
            if token.map:
                start, end = (document.source.line_start(first + line) for line in token.map)
                yield token, Span(start, max(start, end))


def prose_matches(document: PostMortem, pattern: re.Pattern[str]) -> Iterator[re.Match[str]]:
    """Matches in the body that stand outside of code; the body is parsed only where there is any."""
    if pattern.search(document.source.readable, document.body_start):
        yield from Body(document.source, document.body_start).prose_matches(pattern)


def cell(item: ActionItem, column: str) -> Span:
    """Where a cell of an action item stands; the whole row where it has none of that column."""
    return item.cells[column].span if column in item.cells else item.span


def rows(document: PostMortem) -> list[ActionItem]:
    """The action items whose cells can be trusted: of a row whose cells are shifted nothing else is said."""
    return [item for item in document.actions if not item.shifted]

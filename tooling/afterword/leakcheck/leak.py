"""What a leak is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from afterword.postmortem import Source, Span

_LONGEST = 60


class Kind(Enum):
    """What got out; the value is how it is called in a sentence."""

    NAME = "a name or handle"
    ADDRESS = "a host or an address"
    REFERENCE = "an internal reference"
    EVIDENCE = "text of the evidence"
    PROMPT = "text of a prompt"
    SECTION = "a part of the internal document"
    FIGURE = "a figure that is not for the outside as it stands"
    IDENTIFIER = "a model, a setting or another identifier"
    SERVICE = "the name of a service"
    SECRET = "a secret"  # noqa: S105 it is the name of a kind
    PERSONAL = "personal data"


UNALLOWABLE = frozenset({Kind.SECRET})
"""Kinds that `allow` does not permit."""
MASKED = frozenset({Kind.SECRET, Kind.PERSONAL})
"""Kinds that are not shown, since what shows findings is often more public than the file."""


@dataclass(frozen=True, slots=True)
class Leak:
    """One thing in an external edition that is internal.

    Attributes:
        kind: what it is.
        span: where it stands in the edition's file.
        line: its line, counted from 1.
        column: its column, counted from 1.
        excerpt: the words, on one line; only the beginning where they hold a secret or personal data.
        reason: why it is a leak, as part of a sentence.
        remedy: what to do about it.
        veiled: whether its line holds a secret or personal data, so that it must not be shown.
    """

    kind: Kind
    span: Span
    line: int
    column: int
    excerpt: str
    reason: str
    remedy: str
    veiled: bool = False

    @classmethod
    def at(cls, source: Source, kind: Kind, span: Span, reason: str, remedy: str, hidden: Iterable[Span] = ()) -> Leak:
        """A leak at a place of a file.

        Args:
            hidden: where secrets and personal data stand in the file.
        """
        text = " ".join(span.of(source.readable).split())
        line, last = source.line_of(span.start), source.line_of(max(span.start, span.end - 1))
        veils = [one for one in hidden if source.line_of(one.start) <= last and source.line_of(one.end) >= line]
        if any(one.start < span.end and span.start < one.end for one in veils):
            text = text[:3] + "…"
        elif len(text) > _LONGEST:
            text = text[: _LONGEST - 1] + "…"
        return cls(kind, span, line, source.column_of(span.start), text, reason, remedy, bool(veils))

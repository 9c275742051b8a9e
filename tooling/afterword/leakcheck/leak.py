"""What a leak is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import Enum

from afterword.postmortem import Source, Span
from afterword.text.shorten import shorten

_LONGEST = 60


class LeakKind(Enum):
    """What got out; the value is how it is called in a sentence."""

    NAME = "a name or handle"
    ADDRESS = "a host or an address"
    REFERENCE = "an internal reference"
    EVIDENCE = "text of the evidence"
    PROMPT = "text of a prompt"
    SECTION = "a part of the internal document"
    FIGURE = "a figure that must not be published in this form"
    IDENTIFIER = "a model, a setting or another identifier"
    SERVICE = "the name of a service"
    SECRET = "a secret"  # noqa: S105 it is the name of a kind
    PERSONAL = "personal data"


UNALLOWABLE = frozenset({LeakKind.SECRET})
"""Kinds that `allow` does not permit."""
MASKED = frozenset({LeakKind.SECRET, LeakKind.PERSONAL})
"""Kinds that are not shown, since what shows findings is often more public than the file."""


@dataclass(frozen=True, slots=True)
class PossibleLeak:
    """A place in the edition that is a leak unless `allow` permits it.

    Attributes:
        kind: what it is.
        span: where it is in the edition's file.
        reason: why it is a leak, as part of a sentence.
        remedy: what to do about it.
    """

    kind: LeakKind
    span: Span
    reason: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Leak(PossibleLeak):
    """One thing in an external edition that is internal.

    Attributes:
        line: its line, counted from 1.
        column: its column, counted from 1.
        excerpt: the words, on one line; only their beginning if they contain a secret or personal data.
        veiled: whether its line contains a secret or personal data, so that it must not be shown.
    """

    line: int
    column: int
    excerpt: str
    veiled: bool = False

    @classmethod
    def at(cls, source: Source, possible: PossibleLeak, hidden: Iterable[Span]) -> Leak:
        """Make the leak at a place of a file.

        Args:
            source: the edition's file.
            possible: what was found.
            hidden: where secrets and personal data are in the file.
        """
        span = possible.span
        line, last = source.line_of(span.start), source.line_of(max(span.start, span.end - 1))
        veils = [one for one in hidden if source.line_of(one.start) <= last and source.line_of(one.end) >= line]
        text = shorten(span.of(source.readable), _LONGEST)
        if any(one.start < span.end and span.start < one.end for one in veils):
            text = text[:3] + "…"
        column = source.column_of(span.start)
        return cls(possible.kind, span, possible.reason, possible.remedy, line, column, text, bool(veils))

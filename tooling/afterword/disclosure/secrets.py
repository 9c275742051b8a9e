"""Secrets and personal data, as redaction finds them, with their places."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.disclosure.leak import Kind
from afterword.disclosure.places import Place
from afterword.disclosure.views import View
from afterword.redaction import redact

_PERSONAL = ("email", "phone", "iban", "card", "ip address", "address", "person", "name", "national", "passport", "tax")


def secrets(view: View) -> Iterator[Place]:
    """Lines in which redaction takes something out; a secret over several lines is told at its first."""
    found = False
    for start, end in view.lines:
        for place in _in(view, start, end):
            found = True
            yield place
    if not found:
        yield from _in(view, 0, len(view.text))


def _in(view: View, start: int, end: int) -> Iterator[Place]:
    text = view.text[start:end]
    redaction = redact(text)
    for name in redaction.found:
        at = start + _first_difference(text, redaction.text)
        word = view.text.find(" ", at, end)
        span = view.span(at, word if word > at else max(end, at + 1)) if end > start else view.span(at, at)
        if any(part in name.lower() for part in _PERSONAL) and "key" not in name.lower():
            yield Place(Kind.PERSONAL, span, f"redaction knows it as {name}", "leave it out")
        else:
            yield Place(Kind.SECRET, span, f"redaction knows it as {name}", "leave it out, and revoke it: it is in Git")


def _first_difference(text: str, other: str) -> int:
    pairs = enumerate(zip(text, other, strict=False))
    return next((index for index, (one, two) in pairs if one != two), max(min(len(text), len(other)) - 1, 0))

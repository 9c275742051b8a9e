"""Secrets and personal data, as redaction finds them, with their places."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.leakcheck.leak import Kind
from afterword.leakcheck.references import Place
from afterword.leakcheck.views import View
from afterword.redaction import Redactor


def secrets(view: View, redactor: Redactor) -> Iterator[Place]:
    """What redaction would take out."""
    for find in redactor.find(view.text):
        kind, remedy = Kind.PERSONAL, "leave it out"
        if find.secret:
            kind, remedy = Kind.SECRET, "leave it out, and revoke it: it is in Git"
        yield Place(kind, view.span(find.start, find.end), f"redaction knows it as {find.kind}", remedy)

"""Redact one source, and count what was found where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from afterword.redaction import Redactor
from afterword.text.invisible import without_invisible

_MAX_CHUNK = 500_000
"""Characters that are redacted at once."""
_KEY_BEGINS, _KEY_ENDS = "-----BEGIN ", "-----END "


@dataclass
class SourceRedactor:
    """Redacts one source and keeps count of what and where."""

    redactor: Redactor
    found: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)

    def text(self, text: str, place: str = "") -> str:
        """Redact a text, and count what was found at its place."""
        redaction = self.redactor.redact(without_invisible(text))
        self.found.update(redaction.found)
        for kind in redaction.found:
            if place and place not in (known := self.places.setdefault(kind, [])):
                known.append(place)
        return redaction.text

    def uncounted(self, text: str) -> str:
        """Redact a text that is shown and not kept, without counting."""
        return self.redactor.redact(without_invisible(text)).text

    def texts(self, texts: Sequence[str], places: Sequence[str]) -> list[str]:
        """Redact texts that follow each other, as one: a key can go over several lines, each with a time of its own.

        Args:
            texts: in their order.
            places: of each text, to count what was found there.
        """
        done: list[str] = []
        for chunk in _chunks([without_invisible(text) for text in texts]):
            redaction = self.redactor.redact("\n".join(chunk))
            self.found.update(redaction.found)
            lines = iter(redaction.text.split("\n"))
            for before in chunk:
                after = "\n".join(next(lines) for _ in range(before.count("\n") + 1))
                if before != after:
                    self._count_place(before, after, redaction.found, places[len(done)])
                done.append(after)
        return done

    def _count_place(self, before: str, after: str, found: Counter[str], place: str) -> None:
        for kind in found:
            if f"[{kind} " in after and f"[{kind} " not in before:
                self.places.setdefault(kind, []).append(place)

    def lines(self, text: str, name: str, first: int = 1) -> str:
        """Redact a whole text, whose lines keep their numbers; the places are its lines, counted from `first`."""
        lines = text.split("\n")
        return "\n".join(self.texts(lines, [f"{name}:{number}" for number, _ in enumerate(lines, first)]))


def _chunks(texts: Sequence[str]) -> Iterator[list[str]]:
    """Cut between texts, and never within a key of several lines."""
    chunk: list[str] = []
    size, in_key = 0, False
    for text in texts:
        chunk.append(text)
        size += len(text) + 1
        if _KEY_BEGINS in text or _KEY_ENDS in text:
            in_key = text.rfind(_KEY_BEGINS) > text.rfind(_KEY_ENDS)
        if size > (_MAX_CHUNK if not in_key else 2 * _MAX_CHUNK):
            yield chunk
            chunk, size = [], 0
    if chunk:
        yield chunk

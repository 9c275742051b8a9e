"""Redact one source, and count what was found where."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from afterword.redaction import Redactor
from afterword.text.invisible import without_invisible


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

    def lines(self, text: str, name: str) -> str:
        """Redact a whole text, whose lines keep their numbers; the places are its lines."""
        redaction = self.redactor.redact(without_invisible(text))
        self.found.update(redaction.found)
        if redaction.found:
            before, after = (whole.split("\n") for whole in (text, redaction.text))
            for number, (old, new) in enumerate(zip(before, after, strict=False), 1):
                if old != new:
                    for kind in redaction.found:
                        if f"[{kind} " in new and f"[{kind} " not in old:
                            self.places.setdefault(kind, []).append(f"{name}:{number}")
        return redaction.text

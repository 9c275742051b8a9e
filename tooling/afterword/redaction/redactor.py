"""Replacing what the patterns find by placeholders that keep the sentence readable."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field

from afterword.invisible import without_invisible
from afterword.redaction.patterns import PATTERNS


@dataclass(frozen=True, slots=True)
class Redaction:
    """A text without its secrets.

    Attributes:
        text: with placeholders such as `[email 1]`.
        found: how many of each kind were taken out.
    """

    text: str
    found: Counter[str]


@dataclass
class Redactor:
    """Redacts the texts of one source; the same value gets the same placeholder in all of them.

    The values are held in memory only while the redactor lives and are never written anywhere.
    """

    _numbers: dict[tuple[str, str], int] = field(default_factory=dict)
    _counts: Counter[str] = field(default_factory=Counter)

    def redact(self, text: str) -> Redaction:
        """The text with every secret and every piece of personal data replaced."""
        text = without_invisible(text)
        found: Counter[str] = Counter()
        for pattern in PATTERNS:
            parts, position = [], 0
            for match in pattern.regex.finditer(text):
                group = "value" if "value" in pattern.regex.groupindex else 0
                if not pattern.confirms(match[group]):
                    continue
                start, end = match.span(group)
                # The newlines of what goes stay, so that lines keep their numbers.
                lines = "\n" * match[group].count("\n")
                parts += [text[position:start], self._placeholder(pattern.name, match[group]), lines]
                position = end
                found[pattern.name] += 1
            if parts:
                text = "".join((*parts, text[position:]))
        return Redaction(text, found)

    def _placeholder(self, name: str, value: str) -> str:
        key = (name, value)
        if key not in self._numbers:
            self._counts[name] += 1
            self._numbers[key] = self._counts[name]
        return f"[{name} {self._numbers[key]}]"


def redact(text: str) -> Redaction:
    """Redact one text on its own."""
    return Redactor().redact(text)

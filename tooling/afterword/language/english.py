"""Tell whether a text is in English, which is the only language that the rules know."""

from __future__ import annotations

from afterword.text.foreign_words import FREQUENT_IN_ENGLISH

_LEAST_WORDS = 40
_LEAST_SHARE = 0.05  # English prose has 0.15 to 0.30, other languages have less than 0.03


def is_english(text: str) -> bool:
    """Whether a text is in English, or too short to tell."""
    found = text.lower().split()
    return len(found) < _LEAST_WORDS or sum(map(FREQUENT_IN_ENGLISH.__contains__, found)) >= _LEAST_SHARE * len(found)

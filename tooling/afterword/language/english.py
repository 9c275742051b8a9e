"""Tell whether a text is in English, which is the only language that the rules know."""

from __future__ import annotations

import re

from afterword.text.foreign_words import FREQUENT_IN_ENGLISH

_OTHER_LETTERS = re.compile(r"[\u0370-\u1dff\u2c00-\ua71f\ua800-\ud7ff\uf900-\ufaff\U00020000-\U0003ffff]")
"""Letters that are not Latin. Many languages of such letters have no blanks, so that their words cannot be counted."""
_LEAST_WORDS = 40
_LEAST_SHARE = 0.05  # English prose has 0.15 to 0.30, other languages have less than 0.03


def is_english(text: str) -> bool:
    """Whether a text is in English, or too short to tell."""
    if 2 * len(_OTHER_LETTERS.findall(text)) > sum(map(str.isalpha, text)):
        return False
    found = text.lower().split()
    return len(found) < _LEAST_WORDS or sum(map(FREQUENT_IN_ENGLISH.__contains__, found)) >= _LEAST_SHARE * len(found)

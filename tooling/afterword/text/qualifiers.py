"""Signs before a value that say how exact it is: `~1200`, `>=30 %`."""

from __future__ import annotations

import re


def split_qualifier(text: str) -> tuple[str, str]:
    """Return the sign (`~`, `>=`, `<=`, `>`, `<`, or empty) and the text behind it."""
    match = re.match(r"(~|>=|<=|>|<)\s*", text)
    return (match[1], text[match.end() :]) if match else ("", text)


_WORDS = {"": "", "~": "about ", ">=": "at least ", ">": "more than ", "<=": "at most ", "<": "fewer than "}


def qualifier_in_words(sign: str) -> str:
    """Return what the sign says, with a blank behind it: `about `; empty for no sign."""
    return _WORDS[sign]

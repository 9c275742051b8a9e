"""Characters that show nothing, and can hide a secret from a pattern or an instruction from a reader."""

from __future__ import annotations

import unicodedata

from afterword.text.late_pattern import late_pattern
from afterword.text.newlines import with_lf

TERMINAL_ESCAPE = late_pattern(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
"""An ANSI escape sequence, which a terminal obeys instead of showing it."""
# Marks and letters without a glyph: fillers, variation selectors. Other invisible characters go by their category.
_BLANK = late_pattern(
    "[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]"
)
_HIDDEN = {"Cc", "Cf", "Cs", "Co"}
_MAY_BE_HIDDEN = late_pattern(r"[^\n -~]")
_DIRECTION = late_pattern("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def without_invisible(text: str) -> str:
    """Return the text without terminal escapes, control and format characters; white space stays as it is."""
    if text.isascii() and text.isprintable():
        return text
    if text.isprintable():  # nothing else in it can be invisible
        return _BLANK.sub("", text)
    text = _BLANK.sub("", TERMINAL_ESCAPE.sub("", text))
    return _MAY_BE_HIDDEN.sub(lambda match: "" if _is_hidden(match[0]) else match[0], text)


def _is_hidden(char: str) -> bool:
    return not char.isspace() and unicodedata.category(char) in _HIDDEN


def printable(text: str) -> str:
    """Return the text without the characters that a terminal obeys; line ends go too."""
    return "".join(filter(str.isprintable, text))


def visible_line(text: str) -> str:
    """Return the text as a reader sees it, on one line."""
    return " ".join(without_invisible(text).split())


def without_controls(text: str) -> str:
    """Return the text with LF, with spaces for control characters, and without those that change its direction.

    Joiners and variation selectors stay: emoji and some scripts need them.
    """
    kept = (c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") else " " for c in with_lf(text))
    return _DIRECTION.sub("", "".join(kept))


def one_line(text: str) -> str:
    """Return the text on one line, as `without_controls` leaves it."""
    return " ".join(without_controls(text).split())

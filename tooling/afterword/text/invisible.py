"""Characters that show nothing, and can hide a secret from a pattern or an instruction from a reader."""

from __future__ import annotations

import re
import unicodedata

_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
# Marks and letters that show nothing: fillers, variation selectors. Other invisible characters go by their category.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_HIDDEN = {"Cc", "Cf", "Cs", "Co"}


def without_invisible(text: str) -> str:
    """The text without terminal escapes, control and format characters; white space stays as it is."""
    if text.isascii() and text.isprintable():
        return text
    text = _BLANK.sub("", _ANSI.sub("", text))
    return "".join(char for char in text if char.isspace() or unicodedata.category(char) not in _HIDDEN)

"""Text as it is compared: one form for what looks the same."""

from __future__ import annotations

import re
import unicodedata

# Characters without a glyph that are letters or marks to Unicode: fillers, joiners, variation selectors.
_BLANK = re.compile("[\u034f\u115f\u1160\u17b4\u17b5\u180b-\u180f\u2800\u3164\ufe00-\ufe0f\uffa0\U000e0100-\U000e01ef]")
_ANSI = re.compile(r"\x1b(?:\[[0-?]*[ -/]*[@-~]|\][^\x07\x1b]*(?:\x07|\x1b\\)?|[@-Z\\-_])")
_HIDDEN = {"Cc", "Cf", "Cs", "Co"}
_SAME = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–−", "-"),
        "—": " - ",
        "―": " - ",
    }
)


def visible(text: str) -> str:
    """A text as a reader sees it, on one line: no terminal sequences, control, invisible or direction characters."""
    text = _ANSI.sub("", text)
    kept = (" " if c.isspace() else c for c in text if c.isspace() or unicodedata.category(c) not in _HIDDEN)
    return " ".join(_BLANK.sub("", "".join(kept)).split())


def plain(text: str) -> str:
    """A visible text with compatibility forms, digits, dashes and quotation marks of one kind. Backticks are kept."""
    text = unicodedata.normalize("NFKC", visible(text))
    if not text.isascii():
        text = "".join(_digit(char) for char in text)
    return " ".join(text.translate(_SAME).split())


def folded(text: str) -> str:
    """A plain text without case and backticks: the form in which words are looked for."""
    return " ".join(plain(text).replace("`", "").casefold().split())


def _digit(char: str) -> str:
    value = unicodedata.decimal(char, None)
    return char if value is None else str(value)

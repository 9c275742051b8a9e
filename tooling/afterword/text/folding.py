"""One form for what is the same to a reader, so that texts can be compared.

`normalise` is for values: it keeps letters of other scripts apart. `fold_lookalikes` is for hidden words: a Cyrillic
`а` is an `a` to it.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator

from afterword.text.invisible import visible_line, without_invisible
from afterword.text.late_pattern import late_pattern
from afterword.text.lookalikes import ROUGH_LOOKALIKES, readings

WORD = late_pattern(r"[^\W_]+")
UNSPACED = late_pattern(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]+"
)
"""Letters of scripts that put no blanks between words, or join endings to names: Thai to Korean."""

_GROUPED = late_pattern("(?<=\\d)[\u00a0\u2009\u202f](?=\\d{3}(?!\\d))")
_OTHER_DIGIT = late_pattern(r"[^\D0-9]")
_SIGNS = str.maketrans(
    {
        **dict.fromkeys("‘’‚‛′ʼ´", "'"),
        **dict.fromkeys("“”„‟″«»", '"'),
        **dict.fromkeys("‐‑‒–−", "-"),
        "—": " - ",
        "―": " - ",
    }
)


_DECIMALS = {"¼": ".25", "½": ".5", "¾": ".75", "⅛": ".125", "⅜": ".375", "⅝": ".625", "⅞": ".875"}
_MIXED = late_pattern(rf"(?<![\d.,])(\d[\d,]{{0,12}}) ?([{''.join(_DECIMALS)}])")
"""A number with a fraction: compatibility forms alone would make `71⁄4` of `7¼`."""


def normalise(text: str) -> str:
    """Return the text on one line, with compatibility forms, digits, dashes and quotation marks of one kind each.

    A blank that keeps the digits of a number together becomes the comma of English numbers.
    """
    if text.isascii() and text.isprintable():
        return " ".join(text.split())
    text = _MIXED.sub(lambda match: f"{match[1]}{_DECIMALS[match[2]]}", _GROUPED.sub(",", text))
    text = unicodedata.normalize("NFKC", visible_line(text))
    text = _OTHER_DIGIT.sub(lambda match: str(unicodedata.decimal(match[0])), text)
    return " ".join(text.translate(_SIGNS).split())


def normalise_caseless(text: str) -> str:
    """Return the normalised text without case and backticks: the form in which words are looked for."""
    return " ".join(normalise(text).replace("`", "").casefold().split())


class _Folds(dict[int, str]):
    """Each character with what it is compared as; worked out when it is met."""

    def __missing__(self, code: int) -> str:
        char = chr(code)
        if char.isspace():
            folded = "\n" if char in "\n\r" else " "
        else:
            folded = _latin(char) or "".join(_latin(c) or c for c in _without_accents(without_invisible(char)))
        self[code] = folded
        return folded


_FOLDS = _Folds()


def _latin(char: str) -> str:
    """The small letters or the digit that a character is read as; empty where it is neither."""
    found = (*readings(char), ROUGH_LOOKALIKES.get(char, ""))
    if found[0].isdecimal():
        return found[0]
    # A sign between words stays one. `Ю` is `IO` only to the eye; to a reader of another case it is `ю`.
    if not char.isalpha() and found[0] == char:
        return ""
    most = 1 if char.isupper() else 3
    return next((one.casefold() for one in found if one.isascii() and one.isalpha() and len(one) <= most), "")


def _without_accents(text: str) -> Iterator[str]:
    # A letter that casefolding makes of two is two.
    folded = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return (char for char in folded if unicodedata.category(char)[0] != "M")


def fold_lookalikes(text: str) -> str:
    """Return the text without case, accents, invisible characters and letters that look like Latin ones."""
    return text.translate(_FOLDS)


def folded_words(text: str) -> list[str]:
    """Return the words of a text without look-alikes; what joins them is forgotten."""
    return WORD.findall(fold_lookalikes(text))

"""Tell whether a short note is in another language than English, by its smallest words and letters."""

from __future__ import annotations

import re

from afterword.text.function_words import FUNCTION_WORDS, FUNCTION_WORDS_ABROAD
from afterword.text.word_set import word_set

_NOTE_WORD = re.compile(r"[^\W\d_]+")
_OTHER_SCRIPT = re.compile(r"[\u0370-\u1fff\u3040-\u9fff\uac00-\ud7af]")
_LETTERS = "äöüßàâçèéêëîïôùûœñáíóúãõìòåøæąćęłńśźżčďěňřšťůýžőűğışțșăđ"
_FOREIGN_LETTER = re.compile(rf"[{_LETTERS}]\w*\s.*[{_LETTERS}]")  # `Zoë` alone is a name
_FOREIGN_WORD = re.compile(
    rf"(?<![^\W_])(?!(?:café|naïve|résumé|cliché|façade|fiancée?|déjà|entrée|über|crème)\b)[a-z{_LETTERS}]*[{_LETTERS}][a-z{_LETTERS}]*\b"
)
# Frequent in English, and rare or foreign in other languages.
FREQUENT_IN_ENGLISH = word_set("""
    the and to that it its this these for with by from not are were been which had has as at because when after
""")
_FOREIGN = frozenset().union(*FUNCTION_WORDS_ABROAD.values())
_LEAST_FOREIGN, _FEW_LETTERS = 2, 5


def is_foreign_note(text: str) -> bool:
    """Whether a note, however short, has words of other languages and none that only English has."""
    if len(_OTHER_SCRIPT.findall(text)) > _FEW_LETTERS:
        return True
    found = set(_NOTE_WORD.findall(text.lower()))
    if found & (FREQUENT_IN_ENGLISH - _FOREIGN):
        return False
    return (
        len(found & (_FOREIGN - FUNCTION_WORDS)) >= _LEAST_FOREIGN
        or _FOREIGN_LETTER.search(text.lower()) is not None
        or _FOREIGN_WORD.search(text) is not None
    )

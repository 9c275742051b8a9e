"""Whether the language of a document writes the day before the month: every one that is read here but English does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.importing.reader.unit import Unit
from afterword.text.foreign_words import FREQUENT_IN_ENGLISH
from afterword.text.function_words import FUNCTION_WORDS, FUNCTION_WORDS_ABROAD

_DAY_FIRST = frozenset().union(*FUNCTION_WORDS_ABROAD.values()) - FUNCTION_WORDS
_LEAST = 6


def writes_day_first(units: Sequence[Unit]) -> bool:
    """Return whether the short words of a document are those of languages that write the day first.

    Args:
        units: of the document.
    """
    words = [
        word for unit in units if unit.kind != "code" for word in re.findall(r"[^\W\d_]+", unit.visible.casefold())
    ]
    foreign = sum(word in _DAY_FIRST for word in words)
    english = sum(word in FREQUENT_IN_ENGLISH for word in words)
    return foreign >= _LEAST and foreign > 4 * english

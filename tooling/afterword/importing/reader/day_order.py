"""Whether the language of a document writes the day before the month: every one that is read here but English does."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.importing.reader.unit import Unit

_DAY_FIRST = frozenset(
    re.findall(
        r"\S+",
        """
        de la el los las del que una un se por con para es su do da dos das os não uma com foi em ao na no ser às
        le les des du et est une pour dans sur au aux qui par pas der die das und ist den dem mit von nicht wurde
        wurden ein eine zu auf il di che è per sono gli nel della het een van niet op voor werd się nie jest przez
        """,
    )
)
_ENGLISH = frozenset(
    re.findall(r"\w+", "the and of was were is are with that for to we it our from this at by not had")
)
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
    english = sum(word in _ENGLISH for word in words)
    return foreign >= _LEAST and foreign > 4 * english

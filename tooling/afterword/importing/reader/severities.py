"""The severity that a foreign document states without a key: in a tag of its title, or in `SEV2, resolved`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.importing.reader.reading import Field
from afterword.importing.reader.unit import Unit

_NAMED = re.compile(
    r"(?i)(?:incident )?(?:severity|priority|prio|sev|schweregrad|gravité|gravedad|gravidade)(?: level)?"
    r"(?:\s?[=–—-]\s?|\s(?:was\s|is\s|of\s)?)(?P<value>\w{1,20}(?:[ -]\d)?)"
)
_LEVEL = re.compile(
    r"#?(?P<level>(?:sev(?:erity)?|priority)[ :=/-]{0,2}[0-5]|p[0-4]|s[0-4])(?: incident)?", re.IGNORECASE
)
_ANY_LEVEL = re.compile(rf"(?<!\w){_LEVEL.pattern}(?!\w)", re.IGNORECASE)
_CALLED_SO = re.compile(
    r"(?i)\b(?:this|it|the incident) (?:was|is) (?:(?:declared|rated|classified)(?: as)? )?"
    r"(?:an? )?(?P<level>sev[ -]?[0-5])\b"
)
_PIECES = re.compile(r"\s[·•|/–—-]\s|[,;]\s|\.(?:\s|$)")
_AROUND = re.compile(r"^\W+|\s*\([^()]*\)\W*$|\W+$")
_LONGEST = 200


def _severity_in(text: str) -> str:
    """The severity that a line above the sections states without a colon, alone or among other things; empty if none.

    Several of them are none: `P1, later P3`.
    """
    if len(text) > _LONGEST:
        return ""
    if len({match["level"].casefold() for match in _ANY_LEVEL.finditer(text)}) > 1:
        return ""
    pieces = (_AROUND.sub("", piece) for piece in _PIECES.split(text))
    found = {match["level"] for piece in pieces if (match := _LEVEL.fullmatch(piece))}
    found |= {match["level"] for match in re.finditer(rf"(?<=[(\[]){_LEVEL.pattern}(?=[)\]])", text, re.IGNORECASE)}
    whole = [_NAMED.fullmatch(piece.strip(" .")) for piece in re.split(r"\s[·•|/]\s|[,;]\s", text)]
    found |= {match["value"] for match in whole if match} or {match["level"] for match in _CALLED_SO.finditer(text)}
    return found.pop() if len(found) == 1 else ""


def stated_severity(units: Sequence[Unit], title: Unit | None) -> Field | None:
    """The severity that the title, or a line above the sections, states without a colon; None if none does.

    Args:
        units: above the sections.
        title: the unit of the title, if there is one.
    """
    for unit in units:
        tagged = _OF_TITLE.search(unit.visible) if unit is title else None
        level = next(filter(None, tagged.groups())) if tagged else ""
        if level := level or (_severity_in(unit.visible) if unit.kind in ("paragraph", "item", "heading") else ""):
            return Field("severity", "", level, unit.line)
    return None


_OF_TITLE = re.compile(
    r"(?i)^(sev[ -]?[0-5]|p[0-4])\b\s?[:|–—-]|[\[(（](sev(?:erity)?[ -]?[0-5]|[ps][0-4])[\])）]|"
    r"\s[|–—-]\s((?:sev|priority)[ -]?[0-5]|p[0-4])$"
)
"""A severity set apart in a title: `[SEV1] Chat is down`, `Chat is down (P1)`, `SEV-1: chat is down`."""

"""Sentences in which a team says what it will do, or did: `We will add a limit`, `We've added one`."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.importing.reader.reading import ActionState
from afterword.importing.reader.unit import Unit

_NO_DEED = r"(?!(?:need|feed|exceed|succeed|proceed|speed|indeed|heed)\s)"
_DEED = rf"{_NO_DEED}(?:[\w/-]+ed|made|put|set|built|wrote|written|ran|run|cut|taught|begun|sent|taken)\b"
_PLEDGE = re.compile(
    r"(?i:we(?:(?:['’]ll|\s(?:will|shall|plan to|intend to|are (?:going|planning) to|should|need to|must))\s|"
    rf"(?P<done>(?:['’]ve|\s(?:have|had))?\s(?:\w+ly\s|also\s|now\s|since\s)?{_DEED}))|"
    r"wir werden\s|nous allons\s|vamos a\s|vamos\s)"
)
_GOES_ON = re.compile(rf"{_NO_DEED}[A-Z][\w-]*ed\b")


def pledges(units: Sequence[Unit], inside: range) -> dict[int, ActionState]:
    """Return the paragraphs of a section with their states, if each is one sentence with what a team does about it."""
    found: dict[int, ActionState] = {}
    for index in inside:
        unit = units[index]
        if unit.kind == "paragraph" and not unit.level and not unit.is_quoted:
            match = _PLEDGE.match(unit.visible)
            if match is None or re.search(r"[.!?]\s+\S", unit.visible):
                return {}
            found[index] = "done" if match["done"] else "open"
    return found


def deeds(units: Sequence[Unit], inside: range) -> set[int]:
    """Return the items in which a team says that it did it, and those of their lists that go on with `Added …`."""
    found: set[int] = set()
    lists: set[int] = set()
    for index in inside:
        unit = units[index]
        match = _PLEDGE.match(unit.visible) if unit.kind == "item" else None
        if match and match["done"]:
            lists.add(unit.table)
            found.add(index)
        elif unit.kind == "item" and unit.table in lists and _GOES_ON.match(unit.visible):
            found.add(index)
    return found

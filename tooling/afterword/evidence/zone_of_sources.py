"""The zone of times that name none, where the sources of an incident name one zone: `13:31 CEST`, a column `hour_sgt`.

A chat that was copied from a window has the clock of who copied it. It is read in the zone that people name in the
same file or, if they name none there, in the files beside it. If several zones are named, none is chosen.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime, timedelta

from afterword.text.late_pattern import late_pattern
from afterword.times.reader import TimeReader
from afterword.times.zones import ZoneError, is_place, is_zone, read_zone_behind, usual_place, utc_offset

_LOOKED_AT = 20_000
_CLOCK = late_pattern(
    r"(?<![\d:])\d{1,2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?(?:\s?[AaPp]\.?[Mm]\b\.?)?"
    r"(?:\s(?:19|20)\d{2}(?=\s[+-]\d{4}))?"  # as Git writes it: `15:02:11 2026 +0200`
    r"|(?<![\w:])\d{1,2}\s?[AaPp]\.?[Mm]\b"
)
_IN_HEAD = late_pattern(r"[(\[](?:US )?(?P<zone>[A-Za-z]{2,8}(?: [Tt]ime)?|(?:UTC|GMT)?[+-]\d{1,2}(?::?\d{2})?)[)\]]")
"""In the head of a table: `time (IST)`, `Opened (US Central)`."""
_PLACE = late_pattern(
    r"(?<![\w/])(?:Africa|America|Asia|Atlantic|Australia|Europe|Indian|Pacific)/[A-Z]\w+(?:/[A-Z]\w+)?"
)
_SPOKEN = late_pattern(r"\b(?:(?:past|to) \w+|o'clock),? (Pacific|Mountain|Central|Eastern)\b")
"""`quarter past ten Pacific`."""
_COLUMN = late_pattern(
    r"(?<![^\W_])(?:time|date|hour|minute|ts|at|on|created|generated|updated|received|sent|start\w*|end\w*|opened|closed)"
    r"_(?P<zone>[A-Za-z]{2,4})(?![^\W_]|_)"
)


def find_zones(text: str) -> frozenset[str]:
    """Find the zones that a text names: beside times of day, by place, and in the names of columns.

    What only programs write, `Z`, is not a zone by which people count.
    """
    text = text[:_LOOKED_AT]
    return frozenset(filter(None, map(_known, _named(text))))


def _named(text: str) -> Iterator[str]:
    for clock in _CLOCK.finditer(text):
        if (zone := read_zone_behind(text, clock.end())) and zone[0] not in ("Z", "z", "+00:00", "-00:00", "+0000"):
            yield zone[0]
    yield from (match[0] for match in _PLACE.finditer(text))
    yield from (match[1] for match in _SPOKEN.finditer(text))
    head = text.split("\n", 1)[0]
    for pattern in (_COLUMN, _IN_HEAD):
        yield from (match["zone"] for match in pattern.finditer(head) if is_zone(match["zone"]))
    if (stated := TimeReader().with_stated_zone(text)).states_zone:
        yield stated.zone


def _known(zone: str) -> str:
    """A zone whose offsets are known: a place for `ET`; empty for a name that means several."""
    if is_place(zone):
        return zone
    try:
        utc_offset(zone)
    except ZoneError:
        return usual_place(zone)
    return zone


def zone_without_name(
    name: str, zones: Mapping[str, frozenset[str]], day: datetime, *, is_of_machine: bool = False
) -> tuple[str, str] | None:
    """Choose the zone of a source that has times without one.

    Args:
        name: of the source.
        zones: by the name of each source, the zones that it names.
        day: a time near the incident; zones that have the same offset then are one, and UTC beside one is a mere mark.
        is_of_machine: whether a machine wrote it, whose clock need not be that of the people beside it.

    Returns:
        The zone, and the source that names it; None if none is named but UTC, or several are.
    """
    own = zones.get(name, frozenset())
    named = {name: own} if own or is_of_machine else zones
    found = [
        (zone, source) for source, of_source in named.items() for zone in sorted(of_source) if any(_offsets(zone, day))
    ]
    if len({offset for zone, _ in found for offset in _offsets(zone, day)}) != 1:
        return None
    # A place knows when its clocks change.
    return min(found, key=lambda one: not is_place(one[0]))


def _offsets(zone: str, day: datetime) -> Iterable[timedelta]:
    try:
        yield utc_offset(zone, day.replace(tzinfo=None))
    except ZoneError:
        return

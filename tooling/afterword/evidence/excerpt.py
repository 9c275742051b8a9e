"""Read the part of a long file of lines that is about the incident."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from afterword.evidence.collectors.log_places import Place, find_places
from afterword.times.reader import TimeError, TimeReader

_BEFORE = timedelta(hours=1)
"""How long before the incident's start the part begins."""
_LOOK = 65_536
_STEPS = 60


def read_excerpt(path: Path, times: TimeReader, limit: int) -> tuple[bytes, str]:
    """Read whole lines of a file that is too long, from an hour before the incident on.

    The place is found by halving, as the times of a log grow; a file whose times do not, or that has none, is read
    from its beginning.

    Args:
        path: of a file that is larger than the limit.
        times: how times are read; the start of the incident is among them.
        limit: bytes to read at most.

    Returns:
        The lines, and what was not read, in words.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        begin = _line_start(file, _find(file, size, times), size)
        file.seek(0)
        header = file.readline(_LOOK) if begin and path.suffix.lower() in (".csv", ".tsv") else b""
        file.seek(begin)
        data = file.read(limit)
    if len(data) == limit and (end := data.rfind(b"\n")) >= 0:
        data = data[: end + 1]
    left = size - begin - len(data)
    shown = f"of {_mb(size)} MB, {_mb(len(data))} are read, from {_mb(begin)} MB on"
    if begin:
        shown += ", an hour before the incident"
    return (
        header + data,
        f"{shown}; not read: {_mb(begin)} MB before and {_mb(left)} MB behind. Lines are counted from there",
    )


def _mb(size: int) -> str:
    return f"{size / 1e6:,.1f}"


def _find(file: BinaryIO, size: int, times: TimeReader) -> int:
    """Find where the lines of the incident begin; 0 if that cannot be found."""
    if times.start is None:
        return 0
    places = find_places(_lines(file, 0)[:200], times, None)
    wanted = times.start - _BEFORE
    edges = [_time(file, offset, places, times) for offset in (0, size // 2, max(0, size - _LOOK))]
    known = [edge for edge in edges if edge is not None]
    if not places or len(known) < len(edges) or known != sorted(known):
        return 0
    low, high = 0, size
    for _ in range(_STEPS):
        if high - low <= _LOOK:
            break
        middle = (low + high) // 2
        found = _time(file, middle, places, times)
        low, high = (middle, high) if found is not None and found < wanted else (low, middle)
    return low


def _time(file: BinaryIO, offset: int, places: list[Place], times: TimeReader) -> datetime | None:
    """Read the first time behind an offset."""
    found = (_of_line(line, places, times) for line in _lines(file, offset))
    return next((time for time in found if time is not None), None)


def _of_line(line: str, places: list[Place], times: TimeReader) -> datetime | None:
    for place in places:
        try:
            if found := place.read(line, times, None):
                return found[0].at.earliest
        except TimeError:
            continue
    return None


def _lines(file: BinaryIO, offset: int) -> list[str]:
    file.seek(offset)
    lines = file.read(_LOOK).decode("utf-8", "replace").split("\n")
    return lines[1:-1] if offset else lines[:-1]


def _line_start(file: BinaryIO, offset: int, size: int) -> int:
    """Return where the next line begins."""
    if offset == 0:
        return 0
    file.seek(offset)
    found = file.read(_LOOK).find(b"\n")
    return min(size, offset + found + 1) if found >= 0 else offset

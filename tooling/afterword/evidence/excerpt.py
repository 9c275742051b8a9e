"""Read the part of a long file of lines or records that is about the incident."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, BinaryIO

from afterword.evidence.collectors.log_places import Place, find_places
from afterword.evidence.collectors.record_keys import TIME_KEYS
from afterword.evidence.collectors.records import normal_key, opened, time_value
from afterword.evidence.json_excerpt import read_json_excerpt
from afterword.times.reader import TimeError, TimeReader

_BEFORE = timedelta(hours=1)
"""How long before the incident's start the part begins."""
_LOOK = 65_536
_STEPS = 60


def read_excerpt(path: Path, times: TimeReader, limit: int) -> tuple[bytes, str]:
    """Read whole lines of a file that is too long, from an hour before the incident on.

    Of a JSON document, whole records are read. In a file of lines, the place is found by halving, as the times of a log
    grow; one whose times do not, or that has none, is read from its beginning.

    Args:
        path: of a file that is larger than the limit.
        times: how times are read; the start of the incident is among them.
        limit: bytes to read at most.

    Returns:
        The lines, and what was not read, in words.
    """
    if path.suffix.lower() == ".json":
        since = times.start - _BEFORE if times.start else None
        return read_json_excerpt(path, limit, since, lambda record: _of_record(record, times))
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


def _of_record(record: dict[str, Any], times: TimeReader) -> datetime | None:
    """Read the time of a record, by the first key that is one of a time."""
    own = opened(record)
    value = next((own[key] for key in own if normal_key(key) in TIME_KEYS), None)
    try:
        found = times.fullmatch(str(time_value(value))) if value is not None else None
    except TimeError:
        return None
    return found.at.earliest if found else None


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

"""Read the part of a JSON document that is too long to be read as a whole: the records of the incident."""

from __future__ import annotations

import codecs
import json
import re
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from afterword.errors import AfterwordError
from afterword.evidence.source import how_to_cut

_CHUNK = 1 << 20
_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*+"|\[\s*(?:(?=\{)|\Z)|"')
"""A whole text, or the beginning of a list of objects; or what the next chunk goes on with: a text, or a list."""
_BETWEEN = re.compile(r"[\s,]*")


@dataclass
class _Window:
    """The records that are kept: at most so many bytes.

    Attributes:
        limit: in bytes.
        since: the first time of interest; None to keep the first records.
        lines: the records, one a line.
        size: of the lines, in bytes.
        gone: records that are not kept.
        found: whether a record of interest was found.
        last: the time of the record before.
        falls: whether the times fall, so that the last records of interest are the earliest.
    """

    limit: int
    since: datetime | None
    lines: deque[bytes] = field(default_factory=deque)
    size: int = 0
    gone: int = 0
    found: bool = False
    last: datetime | None = None
    falls: bool = False

    def take(self, line: bytes, at: datetime | None) -> bool:
        """Take a record; False if no further one can be kept."""
        if at and self.last and at != self.last:
            self.falls = at < self.last
        self.last = at or self.last
        is_of_interest = self.since is None or (at is not None and at >= self.since)
        if is_of_interest and not self.found:
            self.found = True
            self.gone += len(self.lines)
            self.lines.clear()
            self.size = 0
        if self.found and not is_of_interest:
            self.gone += 1
            return not self.falls
        if self.size + len(line) > self.limit and self.found and not self.falls:
            self.gone += 1
            return False
        self.lines.append(line)
        self.size += len(line)
        while self.size > self.limit:
            self.size -= len(self.lines.popleft() if self.falls or not self.found else self.lines.pop())
            self.gone += 1
        return True


def read_json_excerpt(
    path: Path, limit: int, since: datetime | None, time_of: Callable[[dict[str, Any]], datetime | None]
) -> tuple[bytes, str]:
    """Read the records of a document that are of interest, one JSON object a line.

    Only a chunk and the records that are kept are in memory. If no record is of interest, the last ones are kept.

    Args:
        path: of a JSON document.
        limit: bytes to keep at most.
        since: the first time of interest, None to keep the first records.
        time_of: reads the time of a record; None if it has none.

    Returns:
        The records, and what was not read, in words.

    Raises:
        AfterwordError: there is no list of objects in it, or one of them is longer than the limit.
    """
    window = _Window(limit, since)
    with path.open("rb") as file:
        size = file.seek(0, 2)
        file.seek(0)
        for record in _records(file, limit, path):
            line = json.dumps(record, ensure_ascii=False).encode("utf-8", "replace") + b"\n"
            if not window.take(line, time_of(record)):
                break
        read = file.tell()
    if not window.lines:
        raise AfterwordError("no list of records was found in it", remedy=how_to_cut(path), path=str(path))
    kept = f"of {size / 1e6:,.1f} MB of JSON, {len(window.lines):,} records are kept"
    where = ", from an hour before the incident on" if since and window.found else ""
    behind = f", and {(size - read) / 1e6:,.1f} MB behind" if read < size else ""
    return b"".join(window.lines), f"{kept}{where}; not kept: {window.gone:,} records{behind}"


def _records(file: BinaryIO, limit: int, path: Path) -> Iterator[dict[str, Any]]:
    """Read the objects of every list of objects, one after the other."""
    decode = codecs.getincrementaldecoder("utf-8-sig")("replace")
    decoder = json.JSONDecoder()
    text, at, in_list, ended = "", 0, False, False

    def more() -> None:
        nonlocal text, at, ended
        data = file.read(_CHUNK)
        ended = not data
        text, at = text[at:] + decode.decode(data, final=ended), 0
        if len(text) > limit:
            raise AfterwordError(
                "a record of it, or what is beside them, is too long", remedy=how_to_cut(path), path=str(path)
            )

    while not (ended and at >= len(text)):
        if not in_list:
            token = _TOKEN.search(text, at)
            if token is None or token[0] == '"' or (token[0].startswith("[") and token.end() == len(text)):
                at = token.start() if token else len(text)
                if ended:
                    return
                more()
            else:
                at, in_list = token.end(), token[0].startswith("[")
            continue
        begin = _BETWEEN.match(text, at)
        assert begin is not None
        at = begin.end()
        if at >= len(text) and not ended:
            more()
        elif not text.startswith("{", at):
            in_list = False
        else:
            try:
                record, at = decoder.raw_decode(text, at)
            except (ValueError, RecursionError):
                if ended:
                    return
                more()
            else:
                yield record

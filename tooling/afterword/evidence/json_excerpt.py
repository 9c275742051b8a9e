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
        for record in _Objects(file, limit, path):
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


class _Objects:
    """The objects of every list of objects in a file, one after the other; of one that is too long, those inside it.

    Args:
        file: a JSON document.
        limit: characters of one object at most.
        path: of the file, for messages.
    """

    def __init__(self, file: BinaryIO, limit: int, path: Path) -> None:
        self._file, self._limit, self._path = file, limit, path
        self._decode = codecs.getincrementaldecoder("utf-8-sig")("replace")
        self._text, self._at = "", 0
        self._in_list = self._ended = False

    def __iter__(self) -> Iterator[dict[str, Any]]:
        decoder = json.JSONDecoder()
        while not (self._ended and self._at >= len(self._text)):
            if not (self._in_list or self._find_list()):
                return
            if not self._find_object():
                continue
            try:
                record, self._at = decoder.raw_decode(self._text, self._at)
            except (ValueError, RecursionError):
                if self._ended:
                    return
                self._read_on()
            else:
                yield record

    def _read_on(self) -> None:
        data = self._file.read(_CHUNK)
        self._ended = not data
        self._text, self._at = self._text[self._at :] + self._decode.decode(data, final=self._ended), 0
        if len(self._text) <= self._limit:
            return
        if not self._in_list:
            raise AfterwordError(
                f"a text in it is too long, before {self._file.tell() / 1e6:,.1f} MB",
                remedy=how_to_cut(self._path),
                path=str(self._path),
            )
        self._in_list, self._at = False, 1

    def _find_list(self) -> bool:
        """Go to the first object of the next list; False if there is none."""
        while True:
            token = _TOKEN.search(self._text, self._at)
            if token is None or token[0] == '"' or (token[0].startswith("[") and token.end() == len(self._text)):
                self._at = token.start() if token else len(self._text)
                if self._ended:
                    return False
                self._read_on()
            else:
                self._at, self._in_list = token.end(), token[0].startswith("[")
                if self._in_list:
                    return True

    def _find_object(self) -> bool:
        """Go to the next object of a list; False if the list ends, or its end is not read yet."""
        begin = _BETWEEN.match(self._text, self._at)
        assert begin is not None  # it may be empty
        self._at = begin.end()
        if self._at >= len(self._text) and not self._ended:
            self._read_on()
            return False
        self._in_list = self._text.startswith("{", self._at)
        return self._in_list

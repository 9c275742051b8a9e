"""Read what a person gives on the command line."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from afterword.errors import AfterwordError
from afterword.evidence.collectors.issues import parse_issue
from afterword.evidence.source import MAX_SOURCE_BYTES
from afterword.times.zones import require_zone

STANDARD_INPUT = "-"
_OPENED = re.compile(r"/(?:dev|proc/self)/fd/\d+")
"""What a shell makes of `<(command)`: a pipe that it has opened, and whose other end a command closes."""
_URL = re.compile(r"https?://\S+", re.IGNORECASE)
_NUMBER = re.compile(r"(?:[\w.-]+/[\w.-]+)?#\d+")


@dataclass(frozen=True, slots=True)
class GivenSources:
    """What sources a person named.

    Attributes:
        paths: files and folders.
        issues: issues and pull requests, as `owner/name` and number.
        reads_input: whether standard input is one of them.
        pipes: those that the shell has opened for the output of commands.
    """

    paths: tuple[Path, ...] = ()
    issues: tuple[tuple[str, int], ...] = ()
    reads_input: bool = False
    pipes: tuple[Path, ...] = ()

    def read_inputs(self, standard_input: BinaryIO) -> dict[str, bytes]:
        """Read standard input and the pipes; return what they have by the names that the evidence gives them.

        Raises:
            AfterwordError: one cannot be read, or has more than a source may have.
        """
        found = {"standard-input.txt": _read(standard_input, STANDARD_INPUT)} if self.reads_input else {}
        for number, path in enumerate(self.pipes, 1):
            try:
                with path.open("rb") as file:
                    found[f"command-{number}.txt"] = _read(file, str(path))
            except OSError as error:
                raise AfterwordError(f"cannot be read: {error.strerror}", path=str(path)) from error
        return found


def _read(file: BinaryIO, name: str) -> bytes:
    data = file.read(MAX_SOURCE_BYTES + 1)
    if len(data) > MAX_SOURCE_BYTES:
        limit = f"{MAX_SOURCE_BYTES // 1_000_000} MB"
        raise AfterwordError(f"there is more than {limit} to read", remedy="cut out the incident", path=name)
    return data


def is_source(text: str) -> bool:
    """Whether a text names a source: a file or folder that exists, an issue, or standard input."""
    return text == STANDARD_INPUT or bool(_URL.fullmatch(text) or _NUMBER.fullmatch(text)) or Path(text).exists()


def parse_sources(texts: Iterable[str], own: str | None) -> GivenSources:
    """Tell files and folders from issues and from standard input (`-`).

    Args:
        texts: paths, `-`, and issues or pull requests: their URLs, `#9` or `owner/repo#9`.
        own: `owner/name` of the repository that a number alone refers to; None if it is not known.

    Raises:
        ValueError: a URL is not that of an issue or pull request, or no repository is known.
    """
    given = list(dict.fromkeys(texts))
    issues = [text for text in given if _URL.fullmatch(text) or (_NUMBER.fullmatch(text) and not Path(text).exists())]
    pipes = [text for text in given if _OPENED.fullmatch(text) and Path(text).is_fifo()]
    paths = (Path(text) for text in given if text != STANDARD_INPUT and text not in issues and text not in pipes)
    named = tuple(parse_issue(text, own) for text in issues)
    return GivenSources(tuple(paths), named, STANDARD_INPUT in given, tuple(map(Path, pipes)))


def parse_pairs(texts: Iterable[str], keys: Sequence[str] = ()) -> dict[str, str]:
    """Read `key=value` pairs.

    Args:
        texts: one pair each.
        keys: the keys that there are; any if there are none.

    Raises:
        ValueError: a text is not a pair, or has another key.
    """
    found = {}
    for text in texts:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not (key and equals and value):
            raise ValueError(f"`{text}` is not a pair; write `{keys[0] if keys else 'participant 2'}=…`")
        if keys and key not in keys:
            raise ValueError(f"`{key}` is not a key; write one of {', '.join(keys)}")
        found[key] = value
    return found


def parse_zones(texts: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Read the zone of times that name none, and what names mean that are not certain: `IST=+05:30`.

    Returns:
        The zone, empty if none is given, and the zones of the names, in lower case.

    Raises:
        ValueError: it is not certain which zone is meant.
    """
    zone, names = "", {}
    for text in texts:
        name, equals, meant = text.partition("=")
        if equals:
            names[name.strip().lower()] = require_zone(meant.strip())
        else:
            zone = require_zone(text)
    return zone, names

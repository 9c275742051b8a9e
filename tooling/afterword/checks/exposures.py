"""The secrets and the personal data in a post-mortem and in its evidence.

The document is read whole, its prompt diffs and sample outputs included, and so is every text in its evidence folder.
"""

from __future__ import annotations

import codecs
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.checks.locations import Location
from afterword.config import Config
from afterword.evidence.ledger import MAX_LEDGER_BYTES
from afterword.evidence.people import people_of
from afterword.postmortem import PostMortem, Source, Span
from afterword.postmortem.files import read_if_regular
from afterword.postmortem.folders import Entry
from afterword.redaction import Find, Redactor
from afterword.redaction.people import ROLES

_MAX_SUFFIX = 6
"""Characters of a file's suffix with its dot; a longer one is part of the name."""
_PICTURE_SIGNATURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"%PDF-")


@dataclass(frozen=True, slots=True)
class Exposures:
    """What is exposed.

    Attributes:
        found: secrets and personal data with their places.
        unread: files that could not be read.
    """

    found: tuple[tuple[Find, Span | Location], ...]
    unread: tuple[str, ...]


def find_exposures(
    document: PostMortem,
    config: Config,
    folder: Path,
    files: Sequence[Entry],
    display_path: Callable[[Path], str],
) -> Exposures:
    """Find what a document and the regular files of its evidence folder expose.

    Links are not followed; AW802 reports them.
    """
    redactor = Redactor(config.redaction).knowing(people_of(document))
    readable = document.source.readable
    # The document may name its people where it says who did what, and cite public posts; its evidence may do neither.
    found: list[tuple[Find, Span | Location]] = [
        (find, Span(find.start, find.end))
        for find in redactor.find(readable)
        if find.kind not in ROLES and not (find.kind == "handle" and readable[find.start - 1 : find.start] == "/")
    ]
    unread: list[str] = []
    for path in (file.path for file in files if file.is_regular):
        shown, text = display_path(path), _text(path)
        found += ((find, Location(shown, 1, 1, 1)) for find in redactor.find(_name(path, folder)))
        if text is None:
            unread.append(shown)
            continue
        source = Source(text)
        for find in redactor.find(text):
            line = source.line_of(find.start)
            found.append((find, Location(shown, line, source.column_of(find.start), line)))
    return Exposures(tuple(found), tuple(unread))


def _name(path: Path, folder: Path) -> str:
    """Return a file's path in the folder without its suffix, which would read as the end of an address."""
    name = path.relative_to(folder).as_posix()
    return name.removesuffix(path.suffix) if len(path.suffix) <= _MAX_SUFFIX else name


def _text(path: Path) -> str | None:
    """Return the text of a file in any encoding; None for a picture, or if it is too large or cannot be read."""
    data = read_if_regular(path, MAX_LEDGER_BYTES)
    if data is None or data.startswith(_PICTURE_SIGNATURES) or data[8:12] == b"WEBP":
        return None
    return _decode(data)


def _decode(data: bytes) -> str:
    """Return bytes as text; if no encoding matches, one character for each byte: a key in it is still a key."""
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return data.decode("utf-16", "replace")
    for first, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        if data[first::2].count(0) * 4 > len(data):  # more than half of the upper halves
            return data.decode(encoding, "replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("latin-1")

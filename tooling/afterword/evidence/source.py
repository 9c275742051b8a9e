"""Open files, folders and archives outside the repository, without trusting them."""

from __future__ import annotations

import codecs
import io
import os
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TypeVar

from afterword.errors import AfterwordError
from afterword.evidence.json_documents import JsonDocuments, json_documents
from afterword.text.counting import counted
from afterword.text.newlines import with_lf

MAX_SOURCE_BYTES = 20_000_000
MAX_ARCHIVE_BYTES = 90_000_000
"""Limit for a folder or an archive that is one source, unpacked."""
MAX_PARTS = 20_000
ARCHIVES = (".zip", ".gz", ".tgz", ".tar", ".7z", ".rar", ".bz2", ".xz", ".zst")
"""Endings of what must be unpacked first, unless it is an archive that a collector knows."""
_ZIP = b"PK\x03\x04"
_ZSTANDARD = 93
"""The method that newer logs of Inspect are compressed with; Python reads it from 3.14 on."""


class NotReadable(Exception):  # noqa: N818 - reported as what was not read
    """Why a source, or a part of one, was not read."""


@dataclass(frozen=True)
class Source:
    """Something to collect from.

    Attributes:
        name: the file's name.
        read: its bytes; raises NotReadable or AfterwordError.
        parts: the files of a folder or archive, None for a single file.
        path: where it is; None for a part of an archive.
        read_part: of a file that is too long, reads a part, and says what was not read; None if it is read as a whole.
    """

    name: str
    read: Callable[[], bytes]
    parts: tuple[Part, ...] | None = None
    path: Path | None = None
    read_part: Callable[[], tuple[bytes, str]] | None = None

    @property
    def suffix(self) -> str:
        """The ending of its name, in lower case."""
        return PurePosixPath(self.name).suffix.lower()

    @cached_property
    def _loaded(self) -> tuple[bytes, str]:
        return self.read_part() if self.read_part else (self.read(), "")

    @property
    def data(self) -> bytes:
        """Its bytes.

        Raises:
            NotReadable: it cannot be decompressed.
            AfterwordError: it cannot be read, or is too large.
        """
        return self._loaded[0]

    @property
    def excerpt(self) -> str:
        """What was not read of a file that is too long, in words; empty if it is read as a whole."""
        return self._loaded[1] if self.read_part else ""

    def forget(self) -> None:
        """Drop what was read: many sources do not fit into memory together."""
        for name in ("_loaded", "decoded", "documents"):
            self.__dict__.pop(name, None)

    @cached_property
    def decoded(self) -> tuple[str, str]:
        """Its text, newlines as LF, and what was assumed about its encoding, empty for Unicode.

        Raises:
            NotReadable: it is not text.
        """
        return decode(self.data)

    @property
    def text(self) -> str:
        """Its text, newlines as LF.

        Raises:
            NotReadable: it is not text.
        """
        return self.decoded[0]

    @property
    def text_if_any(self) -> str:
        """Its text; "" if it is not text."""
        try:
            return self.text
        except NotReadable:
            return ""

    @cached_property
    def documents(self) -> JsonDocuments:
        """Its JSON documents."""
        try:
            return json_documents(self.text)
        except NotReadable as problem:
            return JsonDocuments(stopped=(None, str(problem)))

    def part(self, name: str) -> Part | None:
        """Find a part by its name below the source."""
        return next((part for part in self.parts or () if part.name == name), None)


@dataclass(frozen=True)
class Part(Source):
    """One file of a folder or archive; `name` is its path below the source, with slashes."""


def decode(data: bytes) -> tuple[str, str]:
    """Decode a text, newlines as LF, and say what was assumed about its encoding; "" for Unicode.

    Raises:
        NotReadable: it is not text.
    """
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    assumed = ""
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        if utf16:
            raise NotReadable("the file is not Unicode text, though it begins like it") from None
        text, assumed = _other_text(data)
    if "\0" in text or (assumed and any(char < " " and char not in "\t\n\r\f\x1b" for char in text)):
        raise NotReadable("the file is not text")
    return with_lf(text), assumed


IN_PARTS = frozenset((".log", ".out", ".err", ".txt", ".jsonl", ".ndjson", ".csv", ".tsv", ".json", ""))
"""Endings of files that can be read in part."""


def _other_text(data: bytes) -> tuple[str, str]:
    """Decode a text that is not UTF-8: as Windows-1252, or line by line if most lines are UTF-8.

    Raises:
        NotReadable: it is not text.
    """
    lines = data.split(b"\n")
    decoded = [_utf8(line) for line in lines]
    others = decoded.count(None)
    is_mixed = 2 * others <= len(lines) and any(line and not line.isascii() for line in decoded)
    try:
        if not is_mixed:
            return data.decode("cp1252"), "not UTF-8; read as Windows-1252 (Latin-1)"
    except UnicodeDecodeError:
        if 2 * others > len(lines):
            raise NotReadable("the file is not text") from None
    texts = (
        line.decode("cp1252", "replace") if text is None else text for line, text in zip(lines, decoded, strict=True)
    )
    return "\n".join(texts), f"mixed encodings: {others} of {len(lines)} lines are not UTF-8; read as Windows-1252"


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


ReadPart = Callable[[Path, int], tuple[bytes, str]]
"""Reads a part of a long file, at most so many bytes, and says what was not read."""


def open_source(path: Path, read_part: ReadPart | None = None) -> Source:
    """Open a file, or a folder with everything below it; an archive has its members as parts.

    Args:
        path: of a file or a folder.
        read_part: reads a part of a long file of lines or records; without it, such a file is refused.

    Raises:
        AfterwordError: there is nothing there, it is not a regular file, or it is too large.
    """
    with _readable(path):
        mode = path.stat().st_mode
        if stat.S_ISDIR(mode):
            return _folder(path, read_part)
        with path.open("rb") if stat.S_ISREG(mode) else io.BytesIO() as file:
            is_archive = file.read(len(_ZIP)) == _ZIP
    limit = MAX_ARCHIVE_BYTES if is_archive else MAX_SOURCE_BYTES
    if not is_archive and stat.S_ISREG(mode) and (part := _part_of(path, read_part)):
        return Source(path.name, lambda: b"", None, path, part)
    _require_regular(path, limit)
    return Source(path.name, lambda: read_bytes(path, limit), _members(path) if is_archive else None, path)


def _part_of(path: Path, read_part: ReadPart | None) -> Callable[[], tuple[bytes, str]] | None:
    """Return what reads a part of a regular file that is too long; None if it is read as a whole, or refused."""
    with _readable(path):
        if not read_part or path.suffix.lower() not in IN_PARTS or path.stat().st_size <= MAX_SOURCE_BYTES:
            return None

    def read() -> tuple[bytes, str]:
        with _readable(path):
            return read_part(path, MAX_SOURCE_BYTES)

    return read


def read_bytes(path: Path, limit: int = MAX_SOURCE_BYTES) -> bytes:
    """Read a regular file.

    Raises:
        AfterwordError: it cannot be read, or is larger than the limit in bytes.
    """
    _require_regular(path, limit)
    with _readable(path), path.open("rb") as file:
        return file.read(limit)


@contextmanager
def _readable(path: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        remedy = "check the name, and that you may read it"
        raise AfterwordError(f"cannot be read: {error.strerror}", remedy=remedy, path=str(path)) from error


def _require_regular(path: Path, limit: int) -> None:
    """Refuse what could block, never end, or fill the memory."""
    with _readable(path):
        found = path.stat()
    if stat.S_ISDIR(found.st_mode):
        raise AfterwordError("this is a folder", remedy="name the files in it", path=str(path))
    if not stat.S_ISREG(found.st_mode):
        raise AfterwordError("this is not a regular file", remedy="copy its content to a file", path=str(path))
    if found.st_size > limit:
        size = f"{limit // 1_000_000} MB"
        raise AfterwordError(f"the file is larger than {size}", remedy=how_to_cut(path), path=str(path))


def how_to_cut(path: Path) -> str:
    """Say how to take the incident out of a file that is too long."""
    if path.suffix.lower() == ".json":
        return "keep the records of the incident, as JSON lines: `jq -c '.[]' FILE | grep 2026-04-16 > part.jsonl`"
    return "cut out the incident"


def _folder(path: Path, read_part: ReadPart | None) -> Source:
    parts: list[Part] = []
    for file in _walk(path):
        parts.append(_file_of_folder(file, file.relative_to(path).as_posix(), read_part))
        if len(parts) > MAX_PARTS:
            raise AfterwordError(
                f"the folder has more than {MAX_PARTS} files", remedy="name those of the incident", path=str(path)
            )
    if not parts:
        raise AfterwordError("there is no file in this folder", remedy="name a file", path=str(path))
    name = path.resolve().name or "folder"
    return Source(name, lambda: b"", tuple(parts), path)


def _file_of_folder(file: Path, name: str, read_part: ReadPart | None) -> Part:
    """Return one file among others, which are read even if this one cannot be."""
    part = _part_of(file, read_part)
    return Part(name, lambda: _or_not(lambda: read_bytes(file)), None, file, part and (lambda: _or_not(part)))


_Read = TypeVar("_Read")


def _or_not(read: Callable[[], _Read]) -> _Read:
    """Read; what would end the run is a problem of this file alone.

    Raises:
        NotReadable: it cannot be read, or is too large.
    """
    try:
        return read()
    except AfterwordError as error:
        raise NotReadable("; ".join(filter(None, (error.message, error.remedy)))) from None


def _walk(folder: Path) -> Iterator[Path]:
    """List the regular files below a folder, by name, without hidden files and links."""
    with _readable(folder):
        entries = sorted(folder.iterdir(), key=lambda entry: entry.name)
    for entry in entries:
        if entry.name.startswith((".", "__MACOSX")) or entry.is_symlink():
            continue
        if entry.is_dir():
            yield from _walk(entry)
        elif entry.is_file():
            yield entry


def name_left_out(folder: Path) -> str:
    """Say how many links and hidden files and folders below a folder are not read; empty if there are none."""
    links = hidden = 0
    for place, folders, files in os.walk(folder):
        for name in (*folders, *files):
            if name.startswith("."):
                hidden += name != ".DS_Store"
            elif not name.startswith("__MACOSX"):
                links += (Path(place) / name).is_symlink()
        folders[:] = [name for name in folders if not name.startswith((".", "__MACOSX"))]
    parts = (
        f"{counted(links, 'link')}, which could lead out of it: name the files themselves" if links else "",
        f"{counted(hidden, 'file or folder', 'files or folders')} whose names begin with a dot" if hidden else "",
    )
    return "; ".join(filter(None, parts))


def _members(path: Path) -> tuple[Part, ...]:
    """List the files of an archive. Nothing is unpacked to disk, so that their names can do no harm."""
    # In memory, and opened once: opening it for each of thousands of files reads its directory as often.
    data = io.BytesIO(read_bytes(path, MAX_ARCHIVE_BYTES))
    try:
        archive = zipfile.ZipFile(data)
    except (zipfile.BadZipFile, NotImplementedError, ValueError, OSError) as error:
        raise AfterwordError(f"the archive cannot be read: {error}", path=str(path)) from None
    infos = [info for info in archive.infolist() if not info.is_dir()]
    if len(infos) > MAX_PARTS:
        raise AfterwordError(f"the archive has more than {MAX_PARTS} files", remedy="cut it down", path=str(path))
    if sum(info.file_size for info in infos) > MAX_ARCHIVE_BYTES:
        limit = f"{MAX_ARCHIVE_BYTES // 1_000_000} MB"
        raise AfterwordError(
            f"the archive contains more than {limit}",
            remedy="unpack it, and name the files of the days of the incident",
            path=str(path),
        )

    def member(info: zipfile.ZipInfo) -> Part:
        return Part(info.filename, lambda: _unpacked(archive, info))

    return tuple(member(info) for info in infos if not info.filename.startswith(("__MACOSX/", ".")))


def _unpacked(archive: zipfile.ZipFile, info: zipfile.ZipInfo) -> bytes:
    if info.compress_type == _ZSTANDARD:
        raise NotReadable("compressed with Zstandard, which is not supported; unpack it, or export it as JSON")
    try:
        with archive.open(info) as file:
            # The size that the archive states for a member need not be true.
            data = file.read(MAX_SOURCE_BYTES + 1)
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError) as error:
        raise NotReadable(f"cannot be unpacked: {error}") from None
    except Exception as error:  # zlib.error, lzma.LZMAError: what a broken member does to its decompressor
        raise NotReadable(f"cannot be unpacked: {type(error).__name__}") from None
    if len(data) > MAX_SOURCE_BYTES:
        raise NotReadable(f"larger than {MAX_SOURCE_BYTES // 1_000_000} MB")
    return data

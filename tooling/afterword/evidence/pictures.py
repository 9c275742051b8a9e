"""Remove what the camera, the editor or the machine wrote into screenshots beside the picture.

Only what is needed to show the picture is kept: metadata can hold a place, a person or a whole earlier version.
"""

from __future__ import annotations

import hashlib
import re
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from afterword.evidence.source import NotReadable

# What a PNG is shown with; text, time, EXIF and private chunks are not among them.
_PNG_CHUNKS = frozenset((
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs", b"acTL",
    b"fcTL", b"fdAT",
))  # fmt: skip
_WEBP_CHUNKS = frozenset((b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"))
_WEBP_METADATA_FLAGS = 0b0010_1100  # profile, EXIF, XMP


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture to keep; `removed` is how many bytes of metadata were removed."""

    data: bytes
    kind: str
    removed: int

    @property
    def sha256(self) -> str:
        """Return the digest of the data, in hexadecimal digits."""
        return hashlib.sha256(self.data).hexdigest()


def clean(data: bytes, suffix: str) -> Picture:
    """Remove the metadata of a picture.

    Args:
        data: the file.
        suffix: the ending of its name, which must match what the file is.

    Raises:
        NotReadable: it is not a picture of that kind, is broken, or has a format whose metadata cannot be removed.
    """
    if suffix not in _FORMATS:
        raise NotReadable(f"metadata cannot be taken out of `{suffix}`; save the picture as PNG")
    kind, begin, cleaner = _FORMATS[suffix]
    if not re.match(begin, data, re.DOTALL):
        raise NotReadable(f"the name says {kind}, the file is something else")
    try:
        kept = b"".join(cleaner(data))
    except (struct.error, IndexError, ValueError):
        raise NotReadable(f"not a whole {kind} picture") from None
    return Picture(kept, kind, len(data) - len(kept))


def _cut(data: bytes, start: int, length: int) -> bytes:
    """Return a part of the data.

    Raises:
        IndexError: the data ends before it.
    """
    if length < 0 or start + length > len(data):
        raise IndexError
    return data[start : start + length]


def _png(data: bytes) -> Iterator[bytes]:
    position = 8
    yield data[:position]
    name = b""
    while name != b"IEND":  # what follows it is not shown, but would be kept: an earlier, uncropped picture
        (length,) = struct.unpack_from(">I", data, position)
        chunk = _cut(data, position, 12 + length)
        name = chunk[4:8]
        if name in _PNG_CHUNKS:
            yield chunk
        position += len(chunk)


def _jpeg(data: bytes) -> Iterator[bytes]:
    position = 2
    yield data[:position]
    while True:
        if data[position] != 0xFF:
            raise IndexError
        marker = data[position + 1]
        if marker == 0xFF:  # a fill byte
            position += 1
        elif marker == 0xD9 or marker == 0x01 or 0xD0 <= marker <= 0xD7:
            yield data[position : position + 2]
            position += 2
            if marker == 0xD9:
                return
        else:
            (length,) = struct.unpack_from(">H", data, position + 2)
            segment = _cut(data, position, 2 + length if length >= 2 else -1)
            # Of the application segments, JFIF and Adobe say how colours are meant; comments are 0xFE.
            keeps = segment[4:9] == b"JFIF\0" if marker == 0xE0 else marker == 0xEE
            if keeps or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
                yield segment
            position += len(segment)
            if marker == 0xDA:
                end = _scan_end(data, position)
                yield data[position:end]
                position = end


def _scan_end(data: bytes, position: int) -> int:
    """Find where the compressed data of a scan ends: before a marker that is neither a restart nor a stuffed byte."""
    while True:
        position = data.index(b"\xff", position)
        follows = data[position + 1]
        if follows != 0 and follows != 0xFF and not 0xD0 <= follows <= 0xD7:
            return position
        position += 1 if follows == 0xFF else 2


def _webp(data: bytes) -> Iterator[bytes]:
    (size,) = struct.unpack_from("<I", data, 4)
    data = _cut(data, 0, size + 8)
    kept = [b"WEBP"]
    position = 12
    while position + 8 <= len(data):
        (length,) = struct.unpack_from("<I", data, position + 4)
        chunk = _cut(data, position, 8 + length + length % 2)
        position += len(chunk)
        if chunk[:4] == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_METADATA_FLAGS]) + chunk[9:]
        if chunk[:4] in _WEBP_CHUNKS:
            kept.append(chunk)
    yield b"RIFF" + struct.pack("<I", sum(map(len, kept))) + b"".join(kept)


_FORMATS: dict[str, tuple[str, bytes, Callable[[bytes], Iterator[bytes]]]] = {
    ".png": ("PNG", rb"\x89PNG\r\n\x1a\n", _png),
    ".jpg": ("JPEG", rb"\xff\xd8\xff", _jpeg),
    ".jpeg": ("JPEG", rb"\xff\xd8\xff", _jpeg),
    ".webp": ("WebP", rb"RIFF....WEBP", _webp),
}
SUFFIXES = frozenset({*_FORMATS, ".gif", ".heic", ".bmp", ".tif", ".tiff"})
"""Endings of the names of pictures, including formats whose metadata cannot be removed."""

"""Remove what the camera, the editor or the machine wrote into screenshots beside the picture.

Only what is needed to show the picture is kept: metadata can hold a place, a person or a whole earlier version.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from afterword.evidence.source import NotReadable

_PNG = b"\x89PNG\r\n\x1a\n"
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
    kind, cleaner = _CLEANERS.get(suffix, ("", None))
    if cleaner is None:
        raise NotReadable(f"metadata cannot be taken out of `{suffix}`; save the picture as PNG")
    try:
        kept = b"".join(cleaner(data))
    except (struct.error, IndexError):
        raise NotReadable(f"not a whole {kind} picture") from None
    return Picture(kept, kind, len(data) - len(kept))


def _png(data: bytes) -> Iterator[bytes]:
    if not data.startswith(_PNG):
        raise NotReadable("the name says PNG, the file is something else")
    yield _PNG
    position = len(_PNG)
    while True:
        (length,) = struct.unpack_from(">I", data, position)
        name, end = data[position + 4 : position + 8], position + 12 + length
        if end > len(data):
            raise NotReadable("not a whole PNG picture")
        if name in _PNG_CHUNKS:
            yield data[position:end]
        position = end
        if name == b"IEND":
            return  # what follows is not shown, but would be kept: an earlier, uncropped picture


def _jpeg(data: bytes) -> Iterator[bytes]:
    if not data.startswith(b"\xff\xd8\xff"):
        raise NotReadable("the name says JPEG, the file is something else")
    yield data[:2]
    position = 2
    while True:
        if data[position] != 0xFF:
            raise NotReadable("not a whole JPEG picture")
        marker = data[position + 1]
        if marker == 0xFF:  # a fill byte
            position += 1
        elif marker == 0xD9:
            yield data[position : position + 2]
            return
        elif marker == 0x01 or 0xD0 <= marker <= 0xD7:
            yield data[position : position + 2]
            position += 2
        else:
            (length,) = struct.unpack_from(">H", data, position + 2)
            end = position + 2 + length
            if end > len(data) or length < 2:
                raise NotReadable("not a whole JPEG picture")
            segment = data[position:end]
            # Of the application segments, JFIF and Adobe say how colours are meant; comments are 0xFE.
            keeps = segment[4:9] == b"JFIF\0" if marker == 0xE0 else marker == 0xEE
            if keeps or not (0xE0 <= marker <= 0xEF or marker == 0xFE):
                yield segment
            position = end
            if marker == 0xDA:
                end = _scan_end(data, position)
                yield data[position:end]
                position = end


def _scan_end(data: bytes, position: int) -> int:
    """Find where the compressed data of a scan ends: before a marker that is neither a restart nor a stuffed byte."""
    while True:
        position = data.find(b"\xff", position)
        if position < 0 or position + 1 >= len(data):
            raise NotReadable("not a whole JPEG picture")
        follows = data[position + 1]
        if follows != 0 and follows != 0xFF and not 0xD0 <= follows <= 0xD7:
            return position
        position += 1 if follows == 0xFF else 2


def _webp(data: bytes) -> Iterator[bytes]:
    if not (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        raise NotReadable("the name says WebP, the file is something else")
    (size,) = struct.unpack_from("<I", data, 4)
    if size + 8 > len(data):
        raise NotReadable("not a whole WebP picture")
    kept = []
    position = 12
    while position + 8 <= size + 8:
        (length,) = struct.unpack_from("<I", data, position + 4)
        end = position + 8 + length + length % 2
        if end > len(data):
            raise NotReadable("not a whole WebP picture")
        name, chunk = data[position : position + 4], data[position:end]
        if name == b"VP8X":
            chunk = chunk[:8] + bytes([chunk[8] & ~_WEBP_METADATA_FLAGS]) + chunk[9:]
        if name in _WEBP_CHUNKS:
            kept.append(chunk)
        position = end
    body = b"WEBP" + b"".join(kept)
    yield b"RIFF" + struct.pack("<I", len(body)) + body


_CLEANERS: dict[str, tuple[str, Callable[[bytes], Iterator[bytes]] | None]] = {
    ".png": ("PNG", _png),
    ".jpg": ("JPEG", _jpeg),
    ".jpeg": ("JPEG", _jpeg),
    ".webp": ("WebP", _webp),
    ".gif": ("GIF", None),
    ".heic": ("HEIC", None),
    ".bmp": ("BMP", None),
    ".tif": ("TIFF", None),
    ".tiff": ("TIFF", None),
}
SUFFIXES = frozenset(_CLEANERS)
"""Endings of the names of pictures."""

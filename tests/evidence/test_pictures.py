"""Screenshots are kept without metadata, and only if they are what their name says."""

from __future__ import annotations

import struct
import zlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.pictures import clean
from afterword.evidence.source import NotReadable
from fakes.sources import gather

SECRET = b"52.52N 13.40E by Dana"


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(*extra: bytes, after: bytes = b"") -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    pixels = _chunk(b"IDAT", zlib.compress(b"\0\0"))
    return b"\x89PNG\r\n\x1a\n" + header + b"".join(extra) + pixels + _chunk(b"IEND", b"") + after


def _segment(marker: int, data: bytes) -> bytes:
    return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data


def jpeg(*extra: bytes, after: bytes = b"") -> bytes:
    scan = _segment(0xDA, b"\x01\x01\0\0\x3f\0") + b"\x12\xff\0\x34\xff\xd0\x56"
    return b"\xff\xd8" + _segment(0xE0, b"JFIF\0\x01\x01") + b"".join(extra) + scan + b"\xff\xd9" + after


def webp(*extra: bytes) -> bytes:
    def chunk(name: bytes, data: bytes) -> bytes:
        return name + struct.pack("<I", len(data)) + data + b"\0" * (len(data) % 2)

    body = b"WEBP" + chunk(b"VP8X", b"\x2c\0\0\0\0\0\0\0\0\0") + chunk(b"VP8 ", b"pixels!")
    body += b"".join(chunk(name, SECRET) for name in extra)
    return b"RIFF" + struct.pack("<I", len(body)) + body


@pytest.mark.parametrize(
    ("suffix", "plain", "laden"),
    [
        (".png", png(), png(_chunk(b"tEXt", b"Author\0" + SECRET), _chunk(b"eXIf", SECRET), after=SECRET)),
        (".png", png(), png(_chunk(b"iTXt", SECRET), _chunk(b"prVt", SECRET))),
        (".jpg", jpeg(), jpeg(_segment(0xE1, b"Exif\0\0" + SECRET), _segment(0xFE, SECRET), after=SECRET)),
        (".jpeg", jpeg(), jpeg(_segment(0xED, SECRET), _segment(0xE2, b"ICC_PROFILE\0" + SECRET))),
        (".webp", clean(webp(), ".webp").data, webp(b"EXIF", b"XMP ")),
    ],
)
def test_metadata_goes_and_the_picture_stays(suffix: str, plain: bytes, laden: bytes) -> None:
    assert SECRET in laden
    picture = clean(laden, suffix)
    assert picture.data == plain and picture.removed == len(laden) - len(plain)
    assert clean(picture.data, suffix).data == picture.data


@pytest.mark.parametrize(
    ("suffix", "data", "message"),
    [
        (".png", b"\x89PNG", "something else"),
        (".png", jpeg(), "something else"),
        (".jpg", png(), "something else"),
        (".png", png()[:-5], "not a whole PNG"),
        (".jpg", jpeg()[:-2], "not a whole JPEG"),
        (".webp", webp()[:-3], "not a whole WebP"),
        (".gif", b"GIF89a", "save the picture as PNG"),
    ],
)
def test_what_is_no_whole_picture_of_its_kind_is_not_kept(suffix: str, data: bytes, message: str) -> None:
    with pytest.raises(NotReadable, match=message):
        clean(data, suffix)


@given(st.sampled_from([".png", ".jpg", ".webp"]), st.data())
def test_no_bytes_make_it_raise_anything_else(suffix: str, data: st.DataObject) -> None:
    whole = {".png": png(), ".jpg": jpeg(), ".webp": webp()}[suffix]
    at = data.draw(st.integers(0, len(whole)))
    broken = whole[:at] + data.draw(st.binary(max_size=12)) + whole[at + data.draw(st.integers(0, 6)) :]
    try:
        clean(broken, suffix)
    except NotReadable:
        return


def test_a_picture_is_an_item_with_its_digest_and_two_of_one_name_both_stay(tmp_path: Path) -> None:
    for folder, picture in (("a", png()), ("b", png(_chunk(b"gAMA", b"\0\0\0\1")))):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "screen shot.png").write_bytes(picture)
    found = gather(*(tmp_path / folder / "screen shot.png" for folder in "ab"))
    assert len(found.files) == 2 and all(name.startswith("pictures/screen-shot-") for name in found.files)
    assert [item.text.split(" (")[0].removeprefix("Picture ") for item in found.items] == list(found.files)
    assert "cannot be redacted" in found.reports[0].remarks[-1]

"""The text of a foreign file: in UTF-8, or in the encoding that a byte order mark or the file itself states."""

from __future__ import annotations

import codecs
import re

from afterword.errors import AfterwordError
from afterword.postmortem.source import Source
from afterword.text.counting import counted

_HEAD = 2_000
_STATED = re.compile(
    rb"""(?i)<\?xml[^>]{1,200}\bencoding\s*=\s*["']([\w.:-]+)|<meta\b[^>]{1,200}\bcharset\s*=\s*["']?\s*([\w.:-]+)|"""
    rb"-\*-[^\n]{0,80}\bcoding:\s*([\w.-]+)"
)
"""What XML, HTML and editors name the encoding with."""
_OF_TEXT = re.compile(
    r"(?i)utf[-_]?(?:8|16|32)(?:[-_]?[lb]e)?|iso[-_]?8859[-_]\d{1,2}|latin[-_]?\d|(?:windows|cp)[-_]?\d{3,4}|(?:us-)?ascii|"
    r"shift[-_]jis|euc[-_](?:jp|kr)|gbk|gb2312|gb18030|big5|koi8[-_][ru]|mac[-_]?roman"
)
"""Encodings of text; others, such as `unicode_escape`, would change what is written."""
_CONTROL = re.compile(r"\x1b\[[0-9;?]{0,20}[A-Za-z]|[\x00-\x08\x0b\x0e-\x1f\x7f]")
"""What a terminal colours a text with, or rings at; never a word."""


def decode(data: bytes, shown: str) -> tuple[str, str]:
    """Return the text of a file without control characters, and what was left out; empty if nothing was.

    Args:
        data: its bytes.
        shown: the file as the user would write it.

    Raises:
        AfterwordError: it is empty, or its encoding is not certain.
    """
    text = _decoded(data, shown).removeprefix("\ufeff")
    if not text.strip():
        raise AfterwordError("the file is empty", path=shown)
    kept, count = _CONTROL.subn("", text)
    return kept, f"{counted(count, 'control character')} left out, such as those of a terminal" if count else ""


def _decoded(data: bytes, shown: str) -> str:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        stated = "utf-16"
    else:
        try:
            return data.decode()
        except UnicodeDecodeError:
            found = _STATED.search(data[:_HEAD])
            stated = next(filter(None, found.groups()), b"").decode() if found else ""
    try:
        if _OF_TEXT.fullmatch(stated):
            return data.decode(stated)
    except (UnicodeError, LookupError):
        pass
    source = Source.decode(data, shown)
    line = source.line_of(source.first_bad_offset or 0)
    why = f"is not in {stated}, as the file says" if stated else "is not UTF-8"
    remedy = "save the file as UTF-8, such as by `iconv -f WINDOWS-1252 -t UTF-8`"
    raise AfterwordError(f"line {line} {why}", remedy=remedy, path=shown)

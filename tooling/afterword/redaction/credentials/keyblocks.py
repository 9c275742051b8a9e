"""Private keys in blocks: `-----BEGIN … PRIVATE KEY-----`, also when the end is cut off."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.redaction.matching import Match, Sort, hits, look_for
from afterword.redaction.view import View

_BEGIN = re.compile(r"-----BEGIN (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_END = re.compile(r"-----END (?:[A-Z0-9]{1,20} ){0,3}PRIVATE KEY(?: BLOCK)?-----")
_KEY_LINES = re.compile(
    r"(?:[ \t\"']{0,4}(?:\r?\n|\\r\\n|\\n)[ \t>|+#\"'-]{0,40}+(?:[A-Za-z-]{2,20}: [^\n]{1,100}|[A-Za-z0-9+/=]*+)"
    r"[ \t\"',]{0,4}"
    r"(?=\r?\n|\\|\"|\Z))*+"
)
_PROSE = re.compile(r"[a-z]{2,} [a-z]{2,} ")
_BLOCK_HEADER = re.compile(r"(?m)^[ \t>|+#-]*[A-Za-z-]{2,20}: .*$")
_MAX_BLOCK = 20_000


putty_key = look_for(
    "private key",
    Sort.KEY,
    r"(?i:private-lines: )\d{1,3}\r?\n(?P<value>[A-Za-z0-9+/=]{16,}(?:\r?\n[A-Za-z0-9+/=]{1,64}){0,100})",
)
"""The lines of a key of PuTTY."""


def key_blocks(view: View) -> Iterator[Match]:
    """Each block from its first dashes to its last, or to where it is cut off."""
    text, taken = view.text, 0
    for at in hits(view.data, b"-----BEGIN "):
        begin = _BEGIN.match(text, at)
        if begin is None or at < taken:
            continue
        following = text.find("-----BEGIN ", begin.end(), begin.end() + _MAX_BLOCK)
        limit = following if following >= 0 else min(len(text), begin.end() + _MAX_BLOCK)
        end = _END.search(text, begin.end(), limit)
        if end and not _PROSE.search(_BLOCK_HEADER.sub("", text[begin.end() : end.start()])):
            stop = end.end()
        else:  # cut off: lines that can only belong to it
            stop = _KEY_LINES.match(text, begin.end(), limit).end()  # type: ignore[union-attr]
            stop -= len(text[begin.end() : stop]) - len(text[begin.end() : stop].rstrip())
            if stop <= begin.end():
                continue
        taken = stop
        kind = "PGP key" if "PGP" in begin.group() else "private key"
        yield Match(at, stop, kind, Sort.KEY)

"""Whether every word of a source is in what was written from it."""

from __future__ import annotations

import re
from collections import Counter

_TOKEN = re.compile(r"[^\W\d_]+|\d+")
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,400}>|<!--|-->")
_ATTRIBUTE = re.compile(r"""(?:href|src|alt|title)\s*=\s*(?:"([^"]*)"|'([^']*)')""")
_MARKER = re.compile(r"^[ \t>]*(?:\d{1,9}[.)]|[a-z]\)|[-*+])[ \t]+(?:\[[ xX~-]\][ \t]+)?", re.MULTILINE)
_ZONE_LETTERS = frozenset(("utc", "gmt", "z", "t"))
"""The format writes `Z` for UTC and GMT, and a blank for `T`."""


def words_of(text: str) -> Counter[str]:
    """Count the words and numbers of Markdown, those of links and comments included; markers and tags do not count."""
    text = _MARKER.sub("", text)
    text = _TAG.sub(lambda tag: " ".join(a or b for a, b in _ATTRIBUTE.findall(tag[0])).join("  "), text)
    return Counter(_TOKEN.findall(text.casefold()))


def missing_words(source: str, written: str) -> Counter[str]:
    """Return the words of a source that what was written has less often."""
    missing = words_of(source) - words_of(written)
    return Counter({word: count for word, count in missing.items() if word not in _ZONE_LETTERS})

"""Which version of a prompt or of settings a name says that something is: `before`, `after`, `v41`. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import combinations

from afterword.text.late_pattern import late_pattern

_PAIRS = (
    ("before", "after"), ("old", "new"), ("good", "bad"), ("previous", "current"), ("yesterday", "today"),
    ("working", "failing"), ("was", "now"),
)  # fmt: skip
_PLACES = {word: (kind, (side,)) for kind, pair in enumerate(_PAIRS) for side, word in enumerate(pair)}
_TOKEN = late_pattern(
    rf"(?<![a-z])(?P<word>{'|'.join(_PLACES)})(?![a-z])|"
    r"(?<![a-z\d])(?:v|rev|version)?[._ -]?(?P<number>\d+(?:[._]\d+)*)",
    re.IGNORECASE,
)

Version = tuple[int, tuple[int, ...]]
"""Kind of name (words that belong together, or numbers) and place among versions of that kind."""


def read_version(name: str) -> tuple[str, Version | None]:
    """Return a name without its version, and the version, which can be compared with others of its kind."""
    matches = list(_TOKEN.finditer(name))
    if not matches:
        return name, None
    match = matches[-1]
    rest = f"{name[: match.start()]}*{name[match.end() :]}"
    if match["number"]:
        return rest, (len(_PAIRS), tuple(map(int, re.split(r"[._]", match["number"]))))
    return rest, _PLACES[match["word"].lower()]


def find_pairs(names: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Find two names that differ in nothing but their versions, the earlier one first."""
    for one, other in combinations(dict.fromkeys(names), 2):
        (rest, at), (of_other, at_other) = read_version(one), read_version(other)
        if rest == of_other and at is not None and at_other is not None and at[0] == at_other[0] and at != at_other:
            yield (one, other) if at < at_other else (other, one)


def side_of(name: str) -> str:
    """Return `before` or `after` if a word of a name says which it is; "" if none does, or only a number."""
    version = read_version(name)[1]
    is_word = version is not None and version[0] < len(_PAIRS)
    return _PAIRS[0][version[1][0]] if version is not None and is_word else ""

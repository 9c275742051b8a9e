"""Look-alikes of ASCII: characters that hide a key from a pattern, or a name from a comparison.

The table is Unicode's; `tooling/make_lookalikes.py` made it. Each place of a text is read in all ways that it can be:
a Cyrillic palochka is an `I`, an `l` or a `1`.
"""

from __future__ import annotations

import unicodedata
from functools import cache
from importlib import resources

# ASCII characters that look like each other.
_VARIANTS: tuple[dict[int, int], ...] = ({}, str.maketrans("l", "I"), str.maketrans("lO", "10"))
_CAPITAL_FIRST = (_VARIANTS[1], _VARIANTS[0], _VARIANTS[2])
ROUGH_LOOKALIKES = dict(
    zip("вкмнтьпиβεηκτχωμյȷʀɴʜᴀʙᴅᴇꜰɢᴊᴋʟᴍᴘᴛøłđħŧ", "bkmhtbnubenktxwmjjrnhabdefgjklmptoldht", strict=True)
)
"""Letters that a reader takes for Latin ones in a name, and Unicode does not have as look-alikes of ASCII."""
_DOTS = dict.fromkeys("。∙⋅", ".")


@cache
def unicode_lookalikes() -> dict[str, str]:
    """Return Unicode's look-alikes of ASCII, each with what it looks like."""
    found: dict[str, str] = {}
    table = resources.files("afterword.text") / "unicode" / "lookalikes.txt"
    for line in table.read_text(encoding="utf-8").splitlines():
        if not line.startswith("#"):
            look, *codes = line.split()
            found |= {chr(int(code, 16)): look for code in codes}
    return found


def readings(char: str) -> tuple[str, ...]:
    """Return what a character can be read as, surest first; at least one.

    The first is its value, its compatibility form, or a look-alike of its kind: a letter for a letter, a sign for a
    sign. A letter that looks like a digit is itself first: only beside ASCII does it pass for one.
    """
    if char.isascii():
        return (char,)
    look = unicode_lookalikes().get(char) or _DOTS.get(char, "")
    variants = _CAPITAL_FIRST if char.isupper() else _VARIANTS
    looks = tuple(look.translate(variant) for variant in variants) if look else ()
    value, plain = unicodedata.decimal(char, None), unicodedata.normalize("NFKC", char)
    if value is not None:
        first = str(value)
    elif len(plain) == 1 and plain.isascii():
        first = plain
    else:
        first = look if look and _kind(look) == _kind(char) else char
    first = looks[0] if first == look else first
    return tuple(dict.fromkeys((first, *looks)))


def _kind(text: str) -> tuple[bool, bool]:
    return text.isalpha(), text.isalnum()

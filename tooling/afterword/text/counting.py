"""Numbers with their nouns."""

from __future__ import annotations

import re

_PLURAL = re.compile(r"(?!without )((?:\w+ ){0,2}\w+)s(?= of | above |$)")


def counted(number: int, noun: str, plural: str = "") -> str:
    """Return `1 item`, `1,200 items`; the plural is the noun with an s unless it is given."""
    return f"{number:,} {noun if number == 1 else plural or f'{noun}s'}"


def count_plural(number: int, plural: str) -> str:
    """Return `2 quoted earlier mails`, and of one `1 quoted earlier mail`; what is not a plural stays as it is."""
    match = _PLURAL.match(plural) if number == 1 else None
    return f"{number} {match[1] + plural[match.end() :] if match else plural}"

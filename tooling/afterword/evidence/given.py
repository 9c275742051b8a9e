"""Read what a person gives on the command line."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from afterword.times.zones import require_zone


def parse_pairs(texts: Iterable[str], keys: Sequence[str] = ()) -> dict[str, str]:
    """Read `key=value` pairs.

    Args:
        texts: one pair each.
        keys: the keys that there are; any if there are none.

    Raises:
        ValueError: a text is not a pair, or has another key.
    """
    found = {}
    for text in texts:
        key, equals, value = (part.strip() for part in text.partition("="))
        if not (key and equals and value):
            raise ValueError(f"`{text}` is not a pair; write `{keys[0] if keys else 'participant 2'}=…`")
        if keys and key not in keys:
            raise ValueError(f"`{key}` is not a key; write one of {', '.join(keys)}")
        found[key] = value
    return found


def parse_zones(texts: Iterable[str]) -> tuple[str, dict[str, str]]:
    """Read the zone of times that name none, and what names mean that are not certain: `IST=+05:30`.

    Returns:
        The zone, `Z` if none is given, and the zones of the names, in lower case.

    Raises:
        ValueError: it is not certain which zone is meant.
    """
    zone, names = "Z", {}
    for text in texts:
        name, equals, meant = text.partition("=")
        if equals:
            names[name.strip().lower()] = require_zone(meant.strip())
        else:
            zone = require_zone(text)
    return zone, names

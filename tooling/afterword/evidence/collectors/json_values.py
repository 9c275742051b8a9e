"""Read values of JSON that was not validated: a value of another type than the one asked for counts as empty."""

from __future__ import annotations

from typing import Any


def mapping(value: Any) -> dict[str, Any]:
    """Return an object."""
    return value if isinstance(value, dict) else {}


def listing(value: Any) -> list[Any]:
    """Return an array."""
    return value if isinstance(value, list) else []


def mappings(value: Any) -> list[dict[str, Any]]:
    """Return the objects of an array."""
    return [item for item in listing(value) if isinstance(item, dict)]


def string(value: Any) -> str:
    """Return a string."""
    return value if isinstance(value, str) else ""

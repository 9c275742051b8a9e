"""Read values of JSON that was not validated: a value of another type than the one asked for counts as empty."""

from __future__ import annotations

import json
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


def plain(value: Any) -> str:
    """Return a value as text, and what is not text as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

"""Find the list of records in a JSON document, inside any wrapper."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from afterword.evidence.collectors.json_values import mapping, mappings, string
from afterword.evidence.collectors.record_keys import TEXT_KEYS
from afterword.evidence.collectors.records import has_time, normal_key, opened

_MAX_DEPTH = 8


def find_list(value: Any) -> tuple[str, list[dict[str, Any]]]:
    """Find the list of records: the one whose first records look most like events, else the longest.

    Returns:
        The keys that lead to it, joined by points, and its records; none if there is no list of objects.
    """
    found = [(path, records) for path, records in _lists(value, "", 0) if records]
    if not found:
        return "", []
    return max(found, key=lambda one: (_likeness(one[1]), len(one[1]), -one[0].count(".")))


def _lists(value: Any, path: str, depth: int) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, list):
        yield path, mappings(value) or [_fields(row) for row in value if _fields(row)]
        for one in mappings(value)[:3] if depth < _MAX_DEPTH - 2 else ():
            if not has_time(opened(one)):
                yield from ((inner, records) for inner, records in _lists(one, f"{path}[]", depth + 1))
    elif isinstance(value, dict):
        if rows := _table(value):
            yield f"{path}.rows".lstrip("."), rows
        for key, inner in value.items():
            if isinstance(inner, list | dict):
                yield from _lists(inner, f"{path}.{key}".lstrip("."), depth + 1)


def _fields(row: Any) -> dict[str, Any]:
    """Read a row of `{"field": …, "value": …}`, as CloudWatch's Insights has it."""
    if not isinstance(row, list):
        return {}
    cells = mappings(row)
    return {string(cell.get("field")): cell.get("value") for cell in cells if string(cell.get("field"))}


def _table(value: dict[str, Any]) -> list[dict[str, Any]]:
    """Read rows below the names of their columns."""
    columns, rows = value.get("columns") or value.get("fields"), value.get("rows") or value.get("values")
    if not isinstance(columns, list) or not isinstance(rows, list):
        return []
    names = [string(mapping(column).get("name")) if isinstance(column, dict) else str(column) for column in columns]
    return [dict(zip(names, row, strict=False)) for row in rows if isinstance(row, list)]


def _likeness(records: list[dict[str, Any]]) -> int:
    first = [opened(record) for record in records[:5]]
    timed = sum(has_time(record) for record in first)
    worded = sum(any(normal_key(key) in TEXT_KEYS for key in record) for record in first)
    return 2 * (2 * timed >= len(first)) + (2 * worded >= len(first))

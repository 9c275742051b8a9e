"""Records with named fields, from tables and JSON: which field is the time, who, and what."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent

TIME_KEYS = (
    "at", "time", "timestamp", "@timestamp", "ts", "when", "date", "datetime", "created_at", "occurred_at",
    "event_time", "eventtime", "created", "starts_at", "startsat",
)  # fmt: skip
TEXT_KEYS = ("text", "message", "msg", "event", "description", "summary", "title", "body", "log", "content")
ACTOR_KEYS = ("actor", "role", "user", "author", "who", "by", "username")


def add_record(record: Mapping[str, Any], line: int, content: SourceContent, context: ReadContext) -> None:
    """Add one record as an item; fields that are neither time, actor nor text are kept in the text."""
    lowered = {key.lower().strip(): key for key in record}
    time, actor_key, text_key = (_first(lowered, keys) for keys in (TIME_KEYS, ACTOR_KEYS, TEXT_KEYS))
    rest = {
        key: value
        for key, value in record.items()
        if key not in (time, actor_key, text_key) and value not in ("", None)
    }
    extra = "; ".join(f"{key}: {plain(value)}" for key, value in rest.items())
    text = plain(record[text_key]).strip() if text_key else ""
    text = f"{text} ({extra})" if text and extra else text or extra
    if not text:
        return
    actor = plain(record[actor_key]).strip() if actor_key else ""
    at = content.read_time(record[time], context.times, line, of_text=True) if time else None
    content.items.append(RawItem(line, at, actor or None, " ".join(text.split())))


def has_time(names: Mapping[str, Any] | list[str]) -> bool:
    """Whether one of the names is a time's."""
    return any(name.lower().strip() in TIME_KEYS for name in names)


def _first(lowered: Mapping[str, str], names: tuple[str, ...]) -> str | None:
    return next((lowered[name] for name in names if name in lowered), None)


def plain(value: Any) -> str:
    """Return a value as text, and what is not text as JSON."""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)

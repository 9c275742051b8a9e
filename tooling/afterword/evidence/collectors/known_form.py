"""What forms of known products are made of."""

from __future__ import annotations

import html
import re
from dataclasses import dataclass
from typing import Any

from afterword.evidence.collectors.json_values import mapping, mappings, plain, string

_BREAK = re.compile(r"<(?:br|/p|/div|/li)\b[^<>]{0,200}>", re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]{0,1000}>|<!--.{0,1000}?-->", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Event:
    """What a document says happened: its time as it is written, who as a mark or in words, and the text."""

    time: Any
    actor: str
    text: str


def named(value: Any, *keys: str) -> str:
    """Return the name of an object by one of its keys, or the text itself."""
    if isinstance(value, str):
        return value.strip()
    inner = mapping(value)
    return next(
        (string(inner[key]).strip() for key in (*keys, "name", "summary", "value") if string(inner.get(key))), ""
    )


def details(**parts: Any) -> str:
    """Write details in brackets, without those that are empty: ` (service: bot; priority: P1)`."""
    shown = "; ".join(
        f"{key.replace('_', ' ')}: {plain(part)}" for key, part in parts.items() if part not in (None, "", [])
    )
    return f" ({shown})" if shown else ""


def words_of_html(text: str) -> str:
    """Return the words of a text with tags."""
    if "<" not in text and "&" not in text:
        return text
    return html.unescape(_TAG.sub("", _BREAK.sub("\n", text))).strip()


def words_of_document(value: Any, depth: int = 0) -> str:
    """Return the words of a rich text, as Jira has it: nested objects with `text` and `content`."""
    if isinstance(value, str):
        return value
    if depth > 20 or not isinstance(value, dict | list):
        return ""
    if isinstance(value, dict) and isinstance(value.get("text"), str):
        return str(value["text"])
    parts = mappings(value if isinstance(value, list) else value.get("content"))
    is_block = isinstance(value, dict) and value.get("type") in ("doc", "bulletList", "orderedList", "listItem")
    return ("\n" if is_block else "").join(filter(None, (words_of_document(part, depth + 1) for part in parts)))

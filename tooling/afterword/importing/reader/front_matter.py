"""The front matter of a foreign document: YAML, TOML or JSON, with every value as its text."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import frontmatter
import yaml
from frontmatter.default_handlers import BaseHandler, JSONHandler, YAMLHandler

_LIMIT = 20_000
_DEEP = 100


class _TextYaml(YAMLHandler):
    """YAML whose scalars stay text: `0231` stays `0231`, and `no` stays `no`."""

    def load(self, fm: str, **_: object) -> Any:
        return super().load(fm, Loader=yaml.BaseLoader)


class _Toml(BaseHandler):
    FM_BOUNDARY = re.compile(r"^\+{3,}\s*$", re.MULTILINE)
    START_DELIMITER = END_DELIMITER = "+++"

    def load(self, fm: str, **_: object) -> Any:
        return tomllib.loads(fm)


def split_front_matter(text: str) -> tuple[dict[str, Any], int]:
    """Return the front matter and the offset of the body; an empty mapping and 0 if there is none that can be read."""
    bom = len(text) - len(text.removeprefix("\ufeff"))
    head = text[bom : bom + _LIMIT]
    handler = next((kind() for start, kind in _HANDLERS if head.startswith(start)), None)
    if handler is None or head.count("[") + head.count("{") > _DEEP or re.search(r"(?m)^[^#\n]*[:\-]\s+[&*]\w", head):
        return {}, 0
    try:
        metadata, content = frontmatter.parse(text[bom:].replace("\r\n", "\n"), handler=handler)
    except Exception:  # if a foreign block breaks the parser in any way, it is text like the rest
        return {}, 0
    if not isinstance(metadata, dict) or not metadata:
        return {}, 0
    return metadata, _body_start(text, bom, content, handler)


_HANDLERS: tuple[tuple[str, type[Any]], ...] = (
    ("---", _TextYaml),
    ("+++", _Toml),
    ("{\n", JSONHandler),
    ("{\r", JSONHandler),
)


def _body_start(text: str, bom: int, content: str, handler: Any) -> int:
    if isinstance(handler, JSONHandler):
        closing = re.compile(r"^\}[ \t]*(?:\r\n|\n|\Z)", re.MULTILINE).search(text, bom)
        return closing.end() if closing else 0
    mark = re.escape(text[bom : bom + 3])
    closing = re.compile(rf"(?<=\n){mark}-*[ \t]*(?:\r\n|\n|\Z)").search(text, bom + 3)
    return closing.end() if closing else 0


def as_text(value: Any) -> str:
    """Return a value of the front matter as text; the items of a list are joined by commas."""
    if isinstance(value, list):
        return ", ".join(filter(None, map(as_text, value)))
    if isinstance(value, dict):
        return ", ".join(f"{key}: {as_text(one)}" for key, one in value.items())
    return "" if value is None else " ".join(str(value).split())

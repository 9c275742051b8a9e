"""JSON Schema, as far as eval cases need it; a keyword that is not supported is refused, never passed over.

Needs the standard library alone: exports contain this file as it is.

Supported: `type enum const` `properties required additionalProperties minProperties maxProperties` `items minItems
maxItems uniqueItems contains` `minLength maxLength pattern` `minimum maximum exclusiveMinimum exclusiveMaximum` `anyOf
allOf oneOf not`; `title description default examples` say nothing about a value.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Schema = Mapping[str, Any] | bool
Search = Callable[[str], Callable[[str], bool]]

_TYPES: dict[str, Callable[[Any], bool]] = {
    "object": lambda value: isinstance(value, dict),
    "array": lambda value: isinstance(value, list),
    "string": lambda value: isinstance(value, str),
    "boolean": lambda value: isinstance(value, bool),
    "null": lambda value: value is None,
    "number": lambda value: _is_number(value),
    "integer": lambda value: _is_number(value) and float(value).is_integer(),
}
_ANNOTATIONS = ("title", "description", "default", "examples")
_ONE_SCHEMA = ("items", "additionalProperties", "not", "contains")
_SEVERAL_SCHEMAS = ("anyOf", "allOf", "oneOf")
_COUNTS = ("minProperties", "maxProperties", "minItems", "maxItems", "minLength", "maxLength")
_NUMBERS = ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum")
_KEYWORDS = (
    *("type", "enum", "const", "properties", "required", "uniqueItems", "pattern"),
    *_ANNOTATIONS,
    *_ONE_SCHEMA,
    *_SEVERAL_SCHEMAS,
    *_COUNTS,
    *_NUMBERS,
)


def require_schema(schema: object, search: Search, at: str = "") -> Schema:
    """Return a schema, and refuse what is not one, or has a keyword that is not supported.

    Args:
        schema: the schema, as JSON values.
        search: compiles a pattern; raises ValueError for what is not one.
        at: where in the schema it is, for the message.

    Raises:
        ValueError: what is wrong and what to do, as `what; remedy`.
    """
    if isinstance(schema, bool):
        return schema
    if not isinstance(schema, Mapping):
        raise ValueError(f"the schema{_of(at)} is not keys and values; write `type: object` or other keywords")
    for keyword, value in schema.items():
        if keyword not in _KEYWORDS:
            known = ", ".join(word for word in _KEYWORDS if word not in _ANNOTATIONS)
            raise ValueError(f"the schema{_of(at)} has `{keyword}`, which is not supported; use of: {known}")
        _require_keyword(keyword, value, search, f"{at}.{keyword}".lstrip("."))
    return schema


def _require_keyword(keyword: str, value: Any, search: Search, at: str) -> None:
    if keyword in _ONE_SCHEMA:
        require_schema(value, search, at)
    elif keyword in _SEVERAL_SCHEMAS:
        for number, one in enumerate(_listed(value, at)):
            require_schema(one, search, f"{at}[{number}]")
    elif keyword == "properties":
        if not isinstance(value, Mapping):
            raise ValueError(f"`{at}` is not names with their schemas; write `name: {{type: string}}`")
        for name, one in value.items():
            require_schema(one, search, f"{at}.{name}")
    elif keyword == "pattern":
        search(str(value))
    elif keyword not in _ANNOTATIONS:
        _require_value(keyword, value, at)


def _require_value(keyword: str, value: Any, at: str) -> None:
    if keyword == "type":
        if any(name not in _TYPES for name in map(str, value if isinstance(value, list) else [value])) or value == []:
            raise ValueError(f"`{at}` is not a type; use of: {', '.join(_TYPES)}")
    elif keyword in ("enum", "required"):
        if not all(isinstance(name, str) for name in _listed(value, at)) and keyword == "required":
            raise ValueError(f"`{at}` is not a list of names; write the names in quotes")
    elif keyword == "uniqueItems" and not isinstance(value, bool):
        raise ValueError(f"`{at}` is not true or false; write one of them without quotes")
    elif keyword in _COUNTS and (not _TYPES["integer"](value) or value < 0):
        raise ValueError(f"`{at}` is not a count; write a whole number without quotes")
    elif keyword in _NUMBERS and not _is_number(value):
        raise ValueError(f"`{at}` is not a number; write one without quotes")


def _listed(value: Any, at: str) -> list[Any]:
    if not isinstance(value, list) or not value:
        raise ValueError(f"`{at}` is not a list; write its items in brackets")
    return value


def find_violation(schema: Schema, value: Any, search: Search) -> str | None:
    """Return the first thing in which a JSON value does not match a schema; None if it matches.

    Args:
        schema: one that `require_schema` accepts.
        value: the value, as the json module reads it.
        search: compiles a pattern to a search.
    """
    return next(_violations(schema, value, search, ""), None)


def _violations(schema: Schema, value: Any, search: Search, at: str) -> Iterator[str]:
    here = at or "the value"
    if isinstance(schema, bool):
        if not schema:
            yield f"{here} is not allowed"
        return
    names = schema.get("type", [])
    names = names if isinstance(names, list) else [names]
    if names and not any(_TYPES[name](value) for name in names):
        yield f"{here} is not of type {' or '.join(names)}"
        return
    if "enum" in schema and not any(same(value, one) for one in schema["enum"]):
        yield f"{here} is none of {_shown(schema['enum'])}"
    if "const" in schema and not same(value, schema["const"]):
        yield f"{here} is not {_shown(schema['const'])}"
    if isinstance(value, dict):
        yield from _of_object(schema, value, search, at)
    elif isinstance(value, list):
        yield from _of_array(schema, value, search, at)
    elif isinstance(value, str):
        yield from _of_text(schema, value, search, here)
    elif _is_number(value):
        for keyword, holds, words in _LIMITS:
            if keyword in schema and not holds(value, schema[keyword]):
                yield f"{here} is not {words} {schema[keyword]}"
    yield from _of_combined(schema, value, search, here)


def _of_combined(schema: Mapping[str, Any], value: Any, search: Search, here: str) -> Iterator[str]:
    for keyword, allowed in _COMBINED:
        if keyword in schema:
            matching = sum(find_violation(one, value, search) is None for one in schema[keyword])
            if not allowed(matching, len(schema[keyword])):
                yield f"{here} matches {matching} of {len(schema[keyword])} schemas of `{keyword}`"
    if "not" in schema and find_violation(schema["not"], value, search) is None:
        yield f"{here} matches the schema of `not`"


def _of_text(schema: Mapping[str, Any], value: str, search: Search, here: str) -> Iterator[str]:
    yield from _of_count(schema, len(value), ("minLength", "maxLength"), "characters", here)
    if "pattern" in schema and not search(str(schema["pattern"]))(value):
        yield f"{here} does not match the pattern `{schema['pattern']}`"


_LIMITS: tuple[tuple[str, Callable[[Any, Any], bool], str], ...] = (
    ("minimum", lambda value, limit: value >= limit, "at least"),
    ("maximum", lambda value, limit: value <= limit, "at most"),
    ("exclusiveMinimum", lambda value, limit: value > limit, "more than"),
    ("exclusiveMaximum", lambda value, limit: value < limit, "less than"),
)
_COMBINED: tuple[tuple[str, Callable[[int, int], bool]], ...] = (
    ("anyOf", lambda matching, _: matching > 0),
    ("allOf", lambda matching, total: matching == total),
    ("oneOf", lambda matching, _: matching == 1),
)


def _of_object(schema: Mapping[str, Any], value: dict[str, Any], search: Search, at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    for name in schema.get("required", ()):
        if name not in value:
            yield f"{at or 'the value'} has no `{name}`"
    for name, one in value.items():
        yield from _violations(known.get(name, schema.get("additionalProperties", True)), one, search, f"{at}/{name}")
    yield from _of_count(schema, len(value), ("minProperties", "maxProperties"), "keys", at or "the value")


def _of_array(schema: Mapping[str, Any], value: list[Any], search: Search, at: str) -> Iterator[str]:
    here = at or "the value"
    for number, one in enumerate(value):
        yield from _violations(schema.get("items", True), one, search, f"{at}/{number}")
    if "contains" in schema and all(find_violation(schema["contains"], one, search) is not None for one in value):
        yield f"no item of {here} matches the schema of `contains`"
    if schema.get("uniqueItems") and any(same(one, other) for n, one in enumerate(value) for other in value[:n]):
        yield f"{here} has two equal items"
    yield from _of_count(schema, len(value), ("minItems", "maxItems"), "items", here)


def _of_count(schema: Mapping[str, Any], count: int, limits: tuple[str, str], what: str, here: str) -> Iterator[str]:
    least, most = (schema.get(limit) for limit in limits)
    if least is not None and count < least:
        yield f"{here} has {count} {what}, fewer than {least}"
    if most is not None and count > most:
        yield f"{here} has {count} {what}, more than {most}"


def same(one: Any, other: Any) -> bool:
    """Whether two JSON values are equal: 1 and 1.0 are, 1 and true are not."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(same(value, other[key]) for key, value in one.items())
    if isinstance(one, list) and isinstance(other, list):
        return len(one) == len(other) and all(map(same, one, other))
    return isinstance(one, bool) is isinstance(other, bool) and bool(one == other)


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _shown(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return text if len(text) <= 80 else text[:79] + "…"


def _of(at: str) -> str:
    return f" at `{at}`" if at else ""

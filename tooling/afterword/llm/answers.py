"""Find the JSON object in what a model wrote, and check its shape."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Mapping
from typing import Any

_THINKING = re.compile(r"<(think|thinking|reasoning)>.*?</\1>", re.DOTALL | re.IGNORECASE)
_FENCE = re.compile(r"```[A-Za-z]*[ \t]*\n(.*?)```", re.DOTALL)
_MAX_STARTS = 50
_TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "boolean": bool,
}


class NoAnswerError(Exception):
    """The text contains no object of the required shape; the message says why, for the model to read."""


def read_object(text: str, schema: Mapping[str, Any], loose: Collection[str] = ()) -> dict[str, Any]:
    """Find the first JSON object in a text that has the shape of a schema.

    Reasoning and code fences around it are ignored.

    Args:
        text: what the model wrote.
        schema: JSON Schema of the object.
        loose: lists of the object in which items can be wrong; wrong items are left out.

    Raises:
        NoAnswerError: there is none.
    """
    first_problem = ""
    for found in _objects(text):
        value = _without_wrong_items(found, schema, loose)
        problem = shape_problem(value, schema)
        if not problem:
            return _encodable(value)
        first_problem = first_problem or problem
    raise NoAnswerError(first_problem or "the answer contains no complete JSON object")


def _without_wrong_items(value: dict[str, Any], schema: Mapping[str, Any], loose: Collection[str]) -> dict[str, Any]:
    items = {name: schema["properties"][name]["items"] for name in loose if isinstance(value.get(name), list)}
    return {
        **value,
        **{name: [one for one in value[name] if not shape_problem(one, inner)] for name, inner in items.items()},
    }


def _objects(text: str) -> list[dict[str, Any]]:
    bare = _THINKING.sub("", text)
    tried = [text, *_FENCE.findall(bare), bare]
    found = [value for part in tried if isinstance(value := _decode(part.strip().removeprefix("\ufeff")), dict)]
    if found:
        return found
    decoder = json.JSONDecoder()
    starts = [match.start() for match in re.finditer(r"\{", bare)][:_MAX_STARTS]
    for start in starts:
        try:
            value, _ = decoder.raw_decode(bare, start)
        except (ValueError, RecursionError):
            continue
        if isinstance(value, dict):
            found.append(value)
    return found


def _decode(text: str) -> object:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None


def shape_problem(value: object, schema: Mapping[str, Any], place: str = "the answer") -> str:
    """Say what is wrong with the types and required keys of a value; "" if nothing is.

    Only the shape is checked: the caller decides whether an id exists or a word is allowed, and can drop one claim and
    keep the others. Supports the part of JSON Schema that our schemas use.
    """
    kind = schema.get("type", "object")
    if not isinstance(value, _TYPES[kind]) or (kind != "boolean" and isinstance(value, bool)):
        return f"{place} must be of type {kind}"
    if isinstance(value, dict):
        for key in schema.get("required", ()):
            if key not in value:
                return f"{place} lacks `{key}`"
        for key, inner in schema.get("properties", {}).items():
            if key in value and (problem := shape_problem(value[key], inner, f"`{key}`")):
                return problem
    if isinstance(value, list):
        for item in value:
            if problem := shape_problem(item, schema["items"], f"an item of {place}"):
                return problem
    return ""


def _encodable(value: dict[str, Any]) -> dict[str, Any]:
    # An escape such as \ud800 decodes to half a character, which cannot be written to a file.
    result: dict[str, Any] = json.loads(json.dumps(value, ensure_ascii=False).encode("utf-8", "replace"))
    return result

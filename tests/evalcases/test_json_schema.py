"""The part of JSON Schema that eval cases have: what matches, what does not, and what is refused."""

from __future__ import annotations

import pytest

from afterword.evalcases.json_schema import find_violation, require_schema
from afterword.evalcases.patterns import compile_pattern

REPLY = {
    "type": "object",
    "properties": {"days": {"type": "integer", "minimum": 1, "maximum": 30}, "text": {"type": "string"}},
    "required": ["days"],
    "additionalProperties": False,
}


@pytest.mark.parametrize(
    ("schema", "value", "violation"),
    [
        (True, 1, None),
        (False, 1, "the value is not allowed"),
        ({}, None, None),
        (REPLY, {"days": 30, "text": "x"}, None),
        (REPLY, {"days": 90}, "/days is not at most 30"),
        (REPLY, {"days": 1.0}, None),
        (REPLY, {"days": 1.5}, "/days is not of type integer"),
        (REPLY, {"days": True}, "/days is not of type integer"),
        (REPLY, {"text": "x"}, "the value has no `days`"),
        (REPLY, {"days": 3, "window": 4}, "/window is not allowed"),
        (REPLY, [3], "the value is not of type object"),
        ({"type": ["string", "null"]}, None, None),
        ({"type": ["string", "null"]}, 0, "the value is not of type string or null"),
        ({"enum": ["a", 1]}, True, 'the value is none of ["a", 1]'),
        ({"enum": ["a", 1]}, 1.0, None),
        ({"const": {"a": [1]}}, {"a": [1.0]}, None),
        ({"const": {"a": [1]}}, {"a": [1, 2]}, 'the value is not {"a": [1]}'),
        ({"items": {"type": "string"}}, ["a", 1], "/1 is not of type string"),
        ({"contains": {"const": 1}}, [2, 3], "no item of the value matches the schema of `contains`"),
        ({"minItems": 1}, [], "the value has 0 items, fewer than 1"),
        ({"maxItems": 1}, [1, 2], "the value has 2 items, more than 1"),
        ({"uniqueItems": True}, [1, 2, 1.0], "the value has two equal items"),
        ({"minLength": 2, "maxLength": 3}, "a", "the value has 1 characters, fewer than 2"),
        ({"maxLength": 3}, "abcd", "the value has 4 characters, more than 3"),
        ({"pattern": "^[a-z]+$"}, "ab1", "the value does not match the pattern `^[a-z]+$`"),
        ({"maxProperties": 0}, {"a": 1}, "the value has 1 keys, more than 0"),
        ({"exclusiveMinimum": 0}, 0, "the value is not more than 0"),
        ({"exclusiveMaximum": 5}, 4.9, None),
        ({"anyOf": [{"type": "string"}, {"minimum": 3}]}, 2, "the value matches 0 of 2 schemas of `anyOf`"),
        ({"allOf": [{"minimum": 1}, {"maximum": 1}]}, 2, "the value matches 1 of 2 schemas of `allOf`"),
        ({"oneOf": [{"minimum": 1}, {"maximum": 5}]}, 2, "the value matches 2 of 2 schemas of `oneOf`"),
        ({"not": {"type": "string"}}, "x", "the value matches the schema of `not`"),
    ],
)
def test_first_violation_is_named(schema: object, value: object, violation: str | None) -> None:
    assert find_violation(require_schema(schema, compile_pattern), value, compile_pattern) == violation


@pytest.mark.parametrize(
    ("schema", "message"),
    [
        (["object"], "the schema is not keys and values"),
        (
            {"properties": {"a": {"format": "date"}}},
            "the schema at `properties.a` has `format`, which is not supported",
        ),
        ({"type": "text"}, "`type` is not a type"),
        ({"type": []}, "`type` is not a type"),
        ({"enum": "a"}, "`enum` is not a list"),
        ({"required": [1]}, "`required` is not a list of names"),
        ({"anyOf": [{"minimum": "3"}]}, "`anyOf[0].minimum` is not a number"),
        ({"minItems": "3"}, "`minItems` is not a count"),
        ({"uniqueItems": "yes"}, "`uniqueItems` is not true or false"),
        ({"properties": ["a"]}, "`properties` is not names with their schemas"),
    ],
)
def test_what_is_not_supported_is_refused_with_its_place(schema: object, message: str) -> None:
    with pytest.raises(ValueError, match=r"[a-z]") as caught:
        require_schema(schema, compile_pattern)
    assert str(caught.value).startswith(message)

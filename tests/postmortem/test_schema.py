"""The schema: one description of the front matter for the reader, for editors and for people."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

import afterword
from afterword.postmortem import find_post_mortems, read, read_file
from afterword.postmortem.schema import REQUIRED_FROM, FrontMatter, json_schema
from afterword.postmortem.values import UNKNOWN

ROOT = Path(__file__).parent.parent.parent
SAMPLE = Path(afterword.__file__).parent / "demo" / "sample" / "postmortems"
REAL = [*find_post_mortems(ROOT / "postmortems"), *find_post_mortems(SAMPLE)]
SCHEMA = json_schema()

# Keywords of draft 2020-12 that describe a value, with what they hold.
KEYWORDS: dict[str, type | tuple[type, ...]] = {
    "type": (str, list),
    "properties": dict,
    "items": dict,
    "anyOf": list,
    "$ref": str,
    "const": (str, int),
    "enum": list,
    "description": str,
    "title": str,
    "default": (str, type(None)),
    "additionalProperties": (bool, dict),
    "required": list,
    "$defs": dict,
    "$schema": str,
}


def nodes(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield schema
    for key in ("properties", "$defs"):
        for inner in schema.get(key, {}).values():
            yield from nodes(inner)
    for inner in schema.get("anyOf", []):
        yield from nodes(inner)
    for key in ("items", "additionalProperties"):
        if isinstance(schema.get(key), dict):
            yield from nodes(schema[key])


def test_json_schema_is_one_of_draft_2020_12() -> None:
    assert SCHEMA["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert json.loads(json.dumps(SCHEMA)) == SCHEMA
    for node in nodes(SCHEMA):
        for keyword, value in node.items():
            assert isinstance(value, KEYWORDS[keyword]), (keyword, value)
        kinds = node.get("type", [])
        assert {*([kinds] if isinstance(kinds, str) else kinds)} <= {
            "object",
            "array",
            "string",
            "number",
            "integer",
            "boolean",
            "null",
        }
        if "$ref" in node:
            assert node["$ref"].removeprefix("#/$defs/") in SCHEMA["$defs"]


def models() -> Iterator[tuple[type[BaseModel], dict[str, Any]]]:
    yield FrontMatter, SCHEMA
    for name, schema in SCHEMA["$defs"].items():
        yield next(m for m in FrontMatter.__base__.__subclasses__() if m.__name__ == name), schema  # type: ignore[union-attr]


@pytest.mark.parametrize(("model", "schema"), list(models()), ids=lambda value: getattr(value, "__name__", ""))
def test_json_schema_has_every_key_and_no_other(model: type[BaseModel], schema: dict[str, Any]) -> None:
    assert set(schema["properties"]) == {field.alias or name for name, field in model.model_fields.items()}
    assert schema["additionalProperties"] is False


def test_json_schema_requires_the_keys_of_a_draft() -> None:
    assert SCHEMA["required"] == ["schema", "id", "title", "status", "severity", "owner", "incident", "services"]
    assert set(SCHEMA["required"]) <= set(SCHEMA["properties"])


def test_every_required_key_exists() -> None:
    for key in REQUIRED_FROM:
        schema = SCHEMA
        for part in key.split("."):
            node = schema["properties"][part]
            refs = re.findall(r"#/\$defs/(\w+)", json.dumps(node))
            schema = SCHEMA["$defs"][refs[0]] if refs else {}


def test_keys_of_the_format_are_all_there() -> None:
    """The table in the format's description, key by key."""
    assert set(SCHEMA["properties"]) == {
        "schema",
        "id",
        "title",
        "status",
        "severity",
        "visibility",
        "visibility_reason",
        "imported",
        "owner",
        "responders",
        "incident",
        "services",
        "models",
        "causes",
        "provider",
        "impact",
        "evals",
        "factors",
        "agent",
        "taxonomy",
        "regulatory",
        "drafted",
        "corrected",
    }


@pytest.mark.parametrize(
    "line",
    [
        "responders: unknown",
        "services: unknown",
        "models: unknown",
        "causes: unknown",
        "provider: unknown",
        "impact: unknown",
        "evals: unknown",
        "factors: unknown",
        "incident: {detection: unknown}",
        "incident: {started: unknown, duration: unknown}",
        "models: [{parameters: unknown}]",
        "causes: [{kind: unknown}]",
        "provider: {factor: unknown, what: unknown}",
        "impact: {users: unknown, data: unknown}",
        "evals: {gap: unknown}",
        "agent: {tools: unknown, control: unknown}",
        "owner: unknown",
        "regulatory: {regimes: unknown}",
    ],
)
def test_any_value_may_be_unknown(line: str) -> None:
    assert read(f"---\n{line}\n---\n".encode(), "x.md").problems == ()


def test_unknown_differs_from_missing() -> None:
    front = read(b"---\nservices: unknown\n---\n", "x.md").front
    assert front.services is UNKNOWN
    assert front.factors is None


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("schema: 2", "reads schema 1"),
        ("id: Example", "an id is a date"),
        ("id: 2026-04-16-Bot", "an id is a date"),
        ("title: |\n  a\n  b", "keep it on one line"),
        ("causes: [{id: Tone Rewrite}]", "lower-case letters"),
        ("title: [a]", "expected one value"),
        ("incident: today", "expected keys and values"),
        ("models: {name: x}", "expected a list"),
        ("evals: {gap: [missing-case, none-at-all]}", "is not a value of `evals.gap[1]`"),
        ("provider: {what: war}", "is not a value"),
        ("impact:\n  users: 1,200", "`impact.users`: `1,200` is not a quantity"),
    ],
)
def test_invalid_values_are_reported_and_left_out(line: str, message: str) -> None:
    found = read(f"---\nseverity: SEV1\n{line}\n---\n".encode(), "x.md")
    (problem,) = found.problems
    assert message in problem.message
    assert problem.remedy
    assert found.front.severity == "SEV1"


def test_one_gap_needs_no_list() -> None:
    evals = read(b"---\nevals: {gap: not-run}\n---\n", "x.md").front.evals
    assert evals.gap == ["not-run"]  # type: ignore[union-attr]


def test_all_invalid_values_are_reported_at_once() -> None:
    lines = "".join(f"  - {{kind: bad{n}, started: soon, x{n}: y}}\n" for n in range(50))
    found = read(f"---\nseverity: SEV1\ncauses:\n{lines}---\n".encode(), "x.md")
    assert len(found.problems) == 150
    assert found.front.severity == "SEV1"
    assert len(found.front.causes) == 50  # type: ignore[arg-type]


def test_real_documents_exist() -> None:
    assert len(REAL) >= 6


@pytest.mark.parametrize("path", REAL, ids=lambda path: path.stem)
def test_real_documents_are_read_without_a_problem(path: Path) -> None:
    found = read_file(path, path.name)
    assert [(found.line(p.span), p.message) for p in found.problems] == []
    assert found.source.encode() == path.read_bytes()
    assert found.front.id == path.stem
    assert found.front.incident is not None
    assert found.actions
    assert all(event.when and event.when.known for event in found.events)
    assert {"Impact", "Action items"} & {section.name for section in found.sections if section.kind}


def test_real_documents_use_the_whole_format() -> None:
    found = [read_file(path, path.name) for path in REAL]
    assert sum(bool(document.events) for document in found) >= 4
    assert sum(bool(document.eval_cases) for document in found) >= 4
    assert {event.kind for document in found for event in document.events} >= {"change", "detected", "resolved"}

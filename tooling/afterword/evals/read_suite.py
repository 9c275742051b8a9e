"""Read the cases of suites of promptfoo and Inspect AI, and of JSONL."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from afterword.errors import AfterwordError
from afterword.evalcases.engine import KINDS
from afterword.evalcases.suite_case import SuiteCase
from afterword.evidence.collectors.json_values import listing, mapping
from afterword.evidence.suites import assertions
from afterword.postmortem import yamltree

_MAX_VALUES = 200_000
_INPUTS = ("input", "question", "query", "prompt", "message", "user_input", "text")
_LIST = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*[ \t]*-\s")


def read_suite(name: str, data: bytes) -> tuple[tuple[SuiteCase, ...], tuple[str, ...]]:
    """Read the cases of a suite.

    Args:
        name: the name of the file, which is that of the suite.

    Returns:
        The cases, and what was not read, each in words.

    Raises:
        AfterwordError: it is not a suite in one of the formats, or has no case.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AfterwordError("this file is not UTF-8", remedy="save it as UTF-8", path=name) from error
    notes: list[str] = []
    suffix = name.rpartition(".")[2].lower()
    records = _yaml(name, text) if suffix in ("yaml", "yml") else _json(name, text)
    cases = tuple(_cases(name, records, notes))
    if not cases:
        raise AfterwordError(
            "this file has no cases of promptfoo, Inspect AI or JSONL",
            remedy="expected `tests:` with `vars` and `assert`, or objects with `input` or `messages`",
            path=name,
        )
    return cases, tuple(notes)


def _yaml(name: str, text: str) -> list[Any]:
    text = text.replace("\r\n", "\n")
    listed = bool(_LIST.match(text))
    tree, problems = yamltree.read(f"tests:\n{text}" if listed else text, most=_MAX_VALUES)
    if problems:
        line = text.count("\n", 0, max(0, problems[0].span.start - (7 if listed else 0))) + 1
        raise AfterwordError(problems[0].message, remedy=problems[0].remedy, path=name, line=line)
    return [yamltree.as_json(tree)]


def _json(name: str, text: str) -> list[Any]:
    try:
        return [json.loads(text)]
    except RecursionError:
        raise AfterwordError("this file is nested too deeply", path=name) from None
    except ValueError:
        pass
    values = []
    for number, line in enumerate(text.split("\n"), 1):
        if line.strip():
            try:
                values.append(json.loads(line))
            except (ValueError, RecursionError):
                remedy = "write one JSON object a line, or one document"
                raise AfterwordError("this line is not JSON", remedy=remedy, path=name, line=number) from None
    return values


def _cases(suite: str, values: list[Any], notes: list[str]) -> Iterator[SuiteCase]:
    records = [one for value in values for one in (value if isinstance(value, list) else [value])]
    for number, record in enumerate(records, 1):
        if not isinstance(record, dict):
            notes.append(f"record {number} is not an object")
        elif isinstance(record.get("tests"), list):
            common = record.get("defaultTest")
            for place, test in enumerate(record["tests"], 1):
                if isinstance(test, dict):
                    yield _promptfoo(suite, place, test, common if isinstance(common, dict) else {})
                else:
                    notes.append(f"test {place} names another file, which is not read: {str(test)[:60]}")
        elif isinstance(record.get("tests"), str):
            notes.append(f"`tests` names another file, which is not read: {record['tests'][:60]}")
        elif "vars" in record or "assert" in record:
            yield _promptfoo(suite, number, record, {})
        elif "input" in record or "messages" in record:
            yield _sample(suite, number, record)
        else:
            notes.append(f"record {number} has neither `input` nor `messages`")


def _promptfoo(suite: str, number: int, test: dict[str, Any], common: dict[str, Any]) -> SuiteCase:
    variables = {**mapping(common.get("vars")), **mapping(test.get("vars"))}
    asked = next((variables[key] for key in _INPUTS if key in variables), None)
    text = _words(asked) if asked is not None else "\n".join(_words(value) for value in variables.values())
    must: list[dict[str, Any]] = []
    others: list[str] = []
    for one in (*listing(common.get("assert")), *listing(test.get("assert"))):
        kind, value = str(mapping(one).get("type") or "unknown"), mapping(one).get("value")
        if kind.removeprefix("not-") == "is-json" and isinstance(value, dict):
            must.append({kind.replace("is-json", "json-schema"): value})
        elif kind.removeprefix("not-") == "is-json":
            must.append({kind: "true"})
        elif kind in KINDS and "tool" not in kind and value is not None:
            must.append({kind: value if isinstance(value, list | str) else json.dumps(value)})
        else:
            others.append(kind)
    name = str(test.get("description") or f"test {number}")
    return SuiteCase(suite, name, text, tuple(must), (), tuple(dict.fromkeys(others)))


def _sample(suite: str, number: int, record: dict[str, Any]) -> SuiteCase:
    has = mapping(record.get("metadata")) if "must" not in record and "must_not" not in record else record
    must, must_not = (tuple(listing(has.get(key))) for key in ("must", "must_not"))
    expected = next((key for key in ("target", "expected", "expected_output", "ideal") if record.get(key)), None)
    others = (f"{expected}, by the suite's own scorer",) if expected and not must and not must_not else ()
    asked = record.get("input") if "input" in record else record.get("messages")
    name = str(record.get("id") or record.get("name") or f"sample {number}")
    return SuiteCase(suite, name, _words(asked), assertions(must), assertions(must_not), others)


def _words(value: Any) -> str:
    """Return what is asked as text: of a conversation, what the user said."""
    if isinstance(value, list) and value and all(isinstance(one, dict) and "role" in one for one in value):
        return "\n".join(_words(one.get("content")) for one in value if one["role"] == "user")
    return value if isinstance(value, str) else "" if value is None else json.dumps(value, ensure_ascii=False)

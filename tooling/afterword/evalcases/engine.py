"""What each kind of assertion says of an output.

Needs the standard library alone: exports contain this file as it is, so that a suite elsewhere judges the same.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from afterword.evalcases.bounded_search import search_in_bounded_time
from afterword.evalcases.json_schema import Search, find_violation, require_schema, same


@dataclass(frozen=True, slots=True)
class Call:
    """A call of a tool: its name, and its arguments as JSON values."""

    tool: str
    arguments: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Output:
    """What a model or an application answered: text, and the tools that it called, in order."""

    text: str = ""
    calls: tuple[Call, ...] = ()


Found = tuple[bool, str]
"""Whether it holds of the output, and in words what the output does: `contains none of "30 days", "specialist"`."""
Test = Callable[[Output], Found]


def make_test(kind: str, value: object, search: Search) -> Test:
    """Make the test of an assertion.

    Args:
        kind: one of `KINDS`.
        value: its value: text, a list of texts, or JSON values.
        search: compiles a pattern to a search, which may raise TimeoutError.

    Raises:
        KeyError: there is no such kind.
        ValueError: the value is wrong, as `what; remedy`.
    """
    base = kind.removeprefix("not-")
    test = _MAKERS[base](value, search)
    if base == kind:
        return test

    def negated(output: Output) -> Found:
        holds, words = test(output)
        return not holds, words

    return negated


def list_failures(case: Mapping[str, Any], output: Output) -> list[str]:
    """List in words which assertions of a case reject an output.

    Args:
        case: `must` and `must_not`, each a list of mappings of one kind to its value; kinds that only a model can judge
            are passed over.
        output: what is judged.

    Raises:
        TimeoutError: no assertion rejects it, and a pattern takes too long on it, so that nothing is known.
    """
    failures: list[str] = []
    for side in ("must", "must_not"):
        for number, raw in enumerate(case.get(side) or (), 1):
            ((kind, value),) = raw.items()
            if kind.removeprefix("not-") in BY_MODEL:
                continue
            try:
                holds, words = make_test(kind, value, search_in_bounded_time)(output)
            except TimeoutError:
                if failures:
                    return failures
                raise
            if holds is (side == "must_not"):
                failures.append(explain_failure(side, number, kind, words))
    return failures


def explain_failure(side: str, number: int, kind: str, words: str) -> str:
    """Say in words which assertion rejected an output, and why."""
    return f"{side} {number} ({kind}): the output {words}"


def _texts(value: object) -> list[str]:
    values = [value] if isinstance(value, str) else value
    if not isinstance(values, list) or not values:
        raise ValueError('the value is a list of texts; write `["30 days", "specialist"]`')
    return [_text(each) for each in values]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError("the value is one text that is not empty; write it in quotes")
    return value


def _contains(fold: Callable[[str], str]) -> Callable[[object, Search], Test]:
    def make(value: object, _: Search) -> Test:
        wanted = _text(value)

        def test(output: Output) -> Found:
            holds = fold(wanted) in fold(output.text)
            return holds, f"{'contains' if holds else 'does not contain'} {_quoted(wanted)}"

        return test

    return make


def _contains_any(fold: Callable[[str], str]) -> Callable[[object, Search], Test]:
    def make(value: object, _: Search) -> Test:
        wanted = _texts(value)

        def test(output: Output) -> Found:
            text = fold(output.text)
            found = next((each for each in wanted if fold(each) in text), None)
            return found is not None, f"contains {_quoted(found)}" if found else f"contains none of {_quoted(*wanted)}"

        return test

    return make


def _contains_all(fold: Callable[[str], str]) -> Callable[[object, Search], Test]:
    def make(value: object, _: Search) -> Test:
        wanted = _texts(value)

        def test(output: Output) -> Found:
            text = fold(output.text)
            missing = next((each for each in wanted if fold(each) not in text), None)
            if missing is not None:
                return False, f"does not contain {_quoted(missing)}"
            return True, f"contains all of {_quoted(*wanted)}"

        return test

    return make


def _equals(value: object, _: Search) -> Test:
    wanted = _text(value).strip()

    def test(output: Output) -> Found:
        holds = output.text.strip() == wanted
        return holds, f"{'is' if holds else 'is not'} {_quoted(wanted)}"

    return test


def _starts_with(value: object, _: Search) -> Test:
    wanted = _text(value)

    def test(output: Output) -> Found:
        holds = output.text.startswith(wanted)
        return holds, f"{'starts' if holds else 'does not start'} with {_quoted(wanted)}"

    return test


def _regex(value: object, search: Search) -> Test:
    pattern = _text(value)
    matches = search(pattern)

    def test(output: Output) -> Found:
        holds = matches(output.text)
        return holds, f"{'matches' if holds else 'does not match'} the pattern {_quoted(pattern)}"

    return test


def _max_words(value: object, _: Search) -> Test:
    try:
        limit = int(str(value))
    except ValueError:
        limit = 0
    if limit < 1:
        raise ValueError("the value is a count of words; write a number of at least 1")

    def test(output: Output) -> Found:
        count = len(output.text.split())
        return count <= limit, f"has {count} words{'' if count <= limit else f', more than {limit}'}"

    return test


def _is_json(value: object, _: Search) -> Test:
    if value not in ("true", "", True):
        raise ValueError("a schema has its own kind; write `is-json: true`, or `json-schema:` with the schema")

    def test(output: Output) -> Found:
        holds = True
        try:
            _read_json(output.text)
        except ValueError:
            holds = False
        return holds, "is JSON" if holds else "is not JSON"

    return test


def _json_schema(value: object, search: Search) -> Test:
    schema = require_schema(value, search)

    def test(output: Output) -> Found:
        try:
            violation = find_violation(schema, _read_json(output.text), search)
        except (ValueError, OverflowError, RecursionError):
            return False, "is not JSON"
        return violation is None, "matches the schema" if violation is None else f"is not of the schema: {violation}"

    return test


def _read_json(text: str) -> Any:
    try:
        return json.loads(text, parse_constant=_refuse)
    except RecursionError:
        raise ValueError("it is nested too deeply") from None


def _refuse(word: str) -> NoReturn:
    raise ValueError(f"{word} is not JSON")


def _calls_tool(value: object, _: Search) -> Test:
    name = _text(value)

    def test(output: Output) -> Found:
        holds = any(call.tool == name for call in output.calls)
        return holds, f"calls `{name}`" if holds else f"does not call `{name}`{_called(output)}"

    return test


def _never_calls_tool(value: object, search: Search) -> Test:
    calls = _calls_tool(value, search)

    def test(output: Output) -> Found:
        holds, words = calls(output)
        return not holds, words

    return test


def _calls_tool_with(value: object, _: Search) -> Test:
    if not isinstance(value, Mapping) or set(value) != {"tool", "arguments"}:
        raise ValueError("the value has `tool` and `arguments`; write `{tool: refund, arguments: {amount: 20}}`")
    name, wanted = _text(value["tool"]), value["arguments"]
    if not isinstance(wanted, Mapping) or not wanted:
        raise ValueError("`arguments` has names with values; write `arguments: {amount: 20}`, or use `calls-tool`")
    shown = f"`{name}` with {_shortened(json.dumps(wanted, ensure_ascii=False))}"

    def test(output: Output) -> Found:
        holds = any(call.tool == name and _includes(call.arguments, wanted) for call in output.calls)
        return holds, f"calls {shown}" if holds else f"does not call {shown}{_called(output)}"

    return test


def _includes(found: Any, wanted: Any) -> bool:
    """Whether a value is what was asked for; a mapping may have further keys."""
    if isinstance(wanted, Mapping):
        return isinstance(found, Mapping) and all(
            key in found and _includes(found[key], value) for key, value in wanted.items()
        )
    return same(found, wanted)


def _called(output: Output) -> str:
    names = list(dict.fromkeys(call.tool for call in output.calls))
    return f"; it calls {', '.join(f'`{name[:60]}`' for name in names[:5])}" if names else "; it calls no tool"


def _quoted(*texts: str) -> str:
    return ", ".join(f'"{_shortened(text)}"' for text in texts)


def _shortened(text: str) -> str:
    text = " ".join(text.split())
    return text if len(text) <= 80 else text[:79] + "…"


_MAKERS: dict[str, Callable[[object, Search], Test]] = {
    "contains": _contains(str),
    "contains-any": _contains_any(str),
    "contains-all": _contains_all(str),
    "icontains": _contains(str.lower),
    "icontains-any": _contains_any(str.lower),
    "icontains-all": _contains_all(str.lower),
    "equals": _equals,
    "regex": _regex,
    "starts-with": _starts_with,
    "max-words": _max_words,
    "is-json": _is_json,
    "json-schema": _json_schema,
    "calls-tool": _calls_tool,
    "calls-tool-with": _calls_tool_with,
    "never-calls-tool": _never_calls_tool,
}
BY_MODEL = ("similar", "rubric")
"""Kinds that only a model can judge."""
KINDS = (*_MAKERS, *(f"not-{kind}" for kind in _MAKERS if kind != "never-calls-tool"))
"""Every kind that code judges."""

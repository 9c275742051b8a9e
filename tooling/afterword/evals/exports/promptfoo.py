"""promptfoo: a configuration that runs as it is.

promptfoo renders templates and loads files in every text of a configuration, so what comes from a case is escaped.
An assertion is promptfoo's own where that means the same, else one of `afterword-assert.js`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from afterword.evalcases.engine import BY_MODEL
from afterword.evals.exports.engine_files import read_template
from afterword.evals.exports.js_regex import Untranslatable, translate
from afterword.evals.exports.portable import NotExported, PortableCase, require_judged_by_code

_OWN = ("contains", "contains-any", "contains-all", "icontains", "icontains-any", "icontains-all", "starts-with")
"""Kinds that promptfoo has with the same meaning, for an answer that is text."""
_OPENING = re.compile(r"\{(?=[{%#])|#\}")
_FILE = re.compile(r"^(\s*)file://")
_UNSAFE_IN_YAML = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


def export(cases: Sequence[PortableCase]) -> Mapping[str, str]:
    """Return the configuration, and the scripts that it names.

    Raises:
        NotExported: a case has an assertion that promptfoo cannot judge the same.
    """
    require_judged_by_code(cases)
    config = {
        "description": "Eval cases from post-mortems, made by `afterword evals export promptfoo`; do not edit",
        "prompts": ["file://afterword-prompt.js"],
        "providers": ["openai:chat:{{env.AFTERWORD_MODEL}}"],
        "tests": [_test(case) for case in cases],
    }
    scripts = ("afterword-prompt.js", "afterword-assert.js")
    return {
        "promptfooconfig.yaml": "\n".join(_yaml(config, 0)) + "\n",
        **{name: read_template(name) for name in scripts},
    }


def _test(case: PortableCase) -> dict[str, Any]:
    if _inert(case["tools"]) != case["tools"]:
        # Tools are rendered more than once, and how often is not documented.
        raise NotExported("promptfoo would render a template, or load a file, in the description of a tool")
    guards = case["guards"]
    return {
        "description": _inert(f"{case['id']}: {case['title']}"),
        "vars": {"request": _as_text({key: case[key] for key in ("messages", "variables", "tools")})},
        "metadata": {
            "incident": case["incident"],
            "severity": _inert(case["severity"]),
            "cause": guards["cause"],
            "services": [_inert(name) for name in guards["services"]],
        },
        "assert": list(_assertions(case)),
    }


def _assertions(case: PortableCase) -> Iterator[dict[str, Any]]:
    for side in ("must", "must_not"):
        for number, raw in enumerate(case[side], 1):
            ((kind, value),) = raw.items()
            if kind.removeprefix("not-") not in BY_MODEL:
                yield _assertion(case, side, number, kind, value)


def _assertion(case: PortableCase, side: str, number: int, kind: str, value: Any) -> dict[str, Any]:
    metric = f"{side} {number} ({kind})"
    base = kind.removeprefix("not-")
    if base in _OWN and not case["tools"]:
        negated = (base != kind) is (side == "must")
        return {"type": f"not-{base}" if negated else base, "value": _inert(value), "metric": metric}
    if base == "json-schema":
        if case["tools"]:
            raise NotExported(f"{metric}: promptfoo does not hold the text of an answer with tools against a schema")
        negated = (base != kind) is (side == "must")
        return {"type": "not-is-json" if negated else "is-json", "value": _inert(value), "metric": metric}
    if base == "regex":
        try:
            source, flags = translate(value)
        except Untranslatable as part:
            raise NotExported(f"{metric}: JavaScript has no counterpart of {part}") from None
        value = {"source": source, "flags": flags}
    assertion = _as_text({"side": side, "number": number, "kind": kind, "value": value})
    return {
        "type": "javascript",
        "value": "file://afterword-assert.js",
        "config": {"assertion": assertion},
        "metric": metric,
    }


def _as_text(value: object) -> str:
    """Write JSON in which no template begins: a brace within a text is written as its code."""
    text = json.dumps(value)
    return re.sub(r'"(?:[^"\\]|\\.)*"', lambda found: found[0].replace("{", r"\u007b").replace("}", r"\u007d"), text)


def _inert(value: Any) -> Any:
    """Return texts that promptfoo renders to what they were."""
    if isinstance(value, str):
        escaped = _OPENING.sub(lambda found: "{{'{'}}" if found[0] == "{" else "#{{'}'}}", value)
        return _FILE.sub(r"\1{{'file'}}://", escaped)
    if isinstance(value, list):
        return [_inert(one) for one in value]
    if isinstance(value, Mapping):
        return {_inert(key): _inert(one) for key, one in value.items()}
    return value


def _yaml(value: Mapping[str, Any], depth: int) -> Iterator[str]:
    """Write keys a line each, and every text in double quotes: it is text for every reader of YAML."""
    indent = "  " * depth
    for key, one in value.items():
        if isinstance(one, Mapping) and one:
            yield f"{indent}{_key(key)}:"
            yield from _yaml(one, depth + 1)
        elif isinstance(one, list) and one and all(isinstance(each, Mapping) for each in one):
            yield f"{indent}{_key(key)}:"
            for each in one:
                first, *others = _yaml(each, depth + 2)
                yield f"{indent}  - {first.lstrip()}"
                yield from others
        else:
            yield f"{indent}{_key(key)}: {_scalar(one)}"


def _key(key: str) -> str:
    return key if key.isidentifier() else _scalar(key)


def _scalar(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False)
    return _UNSAFE_IN_YAML.sub(lambda found: f"\\u{ord(found[0]):04x}", text)

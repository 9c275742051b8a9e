"""Results of promptfoo: JSON (`promptfoo eval -o`, `promptfoo export`), JSON lines, and CSV."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import islice, takewhile
from typing import Any

from afterword.derive.eval_runs import EvalResult, EvalRun
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.json_values import mapping, mappings, plain, string
from afterword.evidence.collectors.tables import json_lines, rows
from afterword.evidence.source import Source
from afterword.text.shorten import shorten
from afterword.times.when import When

_ERROR = 2
"""promptfoo's reason for a failure that is not a verdict: the provider or an assertion broke."""
_MAX_LABEL = 60
_VERDICT = re.compile(r"\s*\[(?P<verdict>PASS|FAIL|ERROR)\]\s?(?:\([\d.]+\)\s?)?(?P<text>.*)", re.DOTALL)
_TESTED = re.compile(r"\[(?P<provider>[^\[\]]+)\]\s*(?P<prompt>.*)", re.DOTALL)
_VERDICTS = {"PASS": True, "FAIL": False, "ERROR": None}
_PLAIN_NAME = re.compile(r" \(\d+\)$")
"""What numbers the name of a column that is there more than once."""


def is_promptfoo(source: Source) -> bool:
    """Whether a source has a summary of version 2 or 3, on its own or in an export, or results one a line."""
    values = [value for _, value in source.documents.values]
    return any(_summary(value) is not None or _is_result(value) for value in values)


def _is_result(value: Any) -> bool:
    return (
        isinstance(value, dict)
        and isinstance(value.get("success"), bool)
        and bool(value.keys() & {"testIdx", "promptIdx", "gradingResult", "testCase"})
        and bool(value.keys() & {"vars", "provider", "response"})
    )


def _summary(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    inner = value["results"] if isinstance(value.get("results"), dict) else value
    results = inner.get("results")
    if not isinstance(results, list) or not isinstance(inner.get("stats"), dict):
        return None
    return inner if all(isinstance(result, dict) and "success" in result for result in results) else None


def read_promptfoo(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each provider and each prompt that were tested."""
    content = SourceContent()
    alone: list[dict[str, Any]] = []
    for line, value in _values(source, content):
        if _is_result(value):
            alone.append(value)
            continue
        summary = _summary(value)
        if summary is None:
            content.not_read("not results of promptfoo", line)
            continue
        suite = string(mapping(value.get("config")).get("description")).strip() or source.name
        at = content.read_time(summary.get("timestamp"), context.times)
        _add_runs(summary["results"], suite, at, content)
    if alone:
        _add_runs(alone, source.name, None, content)
    return content


def _values(source: Source, content: SourceContent) -> Iterable[tuple[int, Any]]:
    if source.suffix in (".jsonl", ".ndjson"):
        return json_lines(source.text, content)
    return content.documents_of(source)


def _add_runs(results: list[dict[str, Any]], suite: str, at: When | None, content: SourceContent) -> None:
    prompts = _prompt_labels(results)
    tests = _test_names(results)
    found: dict[tuple[str, str], list[EvalResult]] = {}
    for result in results:
        prompt = prompts[_prompt_of(result)] if len(prompts) > 1 else ""
        found.setdefault((_provider(result), prompt), []).append(_result(result, tests[_test_of(result)]))
    content.runs += [EvalRun(suite, at, provider, tuple(of), prompt) for (provider, prompt), of in found.items()]


def _prompt_of(result: dict[str, Any]) -> str:
    """Return what distinguishes the prompt of a result from the others of its run.

    The index counts prompts and providers together in some versions; the template is the same for all providers.
    """
    prompt = mapping(result.get("prompt"))
    label = string(prompt.get("label")).strip()
    return (
        f"{label}\0{string(result.get('promptId'))}" if label else str(result.get("promptId", result.get("promptIdx")))
    )


def _prompt_labels(results: list[dict[str, Any]]) -> dict[str, str]:
    """Name the prompts of a run by their labels; by their place where the label is the whole prompt."""
    found: dict[str, str] = {}
    for result in sorted(results, key=lambda one: plain(one.get("promptIdx", ""))):
        key = _prompt_of(result)
        label = " ".join(string(mapping(result.get("prompt")).get("label")).split())
        if key not in found:
            number = len(found) + 1
            found[key] = (
                label if 0 < len(label) <= _MAX_LABEL else f"{number}: {shorten(label, _MAX_LABEL)}".strip(": ")
            )
    names = Counter(found.values())
    return {key: name if names[name] == 1 else f"{n}: {name}" for n, (key, name) in enumerate(found.items(), 1)}


def _test_of(result: dict[str, Any]) -> str:
    """Return what distinguishes the test of a result: its place, else what it was given."""
    if isinstance(result.get("testIdx"), int):
        return str(result["testIdx"])
    case = mapping(result.get("testCase"))
    return plain([result.get("vars") or case.get("vars"), case.get("description"), case.get("assert")])


def _test_names(results: list[dict[str, Any]]) -> dict[str, str]:
    """Name the tests of a run; two with one description differ by their place."""
    names: dict[str, str] = {}
    for result in results:
        names.setdefault(_test_of(result), _name(result, len(names) + 1))
    count = Counter(names.values())
    return {
        key: name if count[name] == 1 else f"{name} ({int(key) + 1 if key.isdigit() else number})"
        for number, (key, name) in enumerate(names.items(), 1)
    }


def _provider(result: dict[str, Any]) -> str:
    provider = result.get("provider")
    if isinstance(provider, dict):
        return str(provider.get("label") or provider.get("id") or "")
    return str(provider or "")


def _result(result: dict[str, Any], name: str) -> EvalResult:
    case, grading, response = (mapping(result.get(key)) for key in ("testCase", "gradingResult", "response"))
    variables = result.get("vars") or case.get("vars") or {}
    failed = result.get("success") is not True
    broken = failed and (result.get("failureReason") == _ERROR or bool(result.get("error") and not grading))
    return EvalResult(
        case=name,
        passed=None if broken else not failed,
        input=_input(variables),
        output=plain(response["output"]) if response.get("output") is not None else "",
        expected="; ".join(_assertion(a) for a in mappings(case.get("assert"))),
        reason=plain(grading.get("reason") or result.get("error") or "") if failed else "",
    )


def _name(result: dict[str, Any], number: int) -> str:
    for name in (string(mapping(result.get("testCase")).get("description")), string(result.get("description"))):
        if name.strip():
            return " ".join(name.split())
    index = result.get("testIdx")
    return f"test {index + 1 if isinstance(index, int) else number}"


def _input(variables: Any) -> str:
    if not isinstance(variables, dict):
        return ""
    if len(variables) == 1:
        return plain(next(iter(variables.values())))
    return "\n".join(f"{key}: {plain(value)}" for key, value in variables.items())


def _assertion(assertion: dict[str, Any]) -> str:
    value = assertion.get("value")
    return f"{assertion.get('type', 'assertion')}" + ("" if value is None else f" {plain(value)}")


def is_promptfoo_table(source: Source) -> bool:
    """Whether a table has columns `[provider] prompt` with verdicts such as `[PASS] …`."""
    for _, record in islice(rows(source.text_if_any, source.suffix, SourceContent()), 5):
        columns = [key for key in record if _TESTED.fullmatch(key)]
        if not columns or not all(_verdict(record, key) or not record[key] for key in columns):
            return False
        if any(record[key] for key in columns):
            return True
    return False


def _verdict(record: Mapping[str, str], key: str) -> tuple[str, str, str] | None:
    """Return the verdict, the output and the reason of a cell: `[PASS] …`, or an output with `Status` beside it."""
    if match := _VERDICT.fullmatch(record.get(key, "")):
        if _VERDICTS[match["verdict"]] is True:
            return match["verdict"], match["text"], ""
        reason, _, output = match["text"].partition("\n---\n")
        return match["verdict"], output, reason.strip()
    keys = list(record)
    beside = takewhile(lambda name: not _TESTED.fullmatch(name), keys[keys.index(key) + 1 :])
    behind = {_PLAIN_NAME.sub("", name): name for name in beside}
    status = record.get(behind.get("Status", ""), "").strip()
    if status not in _VERDICTS:
        return None
    reason = "" if _VERDICTS[status] else record.get(behind.get("Grader Reason", ""), "").strip()
    return status, record[key], reason


def read_promptfoo_table(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each column of results; the other columns are what the cases were given."""
    content = SourceContent()
    records = list(rows(source.text, source.suffix, content))
    columns = [key for key in (records[0][1] if records else {}) if _TESTED.fullmatch(key)]
    beside = (*columns, "Description", "Status", "Score", "Named Scores", "Grader Reason", "Comment")
    inputs = [key for key in (records[0][1] if records else {}) if _PLAIN_NAME.sub("", key) not in beside]
    parts = {key: match for key in columns if (match := _TESTED.fullmatch(key))}
    labels = {key: " ".join(match["prompt"].split()) for key, match in parts.items()}
    several = len(set(labels.values())) > 1
    names = Counter(record.get("Description", "").strip() for _, record in records)
    for place, key in enumerate(columns, 1):
        label = labels[key] if 0 < len(labels[key]) <= _MAX_LABEL else f"{place}: {shorten(labels[key], _MAX_LABEL)}"
        prompt = label if several else ""
        results = []
        for number, (line, record) in enumerate(records, 1):
            verdict = _verdict(record, key)
            if verdict is None:
                content.not_read(f"the cell below `{shorten(key)}` has no verdict", line)
                continue
            described = record.get("Description", "").strip()
            name = described if described and names[described] == 1 else f"{described or 'test'} {number}"
            passed, output, reason = _VERDICTS[verdict[0]], *verdict[1:]
            given = {name: record[name] for name in inputs if record.get(name)}
            results.append(EvalResult(name, passed, _input(given), output, "", reason))
        content.runs.append(EvalRun(source.name, None, parts[key]["provider"], tuple(results), prompt))
    return content

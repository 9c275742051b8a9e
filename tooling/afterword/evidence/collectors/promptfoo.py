"""Results of promptfoo: what `promptfoo eval -o results.json` and `promptfoo export` write."""

from __future__ import annotations

from typing import Any

from afterword.derive.eval_runs import EvalResult, EvalRun
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.json_values import mapping, mappings, plain, string
from afterword.evidence.source import Source

_ERROR = 2
"""promptfoo's reason for a failure that is not a verdict: the provider or an assertion broke."""


def is_promptfoo(source: Source) -> bool:
    """Whether a source has a summary of version 2 or 3, on its own or in the file of an export."""
    return any(_summary(value) is not None for _, value in source.documents.values)


def _summary(value: Any) -> dict[str, Any] | None:
    if not isinstance(value, dict):
        return None
    inner = value["results"] if isinstance(value.get("results"), dict) else value
    results = inner.get("results")
    if not isinstance(results, list) or not isinstance(inner.get("stats"), dict):
        return None
    return inner if all(isinstance(result, dict) and "success" in result for result in results) else None


def read_promptfoo(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each provider that was tested."""
    content = SourceContent()
    for line, value in content.documents_of(source):
        summary = _summary(value)
        if summary is None:
            content.not_read("not results of promptfoo", line)
            continue
        suite = string(mapping(value.get("config")).get("description")).strip() or source.name
        at = content.read_time(summary.get("timestamp"), context.times)
        by_provider: dict[str, list[EvalResult]] = {}
        for result in summary["results"]:
            by_provider.setdefault(_provider(result), []).append(_result(result))
        content.runs += [EvalRun(suite, at, provider, tuple(found)) for provider, found in by_provider.items()]
    return content


def _provider(result: dict[str, Any]) -> str:
    provider = result.get("provider")
    if isinstance(provider, dict):
        return str(provider.get("label") or provider.get("id") or "")
    return str(provider or "")


def _result(result: dict[str, Any]) -> EvalResult:
    case, grading, response = (mapping(result.get(key)) for key in ("testCase", "gradingResult", "response"))
    variables = result.get("vars") or case.get("vars") or {}
    failed = result.get("success") is not True
    broken = failed and (result.get("failureReason") == _ERROR or bool(result.get("error") and not grading))
    return EvalResult(
        case=_name(result, case),
        passed=None if broken else not failed,
        input=_input(variables),
        output=plain(response["output"]) if response.get("output") is not None else "",
        expected="; ".join(_assertion(a) for a in mappings(case.get("assert"))),
        reason=plain(grading.get("reason") or result.get("error") or "") if failed else "",
    )


def _name(result: dict[str, Any], case: dict[str, Any]) -> str:
    for name in (string(case.get("description")), string(result.get("description"))):
        if name.strip():
            return " ".join(name.split())
    index = result.get("testIdx")
    return f"test {index + 1}" if isinstance(index, int) else f"test {result.get('id', '?')}"


def _input(variables: Any) -> str:
    if not isinstance(variables, dict):
        return ""
    if len(variables) == 1:
        return plain(next(iter(variables.values())))
    return "\n".join(f"{key}: {plain(value)}" for key, value in variables.items())


def _assertion(assertion: dict[str, Any]) -> str:
    value = assertion.get("value")
    return f"{assertion.get('type', 'assertion')}" + ("" if value is None else f" {plain(value)}")

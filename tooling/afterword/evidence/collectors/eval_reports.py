"""Reports of DeepEval, OpenAI's evals, pydantic-evals, and of pytest as JSON."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from afterword.derive.eval_runs import EvalResult, EvalRun
from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.json_values import listing, mapping, mappings, plain, string
from afterword.evidence.collectors.tables import json_lines
from afterword.evidence.source import Source


def _either(record: dict[str, Any], *keys: str) -> Any:
    return next((record[key] for key in keys if record.get(key) is not None), None)


def _words(value: Any) -> str:
    if isinstance(value, list) and value and all(isinstance(one, dict) and "role" in one for one in value):
        return "\n".join(f"{one['role']}: {plain(one.get('content'))}" for one in value)
    return "" if value is None else plain(value)


def _verdict(verdicts: Iterable[bool | None]) -> bool | None:
    """Combine the verdicts on one case: failed if one failed, else none if one is missing."""
    found = list(verdicts)
    return False if False in found else None if None in found or not found else True


# DeepEval


def _deepeval_cases(value: Any) -> list[dict[str, Any]]:
    run = mapping(value)
    run = mapping(run.get("testRunData")) or mapping(run.get("test_run_data")) or run
    cases = mappings(_either(run, "testCases", "test_cases")) + mappings(_either(run, "conversationalTestCases"))
    return [case for case in cases if case.keys() & {"metricsData", "metrics_data", "actualOutput", "actual_output"}]


def is_deepeval(source: Source) -> bool:
    """Whether every document is a test run of DeepEval."""
    return source.documents.all_are(lambda value: bool(_deepeval_cases(value)))


def read_deepeval(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each document."""
    content = SourceContent()
    for _, value in content.documents_of(source):
        run = mapping(value)
        run = mapping(run.get("testRunData")) or run
        parameters = mapping(run.get("hyperparameters"))
        at = content.read_time(_either(run, "createdAt", "created_at", "timestamp"), context.times)
        suite = string(_either(run, "identifier", "testFile", "datasetAlias")) or source.name
        results = tuple(_deepeval_result(case, n) for n, case in enumerate(_deepeval_cases(value), 1))
        content.runs.append(EvalRun(suite, at, string(_either(parameters, "model", "Model")), results))
    return content


def _deepeval_result(case: dict[str, Any], number: int) -> EvalResult:
    metrics = mappings(_either(case, "metricsData", "metrics_data"))
    verdicts = [None if one.get("error") else one.get("success") for one in metrics]
    stated = case.get("success")
    passed = _verdict(one if isinstance(one, bool) else None for one in verdicts) if verdicts else None
    if isinstance(stated, bool) and passed is not False:
        passed = stated if passed is not None or not verdicts else None
    reasons = (f"{one.get('name')}: {_either(one, 'error', 'reason') or one.get('score')}" for one in metrics)
    return EvalResult(
        string(case.get("name")) or f"case {number}",
        passed,
        _words(_either(case, "input", "turns")),
        _words(_either(case, "actualOutput", "actual_output")),
        _words(_either(case, "expectedOutput", "expected_output")),
        "" if passed else "; ".join(reasons),
    )


# OpenAI's evals: one event a line


def is_openai_evals(source: Source) -> bool:
    """Whether the first line is the specification of a run."""
    first = source.text_if_any.lstrip()[:40]
    return first.startswith('{"spec"') and bool(mapping(source.documents.values[0][1]).get("spec"))


def read_openai_evals(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each specification; a sample that is judged several times is repeated."""
    content = SourceContent()
    runs: list[tuple[dict[str, Any], list[dict[str, Any]]]] = []
    for _, record in json_lines(source.text, content):
        if isinstance(record.get("spec"), dict):
            runs.append((record["spec"], []))
        elif "sample_id" in record and runs:
            runs[-1][1].append(record)
    for spec, events in runs:
        at = content.read_time(spec.get("created_at"), context.times)
        models = ", ".join(map(plain, listing(spec.get("completion_fns"))))
        results = tuple(_openai_results(events))
        content.runs.append(EvalRun(string(spec.get("eval_name")) or source.name, at, models, results))
    return content


def _openai_results(events: list[dict[str, Any]]) -> Iterable[EvalResult]:
    prompts: dict[str, str] = {}
    outputs: dict[str, str] = {}
    seen: dict[str, bool] = {}
    for event in events:
        name, data = plain(event["sample_id"]), mapping(event.get("data"))
        seen.setdefault(name, False)
        if event.get("type") == "sampling":
            prompts[name], outputs[name] = _words(data.get("prompt")), _words(data.get("sampled"))
        passed = _openai_verdict(event, data)
        if event.get("type") in ("match", "metrics", "cond_logp") or passed is not None:
            seen[name] = True
            output = _words(data.get("sampled")) or outputs.get(name, "")
            reason = (
                "" if passed else "; ".join(f"{k}: {plain(v)}" for k, v in data.items() if k in ("score", "choice"))
            )
            yield EvalResult(name, passed, prompts.get(name, ""), output, _words(data.get("expected")), reason)
    for name, judged in seen.items():
        if not judged:
            yield EvalResult(name, None, prompts.get(name, ""), outputs.get(name, ""), reason="no verdict in the log")


def _openai_verdict(event: dict[str, Any], data: dict[str, Any]) -> bool | None:
    if event.get("type") == "match":
        return data["correct"] if isinstance(data.get("correct"), bool) else None
    for key in ("correct", "accuracy", "passed", "score"):
        value = data.get(key)
        # A number is a verdict only at the ends of its scale.
        if isinstance(value, bool) or value in (0, 1):
            return bool(value)
    return None


# pydantic-evals


def _is_report(value: Any) -> bool:
    cases = mapping(value).get("cases")
    return isinstance(cases, list) and any("assertions" in case and "inputs" in case for case in mappings(cases))


def is_pydantic_evals(source: Source) -> bool:
    """Whether every document is an evaluation report."""
    return source.documents.all_are(_is_report)


def read_pydantic_evals(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each report; a case whose task failed came to no verdict."""
    content = SourceContent()
    for _, value in content.documents_of(source):
        report = mapping(value)
        about = mapping(_either(report, "experiment_metadata", "metadata"))
        at = content.read_time(_either(report, "created_at", "timestamp", "started_at"), context.times)
        results = [_pydantic_result(case) for case in mappings(report.get("cases"))]
        for case in mappings(report.get("failures")):
            reason = string(_either(case, "error_message", "error"))
            results.append(EvalResult(string(case.get("name")) or "?", None, _words(case.get("inputs")), reason=reason))
        model = string(_either(about, "model", "model_name"))
        content.runs.append(EvalRun(string(report.get("name")) or source.name, at, model, tuple(results)))
    return content


def _pydantic_result(case: dict[str, Any]) -> EvalResult:
    assertions = mapping(case.get("assertions"))
    verdicts = [one.get("value") if isinstance(one, dict) else one for one in assertions.values()]
    passed = _verdict(one if isinstance(one, bool) else None for one in verdicts)
    broken = mappings(case.get("evaluator_failures"))
    reasons = [
        f"{name}: {_words(mapping(one).get('reason')) or 'false'}"
        for name, one in assertions.items()
        if (mapping(one).get("value") if isinstance(one, dict) else one) is not True
    ]
    reasons += [f"{one.get('name')}: {one.get('error_message')}" for one in broken]
    return EvalResult(
        string(_either(case, "name")) or "?",
        None if broken and passed is not False else passed,
        _words(case.get("inputs")),
        _words(case.get("output")),
        _words(case.get("expected_output")),
        "" if passed else "; ".join(reasons),
    )


# pytest, as its JSON reports have it

_OUTCOMES = {"passed": True, "failed": False, "error": None, "xfailed": True, "xpassed": False}


def _is_pytest(value: Any) -> bool:
    tests = mappings(mapping(value).get("tests"))
    return "exitcode" in mapping(value) and bool(tests) and all("nodeid" in one and "outcome" in one for one in tests)


def is_pytest_report(source: Source) -> bool:
    """Whether every document is a report of pytest."""
    return source.documents.all_are(_is_pytest)


def read_pytest_report(source: Source, context: ReadContext) -> SourceContent:
    """Read one run for each report; tests that were skipped are left out and counted."""
    content = SourceContent()
    for _, value in content.documents_of(source):
        at = content.read_time(value.get("created"), context.times)
        results = []
        for test in mappings(value["tests"]):
            outcome = string(test["outcome"])
            if outcome == "skipped":
                content.left_out["skipped tests"] += 1
                continue
            call = mapping(test.get("call")) or mapping(test.get("setup"))
            reason = string(mapping(call.get("crash")).get("message")) or string(call.get("longrepr"))
            passed = _OUTCOMES.get(outcome)
            results.append(
                EvalResult(
                    string(test["nodeid"]), passed, output=string(call.get("stdout")), reason="" if passed else reason
                )
            )
        suites = {result.case.partition("::")[0] for result in results}
        content.runs.append(EvalRun(suites.pop() if len(suites) == 1 else source.name, at, "", tuple(results)))
    return content

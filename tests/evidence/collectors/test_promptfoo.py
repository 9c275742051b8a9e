"""Results of promptfoo become runs."""

from __future__ import annotations

from typing import Any

from afterword.derive.eval_runs import EvalRun
from afterword.evidence.collectors.promptfoo import is_promptfoo, read_promptfoo
from fakes.sources import given, source


def _verdicts(run: EvalRun) -> dict[str, bool | None]:
    return {result.case: result.passed for result in run.results}


def _promptfoo(version: int = 3) -> dict[str, Any]:
    def result(index: int, success: bool, **more: Any) -> dict[str, Any]:
        case = {"description": f"case {index}" if index else "", "assert": [{"type": "icontains", "value": "30 days"}]}
        return {
            "success": success,
            "score": float(success),
            "vars": {"input": f"question {index}"},
            "testCase": case,
            "testIdx": index,
            "provider": {"id": "openai:chat:m", "label": ""},
            "response": {"output": f"answer {index}"},
            "gradingResult": {"pass": success, "score": 0, "reason": "no 30 days in it"},
            **more,
        }

    broken = result(2, False, failureReason=2, error="API error: 500", gradingResult=None, response=None)
    summary = {
        "version": version,
        "timestamp": "2026-04-15T09:00:00.000Z",
        "results": [result(0, True), result(1, False, failureReason=1), broken],
        "stats": {"successes": 1, "failures": 1, "errors": 1},
    }
    return {"evalId": "eval-1", "results": summary, "config": {"description": "support suite"}, "shareableUrl": None}


def test_results_of_promptfoo() -> None:
    results = source("out.json", _promptfoo())
    assert is_promptfoo(results)
    (run,) = read_promptfoo(results, given()).runs
    assert (run.suite, str(run.at), run.model) == ("support suite", "2026-04-15T09:00:00Z", "openai:chat:m")
    assert _verdicts(run) == {"test 1": True, "case 1": False, "case 2": None}
    failed = run.failed[0]
    assert (failed.input, failed.output, failed.expected) == ("question 1", "answer 1", "icontains 30 days")
    assert failed.reason == "no 30 days in it"
    assert is_promptfoo(source("bare.json", _promptfoo()["results"]))
    assert not is_promptfoo(source("x.json", {"results": {"results": []}}))

"""Results of promptfoo become runs."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given as each
from hypothesis import strategies as st

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


_RESULT = st.tuples(
    st.integers(0, 2), st.sampled_from(["v41", "v42", "a long prompt " * 9, "a long prompt " * 9 + "!"]),
    st.sampled_from(["acme:a", "acme:b"]), st.booleans(),
)  # fmt: skip


@each(st.lists(_RESULT, min_size=1, max_size=20), st.sampled_from(["a.json", "a.jsonl"]))
def test_generated_results_are_read_by_test_prompt_and_provider(
    results: list[tuple[int, str, str, bool]], name: str
) -> None:
    prompts = sorted({label for _, label, _, _ in results})
    records = [
        {
            "success": passed, "testIdx": test, "promptIdx": prompts.index(label), "promptId": f"id{label}",
            "prompt": {"raw": "rendered", "label": label}, "provider": {"id": provider}, "vars": {"q": f"q{test}"},
            "response": {"output": f"{test} {label} {provider}"}, "gradingResult": {"pass": passed, "reason": "r"},
        }
        for test, label, provider, passed in results
    ]  # fmt: skip
    lines = "".join(f"{json.dumps(record)}\n" for record in records)
    summary = {"results": {"version": 3, "stats": {}, "results": records}, "config": {}}
    runs = read_promptfoo(source(name, lines if name.endswith("l") else summary), given()).runs
    assert len({run.prompt for run in runs}) == len(prompts)
    found = []
    for run in runs:
        for result in run.results:
            test, label = result.output.split(" ")[0], result.output[2:].rpartition(" ")[0]
            assert result.output.endswith(run.model) and result.input == f"q{test}"
            assert result.case == f"test {int(test) + 1}"
            found.append((int(test), label, run.model, result.passed))
    assert sorted(found, key=str) == sorted(results, key=str)

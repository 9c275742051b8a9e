"""Eval results of several tools become runs with a verdict for each case."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given as each
from hypothesis import strategies as st

from afterword.derive.evalruns import EvalRun
from afterword.evidence.collectors.inspect_logs import is_inspect, read_inspect
from afterword.evidence.collectors.junit import is_junit, read_junit
from afterword.evidence.collectors.promptfoo import is_promptfoo, read_promptfoo
from afterword.evidence.source import open_source
from fakes.sources import archive, given, source, told


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


def _inspect() -> dict[str, Any]:
    def sample(name: str, value: Any, **more: Any) -> dict[str, Any]:
        return {
            "id": name,
            "epoch": 1,
            "input": [{"role": "system", "content": "be brief"}, {"role": "user", "content": [{"text": "refund?"}]}],
            "target": ["30 days"],
            "output": {"choices": [{"message": {"role": "assistant", "content": "always"}}]},
            "scores": {"match": {"value": value, "explanation": "no match"}},
            **more,
        }

    return {
        "version": 2,
        "status": "success",
        "eval": {"task": "refunds", "model": "openai/m", "created": "2026-04-15T09:00:00+00:00"},
        "stats": {"started_at": "2026-04-15T09:00:01+00:00"},
        "samples": [
            sample("right", "C"),
            sample("wrong", "I"),
            sample("half", 0.5),
            sample("one", 1.0, epoch=2),
            sample("broken", "C", error={"message": "timeout"}),
        ],
    }


def test_a_log_of_inspect_as_json_and_as_archive(tmp_path: Path) -> None:
    log = _inspect()
    as_json = source("log.json", log)
    assert is_inspect(as_json)
    (run,) = read_inspect(as_json, given()).runs
    assert (run.suite, str(run.at), run.model) == ("refunds", "2026-04-15T09:00:01Z", "openai/m")
    assert _verdicts(run) == {"right": True, "wrong": False, "half": None, "one, epoch 2": True, "broken": None}
    assert run.failed[0].input == "system: be brief\nuser: refund?"
    assert (run.failed[0].output, run.failed[0].expected, run.failed[0].reason) == ("always", "30 days", "no match")
    files = {f"samples/{s['id']}_epoch_{s['epoch']}.json": s for s in log["samples"]}
    header = {key: value for key, value in log.items() if key != "samples"}
    zipped = open_source(archive(tmp_path / "log.eval", {"header.json": header, **files}))
    assert is_inspect(zipped)
    (same,) = read_inspect(zipped, given()).runs
    assert _verdicts(same) == _verdicts(run)


def test_an_archive_in_zstandard_says_how_to_have_it_read(tmp_path: Path) -> None:
    path = archive(tmp_path / "log.eval", {"header.json": _inspect()})
    data = bytearray(path.read_bytes())
    central = data.index(b"PK\x01\x02")
    struct.pack_into("<H", data, 8, 93)
    struct.pack_into("<H", data, central + 10, 93)
    path.write_bytes(data)
    assert zipfile.ZipFile(path).infolist()[0].compress_type == 93
    content = read_inspect(open_source(path), given())
    assert content.runs == [] and "inspect log convert" in told(content)[0]


JUNIT = """<?xml version="1.0" encoding="UTF-16"?>
<testsuites>
  <testsuite name="support" timestamp="2026-04-15T09:00:00">
    <testcase classname="evals.refund" name="window"><system-out>30 days</system-out></testcase>
    <testcase classname="evals.refund" name="invented">
      <failure message="promised">said: always &lt;b&gt;</failure></testcase>
    <testcase name="slow"><error message="timeout"/></testcase>
    <testcase name="later"><skipped/></testcase>
  </testsuite>
  <testsuite name="empty"/>
</testsuites>
"""


def test_results_of_junit() -> None:
    results = source("junit.xml", JUNIT)
    assert is_junit(results)
    content = read_junit(results, given())
    (run,) = content.runs
    assert (run.suite, str(run.at)) == ("support", "2026-04-15T09:00:00Z")
    assert _verdicts(run) == {
        "evals.refund: window": True,
        "evals.refund: invented": False,
        "slow": None,
        "later": None,
    }
    assert run.failed[0].reason == "promised\nsaid: always <b>"
    assert content.assumed_zone == 1
    zoned = read_junit(source("junit.xml", JUNIT.replace('09:00:00"', '09:00:00Z"')), given())
    assert zoned.runs == content.runs and zoned.assumed_zone == 0


_BOMB = (
    "<?xml version='1.0'?><!DOCTYPE t [<!ENTITY a 'aaaaaaaaaa'>"
    + "".join(
        f"<!ENTITY {n} '{'&' + p + ';' * 1}{('&' + p + ';') * 9}'>" for p, n in zip("abcdefgh", "bcdefghi", strict=True)
    )
    + "]><testsuites><testsuite name='x'><testcase name='&i;'/></testsuite></testsuites>"
)
_FILE = "<!DOCTYPE t [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><testsuite><testcase name='&x;'/></testsuite>"


@pytest.mark.parametrize("text", [_BOMB, _FILE], ids=["entity bomb", "outside entity"])
def test_a_document_type_is_refused_before_anything_of_it_is_read(text: str) -> None:
    content = read_junit(source("junit.xml", text), given())
    assert content.runs == []
    assert "declares a document type" in told(content)[0]


def test_xml_that_breaks_off_keeps_the_cases_before_it() -> None:
    content = read_junit(source("junit.xml", JUNIT.split('<testcase name="slow"')[0]), given())
    assert [len(run.results) for run in content.runs] == [2]
    assert told(content, "junit.xml")[0].startswith("junit.xml:7: not XML")


json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["results", "success", "stats", "eval", "task", "model", "samples", "scores", "value", "vars", "testCase", "id",
         "output", "choices", "input", "target", "error", "gradingResult", "provider", "response"]), inner, max_size=5),
    max_leaves=25,
)  # fmt: skip


@each(json_values)
def test_no_json_makes_a_reader_raise(value: Any) -> None:
    result = value if isinstance(value, dict) else {"x": value}
    hostile = source(
        "a.json",
        {
            "results": {"results": [{**result, "success": value}], "stats": {}},
            "eval": {"task": value, "model": value},
            "samples": [value, result],
            "stats": value,
        },
    )
    for detects, read in ((is_promptfoo, read_promptfoo), (is_inspect, read_inspect)):
        assert detects(hostile)
        for run in read(hostile, given()).runs:
            for found in run.results:
                assert isinstance(found.input + found.output + found.expected + found.reason + found.case, str)

"""The Inspect export: its dataset, and the verdicts of Inspect AI itself where it is installed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest
from tests.evals.generated import generate, serve

from afterword.evals.exports import inspect_ai
from afterword.evals.exports.portable import as_portable

_, GENERATED = generate(60)
CASES = [case for one in GENERATED if isinstance(case := as_portable(one.case, lambda text: text), dict)]
INSPECT = os.environ.get("AFTERWORD_INSPECT") or shutil.which("inspect")


def test_sample_has_its_conversation_and_its_incident() -> None:
    lines = inspect_ai.export(CASES)["afterword_dataset.jsonl"].splitlines()
    samples = [json.loads(line) for line in lines]
    assert len({sample["id"] for sample in samples}) == len(CASES) == len(GENERATED)
    for sample, case in zip(samples, CASES, strict=True):
        said = [[(one["role"], one["content"]) for one in has] for has in (sample["input"], case["messages"])]
        assert said[0] == said[1]
        assert sample["metadata"]["incident"] == "2026-02-10-x"
        assert (sample["metadata"]["severity"], sample["metadata"]["must"]) == ("SEV2", case["must"])


def test_earlier_calls_of_tools_are_written_as_inspect_reads_them() -> None:
    function = {"name": "log", "arguments": '{"a": 1}'}
    message = {"role": "assistant", "content": "", "tool_calls": [{"id": "call_1", "function": function}]}
    case = CASES[0] | {"messages": [message]}
    (line,) = inspect_ai.export([case])["afterword_dataset.jsonl"].splitlines()
    (written,) = json.loads(line)["input"]
    assert written["tool_calls"] == [{"id": "call_1", "function": "log", "arguments": {"a": 1}, "type": "function"}]


@pytest.mark.skipif(INSPECT is None, reason="needs Inspect AI: `inspect` on the path, or named by AFTERWORD_INSPECT")
def test_task_gives_the_verdicts_of_afterword(tmp_path: Path) -> None:
    for name, text in inspect_ai.export(CASES).items():
        (tmp_path / name).write_text(text, encoding="utf-8", newline="\n")
    refused: list[str] = []
    with serve(GENERATED, refused) as address:
        command = [str(INSPECT), "eval", "afterword_task.py", "--model", "openai-api/local/m", "--display", "none"]
        command += ["--log-format", "json", "--log-dir", "logs", "--max-retries", "0"]
        env = os.environ | {"LOCAL_BASE_URL": address, "LOCAL_API_KEY": "local"}
        subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, timeout=120, check=True)
    (log,) = (tmp_path / "logs").glob("*.json")
    samples = json.loads(log.read_text(encoding="utf-8"))["samples"]
    assert refused == []
    assert {one["id"]: one["scores"]["assertions"]["value"] == "C" for one in samples} == {
        one.case.name: one.passes for one in GENERATED
    }

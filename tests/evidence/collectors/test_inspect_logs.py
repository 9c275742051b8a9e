"""Logs of Inspect become runs, as JSON and as archives."""

from __future__ import annotations

import struct
import zipfile
from pathlib import Path
from typing import Any

from afterword.derive.eval_runs import EvalRun
from afterword.evidence.collectors.inspect_logs import is_inspect, read_inspect
from afterword.evidence.source import open_source
from fakes.sources import archive, given, source, told


def _verdicts(run: EvalRun) -> dict[str, bool | None]:
    return {result.case: result.passed for result in run.results}


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

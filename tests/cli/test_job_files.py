"""The files that a job of Actions reads."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.job_files import SUMMARY_BYTES, append_summary, set_output


def test_outside_of_actions_nothing_is_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    append_summary({}, "text")
    set_output({"GITHUB_OUTPUT": ""}, "name", "value")
    assert list(tmp_path.iterdir()) == []


def test_summary_and_outputs_are_appended(tmp_path: Path) -> None:
    summary, output = tmp_path / "summary.md", tmp_path / "output"
    for text in ("one\n", "two\n"):
        append_summary({"GITHUB_STEP_SUMMARY": str(summary)}, text)
        set_output({"GITHUB_OUTPUT": str(output)}, "name", text.strip())
    assert summary.read_text() == "one\ntwo\n" and output.read_text() == "name=one\nname=two\n"


def test_a_summary_without_room_or_place_does_not_fail_the_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    summary = tmp_path / "summary.md"
    summary.write_bytes(b"x" * (SUMMARY_BYTES - 1))
    env = {"GITHUB_STEP_SUMMARY": str(summary)}
    append_summary(env, "no")
    assert summary.stat().st_size == SUMMARY_BYTES - 1
    append_summary(env, "y")
    assert summary.stat().st_size == SUMMARY_BYTES
    append_summary({"GITHUB_STEP_SUMMARY": str(tmp_path)}, "text")
    assert "the job summary cannot be written: " in capsys.readouterr().err

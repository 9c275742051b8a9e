"""`afterword evals run`, as a user and a job see it."""

from __future__ import annotations

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from afterword.cli.main import run
from evals.bot import CASE, DOCUMENT, bot, copy_sample, project_at, prove_sample
from fakes import llm as fake


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    root = copy_sample(tmp_path)
    with project_at(root, bot(1)) as (project, _):
        prove_sample(project)
    with (root / "afterword.yml").open("a") as file:
        file.write(f"evals:\n  prompts: {{tone-rewrite: postmortems/{DOCUMENT}/prompts/support.after.md}}\n")
    return root


def evals_run(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), "evals", "run", *arguments])


def test_a_broken_prompt_fails_the_job_and_says_why_everywhere(
    root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    with fake.endpoint(bot(1)) as script:
        monkeypatch.setenv("OPENAI_BASE_URL", script.base_url)
        assert evals_run(root, "--junit", "results.xml") == 1
        out = capsys.readouterr().out
        assert f"  {CASE}  failed 3 of 3 (0 of 33 when proven): blocks\n" in out
        assert evals_run(root, "--format", "sarif", "--junit", "results.xml") == 1
        (found,) = [one for one in json.loads(capsys.readouterr().out)["runs"][0]["results"] if CASE in str(one)]
        assert (found["ruleId"], found["level"]) == ("eval-case", "error")
        assert evals_run(root, "--format", "json") == 1
        assert json.loads(capsys.readouterr().out)["blocks"]
    assert ET.parse(root / "results.xml").getroot().get("failures") == "1"
    assert "failed 3 of 3" in summary.read_text()


def test_nothing_of_a_person_is_written_over(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (root / "notes.xml").write_text("<mine/>")
    assert evals_run(root, "--junit", "notes.xml") == 1
    assert "this file is not a report" in capsys.readouterr().err
    assert (root / "notes.xml").read_text() == "<mine/>"


def test_outside_a_repository_a_change_cannot_be_determined(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert evals_run(root, "--changed-since", "main") == 1
    assert "cannot determine what changed" in capsys.readouterr().err

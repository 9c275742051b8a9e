"""What `check --baseline` writes: findings are accepted on request, and only go away by themselves."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.checks.baseline import FILE
from afterword.cli.main import run

IDS = ("2023-04-16-bot", "2023-04-17-bot")


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two old post-mortems with errors, in the current folder."""
    (tmp_path / "postmortems").mkdir()
    for name in IDS:
        text = f"---\nschema: 1\nid: {name}\ntitel: x\nstatus: published\nseverity: SEV3\n---\n\n## Summary\n\nText.\n"
        (tmp_path / "postmortems" / f"{name}.md").write_text(text)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _edit(project: Path, name: str, old: str, new: str) -> None:
    file = project / "postmortems" / f"{name}.md"
    file.write_text(file.read_text().replace(old, new))


def _check(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    capsys.readouterr()
    return run(["check", *arguments]), capsys.readouterr().out


def test_a_check_passes_from_the_first_day_and_finds_what_is_new(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert _check(capsys)[0] == 1
    code, out = _check(capsys, "--baseline")
    assert code == 0 and out.startswith(f"{FILE} accepts ") and "no new findings\n" in out
    written = (project / FILE).read_bytes()
    code, out = _check(capsys)
    assert code == 0 and "accepted: " in out and "(`afterword check --no-baseline` lists them)" in out
    assert _check(capsys, "--baseline")[0] == 0 and (project / FILE).read_bytes() == written

    _edit(project, IDS[0], "severity: SEV3", "severity: SEV9")
    code, out = _check(capsys)
    assert code == 1 and "`SEV9`" in out and "`titel`" not in out
    assert "`titel`" in _check(capsys, "--no-baseline")[1]


def test_what_is_mended_is_removed_and_nothing_new_gets_in(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _check(capsys, "--baseline")
    _edit(project, IDS[0], "titel: x", "title: x")
    _edit(project, IDS[1], "severity: SEV3", "severity: SEV9")
    assert f"of {FILE}: `afterword check --baseline` removes" in _check(capsys)[1]
    code, out = _check(capsys, "--baseline")
    assert code == 1 and "removed, as fixed; " in out and "not accepted: name the post-mortems" in out
    assert "`SEV9`" in out and "fixed: " not in out
    _edit(project, IDS[0], "title: x", "titel: x")
    assert _check(capsys, IDS[0])[0] == 1, "what was mended is not accepted again"


def test_the_findings_of_a_post_mortem_are_accepted_by_its_name(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    _check(capsys, "--baseline")
    for name in IDS:
        _edit(project, name, "severity: SEV3", "severity: SEV9")
    code, out = _check(capsys, "--baseline", IDS[0])
    assert code == 0 and "no new findings" in out
    code, out = _check(capsys)
    assert code == 1 and f"{IDS[1]}.md" in out and f"{IDS[0]}.md" not in out


def test_a_secret_is_never_accepted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _edit(project, IDS[0], "Text.", "The key was ghp_16C7e42F292c6912E7710c838347Ae178B4a.")
    code, out = _check(capsys, "--baseline")
    assert code == 1 and "1 finding cannot be accepted" in out and "AW805" in out
    assert b"ghp_16C7e42F" not in (project / FILE).read_bytes()


def test_a_damaged_baseline_stops_the_check(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (project / FILE).write_text("<<<<<<< HEAD\n")
    assert run(["check"]) == 1
    assert f"{FILE}: this is not a baseline" in capsys.readouterr().err


def test_other_formats_say_how_many_are_accepted(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _check(capsys, "--baseline")
    assert run(["check", "--format", "json"]) == 0
    printed = capsys.readouterr()
    assert printed.out == "[]\n" and "accepted: " in printed.err
    assert f"accepted in {FILE}" in _check(capsys, "--format", "sarif")[1]
    assert "accepted: " in _check(capsys, "--format", "github")[1]

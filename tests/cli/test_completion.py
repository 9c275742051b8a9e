"""The shell completes words of the project and of Afterword."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from afterword.cli.main import cli, run


def completed(arguments: list[str], incomplete: str) -> list[str]:
    shell = ShellComplete(cli, {}, "afterword", "_AFTERWORD_COMPLETE")
    return [item.value for item in shell.get_completions(arguments, incomplete)]


@pytest.mark.parametrize(
    ("arguments", "incomplete", "found"),
    [
        (["explain"], "aw50", ["AW501", "AW502"]),
        (["draft", "--section"], "impa", ["Impact"]),
        (["draft", "--section"], "immediate", ["Immediate cause"]),
    ],
)
def test_rules_and_sections_are_completed(arguments: list[str], incomplete: str, found: list[str]) -> None:
    assert completed(arguments, incomplete)[: len(found)] == found


def test_severities_are_those_of_the_project(tmp_path: Path) -> None:
    (tmp_path / "afterword.yml").write_text("severities: [{name: High}, {name: Highest}, {name: Low}]\n")
    assert completed(["-C", str(tmp_path), "new", "--severity"], "hi") == ["High", "Highest"]
    (tmp_path / "afterword.yml").write_text("severities: [\n")
    assert completed(["-C", str(tmp_path), "new", "--severity"], "") == []


def test_ids_are_completed_by_any_part(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems/2026-04-16-bot-is-slow.md").write_text("---\ntitle: Bot is slow\n---\n")
    assert completed(["-C", str(tmp_path), "check"], "slow") == ["2026-04-16-bot-is-slow"]


def test_completion_writes_words_and_no_error(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("_AFTERWORD_COMPLETE", "zsh_complete")
    monkeypatch.setenv("COMP_WORDS", "afterword tag")
    monkeypatch.setenv("COMP_CWORD", "1")
    assert run([]) == 0
    out, err = capsys.readouterr()
    assert ("tags" in out, err) == (True, "")

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from afterword.cli.main import run
from afterword.cli.progress import add_progress_options, show_progress
from afterword.reference.commands import leaves

FINDING = "---\nschema: 1\nid: 2026-04-16-bot\ntitle: Bot\nstatus: draft\nseverity: SEV9\n---\n"


def test_progress_is_silent_without_a_terminal(capfd: pytest.CaptureFixture[str]) -> None:
    with show_progress("reading") as progress:
        progress("reading chat.md")
    assert capfd.readouterr() == ("", "")


def test_progress_shows_no_control_characters_and_no_markup(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    with show_progress("reading") as progress:
        progress("reading [bold]evil\x1b]0;owned\x07.md")
    out, err = capsys.readouterr()
    assert out == ""
    assert "[bold]evil]0;owned.md" in err
    assert "\x1b]0;" not in err


@click.command()
def stepping() -> None:
    with show_progress("reading") as progress:
        progress("reading chat\x1b.md")
        with progress.paused():
            click.echo("asked")


add_progress_options(stepping)


def test_verbose_prints_each_step_on_a_line_without_a_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    stepping.main(["--verbose"], standalone_mode=False)
    out, err = capsys.readouterr()
    assert out == "asked\n"
    assert re.fullmatch(r" +\d+\.\d s  reading\n +\d+\.\d s  reading chat\.md\n", err)


def test_quiet_shows_nothing_on_a_terminal(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    stepping.main(["-q"], standalone_mode=False)
    assert capsys.readouterr() == ("asked\n", "")


@pytest.fixture
def coloured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a finding; click believes in a terminal."""
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / "2026-04-16-bot.md").write_text(FINDING)
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    monkeypatch.setattr("click.utils.should_strip_ansi", lambda stream=None, color=None: color is False)
    return tmp_path


@pytest.mark.parametrize("command", ["check", "sync", "evals check", "check missing"])
def test_no_color_turns_colours_off_everywhere(
    coloured: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: str
) -> None:
    monkeypatch.setenv("NO_COLOR", "1")
    run(["-C", str(coloured), *command.split()])
    assert "\x1b" not in "".join(capsys.readouterr())
    monkeypatch.delenv("NO_COLOR")
    run(["-C", str(coloured), "check", "missing"])
    assert "\x1b[31m" in capsys.readouterr().err


def test_every_command_can_be_quiet_and_verbose() -> None:
    names = {name: [opt for one in command.params for opt in one.opts] for name, command in leaves()}
    flags = ("-q", "--quiet", "-v", "--verbose")
    assert len(names) > 35
    assert [name for name, options in names.items() if [options.count(flag) for flag in flags] != [1, 1, 1, 1]] == []

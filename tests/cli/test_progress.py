from __future__ import annotations

import pytest

from afterword.cli.progress import show_progress


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

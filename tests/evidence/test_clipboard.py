"""The clipboard, through stand-ins for the programs that systems have for it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.evidence.clipboard import read_clipboard

pytestmark = pytest.mark.needs_posix


def program(folder: Path, name: str, script: str) -> None:
    path = folder / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def test_the_first_program_that_answers_is_taken(tmp_path: Path) -> None:
    program(tmp_path, "wl-paste", "echo 'no seat' >&2; exit 1")
    program(tmp_path, "xclip", '[ "$*" = "-selection clipboard -out" ] && printf "17:05 it broke"')
    assert read_clipboard({"PATH": f"{tmp_path}{os.pathsep}/bin"}) == b"17:05 it broke"


@pytest.mark.parametrize(
    ("script", "message"),
    [
        ("echo 'cannot open display' >&2; exit 1", "xclip: cannot open display"),
        ("exit 0", "xclip: the clipboard has no text"),
    ],
)
def test_a_clipboard_that_cannot_be_read_says_why(tmp_path: Path, script: str, message: str) -> None:
    program(tmp_path, "xclip", script)
    with pytest.raises(AfterwordError, match=message) as caught:
        read_clipboard({"PATH": str(tmp_path)})
    assert "new --from -" in str(caught.value)


def test_without_a_program_the_message_names_those_that_were_looked_for(tmp_path: Path) -> None:
    with pytest.raises(AfterwordError, match="no program reads the clipboard; pbpaste, wl-paste, xclip"):
        read_clipboard({"PATH": str(tmp_path)})

"""A command that runs in this process: loading MkDocs anew takes three times as long as building a small site."""

from __future__ import annotations

from contextlib import chdir, redirect_stderr, redirect_stdout
from io import StringIO
from pathlib import Path
from typing import NamedTuple

from afterword.cli.main import run


class Done(NamedTuple):
    """How a command ended, and what it printed."""

    returncode: int
    stdout: str
    stderr: str


def afterword(*arguments: str, cwd: Path) -> Done:
    """Run a command in a folder."""
    with chdir(cwd), redirect_stdout(StringIO()) as out, redirect_stderr(StringIO()) as err:
        code = run(list(arguments))
    return Done(code, out.getvalue(), err.getvalue())

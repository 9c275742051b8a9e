"""The one progress display of all commands, and the options and the variable that change how they look."""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Literal

import click

from afterword.text.invisible import printable

if TYPE_CHECKING:
    from rich.status import Status

_KEY = "afterword.progress"


def without_colour() -> bool | None:
    """Return False if `NO_COLOR` is set, as `color` of click; None leaves it to the terminal."""
    return False if os.environ.get("NO_COLOR") else None


def add_progress_options(command: click.Command) -> None:
    """Add `--quiet` and `--verbose`, which `show_progress` follows, to a command or to each of a group."""
    if isinstance(command, click.Group):
        for below in command.commands.values():
            add_progress_options(below)
    elif not any(option.name == "quiet" for option in command.params):
        command.params += [
            _option("-v", "--verbose", "Print each step on a line."),
            _option("-q", "--quiet", "Show no progress."),
        ]


def _option(short: str, name: str, text: str) -> click.Option:
    return click.Option([short, name], is_flag=True, expose_value=False, callback=_keep, help=text)


def _keep(context: click.Context, option: click.Parameter, value: bool) -> None:
    if value:
        context.meta[_KEY] = option.name


def chosen_progress() -> Literal["quiet", "verbose"] | None:
    """Return which of the options was given, the last one if both; None for neither."""
    context = click.get_current_context(silent=True)
    return context.meta.get(_KEY) if context else None


def announce(text: str) -> None:
    """Say on a terminal, or with `--verbose`, what is being done, in a line that stays when more is printed."""
    if chosen_progress() == "verbose" or (chosen_progress() is None and sys.stderr.isatty()):
        click.echo(f"{text} ...", err=True)


class Progress:
    """A line that says what is being done. Call it with a text to change the line.

    Args:
        status: what shows the line; None for no line that changes.
        write: prints each text; None to print nothing.
    """

    def __init__(self, status: Status | None = None, write: Callable[[str], None] | None = None) -> None:
        self._status = status
        self._write = write

    def __call__(self, text: str) -> None:
        """Change the line. Control characters in its text are left out."""
        if self._write is not None:
            self._write(printable(text))
        if self._status is not None:
            from rich.markup import escape

            self._status.update(escape(printable(text)))

    @contextmanager
    def paused(self) -> Iterator[None]:
        """Take the line away while a person is asked."""
        if self._status is not None:
            self._status.stop()
        yield
        if self._status is not None:
            self._status.start()


@contextmanager
def show_progress(begin: str) -> Iterator[Progress]:
    """Show a line on a terminal that says what is being done; show nothing elsewhere.

    With `--verbose`, each step is a line of standard error with its time, and with `--quiet` nothing is shown.

    Args:
        begin: what the line says at first.

    Yields:
        A function that changes the line.
    """
    if chosen_progress() == "verbose":
        started = time.monotonic()
        progress = Progress(write=lambda text: click.echo(f"{time.monotonic() - started:6.1f} s  {text}", err=True))
        progress(begin)
        yield progress
        return
    if chosen_progress() == "quiet" or not (sys.stderr.isatty() or os.environ.get("FORCE_COLOR")):
        yield Progress()
        return
    from rich.console import Console

    with Console(stderr=True).status(begin) as status:
        yield Progress(status)

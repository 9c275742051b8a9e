"""The one progress display of all commands."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

from afterword.text.invisible import printable

if TYPE_CHECKING:
    from rich.status import Status


class Progress:
    """A line that says what is being done. Call it with a text to change the line.

    Args:
        status: what shows the line; None to show nothing.
    """

    def __init__(self, status: Status | None = None) -> None:
        self._status = status

    def __call__(self, text: str) -> None:
        """Change the line. Control characters in its text are left out."""
        from rich.markup import escape

        if self._status is not None:
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

    Args:
        begin: what the line says at first.

    Yields:
        A function that changes the line.
    """
    from rich.console import Console

    console = Console(stderr=True)
    if not console.is_terminal:
        yield Progress()
        return
    with console.status(begin) as status:
        yield Progress(status)

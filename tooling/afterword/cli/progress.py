"""The one progress display of all commands."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

from afterword.text.invisible import printable


@contextmanager
def show_progress(begin: str) -> Iterator[Callable[[str], None]]:
    """Show a line on a terminal that says what is being done; show nothing elsewhere.

    Args:
        begin: what the line says at first.

    Yields:
        A function that changes the line. Control characters in its text are left out.
    """
    from rich.console import Console
    from rich.markup import escape

    console = Console(stderr=True)
    if not console.is_terminal:
        yield lambda _: None
        return
    with console.status(begin) as status:
        yield lambda text: status.update(escape(printable(text)))

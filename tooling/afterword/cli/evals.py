"""`afterword evals`."""

from __future__ import annotations

import click

from afterword.cli.lazy_group import LazyGroup

_COMMANDS = ("check", "list", "prove", "run", "quarantine", "export", "import")


@click.group("evals", cls=LazyGroup, names=_COMMANDS, prefix="afterword.cli.evals_")
def command() -> None:
    """Turn incidents into regression tests.

    An eval case is a block of a post-mortem: what was asked, what the answer must and must not contain, the answer that
    failed, and an acceptable one.
    """

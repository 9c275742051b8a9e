"""A group of commands, each in a module of its own that is imported when the command is used."""

from __future__ import annotations

import difflib
import importlib
import keyword
from typing import Any

import click

from afterword.cli.progress import add_progress_options


class LazyGroup(click.Group):
    """A group that knows the names of its commands, and loads one when it is needed.

    Args:
        names: the names of the commands, in the order of the help.
        prefix: what a module's name has before the command's: the module has the command as `command`.
    """

    def __init__(self, *args: Any, names: tuple[str, ...], prefix: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._names = names
        self._prefix = prefix

    def list_commands(self, ctx: click.Context) -> list[str]:
        """List the names of the commands."""
        return list(self._names)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Load a command; None if there is none of that name."""
        if cmd_name not in self._names:
            return None
        path = f"{self._prefix}{cmd_name}"
        is_keyword = keyword.iskeyword(path.rpartition(".")[2])  # `import` is in `import_.py`
        module = importlib.import_module(f"{path}_" if is_keyword else path)
        command: click.Command = module.command
        add_progress_options(command)
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that the arguments name; the error names the nearest."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            near = difflib.get_close_matches(args[0], self._names, n=1)
            hint = f" Did you mean `{near[0]}`?" if near else ""
            raise click.UsageError(f"There is no command `{args[0]}`.{hint}", ctx) from error

"""The reference of the command line, made from the commands themselves."""

from __future__ import annotations

import inspect
from collections.abc import Iterator

import click

from afterword.cli.main import cli

_EXIT_CODES = """\
| Exit code | Meaning |
|---|---|
| 0 | fine |
| 1 | findings, or an error that the user can fix, in one line with its remedy |
| 2 | wrong usage: an unknown command, option or value |
| 3 | a bug; the report on standard error can be pasted into an issue |
| 130 | interrupted |"""


def leaves(command: click.Command = cli, name: str = "afterword") -> Iterator[tuple[str, click.Command]]:
    """List every command that does something, with its name as users type it; hidden ones are left out."""
    if not isinstance(command, click.Group):
        yield name, command
        return
    context = click.Context(command)
    for below in command.list_commands(context):
        found = command.get_command(context, below)
        if found is not None and not found.hidden:
            yield from leaves(found, f"{name} {below}")


def as_markdown() -> list[str]:
    """Return the page, from its first paragraph on."""
    lines = [
        "Every command takes `-h`. `afterword -C DIR …` works in another folder. Output for machines goes to standard",
        "output, progress and errors to standard error. `NO_COLOR` turns colours off. `--verbose` prints each step on",
        "a line, which a log keeps, and `--quiet` shows no progress; every command takes both.",
        "",
        *_EXIT_CODES.split("\n"),
        "",
        "[Completion](../how-to/use-your-editor-and-shell.md) works in bash, zsh and fish.",
        "",
    ]
    for name, command in leaves():
        lines += [f"## `{name}`", "", *_one(name, command), ""]
    return lines


def _one(name: str, command: click.Command) -> list[str]:
    context = click.Context(command, info_name=name, max_content_width=100)
    usage = " ".join((name, *command.collect_usage_pieces(context)))
    lines = [*inspect.cleandoc(command.help or "").replace("\b\n", "").split("\n"), "", "```text", usage, "```"]
    options = [one for one in command.params if isinstance(one, click.Option) and not one.hidden]
    if options:
        lines += ["", "| Option | Meaning |", "|---|---|"]
        lines += [f"| {_names(one, context)} | {_meaning(one, context)} |" for one in options]
    return lines


def _names(option: click.Option, context: click.Context) -> str:
    value = "" if option.is_flag or option.count else f" {option.make_metavar(context)}"
    names = (*option.opts, *option.secondary_opts)
    return ", ".join(f"`{name}{value}`".replace("|", "\\|") for name in names)


def _meaning(option: click.Option, context: click.Context) -> str:
    parts = [(option.help or "").rstrip(".").replace("|", "\\|")]
    if option.show_default and not option.is_flag and option.default is not None:
        parts.append(f"default `{option.default}`")
    if option.multiple:
        parts.append("may be repeated")
    if option.required:
        parts.append("required")
    return "; ".join(filter(None, parts))

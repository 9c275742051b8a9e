"""The `afterword` command: find the sub-command, and turn every error into an exit code.

0 fine, 1 findings or an error that the user can fix, 2 wrong usage, 3 a bug, 130 interrupted.
"""

from __future__ import annotations

import errno
import gc
import os
import sys
from contextlib import suppress
from io import TextIOWrapper
from pathlib import Path
from typing import Any

import click

from afterword import __version__
from afterword.cli.lazy_group import LazyGroup
from afterword.cli.progress import without_colour
from afterword.cli.session import Session
from afterword.errors import AfterwordError

# In the order of an incident's life. Help is made from the commands themselves, each loaded when it is needed.
_COMMANDS = (
    "init",
    "new",
    "import",
    "collect",
    "draft",
    "answer",
    "accept",
    "discuss",
    "check",
    "explain",
    "sync",
    "site",
    "external",
    "evals",
    "recall",
    "similar",
    "tags",
    "review",
    "retro",
    "mcp",
    "incident",
    "pr",
    "demo",
    "schema",
)

_COMPLETION = "_AFTERWORD_COMPLETE"
"""The variable with which a shell asks for completion."""

_OUTPUT_FAILURES = (errno.EPIPE, errno.ENOSPC, errno.EDQUOT, errno.EFBIG, errno.EIO)
"""The reader of our output is gone, as with `| head`, or the device is full."""


@click.group(
    cls=LazyGroup,
    names=_COMMANDS,
    prefix="afterword.cli.",
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(__version__, prog_name="afterword")
@click.option(
    "-C", "directory", type=click.Path(path_type=Path), default=Path(), help="Work in this folder.", metavar="DIR"
)
@click.pass_context
def cli(context: click.Context, directory: Path) -> None:
    """Post-mortems of AI incidents that live in Git."""
    context.color = without_colour()
    _require_current_folder()
    context.obj = Session(directory, os.environ)


def _require_current_folder() -> None:
    """Refuse to work in a deleted folder: a checkout of another branch can remove it."""
    try:
        Path.cwd()
    except FileNotFoundError:
        raise AfterwordError("the current folder no longer exists", remedy="change into one that does") from None


def main(arguments: list[str] | None = None) -> None:
    """Run the command line and exit with its code; the output is UTF-8 on every system."""
    gc.set_threshold(200_000)  # loading the code makes many objects, which stay: to visit them seldom is often enough
    # Looking for plugins reads what every installed package offers, and none of them has a say in our data.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
    sys.exit(run(arguments))


def run(arguments: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    try:
        result: Any = cli.main(args=arguments, prog_name="afterword", standalone_mode=False)
    except AfterwordError as error:
        # A message can quote a document, and a document can contain terminal sequences.
        text = "".join(char for char in str(error) if char.isprintable() or char == "\n")
        click.echo(f"{click.style('error:', fg='red', bold=True)} {text}", err=True, color=without_colour())
        return 1
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except (click.Abort, KeyboardInterrupt):
        click.echo("interrupted", err=True)
        return 130
    except OSError as error:
        if error.filename is not None or error.errno not in _OUTPUT_FAILURES:
            return _report_bug(error)
        return _end_output(error)
    except SystemExit as error:  # by click, and in this mode only after completion and at a closed pipe
        if _COMPLETION in os.environ:
            return error.code if isinstance(error.code, int) else 0
        return _end_output(BrokenPipeError(errno.EPIPE, os.strerror(errno.EPIPE)))
    except Exception as error:
        return _report_bug(error)
    return result if isinstance(result, int) else 0


def _report_bug(error: Exception) -> int:
    from afterword.cli.crash import report

    with suppress(OSError):
        click.echo(report(error), err=True)
    return 3


def _end_output(error: OSError) -> int:
    """Say why the output ends early; the rest of it must not raise again."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        click.echo(f"error: the output ends early: {error.strerror}", err=True)
    return 1

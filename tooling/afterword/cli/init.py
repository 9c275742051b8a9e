"""`afterword init`."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session

if TYPE_CHECKING:
    from afterword.adoption.adopt import Planned
    from afterword.adoption.files import Pin

_LEAVABLE = ("workflows", "github", "site")


@click.command("init")
@click.option(
    "--from", "source", metavar="OWNER/NAME@COMMIT", help="Afterword's repository; workflows are pinned to it."
)
@click.option("--branch", metavar="NAME", help="The default branch; git knows it otherwise.")
@click.option("--folder", default="postmortems", show_default=True, help="The folder of the post-mortems.")
@click.option("--without", multiple=True, type=click.Choice(_LEAVABLE), help="Leave this part out; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, write nothing.")
@click.option("--check", "checking", is_flag=True, help="Tell what is missing or outdated; fail where something is.")
@click.pass_obj
def command(
    session: Session,
    source: str | None,
    branch: str | None,
    folder: str,
    without: tuple[str, ...],
    dry_run: bool,
    checking: bool,
) -> int:
    """Add Afterword to this repository: folder, settings, workflows, forms and handbook.

    Nothing that is there is changed: where a file differs, the difference is shown. Running it again changes nothing.
    Workflows are those of Afterword's repository, pinned to one commit; Dependabot moves the pin.
    """
    from afterword.adoption.adopt import State, default_branch, pins, plan, repository_root, write
    from afterword.adoption.files import Wanted
    from afterword.errors import AfterwordError

    root = session.directory.resolve()
    top = repository_root(root)
    if top is None:
        raise AfterwordError("this is no git repository", remedy="run `git init` first, or name one with -C")
    if top.resolve() != root:
        raise AfterwordError("this is not the top of the repository", remedy=f"run it there: afterword -C {top} init")
    _require_folder(folder)
    known = pins(root)
    pin = _pin(source, next(iter(known.values()), None), needed="workflows" not in without, asks=not checking)
    wanted = Wanted(branch or default_branch(root), pin, frozenset(without), folder)
    planned = plan(root, wanted)
    writes = not (dry_run or checking)
    written = write(root, planned) if writes else []
    for one in planned:
        _tell(one, "added" if one.path in written else one.state.value)
    missing = [one for one in planned if one.state is State.MISSING]
    different = [one for one in planned if one.state in (State.DIFFERENT, State.UNREADABLE)]
    if checking:
        return _verdict(len(missing), len(different), len({pin.commit for pin in known.values()}))
    if not missing:
        click.echo("Nothing to add.")
    if pin is None and "workflows" not in without:
        click.echo("No workflows: name Afterword's repository with --from OWNER/NAME@COMMIT to add them.")
    if written:
        click.echo(
            "Next:   read the diff, commit it, and set up secrets, Pages and rules as docs/handbook.md and "
            "the guide `set-up-github` say"
        )
    return 0


def _pin(source: str | None, there: Pin | None, *, needed: bool, asks: bool) -> Pin | None:
    """Where the workflows are: as given, else as the workflows that are there say, else as somebody answers."""
    from afterword import __version__
    from afterword.adoption.files import Pin

    if not needed:
        return None
    if source is None and there is not None:
        return there
    if source is None and asks and sys.stdin.isatty():
        question = "Afterword's repository, as OWNER/NAME@COMMIT with all 40 digits (empty: no workflows)"
        source = click.prompt(question, default="", show_default=False).strip() or None
    if source is None:
        return None
    found = Pin.parse(source, f"v{__version__}")
    if found is None:
        raise click.BadParameter(
            f"`{source}` is not OWNER/NAME@COMMIT; `git ls-remote https://github.com/OWNER/NAME` lists the commits, "
            "and a tag can be moved, so it will not do",
            param_hint="--from",
        )
    return found


def _require_folder(folder: str) -> None:
    import re

    if not re.fullmatch(r"[A-Za-z0-9_][\w.-]*(/[\w][\w.-]*)*", folder):
        raise click.BadParameter(f"`{folder}` is not a folder of this repository", param_hint="--folder")


def _tell(one: Planned, what: str) -> None:
    from afterword.adoption.adopt import State

    click.echo(f"  {what:<10} {one.path}")
    if one.state is State.DIFFERENT:
        text = "".join(char for char in one.diff() if char.isprintable() or char == "\n")
        click.echo("".join(f"      {line}\n" for line in text.split("\n")), nl=False)


def _verdict(missing: int, different: int, commits: int) -> int:
    if commits > 1:
        click.echo(f"The workflows are pinned to {commits} commits; they belong together")
    if missing or different or commits > 1:
        click.echo(f"{missing} missing, {different} different from what this version would add")
        return 1
    click.echo("Everything is as this version would add it.")
    return 0

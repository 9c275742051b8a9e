"""`afterword init`."""

from __future__ import annotations

import re
import sys
from textwrap import indent
from typing import TYPE_CHECKING

import click

from afterword.cli.session import Session
from afterword.text.invisible import without_invisible

if TYPE_CHECKING:
    from afterword.config import Way
    from afterword.init.adopt import ComparedFile
    from afterword.init.template_files import Pin

_PARTS = ("workflows", "github", "site", "agents")
_FOLDER = re.compile(r"[A-Za-z0-9_][\w.-]*(/[\w][\w.-]*)*")


@click.command("init")
@click.option(
    "--from", "source", metavar="OWNER/NAME@COMMIT", help="Afterword's repository; workflows are pinned to it."
)
@click.option("--branch", metavar="NAME", help="Default branch; detected from git.")
@click.option("--folder", metavar="DIR", help="Folder of the post-mortems; from afterword.yml, else `postmortems`.")
@click.option("--without", multiple=True, type=click.Choice(_PARTS), help="Leave this part out; may be repeated.")
@click.option("--dry-run", is_flag=True, help="Show what would be added, without writing anything.")
@click.option("--check", "checking", is_flag=True, help="Report missing or outdated files; fail if there are any.")
@click.pass_obj
def command(
    session: Session,
    source: str | None,
    branch: str | None,
    folder: str | None,
    without: tuple[str, ...],
    dry_run: bool,
    checking: bool,
) -> int:
    """Add Afterword to this repository.

    Adds folder, settings, workflows, forms and handbook. Never changes existing files: if a file differs, the
    difference is shown. Running it again changes nothing. The workflows are those of Afterword's repository, pinned to
    one commit; Dependabot moves the pin. `--check` fails if a file is missing or a workflow lacks something; all other
    files are yours once they exist.
    """
    from afterword.errors import AfterwordError
    from afterword.init.adopt import FileState, adopt, find_pins, find_top
    from afterword.init.conclusions import way_of_conclusions
    from afterword.init.next_steps import list_next_steps
    from afterword.init.template_files import Choices, parts_without_use

    root = find_top(session.directory)
    config = session.open().config
    in_settings = config.postmortems
    folder = in_settings if folder is None else folder
    if not _FOLDER.fullmatch(folder):
        raise click.BadParameter(f"`{folder}` is not a folder of this repository", param_hint="--folder")
    has_settings = (root / "afterword.yml").exists()
    if folder != in_settings and has_settings:
        reason = f"`postmortems: {in_settings}` is set"
        raise AfterwordError(reason, remedy="change it there first", path="afterword.yml")
    pins = find_pins(root)
    pin = None if "workflows" in without else _choose_pin(source, pins, asks=not checking)
    way = _ask_way() if not (checking or has_settings) and sys.stdin.isatty() else way_of_conclusions(config)
    choices = Choices(branch or "", pin, parts_without_use(config).union(without), folder, conclusions=way)
    adoption = adopt(root, choices, writes=not (dry_run or checking))
    for one in adoption.files:
        added = one.state is FileState.MISSING and not checking
        _print_file(one, ("would add" if dry_run else "added") if added else one.state.value, checking)
    if pin is not None and not adoption.is_branch_known:
        click.echo(f"Assuming `{adoption.branch}` as the default branch; set another one with --branch")
    if pin is None and "workflows" not in without:
        click.echo("No workflows: name Afterword's repository with --from OWNER/NAME@COMMIT to add them.")
    missing, outdated = adoption.count(FileState.MISSING), adoption.count(FileState.OUTDATED)
    if outdated:
        click.echo("Copy the lines that are shown, or delete the file and run `afterword init` again.")
    if checking:
        outdated += adoption.count(FileState.UNREADABLE)
        return _print_verdict(missing, outdated, len({pin.commit for pin in pins}))
    if not missing:
        click.echo("Nothing to add.")
    if adoption.publishes_docs:
        click.echo("Every page in docs/ becomes part of the site; `docs_dir` in mkdocs.yml names another folder")
    if adoption.written:
        click.echo("Next:")
        deploys = "site" not in without
        for where, what in list_next_steps(adoption.written, adoption.owner, reports=pin is not None, deploys=deploys):
            click.echo(f"  {where:<34} {what}")
    return 0


def _choose_pin(source: str | None, pins: list[Pin], *, asks: bool) -> Pin | None:
    """Return the source of the workflows: as given, else that of the existing ones, else the answer to a prompt."""
    from afterword import __version__
    from afterword.init.template_files import Pin

    if source is None and pins:
        return pins[0]
    if source is None and asks and sys.stdin.isatty():
        question = "Afterword's repository, as OWNER/NAME@COMMIT with all 40 digits (empty: no workflows)"
        source = click.prompt(question, default="", show_default=False).strip() or None
    found = None if source is None else Pin.parse(source, f"v{__version__}")
    if source is not None and found is None:
        raise click.BadParameter(
            f"`{source}` is not OWNER/NAME@COMMIT; `git ls-remote https://github.com/OWNER/NAME` lists the commits; "
            "a tag is not accepted, because it can be moved",
            param_hint="--from",
        )
    return found


def _ask_way() -> Way:
    from afterword.init.conclusions import QUESTION, WAYS

    click.echo(QUESTION)
    answer: Way = click.prompt("draft, gather or leave", type=click.Choice(WAYS), default="draft", show_choices=False)
    return answer


def _print_file(one: ComparedFile, what: str, checking: bool) -> None:
    from afterword.init.adopt import FileState

    click.echo(f"  {what:<10} {one.instead or one.path}" + (f" in place of {one.path}" if one.instead else ""))
    if one.state is FileState.FORMER:
        click.echo("             delete it: the pull request of each post-mortem has this checklist now")
    if one.state is FileState.OUTDATED or (one.state is FileState.KEPT and not checking and not one.instead):
        click.echo(indent(without_invisible(one.diff()), " " * 6, lambda _: True))


def _print_verdict(missing: int, outdated: int, commits: int) -> int:
    if commits > 1:
        click.echo(f"The workflows are pinned to {commits} commits but belong together: write the same one in each")
    if missing or outdated or commits > 1:
        click.echo(f"{missing} missing, {outdated} outdated{'; `afterword init` adds what is missing' * bool(missing)}")
        return 1
    click.echo("Nothing is missing or outdated.")
    return 0

"""`afterword tags`."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import TYPE_CHECKING

import click

from afterword.cli.output_format import text_or_json
from afterword.cli.progress import show_progress
from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.invisible import printable

if TYPE_CHECKING:
    from afterword.learning.tags.hygiene import TagEdit, TagFindings
    from afterword.learning.tags.spellings import Respelling
    from afterword.project import Project

_SHOWN = 5
"""Post-mortems that are listed of a spelling."""


@click.command("tags")
@click.argument("values", nargs=-1, metavar="[SPELLING]...")
@click.option("--fix", "fixing", is_flag=True, help="Write the spelling to keep in place of each SPELLING, or of all.")
@click.option(
    "--rename", "renamed", nargs=3, multiple=True, metavar="KIND OLD NEW", help="Write NEW in place of OLD everywhere."
)
@click.option(
    "--add-factor", "added", nargs=2, multiple=True, metavar="ID FACTOR", help="Add a contributing factor to one."
)
@click.option("--dry-run", is_flag=True, help="Show the lines that would change, and change nothing.")
@text_or_json
@click.pass_obj
def command(
    session: Session,
    values: tuple[str, ...],
    fixing: bool,
    renamed: tuple[tuple[str, str, str], ...],
    added: tuple[tuple[str, str], ...],
    dry_run: bool,
    output: str,
) -> int:
    """Find tags that are spelled in several ways, and fix them.

    Two spellings of a service, model, provider, or factor are two things for every count. Without options it lists
    them, with the one to keep: that of your vocabulary in afterword.yml, else that of most post-mortems. It also
    proposes contributing factors, from similar incidents. The edits change the front matter only; review them in
    `git diff`, or with `--dry-run` before.
    """
    from afterword.learning.tags.edits import Renaming
    from afterword.learning.tags.hygiene import find_untidy, plan_factor, plan_renamings

    project = session.open()
    if values and (renamed or added):
        raise click.UsageError("Name spellings, or use --rename and --add-factor, not both.")
    if fixing and (renamed or added):
        raise click.UsageError("Use --fix, or --rename and --add-factor, not both.")
    if output == "json" and (fixing or renamed or added):
        raise click.UsageError("--format json goes with the list only, not with --fix, --rename, or --add-factor.")
    if not (fixing or renamed or added):
        if dry_run:
            raise click.UsageError("--dry-run goes with --fix, --rename, or --add-factor.")
        with show_progress("comparing tags"):
            found = find_untidy(project)
        if output == "json":
            click.echo(json.dumps(asdict(found), indent=2))
            return 0
        _print_lines(_lines(found, values))
        return 0
    if fixing:
        chosen = _choose(find_untidy(project), values)
        _write(project, plan_renamings(project, [Renaming(one.kind, one.value, one.keep) for one in chosen]), dry_run)
        return 0
    if renamed:
        _write(project, plan_renamings(project, [Renaming(*one) for one in renamed]), dry_run)
    for name, factor in added:
        _write(project, plan_factor(project, name, factor), dry_run)
    return 0


def _choose(found: TagFindings, values: tuple[str, ...]) -> list[Respelling]:
    """Return the respellings that are meant; without values, all that are certain."""
    from afterword.errors import AfterwordError

    known = {one.value for one in found.respellings}
    if unknown := [value for value in values if value not in known]:
        raise AfterwordError(
            f"`{unknown[0]}` is not a spelling that `afterword tags` lists",
            remedy="name one as it is listed, or use `--rename KIND OLD NEW`",
        )
    return [one for one in found.respellings if (one.value in values if values else one.is_certain)]


def _lines(found: TagFindings, values: tuple[str, ...]) -> list[str]:
    shown = [one for one in found.respellings if not values or one.value in values]
    lines = []
    for one in shown:
        where = f"{one.kept_in}, in the vocabulary" if one.is_known else str(one.kept_in)
        keep = f"{'keep' if one.is_certain else 'perhaps'} `{one.keep}` ({where})"
        lines += [f"{one.kind} `{one.value}` ({len(one.documents)}): {keep}", f"    {_listed(one.documents)}"]
    if shown:
        lines.append("")
    if found.factors and not values:
        lines.append("Factors that similar incidents name; add those that hold:")
        lines += [
            f"    afterword tags --add-factor {one.document} {one.factor}   (as {_listed(one.neighbours)})"
            for one in found.factors
        ]
        lines.append("")
    certain = sum(one.is_certain for one in shown)
    total = f"{counted(len(shown), 'spelling')} to look at in {counted(found.searched, 'post-mortem')}"
    lines.append(f"{total}; `afterword tags --fix --dry-run` shows the edits for {certain}" if certain else total)
    if len(shown) > certain:
        lines.append("of those with `perhaps`, a person says which is right: `afterword tags --rename KIND OLD NEW`")
    return [*lines, *(f"not read: {path}" for path in found.broken)]


def _listed(names: tuple[str, ...]) -> str:
    more = f", and {len(names) - _SHOWN} more" if len(names) > _SHOWN else ""
    return ", ".join(names[:_SHOWN]) + more


def _write(project: Project, edits: list[TagEdit], dry_run: bool) -> None:
    from afterword.learning.tags.hygiene import write_edits

    for edit in edits:
        if edit.refused:
            _print_lines([f"{edit.document.path}: not changed: {edit.refused}"])
        else:
            _print_lines([edit.document.path, *(f"    {line}" for line in edit.diff if not line.startswith("@@"))])
    if all(edit.refused for edit in edits):
        click.echo("nothing to change" if not edits else "nothing was changed")
    elif dry_run:
        number = sum(not edit.refused for edit in edits)
        click.echo(f"{counted(number, 'post-mortem')} would change; run it without --dry-run to write them")
    else:
        click.echo(f"{counted(write_edits(project, edits), 'post-mortem')} changed; see `git diff`")


def _print_lines(lines: list[str]) -> None:
    for line in lines:
        click.echo(printable(line))

"""`afterword evals import`."""

from __future__ import annotations

from pathlib import Path

import click

from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.invisible import printable
from afterword.text.shorten import shorten


@click.command("import")
@click.argument("name", metavar="ID")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path, dir_okay=False), metavar="FILE...")
@click.pass_obj
def command(session: Session, name: str, files: tuple[Path, ...]) -> None:
    """Read a test suite as evidence of a post-mortem.

    ID is any part of an id, and FILE a suite of promptfoo (YAML or JSON), samples of Inspect AI (JSON or JSONL), or
    JSONL with `input` or `messages`. Its cases are kept, redacted, in the evidence folder; nothing in them is run. For
    each eval case it names the case of the suite with the nearest wording, and why that did not fire.
    """
    from afterword.derive.similarity import MEANING
    from afterword.evals.import_suite import import_suite, nearest_cases

    project = session.open()
    document = project.document(name)
    for file in files:
        imported = import_suite(project, document, session.directory / file)
        _print(f"{file}: {counted(imported.cases, 'case')}, kept in {imported.path}")
        for note in imported.notes:
            _print(f"  not read: {note}")
    found = nearest_cases(project, document)
    if not found:
        _print(f"{document.path} has no eval case with an output that failed to compare with")
        return
    click.echo()
    for one in found:
        if one.name:
            _print(f"{one.case}: nearest is {shorten(one.name, 90)}, similarity {one.similarity:.2f}")
            _print(f"  {one.why}")
        else:
            _print(f"{one.case}: no case has a word in common")
    click.echo(f"\n{MEANING}")


def _print(line: str) -> None:
    click.echo(printable(line))

"""`afterword demo`."""

from __future__ import annotations

from pathlib import Path

import click

from afterword.cli.session import Session


@click.command("demo")
@click.argument("directory", type=click.Path(path_type=Path), default=Path("afterword-demo"), metavar="[DIR]")
@click.pass_obj
def command(session: Session, directory: Path) -> int:
    """Show the whole loop on a copy: draft, check, track, publish.

    Copies this project's post-mortems to DIR (the example that comes with Afterword if there are none) and works there,
    with the local tracker, without a key and without a network. Running it again continues with the same copy.
    """
    from afterword.demo.prepare_copy import SOURCES, prepare_copy
    from afterword.demo.run_steps import run_steps

    target = session.directory / directory
    copy = prepare_copy(session.open(), target)
    click.echo(f"{'A' if copy.is_new else 'Continuing with the'} copy of {copy.origin}, in {directory}\n")
    code, drafted = 0, ""
    for step in run_steps(target, session.env):
        click.echo(click.style(f"$ afterword {' '.join(step.arguments)}", bold=True))
        code = step.code or code
        click.echo(step.output if step.code else f"  {step.verdict}", err=bool(step.code))
        if step.arguments[0] == "draft":
            drafted = drafted or f"{directory}/postmortems/{step.arguments[1]}.md"
    index = directory / "build" / "site" / "index.html"
    click.echo(f"\nOpen {index}, or run `afterword -C {directory} site serve`.")
    if drafted:
        click.echo(f"Read {drafted}: the draft.")
    click.echo(f"Try it in a repository of yours: afterword new --from {target.resolve() / SOURCES}/*")
    return code

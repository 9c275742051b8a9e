"""`afterword demo`."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import click

from afterword.cli.session import Session


@click.command("demo")
@click.argument("directory", type=click.Path(path_type=Path), default=Path("afterword-demo"), metavar="[DIR]")
@click.pass_obj
def command(session: Session, directory: Path) -> int:
    """Show the whole loop on a copy: draft, check, track, publish.

    Copies this project's post-mortems to DIR (where there are none, an example that comes with Afterword) and works
    there, with the local tracker, without a key and without a network. Running it again continues where it stands.
    """
    from afterword.demo import prepare
    from afterword.project import Project

    target = session.directory / directory
    prepared = prepare(session.open(), target)
    # The copy's own environment: nothing of it may reach GitHub or a model.
    env = {name: value for name, value in session.env.items() if not name.startswith(("OPENAI_", "GITHUB_"))}
    env |= {"AFTERWORD_TRACKER": "local", "PYTHONSAFEPATH": "1"}
    where = f"{prepared.origin}, in {directory}"
    click.echo(f"A copy of {where}\n" if prepared.fresh else f"Going on with the copy of {where}\n")
    drafts = [document.id for document in Project.open(target, env).documents if document.front.status == "draft"]
    steps = [("draft", document_id) for document_id in drafts]
    worst = 0
    for step in (*steps, ("check",), ("sync",), ("sync",), ("site", "build")):
        click.echo(click.style(f"$ afterword {' '.join(step)}", bold=True))
        done = subprocess.run(
            [sys.executable, "-m", "afterword", "-C", str(target), *step],
            env=env, capture_output=True, text=True, encoding="utf-8", check=False,
        )  # fmt: skip
        if done.returncode:
            worst = done.returncode
            click.echo((done.stdout + done.stderr).rstrip(), err=True)
        else:
            click.echo(f"  {_verdict(done.stdout)}")
    shown = directory / "build" / "site" / "index.html"
    click.echo(f"\nOpen {shown}, or run `afterword -C {directory} site serve`.")
    click.echo(f"Read {directory}/postmortems/{drafts[0]}.md: the draft." if drafts else "")
    return worst


def _verdict(output: str) -> str:
    """The line of a command's output that says how it ended."""
    lines = [line for line in output.splitlines() if line.strip() and not line.startswith(("Next:", " "))]
    return lines[-1] if lines else "done"

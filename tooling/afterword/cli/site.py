"""`afterword site`."""

from __future__ import annotations

from pathlib import Path

import click

from afterword.cli.session import Session
from afterword.text.counting import counted


@click.group("site")
def command() -> None:
    """Build the site of all post-mortems, or serve it while you write."""


@command.command("build")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write here; default build/site.")
@click.option("--strict", is_flag=True, help="Fail on a broken link or a post-mortem with problems.")
@click.option(
    "--edition", type=click.Choice(["internal", "external"]), default="internal", show_default=True,
    help="All post-mortems, or only the reports that customers may read (default build/external).",
)  # fmt: skip
@click.pass_obj
def build(session: Session, out: Path | None, strict: bool, edition: str) -> None:
    """Build the site into a folder that any web server can serve."""
    out = session.directory / out if out else None
    if edition == "external":
        _build_external(session, out, strict)
        return
    from afterword.site.build import build as run

    built = run(session.open(), out, strict=strict, say=_say)
    parts = [
        f"Site: {_shown(built.index)}",
        counted(built.incidents, "incident"),
        counted(built.actions, "action item"),
        f"{built.seconds:.1f} s",
    ]
    click.echo(" · ".join(parts))


def _build_external(session: Session, out: Path | None, strict: bool) -> None:
    from afterword.site.external import build_external

    built = build_external(session.open(), out, strict=strict, say=_say)
    parts = [f"External site: {_shown(built.index)}", counted(built.reports, "report")]
    parts += [f"{built.left_out} left out"] if built.left_out else []
    click.echo(" · ".join([*parts, f"{built.seconds:.1f} s"]))


@command.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True)
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.pass_obj
def serve(session: Session, port: int, host: str) -> None:
    """Serve the site here, and show each change as soon as its file is saved."""
    from afterword.site.build import serve as run

    run(session.open(), host, port, say=_say)


@command.command("export")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_obj
def export(session: Session, directory: Path) -> None:
    """Write the site's pages as Markdown, with a mkdocs.yml, for another generator to build."""
    from afterword.site.export import export as run

    written = run(session.open(), session.directory / directory, say=_say)
    pages = counted(written.pages, "page")
    click.echo(f"{pages} · build them with: mkdocs build -f {_shown(written.config.resolve())}")


@command.command("guard")
@click.pass_obj
def guard(session: Session) -> None:
    """Refuse where deploying this site would show the public what the repository does not.

    A workflow runs it immediately before it deploys to GitHub Pages; it asks GitHub with GITHUB_TOKEN.
    """
    from afterword.site.guard import check

    click.echo(f"The site may be deployed: {check(session.open())}.")


def _say(line: str) -> None:
    # A warning can quote a document, and a document can hold what a terminal obeys.
    click.echo("".join(char for char in line if char.isprintable() or char == "\n"), err=True)


def _shown(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)

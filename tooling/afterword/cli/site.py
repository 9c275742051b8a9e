"""`afterword site`."""

from __future__ import annotations

from pathlib import Path

import click

from afterword.cli.progress import announce
from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.invisible import without_invisible


@click.group("site")
def command() -> None:
    """Build the site of all post-mortems, or serve it while you write."""


@command.command("build")
@click.option("--out", type=click.Path(path_type=Path), metavar="DIR", help="Write here; default build/site.")
@click.option("--strict", is_flag=True, help="Fail on a broken link or a post-mortem with problems.")
@click.option(
    "--edition", type=click.Choice(["internal", "external"]), default="internal", show_default=True,
    help="All post-mortems, or the reports for customers, in build/external.",
)  # fmt: skip
@click.option("--offline", is_flag=True, help="Build a site that opens by file, without a server.")
@click.pass_obj
def build(session: Session, out: Path | None, strict: bool, edition: str, offline: bool) -> None:
    """Build the site into a folder.

    Any web server can serve the folder; with `--offline` a browser can open it as a file.
    """
    from afterword.site.build import build as build_internal
    from afterword.site.external import build_external

    announce("building the site")
    project, folder = session.open(), session.directory / out if out else None
    if edition == "external":
        built = build_external(project, folder, strict=strict, say=_say, offline=offline)
    else:
        built = build_internal(project, folder, strict=strict, say=_say, announce=announce, offline=offline)
    name = "External site" if edition == "external" else "Site"
    click.echo(" · ".join([f"{name}: {_display_path(built.index)}", *built.contents, f"{built.seconds:.1f} s"]))


@command.command("serve")
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port to listen on.")
@click.option("--host", default="127.0.0.1", show_default=True, help="Address to listen on.")
@click.pass_obj
def serve(session: Session, port: int, host: str) -> None:
    """Serve the site, and show each change when its file is saved."""
    from afterword.site.build import serve as run

    run(session.open(), host, port, say=_say)


@command.command("export")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_obj
def export(session: Session, directory: Path) -> None:
    """Export the site as Markdown for another generator."""
    from afterword.site.export import export as run

    announce("writing the pages")
    written = run(session.open(), session.directory / directory, say=_say)
    pages = counted(written.pages, "page")
    click.echo(f"{pages} · build them with: mkdocs build -f {_display_path(written.config.resolve())}")


@command.command("csp")
@click.argument("directory", type=click.Path(path_type=Path), metavar="DIR")
@click.pass_obj
def csp(session: Session, directory: Path) -> None:
    """Print a strict Content-Security-Policy for a built site.

    It has the hashes of the scripts in the pages of DIR, so print it after each build.
    """
    from afterword.site.csp import write_policy

    click.echo(write_policy(session.directory / directory))


@command.command("guard")
@click.pass_obj
def guard(session: Session) -> None:
    """Fail if deploying would make internal pages public.

    A workflow runs it immediately before it deploys to GitHub Pages; it asks GitHub with GITHUB_TOKEN.
    """
    from afterword.site.guard import check

    click.echo(f"The site may be deployed: {check(session.open())}.")


def _say(line: str) -> None:
    # A warning can quote a document, and a document can contain sequences that a terminal obeys.
    click.echo(without_invisible(line), err=True)


def _display_path(path: Path) -> str:
    try:
        return path.relative_to(Path.cwd()).as_posix()
    except ValueError:
        return str(path)

"""`afterword mcp`."""

from __future__ import annotations

from pathlib import Path

import click

from afterword.cli.session import Session
from afterword.errors import AfterwordError


@click.command("mcp")
@click.option(
    "--repository",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    metavar="DIR",
    help="The repository that changes, if the post-mortems are in another one.",
)
@click.pass_obj
def command(session: Session, repository: Path | None) -> None:
    """Serve past incidents to an agent, by MCP.

    The tools `recall`, `similar`, `incident`, `open_actions`, and `guarding_cases` only read. The program that starts
    this speaks the Model Context Protocol with it over standard input and output.
    """
    from afterword.learning.tools import IncidentTools

    session.open()  # says what is wrong with the settings before the client waits
    try:
        from afterword.learning.mcp_server import make_server
    except ImportError:
        raise AfterwordError("serving needs the package mcp", remedy='pip install "afterword[mcp]"') from None
    make_server(IncidentTools(session.open, repository)).run("stdio")

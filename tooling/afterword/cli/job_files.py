"""The files that a job of Actions reads: its summary and its outputs. The result of a run does not depend on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

import click

SUMMARY_BYTES = 1_000_000


def append_summary(env: Mapping[str, str], text: str | Callable[[int], str]) -> None:
    """Append Markdown to the job summary, if there is one and it has room.

    Args:
        env: the environment.
        text: the Markdown, or what writes as much of it as the bytes that are left can contain.
    """
    if not env.get("GITHUB_STEP_SUMMARY"):
        return
    path = Path(env["GITHUB_STEP_SUMMARY"])
    try:
        room = SUMMARY_BYTES - (path.stat().st_size if path.exists() else 0)
        data = (text if isinstance(text, str) else text(room)).encode("utf-8", "replace")
        if len(data) <= room:
            with path.open("ab") as file:
                file.write(data)
    except OSError as error:
        click.echo(f"the job summary cannot be written: {error.strerror}", err=True)


def set_output(env: Mapping[str, str], name: str, value: str) -> None:
    """Set an output of the step, if it runs in Actions.

    Raises:
        OSError: it cannot be written.
    """
    if path := env.get("GITHUB_OUTPUT"):
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(f"{name}={value}\n")


def run_url(env: Mapping[str, str]) -> str:
    """Return the address of this run of Actions; empty outside of one."""
    run, name = env.get("GITHUB_RUN_ID"), env.get("GITHUB_REPOSITORY")
    server = env.get("GITHUB_SERVER_URL") or "https://github.com"
    return f"{server}/{name}/actions/runs/{run}" if run and name else ""

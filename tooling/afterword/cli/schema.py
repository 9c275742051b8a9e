"""`afterword schema`."""

from __future__ import annotations

import json

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the front matter, for completion in editors."""
    from afterword.postmortem.schema import json_schema

    click.echo(json.dumps(json_schema(), indent=2, ensure_ascii=False))

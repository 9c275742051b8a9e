"""`afterword schema`."""

from __future__ import annotations

import click


@click.command("schema")
def command() -> None:
    """Print the JSON Schema of the front matter, for completion in editors.

    Kept as `front-matter.schema.json` beside the post-mortems, `new` names it in their first line, where the YAML
    language server looks for it.
    """
    from afterword.postmortem.schema import json_schema_file

    click.echo(json_schema_file(), nl=False)

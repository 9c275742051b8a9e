"""`afterword schema`."""

from __future__ import annotations

import click

from afterword.cli.session import Session


@click.command("schema")
@click.option(
    "--edition", type=click.Choice(["internal", "external"]), default="internal", show_default=True,
    help="Schema of post-mortems, or of external editions.",
)  # fmt: skip
@click.pass_obj
def command(session: Session, edition: str) -> None:
    """Print the JSON Schema of the front matter.

    Editors use it for completion; it lists the severities, factors and services of this project. If you keep it as
    `front-matter.schema.json` beside the post-mortems, `new` writes its name into their first line, where the YAML
    language server looks for it.
    """
    from afterword.postmortem import schema
    from afterword.postmortem.external import schema as external

    config = session.open().config
    words = {"severity": [one.name for one in config.severities], "factors": config.known_factors}
    words |= {"services": config.services} if config.services else {}
    made = external.json_schema() if edition == "external" else schema.json_schema(words)
    click.echo(schema.as_file(made), nl=False)

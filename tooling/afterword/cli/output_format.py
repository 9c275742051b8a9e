"""The option of commands that print text for people, or JSON for programs."""

from __future__ import annotations

import click

text_or_json = click.option(
    "--format",
    "output",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the output.",
)

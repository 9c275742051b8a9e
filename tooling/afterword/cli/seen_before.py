"""The line that offers similar incidents before anything is written."""

from __future__ import annotations

import click

from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.text.invisible import printable
from afterword.text.shorten import shorten


def print_seen_before(project: Project, what: PostMortem | str) -> None:
    """Print the few past incidents that are near to a post-mortem or a text; nothing if none is."""
    from afterword.learning.search import offer_similar, offer_similar_to

    if not project.folder.is_dir():  # `new` makes it
        return
    found = offer_similar(project, what) if isinstance(what, str) else offer_similar_to(project, what)
    if found:
        named = "; ".join(f"{one.incident.id} ({shorten(printable(one.incident.title), 60)})" for one in found)
        click.echo(f"Seen before? {named}")

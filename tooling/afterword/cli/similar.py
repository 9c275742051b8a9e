"""`afterword similar`."""

from __future__ import annotations

import json
import sys
from typing import TYPE_CHECKING, TypedDict

import click

from afterword.cli.output_format import text_or_json
from afterword.cli.progress import show_progress
from afterword.cli.session import Session
from afterword.text.counting import counted
from afterword.text.invisible import printable
from afterword.text.shorten import shorten

if TYPE_CHECKING:
    from afterword.learning.search import SimilarIncidents
    from afterword.learning.similar import Neighbour

_MAX_TEXT = 1_000_000


class SharedFact(TypedDict):
    """A fact that both have.

    Attributes:
        kind: such as `cause` or `service`.
        value: what both say.
    """

    kind: str
    value: str


class SimilarIncident(TypedDict):
    """A past incident.

    Attributes:
        incident: id of the post-mortem.
        path: its file.
        title: its title.
        score: how similar it is, from 0 to 1.
        near: whether it is closely similar.
        terms: words that both have and few others have.
        facts: what both say in the front matter.
    """

    incident: str
    path: str
    title: str
    score: float
    near: bool
    terms: tuple[str, ...]
    facts: list[SharedFact]


class SimilarData(TypedDict):
    """Past incidents that are similar.

    Attributes:
        subject: id of the post-mortem that was meant; None for a text.
        searched: how many post-mortems were searched.
        unread: files that could not be read.
        not_shown: how many similar ones are beyond `--limit`.
        similar: the most similar first.
    """

    subject: str | None
    searched: int
    unread: list[str]
    not_shown: int
    similar: list[SimilarIncident]


@click.command("similar")
@click.argument("query", metavar="ID|TEXT|-")
@click.option("--limit", type=click.IntRange(1, 100), default=5, show_default=True, help="List at most this many.")
@text_or_json
@click.pass_obj
def command(session: Session, query: str, limit: int, output: str) -> None:
    """List past incidents that are similar, and why.

    ID is any part of the id of a post-mortem, TEXT any description; `-` reads it from the standard input. Words that
    few post-mortems have count most, then facts that both share. Nothing is sent anywhere.
    """
    from afterword.learning.search import search_similar

    text = sys.stdin.buffer.read(_MAX_TEXT).decode("utf-8", "replace") if query == "-" else query
    if not text.strip():
        raise click.UsageError("Describe a failure in words, or name a post-mortem.")
    with show_progress("searching the post-mortems"):
        found = search_similar(session.open(), text)
    if output == "json":
        click.echo(json.dumps(_plain(found, limit), indent=2))
        return
    for line in _lines(found, limit):
        click.echo(printable(line))


def _lines(found: SimilarIncidents, limit: int) -> list[str]:
    what = found.subject or "this text"
    lines: list[str] = []
    for one in found.neighbours[:limit]:
        lines += [f"{one.score:.2f}  {one.incident.id}  {shorten(one.incident.title, 80)}"]
        lines += [f"      {reason}" for reason in _reasons(one)]
    total, near = len(found.neighbours), sum(one.is_near for one in found.neighbours)
    more = f", {total - limit:,} not shown" if total > limit else ""
    searched = counted(found.searched, "post-mortem")
    if not total:
        lines.append(f"none of {searched} is similar to {what}")
    else:
        lines.append(f"{total:,} of {searched} similar to {what}, {near or 'none'} closely{more}")
    lines += [f"not read: {path}" for path in found.unread]
    return lines


def _reasons(one: Neighbour) -> list[str]:
    words = [f"words: {', '.join(one.terms)}"] if one.terms else []
    facts = [f"{fact.label}: {shorten(fact.value)}" for fact in one.facts]
    return [*words, *([f"facts: {', '.join(facts)}"] if facts else [])]


def _plain(found: SimilarIncidents, limit: int) -> SimilarData:
    return {
        "subject": found.subject or None,
        "searched": found.searched,
        "unread": list(found.unread),
        "not_shown": max(len(found.neighbours) - limit, 0),
        "similar": [
            {
                "incident": one.incident.id,
                "path": one.incident.path,
                "title": one.incident.title,
                "score": round(one.score, 4),
                "near": one.is_near,
                "terms": one.terms,
                "facts": [{"kind": fact.label, "value": fact.value} for fact in one.facts],
            }
            for one in found.neighbours[:limit]
        ],
    }

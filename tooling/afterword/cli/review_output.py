"""What a review prints: plain lines, each claim and value above the words that it cites."""

from __future__ import annotations

import html
import re
from collections.abc import Iterable

import click

from afterword.drafting import review as reviewing
from afterword.drafting.review import Claim, Value
from afterword.evidence import EvidenceItem, read_ledger
from afterword.postmortem import PostMortem
from afterword.postmortem.external import ExternalEdition
from afterword.project import Project
from afterword.text.invisible import without_invisible

_BACKSLASH = re.compile(r"\\([^a-zA-Z0-9\s])")


def print_all(project: Project, document: PostMortem | ExternalEdition) -> None:
    """Print every claim and value that awaits review beside its evidence; an external edition has none."""
    if isinstance(document, ExternalEdition):
        for section, _ in document.notices:
            _echo(f"\n{section.title}\n{_indented(document.text(section.body).strip())}")
        return
    ledger = read_ledger(project.evidence_folder(document.id))
    for name in reviewing.order_sections(document, ledger):
        for claim in reviewing.list_claims(document, ledger, name):
            print_claim(claim)
    for value in reviewing.list_values(document, ledger):
        print_value(value)


def print_claim(claim: Claim, remark: str = "") -> None:
    """Print a claim, and below it the words that it cites."""
    first = ", check this first" if claim.is_doubted else ""
    _echo(f"\n{claim.section}{first}{remark}")
    _echo(_indented(claim.text if claim.is_block else _as_read(claim.text)))
    print_items(claim.cited)
    for label in claim.missing:
        _echo(f"    {label.upper()} is not in the evidence")
    if not (claim.cited or claim.missing):
        _echo("    cites nothing")


def print_value(value: Value) -> None:
    """Print a proposed value, and below it the words that it was taken from."""
    _echo(f"\n{value.proposed.name}, proposed\n{_indented(value.text)}")
    print_items(value.cited)
    for name in value.files:
        _echo(f"    file {name}")


def print_items(items: Iterable[EvidenceItem]) -> None:
    """Print items of evidence with time, actor and source, whole."""
    for item in items:
        known = (item.id, item.at.display() if item.at else "", item.actor or "", f"({item.source})")
        _echo(f"    {', '.join(filter(None, known[:-1]))} {known[-1]}:")
        _echo(_indented(item.text, 6))


def _as_read(text: str) -> str:
    """Return a text as its readers see it: `$410`, of which the file has `&#36;410`."""
    return html.unescape(_BACKSLASH.sub(r"\1", text))


def _indented(text: str, by: int = 2) -> str:
    return "\n".join(" " * by + line for line in without_invisible(text).splitlines())


def _echo(text: str) -> None:
    click.echo(without_invisible(text))

"""The words that a model is given: prompt files of this package, and the ledger as data."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib import resources

from afterword.grounding import Claim, LedgerItem, Verdict
from afterword.grounding.plain import visible

MAX_ITEMS = 500
MAX_CHARACTERS = 60_000
MIN_ITEM_CHARACTERS = 120
MAX_ITEM_CHARACTERS = 1_500

_COMMENT = re.compile(r"<!--.*?-->\s*", re.DOTALL)

Nonce = Callable[[], str]
"""A source of texts that nobody can guess, such as `lambda: secrets.token_hex(8)`."""


@dataclass(frozen=True, slots=True)
class SectionSpec:
    """A section that a model drafts.

    Attributes:
        name: its heading.
        prompt: the prompt file, without `.md`.
        max_claims: how many sentences it may have.
        max_unknowns: how many questions of its own are kept.
    """

    name: str
    prompt: str
    max_claims: int = 8
    max_unknowns: int = 6


SUMMARY = SectionSpec("Summary", "summary")


def select(ledger: Sequence[LedgerItem]) -> tuple[LedgerItem, ...]:
    """The items that are shown to a model: all, or of a long ledger the facts of the document and both ends."""
    if len(ledger) <= MAX_ITEMS:
        return tuple(ledger)
    own = [item for item in ledger if item.id.startswith("D")][: MAX_ITEMS // 2]
    evidence = [item for item in ledger if not item.id.startswith("D")]
    room = MAX_ITEMS - len(own)
    head = (room + 1) // 2
    tail = evidence[len(evidence) - (room - head) :] if len(evidence) > room else evidence[head:]
    return (*evidence[:head], *tail, *own)


def messages(spec: SectionSpec, ledger: Sequence[LedgerItem], nonce: Nonce) -> list[dict[str, str]]:
    """The question for a section: rules, then the ledger between markers, then the rules in short.

    Args:
        spec: the section.
        ledger: the items that are shown, as `select` gives them.
        nonce: makes the markers, so that no item can write one.
    """
    lines = _lines(ledger)
    mark = nonce()
    while any(mark in line for line in lines):
        mark += nonce()
    rules = f"{_prompt('policy')}\n\n{_prompt(spec.prompt).format(max_claims=spec.max_claims)}"
    data = "\n".join([f"<ledger {mark}>", *lines, f"</ledger {mark}>"])
    return [
        {"role": "system", "content": rules},
        {"role": "user", "content": f"{data}\n\n{_prompt('reminder').format(section=spec.name)}"},
    ]


def repair_message(rejected: Sequence[tuple[Claim, Verdict]]) -> str:
    """What is said about claims that did not pass."""
    told = [
        f"{number}. “{visible(claim.text)}”: {'; '.join(verdict.reasons)}."
        for number, (claim, verdict) in enumerate(rejected, 1)
    ]
    # Not `format`: what a model wrote may hold braces.
    return _prompt("repair").replace("{claims}", "\n".join(told))


def _lines(ledger: Sequence[LedgerItem]) -> list[str]:
    """One line for each item: a line break of its own could begin what looks like another item."""
    fair = max(MAX_CHARACTERS // max(len(ledger), 1), MIN_ITEM_CHARACTERS)
    limit = MAX_ITEM_CHARACTERS if sum(len(item.text) for item in ledger) <= MAX_CHARACTERS else fair
    lines = []
    for item in ledger:
        text = visible(item.text)
        text = text if len(text) <= limit else text[:limit].rstrip() + " […]"
        place = ", ".join(part for part in (item.at.display() if item.at else "", visible(item.source)) if part)
        lines.append(f"{item.id} ({place}): {text}" if place else f"{item.id}: {text}")
    return lines


def _prompt(name: str) -> str:
    file = resources.files("afterword.drafting") / "prompts" / f"{name}.md"
    return _COMMENT.sub("", file.read_text(encoding="utf-8")).strip()

"""The labelled set for redaction: what must not survive it, and what must.

README.md of this folder tells how the set is written and judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from random import Random
from typing import Final

from .generators import PLAIN, digits, make

DATA: Final = Path(__file__).parent / "data"
GROUPS: Final = ("secret", "personal", "lookalike")

_HEADER: Final = re.compile(r"@ (?P<id>(?P<kind>[a-z0-9-]+)/\d+) (?P<split>develop|held_out) (?P<form>[a-z-]+)( crlf)?")
_MARK: Final = re.compile(r"⟦|⟧|\{\{(?:([a-z][a-z0-9/-]*)(?: ([^}\n]*))?)?\}\}")


@dataclass(frozen=True, slots=True)
class Item:
    """One snippet as a tool would see it.

    Attributes:
        id: `<kind>/<number>`; it also seeds the values that the snippet holds.
        group: `secret`, `personal` or `lookalike`.
        kind: What it holds, e.g. `github-pat`.
        form: Where it is from, e.g. `chat`, `json`, `log`.
        split: `develop`, which patterns may be improved on, or `held_out`, which only measures.
        text: The snippet: a line or several.
        spans: Start and end, in characters, of what must not survive. None for a look-alike.
        people: Known names and handles, each with its role, that redaction is told with this item.
    """

    id: str
    group: str
    kind: str
    form: str
    split: str
    text: str
    spans: tuple[tuple[int, int], ...]
    people: dict[str, str] = field(default_factory=dict, hash=False)

    @property
    def labels(self) -> list[str]:
        """The marked parts of the text."""
        return [self.text[start:end] for start, end in self.spans]

    def leaked(self, output: str) -> list[str]:
        """Return the labels of which more than half, or a run of 24 characters, still stands in `output`."""
        return [label for label in self.labels if any(run in output for run in _runs(label))]


def _runs(label: str) -> Iterator[str]:
    size = min(24, len(label) // 2 + 1)
    return (label[at : at + size] for at in range(len(label) - size + 1))


@cache
def items(data: Path = DATA) -> tuple[Item, ...]:
    """Return the whole set that stands in the folder `data`, in the order of its files.

    Raises:
        ValueError: a data file is not in the form that README.md tells.
    """
    return tuple(
        item for group in GROUPS for path in sorted((data / group).glob("*.txt")) for item in _read(path, group)
    )


def _read(path: Path, group: str) -> Iterator[Item]:
    chunks = re.split(r"^(?=@ )", path.read_text(encoding="utf-8"), flags=re.M)
    if chunks[0].strip():
        raise ValueError(f"{path.name}: text before the first header")
    for chunk in chunks[1:]:
        header, _, body = chunk.partition("\n")
        found = _HEADER.fullmatch(header)
        if not found:
            raise ValueError(f"{path.name}: no such header: {header!r}")
        lines = body.rstrip("\n").split("\n")
        people: dict[str, str] = {}
        while lines[0].startswith("% "):
            name, _, role = lines.pop(0)[2:].partition(" = ")
            people[name] = role
        text, spans = _resolve("\n".join(lines), Random(found["id"]), group != "lookalike")
        if found[5]:
            text, spans = _with_crlf(text, spans)
        yield Item(found["id"], group, found["kind"], found["form"], found["split"], text, tuple(spans), people)


def _resolve(template: str, rng: Random, label: bool) -> tuple[str, list[tuple[int, int]]]:
    """Return the text of `template`, its placeholders replaced, and the spans of what it marks."""
    text, spans, opened, at = "", [], -1, 0
    marked = _MARK.sub(lambda mark: _value(mark, template, rng, label), template)
    for mark in re.finditer("[⟦⟧]", marked):
        text += marked[at : mark.start()]
        at = mark.end()
        if mark[0] == "⟦":
            opened = len(text)
        else:
            spans.append((opened, len(text)))
    return text + marked[at:], spans


def _value(mark: re.Match[str], template: str, rng: Random, label: bool) -> str:
    name = mark[1]
    if name is None:  # `{{}}` only keeps a key of the file from looking live
        return mark[0].replace("{{}}", "")
    if name in ("digits", "phone"):
        value = digits(mark[2], rng)
    else:
        value = make(name, rng)
    before = template[: mark.start()]
    if "\n" in value:  # a block keeps the indentation, quote or diff sign of the line that it begins on
        margin = re.match(r"[ \t>+|-]*", before[before.rfind("\n") + 1 :])
        assert margin
        return value.replace("\n", f"\n{margin[0]}")
    inside = before.count("⟦") > before.count("⟧")
    if not label or inside or name in PLAIN or name == "digits" or "⟦" in value:
        return value
    return f"⟦{value}⟧"


def _with_crlf(text: str, spans: list[tuple[int, int]]) -> tuple[str, list[tuple[int, int]]]:
    moved = [(start + text.count("\n", 0, start), end + text.count("\n", 0, end)) for start, end in spans]
    return text.replace("\n", "\r\n"), moved

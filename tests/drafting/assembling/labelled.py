"""Invented incidents whose items say where a reviewer would want them; see `incidents/README.md`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from afterword.evidence import EvidenceItem
from afterword.times.when import When

FOLDER = Path(__file__).parent / "incidents"
TRUTH = Path(__file__).parents[3] / "benchmarks" / "truth"


@dataclass(frozen=True, slots=True)
class Incident:
    """The items of an incident, with the kind and the places of each by its id."""

    name: str
    items: tuple[EvidenceItem, ...]
    kinds: dict[str, frozenset[str]]
    labels: dict[str, frozenset[str]]

    def wanted(self, item: str) -> set[str]:
        return {label[:-1] for label in self.labels[item] if label.endswith("!")}

    def allowed(self, item: str) -> set[str]:
        return {label.rstrip("!") for label in self.labels[item]}


@cache
def read_incidents() -> tuple[Incident, ...]:
    return (*map(_read, sorted(FOLDER.glob("*.txt"))), *_read_truth())


def _read(path: Path) -> Incident:
    rows = [line.split("|", 4) for line in path.read_text(encoding="utf-8").splitlines() if line[:1] != "#"]
    named = [(f"E{number}", *row[0].split(" "), row[1:]) for number, row in enumerate(rows, 1)]
    return _incident(path.stem, [(name, kind, labels, rest) for name, kind, labels, rest in named])


def _read_truth() -> Iterator[Incident]:
    blocks = (FOLDER / "truth.labels").read_text(encoding="utf-8").split("\n")
    given: dict[str, dict[str, tuple[str, str]]] = {}
    for line in (line for line in blocks if line and line[0] != "#"):
        if " " not in line:
            current = given.setdefault(line, {})
        else:
            item, kind, labels = line.split(" ")
            current[item] = (kind, labels)
    for name, labelled in sorted(given.items()):
        lines = (TRUTH / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        rows = {row[0]: row[1:] for row in (line.split("|", 4) for line in lines) if row[0] in labelled}
        yield _incident(name, [(item, *labelled[item], rest) for item, rest in rows.items()])


def _incident(name: str, rows: list[tuple[str, str, str, list[str]]]) -> Incident:
    items = tuple(
        EvidenceItem(item, source, None, When.parse(at) if at else None, actor or None, text)
        for item, _, _, (at, actor, source, text) in rows
    )
    kinds = {item: frozenset(kind.split("-or-")) for item, kind, _, _ in rows}
    labels = {item: frozenset(labels.split(",")) for item, _, labels, _ in rows}
    return Incident(name, items, kinds, labels)

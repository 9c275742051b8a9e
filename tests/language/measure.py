"""Precision and recall of the error tier on the labelled sentences.

Run as `python tests/language/measure.py [--misses] [SET ...]`; a set is a file in `labelled`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

from afterword.language import find_blame

LABELLED = Path(__file__).parent / "labelled"


@dataclass
class Figures:
    """What was counted on one set."""

    name: str
    hits: int = 0
    missed: list[str] = field(default_factory=list)
    false: list[str] = field(default_factory=list)
    blameless: int = 0
    kinds: Counter[str] = field(default_factory=Counter)
    missed_kinds: Counter[str] = field(default_factory=Counter)

    @property
    def precision(self) -> float:
        return self.hits / max(1, self.hits + len(self.false))

    @property
    def recall(self) -> float:
        return self.hits / max(1, self.hits + len(self.missed))

    def __str__(self) -> str:
        kinds = ", ".join(f"{k} {n - self.missed_kinds[k]}/{n}" for k, n in sorted(self.kinds.items()))
        total = self.hits + len(self.missed)
        return (
            f"{self.name}: precision {self.precision:.3f}, recall {self.recall:.3f} "
            f"({self.hits} of {total} blameful found, {len(self.false)} of {self.blameless} blameless accused)\n"
            f"  {kinds}"
        )


def rows(name: str) -> list[dict[str, str]]:
    """The labelled sentences of a set."""
    return [json.loads(line) for line in (LABELLED / f"{name}.jsonl").read_text("utf-8").splitlines()]


def measure(name: str) -> Figures:
    """Counts a set."""
    figures = Figures(name)
    for row in rows(name):
        accused = [f for f in find_blame(row["text"]) if f.tier == "error"]
        if row["label"] == "ok":
            figures.blameless += 1
            if accused:
                figures.false.append(f"{row['text']}  <- {accused[0].kind}: {accused[0].matched}")
            continue
        figures.kinds[row["kind"]] += 1
        if accused:
            figures.hits += 1
        else:
            figures.missed.append(f"{row['kind']}: {row['text']}")
            figures.missed_kinds[row["kind"]] += 1
    return figures


def main(arguments: list[str]) -> None:
    for name in [a for a in arguments if not a.startswith("--")] or ["develop", "held-out"]:
        figures = measure(name)
        print(figures)
        if "--misses" in arguments:
            print(*(f"  MISSED {text}" for text in figures.missed), sep="\n")
            print(*(f"  FALSE  {text}" for text in figures.false), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])

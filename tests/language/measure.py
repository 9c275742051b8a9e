"""Precision and recall of the rules on the labelled sentences.

Run as `python tests/language/measure.py [--misses] [SET ...]`; a set is a file in `labelled`.
"""

from __future__ import annotations

import json
import sys
from collections import Counter
from dataclasses import dataclass, field
from importlib import resources
from pathlib import Path

from afterword.language import Finding, find_blame, find_shallow_causes, find_vague_action

LISTS = sorted(path.name.removesuffix(".txt") for path in (resources.files("afterword.language") / "lists").iterdir())
"""The dictionaries of phrases, by their names."""

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


RIGHT = {
    "error": {"blame"},
    "warning": {"blame", "probable", "hindsight", "care", "stops", "vague", "thing", "no-work"},
    "info": {"blame", "probable", "hindsight", "care"},
    "hindsight": {"hindsight"},
    "care-as-fix": {"care"},
    "vague-action": {"vague", "thing", "care"},
    "not-imperative": {"vague", "thing", "no-work"},
}
"""For a tier, or for a kind that has figures of its own, the labels of sentences in which it is right."""


@dataclass
class Verdicts:
    """What was counted on a set with the structure of other people's prose.

    Attributes:
        name: the set.
        hits: by tier, and by the kinds in `RIGHT`, how many findings are right, and how many there are.
        labels: by label, how many sentences have a finding, and how many there are.
        clear: how many sentences of clear blame have an error.
        wrong: what was found wrongly, or missed.
    """

    name: str
    hits: dict[str, tuple[int, int]] = field(default_factory=dict)
    labels: dict[str, tuple[int, int]] = field(default_factory=dict)
    clear: int = 0
    wrong: list[str] = field(default_factory=list)

    def share(self, counted: tuple[int, int]) -> float:
        return counted[0] / max(1, counted[1])

    def add(self, row: dict[str, str], found: list[Finding]) -> None:
        """Counts the findings in a sentence."""
        for finding in found:
            names = [name for name in (finding.tier, finding.kind) if name in RIGHT]
            is_right = row["label"] in RIGHT[names[-1]]
            for name in names:
                right, all_ = self.hits.get(name, (0, 0))
                self.hits[name] = right + is_right, all_ + 1
            if not is_right:
                self.wrong.append(f"FALSE  {row['text']}  <- {finding.tier} {finding.kind}: {finding.matched}")
        some, all_ = self.labels.get(row["label"], (0, 0))
        self.labels[row["label"]] = some + bool(found), all_ + 1
        self.clear += row["label"] == "blame" and any(finding.tier == "error" for finding in found)
        if not found and row["label"] not in ("people", "machine", "goes-on", "work", "fine"):
            self.wrong.append(f"MISSED {row['label']}: {row['text']}")

    def __str__(self) -> str:
        right = ", ".join(f"{name} {a}/{b}" for name, (a, b) in sorted(self.hits.items()))
        some = ", ".join(f"{name} {a}/{b}" for name, (a, b) in sorted(self.labels.items()))
        clear = f"; clear blame as error {self.clear}/{self.labels['blame'][1]}" if "blame" in self.labels else ""
        return f"{self.name}: right {right}; sentences with a finding {some}{clear}"


def judge(name: str) -> Verdicts:
    """Counts a set of `causes`, of `actions`, or of sentences."""
    rule = {"causes": find_shallow_causes, "actions": find_vague_action}.get(name.split("-")[0], find_blame)
    verdicts = Verdicts(name)
    for row in rows(name):
        verdicts.add(row, [finding for finding in rule(row["text"]) if finding.kind != "named-person"])
    return verdicts


def main(arguments: list[str]) -> None:
    for name in [a for a in arguments if not a.startswith("--")] or ["develop", "held-out"]:
        if name.endswith(("-develop", "-untouched", "-last")):
            verdicts = judge(name)
            print(verdicts, *(verdicts.wrong if "--misses" in arguments else ()), sep="\n  ")
            continue
        figures = measure(name)
        print(figures)
        if "--misses" in arguments:
            print(*(f"  MISSED {text}" for text in figures.missed), sep="\n")
            print(*(f"  FALSE  {text}" for text in figures.false), sep="\n")


if __name__ == "__main__":
    main(sys.argv[1:])

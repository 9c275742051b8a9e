"""The words of a claim beside the words of its evidence: stems, clauses, and which clause a claim is about."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from afterword.grounding.cues import STOP
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.log_forms import spell_out
from afterword.text.folding import normalise_caseless

_WORD = re.compile(r"\d[\d,]*(?:\.\d+)?|[^\W\d_]{3,}")
_STEM = 5
_DOUBLED = tuple(2 * letter for letter in "bgmnprt")
_FIRST = datetime(1, 1, 1, tzinfo=UTC)
_CLAUSE_END = re.compile(r"(?<=[.!?;])\s+|\s-\s|\s->\s?(?=[a-z])")
_PART_END = re.compile(r",\s|\s(?:but|although|though)\s")
_SAME = {
    "ended": "finis", "compl": "finis", "finis": "finis", "done": "finis", "began": "start", "begin": "start",
    "begun": "start", "clien": "custo", "gone": "delet", "sessi": "sessi", "fell": "fall", "fault": "error",
    "wrote": "write", "writt": "write", "sent": "send", "built": "build", "rerun": "run", "ran": "run",
    "tagge": "tag", "took": "take", "made": "make", "lost": "lose", "chose": "choos", "told": "tell",
    "prod": "produ",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Clause:
    """A sentence, or a part of one, of an item.

    Attributes:
        text: in lower case, with `key=value` spelled out.
        stems: the beginnings of its words, and its numbers.
        item: where it is from.
    """

    text: str
    stems: frozenset[str]
    item: LedgerItem


@lru_cache(maxsize=20_000)
def stems(text: str) -> frozenset[str]:
    """The beginnings of the meaningful words of a text, and its numbers."""
    return frozenset(map(stem, words(text)))


@lru_cache(maxsize=4_000)  # several rules read the same sentences and clauses
def words(text: str) -> tuple[str, ...]:
    """The meaningful words and the numbers of a text in their order."""
    return tuple(word for word in _WORD.findall(normalise_caseless(text).replace("_", " ")) if word not in STOP)


@lru_cache(maxsize=20_000)
def stem(word: str) -> str:
    """The beginning of a word that its forms share; a number without its separators."""
    if word[0].isdigit():
        return word.replace(",", "")
    bare = word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
    if same := _SAME.get(bare[:_STEM]):
        return same
    if len(bare) > _STEM - 1 and bare.endswith(("ed", "ing")):  # `added` is `add`, `merging` is `merge`
        bare = bare[:-2] if bare.endswith("ed") else bare[:-3]
        bare = bare[:-1] if bare.endswith(_DOUBLED) else bare
    return bare[:_STEM].removesuffix("e")


@lru_cache(maxsize=50_000)
def clauses_of(item: LedgerItem) -> tuple[Clause, ...]:
    """Split an item into its clauses."""
    text = normalise_caseless(spell_out(item.text.replace("`", " ")))
    return tuple(Clause(part, stems(part), item) for part in _CLAUSE_END.split(text) if part.strip())


def aligned(claimed: frozenset[str], items: Iterable[LedgerItem]) -> list[Clause]:
    """The clauses that share the most with a claim: the best, and those that are nearly as good."""
    scored = [(len(claimed & clause.stems), clause) for item in items for clause in clauses_of(item)]
    best = max((score for score, _ in scored), default=0)
    return [clause for score, clause in scored if best and score >= 0.75 * best]


def parts_of(clause: Clause) -> list[Clause]:
    """Split a clause at its commas; what has fewer than two meaningful words stays with its neighbour."""
    texts: list[str] = []
    for part in _PART_END.split(clause.text):
        if texts and (len(stems(part)) < 2 or len(stems(texts[-1])) < 2):
            texts[-1] = f"{texts[-1]}, {part}"
        else:
            texts.append(part)
    return [Clause(text, stems(text), clause.item) for text in texts]


def nearest_parts(claimed: frozenset[str], clauses: Iterable[Clause]) -> list[Clause]:
    """The parts of some clauses that share the most with a claim."""
    scored = [(len(claimed & part.stems), part) for clause in clauses for part in parts_of(clause)]
    best = max((score for score, _ in scored), default=0)
    return [part for score, part in scored if best and score == best]


def coverage(claimed: frozenset[str], known: frozenset[str]) -> float:
    """The share of the claimed words that are known; 1 for none."""
    return len(claimed & known) / len(claimed) if claimed else 1.0


def best_item(claimed: frozenset[str], items: Sequence[LedgerItem]) -> LedgerItem | None:
    """The one item that shares most with some words; None if two share as much."""
    scored = sorted(((len(claimed & item_stems(item)), item.id, item) for item in items), reverse=True)
    if not scored or not scored[0][0] or (len(scored) > 1 and scored[0][0] == scored[1][0]):
        return None
    return scored[0][2]


@lru_cache(maxsize=50_000)
def item_stems(item: LedgerItem) -> frozenset[str]:
    """The stems of all that an item says."""
    return frozenset().union(*(clause.stems for clause in clauses_of(item)))


def moment_of(item: LedgerItem) -> datetime:
    """When an item is from; the beginning of all time if that is unknown."""
    return item.at.earliest if item.at is not None and item.at.earliest is not None else _FIRST

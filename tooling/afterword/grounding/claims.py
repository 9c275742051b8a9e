"""The answer of a model: claims that cite evidence, and open questions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, get_args

ClaimKind = Literal["fact", "inference", "recommendation"]
KINDS: tuple[ClaimKind, ...] = get_args(ClaimKind)


@dataclass(frozen=True, slots=True)
class Claim:
    """One sentence of a model.

    Attributes:
        text: the sentence.
        evidence: ids of the items that support it.
        quote: words of one of these items.
        kind: `fact`, `inference` or `recommendation`.
    """

    text: str
    evidence: tuple[str, ...]
    quote: str
    kind: ClaimKind

    @classmethod
    def of_answer(cls, data: Mapping[str, Any]) -> Claim:
        """Make a claim of an answer whose shape was checked. Ids are written as the ledger writes them."""
        ids = dict.fromkeys(str(item).strip(" []^").upper() for item in data["evidence"])
        kind = str(data["kind"]).strip().lower()
        known = next((one for one in KINDS if one == kind), None)
        return cls(
            text=" ".join(str(data["text"]).split()),
            evidence=tuple(ids),
            quote=str(data["quote"]),
            kind=known or "inference",
        )


def claims_schema(
    ids: Sequence[str], *, replacing: int = 0, more: Mapping[str, Mapping[str, Any]] | None = None
) -> dict[str, Any]:
    """Make the JSON Schema of an answer, in the subset that every endpoint with structured output accepts.

    Args:
        ids: the ids that may be cited, at least one.
        replacing: how many claims are to be repaired; each claim and question then has the number of the one it
            replaces.
        more: further properties of a claim.
    """
    question: dict[str, Any] = {"question": {"type": "string"}}
    claim: dict[str, Any] = {
        "text": {"type": "string"},
        "evidence": {"type": "array", "items": {"type": "string", "enum": list(ids)}},
        "quote": {"type": "string"},
        "kind": {"type": "string", "enum": list(KINDS)},
        **(more or {}),
    }
    if replacing:
        replaces = {"replaces": {"type": "integer", "enum": list(range(1, replacing + 1))}}
        claim, question = {**replaces, **claim}, {**replaces, **question}
    return object_schema(
        claims={"type": "array", "items": object_schema(**claim)},
        unknowns={"type": "array", "items": object_schema(**question)},
    )


def object_schema(**properties: Any) -> dict[str, Any]:
    """Make the JSON Schema of an object with exactly these properties."""
    return {"type": "object", "properties": properties, "required": list(properties), "additionalProperties": False}

"""The shape of a model's answer."""

from __future__ import annotations

from typing import Any

from afterword.grounding.claims import Claim, claims_schema

TEXT = {"type": "string"}
NUMBER = {"type": "integer", "enum": [1, 2]}


def _object(**properties: Any) -> dict[str, Any]:
    return {
        "type": "object", "properties": properties, "required": list(properties), "additionalProperties": False,
    }  # fmt: skip


def test_schema_of_claims_and_questions() -> None:
    claim = {
        "text": TEXT,
        "evidence": {"type": "array", "items": {"type": "string", "enum": ["E1", "E2"]}},
        "quote": TEXT,
        "kind": {"type": "string", "enum": ["fact", "inference", "recommendation"]},
    }
    first = claims_schema(["E1", "E2"], more={"done_when": TEXT})
    assert first == _object(
        claims={"type": "array", "items": _object(**claim, done_when=TEXT)},
        unknowns={"type": "array", "items": _object(question=TEXT)},
    )
    repaired = claims_schema(["E1", "E2"], replacing=2)
    assert repaired == _object(
        claims={"type": "array", "items": _object(replaces=NUMBER, **claim)},
        unknowns={"type": "array", "items": _object(replaces=NUMBER, question=TEXT)},
    )


def test_claim_of_an_answer_is_tidied() -> None:
    data = {"text": " It  broke.\n", "evidence": ["[^e2]", "E2", " e1 "], "quote": " it broke ", "kind": " FACT "}
    assert Claim.of_answer(data) == Claim("It broke.", ("E2", "E1"), " it broke ", "fact")
    assert Claim.of_answer({**data, "kind": "opinion"}).kind == "inference"

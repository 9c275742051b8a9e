"""One question to a scripted endpoint, and a good answer to it."""

from __future__ import annotations

from typing import Any

from afterword.llm import Llm
from fakes import llm as fake

SCHEMA = {
    "type": "object",
    "properties": {"items": {"type": "array", "items": {"type": "string"}}},
    "required": ["items"],
    "additionalProperties": False,
}
GOOD: dict[str, Any] = {"items": ["a", "b"]}
MESSAGES = [{"role": "system", "content": "Be brief."}, {"role": "user", "content": "List."}]


def model(script: fake.Script, **changes: Any) -> Llm:
    values = {"model": "test-model", "api_key": "sk-secret", "base_url": script.base_url, "timeout_seconds": 5}
    return Llm(**{**values, **changes})


def ask(llm: Llm) -> dict[str, Any]:
    return llm.ask(MESSAGES, SCHEMA, "list")

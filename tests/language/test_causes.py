"""Causes that stop too early, and those that go on."""

from __future__ import annotations

import pytest

from afterword.language import ends_at


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The root cause was that the model hallucinated.", "ends-at-model"),
        ("When users asked about refunds, the model invented a policy.", "ends-at-model"),
        ("Hallucination.", "ends-at-model"),
        ("The agent ignored its instructions.", "ends-at-model"),
        ("The model hallucinated a policy. We rolled back at 10:00.", "ends-at-model"),
        ("Root cause: bad prompt.", "ends-at-prompt"),
        ("The prompt was too vague.", "ends-at-prompt"),
        ("LLMs are non-deterministic.", "ends-at-nature"),
        ("Language models sometimes hallucinate.", "ends-at-nature"),
        ("Lack of attention during review.", "ends-at-attention"),
        ("It was human error.", "ends-at-person"),
        ("1. Why? The flag was on.\n2. Why? An engineer forgot to switch it off.", "ends-at-person"),
    ],
)
def test_stops(text: str, kind: str) -> None:
    findings = ends_at(text)
    assert [f.kind for f in findings] == [kind]
    assert text[findings[0].start : findings[0].end] == findings[0].matched


@pytest.mark.parametrize(
    "text",
    [
        "The model hallucinated because the retriever returned an empty document.",
        "The retriever returned nothing, so the model hallucinated a policy.",
        "Temperature was raised to 1.2, which made the model hallucinate order numbers.",
        "When the context window was exceeded, the model invented the rest of the table.",
        "Why? The model hallucinated.\nWhy? The page was archived, and the prompt has no rule for an empty context.",
        "The model is non-deterministic, and the pipeline has no schema check, so a malformed answer reached users.",
        "An engineer forgot to set the flag; the deploy tool has no default and does not warn.",
        "This was not a bad prompt: the template lost its braces.",
        "The template of the system prompt dropped the sentence on refunds, and no case covers it.",
        "The evals hold no case for refunds after 90 days.",
    ],
)
def test_goes_on(text: str) -> None:
    assert ends_at(text) == []

"""Causes that stop too early, and those that go on."""

from __future__ import annotations

import pytest

from afterword.language import find_shallow_causes
from language.measure import judge


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
        ("The LLM made up a refund policy and told the customer about it.", "ends-at-model"),
        ("The assistant fabricated a citation.", "ends-at-model"),
        ("The agent made a serious mistake.", "ends-at-model"),
        ("The bot behaved very strangely.", "ends-at-model"),
        ("The model did not do what it was told.", "ends-at-model"),
        ("GPT-5 went off the rails.", "ends-at-model"),
        ("The model gave a wrong answer.", "ends-at-model"),
        ("LLMs make mistakes.", "ends-at-nature"),
        ("Bad training data.", "ends-at-data"),
        ("The agent decided to delete the branches.", "ends-at-model"),
        ("The agent panicked and dropped the table.", "ends-at-model"),
        ("It was a prompt engineering mistake.", "ends-at-prompt"),
        ("The vendor pushed a bad update.", "ends-at-vendor"),
        ("The vendor broke it.", "ends-at-vendor"),
        ("The outage was caused by the provider.", "ends-at-vendor"),
        ("The vendor changed the model. This caused wrong answers for users.", "ends-at-vendor"),
        ("The model hallucinated a policy. This led to 40 wrong refunds. Recovery took an hour.", "ends-at-model"),
        ("The training data was of poor quality.", "ends-at-data"),
        ("The prompt could have been clearer.", "ends-at-prompt"),
        ("The engineer deployed the wrong version.", "ends-at-person"),
        ("The engineer deployed the wrong prompt by mistake.", "ends-at-person"),
        ("1. Why? The flag was on.\n2. Why? An engineer forgot to switch it off.", "ends-at-person"),
    ],
)
def test_causes_that_stop_too_early_are_found(text: str, kind: str) -> None:
    findings = find_shallow_causes(text)
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
        "The agent misunderstood the request. Its credentials covered production.",
        "The poor prompt cache hit rate tripled the cost.",
        "The network was random-initialised.",
        "The classifier was wrong for 4% of messages that hold two languages.",
        "The model was confused by two documents with contradictory dates that the retriever returned together.",
        "The wrong prompt version was loaded by the gateway from an old replica.",
        "The engineer deployed the wrong version, which the registry lists first.",
        "The vendor changed the model behind the alias, and nothing here pins a snapshot.",
        "The agent decided to delete the branches: its token allows that.",
        "No check compares prices with the catalogue. The model invented a discount.",
        "The vendor broke it. Users saw errors. The client has no fallback.",
    ],
)
def test_causes_that_go_on_are_not_found(text: str) -> None:
    assert find_shallow_causes(text) == []


def test_people_of_the_incident_are_known() -> None:
    assert [f.kind for f in find_shallow_causes("@octo-cat pushed the wrong tag.", frozenset({"octo-cat"}))] == [
        "ends-at-person"
    ]
    assert find_shallow_causes("Octo pushed the wrong tag.") == []
    assert [f.kind for f in find_shallow_causes("Octo pushed the wrong tag.", frozenset({"Octo"}))] == [
        "ends-at-person"
    ]


@pytest.mark.parametrize("part", ["develop", "untouched"])
def test_figures_on_chains_of_causes(part: str) -> None:
    found = judge(f"causes-{part}")
    assert found.share(found.labels["stops"]) >= 0.75
    assert found.share(found.labels["goes-on"]) <= 0.15

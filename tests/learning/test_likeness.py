"""Whether two tags are one thing: pairs that were labelled before the code was written."""

from __future__ import annotations

from itertools import combinations

import pytest

from afterword.learning.tags.likeness import Likeness, compare, shared_by_alike
from learning.tag_pairs import DIFFERENT, SAME


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_two_spellings_of_one_thing(kind: str, one: str, other: str) -> None:
    assert compare(kind, one, other)
    assert compare(kind, other, one) == compare(kind, one, other)
    assert shared_by_alike(kind, one) == shared_by_alike(kind, other), "or the two are never compared"


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_two_things(kind: str, one: str, other: str) -> None:
    assert not compare(kind, one, other)
    assert not compare(kind, other, one)


def test_a_typing_error_is_less_certain_than_another_form() -> None:
    assert compare("service", "support_bot", "support-bot") is Likeness.FORM
    assert compare("service", "recomender", "recommender") is Likeness.TYPING_ERROR


@pytest.mark.parametrize("kind", ["service", "factor", "provider", "model", "version"])
@pytest.mark.parametrize("tag", ["", " ", "-", "...", "the", "service", "\u200b", "日本語", "İ", "a" * 10_000])
def test_any_text_is_compared(kind: str, tag: str) -> None:
    assert not compare(kind, tag, "support-bot")


MODELS = [
    "gpt-4",
    "gpt-4o",
    "gpt-4o-mini",
    "gpt-4-turbo",
    "gpt-4.1",
    "gpt-4.1-mini",
    "gpt-4.1-nano",
    "gpt-3.5-turbo",
    "o1",
    "o1-mini",
    "o1-pro",
    "o3",
    "o3-mini",
    "o4-mini",
    "gpt-5",
    "gpt-5-mini",
    "gpt-oss-20b",
    "gpt-oss-120b",
    "text-embedding-3-small",
    "text-embedding-3-large",
    "tts-1",
    "tts-1-hd",
    "claude-3-opus",
    "claude-3-sonnet",
    "claude-3-haiku",
    "claude-3-5-sonnet",
    "claude-3-7-sonnet",
    "claude-sonnet-4",
    "claude-opus-4",
    "claude-opus-4-1",
    "gemini-pro",
    "gemini-1.5-pro",
    "gemini-1.5-flash",
    "gemini-1.5-flash-8b",
    "gemini-2.0-flash",
    "gemini-2.0-flash-lite",
    "gemma-2-9b",
    "gemma-2-27b",
    "llama-3-8b",
    "llama-3-70b",
    "llama-3.1-8b",
    "llama-3.1-405b",
    "llama-4-scout",
    "mistral-small",
    "mistral-medium",
    "mistral-large",
    "ministral-3b",
    "ministral-8b",
    "mixtral-8x7b",
    "mixtral-8x22b",
    "magistral-small",
    "codestral",
    "devstral",
    "qwen2-7b",
    "qwen2.5-7b",
    "qwen2.5-72b",
    "qwen3-8b",
    "deepseek-chat",
    "deepseek-coder",
    "deepseek-v2",
    "deepseek-v3",
    "deepseek-v3.1",
    "deepseek-r1",
    "phi-2",
    "phi-3-mini",
    "phi-3-medium",
    "phi-3.5-mini",
    "command-r",
    "command-r-plus",
    "embed-english-v3.0",
    "rerank-english-v3.0",
    "bge-small-en",
    "bge-base-en",
    "bge-small-zh",
    "e5-small",
    "e5-base",
    "e5-large",
    "nova-micro",
    "nova-lite",
    "nova-pro",
    "jamba-1.5-mini",
    "jamba-1.5-large",
    "grok-2",
    "grok-3",
    "grok-3-mini",
    "starcoder",
    "starcoder2",
    "smollm-135m",
    "smollm2-135m",
]


def test_no_two_models_that_exist_are_one() -> None:
    assert [pair for pair in combinations(MODELS, 2) if compare("model", *pair)] == []

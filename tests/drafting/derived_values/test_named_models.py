"""The model that people name in their own words."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from drafting.derived import collect, derived

AT = "2026-04-16T17:00Z"


def models(folder: Path, *texts: str) -> list[Any]:
    return [one.value for one in derived(folder, *((AT, text) for text in texts)) if one.path[0] == "models"]


def test_the_only_model_that_is_named_is_proposed_with_its_snapshot_and_settings(tmp_path: Path) -> None:
    found = models(tmp_path, "support-bot, gpt-4o-2024-08-06, temperature 0.7. Release 42 has the new prompt.")
    parameters = {"temperature": "0.7"}
    assert found == [{"name": "gpt-4o", "version": "gpt-4o-2024-08-06", "parameters": parameters}]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("The bot runs on claude-sonnet-4-5 with max_tokens=1024.", "claude-sonnet-4-5"),
        ("It is Gemini-2.5-pro.", "gemini-2.5-pro"),
        ("It runs llama-3.1-70b-instruct.", "llama-3.1-70b-instruct"),
        ("It runs o3-mini.", "o3-mini"),
        ("Claude is wrong again.", ""),
        ("We fell back to gpt-4o-mini.", ""),
        ("We switched from gpt-4.1 last week.", ""),
        ("Is it gpt-4o?", ""),
        ("Let's try gpt-4o tomorrow.", ""),
        ("See https://example.org/gpt-4o for it.", ""),
        ("The judge is gpt-4o.", ""),
    ],
)
def test_a_name_counts_only_where_it_is_that_of_a_model_that_serves(tmp_path: Path, text: str, name: str) -> None:
    assert [one["name"] for one in models(tmp_path, text)] == ([name] if name else [])


def test_of_two_models_and_beside_settings_words_say_nothing(tmp_path: Path) -> None:
    assert models(tmp_path, "It runs gpt-4o.", "No, it runs gpt-4.1.") == []
    collect(tmp_path, "config", "model", before=None)
    assert [one["name"] for one in models(tmp_path, "It runs gpt-4o.")] == ["chat"]

"""Which version a name says that something is."""

from __future__ import annotations

import pytest

from afterword.evidence.version_names import find_pairs, side_of


@pytest.mark.parametrize(
    ("names", "pair"),
    [
        (("prompt v12", "prompt v11"), ("prompt v11", "prompt v12")),
        (("System prompt (after)", "System prompt (before)"), ("System prompt (before)", "System prompt (after)")),
        (("p.md (today)", "p.md (yesterday)"), ("p.md (yesterday)", "p.md (today)")),
        (("prompts/v9.md", "prompts/v10.md"), ("prompts/v9.md", "prompts/v10.md")),
    ],
)
def test_names_that_differ_only_in_the_version_are_a_pair(names: tuple[str, ...], pair: tuple[str, str]) -> None:
    assert list(find_pairs(names)) == [pair]


@pytest.mark.parametrize("names", [("prompt", "prompt"), ("prompt v1", "settings v2"), ("old prompt", "prompt v2")])
def test_other_names_are_no_pair(names: tuple[str, ...]) -> None:
    assert list(find_pairs(names)) == []


@pytest.mark.parametrize(
    ("name", "side"),
    [("bot.yaml now", "after"), ("the old prompt", "before"), ("prompt v12", ""), ("prompt", ""), ("know-how", "")],
)
def test_only_a_word_says_the_side_of_one_alone(name: str, side: str) -> None:
    assert side_of(name) == side

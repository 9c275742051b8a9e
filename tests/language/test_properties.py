"""Any text is read, in linear time, twice with the same result."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.language import (
    Finding,
    find_blame,
    find_shallow_causes,
    find_vague_action,
    split_prose,
)


def _words(text: str) -> list[str]:
    return text.split()


PIECES = st.sampled_from(
    [
        *_words("""
            the engineer who failed to should have had they not by of , . ; ? ! ' " ` ``` > # | - * _ ~ “ ” ‘ ’ « »
            <!-- --> [^ ] ( ) @octocat model hallucinated because bad prompt human error blame
            fault our team's operator ignored é 你
        """),
        *("\n", "\n\n", "\r\n", "\ufffc", "\ufffd"),
    ]
)
MANY = st.lists(PIECES, max_size=60)
TEXT = st.one_of(st.text(max_size=200), MANY.map(" ".join), MANY.map("".join))
RULES: tuple[Callable[[str], list[Finding]], ...] = (find_blame, find_shallow_causes, find_vague_action)


@settings(max_examples=400, deadline=None)
@given(TEXT)
def test_any_text_is_read_and_spans_are_in_it(text: str) -> None:
    for passage in split_prose(text):
        assert 0 <= passage.start <= passage.start + len(passage.text) <= len(text)
    for rule in RULES:
        found = rule(text)
        assert found == rule(text)
        for finding in found:
            assert 0 <= finding.start < finding.end <= len(text)
            assert text[finding.start : finding.end] == finding.matched
            assert finding.tier in ("error", "warning", "info")


@settings(max_examples=100, deadline=None)
@given(TEXT, st.sets(st.text(max_size=12), max_size=3))
def test_any_names_are_accepted(text: str, people: set[str]) -> None:
    find_blame(text, frozenset(people))


HOSTILE = [
    *("the model was confused and ", "wrong answer the model gave a ", "this one is on the engineer "),
    *("bad training data ", "the cause was the engineer ", "Kofi forgot to run "),
    *_words("` \" “ « <!-- | |- [^ [ ]( * _a ~ a@ http:// a. x -a 's @ \ufffc"),
    *("``` ", "` `` ", "‘a ", " 'a", "> ", "<a ", "A1 ", "[ ] ", "- ", "1. ", "# ", "\n", "\n\n", " ", "a. ", "e.g. "),
    *("failed to ", "the engineer ", "the engineer failed to check ", "engineer, ", "who ", "and failed "),
    *("of the team ", "they ", "ignored by ", "should have ", "had they ", "blame ", "human error ", "lack of "),
    *("careless ", "if only ", "the model hallucinated ", "the cause, when ", "bad prompt ", "so the ", "random "),
]


def _seconds(rule: Callable[[str], object], text: str) -> float:
    start = time.process_time()
    rule(text)
    return time.process_time() - start


@pytest.mark.parametrize("piece", HOSTILE)
def test_time_is_linear(piece: str) -> None:
    # Eight times the text may take eight times as long; quadratic time would take 64 times. The wide bound is for
    # machines that are busy with something else.
    short, long = piece * (8_000 // len(piece)), piece * (64_000 // len(piece))
    for rule in (find_blame, find_shallow_causes, find_vague_action):
        if _seconds(rule, long) < 0.2:  # below, the clock tells more of the machine than of the rule
            continue
        ratios = (_seconds(rule, long) / _seconds(rule, short) for _ in range(4))
        assert any(ratio < 24 for ratio in ratios), rule


def test_long_document_is_read_in_seconds() -> None:
    sentence = (
        "The on-call engineer, who had deployed the change, saw that the job had failed to start and rolled back. "
    )
    assert _seconds(find_blame, sentence * (200_000 // len(sentence))) < 20

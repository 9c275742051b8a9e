"""Sentences are told apart, but not inside code."""

from __future__ import annotations

import pytest

from afterword.postmortem.sentences import split_sentences


@pytest.mark.parametrize(
    ("text", "sentences"),
    [
        ("One.  Two!\nThree? 4 is four.", ["One.", "Two!", "Three?", "4 is four."]),
        ("It was 4.5 s, e.g. slow. “Why?” we asked.", ["It was 4.5 s, e.g. slow.", "“Why?” we asked."]),
        ("It ran `a. B` twice.", ["It ran `a. B` twice."]),
        ("No end", ["No end"]),
        ("  ", []),
    ],
)
def test_text_is_split_at_the_ends_of_sentences(text: str, sentences: list[str]) -> None:
    assert split_sentences(text) == sentences

"""Phrases in the notation of a dictionary."""

from __future__ import annotations

import re

import pytest

from afterword.language.phrasebook import phrases_in, read_phrases
from afterword.language.tokens import Letters, triggers
from language.measure import LISTS


def matches(phrase: str, text: str) -> bool:
    ((_, pattern),) = read_phrases(phrase)
    return re.search(rf"\b(?:{pattern})(?!\w)", text) is not None


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("DROP the ball|baton", "she dropped the baton"),
        ("DROP the ball|baton", "he drops the ball"),
        ("BRUSH ~ aside", "he brushed the concern of two nurses aside"),
        ("BRUSH ~ aside", "he brushed aside the concern"),
        ("BE fast asleep", "she was still fast asleep"),
        ("MAKE THE (utter) mess", "they made an utter mess"),
        ("MAKE THE (utter) mess", "they made a mess"),
        ("NOT lift a finger", "he didn't even lift a finger"),
        ("SHOOT SELF", "they shot themselves in the foot"),
        ("REFUSE all|THE help", "he refused the help"),
        ("WARN - team", "he warned the other team"),
        ("KNOW BUT slept", "she knew of it, and after the call, in full view of all, but slept"),
        ("had one job .", "he had one job, and"),
        ("had one job .", "he had one job to do"),
    ],
)
def test_phrase_is_found_in_its_forms(phrase: str, text: str) -> None:
    assert matches(phrase, text)


@pytest.mark.parametrize(
    ("phrase", "text"),
    [
        ("DROP the ball", "the server dropped the ballot"),
        ("BRUSH ~ aside", "he brushed it off, and put it aside"),
        ("NOT lift a finger", "he lifted a finger"),
    ],
)
def test_other_words_are_not_found(phrase: str, text: str) -> None:
    assert not matches(phrase, text)


def test_phrases_with_the_same_word_share_a_pattern() -> None:
    found = dict(read_phrases("TAKE THEIR eyes off\nTURN a blind eye\nTURN a deaf ear\nFALL on deaf ears\n"))
    assert list(found) == ["eyes; take takes took taken taking", "blind; eye", "deaf; ear", "deaf; ears"]


@pytest.mark.parametrize("name", LISTS)
def test_every_phrase_contains_what_it_is_looked_for_by(name: str) -> None:
    lines = phrases_in(name).splitlines()
    assert len(set(lines)) == len(lines)
    for line in lines:
        if line.startswith("#"):
            continue
        ((known, _),) = read_phrases(line)
        assert known, line
        # One of the words is in each way to read the phrase: it belongs to a part that cannot be left out.
        for words in known.split(";"):
            assert all(triggers([word]) for word in words.split()), words
            part = next(
                p
                for p in line.split()
                if p[0] != "(" and not Letters(p.lower()).runs.isdisjoint(triggers(words.split()))
            )
            assert part != "~"

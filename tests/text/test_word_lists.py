"""The shared word lists are in the package, and each is what its name says."""

from __future__ import annotations

import pytest

from afterword.text.word_lists import AMBIGUOUS_NAMES, NO_NAMES, ROLES


@pytest.mark.parametrize(
    ("words", "some", "others"),
    [
        (ROLES, {"on-call", "oncall", "lead", "team", "unknown"}, {"dana", "mark", "#"}),
        (NO_NAMES, {"will", "mark", "deploy", "team"}, {"dana", "smith", "#"}),
        (AMBIGUOUS_NAMES, {"brown", "may", "smith", "of"}, {"dana", "solheim", "#"}),
    ],
)
def test_a_list_has_its_words_in_lower_case(words: frozenset[str], some: set[str], others: set[str]) -> None:
    assert some <= words and not others & words
    assert all(word == word.lower() for word in words)

"""The shared word lists are in the package, and each is what its name says."""

from __future__ import annotations

import pytest

from afterword.text.word_lists import AMBIGUOUS_NAMES, COMMON_WORDS, GIVEN_NAMES, MAILBOXES, NO_NAMES, ROLES


@pytest.mark.parametrize(
    ("words", "some", "others"),
    [
        (ROLES, {"on-call", "oncall", "lead", "team", "unknown"}, {"dana", "mark", "#"}),
        (NO_NAMES, {"will", "mark", "deploy", "team"}, {"dana", "smith", "#"}),
        (MAILBOXES, {"invoices", "hello", "refunds"}, {"dana", "grant", "#"}),
        (AMBIGUOUS_NAMES, {"brown", "may", "smith", "of"}, {"dana", "solheim", "#"}),
    ],
)
def test_a_list_has_its_words_in_lower_case(words: frozenset[str], some: set[str], others: set[str]) -> None:
    assert some <= words and not others & words
    assert all(word == word.lower() for word in words)


def test_no_mailbox_is_a_given_name_and_every_one_is_a_common_word() -> None:
    assert not MAILBOXES & GIVEN_NAMES
    assert MAILBOXES | ROLES <= COMMON_WORDS

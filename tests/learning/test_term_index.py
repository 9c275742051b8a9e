"""Similar texts: rare shared words first, the same answer from the written index, and none where nothing is shared."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.learning.term_index import TermIndex
from afterword.learning.terms import count_terms

TEXTS = (
    "the bot promised a refund after ninety days",
    "the bot promised a discount",
    "the index was rebuilt without the refund policy",
    "the clock of the bank was in another zone",
)
COUNTS = [count_terms(text) for text in TEXTS]
_WORDS = st.lists(st.sampled_from(["refund", "bot", "zone", "clock", "straße", "the"]), max_size=30).map(" ".join)


def test_texts_with_rare_words_in_common_come_first() -> None:
    found = TermIndex.of(COUNTS).search(count_terms("refund by the bot"))
    assert [match.position for match in found] == [0, 1, 2]
    assert found[0].terms == ("bot", "refund")
    assert all(0 < match.score <= 1 for match in found)


def test_the_same_text_has_a_similarity_of_one() -> None:
    best, *_ = TermIndex.of(COUNTS).search(COUNTS[3])
    assert (best.position, best.score) == (3, pytest.approx(1.0))
    assert set(best.terms) == set(COUNTS[3])


def test_a_weight_is_that_of_the_formula() -> None:
    index = TermIndex.of([count_terms("aa bb bb"), count_terms("aa cc")])
    first = {"aa": math.log(3 / 2), "bb": (1 + math.log(2)) * math.log(3)}
    second = {"aa": math.log(3 / 2), "cc": math.log(3)}
    expected = first["aa"] * second["aa"] / (math.hypot(*first.values()) * math.hypot(*second.values()))
    (match,) = index.search(count_terms("aa bb bb"), own=0)
    assert (match.position, match.score, match.terms) == (1, pytest.approx(expected), ("aa",))


def test_a_text_does_not_find_itself() -> None:
    found = TermIndex.of(COUNTS).search(COUNTS[0], own=0)
    assert [match.position for match in found] == [1, 2]


def test_words_of_most_texts_find_nothing_once_there_are_many_texts() -> None:
    many = [count_terms(f"the case number{number}") for number in range(12)]
    assert TermIndex.of(many).search(count_terms("the case")) == []


def test_unknown_words_make_a_text_less_similar_and_find_nothing_alone() -> None:
    index = TermIndex.of(COUNTS)
    assert index.search(count_terms("unheard words")) == []
    assert index.search(count_terms("zone unheard"))[0].score < index.search(count_terms("zone"))[0].score


def test_nothing_is_similar_to_nothing() -> None:
    assert TermIndex.of([]).search(count_terms("aa")) == []
    assert TermIndex.of([count_terms("")]).search(count_terms("aa")) == []
    assert TermIndex.of(COUNTS).search(count_terms("")) == []


@given(st.lists(_WORDS, max_size=15), _WORDS)
def test_a_written_index_answers_as_before(texts: list[str], query: str) -> None:
    counts = [count_terms(text) for text in texts]
    index = TermIndex.of(counts)
    written = index.encode()
    assert b"\n" not in written
    assert TermIndex.decode(written).search(count_terms(query)) == index.search(count_terms(query))
    for own, terms in enumerate(counts):
        found = index.search(terms, own)
        assert own not in [match.position for match in found]
        assert all(-1e-9 <= match.score <= 1 + 1e-9 for match in found)

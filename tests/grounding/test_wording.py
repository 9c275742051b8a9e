"""The words of a claim beside those of its evidence."""

from __future__ import annotations

from afterword.grounding.ledger import LedgerItem
from afterword.grounding.wording import aligned, best_item, coverage, nearest_parts, parts_of, stem, stems


def _items(*texts: str) -> list[LedgerItem]:
    return [LedgerItem(f"E{number}", text, None, "", "") for number, text in enumerate(texts, 1)]


def test_forms_of_a_word_have_one_stem() -> None:
    for forms in (("added", "adds", "adding", "add"), ("merged", "merging", "merge"), ("planned", "planning", "plan")):
        assert len(set(map(stem, forms))) == 1, forms
    assert [stem(word) for word in ("began", "wrote", "clients", "1,200", "class")] == [
        "start", "write", "custo", "1200", "class",
    ]  # fmt: skip
    assert stems("The cache_key was 1,200 and it_was gone") == {"cach", "key", "1200", "delet"}


def test_best_item_is_the_only_one_that_shares_most() -> None:
    cache, queue = _items("the cache was empty", "the queue was stuck")
    claimed = stems("an empty cache")
    assert best_item(claimed, [cache]) is cache
    assert best_item(claimed, [cache, queue]) is cache
    assert best_item(claimed, [queue, cache]) is cache
    assert best_item(claimed, [queue]) is None
    assert best_item(stems("cache and queue"), [cache, queue]) is None
    assert best_item(claimed, []) is None


def test_clauses_that_share_nearly_as_much_count_too() -> None:
    (item,) = _items("The cache was empty at noon. The cache was empty. The queue was stuck.")
    assert [one.text for one in aligned(stems("the cache was empty at noon"), [item])] == [
        "the cache was empty at noon."
    ]
    assert len(aligned(stems("the empty cache"), [item])) == 2
    assert aligned(stems("replicas"), [item]) == []


def test_parts_of_a_clause_have_two_words_at_least() -> None:
    (item,) = _items("The cache was empty, the queue was stuck, tickets waited long")
    (clause,) = aligned(stems("cache"), [item])
    assert [one.text for one in parts_of(clause)] == [
        "the cache was empty", "the queue was stuck", "tickets waited long",
    ]  # fmt: skip
    assert [one.text for one in nearest_parts(stems("a stuck queue"), [clause])] == ["the queue was stuck"]
    assert nearest_parts(stems("replicas"), [clause]) == []
    (item,) = _items("The cache was empty, so, nobody could answer")
    assert [one.text for one in parts_of(aligned(stems("cache"), [item])[0])] == [
        "the cache was empty, so, nobody could answer"
    ]


def test_coverage_is_the_share_of_the_claimed_words() -> None:
    assert coverage(frozenset("ab"), frozenset("bc")) == 0.5
    assert coverage(frozenset(), frozenset("b")) == 1

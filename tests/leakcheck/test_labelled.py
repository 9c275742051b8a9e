"""Three hundred leaks of fifteen kinds are refused, and a hundred honest sentences are accepted."""

from __future__ import annotations

from collections import Counter

import pytest

from leakcheck.labelled import found_in, honest, leaks

KINDS = sorted({leak.kind for leak in leaks()})


def test_there_are_twenty_leaks_of_each_kind_and_a_hundred_honest_sentences() -> None:
    assert len(leaks()) == 300
    assert set(Counter(leak.kind for leak in leaks()).values()) == {20}
    assert len(KINDS) == 15
    assert len({sentence.text for sentence in honest()}) == 100


@pytest.mark.parametrize("kind", KINDS)
def test_a_leak_is_refused(kind: str) -> None:
    assert [leak.text for leak in leaks() if leak.kind == kind and not found_in(leak)] == []


def test_an_honest_sentence_is_accepted() -> None:
    assert [(sentence.text, found) for sentence in honest() if (found := found_in(sentence))] == []

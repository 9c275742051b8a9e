"""Hard English only becomes rarer: the counts in english.json fall and never rise."""

from __future__ import annotations

import pytest

from english import Phrase, occurrences, read_table

pytestmark = pytest.mark.needs_source


@pytest.mark.parametrize("phrase", read_table(), ids=lambda phrase: phrase.instead)
def test_a_phrase_becomes_rarer(phrase: Phrase) -> None:
    found = occurrences(phrase.pattern)
    assert len(found) <= phrase.allowed, (
        f"{len(found)} matches of {phrase.pattern}, {phrase.allowed} are allowed. Write instead: {phrase.instead}.\n"
        + "\n".join(found)
    )
    assert len(found) >= phrase.allowed - phrase.slack, (
        f"{len(found)} matches of {phrase.pattern}, and {phrase.allowed} are allowed: lower it with `make english`"
    )

"""A sentence that a rule skips for its letters alone contains nothing that the rule would find."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.language import (
    Finding,
    blame,
    find_blame,
    find_shallow_causes,
    find_vague_action,
    shallow_causes,
)
from afterword.language.actors import People
from afterword.language.phrasebook import phrases_of
from afterword.language.sentence import split_sentences
from afterword.language.tokens import Letters
from afterword.text.word_set import word_set
from language.measure import LISTS

LABELLED = Path(__file__).parent / "labelled"
BY_LETTERS = [*blame.LAPSES.by_letters.items(), *blame.PHRASES.by_letters.items()]
BY_PATTERN = {r.pattern.pattern: r for _, rules in sorted(BY_LETTERS, key=lambda one: one[0]) for r in rules}
# Of a list of phrases, the words that are looked for are parts of each; `test_phrasebook` sees to it.
PHRASES = {rf"\b(?:{pattern})(?!\w)" for name in LISTS for _, pattern in phrases_of(name)}
PATTERNS = [
    (needs, rule.pattern)
    for pattern, rule in BY_PATTERN.items()
    for needs in (rule.letters, *rule.also)
    if pattern not in PHRASES
] + [(needs, pattern) for _, needs, pattern, _ in shallow_causes.STOPS]
TRIGGERS = sorted({*blame.LAPSES.by_word, *dict(BY_LETTERS), *shallow_causes._DEEDS.by_word, "what", "idea", "knew"})
GLUE = sorted(
    word_set("""
        the a engineer engineers reviewer's team nobody none no-one neither no not never didn't hadn't didn’t we they
        who had Had have should shouldn't should've shouldn’t've would could ought been to of by on for and but , ; : .
        this one on themselves finger fingers point pointed production the cause let down slip us keyboard chair
        ! _and _ ( at fault blame responsible guilty culprit was is made careless lack lacked attention Dana @dana
        failed result's due because result down if only our their mistakes judgement poor git human user's 's … – - é 7
        \ufffc
    """)
)
SENTENCES = st.lists(st.sampled_from([*TRIGGERS, *GLUE, *GLUE]), max_size=14).flatmap(
    lambda words: st.sampled_from([" ", " ", "\n", ""]).map(lambda between: between.join(words))
)
PEOPLE = frozenset({"dana", "Łukasz Berg"})


def _everything_read(monkeypatch: pytest.MonkeyPatch) -> None:
    split_sentences.cache_clear()
    blame.find_lapses.cache_clear()
    monkeypatch.setattr(Letters, "may_contain", lambda *_: True)
    monkeypatch.setattr(Letters, "present", lambda _, triggers: triggers)
    monkeypatch.setattr(People, "may_be_in", lambda *_: True)


def _all(text: str) -> list[list[Finding]]:
    return [find_blame(text, PEOPLE), find_shallow_causes(text, PEOPLE), find_vague_action(text)]


@settings(max_examples=200, deadline=None)
@given(SENTENCES)
def test_nothing_is_lost(text: str) -> None:
    quick = _all(text)
    with pytest.MonkeyPatch.context() as patch:
        _everything_read(patch)
        assert _all(text) == quick


@pytest.mark.parametrize("name", ["held-out", "others-develop"])
def test_nothing_is_lost_on_the_labelled_sentences(name: str) -> None:
    texts = [json.loads(line)["text"] for line in (LABELLED / f"{name}.jsonl").read_text().splitlines()]
    quick = [_all(text) for text in texts]
    assert any(any(found) for found in quick)
    with pytest.MonkeyPatch.context() as patch:
        _everything_read(patch)
        assert [_all(text) for text in texts] == quick


@pytest.mark.parametrize(("needs", "pattern"), PATTERNS)
def test_every_match_contains_a_word_that_is_looked_for(needs: frozenset[str], pattern: re.Pattern[str]) -> None:
    @settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(pattern.pattern, pattern.flags), alphabet=st.characters(codec="ascii")))
    def matching(text: str) -> None:
        assert Letters(text.lower()).may_contain(needs) or not pattern.search(text)

    matching()

"""Sentences that are passed over unread hold nothing that a full reading would find."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from afterword.language import (
    Finding,
    blame,
    causes,
    characters,
    ends_at,
    expected,
    failures,
    faults,
    lapses,
    tone,
    vague_action,
)
from afterword.language.actors import People
from afterword.language.sentence import Sentence, sentences
from afterword.language.tokens import letter_runs
from afterword.language.words import word_set

LABELLED = Path(__file__).parent / "labelled"
PATTERNS = [(kind, needs, pattern) for kind, _, needs, pattern, _ in tone.RULES] + [
    (kind, needs, pattern) for kind, needs, pattern, _ in causes.STOPS
]
TRIGGERS = sorted(
    failures._PLAIN | failures._SOFT | failures._DUTIES | failures._GERUNDS | faults._ERRORS | faults._FLAWS
    | characters._STRONG | characters._WEAK | characters._NOVICE | set(faults._BRINGS) | faults._NOT_DOING
    | {word for idiom in failures._IDIOMS for word in idiom}
    | lapses._IGNORE | lapses._CHOSE | lapses._KEPT | lapses._CARE | lapses._CAUSED | lapses._CALLS | lapses._POOR
    | causes._DEEDS | {"doing", "what", "idea", "knew"}
)  # fmt: skip
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
    sentences.cache_clear()  # what a sentence was asked once it keeps
    monkeypatch.setattr(Sentence, "could_contain", lambda *_: True)
    monkeypatch.setattr(Sentence, "may_follow", lambda *_: True)
    monkeypatch.setattr(Sentence, "denies", True)
    monkeypatch.setattr(People, "may_be_in", lambda *_: True)
    monkeypatch.setattr(expected, "_INVERTED", re.compile(""))


def _all(text: str) -> list[list[Finding]]:
    return [blame(text, PEOPLE), ends_at(text, PEOPLE), vague_action(text)]


@settings(max_examples=1_500, deadline=None)
@given(SENTENCES)
def test_nothing_is_lost(text: str) -> None:
    quick = _all(text)
    with pytest.MonkeyPatch.context() as patch:
        _everything_read(patch)
        assert _all(text) == quick


@pytest.mark.parametrize("name", ["develop", "held-out", "fresh"])
def test_nothing_is_lost_on_the_labelled_sentences(name: str) -> None:
    texts = [json.loads(line)["text"] for line in (LABELLED / f"{name}.jsonl").read_text().splitlines()]
    quick = [_all(text) for text in texts]
    assert any(any(found) for found in quick)
    with pytest.MonkeyPatch.context() as patch:
        _everything_read(patch)
        assert [_all(text) for text in texts] == quick


@pytest.mark.parametrize(("kind", "needs", "pattern"), PATTERNS)
def test_every_match_contains_a_word_that_is_looked_for(
    kind: str, needs: frozenset[str], pattern: re.Pattern[str]
) -> None:
    @settings(max_examples=200, deadline=None)
    @given(st.from_regex(pattern, alphabet=st.characters(codec="ascii")))
    def matching(text: str) -> None:
        match = pattern.search(text)
        assume(match)
        assert needs.intersection(letter_runs(text.lower())) if needs else "!" in text, kind

    matching()

"""Two labelled sets: leaks of fifteen kinds are refused, and honest sentences are accepted."""

from __future__ import annotations

from collections import Counter

import pytest

from leakcheck.labelled import Sentence, found_in, honest, leaks

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


def test_the_second_set_has_four_leaks_of_each_kind_and_forty_honest_sentences() -> None:
    assert Counter(leak.kind for leak in leaks("leaks2")) == dict.fromkeys(KINDS, 4)
    assert len({sentence.text for sentence in honest("honest2")}) == 40


@pytest.mark.parametrize("kind", KINDS)
def test_a_leak_of_the_second_set_is_refused(kind: str) -> None:
    assert [leak.text for leak in leaks("leaks2") if leak.kind == kind and not found_in(leak)] == []


def test_an_honest_sentence_of_the_second_set_is_accepted() -> None:
    assert [(sentence.text, found) for sentence in honest("honest2") if (found := found_in(sentence))] == []


@pytest.mark.parametrize(
    "line",
    [
        "2026-09-14 13:05Z — We released an update.",
        "- 2026-09-14 13:05Z — We released an update.",
        "- **Update:** on 2026-09-14 we released it.",
        "- On 2026-09-14 at 13:05 UTC **the tutor** changed.",
    ],
)
def test_a_time_that_begins_a_line_is_accepted_without_the_kind_of_an_event(line: str) -> None:
    assert found_in(Sentence("tutor", line)) == []


def test_an_event_of_the_timeline_is_refused_in_each_form() -> None:
    for line in (
        "- 2026-09-14T13:05:10Z - **detected:** People wrote.",
        "> * 2026-09-14 13:05 – **root cause:** It was so.",
        "  + 2026-09-14 13:05Z — **fix:** Done.",
    ):
        assert found_in(Sentence("tutor", line)), line

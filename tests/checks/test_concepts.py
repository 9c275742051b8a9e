"""Words of one meaning have one name, so that sentences in other words are seen to be about the same thing."""

from __future__ import annotations

import pytest

from afterword.checks.consistency.concepts import concepts


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ada turned the export flag off", "the export flag was disabled by Ada"),
        ("the model was taken out of service", "the model is paused"),
        ("we went back to the March index", "the March index was restored"),
        ("the new parser went live", "release of the new parser"),
        ("the parser is live", "the parser was deployed"),
        ("the quota was used up", "the quota was exhausted"),
        ("clients got a letter", "customers were written to"),
        ("switching on the rules", "the rules were enabled"),
        ("the scans were switched to manual mode", "manual mode of the scans was turned on"),
    ],
)
def test_words_of_one_meaning_have_one_name(one: str, other: str) -> None:
    shared = concepts(one) & concepts(other)
    assert len(shared) >= min(len(concepts(one)), len(concepts(other))) >= 2


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("the flag was turned off", "the flag was turned on"),
        ("the costs were cut down", "the costs were cut off"),
        ("the job was put on the list", "the job was enabled"),
        ("all is back to normal", "all is restored"),
    ],
)
def test_a_small_word_decides_what_a_verb_means(one: str, other: str) -> None:
    assert not concepts(one) & concepts(other) & {"disable", "enable", "restore"}

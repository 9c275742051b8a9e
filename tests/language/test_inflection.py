"""The forms of verbs."""

from __future__ import annotations

import pytest

from afterword.language.inflection import inflect


@pytest.mark.parametrize(
    ("verb", "forms"),
    [
        ("skip", "skip skips skipped skipping"),
        ("ignore", "ignore ignores ignored ignoring"),
        ("bury", "bury buries buried burying"),
        ("copy", "copy copies copied copying"),
        ("play", "play plays played playing"),
        ("brush", "brush brushes brushed brushing"),
        ("panic", "panic panics panicked panicking"),
        ("agree", "agree agrees agreed agreeing"),
        ("cheat", "cheat cheats cheated cheating"),
        ("overstep", "overstep oversteps overstepped overstepping"),
        ("screw", "screw screws screwed screwing"),
        ("rubber-stamp", "rubber-stamp rubber-stamps rubber-stamped rubber-stamping"),
        ("take", "take takes took taken taking"),
        ("mislead", "mislead misleads misled misleading"),
        ("be", "be is are am was were been being"),
    ],
)
def test_forms_of_a_verb(verb: str, forms: str) -> None:
    assert " ".join(inflect(verb)) == forms

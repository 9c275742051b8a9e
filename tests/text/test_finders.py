"""Finders that are left out for the words and marks of a text find nothing in it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.grounding import facts
from afterword.text.finders import FinderIndex, by_pattern

CUES = sorted({cue for finder in facts._FINDERS for cue in finder.cues})
PARTS = st.sampled_from([
    *CUES, *map(str.upper, CUES), *map(str.capitalize, CUES), "3", "12", "2.8.1", "1,240", "2026-04-16", "17:02",
    "half", "a", "an", "and", "and a", "of", "to", "ten", "Ten", "seventh", "x9", "_", "snake_case", "camelCase", "a.b",
    "é",
])  # fmt: skip
TEXTS = st.lists(st.tuples(PARTS, st.sampled_from([" ", " ", "", "-", ", "])), max_size=8).map(
    lambda pairs: "".join(part for pair in pairs for part in pair)
)


@settings(max_examples=500, deadline=None)
@given(TEXTS)
def test_a_finder_that_is_left_out_finds_nothing(text: str) -> None:
    selected = facts._INDEX.select(text)
    assert [finder for finder in facts._FINDERS if finder not in selected and list(finder(text))] == []


def test_finders_are_selected_by_their_cues_and_digits_in_their_order() -> None:
    units, signs = (
        by_pattern(r"(\d+)", lambda match: [match[0]], cues=cues, has_digits=True) for cues in ("gb mb", "%")
    )
    words = by_pattern(r"[a-z]+", lambda match: [match[0]])
    index = FinderIndex([units, words, signs])
    assert index.select("3% of 4 GB") == [units, words, signs]
    assert index.select("no digits, but gb and %") == [words]
    assert index.select("40 MBit") == [words]
    assert list(units("4 GB")) == [("4", 0, 1)]

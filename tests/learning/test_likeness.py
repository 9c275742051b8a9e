"""Whether two tags are one thing: pairs that were labelled before the code was written."""

from __future__ import annotations

import pytest

from afterword.learning.tags.likeness import Likeness, compare
from learning.tag_pairs import DIFFERENT, SAME


@pytest.mark.parametrize(("kind", "one", "other"), SAME)
def test_two_spellings_of_one_thing(kind: str, one: str, other: str) -> None:
    assert compare(kind, one, other)
    assert compare(kind, other, one) == compare(kind, one, other)


@pytest.mark.parametrize(("kind", "one", "other"), DIFFERENT)
def test_two_things(kind: str, one: str, other: str) -> None:
    assert not compare(kind, one, other)
    assert not compare(kind, other, one)


def test_a_typing_error_is_less_certain_than_another_form() -> None:
    assert compare("service", "support_bot", "support-bot") is Likeness.FORM
    assert compare("service", "recomender", "recommender") is Likeness.TYPING_ERROR


@pytest.mark.parametrize("kind", ["service", "factor", "provider", "model", "version"])
@pytest.mark.parametrize("tag", ["", " ", "-", "...", "the", "service", "\u200b", "日本語", "İ", "a" * 10_000])
def test_any_text_is_compared(kind: str, tag: str) -> None:
    assert not compare(kind, tag, "support-bot")

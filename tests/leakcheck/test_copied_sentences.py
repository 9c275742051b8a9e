"""Sentences that are repeated word for word."""

from __future__ import annotations

import pytest

from afterword.leakcheck.copied_sentences import EditionSentences
from afterword.leakcheck.views import View


def repeated(edition: str, text: str, *, parts: bool) -> list[str]:
    view = View(edition, list(range(len(edition) + 1)))
    return [edition[span.start : span.end] for span in EditionSentences(view).find_repeated([text], parts=parts)]


@pytest.mark.parametrize(
    ("edition", "text", "parts", "found"),
    [
        ("It said: never quote below cost.", "Never quote below cost. Be kind.", False, ["never quote below cost"]),
        ("Use plain words.", "Use plain words.", False, ["Use plain words"]),
        ("Use plain words.", "Use plain words and short ones.", False, []),
        ("We use them.", "We use them.", False, []),
        ("We were so sorry.", "We were so sorry.", False, []),
        ("Someone trusts column order here.", "the parser trusts column order blindly", True, []),
        ("It trusts the column order.", "it trusts the column order blindly", True, ["It trusts the column order"]),
        ("It trusts the column order here.", "the parser trusts the column order blindly", False, []),
        ("Agents deleted stale drafts.", "agent deletes stale drafts", False, ["Agents deleted stale drafts"]),
        ("In the way of the world.", "in the way of the queue", True, []),
        ("Two names became identical.", "| Two names became identical | x |", False, ["Two names became identical"]),
        ("It is refunded automatically by 28 May.", "Refund automatically by 28 Feb.", False, []),
        ("One, two.", "One, two.", True, []),
    ],
)  # fmt: skip
def test_a_sentence_that_is_repeated_is_found(edition: str, text: str, parts: bool, found: list[str]) -> None:
    assert repeated(edition, text, parts=parts) == found


def test_time_is_linear_in_repeated_words() -> None:
    assert len(repeated("so it is said " * 500, "so it is said " * 500, parts=True)) < 500 * 64

"""Whether a short note is in another language than English."""

from __future__ import annotations

import pytest

from afterword.text.foreign_words import is_foreign_note


@pytest.mark.parametrize(
    "text",
    [
        "Die Antworten waren falsch",
        "nous avons perdu 12 commandes",
        "se cayó el índice",
        "ninguém avisou o turno da noite",
        "kolejka schodzi, włączyłam ręcznie",
        "modellen telte ikke, og ingen så det",
        "林小雨 已回滚到上一版",
        "юристы дали добро",
    ],
)
def test_a_note_in_another_language(text: str) -> None:
    assert is_foreign_note(text)


@pytest.mark.parametrize(
    "text",
    [
        "rolled back to r41",
        "status=approved rule=none",
        "no refunds in LA",
        "the die was cast",
        "on it",
        "12 of 40 fail",
        "Siobhán reverted it",
        "the café in Łódź lost its menu",
        "naïve Bayes it is",
    ],
)
def test_a_note_in_english_or_in_no_language(text: str) -> None:
    assert not is_foreign_note(text)

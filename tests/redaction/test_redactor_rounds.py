"""What a placeholder uncovers is looked for again, near it and nowhere else."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest

from afterword.config import Redaction, RedactionPattern
from afterword.redaction import Redactor

UNCOVERED = RedactionPattern(name="word", regex=r"\[email 1\] (?P<value>hidden\d)")
ACROSS = RedactionPattern(name="block", regex=r"open[^#]{0,500}close")
MAIL = "a@example.org"
FAR = " so it went on, and nothing else was said about it.\n" * 40


def _redact(text: str, *patterns: RedactionPattern) -> tuple[str, Counter[str]]:
    found = Redactor(Redaction(patterns=list(patterns))).redact(text)
    return found.text, found.found


@pytest.mark.parametrize("between", [FAR, " ", "\n", f" {'x' * 450} "], ids=["far", "beside", "next line", "long line"])
def test_what_each_placeholder_uncovers_is_taken_out(between: str) -> None:
    text = between.join(f"{MAIL} hidden{number} wrote." for number in (1, 2, 3))
    expected = between.join(f"[email 1] [word {number}] wrote." for number in (1, 2, 3))
    assert _redact(text, UNCOVERED) == (expected, {"email": 3, "word": 3})


def test_two_places_are_not_taken_for_one() -> None:
    text = f"{MAIL} hidden1 open\n{FAR}{MAIL} close, {MAIL} hidden3.\n"
    expected = f"[email 1] [word 1] open\n{FAR}[email 1] close, [email 1] [word 2].\n"
    assert _redact(text, UNCOVERED, ACROSS) == (expected, {"email": 3, "word": 2})


def test_it_ends_after_some_rounds() -> None:
    kinds = "abcdefgh"
    patterns = [
        RedactionPattern(name=kind, regex=rf"\[{before} 1\] (?P<value>w{kind})") for before, kind in pairwise(kinds)
    ]
    text, _ = _redact(" ".join(f"w{kind}" for kind in kinds), RedactionPattern(name="a", regex="wa"), *patterns)
    assert text == "[a 1] [b 1] [c 1] [d 1] we wf wg wh"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("ab12[email 1]", "[own 1][email 1]"),  # four characters before a placeholder can be a secret, three cannot
        ("b12[email 1]", "b12[email 1]"),
        ("[email 1]ab12", "[email 1]ab12"),
    ],
)
def test_what_reaches_into_a_placeholder_is_cut_off(text: str, expected: str) -> None:
    assert _redact(text, RedactionPattern(name="own", regex=r"[ab12]{3,4}\[email|l 1\]ab12"))[0] == expected


def test_a_pattern_that_matches_nothing_takes_nothing_out() -> None:
    assert _redact("ab", RedactionPattern(name="own", regex="a(?P<value>x?)b")) == ("ab", {})

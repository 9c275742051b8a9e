"""A value that was found once goes wherever the text repeats it, unless it may be something else there."""

from __future__ import annotations

import re

import pytest

from afterword.redaction import Redactor
from redaction.made_up import fill


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("vault_token: {a24}\nlater the job printed {a24} to its log", fill("{a24}")),
        ("password: Heron-Weir-52kQ\n> Heron-Weir-52kQ does not work for me", "Heron-Weir-52kQ"),
        ("born 3 May 2011, the bot said: (3 May 2011)", "3 May 2011"),
        ("policy no. HX/4410/9921\nanswer: your HX/4410/9921 covers it", "HX/4410/9921"),
        ("my daughter Saoirse is ill\nbot: is Saoirse older than six?", "Saoirse"),
        ("Customer: Tomasz Wierzbicki\n\nthen Wierzbicki wrote again", "Wierzbicki"),
    ],
)
def test_a_repeated_value_goes_with_the_same_placeholder(text: str, value: str) -> None:
    out = Redactor().redact(fill(text)).text
    assert value not in out
    assert len(re.findall(r"\[[a-z ]+ [0-9]+\]", out)) >= 2


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("password: swordfish2\nthe file swordfish20.txt", "swordfish20.txt"),
        ("password: longbeach\nthe office in longbeach", "office in longbeach"),
        ("Customer: Grace Price\nthe grace period and the Price field", "grace period and the Price field"),
        ("salary: 84000 EUR\n84000 requests failed", "84000 requests"),
    ],
)
def test_what_may_be_something_else_elsewhere_stays(text: str, kept: str) -> None:
    assert kept in Redactor().redact(text).text


def test_a_name_goes_with_the_words_that_belong_to_it_at_the_other_place() -> None:
    out = Redactor().redact("his wife Annunziata called, he said Annunziata Perrini is ill").text
    assert out == "his wife [name 1] called, he said [name 2] is ill"

"""What is skipped to be fast changes nothing: with every shortcut taken out, the same is found.

Shortcuts are the places that are looked at, the days that are taken out of the way of numbers, and the parts of a text
that are looked at again. Without them patterns are tried at every place of the whole text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.redaction import Redactor, providers
from afterword.redaction.matching import Anchors, Match
from afterword.redaction.personal import announcing, finding, mail, nationalids
from afterword.redaction.view import View
from redaction.forms import forms
from redaction.labelled import DATA, items
from redaction.test_properties import PIECES

NEVER = re.compile(r"(?!)")


def redacted_slowly(text: str) -> str:
    """A text redacted without any shortcut."""
    with pytest.MonkeyPatch.context() as monkeypatch:
        _without_shortcuts(monkeypatch)
        return Redactor().redact(text).text


def _without_shortcuts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(View, "undated", property(lambda view: view.data))
    monkeypatch.setattr(Anchors, "find", _at_every_place)
    monkeypatch.setattr(providers, "_PLAIN", NEVER)
    monkeypatch.setattr(announcing, "_BEGIN", re.compile(""))
    monkeypatch.setattr(mail, "_SIGN", re.compile(rb"@"))
    monkeypatch.setattr(mail, "_ESCAPED_SIGN", re.compile(rb"%40"))
    monkeypatch.setattr(mail, "_SPELLED_SIGN", re.compile(rb"(?s)."))
    monkeypatch.setattr(finding, "_LONG_NUMBER", re.compile(rb"0(?<![0A-Za-z_]0)0*+(?:[ ./()-]{1,3}0++)*+"))
    monkeypatch.setattr(nationalids, "_LETTERS_FIRST", re.compile(rb"[A0-]+"))
    monkeypatch.setattr(nationalids, "_DIGITS_FIRST", re.compile(rb"(?!)"))
    _look_at_all_again(monkeypatch)


def _look_at_all_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Redactor, "_find_in", lambda redactor, text, _: redactor.find(text))


def _at_every_place(anchors: Anchors, view: View) -> Iterator[Match]:
    """What each look finds wherever it is tried, whether its needle is there or not, and its words are in the text."""
    for look in dict.fromkeys(anchors.looks):
        taken = 0
        for at in range(len(view.text)):
            if at >= taken:
                for match in look(view.text, at):
                    taken = max(taken, match.end) if view.text.find("\n", at, match.start) < 0 else taken
                    yield match


SETS = (DATA, *(Path(__file__).parent / name for name in ("labelled2", "labelled3", "labelled4")))
SNIPPETS = [item.text for data in SETS[:2] for item in items(data)]
EVERY = [
    *(item.text for data in SETS for item in items(data)),
    *(form.text for name in ("secrets", "personal", "lookalikes") for form in forms(name)),
]
PARTS = 30
"""What is tried at every place takes long, so every sixth part is."""


@pytest.mark.parametrize("part", range(0, PARTS, 6))
def test_nothing_is_missed_in_large_documents(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(EVERY[part::PARTS])
    found = Redactor().find(text)
    _without_shortcuts(monkeypatch)
    assert found == Redactor().find(text)


def test_nothing_is_missed_in_one_long_line(monkeypatch: pytest.MonkeyPatch) -> None:
    text = " ".join(" ".join(SNIPPETS[::7]).split())[:15_000]
    found = Redactor().find(text)
    _without_shortcuts(monkeypatch)
    assert found == Redactor().find(text)


@pytest.mark.parametrize("part", range(0, PARTS, 6))
def test_what_is_looked_at_again_is_enough(part: int, monkeypatch: pytest.MonkeyPatch) -> None:
    text = "\n\n".join(EVERY[part::PARTS])
    redacted = Redactor().redact(text).text
    _look_at_all_again(monkeypatch)
    assert redacted == Redactor().redact(text).text


WORDS = (
    *PIECES, "2026-04-16", "T08:07", " 2026-", "phone ", "address: ", "cookie: sid=", "tokens", "pat = ", "%40", "(at)",
    " dot ", "ssn ", "::1", "AB", "é", "東京都", "\u200b", "/", ".", "+", "(", "=", "sess", "-u a:b",
)  # fmt: skip


@settings(max_examples=40, deadline=None, derandomize=True)
@given(st.lists(st.one_of(st.sampled_from(WORDS), st.sampled_from(SNIPPETS), st.text(max_size=8)), max_size=10))
def test_nothing_is_missed_whatever_the_text(parts: list[str]) -> None:
    text = "".join(parts)
    assert Redactor().redact(text).text == redacted_slowly(text)

"""Each form in which a secret or personal data is pasted: nothing of it survives, and what only looks like it stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.redaction import Redactor
from redaction.forms import expected, forms, outlined
from redaction.test_labelled2_set import _LIVE

FILES = ("secrets", "personal", "lookalikes")


def survives(value: str, text: str) -> bool:
    """Whether more than half of a value, or 24 characters in a row, still are in a text."""
    size = min(24, len(value) // 2 + 1)
    return any(value[at : at + size] in text for at in range(len(value) - size + 1))


@pytest.mark.parametrize("name", FILES)
def test_what_must_go_goes_and_what_must_stay_stays(name: str) -> None:
    wrong = []
    for form in forms(name):
        redacted = Redactor().redact(form.text).text
        if any(survives(value, redacted) for value in form.values) or (not form.values and redacted != form.text):
            wrong.append((form.about, redacted))
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_no_more_goes_than_is_marked_and_the_placeholder_says_what_it_was(name: str) -> None:
    wrong = []
    for form in forms(name):
        redacted = Redactor().redact(form.text).text
        if outlined(redacted) != expected(form.marked):
            wrong.append((form.marked, redacted))
    assert wrong == []


@pytest.mark.parametrize("name", FILES)
def test_a_second_run_changes_nothing(name: str) -> None:
    once = [Redactor().redact(form.text).text for form in forms(name)]
    assert [text for text in once if Redactor().redact(text).text != text] == []


@pytest.mark.parametrize("name", FILES)
def test_no_file_holds_what_could_be_a_live_key(name: str) -> None:
    path = Path(__file__).parent / "forms" / f"{name}.txt"
    assert _LIVE.findall(path.read_text(encoding="utf-8")) == []

"""Samples whose parts are labelled."""

from __future__ import annotations

import pytest

from afterword.derive.samples import Sample


@pytest.mark.parametrize(
    ("text", "fields"),
    [
        ("**User:** Refund?\n\n**Assistant:** Yes,\nin full.", {"input": "Refund?", "output": "Yes,\nin full."}),
        ("Input: a\nOutput: b\nExpected: c", {"input": "a", "output": "b", "expected": "c"}),
        (
            "User: a\nBot: b\nUser: c\nBot: d",
            {"input": "user: a\nbot: b\nuser: c", "output": "d"},
        ),
        ("Assistant: b\nUser: a", {}),
        ("The user: he said yes", {}),
        ("No labels at all", {}),
    ],
)
def test_labels_of_a_transcript_are_read(text: str, fields: dict[str, str]) -> None:
    assert Sample("samples/a.md", text).fields == fields

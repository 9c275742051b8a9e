"""What happened, in one sentence."""

from __future__ import annotations

import pytest

from afterword.portfolio.first_sentence import first_sentence
from afterword.postmortem import read

NOTICE = (
    "> [!NOTE]\n> Drafted from evidence by m, not yet reviewed. Delete this note once you have checked the section.\n\n"
)


@pytest.mark.parametrize(
    ("summary", "sentence"),
    [
        ("The [bot](x) said *no*. [^e1] Then it stopped.", "The bot said no."),
        ("At 3.5 p.m. it began, e.g. on v4.1. Users saw it.", "At 3.5 p.m. it began, e.g. on v4.1."),
        ("**Unknown, needs investigation:** who?\n\nIt began.", "It began."),
        ("<!-- what happened -->\n\nIt began", "It began"),
        (f"{NOTICE}It began.", ""),
        ("", ""),
        ("x" * 500, "x" * 199 + "…"),
    ],
)
def test_the_first_sentence_of_a_reviewed_summary(summary: str, sentence: str) -> None:
    document = read(f"---\nid: 2026-01-01-x\n---\n\n## Summary\n\n{summary}\n".encode(), "postmortems/2026-01-01-x.md")
    assert first_sentence(document) == sentence

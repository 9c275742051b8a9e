"""What a document states about itself, and not about its incident."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign


@pytest.mark.parametrize(
    "head",
    [
        "Stand: 20.05.2026",
        "Last edited: 20 May 2026",
        "Dernière modification : 20/05/2026",
        "From: Ana <ana@x.example>\nTo: all\nDate: Wed, 20 May 2026 09:00 +0200\nSubject: Labels swapped",
        "Von: Ana\nAn: alle\nGesendet: 20.05.2026 09:00\nBetreff: Labels",
    ],
)
def test_the_day_on_which_a_report_was_written_or_sent_is_not_that_of_the_incident(head: str) -> None:
    text = f"{head}\n\nOn 12 May 2026 labels were swapped.\n\n## Timeline\n\n- 07:00 UTC alert\n- 08:00 UTC back\n"
    assert str(read_foreign(text, "a.md").day) == "2026-05-12"


def test_a_mail_may_state_the_day_below_its_head() -> None:
    head = "From: Ana\nDate: 20 May 2026\nSubject: Labels swapped\n\nDear all,\n\nbelow is the report.\n\n"
    assert str(read_foreign(f"{head}DATE: 12 May 2026\nLEAD: Ana\n", "a.md").day) == "2026-05-12"


@pytest.mark.parametrize(
    ("text", "severity"),
    [
        ("## Severity\n\nModerate\n", "Moderate"),
        ("## Summary\n\nIt was slow.\n\nEinstufung: Stufe C (Produktion gestört, 40 Minuten lang)\n", "Stufe C"),
        ("- 発生日：2026年5月12日\n- 重要度：軽微\n- 作成者：青木\n", "軽微"),
        ("## Severity\n\nWe do not rate incidents, since ratings only lead to long debates.\n", ""),
    ],
)
def test_a_severity_is_read_below_its_heading_and_with_a_remark(text: str, severity: str) -> None:
    fields = read_foreign(f"# Labels swapped\n\n{text}", "a.md").fields
    assert next((one.value for one in fields if one.key == "severity"), "").startswith(severity or "-" * bool(severity))
    assert bool(severity) == any(one.key == "severity" for one in fields)


def test_an_article_without_a_heading_is_called_as_its_first_words_in_bold() -> None:
    assert read_foreign(
        "**Labels of two lines were swapped** is the report of May.\n\n## Timeline\n", "a.md"
    ).title == ("Labels of two lines were swapped")
    assert read_foreign("**Note** this is a draft.\n\n## Timeline\n", "a.md").title == ""

"""The day that the name of a file names."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from afterword.evidence.day_of_name import day_in_name
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import IngestRequest


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("bridge-2026-03-09.txt", date(2026, 3, 9)), ("shift_2026_03_09.md", date(2026, 3, 9)),
        ("2026-03-week2.md", date(2026, 3, 15)), ("2026-02-30.md", None), ("model-20260309.txt", None),
        ("call-1.2026.md", None), ("notes.md", None),
    ],
)  # fmt: skip
def test_a_day_or_month_in_a_name(name: str, day: date | None) -> None:
    assert day_in_name(name) == day


def test_days_without_a_month_are_of_the_month_in_the_name(tmp_path: Path) -> None:
    diary = tmp_path / "2026-03-week2.md"
    diary.write_text(
        "**Tue 10** quiet, cache warmed\n\n**Wed 11th**\n- 08:05 answers are empty\n- 08:40 cache cleared\n"
    )
    items = ingest(IngestRequest((diary,), is_begun=True)).items
    assert [(str(item.at or ""), item.text) for item in items] == [
        ("", "quiet, cache warmed"),
        ("2026-03-11T08:05Z", "answers are empty"),
        ("2026-03-11T08:40Z", "cache cleared"),
    ]

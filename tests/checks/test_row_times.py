"""The times of timelines that give times of day."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.checks.consistency.row_times import read_row_times
from afterword.postmortem import read

START, END = datetime(2026, 3, 4, 22, 10, tzinfo=UTC), datetime(2026, 3, 5, 1, 5, tzinfo=UTC)


def _read(*events: str, head: str = "") -> list[str]:
    document = read(f"# Late trains\n\n## Timeline\n\n{head}\n\n{chr(10).join(events)}\n".encode(), "postmortems/x.md")
    return [str(when) for when in read_row_times(document, {START, END}).of_span.values()]


@pytest.mark.parametrize(
    ("events", "head"),
    [
        (["- 22:10 – It begins.", "- 23:40 – Somebody calls.", "- 01:05 – It ends."], "All times are UTC."),
        (["- 23:10 – It begins.", "- 00:40 – Somebody calls.", "- 02:05 – It ends."], ""),
        (["- 4 March, 22:10 – It begins.", "- 23:40 – Somebody calls.", "- 5 March, 01:05 – It ends."], "UTC"),
        (["| Time (UTC) | What |", "|---|---|", "| 22:10 | Begin | ", "| 23:40 | Call |", "| 01:05 (+1) | End |"], ""),
    ],
    ids=["over midnight", "an hour ahead of UTC", "with days", "a table"],
)
def test_times_of_day_get_their_days_and_the_zone_of_the_milestones(events: list[str], head: str) -> None:
    assert _read(*events, head=head) == ["2026-03-04T22:10Z", "2026-03-04T23:40Z", "2026-03-05T01:05Z"]


def test_times_of_day_that_are_no_milestones_in_any_zone_stay_unknown() -> None:
    assert _read("- 14:03 – It begins.", "- 15:20 – Somebody calls.", "- 15:47 – It ends.") == []

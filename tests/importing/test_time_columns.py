"""Timeline tables with the same moments on several clocks: each column has its own zone."""

from __future__ import annotations

import pytest

from afterword.importing.reader.read import read_foreign


def read(head: str, rows: tuple[str, ...], note: str = "") -> list[tuple[str, str]]:
    table = "\n".join((f"| {head} |", "|---|---|---|", *(f"| {row} |" for row in rows)))
    reading = read_foreign(f"# Outage\n\nDate: 2026-01-14\n\n{note}\n\n## Timeline\n\n{table}\n", "a.md")
    return [
        (f"{event.clock[0]:02d}:{event.clock[1]:02d}" if event.clock else "", event.zone) for event in reading.events
    ]


ROWS = ("15:10 | 09:10 | new key set", "15:42 | 09:42 | passes rejected", "16:05 | 10:05 | old keys back")


@pytest.mark.parametrize(
    ("head", "first"),
    [
        ("Vessel clock | Oslo | Event", ("09:10", "Oslo")),
        ("CET | ET | What", ("15:10", "CET")),
        ("ET | CET | What", ("09:10", "CET")),
        ("Plant time | UTC | What", ("09:10", "UTC")),
        ("UTC | Plant time | What", ("15:10", "UTC")),
        ("Local | Time (Berlin) | What", ("09:10", "Berlin")),
        ("Local | Time | What", ("15:10", "Local")),
    ],
)
def test_the_zone_in_the_head_of_a_column_is_that_of_this_column_alone(head: str, first: tuple[str, str]) -> None:
    assert read(head, ROWS)[0] == first


def test_two_clocks_without_a_zone_do_not_have_that_of_the_document() -> None:
    assert {zone for _, zone in read("Desk | Site | What", ROWS, "All times are UTC.")} == {"Desk"}
    ranges = ("15:10 | 15:20 | new key set", "15:42 | 16:50 | passes rejected", "16:05 | 16:06 | old keys back")
    assert read("From | To | What", ranges, "All times are UTC.")[0] == ("15:10", "UTC")


def test_the_column_counts_whose_cells_have_a_zone() -> None:
    rows = ("15:10 | 09:10 UTC | new key set", "15:42 | 09:42 UTC | passes rejected")
    assert read("Site | Office | What", rows) == [("09:10", "UTC"), ("09:42", "UTC")]


def test_the_day_in_the_head_of_a_table_is_that_of_its_rows() -> None:
    table = "| 17 Feb | Event |\n|---|---|\n| 05:30 | job runs |\n| 08:10 | shop calls |\n"
    events = read_foreign(f"# Sizes wrong\n\n**Written:** 2026-02-20\n\n## Timeline\n\n{table}", "a.md").events
    assert [str(event.day) for event in events] == ["2026-02-17", "2026-02-17"]

"""Times of day as other countries write them are read at the beginning of a line, and nothing else is."""

from __future__ import annotations

import pytest

from afterword.evidence.collectors.clocks_abroad import with_usual_clock
from afterword.evidence.collectors.notes import read_notes
from fakes.sources import given, shown, source


@pytest.mark.parametrize(
    ("line", "usual"),
    [
        ("9h05 : file bloquée", "9:05 : file bloquée"), ("kl. 10.10 køen står", "10:10 køen står"),
        ("10.12 Uhr Neustart", "10:12 Neustart"), ("ca. 10:41 Uhr: gut", "ca. 10:41: gut"),
        ("um 10 Uhr 12 Neustart", "um 10:12 Neustart"), ("10.10 is the version", "10.10 is the version"),
        ("2h30x of outage", "2h30x of outage"), ("27h10 x", "27h10 x"), ("10:10 plain", "10:10 plain"),
        ("3.11.2026 deploy", "3.11.2026 deploy"),
    ],
)  # fmt: skip
def test_a_clock_of_another_country_becomes_a_usual_one(line: str, usual: str) -> None:
    assert with_usual_clock(line) == usual


def test_notes_are_read_with_such_clocks() -> None:
    text = "Journal du 16 avril 2026, heure de Paris\n9h05 : file bloquée\n9h20 : relance par Ivy\n"
    assert [at for at, _, _ in shown(read_notes(source("j.md", text), given()))][1:] == [
        "2026-04-16T07:05Z",
        "2026-04-16T07:20Z",
    ]


def test_a_clock_with_a_point_is_read_in_the_order_of_the_others() -> None:
    text = "16 April 2026\n09:10 down\n9.41 back up\n\n4.41 is the release\n"
    found = shown(read_notes(source("j.md", text), given()))
    assert [at for at, _, _ in found] == ["2026-04-16T09:10Z", "2026-04-16T09:41Z", ""]

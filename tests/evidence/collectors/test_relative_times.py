"""Times that count from the beginning of an incident."""

from __future__ import annotations

from afterword.evidence.collectors.notes import read_notes
from fakes.sources import given, shown, source

_LINES = "T+0 alert fires\nT+2m Ivy restarts\n- T+1h05 quiet\nT-9 min build 7 is out\nT+00:31 all good\n"


def test_times_count_from_the_beginning_that_the_notes_name() -> None:
    found = shown(read_notes(source("a.md", f"# Bridge\nT0 = 2026-04-16 09:10 UTC\n\n{_LINES}"), given()))
    assert [(at, text) for at, _, text in found if at] == [
        ("2026-04-16T09:10Z", "alert fires"),
        ("2026-04-16T09:12Z", "Ivy restarts"),
        ("2026-04-16T10:15Z", "quiet"),
        ("2026-04-16T09:01Z", "build 7 is out"),
        ("2026-04-16T09:41Z", "all good"),
    ]


def test_without_a_beginning_they_are_no_times() -> None:
    assert not any(at for at, _, _ in shown(read_notes(source("a.md", _LINES), given())))

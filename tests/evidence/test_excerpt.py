"""Of a file of lines that is too long, the part of the incident is read, and what was not read is said."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from afterword.evidence.excerpt import read_excerpt
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import IngestRequest
from afterword.times.reader import TimeReader

START = datetime(2026, 4, 16, 17, tzinfo=UTC)
TIMES = TimeReader("Z", date(2026, 4, 16), start=START)


def _log(path: Path, lines: int = 60_000, form: str = "{} INFO answered {}\n", header: str = "") -> Path:
    begin = datetime(2026, 4, 16)
    times = ((begin + timedelta(seconds=2 * n)).isoformat() for n in range(lines))
    path.write_text(header + "".join(form.format(f"{time}Z", n) for n, time in enumerate(times)))
    return path


def test_the_part_begins_an_hour_before_the_incident(tmp_path: Path) -> None:
    path = _log(tmp_path / "a.log")
    data, left_out = read_excerpt(path, TIMES, 100_000)
    first, *_, last, end = data.decode().split("\n")
    assert end == "" and last.startswith("2026-04-16T")
    assert timedelta(0) <= START - timedelta(hours=1) - datetime.fromisoformat(first[:20]) < timedelta(hours=2)
    assert left_out.startswith("of 2.4 MB, 0.1 are read") and "an hour before the incident" in left_out


def test_a_table_keeps_its_header(tmp_path: Path) -> None:
    path = _log(tmp_path / "a.csv", form="{},answered {}\n", header="time,message\n")
    data, _ = read_excerpt(path, TIMES, 100_000)
    assert data.startswith(b"time,message\n2026-04-16T1")


@pytest.mark.parametrize("text", ["no time in it\n", "2026-04-16T18:00:00Z late\n2026-04-16T16:00:00Z early\n"])
def test_a_file_whose_times_do_not_grow_is_read_from_its_beginning(tmp_path: Path, text: str) -> None:
    path = tmp_path / "a.log"
    path.write_text(text * 40_000)
    data, left_out = read_excerpt(path, TIMES, 10_000)
    assert path.read_bytes().startswith(data) and data.endswith(b"\n")
    assert "not read: 0.0 MB before" in left_out


def test_what_was_not_read_is_reported(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("afterword.evidence.source.MAX_SOURCE_BYTES", 100_000)
    (report,) = ingest(IngestRequest((_log(tmp_path / "a.log"),), times=TIMES)).reports
    assert report.items and any("of 2.4 MB" in unread for unread in report.unread)

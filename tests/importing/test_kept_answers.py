from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.config import MAX_BYTES, Importing, load
from afterword.errors import AfterwordError
from afterword.importing.kept_answers import Options, keep_answers, with_kept

SOURCE = "# Outage\n\n**Date:** 2024-05-01\n**Severity:** High\n\n## Timeline\n\n- 12:50 alert\n"


def options(*zones: str, dates: str = "", severities: tuple[str, ...] = ()) -> Options:
    return Options(zones, dates, severities)


def test_answers_are_written_beside_what_is_there_and_read_back(tmp_path: Path) -> None:
    path = tmp_path / "afterword.yml"
    path.write_text("# ours\ntracker: local\n")
    assert keep_answers(tmp_path, options("Europe/Berlin", "PST=America/Los_Angeles", severities=("High: x=SEV2",)))
    assert path.read_text().startswith("# ours\ntracker: local\n")
    assert load(tmp_path, {}).importing == Importing(
        zones=["Europe/Berlin", "PST=America/Los_Angeles"], severities=["High: x=SEV2"]
    )
    assert keep_answers(tmp_path, options("UTC", dates="day-first"))
    assert load(tmp_path, {}).importing == Importing(zones=["UTC"], dates="day-first")
    assert path.read_text().count("importing:") == 1
    assert not keep_answers(tmp_path, options("UTC", dates="day-first"))


@pytest.mark.parametrize(
    "before", ["", "tracker: local", "tracker: local\r\n", "importing:\n  dates: month-first\n\nsite:\n  name: A\n"]
)
def test_the_file_stays_as_it_is_around_the_answers(tmp_path: Path, before: str) -> None:
    path = tmp_path / "afterword.yml"
    path.write_bytes(before.encode())
    keep_answers(tmp_path, options("UTC"))
    after = path.read_bytes().decode()
    assert load(tmp_path, {}).importing.zones == ["UTC"]
    assert ("\r\n" in after) == ("\r\n" in before)
    assert "site" not in before or after.endswith("site:\n  name: A\n")


def test_comments_of_the_section_stay_and_are_not_repeated(tmp_path: Path) -> None:
    path = tmp_path / "afterword.yml"
    path.write_text(
        'importing: # by Ana\n  zones:\n    # all teams\n    - CET=+01:00 # winter\n  severities: ["P #1=SEV1"]\n'
    )
    for zone in ("UTC", "Europe/Berlin"):
        keep_answers(tmp_path, options(zone, severities=("P #1=SEV1",)))
        comments = [line for line in path.read_text().splitlines() if line.startswith("#")]
        assert comments == ["# by Ana", "# all teams", "# winter"]
    assert load(tmp_path, {}).importing.severities == ["P #1=SEV1"]


def test_the_last_answer_for_a_word_counts() -> None:
    kept = Importing(zones=["UTC", "PST=America/Los_Angeles"], dates="month-first", severities=["High=SEV1"])
    found = with_kept(kept, ["Europe/Berlin", "pst=-08:00"], "day-first", ["high=SEV2"])
    assert found == Options(
        ("UTC", "PST=America/Los_Angeles", "Europe/Berlin", "pst=-08:00"), "day-first", ("High=SEV1", "high=SEV2")
    )


def test_a_second_import_has_the_answers_of_the_first(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(SOURCE)
    assert run(["import", "docs", "--zone", "Europe/Berlin", "--severity", "High=SEV2", "--keep-answers"]) == 0
    (tmp_path / "docs" / "b.md").write_text(SOURCE.replace("05-01", "05-02"))
    first = (tmp_path / "postmortems" / "2024-05-01-outage.md").read_bytes()
    assert run(["import", "docs"]) == 0
    assert (tmp_path / "postmortems" / "2024-05-01-outage.md").read_bytes() == first
    second = (tmp_path / "postmortems" / "2024-05-02-outage.md").read_text()
    assert "2024-05-02 10:50Z" in second
    assert "severity: SEV2" in second


@pytest.mark.needs_posix
def test_a_person_at_a_terminal_is_asked_once_for_all_files(tmp_path: Path) -> None:
    import os
    import pty
    import subprocess
    import sys

    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    (tmp_path / "docs").mkdir()
    for day in (1, 2):
        (tmp_path / "docs" / f"{day}.md").write_text(SOURCE.replace("05-01", f"05-0{day}"))
    ours, theirs = pty.openpty()
    os.write(ours, b"Atlantis\nEurope/Berlin\nSEV2\ny\n")
    command = [sys.executable, "-m", "afterword", "-C", str(tmp_path), "import", "docs"]
    done = subprocess.run(command, stdin=theirs, capture_output=True, text=True, check=False, timeout=60)
    os.close(ours)
    os.close(theirs)
    assert done.returncode == 0, done.stderr
    assert done.stdout.count("In which zone are the times of 2 documents") == 2  # in the report, and asked
    for day in (1, 2):
        written = (tmp_path / "postmortems" / f"2024-05-0{day}-outage.md").read_text()
        assert f"2024-05-0{day} 10:50Z" in written
        assert "severity: SEV2" in written
    assert load(tmp_path, {}).importing == Importing(zones=["Europe/Berlin"], severities=["High=SEV2"])


def test_answers_that_would_make_the_file_too_large_to_be_read_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "afterword.yml"
    path.write_text("# " + "x" * (MAX_BYTES - 10) + "\n")
    before = path.read_bytes()
    with pytest.raises(AfterwordError, match="at most 200000 are read"):
        keep_answers(tmp_path, options("UTC"))
    assert path.read_bytes() == before

"""What `import` leaves for `check`: old documents pass, and what is new in them is found."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.checks.baseline import FILE
from afterword.cli.main import run

OLD = """\
# Search was slow on 3 October 2024

## Timeline

- 2024-10-03 09:12 UTC the index was rebuilt
- 2024-10-03 10:40 UTC search was fast again

## Root cause

The new model needs more memory than the machine has.
"""


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with an old document outside the folder of post-mortems."""
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "search.md").write_text(OLD)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_check_passes_after_an_import_and_finds_an_added_defect(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["import", "old"]) == 0
    assert f"accepts what it finds in them today, by {FILE}" in capsys.readouterr().err
    assert run(["check"]) == 0
    assert run(["check", "--no-baseline"]) == 1
    (imported,) = (project / "postmortems").glob("*.md")
    imported.write_text(imported.read_text().replace("severity: unknown", "severity: SEV9"))
    capsys.readouterr()
    assert run(["check"]) == 1
    assert "`SEV9`" in capsys.readouterr().out


def test_importing_again_leaves_the_baseline_alone(project: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["import", "old"])
    baseline = (project / FILE).read_bytes()
    capsys.readouterr()
    assert run(["import", "old"]) == 0
    assert (project / FILE).read_bytes() == baseline and "accepts" not in capsys.readouterr().err


def test_a_dry_run_accepts_nothing(project: Path) -> None:
    assert run(["import", "old", "--dry-run"]) == 0
    assert not (project / FILE).exists() and not (project / "postmortems").exists()


def test_headings_of_a_team_are_read_by_import_check_and_site(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (project / "old" / "search.md").write_text(OLD.replace("## Timeline", "## Das Drama").replace("Root cause", "Tja"))
    (project / "afterword.yml").write_text("sections:\n  headings:\n    Timeline: [Das Drama]\n    Root cause: [Tja]\n")
    assert run(["import", "old"]) == 0
    (imported,) = (project / "postmortems").glob("*.md")
    assert "## Timeline\n\n**Das Drama**\n" in imported.read_text()
    imported.write_text(imported.read_text().replace("## Timeline\n\n**Das Drama**", "## Das Drama"))
    capsys.readouterr()
    run(["check", "--no-baseline", "--format", "json"])
    missing = [finding["message"] for finding in json.loads(capsys.readouterr().out)]
    assert not any("Timeline" in message or "Root cause" in message for message in missing), missing
    assert run(["site", "export", "out"]) == 0
    (page,) = (project / "out").rglob("2024-10-03-search-was-slow*/index.md")
    assert '<ul class="aw-timeline">' in page.read_text()

"""What `import` leaves for `check`: old documents pass, and what is new in them is found."""

from __future__ import annotations

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

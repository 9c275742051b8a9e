"""The findings of imported documents are accepted, also after a run that was killed, and never those of people."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.checks.baseline import FILE
from afterword.cli.main import run

OLD = "# Search was slow\n\n## Timeline\n\n- 2024-10-03 09:12 UTC the index was rebuilt\n"


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "search.md").write_text(OLD)
    assert run(["import", "old"]) == 0
    return tmp_path


def imported(project: Path) -> Path:
    return next((project / "postmortems").glob("*.md"))


def test_a_run_that_was_killed_before_it_accepted_findings_is_completed_by_the_next(project: Path) -> None:
    baseline = (project / FILE).read_bytes()
    (project / FILE).unlink()
    assert run(["check"]) == 1
    assert run(["import", "old"]) == 0
    assert (project / FILE).read_bytes() == baseline and run(["check"]) == 0


def test_a_defect_that_a_person_added_is_found_after_the_next_import(
    project: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = imported(project)
    path.write_text(path.read_text().replace("severity: unknown", "severity: SEV9"))
    for text in (OLD, OLD + "- 2024-10-03 10:40 UTC search was fast again\n"):
        (project / "old" / "search.md").write_text(text)
        assert run(["import", "old"]) == 0
        capsys.readouterr()
        assert run(["check"]) == 1
        assert "`SEV9`" in capsys.readouterr().out
    assert "fast again" in path.read_text()


def test_without_a_baseline_nothing_of_an_edited_document_is_accepted(project: Path) -> None:
    (project / FILE).unlink()
    imported(project).write_text(imported(project).read_text() + "\n## Ours\n\nWords.\n")
    assert run(["import", "old"]) == 0
    assert not (project / FILE).exists()

"""The demo shows the whole loop on a copy, and a second run changes nothing."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.demo.prepare_copy import prepare_copy
from afterword.postmortem import read_file
from afterword.project import Project

ID = "2026-02-10-support-bot-invents-refund-policy"


def _bytes(folder: Path) -> dict[str, str]:
    return {
        str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def _machinery(text: str) -> list[str]:
    """The lines that only a tool needs: markers, draft notices, the record of drafts, blank lines inside markers."""
    found: list[str] = []
    is_record = is_derived = False
    blank: list[str] = []
    for line in text.splitlines():
        is_record = line == "drafted:" or (is_record and line.startswith(" "))
        is_marker = line.startswith(("<!-- afterword:", "<!-- /afterword:"))
        is_notice = line.startswith(("> [!NOTE]", "> Drafted from", "> Assembled from evidence"))
        # Without a marker at its end, a block ends with its last line before the next heading.
        is_derived = line.startswith("<!-- afterword:derived") or (is_derived and not line.startswith(("##", "<!-- /")))
        blank = [*blank, line] if is_derived and not line.strip() else blank
        if (is_derived and line.strip()) or is_marker:
            found += blank
            blank = []
        if line.startswith("##"):
            blank = []
        if is_record or is_marker or is_notice:
            found.append(line)
    return found


def test_without_post_mortems_the_example_is_shown(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "demo", "shown"]) == 0
    out = capsys.readouterr().out
    assert "A copy of the example that comes with Afterword, in shown\n" in out
    assert "  2 created; numbers and statuses written into 1 file\n" in out
    assert "  nothing to do: 2 action items, 2 issues up to date\n" in out
    copy = tmp_path / "shown"
    assert (copy / "build" / "site" / "incidents" / f"{ID}.html").is_file()
    drafted = read_file(copy / "postmortems" / f"{ID}.md", f"{ID}.md")
    assert drafted.section("Timeline") is not None and drafted.problems == ()
    assert str(drafted.actions[1].issue) == "#1"

    text = drafted.source.text
    machinery = _machinery(text)
    assert len(text.splitlines()) <= 160 and len(machinery) <= 0.1 * len(text.splitlines()), machinery
    assert {one.name for one in drafted.proposed} == {"incident.detected", "incident.mitigated", "incident.resolved"}

    before = _bytes(tmp_path)
    assert run(["-C", str(tmp_path), "demo", "shown"]) == 0
    assert "Continuing with the copy" in capsys.readouterr().out
    assert _bytes(tmp_path) == before


def test_the_sample_evidence_becomes_a_post_mortem(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    prepare_copy(Project.open(tmp_path, {}), tmp_path / "out")
    sources = sorted(str(path) for path in (tmp_path / "out" / "sources").iterdir())
    assert [Path(path).name for path in sources] == ["alert.json", "prompt-v11.md", "prompt-v12.md", "thread.txt"]
    assert run(["-C", str(tmp_path), "new", "--yes", "--offline", "--from", *sources]) == 0
    (made,) = Project.open(tmp_path, {}).documents
    assert made.front.severity == "SEV3" and "causes.prompt" in {one.name for one in made.proposed}
    assert {"Timeline", "Prompt diff"} <= set(made.front.drafted.sections)
    assert not {"Ada", "Ben", "Cleo"} & set(made.source.text.split())


def test_a_projects_own_documents_are_copied_and_stay_as_they_are(tmp_path: Path) -> None:
    assert run(["-C", str(tmp_path), "new", "Bot is slow", "--started", "2026-04-16"]) == 0
    (tmp_path / "afterword.yml").write_text("tracker: github\n")
    own = _bytes(tmp_path)
    assert run(["-C", str(tmp_path), "demo", "out"]) == 0
    assert {name: digest for name, digest in _bytes(tmp_path).items() if not name.startswith("out/")} == own
    assert "questions: [" in (tmp_path / "out" / "postmortems" / "2026-04-16-bot-is-slow.md").read_text()

    (tmp_path / "postmortems" / "2026-04-16-bot-is-slow.md").write_text("---\nschema: 1\n---\n")
    assert run(["-C", str(tmp_path), "demo", "out"]) == 1  # the copy is made anew, and its defect is told
    assert (tmp_path / "out" / "postmortems" / "2026-04-16-bot-is-slow.md").read_text() == "---\nschema: 1\n---\n"
    # What was in the copy, drafts and edits, is not lost.
    assert "questions: [" in (tmp_path / "out.1" / "postmortems" / "2026-04-16-bot-is-slow.md").read_text()


def test_a_copy_is_not_made_inside_what_is_copied(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "new", "Bot is slow", "--started", "2026-04-16"]) == 0
    assert run(["-C", str(tmp_path), "demo", "postmortems/demo"]) == 1
    assert "is in a folder that is copied" in capsys.readouterr().err
    assert not (tmp_path / "postmortems" / "demo").exists()


@pytest.mark.needs_posix
def test_only_files_of_the_project_are_copied(tmp_path: Path, open_project: Callable[..., Project]) -> None:
    assert run(["-C", str(tmp_path), "new", "Bot is slow", "--started", "2026-04-16"]) == 0
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "index.md").write_text("# Home\n")
    (tmp_path / "docs" / "leak.txt").symlink_to("/etc/hostname")
    (tmp_path / "docs" / "all").symlink_to("/")
    os.mkfifo(tmp_path / "docs" / "pipe.md")
    (tmp_path / "mkdocs.yml").symlink_to("/etc/hostname")
    (tmp_path / "settings.yml").write_text("tracker: local\n")
    (tmp_path / "afterword.yml").symlink_to("settings.yml")
    prepare_copy(open_project(), tmp_path / "out")
    copied = (path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*") if path.is_file())
    found = {path for path in copied if not path.startswith("sources/")}
    assert found == {"postmortems/2026-04-16-bot-is-slow.md", "docs/index.md", "afterword.yml", ".afterword-demo"}


def test_a_folder_with_something_else_in_it_is_left_alone(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "thesis.txt").write_text("years of work")
    assert run(["-C", str(tmp_path), "demo", "mine"]) == 1
    assert "contains something that no demo made" in capsys.readouterr().err
    assert (tmp_path / "mine" / "thesis.txt").read_text() == "years of work"

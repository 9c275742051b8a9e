"""Evidence that is collected after the draft names the sections it is relevant to."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.drafting.accept import accept
from afterword.project import Project
from drafting.incident import ID, make_project

FIRST = (
    "2026-04-16 17:00Z On-call: About 12 customers were affected.\n2026-04-16 17:30Z On-call: Rolled back the prompt.\n"
)
LATER = "2026-04-16 18:00Z On-call: 40 customers were affected.\n2026-04-16 18:01Z On-call: Maybe too late?\n"


def collect(root: Path, text: str, name: str) -> int:
    (root / name).write_text(text)
    return run(["-C", str(root), "collect", ID, str(root / name)])


@pytest.fixture
def drafted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Project:
    project = make_project(tmp_path, body="\n## Summary\n\nA person wrote it.\n")
    assert collect(tmp_path, FIRST, "first.md") == 0
    assert "newer than" not in capsys.readouterr().out
    assert run(["-C", str(tmp_path), "draft", "--offline"]) == 0
    capsys.readouterr()
    return project


def test_it_says_which_sections_are_older_and_how_they_are_drafted_again(
    drafted: Project, capsys: pytest.CaptureFixture[str]
) -> None:
    assert collect(drafted.root, LATER, "later.md") == 0
    lines = [line for line in capsys.readouterr().out.splitlines() if line.startswith("newer than")]
    assert lines == ["newer than Impact: E7; `afterword draft` brings it up to date, unless it was edited"]
    assert run(["-C", str(drafted.root), "draft", "--offline"]) == 0
    assert "40 customers" in drafted.document(ID).source.text


def test_what_people_accepted_is_theirs_to_compare(drafted: Project, capsys: pytest.CaptureFixture[str]) -> None:
    accept(drafted, drafted.document(ID), ["Impact"])
    assert collect(drafted.root, LATER, "later.md") == 0
    assert "newer than Impact: E7; people wrote or accepted it: compare it yourself" in capsys.readouterr().out
    assert collect(drafted.root, LATER, "later.md") == 0
    assert "newer than" not in capsys.readouterr().out, "nothing is new the second time"

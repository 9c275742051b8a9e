"""Links and broken ledgers in an evidence folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import check
from afterword.checks.run import Report
from afterword.project import Project
from checks.minor import GOOD, ID, findings


def test_links_and_broken_ledgers_are_found(open_project: Callable[..., Project], tmp_path: Path) -> None:
    folder = tmp_path / "postmortems" / ID
    folder.mkdir(parents=True)
    (folder / "environment").symlink_to("/proc/self/environ")
    (folder / "evidence.jsonl").write_text("{}\n")
    found = findings(open_project(), GOOD)
    assert [(finding.rule, finding.line) for finding in found] == [("AW802", 1), ("AW803", 1)]
    assert "environment is a symbolic link" in found[0].message
    assert "evidence.jsonl:1" in found[1].message


@pytest.mark.needs_posix
def test_what_is_not_read_is_found(open_project: Callable[..., Project], tmp_path: Path) -> None:
    folder = tmp_path / "postmortems" / ID / "samples"
    folder.mkdir(parents=True)
    os.mkfifo(folder / "1.md")
    (found,) = findings(open_project(), GOOD)
    assert (found.rule, "samples/1.md is not a regular file" in found.message) == ("AW802", True)


LINES = [
    {
        "id": f"E{n}",
        "source": "chat",
        "line": n,
        "at": f"2026-04-16T17:0{n}Z",
        "actor": f"participant {n}",
        "text": f"t{n}",
    }
    for n in (1, 2, 3)
]


class Repository:
    """A repository with a post-mortem and its ledger on main, and another branch checked out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.ledger = root / "postmortems" / ID / "evidence.jsonl"
        self.ledger.parent.mkdir(parents=True)
        (root / "postmortems" / f"{ID}.md").write_text(GOOD)
        self.write(LINES)

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", "-C", str(self.root), *arguments], check=True, capture_output=True)

    def commit(self, branch: str = "main") -> None:
        self.git("init", "-q", "-b", branch)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "as collected")
        self.git("checkout", "-q", "-b", "work")

    def write(self, lines: list[dict[str, object]]) -> None:
        self.ledger.write_text("".join(json.dumps(line) + "\n" for line in lines))


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    return Repository(tmp_path)


def _report(project: Project) -> Report:
    return check(project.documents, project)


def _messages(report: Report) -> list[str]:
    return [f"{found.level.value} {found.message}" for found in report.findings if found.rule == "AW803"]


def _skipped(report: Report) -> list[str]:
    return [skipped.reason for skipped in report.skipped if skipped.rule == "AW803"]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (LINES, ""),
        ([*LINES, {"id": "E4", "source": "chat", "text": "new"}], ""),
        ([{**line, "sha256": "an earlier version"} for line in LINES], ""),
        (LINES[1:], "error E1 is missing; it is on the default branch"),
        ([{**LINES[0], "text": "as wished"}, *LINES[1:]], "error the text of E1 differs from the default branch"),
        ([{**LINES[0], "actor": "participant 1 (support lead)"}, *LINES[1:]], ""),
        ([{**LINES[0], "actor": "lead"}, *LINES[1:]], "error the actor of E1 differs from the default branch"),
        (
            [{**LINES[0], "source": "mail", "text": "as wished"}, *LINES[1:]],
            "error the source and text of E1 differ from the default branch",
        ),
        ([{**line, "at": "2026-04-16T15:00Z"} for line in LINES], "warning the times of 3 items differ"),
    ],
)
def test_items_must_be_as_the_default_branch_has_them(
    repository: Repository, open_project: Callable[..., Project], lines: list[dict[str, object]], expected: str
) -> None:
    repository.commit()
    repository.write(lines)
    for committed in (False, True):
        if committed:
            repository.git("commit", "-aqm", "changed", "--allow-empty")
        report = _report(open_project())
        found = _messages(report)
        assert len(found) == bool(expected) and _skipped(report) == []
        level, _, message = expected.partition(" ")
        assert not expected or (found[0].startswith(level) and message in found[0])


@pytest.mark.parametrize("whole", [False, True])
def test_deleted_ledger_is_one_finding(
    repository: Repository, open_project: Callable[..., Project], whole: bool
) -> None:
    repository.commit()
    shutil.rmtree(repository.ledger.parent) if whole else repository.ledger.unlink()
    assert _messages(_report(open_project())) == [
        f"error postmortems/{ID}/evidence.jsonl is missing; it is on the default branch"
    ]


def test_the_remedies_are_commands_that_show_or_restore_what_was_collected(
    repository: Repository, open_project: Callable[..., Project]
) -> None:
    def remedies() -> list[str]:
        return [found.remedy for found in _report(open_project()).findings if found.rule == "AW803"]

    repository.commit()
    path = f"postmortems/{ID}/evidence.jsonl"
    repository.write([{**LINES[0], "text": "as wished"}, *LINES[1:]])
    assert remedies() == [f"restore the line, which `git diff main -- {path}` shows; the ledger only ever grows"]
    repository.ledger.unlink()
    (remedy,) = remedies()
    assert remedy == f"run `git restore --source=main -- {path}`; evidence only ever grows"
    repository.git(*remedy.split("`")[1].split()[1:])
    assert remedies() == []


@pytest.mark.parametrize("lost", [False, True])
def test_an_item_that_is_lost_while_the_post_mortem_is_renamed_is_missing(
    repository: Repository, open_project: Callable[..., Project], lost: bool
) -> None:
    repository.commit()
    folder = repository.root / "postmortems"
    name = f"{ID}-renamed"
    (folder / ID).rename(folder / name)
    (folder / f"{ID}.md").unlink()
    (folder / f"{name}.md").write_text(GOOD.replace(ID, name))
    kept = LINES[lost:]
    (folder / name / "evidence.jsonl").write_text("".join(json.dumps(line) + "\n" for line in kept))
    expected = [f"error postmortems/{name}/evidence.jsonl: E1 is missing; it is on the default branch"]
    assert _messages(_report(open_project())) == expected[: int(lost)]


def test_what_is_in_the_place_of_the_ledger_is_said(
    repository: Repository, open_project: Callable[..., Project]
) -> None:
    repository.commit()
    repository.ledger.unlink()
    repository.ledger.mkdir()
    (message,) = _messages(_report(open_project()))
    assert "`evidence.jsonl` in the evidence folder is a folder" in message


def test_it_is_said_why_git_cannot_tell(
    repository: Repository, open_project: Callable[..., Project], tmp_path: Path
) -> None:
    assert _skipped(_report(open_project())) == ["there is no history"]
    repository.commit(branch="trunk")
    assert _skipped(_report(open_project())) == ["git knows no default branch here"]


def test_a_shallow_clone_without_the_default_branch_is_skipped(repository: Repository, tmp_path: Path) -> None:
    repository.commit()
    repository.git("commit", "-qm", "more", "--allow-empty")
    repository.git("branch", "-q", "other")
    repository.git("checkout", "-q", "main")
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", "-b", "work", tmp_path.as_uri(), str(clone)],
        check=True, capture_output=True,
    )  # fmt: skip
    project = Project.open(clone, {"AFTERWORD_NOW": "2026-05-01T12:00:00Z"})
    assert _skipped(_report(project)) == ["git knows no default branch here"]
    subprocess.run(
        ["git", "-C", str(clone), "fetch", "-q", "--depth", "1", "origin", "main:refs/remotes/origin/main"],
        check=True, capture_output=True,
    )  # fmt: skip
    assert _skipped(_report(project.open(clone, project.env))) == ["the history is cut off"]

"""Ids of action items that are used again, seen in Git."""

from __future__ import annotations

import re
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from afterword.checks import check_files, fix_files
from afterword.checks.rule import Finding
from afterword.project import Project

ID = "2026-02-10-bot-invents-policy"
HEADER = "| ID | Action | Owner | Due | Issue |\n|---|---|---|---|---|\n"


class Repo:
    """A repository with a post-mortem on main, and another branch checked out."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.file = root / "postmortems" / f"{ID}.md"
        self.file.parent.mkdir(parents=True)
        self.git("init", "-q", "-b", "main")
        self.git("config", "user.email", "x@y.z")
        self.git("config", "user.name", "x")

    def git(self, *arguments: str) -> None:
        subprocess.run(["git", "-C", str(self.root), *arguments], check=True, capture_output=True)

    def write(self, *rows: tuple[str, str], newline: str = "\n") -> None:
        lines = "".join(f"| {name} | {text} | @octocat | 2026-05-01 | |\n" for name, text in rows)
        front = f"---\nschema: 1\nid: {ID}\ntitle: The bot invents a policy\nstatus: draft\n---\n\n"
        text = f"{front}## Action items\n\n{HEADER}{lines}"
        self.file.write_bytes(text.replace("\n", newline).encode())

    def commit(self) -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "x")

    def found(self) -> list[Finding]:
        report = check_files(Project.open(self.root, {}), [self.file])
        return [one for one in report.findings if one.rule == "AW511"]

    def fixed(self) -> list[tuple[str, str]]:
        """Fix the file, and return its rows; what is no id is as it was."""
        project = Project.open(self.root, {})
        before = self.file.read_bytes()
        report = check_files(project, [self.file])
        for one in report.findings:
            assert one.fix or one.rule != "AW511", one
        made = fix_files(
            project, replace(report, findings=tuple(one for one in report.findings if one.rule == "AW511"))
        )
        assert [one.refusal for one in made] == [None] and self.found() == []
        assert _without_ids(self.file.read_bytes()) == _without_ids(before)
        return [(item.id, item.action) for item in project.read(self.file).actions]


def _without_ids(text: bytes) -> bytes:
    return re.sub(rb"(?m)^\| [^|]+ \|", b"| |", text)


@pytest.fixture
def repo(tmp_path: Path) -> Repo:
    made = Repo(tmp_path / "r")
    made.write(("A1", "Add the refund case"), ("A2", "Alert on invented policies"), ("A3", "Limit refunds"))
    made.commit()
    made.write(("A1", "Add the refund case"), ("A2", "Alert on invented policies"))
    made.commit()
    made.git("checkout", "-q", "-b", "change")
    return made


def test_the_id_of_a_row_that_was_removed_is_not_used_again(repo: Repo) -> None:
    rows = [("A1", "Add the refund case"), ("A2", "Alert on invented policies"), ("A3", "Write a runbook")]
    repo.write(*rows)
    (found,) = repo.found()
    assert found.message == "id `A3` is that of another action on the default branch: “Limit refunds”"
    assert found.remedy == "give it the id A4; ids are never reused"
    assert repo.fixed() == [*rows[:2], ("A4", "Write a runbook")]


def test_rows_that_were_renumbered_get_their_ids_back(repo: Repo) -> None:
    repo.write(("A1", "Write a runbook"), ("A2", "Add the refund case"), ("A3", "Alert on invented policies"))
    assert [one.message for one in repo.found()][1] == "this action has the id `A1` on the default branch"
    assert repo.fixed() == [
        ("A4", "Write a runbook"), ("A1", "Add the refund case"), ("A2", "Alert on invented policies"),
    ]  # fmt: skip


def test_swapped_rows_get_their_ids_back(repo: Repo) -> None:
    repo.write(("A2", "Add the refund case"), ("A1", "Alert on invented policies"))
    assert repo.fixed() == [("A1", "Add the refund case"), ("A2", "Alert on invented policies")]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_an_id_of_another_length_replaces_the_id_and_nothing_else(repo: Repo, newline: str) -> None:
    repo.git("checkout", "-q", "main")
    repo.write(("A1", "Add the refund case"), ("A2", "Alert on invented policies"), ("A9", "Limit refunds"))
    repo.commit()
    repo.git("checkout", "-q", "-B", "change")
    repo.write(
        ("ALERT", "Add the refund case"), ("A2", "Write a runbook"), ("A1", "Name an owner"),
        ("alert-on-policies", "Alert on invented policies"), ("A9", "Limit refunds"),
        newline=newline,
    )  # fmt: skip
    assert repo.fixed() == [
        ("A1", "Add the refund case"), ("A10", "Write a runbook"), ("A11", "Name an owner"),
        ("A2", "Alert on invented policies"), ("A9", "Limit refunds"),
    ]  # fmt: skip


def test_a_row_that_is_given_an_id_is_compared_with_it(repo: Repo) -> None:
    """Fixes of other rules come in the same rounds, so that the table of the file is not the one that is fixed."""
    lines = "| Action | Owner | Due |\n|---|---|---|\n| Write a runbook | @octocat | 2026-05-01 |\n"
    text = repo.file.read_text()
    repo.file.write_text(text[: text.index("| ID |")] + lines)
    fix_files(project := Project.open(repo.root, {}), check_files(project, [repo.file]))
    assert [(item.id, item.action) for item in project.read(repo.file).actions] == [("A4", "Write a runbook")]


def test_rewording_and_new_rows_are_right(repo: Repo) -> None:
    repo.write(("A1", "Add two refund cases"), ("A4", "Write a runbook"), ("A2", "Alert on invented policies"))
    assert repo.found() == []
    repo.commit()
    assert repo.found() == []


def test_without_a_default_branch_nothing_is_known(repo: Repo) -> None:
    repo.git("branch", "-D", "main")
    repo.write(("A1", "Write a runbook"))
    report = check_files(Project.open(repo.root, {}), [repo.file])
    assert not [one for one in report.findings if one.rule == "AW511"]
    assert any("AW511" in str(one) for one in report.skipped)

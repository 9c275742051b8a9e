"""What git says, from real repositories."""

from __future__ import annotations

import subprocess
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword import git
from afterword.git import FileHistory

ODD = "postmortems/2026-01-02-with space/évidence “1”.txt"


def moment(day: int) -> datetime:
    return datetime(2026, 1, day, 12, tzinfo=UTC)


def command(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", str(folder), *arguments], check=True, capture_output=True)


class Repository:
    """A repository with commits at known times."""

    def __init__(self, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        self.folder = folder
        self.monkeypatch = monkeypatch
        folder.mkdir(parents=True, exist_ok=True)
        command(folder, "init", "-q", "-b", "main")

    def commit(self, day: int, **files: str) -> None:
        self.commit_files(day, {f"postmortems/{name}.md": text for name, text in files.items()})

    def commit_files(self, day: int, files: dict[str, str]) -> None:
        for name, text in files.items():
            (self.folder / name).parent.mkdir(parents=True, exist_ok=True)
            (self.folder / name).write_text(text)
        for variable in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            self.monkeypatch.setenv(variable, moment(day).isoformat())
        command(self.folder, "add", "-A")
        command(self.folder, "commit", "-q", "-m", f"day {day}")


@pytest.fixture
def repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Repository:
    return Repository(tmp_path / "a folder with ünïcode", monkeypatch)


def test_when_files_were_first_and_last_committed(repository: Repository) -> None:
    repository.commit(1, a="1")
    repository.commit(2, b="1")
    repository.commit_files(3, {"postmortems/a.md": "2", ODD: "x", "elsewhere.md": "x"})
    facts = git.facts(repository.folder, "postmortems")
    assert facts is not None
    assert facts.shallow is False
    assert facts.files == {
        "postmortems/a.md": FileHistory(moment(1), moment(3)),
        "postmortems/b.md": FileHistory(moment(2), moment(2)),
        ODD: FileHistory(moment(3), moment(3)),
    }


def test_what_is_not_committed_has_no_history(repository: Repository) -> None:
    repository.commit(1, a="1")
    (repository.folder / "postmortems" / "new.md").write_text("x")
    facts = git.facts(repository.folder, "postmortems")
    assert facts is not None
    assert set(facts.files) == {"postmortems/a.md"}


def test_a_project_below_the_root_of_its_repository(repository: Repository) -> None:
    repository.commit_files(1, {"docs/ops/postmortems/a.md": "x", "postmortems/b.md": "x"})
    facts = git.facts(repository.folder / "docs" / "ops", "postmortems")
    assert facts is not None
    assert set(facts.files) == {"postmortems/a.md"}


def test_a_folder_named_like_a_pattern_is_taken_literally(repository: Repository) -> None:
    repository.commit_files(1, {"[ab]/a.md": "x", "a/b.md": "x", ":(top)/c.md": "x"})
    for folder in ("[ab]", ":(top)"):
        facts = git.facts(repository.folder, folder)
        assert facts is not None
        assert [name.rpartition("/")[0] for name in facts.files] == [folder]


def test_a_shallow_clone_says_so(repository: Repository, tmp_path: Path) -> None:
    repository.commit(1, a="1")
    repository.commit(2, b="1")
    command(tmp_path, "clone", "-q", "--depth", "1", repository.folder.as_uri(), "shallow")
    facts = git.facts(tmp_path / "shallow", "postmortems")
    assert facts is not None
    assert facts.shallow is True
    assert facts.files["postmortems/a.md"].first == moment(2)  # which is why rules must not trust it


def test_a_repository_without_a_commit(repository: Repository) -> None:
    facts = git.facts(repository.folder, "postmortems")
    assert facts is not None
    assert (facts.shallow, facts.files) == (False, {})


def test_no_repository(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path.parent))
    assert git.facts(tmp_path, "postmortems") is None
    assert git.facts(tmp_path / "none", "postmortems") is None


def test_no_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    assert git.facts(tmp_path, "postmortems") is None


def test_a_user_who_has_git_show_signatures_and_colours(repository: Repository) -> None:
    repository.commit(1, a="1")
    for setting in (
        ("color.ui", "always"),
        ("log.showSignature", "true"),
        ("log.decorate", "full"),
        ("diff.renames", "copies"),
    ):
        command(repository.folder, "config", *setting)
    facts = git.facts(repository.folder, "postmortems")
    assert facts is not None
    assert facts.files == {"postmortems/a.md": FileHistory(moment(1), moment(1))}


def test_nothing_of_the_repository_is_run(repository: Repository, tmp_path: Path) -> None:
    """A hostile repository could name a program in its configuration."""
    repository.commit(1, a="1")
    program = tmp_path / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\n")
    program.chmod(0o755)
    for setting in ("core.fsmonitor", "core.pager", "diff.external", "core.sshCommand"):
        command(repository.folder, "config", setting, str(program))
    assert git.facts(repository.folder, "postmortems") is not None
    assert git.run(repository.folder, "status", "--porcelain") == ""
    assert not (tmp_path / "ran").exists()


def test_what_does_not_exist_is_none(repository: Repository) -> None:
    repository.commit(1, a="text")
    assert git.run(repository.folder, "show", "HEAD:postmortems/a.md") == "text"
    assert git.run(repository.folder, "show", "HEAD:none") is None


def test_the_id_of_a_file_is_that_of_git(repository: Repository) -> None:
    for data in (b"", b"text\n", b"\xff\0\r\n"):
        done = subprocess.run(["git", "hash-object", "--stdin"], input=data, capture_output=True, check=True)
        assert git.blob_id(data) == done.stdout.decode().strip()


def test_how_lines_of_quotes_changed(repository: Repository) -> None:
    repository.commit(1, a="> one, two\n> more\n\ntext\n", b="no quote\n")
    repository.commit(2, a="> one\n> more\n\nother text\n")
    repository.commit(3, a="> one\n> more\n\nlast text\n")
    changes = list(git.changed_quotes(repository.folder, "postmortems"))
    assert [change[1:] for change in changes] == [
        ("postmortems/a.md", ["> one, two"], ["> one"]),
        ("postmortems/a.md", [], ["> one, two", "> more"]),
    ]
    assert all(author for author, *_ in changes)


@pytest.mark.parametrize(
    ("text", "hunk"),
    [
        ("one\ntwo\n", "@@ -0,0 +1,2 @@\n+one\n+two\n"),
        ("one\r\n\r\n", "@@ -0,0 +1,2 @@\n+one\n+\n"),
        ("one\ntwo", "@@ -0,0 +1,2 @@\n+one\n+two\n"),
        ("\n", "@@ -0,0 +1,1 @@\n+\n"),
        ("", ""),
    ],
)
def test_the_diff_of_a_new_file_has_its_lines(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, text: str, hunk: str
) -> None:
    Repository(tmp_path, monkeypatch).commit(1, a="x")
    (tmp_path / "new.txt").write_text(text, newline="")
    assert git.diff_since(tmp_path, "HEAD") == f"--- /dev/null\n+++ b/new.txt\n{hunk}"

"""A branch with one commit: what is checked out, staged or changed stays as it is."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.new.branch import Base, commit, find_base, move_to, require_free, why_uncommitted, write_files
from new.incident import git, make_repository

FILES = {"postmortems/a/evidence.jsonl": b"{}\n", "postmortems/a.md": b"---\n"}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "work")


@pytest.fixture
def clone(root: Path, tmp_path: Path) -> Path:
    git(tmp_path, "clone", "-q", str(root), "clone")
    return tmp_path / "clone"


def test_commit_adds_the_files_and_touches_neither_index_nor_work_tree(root: Path) -> None:
    (root / "README.md").write_text("changed\n")
    (root / "staged.txt").write_text("staged\n")
    git(root, "add", "staged.txt")
    before = git(root, "status", "--porcelain")
    made = commit(root, find_base(root), "postmortem/a", FILES, "Begin\n")
    assert git(root, "status", "--porcelain") == before
    assert git(root, "rev-parse", "postmortem/a") == made
    assert git(root, "diff", "--name-status", "main", made).split("\n") == [f"A\t{path}" for path in sorted(FILES)]
    assert git(root, "show", f"{made}:postmortems/a.md") == "---"
    assert move_to(root, "postmortem/a") == ""
    assert (root / "postmortems" / "a.md").read_bytes() == b"---\n"
    assert (root / "README.md").read_text() == "changed\n"


def test_files_that_git_is_told_to_ignore_or_to_convert_are_committed_as_they_are(root: Path) -> None:
    (root / ".gitignore").write_text("*.jsonl\n")
    (root / ".gitattributes").write_text("* text eol=crlf\n")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Ignore")
    made = commit(root, find_base(root), "postmortem/a", FILES, "Begin\n")
    assert git(root, "cat-file", "blob", f"{made}:postmortems/a/evidence.jsonl") == "{}"


def test_paths_are_those_of_a_project_below_the_top(root: Path) -> None:
    (root / "bot").mkdir()
    made = commit(root / "bot", find_base(root / "bot"), "postmortem/a", FILES, "Begin\n")
    assert "bot/postmortems/a.md" in git(root, "ls-tree", "-r", "--name-only", made).split()
    with pytest.raises(AfterwordError, match=r"postmortems/a.md: a post-mortem with this date and name exists"):
        require_free(root / "bot", Base(made), "postmortem/b", {"postmortems/a.md": b""})


def test_branch_is_not_made_twice_nor_moved(root: Path) -> None:
    base = find_base(root)
    made = commit(root, base, "postmortem/a", FILES, "Begin\n")
    with pytest.raises(AfterwordError, match="git update-ref failed: fatal"):
        commit(root, base, "postmortem/a", {"other.md": b""}, "Again\n")
    with pytest.raises(AfterwordError, match="the branch postmortem/a exists"):
        require_free(root, base, "postmortem/a", FILES)
    assert git(root, "rev-parse", "postmortem/a") == made


def test_branch_begins_at_what_is_checked_out_if_the_default_branch_has_it(clone: Path) -> None:
    assert find_base(clone) == Base(git(clone, "rev-parse", "HEAD"))
    git(clone, "checkout", "-q", "--detach")
    assert find_base(clone) == Base(git(clone, "rev-parse", "HEAD"))


def test_commits_that_nobody_reviewed_stay_out_of_the_branch(clone: Path) -> None:
    git(clone, "checkout", "-q", "-b", "feature")
    git(clone, "commit", "-q", "--allow-empty", "-m", "Half a feature")
    base = find_base(clone)
    assert base.commit == git(clone, "rev-parse", "origin/main")
    assert base.stays == "what is checked out has commits that are not on origin/main, where the branch begins"


def test_work_tree_stays_where_it_is_during_a_merge(root: Path) -> None:
    (root / ".git" / "MERGE_HEAD").write_text(git(root, "rev-parse", "HEAD"))
    assert find_base(root).stays == "a merge is under way"


def test_what_git_lacks_is_said(tmp_path: Path, root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    empty = tmp_path / "empty"
    empty.mkdir()
    assert why_uncommitted(empty) == "this is not a git repository"
    git(empty, "init", "-q")
    assert why_uncommitted(empty) == "the repository has no commit yet"
    assert why_uncommitted(root) == ""
    monkeypatch.delenv("GIT_COMMITTER_EMAIL")
    monkeypatch.setenv("EMAIL", "")
    git(root, "config", "user.useConfigOnly", "true")
    with pytest.raises(AfterwordError, match="git does not know who you are"):
        find_base(root)
    monkeypatch.setenv("PATH", str(empty))
    assert why_uncommitted(root) == "git is not installed"


def test_a_file_in_the_way_is_named_and_not_overwritten(root: Path) -> None:
    commit(root, find_base(root), "postmortem/a", FILES, "Begin\n")
    (root / "postmortems").mkdir()
    (root / "postmortems" / "a.md").write_text("mine")
    assert "untracked working tree files would be overwritten" in move_to(root, "postmortem/a")
    assert (root / "postmortems" / "a.md").read_text() == "mine"


def test_without_a_repository_all_files_are_written_or_none(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(path: Path, data: bytes) -> int:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(Path, "write_bytes", fail)
        with pytest.raises(KeyboardInterrupt):
            write_files(tmp_path, FILES)
    assert not list((tmp_path / "postmortems").rglob("*.*"))
    write_files(tmp_path, FILES)
    assert (tmp_path / "postmortems" / "a.md").read_bytes() == b"---\n"
    with pytest.raises(AfterwordError, match="exists"):
        write_files(tmp_path, FILES)

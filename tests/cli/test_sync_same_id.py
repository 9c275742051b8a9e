"""Post-mortems of one id in several places that keep their issues in one repository: nobody writes into another's."""

from __future__ import annotations

import copy

import pytest

from afterword.cli.main import run
from cli.repository import Repository
from fakes.github import FakeGitHub
from tracking.rows import ID, markdown, row

PATH = f"postmortems/{ID}.md"


def test_another_folder_of_the_same_repository(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--no-write-back") == 0
    before = copy.deepcopy(github.issues)
    folder = repository.root / "team-b" / "postmortems"
    folder.mkdir(parents=True)
    (folder / f"{ID}.md").write_text(markdown([row("A1", "Something else"), row("A2", "New")]))
    (folder.parent / "afterword.yml").write_text("")
    repository.push()
    capsys.readouterr()
    assert run(["-C", str(folder.parent), "sync", "--no-write-back"]) == 1
    assert {number: github.issues[number] for number in before} == before
    place = f"https://github.com/acme/widgets/blob/HEAD/{PATH}"
    assert f"{PATH}:13: A1: issue #2 already tracks the item of that name in {place}" in capsys.readouterr().err
    assert [issue["title"] for number, issue in github.issues.items() if number not in before] == ["New"]
    github.log.clear()
    assert run(["-C", str(folder.parent), "sync", "--no-write-back"]) == 1
    assert github.writes == []
    assert repository.sync("--no-write-back") == 0
    assert github.writes == []


def test_a_folder_that_was_moved_keeps_its_issues(repository: Repository, github: FakeGitHub) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--no-write-back") == 0
    (repository.root / "docs").mkdir()
    repository.git("mv", "postmortems", "docs/postmortems")
    (repository.root / "afterword.yml").write_text("postmortems: docs/postmortems\n")
    repository.push()
    assert repository.sync("--no-write-back") == 0
    assert len(github.issues) == 2 and "/blob/HEAD/docs/postmortems/" in github.issues[2]["body"]


@pytest.mark.parametrize("named", [False, True], ids=["no number", "number in the table"])
def test_a_fork_whose_owner_may_write_upstream(
    repository: Repository, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str],
    named: bool,
) -> None:  # fmt: skip
    (repository.root / "afterword.yml").write_text("tracking:\n  repository: acme/widgets\n")
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--no-write-back") == 0
    repository.put(row("A1", "Add the case in the fork", issue="#2" if named else ""))
    github.heads["me/widgets"] = repository.commit()
    github.others["me/widgets"] = {PATH}
    before = copy.deepcopy(github.issues)
    monkeypatch.setenv("GITHUB_REPOSITORY", "me/widgets")
    assert repository.sync("--no-write-back") == 1
    assert github.issues == before
    assert "a fork leaves it alone" in capsys.readouterr().err


def test_a_repository_that_was_renamed_keeps_its_issues(
    repository: Repository, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--no-write-back") == 0
    github.old_name, github.repository = "acme/widgets", "acme/gizmos"
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/gizmos")
    assert repository.sync("--no-write-back") == 0
    assert len(github.issues) == 2 and "github.com/acme/gizmos/blob/HEAD/" in github.issues[2]["body"]


@pytest.mark.parametrize(
    ("files", "kept"),
    [({"acme/old": {PATH}}, False), ({"acme/old": set()}, True), ({}, False)],
    ids=["still there", "moved from there", "cannot be read"],
)
def test_another_repository(
    repository: Repository, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch, files: dict[str, set[str]], kept: bool
) -> None:
    repository.put(row("A1", "Add the case"))
    github.heads["acme/old"] = repository.push()
    (repository.root / "afterword.yml").write_text("tracking:\n  repository: acme/widgets\n")
    github.others = {"acme/old": {PATH}}
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/old")
    assert repository.sync("--no-write-back") == 0
    before = copy.deepcopy(github.issues)
    github.others = files
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/widgets")
    assert repository.sync("--no-write-back") == (0 if kept else 1)
    assert len(github.issues) == 2
    assert ("/acme/widgets/blob/" in github.issues[2]["body"]) == kept and (github.issues == before) != kept

"""`afterword import --from issues` against the stand-in for GitHub: lists, threads, and what goes wrong."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.cli.main import run
from fakes.github import FakeGitHub, Fault

BODY = (
    "### What happened\r\n\r\nSearch was slow, see #3.\r\n\r\n### Timeline (UTC)\r\n\r\n- 2024-05-01 09:12 rebuilt\r\n"
    "- 2024-05-01 10:40 fast again\r\n\r\n### Action items\r\n\r\n- [ ] Alert on it @octocat #12\r\n"
)


@pytest.fixture
def project(tmp_path: Path, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def documents(project: Path) -> dict[str, bytes]:
    folder = project / "postmortems"
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_issues_with_a_label_become_post_mortems_with_their_comments_as_evidence(
    project: Path, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    slow = github.add_issue("Search was slow", BODY, labels=("incident",), association="MEMBER")
    github.add_comment(slow, "octocat", "They had not planned the rebuild, write to ana@example.org")
    github.close(slow)
    undated = github.add_issue("It fell over", "No idea when.", labels=("incident",))
    github.add_issue("Other", "x", labels=("bug",))
    github.add_issue("A change", "x", labels=("incident",), pull_request=True)
    github.add_issue("Ours", "<!-- afterword:action=a/A1 -->", labels=("incident",))
    assert run(["import", "--from", "issues", "INCIDENT"]) == 0
    out = capsys.readouterr().out
    assert f"acme/widgets#{slow} -> postmortems/2024-05-01-search-was-slow.md: written; 2 events, 1 action item" in out
    assert "it is a pull request" in out and "Afterword opened it" in out
    text = (project / "postmortems" / "2024-05-01-search-was-slow.md").read_text()
    assert f"/acme/widgets/issues/{slow}" in text.partition("  source: ")[2].partition("\n")[0]
    assert "2024-05-01 09:12Z — rebuilt" in text and "| @octocat |" in text and "| #12 |" in text
    ledger = (project / "postmortems" / "2024-05-01-search-was-slow" / "evidence.jsonl").read_text()
    texts = [json.loads(line)["text"] for line in ledger.splitlines()]
    assert any("planned the rebuild" in text for text in texts) and "ana@example.org" not in ledger
    (undated_path,) = (project / "postmortems").glob("*-it-fell-over.md")
    assert undated_path.name[:10] == github.issues[undated]["created_at"][:10]
    assert "is the day it was opened" in out and github.writes == []

    before = documents(project)
    assert run(["import", "--from", "issues", "incident"]) == 0
    assert documents(project) == before
    github.issues[slow]["body"] = BODY.replace("fast again", "fast again, at last")
    assert run(["import", "--from", "issues", "incident"]) == 0
    changed = documents(project)
    assert [name for name in changed if changed[name] != before.get(name)] == ["2024-05-01-search-was-slow.md"]


def test_all_pages_of_a_label_are_read(project: Path, github: FakeGitHub) -> None:
    for number in range(1, 103):
        github.add_issue(f"Outage {number}", "**Date:** 2024-05-01\n", labels=("incident",))
    assert run(["import", "--from", "issues", "incident", "--format", "json"]) == 0
    assert len(list((project / "postmortems").glob("*.md"))) == 102
    assert sum("/issues" in request.path for request in github.log) == 2, "issues without comments ask for nothing more"


def test_a_thread_that_cannot_be_read_is_reported_and_collected_by_the_next_run(
    project: Path, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    number = github.add_issue("Search was slow", BODY, labels=("incident",))
    github.add_comment(number, "octocat", "They had not planned the rebuild")
    refused = Fault("403", "GET", rf".*/issues/{number}/comments", message="Resource not accessible")
    github.faults.append(refused)
    assert run(["import", "--from", "issues", "incident"]) == 1
    assert "its comments were not collected: " in capsys.readouterr().out
    assert "2024-05-01-search-was-slow.md" in documents(project)
    assert run(["import", "--from", "issues", "incident"]) == 0
    ledger = documents(project)["2024-05-01-search-was-slow/evidence.jsonl"]
    assert b"planned the rebuild" in ledger


def test_a_list_that_is_refused_for_a_while_is_asked_for_again(project: Path, github: FakeGitHub) -> None:
    github.add_issue("Search was slow", BODY, labels=("incident",))
    slow_down = {"Retry-After": "0"}
    github.faults.append(
        Fault("403", "GET", r".*/issues", 2, "You have exceeded a secondary rate limit", headers=slow_down)
    )
    assert run(["import", "--from", "issues", "incident"]) == 0


@pytest.mark.parametrize(
    ("env", "arguments", "message"),
    [
        ({"GITHUB_TOKEN": ""}, ["incident"], "there is no token for GitHub"),
        ({"GITHUB_REPOSITORY": ""}, ["incident"], "cannot determine the repository"),
        ({"GITHUB_API_URL": "http://127.0.0.1:9"}, ["incident"], "GitHub cannot be reached"),
        ({}, ["nothing"], "no issue of acme/widgets has the label `nothing`"),
    ],
)
def test_what_cannot_be_listed_is_an_error_with_a_remedy_and_writes_nothing(
    env: dict[str, str],
    arguments: list[str],
    message: str,
    project: Path,
    github: FakeGitHub,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for name, value in env.items():
        monkeypatch.setenv(name, value)
    assert run(["import", "--from", "issues", *arguments]) == 1
    assert message in capsys.readouterr().err
    assert list(project.iterdir()) == []


def test_a_commit_is_not_asked_for_with_issues(project: Path) -> None:
    assert run(["import", "--from", "issues", "incident", "--at", "main"]) == 2

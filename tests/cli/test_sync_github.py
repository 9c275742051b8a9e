"""`afterword sync` in a real git repository against the stand-in for GitHub: merged documents, write-back, promises."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.portfolio.snapshot import FILE, read_snapshot
from afterword.tracking.status_pull_request import BRANCH
from cli.repository import START, Repository
from fakes.github import TOKEN, FakeGitHub, Fault
from tracking.rows import ID, row

PATH = f"postmortems/{ID}.md"
OTHER = "2026-03-01-other"
BOTH = "2 action items, 2 without an issue\n"
ONE = "1 action item, 1 without an issue\n"
SKIPPED = "1 post-mortem skipped, as said above\n"


def test_the_whole_round(repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]) -> None:
    repository.put(row("A1", "Add the case", owner="@octocat"), row("A2", "Alert on it"))
    (repository.root / "README.md").write_text("unrelated\n")
    sha = repository.push()
    before = (repository.root / PATH).read_bytes()
    assert repository.sync("--pull-request") == 0
    made = "3 created (2 action items, 1 parent issue); numbers and statuses proposed in pull request #4\n"
    assert made in capsys.readouterr().out
    assert (repository.root / PATH).read_bytes() == before
    parent, first = github.issues[1], github.issues[2]
    assert parent["title"] == "Post-mortem: The bot invents a policy"
    assert {issue["parent_issue_url"] for n, issue in github.issues.items() if n > 1} == {parent["url"]}
    assert f"([line 13](<https://github.com/acme/widgets/blob/{sha}/{PATH}?plain=1#L13>))" in first["body"]
    assert [one["name"] for one in first["labels"]] == ["postmortem-action", "category: eval case", "severity: SEV2"]
    assert [one["login"] for one in first["assignees"]] == ["octocat"]
    proposed = github.files_of(BRANCH)
    assert proposed[PATH] == before.decode().replace("| open |  |", "| open | #2 |", 1).replace(
        "| open |  |", "| open | #3 |", 1
    )
    assert proposed["README.md"] == "unrelated\n"
    github.log.clear()
    assert repository.sync("--pull-request") == 0
    assert github.writes == []
    assert "pull request #4 with numbers and statuses is waiting" in capsys.readouterr().out

    github.close(2)
    assert repository.sync("--pull-request") == 0
    assert "| done | #2 |" in github.files_of(BRANCH)[PATH] and len(github.pulls) == 1
    repository.merge_rolling()
    github.log.clear()
    assert repository.sync("--pull-request") == 0
    assert github.writes == [] and capsys.readouterr().out.endswith(
        "nothing to do: 2 action items, 2 issues up to date\n"
    )


def test_the_pull_request_is_closed_when_nothing_is_left(repository: Repository, github: FakeGitHub) -> None:
    path = repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--pull-request") == 0
    path.write_text(path.read_text().replace("| open |  |", "| open | #2 |"))  # a person did it
    repository.push()
    assert repository.sync("--pull-request") == 0
    assert [one["state"] for one in github.pulls.values()] == ["closed"] and f"heads/{BRANCH}" not in github.refs


def test_the_pull_request_follows_the_default_branch(repository: Repository, github: FakeGitHub) -> None:
    path = repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--pull-request") == 0
    path.write_text(path.read_text() + "\nMore was found.\n")
    sha = repository.push()
    assert repository.sync("--pull-request") == 0
    head = github.commits[github.refs[f"heads/{BRANCH}"]]
    assert head.parents == [sha] and github.files_of(BRANCH)[PATH].endswith("\nMore was found.\n")
    github.log.clear()
    assert repository.sync("--pull-request") == 0 and github.writes == []


def test_what_a_person_committed_to_the_branch_is_not_overwritten(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--pull-request") == 0
    words = github.files_of(BRANCH)[PATH] + "\nWhat a person adds.\n"
    github.commit_on(BRANCH, {PATH: words}, "Say more")
    github.close(2)
    for _ in range(2):
        assert repository.sync("--pull-request") == 0
        assert github.files_of(BRANCH)[PATH] == words
        told = "pull request #3 is left alone, since somebody else committed to its branch: merge it or close it"
        assert told in capsys.readouterr().out
    repository.merge_rolling()
    assert repository.sync("--pull-request") == 0
    assert "| done | #2 |" in github.files_of(BRANCH)[PATH] and "What a person adds." in github.files_of(BRANCH)[PATH]


def test_a_person_s_commit_keeps_the_pull_request_open_when_nothing_is_left(
    repository: Repository, github: FakeGitHub
) -> None:
    path = repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--pull-request") == 0
    github.commit_on(BRANCH, {"README.md": "a person's\n"}, "Say more")
    path.write_text(path.read_text().replace("| open |  |", "| open | #2 |"))
    repository.push()
    assert repository.sync("--pull-request") == 0
    assert github.pulls[3]["state"] == "open" and github.files_of(BRANCH)["README.md"] == "a person's\n"


def test_a_commit_of_an_earlier_version_is_ours(repository: Repository, github: FakeGitHub) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--pull-request") == 0
    github.commits[github.refs[f"heads/{BRANCH}"]].message = "Bring the state of action items up to date"
    github.close(2)
    assert repository.sync("--pull-request") == 0
    assert "| done | #2 |" in github.files_of(BRANCH)[PATH]
    assert github.commits[github.refs[f"heads/{BRANCH}"]].message == "Update action item statuses"


def test_a_branch_that_merged_the_default_branch_is_made_again(repository: Repository, github: FakeGitHub) -> None:
    path = repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--pull-request") == 0
    path.write_text(path.read_text() + "\nMore was found.\n")
    sha = repository.push()
    github.commit_on(BRANCH, {PATH: path.read_text()}, f"Merge branch 'main' into {BRANCH}", "main")
    github.close(2)
    assert repository.sync("--pull-request") == 0
    assert github.commits[github.refs[f"heads/{BRANCH}"]].parents == [sha]
    assert "| done | #2 |" in github.files_of(BRANCH)[PATH]


def test_when_actions_may_not_open_pull_requests(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    github.may_open_pulls = False
    assert repository.sync("--pull-request") == 1
    assert "GitHub Actions cannot open pull requests in acme/widgets" in capsys.readouterr().err
    github.may_open_pulls = True
    assert repository.sync("--pull-request") == 0
    assert len(github.pulls) == 1 and len(github.issues) == 2


def test_an_outdated_checkout_touches_nothing(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    old = repository.push()
    repository.put(row("A1", "Something newer"), document_id=OTHER)
    repository.push()
    assert repository.sync("--no-write-back") == 0
    before = json.dumps(github.issues, sort_keys=True)
    repository.git("checkout", "-q", old)
    assert repository.sync("--no-write-back") == 0
    github.set_head("1" * 40, {}, (old,))  # the clone has not fetched it
    assert repository.sync("--no-write-back") == 0
    assert json.dumps(github.issues, sort_keys=True) == before
    assert "this checkout lacks the head of main (1111111), so no issue is touched" in capsys.readouterr().err


def test_what_is_not_merged_is_not_tracked(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    repository.put(row("A1", "Add the case"), row("A2", "Not merged"))
    repository.put(row("A1", "Not committed"), document_id=OTHER)
    assert repository.sync("--no-write-back") == 0
    assert github.issues == {}
    err = capsys.readouterr().err
    assert f"note: {PATH}: it differs from the default branch" in err and OTHER in err
    repository.push()
    assert repository.sync("--no-write-back") == 0
    assert len(github.issues) == 5


def test_two_jobs(
    repository: Repository, github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    plan = tmp_path.parent / "plan.json"
    assert repository.sync("--plan", str(plan)) == 0
    assert github.writes == []
    assert [one["operation"] for one in json.loads(plan.read_text())["operations"]] == ["create", "create", "link"]
    first = plan.read_bytes()
    assert repository.sync("--plan", str(plan)) == 0 and plan.read_bytes() == first
    repository.put(row("A1", "Add the case"), row("A2", "Came later"))
    repository.push()
    assert repository.sync("--apply", str(plan), "--no-write-back") == 0
    assert capsys.readouterr().err.count("A2: not in the plan, so skipped: create Came later") == 1
    assert sorted(issue["title"] for issue in github.issues.values()) == [
        "Add the case", "Post-mortem: The bot invents a policy",
    ]  # fmt: skip
    assert repository.sync("--apply", str(plan), "--plan", "x") == 2
    for text, said in (
        ("{}", "this is not a plan"),
        (first.decode().replace("acme/widgets", "a/b"), "the plan is for a/b"),
    ):
        plan.write_text(text)
        assert repository.sync("--apply", str(plan)) == 1
        assert said in capsys.readouterr().err


def test_data_and_the_job_summary(
    repository: Repository,
    github: FakeGitHub,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    repository.put(row("A1", "Add <b>the</b> @case | x".replace("|", "\\|"), owner="@ghost"), row("", "No id"))
    repository.push()
    summary = tmp_path.parent / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    assert repository.sync("--format", "json", "--no-write-back") == 1
    data = json.loads(capsys.readouterr().out)
    assert [one["operation"] for one in data["operations"]] == ["create", "create", "link"]
    assert data["skipped"][0]["line"] == 14
    assert "the issue has no assignee where the owner is @ghost" in str(data["warnings"])
    text = summary.read_text()
    assert "<b>" not in text and " @case" not in text and "### Not tracked\n" in text
    assert "(who cannot be assigned, so the issue has no assignee)" in github.issues[2]["body"]


def test_the_snapshot(repository: Repository, github: FakeGitHub) -> None:
    repository.put(row("A1", "Add the case", owner="@octocat"), row("A2", "Alert"))
    repository.push()
    assert repository.sync("--no-write-back") == 0
    github.close(2, "not_planned")
    assert repository.sync("--no-write-back") == 0
    first = (repository.root / FILE).read_bytes()
    assert repository.sync("--no-write-back") == 0 and (repository.root / FILE).read_bytes() == first
    found = read_snapshot(repository.root / FILE)
    assert found is not None
    state = found.actions[0]
    assert (state.document, state.action) == (ID, "A1") and state.issue is not None
    assert (state.status, state.owner, state.due) == ("not planned", "@octocat", "2026-04-25T00:00:00Z")
    assert (state.issue.number, state.issue.reason, state.issue.assignees) == (2, "not_planned", ["octocat"])
    assert repository.git("status", "--porcelain") == ""


def test_what_closed_an_issue_is_in_the_snapshot_and_asked_once(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"), row("A2", "Alert"))
    repository.push()
    assert repository.sync("--no-write-back") == 0
    url = "https://github.com/acme/widgets/pull/9"
    place = {"nameWithOwner": github.repository}
    closer = {"__typename": "PullRequest", "number": 9, "url": url, "merged": True, "repository": place}
    github.close(2, closer=closer)
    github.close(3, by="ana")
    capsys.readouterr()
    assert repository.sync("--no-write-back") == 0
    assert f"1 action item closed without evidence: A2 of {ID} by ana" in capsys.readouterr().err
    assert github.issues[3]["state"] == "closed"
    found = read_snapshot(repository.root / FILE)
    assert found is not None
    first, second = (state.issue for state in found.actions)
    assert first is not None and second is not None
    assert [(one.kind, one.name, one.url) for one in first.evidence or ()] == [("pull request", "#9", url)]
    assert (second.evidence, second.closed_by) == ([], "ana")
    assert first.created and first.closed and first.created <= first.closed
    before = (repository.root / FILE).read_bytes()
    github.log.clear()
    assert repository.sync("--no-write-back") == 0 and (repository.root / FILE).read_bytes() == before
    (asked,) = (one.body["query"] for one in github.log if "CLOSED_EVENT" in str(one.body))
    assert "number: 3)" in asked and "number: 2)" not in asked
    github.add_comment(3, "ana", "The alert is on since Monday")
    assert repository.sync("--no-write-back") == 0
    github.log.clear()
    assert repository.sync("--no-write-back") == 0
    assert not [one for one in github.log if "CLOSED_EVENT" in str(one.body)]


def test_without_the_right_to_see_what_closed_issues_their_states_are_known(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--no-write-back") == 0
    github.close(2)
    github.choose = lambda one: Fault("403", message="Resource not accessible by integration") if (
        "CLOSED_EVENT" in str(one.body)
    ) else None  # fmt: skip
    assert repository.sync("--no-write-back") == 0
    assert "what closed issues is not known" in capsys.readouterr().err
    found = read_snapshot(repository.root / FILE)
    assert found is not None and found.actions[0].issue is not None
    assert (found.actions[0].status, found.actions[0].issue.evidence) == ("done", None)


def test_an_action_item_without_an_issue_for_a_day(
    repository: Repository, github: FakeGitHub, at: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"), notice=True)  # type: ignore[arg-type]
    repository.push(START)
    repository.put(row("A1", "Add the case"))
    repository.push(START + timedelta(hours=30))  # accepted: only now the clock starts
    at(START + timedelta(hours=31))
    assert repository.sync("--check") == 0
    assert "1 without an issue" in capsys.readouterr().out
    at(START + timedelta(hours=55))
    assert repository.sync("--check") == 1
    assert f"{PATH}:13: A1: it has no issue, for more than a day" in capsys.readouterr().err
    assert github.writes == []
    assert repository.sync("--no-write-back") == 0
    assert repository.sync("--check") == 0
    assert capsys.readouterr().out.endswith("all tracked\n")


@pytest.mark.parametrize(
    ("change", "said", "told"),
    [
        ((f"id: {ID}\n", ""), f"{PATH}:1: there is no id", ONE),
        ((f"id: {ID}\n", "id: 2026-01-01-another\n"), f"{PATH}:3: ", ONE),
        ((f"id: {ID}\n", "id: Bot\n"), f"{PATH}:3: `id`: an id is a date", ONE),
        (("## Action items\n", "## Action items\n\nNone.\n\n## Action items\n"), f"{PATH}:", SKIPPED),
        (("| A1 | Add", "|  | Add"), f"{PATH}:13: the row has no ID", ONE),
        (
            ("| A1 | Add", f"{row('A1', 'Add the other')}| A1 | Add"),
            "A1: 2 rows",
            "2 action items, 2 without an issue\n",
        ),
    ],
    ids=["no id", "wrong id", "an id that is none", "two tables", "row without id", "id twice"],
)
def test_what_cannot_be_tracked_is_named_and_fails_after_a_day(
    repository: Repository, at: Callable[[datetime], None], capsys: pytest.CaptureFixture[str],
    change: tuple[str, str], said: str, told: str,
) -> None:  # fmt: skip
    path = repository.put(row("A1", "Add the case"))
    assert change[0] in path.read_text()
    path.write_text(path.read_text().replace(*change, 1))
    repository.push()
    at(START + timedelta(hours=1))
    assert repository.sync("--check") == 0
    out, err = capsys.readouterr()
    assert out == told
    assert f"skipped: {said}" in err or f": {said}" in err
    at(START + timedelta(days=3))
    assert repository.sync("--check") == 1
    out, err = capsys.readouterr()
    assert "without an issue for more than a day\n" in out
    assert "error: " in err and said in err and ", for more than a day" in err and "skipped: " not in err


def test_a_settled_document_without_an_id_breaks_no_promise(
    repository: Repository, at: Callable[[datetime], None], capsys: pytest.CaptureFixture[str]
) -> None:
    path = repository.put(row("A1", "Add the case", status="done"), row("A2", "Alert", issue="#2"))
    path.write_text(path.read_text().replace(f"id: {ID}\n", "", 1))
    repository.push()
    at(START + timedelta(days=3))
    assert repository.sync("--check") == 0
    out, err = capsys.readouterr()
    assert "there is no id" in err and out == SKIPPED


def test_a_shallow_clone_is_skipped_and_open_pull_requests_reported(
    repository: Repository, github: FakeGitHub, at: Callable[[datetime], None], tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    repository.put(row("A1", "Add the case"))
    repository.push()
    repository.put(row("A1", "Add the case "))
    repository.push()
    github.refs["heads/topic"] = github.refs["heads/main"]
    github.answer(_request("POST", "/repos/acme/widgets/pulls", {"title": "t", "head": "topic", "base": "main"}), {})
    github.pull_files[1] = [f"postmortems/{OTHER}.md", "README.md"]
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{repository.root}", str(shallow)], check=True)
    at(START + timedelta(hours=50))
    assert run(["-C", str(shallow), "sync", "--check"]) == 0
    err = capsys.readouterr().err
    assert "skipped: since when action items lack an issue: the history is cut off" in err
    assert f"pull request #1 with postmortems/{OTHER}.md has been open for 2 d" in err


def _request(method: str, path: str, body: object) -> object:
    from fakes.github import Request

    return Request(method, path, body, START, TOKEN)


def test_reminders_and_due_dates(repository: Repository, github: FakeGitHub, at: Callable[[datetime], None]) -> None:
    incident = "owner: octocat\nincident:\n  resolved: 2026-04-12T10:00Z\n"
    repository.put(row("A1", "Add the case"), front=incident)
    repository.push()
    assert repository.sync("--no-write-back") == 0
    (reminder,) = (issue for issue in github.issues.values() if issue["title"].startswith("Publish"))
    number = reminder["number"]
    assert [one["login"] for one in reminder["assignees"]] == ["octocat"]
    assert "- **Publication due:** 2026-04-15 10:00Z" in reminder["body"]
    names = lambda n: {one["name"] for one in github.issues[n]["labels"]}  # noqa: E731
    for day, label in ((22, "due-soon"), (23, "due-soon"), (25, "overdue"), (26, "overdue")):
        at(datetime(2026, 4, day, 12, tzinfo=UTC))
        assert repository.sync("--no-write-back") == 0
        assert names(2) & {"due-soon", "overdue"} == {label}
    assert [text.split("\n")[0] for text in github.said(2)] == [
        "<!-- afterword:comment=due-soon/2026-04-24 -->", "<!-- afterword:comment=overdue/2026-04-24 -->",
    ]  # fmt: skip
    assert github.said(number) == [] and github.issues[number]["state"] == "open"
    repository.put(row("A1", "Add the case", due="2026-09-01"), front=incident, status="published")
    repository.push()
    assert repository.sync("--no-write-back") == 0
    assert github.issues[number]["state"] == "closed" and not names(2) & {"due-soon", "overdue"}
    github.log.clear()
    assert repository.sync("--no-write-back") == 0 and github.writes == []


def test_a_post_mortem_that_git_ignores_is_not_merged(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    (repository.root / ".gitignore").write_text(f"{OTHER}.md\n")
    repository.push()
    repository.put(row("A1", "Not for others' eyes yet"), document_id=OTHER)
    assert repository.sync("--no-write-back") == 0
    assert "Not for others' eyes yet" not in [issue["title"] for issue in github.issues.values()]
    assert f"{OTHER}.md: it differs from the default branch" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("host", "status"),
    [("gitlab.example", "open"), ("github.com.evil.example", "open"), ("[github.com", "open"), ("GitHub.com", "done")],
)
def test_an_issue_on_another_host_is_not_the_one_of_that_number_here(
    repository: Repository, github: FakeGitHub, host: str, status: str
) -> None:
    number = github.add_issue("Unrelated")
    github.close(number)
    path = repository.put(row("A1", "Add the case", issue=f"https://{host}/acme/widgets/issues/{number}"))
    repository.push()
    assert repository.sync() == 0
    assert f"| {status} | https://{host}/acme/widgets/issues/{number} |" in path.read_text()


def test_in_an_empty_repository_nothing_is_merged(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.commit()
    assert repository.sync() == 0
    assert github.writes == [] and "has no commit yet, so no issue is touched" in capsys.readouterr().err


def test_an_archived_repository_is_named_as_such(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    said = "Repository was archived so is read-only."
    github.faults.append(Fault("403", path=r".*/labels", message=said))
    assert repository.sync() == 1
    assert "acme/widgets is archived and cannot be changed" in capsys.readouterr().err
    assert github.issues == {}


def test_a_dry_run_of_a_plan_shows_no_part_of_what_the_plan_does_not_open(
    repository: Repository, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--plan", "plan.json") == 0
    repository.put(row("A1", "Add two cases"))
    repository.push()
    capsys.readouterr()
    assert repository.sync("--apply", "plan.json", "--dry-run") == 0
    out = capsys.readouterr().out
    assert "1 to create, 1 not in the plan (dry run" in out and "link" not in out


def test_an_address_that_is_none_and_a_token_with_a_newline(
    repository: Repository, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    monkeypatch.setenv("GITHUB_TOKEN", TOKEN + "\n")
    monkeypatch.setenv("GITHUB_API_URL", "api.github.com")
    assert repository.sync() == 1
    assert "`api.github.com` is not the address of GitHub's interface" in capsys.readouterr().err
    monkeypatch.setenv("GITHUB_API_URL", github.url)
    assert repository.sync() == 0


def test_outside_a_clone_no_pull_request_is_opened(
    repository: Repository, github: FakeGitHub, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    (repository.root / ".git").rename(tmp_path.parent / "elsewhere")
    assert repository.sync("--pull-request") == 1
    assert "run it in a clone of the repository" in capsys.readouterr().err and github.pulls == {}


def test_statuses_are_proposed_in_one_batch_a_week_and_numbers_at_once(
    repository: Repository, github: FakeGitHub, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def sync(now: str) -> str:
        monkeypatch.setenv("AFTERWORD_NOW", now)
        assert repository.sync("--pull-request") == 0
        return capsys.readouterr().out

    repository.put(row("A1", "Add the case"), row("A2", "Alert on it"))
    repository.push()
    sync("2026-04-16T18:00Z")  # a Thursday
    assert github.pulls[4]["title"] == "Add issue numbers of action items"
    github.close(2)
    sync("2026-04-16T19:00Z")
    assert github.pulls[4]["title"] == "Update action item statuses"
    repository.merge_rolling()
    merged = github.commits[github.refs[f"heads/{github.branch}"]]
    merged.message, merged.at = "Update action item statuses (#4)", "2026-04-16T20:00:00Z"
    github.close(3)
    assert "1 status to be proposed on 2026-04-20" in sync("2026-04-17T18:00Z")
    assert len(github.pulls) == 1
    assert "1 status to be proposed on 2026-04-20" in sync("2026-04-19T23:59Z")
    sync("2026-04-20T00:00Z")
    assert github.pulls[5]["title"] == "Update action item statuses"
    assert "| done | #3 |" in github.files_of(BRANCH)[PATH]


def test_ends_of_lines_are_those_of_the_default_branch(repository: Repository, github: FakeGitHub) -> None:
    path = repository.put(row("A1", "Add the case"))
    repository.push()
    repository.git("config", "core.autocrlf", "true")
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    assert repository.sync("--pull-request") == 0
    assert "\r" not in github.files_of(BRANCH)[PATH]


def test_a_post_mortem_that_was_deleted_closes_all_of_its_issues(repository: Repository, github: FakeGitHub) -> None:
    repository.put(row("A1", "Add the case"))
    other = repository.put(row("A1", "Something else"), document_id=OTHER)
    repository.push()
    assert repository.sync("--no-write-back") == 0
    other.unlink()
    repository.push()
    assert repository.sync("--no-write-back") == 0
    closed = [number for number, issue in github.issues.items() if issue["state"] == "closed"]
    assert len(closed) == 2 and f"There is no post-mortem {OTHER} any more" in github.said(closed[0])[0]
    github.log.clear()
    assert repository.sync("--no-write-back") == 0 and github.writes == []


def test_proposing_touches_no_issue(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    repository.put(row("A1", "Add the case"))
    repository.push()
    assert repository.sync("--no-write-back") == 0
    repository.put(row("A1", "Add the case"), row("A2", "Alert on it"))
    repository.push()
    github.log.clear()
    assert repository.sync("--propose") == 0
    assert "numbers and statuses proposed in pull request #3" in capsys.readouterr().out
    assert github.writes and not any(
        "/issues" in request.path or "/labels" in request.path for request in github.writes
    )
    assert "| A1 | Add the case |" in github.files_of(BRANCH)[PATH] and "| #2 |" in github.files_of(BRANCH)[PATH]
    assert len(github.issues) == 2
    github.log.clear()
    assert repository.sync("--propose") == 0
    assert github.writes == []


def test_proposing_excludes_what_it_contradicts(repository: Repository) -> None:
    for other in ("--dry-run", "--no-write-back", "--check"):
        assert repository.sync("--propose", other) == 2


def test_with_the_local_tracker_there_is_nothing_to_propose(
    repository: Repository, github: FakeGitHub, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository.root / "afterword.yml").write_text("tracker: local\n")
    assert repository.sync("--propose") == 0
    assert "nothing to propose" in capsys.readouterr().out and github.log == []

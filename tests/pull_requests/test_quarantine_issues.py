"""An issue for each flaky case, against the stand-in for GitHub over HTTP, and with the local tracker."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from afterword.cli.main import run
from evals.documents import CASE, FRONT, ID
from evals.documents import text as document
from fakes.github import STRANGER_ID
from pull_requests.hub import Hub

PATH = f"postmortems/{ID}.md"
QUARANTINE = "quarantine: {reason: 'flaky <b> @team', owner: '@octocat', until: 2026-05-10}\n"
IN_QUARANTINE = document(CASE + QUARANTINE, front=FRONT)
FREE = document(CASE, front=FRONT)

Keep = Callable[..., int]


@pytest.fixture
def keep(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Keep:
    """Runs the command in a fresh clone of the default branch whose post-mortem has a text."""
    runs = iter(range(100))
    monkeypatch.setenv("AFTERWORD_NOW", "2026-05-03T12:00:00Z")

    def call(text: str, *options: str, result: object = None) -> int:
        hub.git.commit("main", {PATH: text.encode()})
        clone = tmp_path / f"clone-{next(runs)}"
        subprocess.run(["git", "clone", "-q", str(hub.git.path), str(clone)], check=True)
        if result is not None:
            (clone / "result.json").write_text(json.dumps(result))
            options = (*options, "--run", "result.json")
        hub.log.clear()
        return run(["-C", str(clone), "evals", "quarantine", *options])

    return call


def result(standing: str, *, is_back: bool = False, case: str = "refund") -> dict[str, object]:
    words = f"failed 3 of 3: {standing}\n# x"
    one = {"incident": ID, "case": case, "standing": standing, "words": words, "is_back": is_back}
    return {"blocks": True, "cases": [one]}


def ours(hub: Hub) -> list[dict[str, Any]]:
    return [one for one in hub.issues.values() if str(one["title"]).startswith("Eval case refund")]


def test_a_quarantine_has_one_issue_until_a_run_passes(
    hub: Hub, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keep(IN_QUARANTINE, "--dry-run") == 0
    assert capsys.readouterr().out == f"{ID}/refund: would open issue\n1 eval case: 1 in quarantine\n"
    assert (hub.writes, ours(hub)) == ([], [])

    assert keep(IN_QUARANTINE) == 0
    (issue,) = ours(hub)
    body = str(issue["body"])
    assert f"<!-- afterword:eval={ID}/refund -->" in body
    assert "is in quarantine until 2026-05-10: it runs and does not block." in body
    assert "<b>" not in body and " @team" not in body
    assert [label["name"] for label in issue["labels"]] == ["postmortem-eval"]
    assert f"opened issue #{issue['number']}" in capsys.readouterr().out

    assert keep(IN_QUARANTINE) == 0
    assert keep(IN_QUARANTINE, result=result("passed")) == 0
    assert hub.writes == [], "the second run changes nothing"

    assert keep(IN_QUARANTINE.replace("2026-05-10", "2026-05-12")) == 0
    assert "until 2026-05-12" in str(issue["body"])
    assert len(ours(hub)) == 1

    assert keep(FREE) == 0
    assert issue["state"] == "open", "whether the case passes is not known"
    assert keep(FREE, result=result("passed")) == 0
    assert (issue["state"], "a run passed it" in str(issue["body"])) == ("closed", True)
    assert keep(FREE, result=result("passed")) == 0
    assert hub.writes == []

    assert keep(FREE, result=result("blocks", is_back=True)) == 0
    assert (issue["state"], len(ours(hub))) == ("open", 1)


def test_a_case_that_fails_without_a_change_has_an_issue(
    hub: Hub, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keep(FREE, result=result("blocks")) == 0
    assert ours(hub) == [], "the change is to blame"
    assert keep(FREE, result=result("blocks", is_back=True)) == 0
    (issue,) = ours(hub)
    assert "fails, and not because of a change" in str(issue["body"])
    assert "\n# x" not in str(issue["body"])
    assert "0 in quarantine, 1 failing without a change" in capsys.readouterr().out
    assert keep(FREE, result=result("reported")) == 0
    assert (hub.writes, issue["state"]) == ([], "open")


@pytest.mark.parametrize(
    ("owner", "incident", "assignee"),
    [
        ("@octocat", "@hubot", "octocat"),
        ("@left-the-team", "@hubot", "hubot"),
        ("@larkspur/evals", "@hubot", "hubot"),
        ("the evals people", "TBD", None),
    ],
)
def test_an_issue_is_assigned_to_the_first_owner_who_can_be(
    hub: Hub, keep: Keep, capsys: pytest.CaptureFixture[str], owner: str, incident: str, assignee: str | None
) -> None:
    text = IN_QUARANTINE.replace("@octocat", owner).replace("status:", f"owner: '{incident}'\nstatus:", 1)
    assert keep(text) == 0
    (issue,) = ours(hub)
    assert [one["login"] for one in issue["assignees"]] == ([assignee] if assignee else [])
    assert (f", assigned to @{assignee}" in capsys.readouterr().out) == bool(assignee)
    assert keep(text) == 0
    assert hub.writes == [], "the second run changes nothing"


def test_an_issue_that_nobody_has_any_more_is_assigned_again(
    hub: Hub, keep: Keep, capsys: pytest.CaptureFixture[str]
) -> None:
    assert keep(IN_QUARANTINE) == 0
    (issue,) = ours(hub)
    issue["assignees"] = []  # as if the first run was killed before it assigned
    assert keep(IN_QUARANTINE) == 0
    assert [one["login"] for one in issue["assignees"]] == ["octocat"]
    assert f"kept issue #{issue['number']}, assigned to @octocat" in capsys.readouterr().out
    issue["assignees"] = [{**issue["user"], "login": "hubot"}]
    assert keep(IN_QUARANTINE) == 0
    assert hub.writes == [], "somebody else took it over"


def test_a_case_that_fails_without_a_change_is_the_owners_of_the_post_mortem(hub: Hub, keep: Keep) -> None:
    text = FREE.replace("status:", "owner: '@hubot'\nstatus:", 1)
    assert keep(text, result=result("blocks", is_back=True)) == 0
    (issue,) = ours(hub)
    assert ([one["login"] for one in issue["assignees"]], "**Owner:** " in str(issue["body"])) == (["hubot"], True)


def test_an_issue_of_a_stranger_with_our_marker_is_not_ours(hub: Hub, keep: Keep) -> None:
    assert keep(IN_QUARANTINE) == 0
    (issue,) = ours(hub)
    issue["user"]["id"] = STRANGER_ID
    assert keep(IN_QUARANTINE) == 0
    assert len(ours(hub)) == 2


def test_a_person_may_close_it(hub: Hub, keep: Keep) -> None:
    assert keep(IN_QUARANTINE) == 0
    (issue,) = ours(hub)
    issue["state"] = "closed"
    assert keep(IN_QUARANTINE) == 0
    assert hub.writes == []


def test_cases_of_a_result_that_are_not_here_are_named(keep: Keep, capsys: pytest.CaptureFixture[str]) -> None:
    assert keep(FREE, result=result("passed", case="gone\u202e")) == 0
    assert f"not in this repository: {ID}/gone\n" in capsys.readouterr().err


def test_the_local_tracker_works_too(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / PATH).write_text(IN_QUARANTINE)
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    for _ in range(2):
        assert run(["-C", str(tmp_path), "evals", "quarantine"]) == 0
    assert capsys.readouterr().out == (
        f"{ID}/refund: opened issue #1, assigned to @octocat\n"
        "1 eval case: 1 in quarantine\n1 eval case: 1 in quarantine\n"
    )


def test_a_result_that_is_not_there_is_one_line(keep: Keep, capsys: pytest.CaptureFixture[str]) -> None:
    assert keep(FREE, "--run", "nowhere.json") == 1
    assert "nowhere.json: there is no such file" in capsys.readouterr().err

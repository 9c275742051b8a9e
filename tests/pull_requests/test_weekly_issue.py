"""The one issue a week, against the stand-in for GitHub, over HTTP, with real git."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from afterword.cli.main import run
from afterword.pull_requests.weekly_issue import LABEL
from fakes.github import BOT_ID, STRANGER_ID
from pull_requests.hub import Hub

OLD, NEW = "postmortems/2026-03-01-old.md", "postmortems/2026-05-01-new.md"
TABLE = "\n## Action items\n\n| ID | Action | Owner | Due | Status | Issue |\n|---|---|---|---|---|---|\n"
OVERDUE = "| A1 | Add the case | @octocat | 2026-04-20 | open | #90 |\n"


def document(path: str, rows: str = "", *, status: str = "published", title: str = "The bot") -> bytes:
    name = path.rpartition("/")[2].removesuffix(".md")
    front = f"---\nschema: 1\nid: {name}\ntitle: {title}\nstatus: {status}\nseverity: SEV2\n---\n"
    return (f"{front}\n## Summary\n\nIt broke.\n" + (TABLE + rows if rows else "")).encode()


@pytest.fixture
def review(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the weekly job in a fresh clone of the default branch."""
    runs = iter(range(100))

    def call(now: str) -> int:
        monkeypatch.setenv("AFTERWORD_NOW", now)
        clone = tmp_path / f"clone-{next(runs)}"
        subprocess.run(["git", "clone", "-q", str(hub.git.path), str(clone)], check=True)
        return run(["-C", str(clone), "review", "--issue"])

    hub.git.commit("main", {OLD: document(OLD)}, env={"GIT_COMMITTER_DATE": "2026-03-02T12:00:00Z"})
    return call


def ours(hub: Hub) -> list[dict[str, Any]]:
    return [one for one in hub.issues.values() if str(one["title"]).startswith("Post-mortem review")]


def test_a_week_has_one_issue_that_keeps_ticks_and_words(
    hub: Hub, review: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    assert review("2026-05-04T05:00:00Z") == 0
    assert capsys.readouterr().out == "a quiet week: no issue\n" and hub.writes == []

    hub.git.commit("main", {NEW: document(NEW, OVERDUE, status="in-review", title="It <b>broke</b> @bo")})
    assert review("2026-05-04T06:00:00Z") == 0
    (issue,) = ours(hub)
    assert capsys.readouterr().out == f"opened issue #{issue['number']}\n"
    assert issue["title"] == "Post-mortem review, 2026-W19"
    assert [label["name"] for label in issue["labels"]] == [LABEL]
    body = str(issue["body"])
    assert f"https://github.com/acme/widgets/blob/HEAD/{NEW}" in body
    assert "<b>" not in body and " @bo" not in body and "— `@octocat`" in body
    hub.log.clear()
    assert review("2026-05-05T05:00:00Z") == 0 and hub.writes == []
    assert capsys.readouterr().out == f"issue #{issue['number']} is up to date\n"

    said = body.replace("- [ ]", "- [x]", 1).replace("\n## Waiting", "\n  Ana does it today.\n\n## Waiting", 1)
    issue["body"] = "Moderator: Bo\r\n\r\n" + said.replace("\n", "\r\n")
    hub.log.clear()
    assert review("2026-05-05T06:00:00Z") == 0 and hub.writes == []

    hub.git.commit("main", {NEW: document(NEW, OVERDUE.replace("open", "done"), title="It <b>broke</b> @bo")})
    assert review("2026-05-06T05:00:00Z") == 0
    body = str(issue["body"])
    assert body.startswith("Moderator: Bo\r\n") and "- [x] " in body and "## Waiting" not in body
    assert body.index("## Notes on what is no longer listed") < body.index("Ana does it today.")
    assert len(ours(hub)) == 1


def test_the_next_week_has_its_own_issue_and_closes_the_last(
    hub: Hub, review: Callable[..., int], capsys: pytest.CaptureFixture[str]
) -> None:
    hub.git.commit("main", {NEW: document(NEW, OVERDUE)})
    assert review("2026-05-04T05:00:00Z") == 0 and review("2026-05-11T05:00:00Z") == 0
    first, second = ours(hub)
    assert (first["state"], second["state"]) == ("closed", "open") and second["title"] == "Post-mortem review, 2026-W20"
    assert "Add the case" in str(second["body"])
    hub.close(int(str(second["number"])))
    hub.git.commit("main", {NEW: document(NEW, OVERDUE.replace("2026-04-20", "2026-04-21"))})
    hub.log.clear()
    assert review("2026-05-12T05:00:00Z") == 0 and hub.writes == []
    assert capsys.readouterr().out.endswith("is closed, so it stays as it is\n")


@pytest.mark.parametrize("author", [STRANGER_ID, BOT_ID])
def test_the_marker_counts_on_issues_of_ours_only(hub: Hub, review: Callable[..., int], author: int) -> None:
    text = "<!-- afterword:begin -->\n<!-- afterword:review=2026-W19 -->\nMine\n<!-- afterword:end -->\n"
    number = hub.add_issue("Post-mortem review, 2026-W19", text, author=author, labels=(LABEL,))
    hub.git.commit("main", {NEW: document(NEW, OVERDUE)})
    assert review("2026-05-04T05:00:00Z") == 0
    assert len(ours(hub)) == (2 if author == STRANGER_ID else 1)
    body = str(hub.issues[number]["body"])
    assert body == text if author == STRANGER_ID else "Add the case" in body and "Mine" in body


def test_without_the_history_no_issue_is_written(
    hub: Hub, review: Callable[..., int], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.git.commit("main", {NEW: document(NEW, OVERDUE)})
    clone = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{hub.git.path}", str(clone)], check=True)
    assert run(["-C", str(clone), "review", "--issue"]) == 1
    assert "the history is cut off: check out with `fetch-depth: 0`" in capsys.readouterr().err
    assert hub.writes == []


def test_the_agenda_has_the_states_that_the_issues_have(hub: Hub, review: Callable[..., int]) -> None:
    number = hub.add_issue("Add the case", author=BOT_ID)
    hub.git.commit("main", {NEW: document(NEW, OVERDUE.replace("#90", f"#{number}"))})
    hub.clock.sleep(14 * 86_400)
    hub.close(number, by="ana")
    assert review("2026-05-04T05:00:00Z") == 0
    (issue,) = ours(hub)
    body = str(issue["body"])
    assert "## Overdue" not in body and "## Closed without evidence" in body and "by ana" in body

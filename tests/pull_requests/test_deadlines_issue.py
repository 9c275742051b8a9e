"""The one issue that tells what is late, against the stand-in for GitHub, over HTTP, with real git."""

from __future__ import annotations

import subprocess
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.cli.main import run
from afterword.pull_requests.deadlines_issue import LABEL, block, keep_deadlines_issue
from afterword.tracking.local_tracker import LocalTracker
from afterword.tracking.missed_deadlines import MissedDeadlines
from afterword.tracking.remark import Remark
from drafting.incident import FRONT
from fakes.github import BOT_ID, STRANGER_ID, Fault
from pull_requests.conftest import PATH
from pull_requests.hub import Hub

TABLE = "| ID | Action | Owner | Due | Status | Issue |\n|---|---|---|---|---|---|\n"
ROW = "| A1 | Add the case | @octocat | 2026-06-01 | open | |\n"
OVER = FRONT.replace(
    "  detected: 2026-02-10T09:17Z\n", "  detected: 2026-02-10T09:17Z\n  resolved: 2026-02-10T13:10Z\n"
)
MARKER = "<!-- afterword:deadlines -->"


@pytest.fixture
def check(hub: Hub, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., int]:
    """Runs the daily job in a fresh clone of the default branch."""
    runs = iter(range(100))

    def call(now: str = "2026-05-03T12:00:00Z", *options: str) -> int:
        monkeypatch.setenv("AFTERWORD_NOW", now)
        clone = tmp_path / f"clone-{next(runs)}"
        subprocess.run(["git", "clone", "-q", str(hub.git.path), str(clone)], check=True)
        return run(["-C", str(clone), "sync", *(options or ("--check", "--issue"))])

    hub.git.commit("main", {PATH: f"{OVER}\n## Action items\n\n{TABLE}{ROW}".encode()})
    return call


def ours(hub: Hub) -> list[dict[str, Any]]:
    return [one for one in hub.issues.values() if one["title"] == "Post-mortems: missed deadlines"]


def test_what_is_late_is_one_issue_from_the_first_day_to_the_last(hub: Hub, check: Callable[..., int]) -> None:
    assert check() == 1
    (issue,) = ours(hub)
    body = str(issue["body"])
    assert f"- {PATH}:" in body.replace("\\", "") and "A1: it has no issue" in body
    assert "**Not published 72 hours after the incident ended**" in body
    assert "publication due 2026-02-13 13:10Z" in body
    assert [label["name"] for label in issue["labels"]] == ["postmortem-deadlines"]
    hub.log.clear()
    assert check("2026-05-09T12:00:00Z") == 1  # days later, and nothing else is late
    assert hub.writes == [] and len(ours(hub)) == 1

    assert check("2026-05-09T13:00:00Z", "--no-write-back") == 0
    assert check("2026-05-09T14:00:00Z") == 0
    assert "A1" not in str(issue["body"]) and issue["state"] == "open"
    hub.git.commit("main", {PATH: hub.git.read("main", PATH).replace(b"status: draft", b"status: published")})
    assert check("2026-05-09T15:00:00Z") == 0
    assert issue["state"] == "closed" and "All deadlines are kept." in str(issue["body"])
    hub.log.clear()
    assert check("2026-05-10T12:00:00Z") == 0
    assert hub.writes == []
    hub.git.commit("main", {PATH: hub.git.read("main", PATH).replace(b"status: published", b"status: in-review")})
    assert check("2026-05-11T12:00:00Z") == 0
    assert issue["state"] == "open" and len(ours(hub)) == 1


def test_nothing_late_opens_nothing(hub: Hub, check: Callable[..., int]) -> None:
    text = OVER.replace("status: draft", "status: published")
    hub.git.commit("main", {PATH: text.encode()})
    assert check() == 0
    assert hub.writes == []


def test_a_closed_deadlines_issue_stays_closed_until_more_is_late(hub: Hub, check: Callable[..., int]) -> None:
    assert check() == 1
    (issue,) = ours(hub)
    hub.close(int(str(issue["number"])), "not_planned")
    hub.log.clear()
    assert check("2026-05-04T12:00:00Z") == 1
    assert hub.writes == [] and issue["state"] == "closed"
    text = hub.git.read("main", PATH) + ROW.replace("A1", "A2").encode()
    hub.git.commit("main", {PATH: text})
    assert check("2026-05-09T12:00:00Z") == 1
    assert issue["state"] == "open" and "A2: it has no issue" in str(issue["body"])


def test_what_people_write_below_stays(hub: Hub, check: Callable[..., int]) -> None:
    assert check() == 1
    (issue,) = ours(hub)
    issue["body"] = str(issue["body"]).replace("\n", "\r\n") + "\r\nWe are on it.\r\n"
    hub.log.clear()
    assert check("2026-05-04T12:00:00Z") == 1
    assert hub.writes == []
    check("2026-05-09T13:00:00Z", "--no-write-back")
    assert check("2026-05-09T14:00:00Z") == 0
    assert str(issue["body"]).endswith("\r\nWe are on it.\r\n") and "A1" not in str(issue["body"])


def test_the_mark_of_a_stranger_is_not_ours(hub: Hub, check: Callable[..., int]) -> None:
    theirs = f"<!-- afterword:begin -->\n{MARKER}\n\nAll deadlines are kept.\n<!-- afterword:end -->"
    number = hub.add_issue("Forged", theirs, author=STRANGER_ID, labels=("postmortem-deadlines",))
    assert check() == 1
    assert len(ours(hub)) == 1 and hub.issues[number]["body"] == theirs


def test_an_issue_that_was_opened_without_an_answer_is_found_again(hub: Hub, check: Callable[..., int]) -> None:
    hub.faults.append(Fault("then-502", "POST", r".*/issues"))
    assert check() == 1
    assert check("2026-05-03T13:00:00Z") == 1
    assert len(ours(hub)) == 1


def test_a_run_that_has_the_lease_is_waited_for_and_what_it_did_is_seen(hub: Hub, check: Callable[..., int]) -> None:
    """Between looking and writing, another run opened the issue."""

    def before(method: str, path: str) -> None:
        if method == "POST" and path.endswith("/labels"):
            hub.before = lambda method, path: None
            text = f"<!-- afterword:begin -->\n{MARKER}\n\nAll deadlines are kept.\n<!-- afterword:end -->\n"
            title = "Post-mortems: missed deadlines"
            hub.add_issue(title, text, author=BOT_ID, labels=("postmortem-deadlines",))

    hub.before = before
    assert check() == 1
    (issue,) = ours(hub)
    assert "A1: it has no issue" in str(issue["body"])


def test_without_the_history_nothing_is_claimed(hub: Hub, check: Callable[..., int], tmp_path: Path) -> None:
    hub.git.commit("main", {"README.md": b"more\n"})
    shallow = tmp_path / "shallow"
    subprocess.run(["git", "clone", "-q", "--depth=1", f"file://{hub.git.path}", str(shallow)], check=True)
    assert run(["-C", str(shallow), "sync", "--check", "--issue"]) == 0
    assert hub.writes == []


def test_the_flag_goes_with_check_and_with_github(tmp_path: Path, check: Callable[..., int]) -> None:
    assert check("2026-05-03T12:00:00Z", "--issue") == 2
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    assert run(["-C", str(tmp_path), "sync", "--check", "--issue"]) == 2


def test_titles_and_rows_do_nothing_in_the_issue_and_long_lists_are_cut() -> None:
    reason = "A1: <img src=x> @everyone closes #1 ![x](http://x)"
    text = block(MissedDeadlines(untracked=[Remark("postmortems/a.md", n, reason) for n in range(1, 151)]))
    assert "<img" not in text and " @everyone" not in text and "](http" not in text
    assert text.count("\n- postmortems/a.md:") == 100 and "- and 50 more" in text
    assert len(text) < 60_000


@settings(max_examples=40)  # each writes a database
@given(
    st.lists(
        st.tuples(
            st.frozensets(st.sampled_from(["A1", "A2", "`x` <!-- afterword:end -->"])),
            st.sampled_from(["", "close", "reopen", "write"]),
        ),
        max_size=8,
    )
)
def test_deadlines_issue_is_updated_in_place(
    days: list[tuple[frozenset[str], str]],
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        tracker = LocalTracker(Path(folder), datetime(2026, 5, 1, tzinfo=UTC))
        silenced, written = None, 0
        for late, act in days:
            missed = MissedDeadlines(untracked=[Remark("postmortems/a.md", 1, name) for name in sorted(late)])
            keep_deadlines_issue(tracker, missed)
            assert keep_deadlines_issue(tracker, missed) == ""
            issues = tracker.list_issues(LABEL)
            assert len(issues) <= 1
            for issue in issues:
                assert issue.body.count("Theirs.") == written
                assert issue.open == (bool(late) and silenced != late)
                if issue.open or late != silenced:
                    silenced = None
                if act == "close" and issue.open:
                    tracker.edit(issue.number, state="not_planned")
                    silenced = late
                elif act == "reopen":
                    tracker.edit(issue.number, state="open")
                    silenced = None
                elif act == "write":
                    tracker.edit(issue.number, body=issue.body + "\nTheirs.\n")
                    written += 1
        tracker.close_connection()

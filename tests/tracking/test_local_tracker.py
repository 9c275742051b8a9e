"""The local tracker, and plans carried out on it."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.errors import AfterwordError
from afterword.tracking import marker
from afterword.tracking.apply_plan import apply_plan
from afterword.tracking.local_tracker import FILE, LocalTracker
from afterword.tracking.operations import OperationKind
from afterword.tracking.plan import plan
from afterword.tracking.read_tracker import read_tracker
from afterword.tracking.tracker import Absence
from tracking.rows import CONFIG, LABEL, NOW, collect, document, planned, row, sync


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[LocalTracker]:
    made = LocalTracker(tmp_path, NOW)
    yield made
    made.close_connection()


def test_issues_are_kept(tracker: LocalTracker, tmp_path: Path) -> None:
    assert tracker.list_issues(LABEL) == [] and not (tmp_path / FILE).exists()
    made = tracker.create("Title", "Body", [LABEL])
    assert (made.number, made.url, made.open) == (1, "local:#1", True)
    tracker.edit(1, title="New")
    tracker.label(1, ["x"], ["z"])
    tracker.assign(1, "octocat")
    tracker.comment(1, "why")
    tracker.edit(1, state="completed")
    tracker.close_connection()
    (found,) = tracker.list_issues(LABEL)
    assert (found.title, found.body, found.open, found.reason) == ("New", "Body", False, "completed")
    assert (found.assignees, found.labels, tracker.comments(1)) == (("octocat",), frozenset({LABEL, "x"}), ["why"])
    tracker.edit(1, state="open")
    assert tracker.get(1).open and tracker.get(2) is Absence.MISSING  # type: ignore[union-attr]
    tracker.unassign(1, "Octocat")
    assert tracker.get(1).assignees == ()  # type: ignore[union-attr]
    assert (tmp_path / ".afterword/.gitignore").read_text() == "*\n"


def test_numbers_are_not_used_again(tracker: LocalTracker) -> None:
    assert [tracker.create("t", "", []).number for _ in range(3)] == [1, 2, 3]


def test_a_missing_issue_and_a_broken_file_are_reported(tracker: LocalTracker, tmp_path: Path) -> None:
    with pytest.raises(AfterwordError, match="no issue #5"):
        tracker.comment(5, "x")
    tracker.close_connection()
    (tmp_path / FILE).write_bytes(b"not a database, by any means" * 100)
    with pytest.raises(AfterwordError, match="cannot be used") as caught:
        tracker.list_issues(LABEL)
    assert caught.value.path == FILE and "delete the file" in caught.value.remedy


def test_two_processes_lose_nothing(tracker: LocalTracker, tmp_path: Path) -> None:
    code = (
        "import sys; from datetime import datetime, UTC; from pathlib import Path\n"
        "from afterword.tracking.local_tracker import LocalTracker\n"
        "t = LocalTracker(Path(sys.argv[1]), datetime(2026, 1, 1, tzinfo=UTC))\n"
        f"[t.create(sys.argv[2], '', [{LABEL!r}]) for _ in range(40)]; t.close_connection()\n"
    )
    runs = [subprocess.Popen([sys.executable, "-c", code, str(tmp_path), name]) for name in ("one", "two")]
    assert [run.wait(60) for run in runs] == [0, 0]
    issues = tracker.list_issues(LABEL)
    assert [issue.number for issue in issues] == list(range(1, 81))
    assert [issue.title for issue in issues].count("one") == 40


def test_a_plan_is_a_cap(tracker: LocalTracker) -> None:
    wanted = document([row("A1", "One"), row("A2", "Two")])
    collected = collect(wanted)
    issues, known = read_tracker(collected, tracker, CONFIG.tracking, NOW)
    made = plan(collected, issues, known)
    sync(tracker, document([row("A1", "One")]))  # somebody else was faster
    result = apply_plan(made, collected, known, tracker)
    assert [done.operation.key.action for done in result.done] == ["a2"]
    assert len(tracker.list_issues(LABEL)) == 2


def test_a_lost_file_is_made_again_with_the_numbers_that_the_rows_have(tracker: LocalTracker) -> None:
    """The file is not in git: it is not on another machine."""
    rows = [row("A1", "One", issue="#7"), row("A2", "Two", issue="#3"), row("A3", "Three", status="done", issue="#5")]
    sync(tracker, document(rows))
    assert {issue.number: issue.title for issue in tracker.list_issues(LABEL)} == {7: "One", 3: "Two", 5: "Three"}
    assert not tracker.get(5).open  # type: ignore[union-attr]
    assert planned(tracker, document(rows)).operations == ()


def test_a_number_that_is_made_again_replaces_the_issue_that_its_row_has(tracker: LocalTracker) -> None:
    sync(tracker, document([row("A1", "One")]))
    named = document([row("A1", "One", issue="#7")])
    sync(tracker, named)
    assert tracker.get(7).open and tracker.get(1).reason == "duplicate"  # type: ignore[union-attr]
    assert planned(tracker, named).operations == ()


def test_a_row_that_goes_and_comes_back(tracker: LocalTracker) -> None:
    two = document([row("A1", "One"), row("A2", "Two")])
    sync(tracker, two)
    before = tracker.get(2)
    sync(tracker, document([row("A1", "One")]))
    assert tracker.get(2).reason == "not_planned" and "no row A2 of" in tracker.comments(2)[0]  # type: ignore[union-attr]
    sync(tracker, two)
    assert tracker.get(2) == before


def test_of_two_issues_for_one_row_one_is_closed(tracker: LocalTracker) -> None:
    wanted = document([row("A1", "One")])
    sync(tracker, wanted)
    tracker.create("One", tracker.get(1).body, [LABEL])  # type: ignore[union-attr]
    sync(tracker, wanted)
    assert tracker.get(1).open and tracker.get(2).reason == "duplicate"  # type: ignore[union-attr]
    assert "\nDuplicate of #1" in tracker.comments(2)[0]
    assert planned(tracker, wanted).operations == ()


_WORDS = st.text(st.characters(codec="utf-8", exclude_characters="|\r\n", exclude_categories=["Cs"]), max_size=30)
_ROWS = st.lists(
    st.builds(
        row,
        st.sampled_from(["A1", "A2", "A3", "a1", "", "Ü"]),
        _WORDS,
        owner=st.sampled_from(["TBD", "@octocat", "hubot", "@acme/team", "the on-call", ""]),
        status=st.sampled_from(["open", "done", "not planned", "in progress", ""]),
        issue=st.sampled_from(["", "", "#1", "#2", "#9", "other/place#3", "soon", "unknown"]),
    ),
    max_size=4,
)
_DOCUMENTS = st.lists(
    st.builds(
        document,
        _ROWS,
        document_id=st.sampled_from(["2026-01-01-a", "2026-01-02-b"]),
        notice=st.booleans(),
        details=st.sampled_from(["", "### A1\n\n```\nx\n", "### A2\n\n<!-- afterword:end -->\n", "text\n"]),
    ),
    max_size=2,
    unique_by=lambda made: made.id,
)
_EDITS = st.lists(
    st.tuples(
        st.integers(1, 5),
        st.sampled_from(["close", "not planned", "reopen", "title", "above", "inside", "no end", "no begin", "twice"]),
    ),
    max_size=5,
)


def edit(tracker: LocalTracker, number: int, what: str) -> None:
    """What somebody does to an issue meanwhile."""
    issue = tracker.get(number)
    if isinstance(issue, Absence):
        return
    bodies = {
        "above": f"Above\r\n{issue.body}\nBelow",
        "inside": issue.body.replace("**Severity", "**Gravity"),
        "no end": issue.body.replace(marker.END, ""),
        "no begin": issue.body.replace(marker.BEGIN, ""),
        "twice": issue.body + issue.body,
    }
    if what == "close":
        tracker.edit(number, state="completed")
    elif what == "not planned":
        tracker.edit(number, state="not_planned")
    elif what == "reopen":
        tracker.edit(number, state="open")
    elif what == "title":
        tracker.edit(number, title="Something else")
    else:
        tracker.edit(number, body=bodies[what])


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(first=_DOCUMENTS, second=_DOCUMENTS, edits=_EDITS)
def test_one_run_is_enough(tmp_path_factory: pytest.TempPathFactory, first: list, second: list, edits: list) -> None:
    tracker = LocalTracker(tmp_path_factory.mktemp("local"), NOW)
    try:
        sync(tracker, *first)
        for number, what in edits:
            edit(tracker, number, what)
        outside = {issue.number: issue for issue in tracker.list_issues(LABEL)}
        result = sync(tracker, *second)
        assert result.error is None
        assert planned(tracker, *second).operations == ()
        kinds: dict[int, set[OperationKind]] = {}
        for done in result.done:
            kinds.setdefault(done.issue.number, set()).add(done.operation.kind)
        for issue in tracker.list_issues(LABEL):
            before = outside.get(issue.number)
            if before and "Above\r\n" in before.body:
                assert "Above\r\n" in issue.body and issue.body.endswith(before.body[-5:])
            if before and before.open != issue.open:
                assert kinds[issue.number] & {"close", "reopen"}
    finally:
        tracker.close_connection()


def test_closing_an_issue_whose_row_is_gone_can_fail_at_any_step(
    tracker: LocalTracker, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whatever got through, the next run finishes it, and the row's return reopens the issue."""
    one, gone = document([row("A1", "Add the case"), row("A2", "Alert")]), document([row("A2", "Alert")])

    def broken(*_: object, **__: object) -> None:
        raise AfterwordError("the line went dead")

    for step in ("comment", "edit"):
        sync(tracker, one)
        assert tracker.get(1).open  # type: ignore[union-attr]
        with monkeypatch.context() as patched:
            patched.setattr(tracker, step, broken)
            sync(tracker, gone)
        sync(tracker, gone)
        assert not tracker.get(1).open, step  # type: ignore[union-attr]
        with monkeypatch.context() as patched:
            patched.setattr(tracker, step, broken)
            sync(tracker, one)
        sync(tracker, one)
        assert tracker.get(1).open, step  # type: ignore[union-attr]

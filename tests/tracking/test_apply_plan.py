"""Carrying a plan out: what is asked of the tracker, in which order, and what happens if it fails."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.errors import AfterwordError
from afterword.github.errors import AmbiguousCreate, Refused
from afterword.postmortem import PostMortem
from afterword.tracking import marker
from afterword.tracking.apply_plan import MAX_CLOSES, MAX_REFUSALS, MAX_REFUSED_LINKS, PlanResult, apply_plan
from afterword.tracking.plan import plan
from afterword.tracking.wanted_issues import WantedIssues
from fakes.clock import FakeClock
from tracking.plans import RESOLVED, STRANGER, facts, issue
from tracking.recording import RecordingTracker
from tracking.rows import ID, LABEL, collect, document, row

ONE = document([row("A1", "Add the case", owner="@octocat")])
TWO = document([row("A1", "One"), row("A2", "Two")])
MANY = document([row(f"A{number}", f"Do {number}") for number in range(1, 61)])


def run(
    tracker: RecordingTracker, *documents: PostMortem, cap: frozenset[str] | None = None, **more: object
) -> PlanResult:
    """Plan and carry out; the clock is `tracker.clock` afterwards."""
    wanted = collect(*documents)
    return carry_out(tracker, wanted, cap=cap, **more)


def carry_out(
    tracker: RecordingTracker, wanted: WantedIssues, cap: frozenset[str] | None = None, **more: object
) -> PlanResult:
    known = facts(**more)
    made = plan(wanted, list(tracker.issues.values()), known)
    tracker.clock = FakeClock()  # type: ignore[attr-defined]
    tracker.progress = []  # type: ignore[attr-defined]
    agreed = replace(made, operations=tuple(one for one in made.operations if cap is None or one.identity in cap))
    return apply_plan(
        agreed, wanted, known, tracker,  # type: ignore[arg-type]
        clock=tracker.clock, progress=tracker.progress.append,  # type: ignore[attr-defined]
    )  # fmt: skip


def unsure(name: str, number: int) -> None:
    if name == "created":
        raise AmbiguousCreate("GitHub did not say")


def test_nothing_is_asked_if_there_is_nothing_to_do() -> None:
    tracker = RecordingTracker(issue(7, TWO), issue(8, TWO, 1))
    result = run(tracker, TWO)
    assert (result.done, result.left, tracker.leases, tracker.lists) == ((), 0, 0, 0)
    assert [one and one.number for _, one in result.tracked] == [7, 8]


def test_an_issue_is_created_then_assigned_and_linked() -> None:
    tracker = RecordingTracker()
    result = run(tracker, ONE, parents=True)
    assert [one[:3] for one in tracker.calls] == [
        ("create", 0, "Post-mortem: The bot invents a policy"),
        ("create", 0, "Add the case"),
        ("assign", 2, "octocat"),
        ("link", 1, 2),
    ]
    assert [(done.operation.kind, done.issue.number) for done in result.done] == [
        ("create", 1),
        ("create", 2),
        ("assign", 2),
        ("link", 2),
    ]
    assert result.done[-1].issue.parent == 1
    assert [one and (one.number, one.parent) for _, one in result.tracked] == [(2, 1)]
    assert tracker.held.kept == [0, 1, 0, 2, 0, 0] and tracker.held.is_clean
    assert tracker.labels == ["postmortem-document", LABEL, "category: eval case", "severity: SEV2"]
    assert tracker.progress == [  # type: ignore[attr-defined]
        "waiting for other runs",
        "reading acme/widgets",
        "1 of 4",
        "2 of 4",
        "3 of 4",
        "4 of 4",
    ]


def test_a_changed_issue_is_as_the_operations_left_it() -> None:
    before = issue(7, ONE, title="Add a case", labels=frozenset({LABEL, "severity: SEV1"}), assignees=("octocat",))
    before = replace(before, body=before.body.replace("eval", "x"))
    tracker = RecordingTracker(before)
    result = run(tracker, ONE)
    wanted = issue(7, ONE)
    assert tracker.calls == [
        ("edit", 7, "Add the case", wanted.body.rstrip() + "\n", None),
        ("label", 7, ("category: eval case", "severity: SEV2"), ("severity: SEV1",)),
    ]
    changed = result.tracked[0][1]
    assert changed == replace(
        wanted, body=wanted.body.rstrip() + "\n", assignees=("octocat",),
        labels=frozenset({LABEL, "category: eval case", "severity: SEV2"}),
    )  # fmt: skip


def test_what_an_update_does_not_change_stays() -> None:
    tracker = RecordingTracker(issue(7, TWO, title="The one"), issue(8, TWO, 1, body=issue(8, TWO, 1).body + "\n"))
    result = run(tracker, TWO)
    assert tracker.calls == [("edit", 7, "One", None, None)]
    assert [one for _, one in result.tracked] == [issue(7, TWO), tracker.issues[8]]


def test_a_removed_row_is_explained_once_and_its_issue_closed_in_one_step() -> None:
    gone = issue(8, TWO, 1)
    tracker = RecordingTracker(issue(7, TWO), gone)
    tracker.said[8] = ["something", "<!-- afterword:comment=other -->\nx"]
    result = run(tracker, document([row("A1", "One")]))
    comment, edit = tracker.calls
    assert comment[:2] == ("comment", 8) and comment[2].startswith("<!-- afterword:comment=row-gone -->\nThere is no ")
    assert edit == ("edit", 8, None, marker.withdrawn(gone.body), "not_planned")
    closed = result.done[-1].issue
    assert (closed.open, closed.reason, closed.body) == (False, "not_planned", marker.withdrawn(gone.body))
    again = RecordingTracker(issue(7, TWO), gone)
    again.said[8] = [f"{comment[2]} and more"]
    run(again, document([row("A1", "One")]))
    assert [one[0] for one in again.calls] == ["edit"]


def test_a_row_that_is_back_reopens_its_issue() -> None:
    closed = issue(7, TWO, open=False, reason="not_planned")
    tracker = RecordingTracker(replace(closed, body=marker.withdrawn(closed.body)), issue(8, TWO, 1))
    result = run(tracker, TWO)
    assert tracker.calls == [("edit", 7, None, issue(7, TWO).body.rstrip() + "\n", "open")]
    assert (result.done[0].issue.open, result.done[0].issue.reason) == (True, None)


def test_what_is_done_to_a_duplicate_leaves_the_rows_issue_as_it_is() -> None:
    tracker = RecordingTracker(issue(7, ONE, assignees=("octocat",)), issue(9, ONE, assignees=("octocat",)))
    result = run(tracker, ONE)
    assert [one[:2] for one in tracker.calls] == [("comment", 9), ("edit", 9)]
    assert result.tracked[0][1] == tracker.issues[7]


def test_an_owner_whom_the_tracker_drops_is_a_warning() -> None:
    former = issue(7, document([row("A1", "Add the case", owner="@hubot")]), assignees=("hubot",))
    tracker = RecordingTracker(former)
    tracker.cannot = {"octocat"}
    result = run(tracker, ONE)
    assert [one[:3] for one in tracker.calls][:2] == [("unassign", 7, "hubot"), ("assign", 7, "octocat")]
    assert [(one.reason, one.remedy) for one in result.warnings] == [
        ("A1: issue #7 could not be assigned to @octocat", "correct the handle, or give the account access")
    ]


def test_labels_that_a_creation_drops_are_added() -> None:
    tracker = RecordingTracker()
    tracker.drop_labels = True
    result = run(tracker, TWO)
    labels = (LABEL, "category: eval case", "severity: SEV2")
    assert [one[:3] for one in tracker.calls][1] == ("label", 1, labels)
    assert all(one is not None and one.labels == frozenset(labels) for _, one in result.tracked)


def test_an_issue_that_an_ambiguous_create_left_is_found() -> None:
    tracker = RecordingTracker()
    tracker.fail = unsure
    result = run(tracker, ONE)
    assert result.error is None and [done.issue.number for done in result.done] == [1, 1]
    assert tracker.clock.now() > FakeClock().now()  # type: ignore[attr-defined]
    assert tracker.held.is_clean and tracker.held.kept == [0, 1, 0]


def test_a_reminder_that_an_ambiguous_create_left_is_found_by_its_label() -> None:
    late = document([], front=RESOLVED)
    tracker = RecordingTracker()
    tracker.fail = unsure
    result = run(tracker, late)
    assert result.error is None and [done.issue.number for done in result.done] == [1]


@pytest.mark.parametrize("change", [{"author_id": STRANGER}, {"author_id": None}, {"body": "theirs"}, {"labels": ()}])
def test_after_an_ambiguous_create_only_an_issue_of_ours_counts(change: dict[str, object]) -> None:
    """A stranger may have copied the marker of a public repository."""
    tracker = RecordingTracker()

    def fail(name: str, number: int) -> None:
        if name == "create":
            tracker.add(issue(5, ONE), **{**change, "labels": frozenset(change.get("labels", {LABEL}))})  # type: ignore[call-overload]
            raise AmbiguousCreate("GitHub did not say")

    tracker.fail = fail
    result = run(tracker, ONE)
    assert result.done == () and not tracker.held.is_clean and result.error is not None
    assert result.error.message == "GitHub did not say, and acme/widgets does not list it"
    assert result.error.remedy == "run `afterword sync` again later; it looks before it opens anything"


def test_after_an_ambiguous_create_the_issue_of_another_row_does_not_count() -> None:
    tracker = RecordingTracker(issue(7, TWO))

    def fail(name: str, number: int) -> None:
        if name == "create":
            raise AmbiguousCreate("GitHub did not say")

    tracker.fail = fail
    result = run(tracker, TWO)
    assert result.error is not None and [one and one.number for _, one in result.tracked] == [7, None]


def refusing(*names: str, limit: int = 100) -> object:
    count = 0

    def fail(name: str, number: int) -> None:
        nonlocal count
        if name in names and count < limit:
            count += 1
            raise Refused(f"no {name}", remedy="look")

    return fail


def test_what_one_issue_refuses_keeps_no_other_from_its_turn() -> None:
    old = issue(7, TWO, title="The one", labels=frozenset({LABEL}))
    tracker = RecordingTracker(old, issue(8, TWO, 1, title="The two"))
    tracker.fail = refusing("edit", limit=1)  # type: ignore[assignment]
    result = run(tracker, TWO)
    assert tracker.calls == [("edit", 8, "Two", None, None)]  # and no label of #7
    assert [(one.reason, one.remedy, one.line) for one in result.refused] == [("A1: no edit", "look", 13)]
    assert result.error is None and result.left == 0


def test_a_refusal_without_a_row_is_reported_without_a_path() -> None:
    tracker = RecordingTracker(issue(7, TWO), issue(8, TWO, 1))
    tracker.fail = refusing("edit", "comment")  # type: ignore[assignment]
    result = run(tracker, document([row("A1", "One")]))
    assert [(one.path, one.reason) for one in result.refused] == [("", f"A2 of {ID}: no comment")]
    assert tracker.calls == []


def test_a_refused_creation_leaves_the_lease_clean() -> None:
    tracker = RecordingTracker()
    tracker.fail = refusing("create", limit=1)  # type: ignore[assignment]
    result = run(tracker, document([row("A1", "One", owner="@octocat"), row("A2", "Two")]))
    assert [one[0] for one in tracker.calls] == ["create"] and tracker.held.is_clean
    assert [one.reason for one in result.refused] == ["A1: no create"]
    assert [one and one.number for _, one in result.tracked] == [None, 1]


def test_a_label_that_is_refused_after_a_creation_ends_the_run() -> None:
    """Without it, the next run would open a second issue."""
    tracker = RecordingTracker()
    tracker.drop_labels = True
    tracker.fail = refusing("label")  # type: ignore[assignment]
    result = run(tracker, TWO)
    assert result.error is not None and result.error.message == "no label" and not tracker.held.is_clean
    assert [one[0] for one in tracker.calls] == ["create"]


@pytest.mark.parametrize("over", [0, 1])
def test_a_run_ends_if_very_many_issues_refuse(over: int) -> None:
    tracker = RecordingTracker()
    tracker.fail = refusing("create", limit=MAX_REFUSALS + over)  # type: ignore[assignment]
    result = run(tracker, MANY)
    assert len(result.refused) == MAX_REFUSALS and (result.error is None) is (over == 0)
    assert len(result.done) == (60 - MAX_REFUSALS if over == 0 else 0)


def test_a_run_stops_linking_after_a_few_refusals() -> None:
    tracker = RecordingTracker()
    tracker.fail = refusing("link", limit=MAX_REFUSED_LINKS)  # type: ignore[assignment]
    result = run(tracker, MANY, parents=True)
    assert result.error is None and result.refused == () and len(result.warnings) == MAX_REFUSED_LINKS
    assert not [one for one in tracker.calls if one[0] == "link"]
    tracker = RecordingTracker()
    tracker.fail = refusing("link", limit=MAX_REFUSED_LINKS - 1)  # type: ignore[assignment]
    run(tracker, MANY, parents=True)
    assert len([one for one in tracker.calls if one[0] == "link"]) == 60 - MAX_REFUSED_LINKS + 1


def test_nothing_is_linked_to_a_parent_that_was_refused() -> None:
    tracker = RecordingTracker()
    tracker.fail = refusing("create", limit=1)  # type: ignore[assignment]
    result = run(tracker, ONE, parents=True)
    assert [one[:3] for one in tracker.calls] == [("create", 0, "Add the case"), ("assign", 1, "octocat")]
    assert [one.reason for one in result.refused] == ["parent issue: no create"]


def test_a_failure_ends_the_run_and_keeps_what_was_done() -> None:
    tracker = RecordingTracker()

    def fail(name: str, number: int) -> None:
        if name == "create" and tracker.calls:
            raise AfterwordError("GitHub is gone")

    tracker.fail = fail
    result = run(tracker, TWO)
    assert [done.issue.number for done in result.done] == [1] and result.left == 0
    assert result.error is not None and result.error.message == "GitHub is gone"
    assert [one and one.number for _, one in result.tracked] == [1, None]


@pytest.mark.parametrize(("removed", "left"), [(MAX_CLOSES, 0), (MAX_CLOSES + 2, 4)])
def test_issues_of_very_many_removed_rows_are_closed_in_portions(removed: int, left: int) -> None:
    tracker = RecordingTracker(*(issue(number, MANY, number - 1) for number in range(1, removed + 1)))
    result = run(tracker, document([row("A60", "Do 60")]))
    assert [one[1] for one in tracker.calls if one[0] == "edit"] == list(range(1, MAX_CLOSES + 1))
    assert result.left == left and [one.action for one, _ in result.tracked] == ["A60"]
    assert [one.reason for one in result.warnings] == (
        [f"the rows of {removed} issues are gone, and one run closes {MAX_CLOSES} of them"] if left else []
    )
    assert [one[0] for one in tracker.calls].count("create") == 1


def test_a_run_stops_when_the_budget_is_used_up() -> None:
    tracker = RecordingTracker()
    tracker.budget = 1
    result = run(tracker, document([row("A1", "One", owner="@octocat"), row("A2", "Two")]))
    assert len(tracker.calls) == 1 and result.left == 2 and result.error is None
    tracker = RecordingTracker()
    tracker.budget = 0
    result = run(tracker, TWO)
    assert (result.left, tracker.leases, [one for _, one in result.tracked]) == (2, 0, [None, None])


def test_a_plan_is_a_cap() -> None:
    wanted = collect(TWO)
    first, second = plan(wanted, [], facts()).operations
    tracker = RecordingTracker()
    result = run(tracker, TWO, cap=frozenset({second.identity, "0" * 16}))
    assert [one[2] for one in tracker.calls] == ["Two"] and result.left == 0
    tracker = RecordingTracker()
    assert run(tracker, TWO, cap=frozenset()).done == () and tracker.leases == 0
    tracker = RecordingTracker()
    tracker.budget = 0
    assert run(tracker, TWO, cap=frozenset({first.identity})).left == 1


def test_what_somebody_else_did_meanwhile_is_not_done_again() -> None:
    tracker = RecordingTracker()
    tracker.before_lists = lambda count: tracker.add(issue(7, TWO))
    result = run(tracker, TWO)
    assert [one[2] for one in tracker.calls] == ["Two"]
    assert [one and one.number for _, one in result.tracked] == [7, 8]


def test_lists_are_awaited_that_show_what_the_former_run_opened() -> None:
    tracker = RecordingTracker(issue(7, TWO), last=8)
    tracker.before_lists = lambda count: tracker.add(issue(8, TWO, 1, title="The two")) if count == 5 else None
    result = run(tracker, TWO)
    assert tracker.calls == [] and [one and one.number for _, one in result.tracked] == [7, 8]
    assert (tracker.clock.now() - FakeClock().now()).total_seconds() == 10  # type: ignore[attr-defined]


def test_lists_that_stay_stale_end_the_run_after_a_minute() -> None:
    tracker = RecordingTracker(issue(7, TWO), last=9)
    with pytest.raises(AfterwordError, match="the list of acme/widgets lacks issue #9, which was opened before"):
        run(tracker, TWO)
    assert (tracker.clock.now() - FakeClock().now()).total_seconds() == 60  # type: ignore[attr-defined]
    assert tracker.calls == []


def test_the_clock_of_the_machine_is_the_default(monkeypatch: pytest.MonkeyPatch) -> None:
    wanted = collect(TWO)
    made = plan(wanted, [], facts())
    tracker = RecordingTracker()
    assert apply_plan(made, wanted, facts(), tracker).error is None  # type: ignore[arg-type]

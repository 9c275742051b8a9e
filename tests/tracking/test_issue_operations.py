"""The operations that make an issue agree with its row or document."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from afterword.github.issues import Issue
from afterword.postmortem import PostMortem
from afterword.tracking import marker
from afterword.tracking.marker import Key
from tracking.plans import RESOLVED, STRANGER, issue, issue_for, make_plan, steps
from tracking.rows import ID, LABEL, collect, document, row

ONE = document([row("A1", "Add the case")])
PARENT = Key.of(ID, "", "document")


def owned(owner: str, **more: str) -> PostMortem:
    """A document with one row that has an owner."""
    return document([row("A1", "Add the case", owner=owner, **more)])


def test_an_issue_is_opened_with_its_labels_and_then_assigned() -> None:
    create, assign = make_plan([], owned("@octocat", due="2026-04-10")).operations
    assert (create.title, create.add) == (
        "Add the case",
        (LABEL, "category: eval case", "severity: SEV2", "overdue"),
    )
    assert create.body == marker.with_block("", collect(owned("@octocat", due="2026-04-10")).rows[0].text.block)
    assert (create.why, create.number, create.issue) == ("", None, None)
    assert (assign.kind, assign.why, assign.assign, assign.remove) == ("assign", "@octocat", "octocat", ())
    assert make_plan([], ONE).operations[0].add == (LABEL, "category: eval case", "severity: SEV2")


def test_the_text_says_if_the_owner_cannot_be_assigned() -> None:
    assignable, not_assignable = (
        make_plan([], owned("@Ghost"), unassignable=frozenset(names)) for names in ((), ("ghost",))
    )
    assert [one.kind for one in not_assignable.operations] == ["create"]
    assert "has no assignee" not in (assignable.operations[0].body or "")
    assert "has no assignee" in (not_assignable.operations[0].body or "")
    assert assignable.unassigned == () and [one.action for one in not_assignable.unassigned] == ["A1"]
    assert [one.action for one in make_plan([], owned("the on-call")).unassigned] == ["A1"]
    assert make_plan([], owned("TBD")).unassigned == ()


@pytest.mark.parametrize(
    ("assignees", "owner", "why"),
    [
        (("octocat",), "@octocat", ""),
        (("OctoCat",), "@octocat", ""),
        (("hubot",), "@octocat", "@octocat"),
        ((), "@octocat", "@octocat"),
        ((), "@ghost", ""),
        (("hubot",), "TBD", ""),
    ],
)
def test_the_owner_is_assigned_once(assignees: tuple[str, ...], owner: str, why: str) -> None:
    wanted = owned(owner)
    made = make_plan([issue(7, wanted, assignees=assignees)], wanted, unassignable=frozenset({"ghost"}))
    assert [one[2] for one in steps(made) if one[0] == "assign"] == ([why] if why else [])


@pytest.mark.parametrize(
    ("assignees", "owner", "why", "assign"),
    [
        (("Hubot",), "@octocat", "@octocat, not @hubot", "octocat"),
        (("hubot", "octocat"), "@octocat", "not @hubot", None),
        (("hubot",), "TBD", "not @hubot", None),
        (("hubot",), "@HUBOT", None, None),
        (("octocat",), "@octocat", None, None),
        (("other",), "TBD", None, None),
    ],
)
def test_a_former_owner_is_unassigned(
    assignees: tuple[str, ...], owner: str, why: str | None, assign: str | None
) -> None:
    before = issue(7, owned("@hubot"), assignees=assignees)
    found = [one for one in make_plan([before], owned(owner)).operations if one.kind == "assign"]
    assert [(one.why, one.assign, one.remove) for one in found] == ([(why, assign, ("hubot",))] if why else [])
    if found and owner != "@HUBOT":  # the former owner is named in the text that an update replaces
        assert make_plan([before], owned(owner)).operations[0].kind == "assign"


@pytest.mark.parametrize(
    ("title", "body", "why"),
    [("Add a case", None, "title"), (None, "eval", "text"), ("Add a case", "eval", "title, text"), (None, None, "")],
)
def test_title_and_text_are_updated_in_one_step(title: str | None, body: str | None, why: str) -> None:
    before = issue(7, ONE)
    before = replace(before, title=title or before.title, body=before.body.replace(body or "-", (body and "x") or "-"))
    made = make_plan([before], ONE)
    assert steps(made) == ([("update", 7, why)] if why else [])
    if why:
        assert made.operations[0].title == ("Add the case" if title else None)
        assert made.operations[0].body == (issue(7, ONE).body.rstrip() + "\n" if body else None)


@pytest.mark.parametrize(
    ("labels", "why"),
    [
        ({LABEL, "category: eval case", "severity: SEV2", "bug"}, ""),
        ({LABEL, "Category: Eval Case", "severity: sev2"}, ""),
        ({"category: eval case", "severity: SEV2"}, f"+{LABEL}"),
        ({LABEL, "category: prompt", "severity: SEV1"}, "+category: eval case, +severity: SEV2, -severity: SEV1"),
        ({LABEL, "category: eval case", "severity: SEV2", "severity: SEV1"}, "-severity: SEV1"),
        ({LABEL, "category: eval case", "severity: SEV2", "category: made up"}, ""),
    ],
)
def test_labels_of_ours_follow_the_row(labels: set[str], why: str) -> None:
    made = make_plan([issue(7, ONE, labels=frozenset(labels))], ONE)
    assert steps(made) == ([("label", 7, why)] if why else [])
    if why:
        assert (
            ", ".join([*(f"+{n}" for n in made.operations[0].add), *(f"-{n}" for n in made.operations[0].remove)])
            == why
        )


@pytest.mark.parametrize(
    ("due", "has", "expected"),
    [
        ("2026-04-10", set(), [("comment", 7, "overdue: 2026-04-10"), ("label", 7, "+overdue")]),
        ("2026-04-10", {"overdue"}, []),
        ("2026-04-10", {"Overdue", "due-soon"}, [("label", 7, "-due-soon")]),
        ("2026-04-10", {"Due-Soon"}, [("comment", 7, "overdue: 2026-04-10"), ("label", 7, "+overdue, -Due-Soon")]),
        ("2026-04-18", set(), [("comment", 7, "due-soon: 2026-04-18"), ("label", 7, "+due-soon")]),
        ("2026-04-18", {"overdue", "due-soon"}, [("label", 7, "-overdue")]),
        ("2026-09-01", {"overdue", "due-soon"}, [("label", 7, "-due-soon, -overdue")]),
        ("2026-09-01", set(), []),
        ("", {"overdue"}, [("label", 7, "-overdue")]),
    ],
)
def test_a_date_that_is_near_or_past_is_said_once(due: str, has: set[str], expected: list[object]) -> None:
    wanted = document([row("A1", "Add the case", due=due)])
    before = issue(7, wanted)
    before = replace(before, labels=before.labels | has)
    made = make_plan([before], wanted, due_soon=timedelta(days=3))
    assert steps(made) == expected
    for one in made.operations:
        if one.kind == "comment":
            assert one.comment == one.why.replace(": ", "/") and f"due on {due}" in one.text


def test_what_is_closed_is_left_as_it_is() -> None:
    closed = issue(7, owned("@hubot"), open=False, reason="completed", labels=frozenset(), title="Add a case")
    made = make_plan([closed], owned("@octocat", due="2026-04-10"))
    assert made.operations == () and made.tracked[0][1] == closed and made.unassigned == ()
    assert make_plan([closed], owned("ops", due="2026-04-10")).unassigned == ()


def test_a_row_that_is_back_reopens_its_issue_and_updates_the_rest() -> None:
    gone = issue(7, owned("@hubot"), open=False, labels=frozenset({LABEL}), title="Add a case")
    gone = replace(gone, body=marker.withdrawn(gone.body))
    made = make_plan([gone], ONE)
    assert steps(made) == [
        ("reopen", 7, "its row is back"),
        ("update", 7, "title"),
        ("label", 7, "+category: eval case, +severity: SEV2"),
    ]
    assert made.operations[0].body == issue(7, ONE).body.rstrip() + "\n"


def test_duplicates_are_closed_with_a_comment() -> None:
    closed = issue(8, ONE, open=False, reason="completed")
    made = make_plan([issue(7, ONE), closed, issue(9, ONE)], ONE)
    comment, close = made.operations
    assert steps(made) == [("comment", 9, "duplicate of #7"), ("close", 9, "duplicate of #7")]
    assert (comment.comment, comment.text) == (
        "duplicate/7",
        "Duplicate of #7: both track the same item of a post-mortem.",
    )
    assert (close.reason, close.body) == ("duplicate", None)


def test_what_the_local_tracker_has_lost_is_made_again_with_its_number_first() -> None:
    from afterword.tracking.tracker import Absence

    rows = [row("A1", "New"), row("A2", "Done", status="done", issue="#9", owner="@octocat")]
    made = make_plan([], document(rows), named={("", 9): Absence.MISSING}, file_owns_status=True)
    assert [(one.kind, one.key.action, one.number, one.reason) for one in made.operations] == [
        ("create", "a2", 9, None),
        ("create", "a1", None, None),
        ("assign", "a2", None, None),
        ("close", "a2", None, "completed"),
    ]


def parents(*more: Issue, wanted: PostMortem = ONE, **options: object) -> list[tuple[str, int | None, str]]:
    """The operations if issues can be parts of others."""
    return steps(make_plan(list(more), wanted, parents=True, **options))


def test_a_row_becomes_a_part_of_its_post_mortems_issue() -> None:
    made = make_plan([], ONE, parents=True)
    assert [(one.kind, one.key.subject, one.parent) for one in made.operations] == [
        ("create", "document", None),
        ("create", "action", None),
        ("link", "action", PARENT),
    ]
    assert [one.kind for one in make_plan([], ONE).operations] == ["create"]
    parent = issue_for(3, collect(ONE).parents[0])
    assert parents(parent, issue(7, ONE)) == [("link", 7, "part of the post-mortem's issue")]
    assert parents(parent, issue(7, ONE, parent=3)) == []


@pytest.mark.parametrize("number", [0, 5])
def test_a_part_that_a_person_moved_stays_there(number: int) -> None:
    parent = issue_for(3, collect(ONE).parents[0])
    theirs = Issue(5, "Theirs", "", True, None, frozenset(), (), STRANGER, "u")
    assert parents(parent, issue(7, ONE, parent=number), theirs) == []


def test_a_part_of_the_issue_of_a_former_id_is_moved() -> None:
    other = document([row("A1", "Add the case")], document_id="2026-03-01-other")
    former = issue_for(5, collect(other).parents[0], open=False, reason="completed")
    parent = issue_for(3, collect(ONE).parents[0])
    link = ("link", 7, "part of the post-mortem's issue")
    assert parents(parent, former, issue(7, ONE, parent=5)) == [link]
    assert parents(parent, replace(former, author_id=STRANGER), issue(7, ONE, parent=5)) == []
    assert parents(parent, issue(5, other, open=False), issue(7, ONE, parent=5)) == []


def test_no_row_becomes_a_part_of_what_may_not_be_ours() -> None:
    claim = issue_for(3, collect(ONE).parents[0], author_id=STRANGER)
    assert parents(claim, issue(7, ONE)) == [("create", None, "")]
    assert parents(replace(claim, insider=True), issue(7, ONE)) == []
    same = issue_for(3, collect(ONE).parents[0])
    assert parents(same, issue(7, ONE), same_id=frozenset({3})) == []


@pytest.mark.parametrize(("taken", "links"), [(98, 2), (99, 1), (100, 0)])
def test_an_issue_has_no_more_than_a_hundred_parts(taken: int, links: int) -> None:
    two = document([row("A1", "One"), row("A2", "Two")])
    parent = issue_for(1, collect(two).parents[0])
    parts = [Issue(n, "Part", "", False, None, frozenset(), (), STRANGER, "u", parent=1) for n in range(11, 11 + taken)]
    found = parents(parent, issue(2, two), issue(3, two, 1), *parts, wanted=two)
    assert [one[0] for one in found] == ["link"] * links


def test_the_issue_of_a_document_is_open_as_long_as_one_of_its_parts() -> None:
    two = document([row("A1", "One"), row("A2", "Two")])
    parent = issue_for(1, collect(two).parents[0])
    issues = [issue(2, two, parent=1), issue(3, two, 1, parent=1)]
    closed = [replace(one, open=False, reason="completed") for one in issues]
    assert parents(parent, *issues, wanted=two) == parents(parent, issues[0], closed[1], wanted=two) == []
    done = make_plan([parent, *closed], two, parents=True)
    assert steps(done) == [("close", 1, "all its parts are closed")]
    assert done.operations[0].reason == "completed"
    assert done.operations[0].body == marker.withdrawn(parent.body)
    by_us = replace(parent, open=False, body=marker.withdrawn(parent.body), labels=frozenset(), title="Add a case")
    assert parents(by_us, *closed, wanted=two) == []
    assert parents(by_us, issues[0], closed[1], wanted=two) == [
        ("reopen", 1, "something is left to do"),
        ("update", 1, "title"),
        ("label", 1, "+postmortem-document"),
    ]
    by_person = replace(parent, open=False, reason="completed")
    assert parents(by_person, *issues, wanted=two) == []
    reopened = replace(parent, body=marker.withdrawn(parent.body))
    assert parents(reopened, *closed, wanted=two) == []


def test_the_issue_of_a_document_stays_open_while_a_row_cannot_be_tracked() -> None:
    two = document([row("A1", "One", status="done"), row("A2", "Two", issue="soon")])
    parent = issue_for(1, collect(two).parents[0])
    closed = issue(2, two, open=False, reason="completed", parent=1)
    assert parents(parent, closed, wanted=two) == []


def test_a_documents_issue_keeps_labels_of_people_and_loses_duplicates() -> None:
    parent = issue_for(1, collect(ONE).parents[0])
    parent = replace(parent, labels=parent.labels | {"severity: SEV1", "bug"})
    assert parents(parent, replace(parent, number=4), issue(2, ONE, parent=1)) == [
        ("comment", 4, "duplicate of #1"),
        ("close", 4, "duplicate of #1"),
    ]


def test_no_issue_of_a_document_is_opened_for_settled_rows() -> None:
    settled = document([row("A1", "One", status="done")])
    assert parents(wanted=settled) == []
    assert parents(issue(2, settled, open=False, reason="completed"), wanted=settled) == []
    assert [one[0] for one in parents(issue(2, settled), wanted=settled)] == ["create", "link"]


def test_a_reminder_is_opened_when_publication_is_overdue_and_closed_by_it() -> None:
    late = document([], front=RESOLVED)
    published = document([], front=RESOLVED, status="published")
    reminder = issue_for(4, collect(late).reminders[0])
    (create,) = make_plan([], late).operations
    assert (create.kind, create.key.subject, create.add) == ("create", "reminder", ("postmortem-document",))
    assert make_plan([reminder], late).operations == ()
    done = make_plan([reminder], published)
    assert steps(done) == [("close", 4, "published")] and done.operations[0].reason == "completed"
    assert make_plan([], published).operations == ()
    assert make_plan([], document([])).operations == ()


def test_a_reminder_that_another_account_holds_is_a_warning() -> None:
    late = document([], front=RESOLVED)
    claim = issue_for(4, collect(late).reminders[0], author_id=STRANGER, insider=True)
    made = make_plan([claim], late)
    assert made.operations == () and [one.reason for one in made.warnings] == [
        "reminder: issue #4 has its marker but is by another account"
    ]
    published = document([], front=RESOLVED, status="published")
    assert make_plan([claim], published).warnings == ()

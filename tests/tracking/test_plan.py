"""The plan, as a value: no tracker, no network."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.github.issues import Issue
from afterword.postmortem import read
from afterword.postmortem.values import Ref
from afterword.tracking import marker
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.document_links import DocumentLinks
from afterword.tracking.marker import Key
from afterword.tracking.plan import plan
from afterword.tracking.tracker import Absence
from afterword.tracking.tracker_facts import TrackerFacts
from tracking.plans import ME, RESOLVED, STRANGER, issue, issue_for, kinds, make_plan
from tracking.rows import CONFIG, ID, LABEL, NOW, collect, document, markdown, row

ONE = document([row("A1", "Add the case")])


def test_a_row_without_an_issue_is_created_with_its_marker() -> None:
    (operation,) = make_plan([], ONE).operations
    assert operation.kind == "create"
    assert operation.title == "Add the case"
    assert f"<!-- afterword:action={ID}/A1 -->" in (operation.body or "")


def test_an_issue_that_agrees_with_its_row_needs_nothing() -> None:
    assert make_plan([issue(7, ONE)], ONE).operations == ()


def test_crlf_from_githubs_form_is_no_change() -> None:
    same = issue(7, ONE)
    assert make_plan([replace(same, body=same.body.replace("\n", "\r\n"))], ONE).operations == ()


@pytest.mark.parametrize("status", ["done", "not planned"])
def test_a_settled_row_opens_no_issue_and_is_not_reported(status: str) -> None:
    made = make_plan([], document([row("A1", "Roll back", status=status)]))
    assert made.operations == () and made.skipped == ()


def test_a_changed_row_updates_title_and_text() -> None:
    assign, update = make_plan([issue(7, ONE)], document([row("A1", "Add two cases", owner="@octocat")])).operations
    assert (assign.kind, assign.assign) == ("assign", "octocat")
    assert (update.kind, update.why) == ("update", "title, text")


def test_text_outside_our_block_survives_an_update() -> None:
    mine = issue(7, ONE)
    edited = replace(mine, body=f"Above.\r\n{mine.body.replace('eval case', 'tampered')}\nBelow.\r\n")
    (operation,) = make_plan([edited], ONE).operations
    assert operation.body == f"Above.\r\n{mine.body.rstrip()}\n\nBelow.\r\n"


def test_the_status_cell_neither_closes_nor_reopens() -> None:
    done = document([row("A1", "Add the case", status="done")])
    made = make_plan([issue(7, ONE)], done)
    assert made.operations == ()
    assert "the row says `done`, but issue #7 is open" in made.warnings[0].reason
    assert make_plan([issue(7, ONE, open=False, reason="completed")], ONE).operations == ()


def test_a_row_that_is_gone_closes_its_issue_once_and_its_return_reopens_it() -> None:
    two = document([row("A1", "Add the case"), row("A2", "Another")])
    issues = [issue(7, two), issue(8, two, 1)]
    comment, operation = make_plan(issues, ONE).operations
    assert (comment.kind, comment.issue) == ("comment", issues[1]) and "no row A2 of" in comment.text
    assert (operation.kind, operation.issue, operation.reason) == ("close", issues[1], "not_planned")
    closed = replace(issues[1], open=False, reason="not_planned", body=operation.body or "")
    assert make_plan([issues[0], closed], ONE).operations == ()
    (back,) = make_plan([issues[0], closed], two).operations
    assert back.kind == "reopen" and back.body == issues[1].body


def test_an_issue_that_a_person_reopened_after_its_row_went_is_left_alone() -> None:
    two = document([row("A1", "Add the case"), row("A2", "Another")])
    gone = issue(8, two, 1)
    assert make_plan([replace(gone, body=marker.withdrawn(gone.body))], document([])).operations == ()


def test_a_deleted_document_closes_its_issues() -> None:
    other = document([row("A1", "Something else")], document_id="2026-03-01-other")
    assert kinds(make_plan([issue(7, ONE), issue(8, other)], other)) == ["comment", "close"]


def test_no_documents_at_all_close_nothing() -> None:
    made = make_plan([issue(7, ONE)])
    assert made.operations == ()
    assert "there are no post-mortems" in made.notes[0].reason


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("---\nschema", "--\nschema"),
        lambda text: text.replace("schema: 1", "schema: [1"),
        lambda text: text.replace("id: ", "# id: "),
        lambda text: text.replace("id: 2026", "id: 2025"),
        lambda text: text + "\n## Action items\n\nagain\n",
        lambda text: text.replace("| ID | Action", "| ID | Deed"),
        lambda text: text.replace("| A1 |", "|  |"),
    ],
)
def test_a_document_that_is_not_certain_closes_and_creates_nothing(damage: object) -> None:
    text = damage(markdown([row("A1", "Add the case"), row("A2", "Another")]))  # type: ignore[operator]
    broken = read(text.encode(), f"postmortems/{ID}.md")
    two = document([row("A1", "Add the case"), row("A2", "Another")])
    made = make_plan([issue(7, two), issue(8, two, 1)], broken)
    assert not {"create", "close"} & set(kinds(made))
    assert made.skipped or made.warnings


def test_rows_under_a_draft_notice_are_noted_once_and_not_tracked() -> None:
    draft = document([row("A1", "Add the case"), row("A2", "Another")], notice=True)
    made = make_plan([issue(7, ONE)], draft)
    assert made.operations == ()
    assert made.skipped == ()
    assert [(remark.line, remark.reason) for remark in made.notes] == [
        (16, "2 action items still under a draft notice, not tracked")
    ]


@pytest.mark.parametrize(
    ("rows", "reason"),
    [
        ([row("", "Add the case")], "the row has no ID"),
        ([row("A1", "Add the case"), row("a1", "Another")], "A1: 2 rows have this ID"),
        ([row("1st", "Add the case")], "1st: this is not an id"),
        ([row("A1", "")], "A1: the row has no action"),
        ([row("A1", "Add the case", issue="soon")], "A1: the Issue cell `soon` names no issue"),
    ],
)
def test_rows_that_cannot_be_tracked_are_reported_with_their_line(rows: list[str], reason: str) -> None:
    made = make_plan([], document(rows))
    assert made.operations == ()
    assert made.skipped[0].reason.startswith(reason)
    assert made.skipped[0].path == f"postmortems/{ID}.md" and made.skipped[0].line == 13
    assert made.skipped[0].remedy


def test_a_strangers_marker_is_ignored() -> None:
    assert kinds(make_plan([issue(3, ONE, author_id=STRANGER)], ONE)) == ["create"]


def test_a_strangers_marker_counts_where_the_file_names_the_issue() -> None:
    named = document([row("A1", "Add the case", issue="#3")])
    made = make_plan([issue(3, ONE, author_id=STRANGER, title="A case")], named)
    assert kinds(made) == ["update"]


def test_the_marker_of_an_insider_holds_the_row() -> None:
    made = make_plan([issue(3, ONE, author_id=77, insider=True)], ONE)
    assert made.operations == ()
    assert "issue #3 has its marker but is by another account" in made.skipped[0].reason
    assert "77" in made.skipped[0].remedy


def test_a_foreign_issue_is_linked_and_never_edited() -> None:
    foreign = Issue(9, "Theirs", "Text", True, None, frozenset(), (), STRANGER, "https://x/issues/9")
    linked = document([row("A1", "Add the case", issue="#9"), row("A2", "Another", issue="other/place#9")])
    made = make_plan([], linked, others=(foreign,))
    assert made.operations == ()
    assert [found for _, found in made.tracked] == [foreign, None]


def test_a_number_that_is_not_an_issue_is_reported_and_nothing_done() -> None:
    made = make_plan([], document([row("A1", "Add the case", issue="#9")]), named={("", 9): Absence.MISSING})
    assert made.operations == ()
    assert made.skipped[0].reason == "A1: there is no issue #9"


def test_the_issue_of_another_row_is_not_taken_over() -> None:
    two = document([row("A1", "Add the case"), row("A2", "Another", issue="#7")])
    made = make_plan([issue(7, two)], two)
    assert made.operations == ()
    assert [one.reason for one in made.skipped] == [
        f"A1: issue #7 has its id, but A2 of {ID} names it",
        f"A2: issue #7 already tracks A1 of {ID}",
    ]


def test_an_issue_that_lost_its_label_gets_it_back() -> None:
    named = document([row("A1", "Add the case", issue="#7")])
    (operation,) = make_plan([], named, others=(issue(7, ONE, labels=frozenset()),)).operations
    assert (operation.kind, operation.add[0]) == ("label", LABEL)


def test_of_two_issues_for_one_row_the_lower_number_stays() -> None:
    made = make_plan([issue(9, ONE), issue(7, ONE)], ONE)
    assert [(o.kind, o.issue and o.issue.number) for o in made.operations] == [
        ("comment", 9),
        ("close", 9),
    ]
    assert made.operations[0].text.startswith("Duplicate of #7") and made.operations[1].reason == "duplicate"


def test_one_that_was_closed_as_duplicate_does_not_stay() -> None:
    made = make_plan([issue(7, ONE, open=False, reason="duplicate"), issue(9, ONE)], ONE)
    assert made.operations == () and made.tracked[0][1] == issue(9, ONE)


def test_an_owner_who_cannot_be_assigned_is_reported_once() -> None:
    rows = [row("A1", "Add the case", owner="@ghost"), row("A2", "Another", owner="@ghost")]
    made = make_plan([], document(rows), unassignable=frozenset({"ghost"}))
    assert kinds(made) == ["create", "create"]
    assert [wanted.action for wanted in made.unassigned] == ["A1", "A2"]
    assert all("`@ghost` (who cannot be assigned" in (one.body or "") for one in made.operations)


@pytest.mark.parametrize("owner", ["@octocat", "the on-call"])
def test_the_local_tracker_assigns_no_account_and_warns_of_none(owner: str) -> None:
    made = make_plan([], document([row("A1", "Add the case", owner=owner)]), repository=None)
    assert made.unassigned == () and "GitHub" not in (made.operations[0].body or "")


def test_a_cell_with_the_reason_for_an_ignored_rule_is_empty() -> None:
    ignored = document([row("A1", "Add the case", issue="<!-- afterword: ignore AW203 because so -->")])
    assert kinds(make_plan([], ignored)) == ["create"]


def test_a_row_with_a_pipe_too_many_is_not_tracked_under_the_wrong_owner() -> None:
    shifted = document([row("A1", "grep a|b", owner="@octocat"), row("A2", "Add a case")])
    found = collect(shifted)
    assert [wanted.action for wanted in found.rows] == ["A2"]
    assert ["wrong columns" in remark.reason for remark in found.skipped] == [True]


def test_the_issues_of_another_project_are_not_closed_for_lack_of_a_row() -> None:
    """Several repositories may keep their issues in one; each sees the issues of all."""
    ours, theirs = (DocumentLinks(f"https://github.com/acme/{name}/blob", "docs/") for name in ("widgets", "gadgets"))
    other = document([row("A1", "Something else")], document_id="2026-03-01-other")
    issues = [
        replace(
            issue(number, other),
            body=marker.with_block("", collect_wanted_issues([other], CONFIG, NOW, place).rows[0].text.block),
        )
        for number, place in ((7, theirs), (8, ours))
    ]
    made = plan(
        collect_wanted_issues([ONE], CONFIG, NOW, ours),
        issues,
        TrackerFacts("x", "acme/issues", frozenset({ME}), NOW),
    )
    assert [(one.kind, one.issue and one.issue.number) for one in made.operations if one.kind == "close"] == [
        ("close", 8)
    ]
    assert "1 open issue of post-mortems that are kept elsewhere, such as #7" in made.notes[0].reason
    assert "https://github.com/acme/gadgets/blob/HEAD/docs/postmortems/2026-03-01-other.md" in made.notes[0].remedy


def test_the_issue_of_another_projects_row_is_not_taken_over() -> None:
    theirs = DocumentLinks("https://github.com/acme/gadgets/blob")
    other = document([row("A1", "Something else")], document_id="2026-03-01-other")
    block = collect_wanted_issues([other], CONFIG, NOW, theirs).rows[0].text.block
    mistyped = document([row("A1", "Add the case", issue="#7")])
    collected = collect_wanted_issues([mistyped], CONFIG, NOW, DocumentLinks("https://github.com/acme/widgets/blob"))
    known = TrackerFacts("acme/issues", "acme/issues", frozenset({ME}), NOW)
    made = plan(collected, [issue(7, other, body=marker.with_block("", block))], known)
    assert made.operations == ()
    assert made.skipped[0].reason == "A1: issue #7 already tracks A1 of 2026-03-01-other"


def test_a_foreign_issue_beside_an_open_one_of_ours_is_a_warning() -> None:
    linked = document([row("A1", "Add the case", issue="other/place#9")])
    made = make_plan([issue(7, ONE)], linked)
    assert made.operations == () and [(one.reason, one.remedy) for one in made.warnings] == [
        ("A1: the row names other/place#9, but #7 was opened for it", "close #7, or put it back into the Issue cell")
    ]
    assert make_plan([issue(7, ONE, open=False)], linked).warnings == ()


def test_a_status_that_the_issue_contradicts_is_a_warning() -> None:
    done = document([row("A1", "Add the case", status="done")])
    assert [(one.reason, one.remedy) for one in make_plan([issue(7, ONE)], done).warnings] == [
        (
            "A1: the row says `done`, but issue #7 is open, and the issue counts",
            "the cell becomes `open`; only if the item is done, close #7 in acme/widgets",
        )
    ]
    assert make_plan([issue(7, ONE)], ONE).warnings == ()


def test_a_row_whose_number_waits_in_the_status_pull_request_stays_tracked() -> None:
    pending = {Key.of(ID, "A1"): Ref("#9", 9)}
    made = make_plan([], ONE, pending=pending, named={("", 9): Absence.MISSING})
    assert made.operations == () and [found for _, found in made.tracked] == [None]
    assert [one.reason for one in made.skipped] == [
        "A1: there is no issue #9, which the branch afterword/status names for it"
    ]
    assert make_plan([], ONE, named={("", 9): Absence.MISSING}).tracked[0][1] is None
    named = document([row("A1", "Add the case", issue="#9")])
    assert make_plan([], named, named={("", 9): Absence.MISSING}).tracked == ()
    other = issue(9, ONE)
    assert make_plan([], ONE, pending=pending, others=(other,)).tracked[0][1] == other


def test_the_plan_knows_the_issue_of_each_row_and_document() -> None:
    late = document([row("A1", "Add the case"), row("A2", "Another", issue="#9")], front=RESOLVED)
    wanted = collect(late)
    parent, reminder = issue_for(3, wanted.parents[0]), issue_for(4, wanted.reminders[0])
    foreign = Issue(9, "Theirs", "", True, None, frozenset(), (), STRANGER, "u")
    made = make_plan([parent, reminder, issue(7, late)], late, others=(foreign,), parents=True)
    assert {key: one.number for key, one in made.issues.items()} == {
        wanted.parents[0].key: 3,
        wanted.reminders[0].key: 4,
        wanted.rows[0].key: 7,
    }
    assert make_plan([parent], late).issues == {}


def test_remarks_of_rows_come_after_those_of_documents() -> None:
    two = document([row("A1", "x", issue="soon"), row("A2", "y", issue="#9")])
    made = make_plan([], two, named={("", 9): Absence.DELETED})
    assert [one.reason.partition(":")[0] for one in made.skipped] == ["A1", "A2"]


def test_a_parent_is_opened_for_rows_whose_issue_cannot_be_read() -> None:
    linked = document([row("A1", "x", issue="other/place#9")])
    assert kinds(make_plan([], linked, parents=True)) == ["create"]
    settled = document([row("A1", "x", issue="other/place#9", status="done")])
    assert make_plan([], settled, parents=True).operations == ()

"""What the documents want tracked, and what is left out."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.config import Config
from afterword.postmortem import read
from afterword.postmortem.deadlines import publication_due
from afterword.postmortem.values import Ref
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.default_branch import DefaultBranch
from afterword.tracking.document_links import DocumentLinks
from afterword.tracking.marker import Key
from afterword.tracking.remark import Remark
from afterword.tracking.wanted_issues import WantedIssues
from afterword.tracking.why_untrackable import row_name, why_row_untrackable, why_untrackable
from tracking.plans import RESOLVED
from tracking.rows import CONFIG, ID, LABEL, NOW, collect, document, markdown, row

PATH = f"postmortems/{ID}.md"
HERE = DocumentLinks("https://github.com/acme/widgets/blob", "docs/", "abc")


def test_a_row_becomes_a_wanted_issue() -> None:
    (wanted,) = collect(document([row("A1", "Add the case", owner="@octocat", issue="#9")])).rows
    assert (wanted.document, wanted.action, wanted.path, wanted.line) == (ID, "A1", PATH, 13)
    assert (wanted.owner, wanted.owner_text, wanted.status) == ("octocat", "@octocat", "open")
    assert wanted.issue == Ref("#9", 9) and wanted.due == datetime(2026, 4, 25, tzinfo=UTC)
    assert wanted.labels == (LABEL, "category: eval case", "severity: SEV2")
    assert wanted.key == Key.of(ID, "a1", "action") and wanted.is_needed


@pytest.mark.parametrize(
    ("owner", "login", "text"),
    [
        ("@octocat", "octocat", "@octocat"),
        ("@acme/team", None, "@acme/team"),
        ("the on-call", None, "the on-call"),
        ("TBD", None, ""),
        ("x" * 100, "x" * 100, "x" * 80),
    ],
)
def test_only_an_account_can_be_assigned(owner: str, login: str | None, text: str) -> None:
    (wanted,) = collect(document([row("A1", "Add the case", owner=owner)])).rows
    assert wanted.owner_text == text
    assert wanted.owner == (login if owner.startswith("@") else None)


@pytest.mark.parametrize(("status", "settled"), [("done", True), ("Not Planned", True), ("open", False), ("", False)])
def test_a_status_counts_in_any_case(status: str, settled: bool) -> None:
    (wanted,) = collect(document([row("A1", "Add the case", status=status)])).rows
    assert wanted.status == status.casefold() and wanted.is_settled is settled


def test_labels_are_those_of_the_vocabulary() -> None:
    (wanted,) = collect(document([row("A1", "x", category="made up")], severity="dire")).rows
    assert wanted.labels == (LABEL,)
    labels = collect(document([])).labels
    assert {"category: eval case", "severity: sev1", "severity: sev2"} <= labels and LABEL not in labels


def test_the_label_of_a_long_severity_is_cut() -> None:
    name = "S" * 39 + " " + "x" * 20
    config = Config.model_validate({"severities": [{"name": name}]})
    wanted = collect_wanted_issues([document([row("A1", "x")], severity=name)], config, NOW)
    assert wanted.rows[0].labels[-1] == f"severity: {'S' * 39}"
    assert wanted.labels >= {f"severity: {'s' * 39}"}


def test_a_document_with_rows_wants_a_parent_and_a_late_one_a_reminder() -> None:
    late = document([row("A1", "x")], front=f"owner: '@octocat'\n{RESOLVED}")
    both = collect(late)
    assert [(one.key, one.line, one.labels) for one in both.parents] == [
        (Key.of(ID, "", "document"), 1, ("postmortem-document",))
    ]
    (reminder,) = both.reminders
    assert (reminder.key, reminder.line, reminder.owner) == (Key.of(ID, "", "reminder"), 1, "octocat")
    assert reminder.due == publication_due(late)
    assert reminder.is_needed and reminder.labels == ("postmortem-document",)
    assert not collect(document([], front=RESOLVED), now=datetime(2026, 2, 12, tzinfo=UTC)).reminders[0].is_needed
    neither = collect(document([]))
    assert neither.parents == neither.reminders == []


def test_every_row_that_has_an_id_exists_tracked_or_not() -> None:
    rows = [row("A1", "x"), row("A2", ""), row("", "y"), row("A3", "z", issue="soon")]
    wanted = collect(document(rows, notice=False))
    assert wanted.existing == {
        *(Key.of(ID, name, "action") for name in ("a1", "a2", "a3")),
        Key.of(ID, "", "document"),
        Key.of(ID, "", "reminder"),
    }
    assert wanted.uncertain == {ID} and [one.action for one in wanted.rows] == ["A1"]
    assert collect(document([row("A1", "x")])).uncertain == frozenset()
    assert collect(document([row("A1", "x")], notice=True)).existing == wanted.existing - {
        Key.of(ID, name, "action") for name in ("a2", "a3")
    }


def test_a_document_without_a_table_is_uncertain() -> None:
    text = markdown([]).partition("| ID |")[0]
    assert collect(read(text.encode(), PATH)).uncertain == {ID}


def test_a_document_that_cannot_be_tracked_is_uncertain_by_both_of_its_ids() -> None:
    text = markdown([row("A1", "x")]).replace(f"id: {ID}", "id: 2025-01-01-other")
    wanted = collect(read(text.encode(), PATH))
    assert wanted.uncertain == {ID, "2025-01-01-other"} and wanted.rows == [] and len(wanted.skipped) == 1
    assert wanted.existing >= {Key.of(ID, "a1", "action")}


def test_rows_under_a_draft_notice_are_noted_once() -> None:
    one = collect(document([row("A1", "x")], notice=True))
    (note,) = one.notes
    assert note == Remark(
        PATH,
        16,
        "1 action item still under a draft notice, not tracked",
        f'check the section, then `afterword accept {ID} "Action items"`',
    )
    assert one.rows == one.parents == one.skipped == []


def test_documents_that_differ_from_the_default_branch_are_noted() -> None:
    differing = DefaultBranch(differing=frozenset({ID}))
    wanted = collect_wanted_issues([document([row("A1", "x")])], CONFIG, NOW, None, differing)
    assert [(one.path, one.line, one.remedy) for one in wanted.notes] == [(PATH, None, "they follow once it is merged")]
    assert wanted.differing == {ID} and not wanted.may_change(ID) and wanted.may_change("2026-01-01-x")
    assert not wanted.is_certain(ID) and wanted.is_certain("2026-01-01-x") and len(wanted.rows) == 1


def test_if_the_default_branch_is_unknown_nothing_may_change() -> None:
    unknown = DefaultBranch(Remark("", None, "no commit yet"), frozenset({ID}))
    wanted = collect_wanted_issues([document([row("", "x")], notice=True)], CONFIG, NOW, None, unknown)
    assert wanted.notes[0].reason == "no commit yet" and wanted.differing is None
    assert not wanted.may_change("2026-01-01-x") and not wanted.is_certain("2026-01-01-x")


def test_without_post_mortems_a_note_says_so() -> None:
    (note,) = collect().notes
    assert note == Remark("", None, "there are no post-mortems in postmortems/", "create one with `afterword new`")
    assert collect().documents == 0 and collect(document([]), document([], document_id="2026-01-01-x")).documents == 2


def test_an_issue_is_about_ours_if_it_names_our_folder_or_none() -> None:
    wanted = collect_wanted_issues([], CONFIG, NOW, HERE)
    assert wanted.home == "https://github.com/acme/widgets/blob/HEAD/docs/postmortems/"
    assert wanted.is_home("https://GitHub.com/acme/Widgets/blob/HEAD/docs/postmortems/a.md") and wanted.is_home("")
    assert not wanted.is_home("https://github.com/acme/widgets/blob/HEAD/postmortems/a.md")
    assert WantedIssues().is_home("postmortems/a.md")


@pytest.mark.parametrize(
    ("rows", "expected"),
    [
        ([row("", "Do x")], ("the row has no ID, so it is not tracked", "`afterword check --fix` adds it")),
        ([row("", "Do x", status="done")], ("", "")),
        ([row("A1", "x"), row("a1", "y")], ("2 rows have this ID", "give the newer ones an ID that was never used")),
        ([row("1st", "x")], ("this is not an id", "write A1, A2, … or a short name")),
        ([row("A1", "")], ("the row has no action", "describe the work, or delete the row")),
        (
            [row("A1", "x", issue="9" * 5)],
            ("the Issue cell `99999` names no issue", "write `#9`, `owner/repo#9` or a URL, or empty it"),
        ),
        ([row("A1", "grep a|b")], ("its cells are in the wrong columns", "write a pipe inside a cell as `\\|`")),
        ([row("A1", "x", issue="#9")], None),
        ([row("A1", "x")], None),
    ],
)
def test_why_a_row_is_not_tracked(rows: list[str], expected: tuple[str, str] | None) -> None:
    wanted = document(rows)
    assert why_row_untrackable(wanted.actions[0], len(rows)) == expected
    found = collect(wanted).skipped
    if expected is None or not expected[0]:
        assert found == []
    else:
        name = f"{wanted.actions[0].id}: " if wanted.actions[0].id else ""
        assert found[0] == Remark(PATH, 13, name + expected[0], expected[1], (row_name(wanted.actions[0]),))


def test_a_long_issue_cell_is_cut() -> None:
    wanted = document([row("A1", "x", issue="soon" * 30)])
    assert f"`{'soon' * 15}`" in collect(wanted).skipped[0].reason


def test_a_row_goes_by_its_id_or_its_action() -> None:
    one, two = document([row("A1", "x"), row("", "y " * 60)]).actions
    assert row_name(one) == "A1" and row_name(two) == ("y " * 40)[:80]


@pytest.mark.parametrize(
    ("old", "new", "line", "reason", "rows"),
    [
        ("id: 2026", "id: 2025", 3, "; its action items are not tracked", ("A1", "Do it")),
        (f"id: {ID}", "id: [x]", 3, "; its action items are not tracked", ("A1", "Do it")),
        (f"id: {ID}\n", "", 1, "there is no id; its action items are not tracked", ("A1", "Do it")),
        ("schema: 1", "schema: [1", None, "; its action items are not tracked", ("A1", "Do it")),
    ],
)
def test_why_a_document_is_not_tracked(
    old: str, new: str, line: int | None, reason: str, rows: tuple[str, ...]
) -> None:
    table = [row("A1", "x"), row("A2", "y", status="done"), row("A3", "z", issue="#3"), row("", "Do it")]
    found = why_untrackable(read(markdown(table).replace(old, new).encode(), PATH))
    assert found is not None and found.path == PATH and found.reason.endswith(reason) and found.remedy
    assert found.rows == rows and (line is None or found.line == line)
    assert why_untrackable(document(table)) is None


def test_the_rows_of_a_document_that_cannot_be_read_are_unknown() -> None:
    found = why_untrackable(read(b"\xff\xfe\x00", PATH))
    assert found is not None and found.rows is None and "; nothing was written" not in found.reason


def test_a_remark_names_the_row_or_what_the_issue_is_for() -> None:
    wanted = collect(document([row("A1", "x")], front=RESOLVED))
    assert wanted.rows[0].remark("why", "do") == Remark(PATH, 16, "A1: why", "do", ("A1",))
    assert wanted.parents[0].remark("why") == Remark(PATH, 1, "parent issue: why")
    assert wanted.reminders[0].remark("why") == Remark(PATH, 1, "reminder: why", "", ())
    assert str(wanted.rows[0].remark("why", "do")) == f"{PATH}:16: A1: why\n  do"


def test_the_history_of_an_imported_post_mortem_opens_no_issues() -> None:
    """A thousand old files would open thousands of issues of work that was done or given up long ago."""
    rows = [
        row("A1", "No owner", owner="TBD", due="2026-04-25"),
        row("A2", "No date", owner="@octocat", due=""),
        row("A5", "As import writes it", owner="@octocat", due="unknown"),
        row("A3", "Planned again", owner="@octocat", due="2026-04-25"),
        row("A4", "Has an issue", owner="TBD", due="", issue="#9"),
        row("A6", "Settled long ago", owner="@octocat", issue="#45", status="done"),
    ]
    wanted = collect(document(rows, front="imported:\n  source: old/bot.md\n  date: 2026-04-20\n"))
    assert [(one.action, one.issue and one.issue.text) for one in wanted.rows] == [
        ("A3", None),
        ("A4", "#9"),
        ("A6", None),  # the local tracker would make an issue 45 of it
    ]
    assert [note.reason for note in wanted.notes] == [
        "3 imported action items without an owner or a due date, not tracked"
    ]
    front = "imported:\n  source: old/bot.md\n  date: 2026-04-20\n"
    many = collect(*(document(rows, front=front, document_id=f"2026-04-16-bot-{number}") for number in range(40)))
    (note,) = many.notes
    assert note.reason.startswith("120 imported action items of 40 post-mortems (this is the first) without")
    assert note.path.endswith("bot-0.md")
    assert {one.action for one in collect(document(rows)).rows} == {"A1", "A2", "A3", "A4", "A5", "A6"}

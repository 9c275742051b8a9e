"""Actions: dates, ends, balance, issues, fixes."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.checks import Level, check, check_files
from afterword.checks.context import Context
from afterword.checks.fixing import fix
from afterword.checks.key_facts import KeyFacts
from afterword.postmortem import edit, read
from afterword.project import Project
from checks.good import GOOD, PATH, changed, collect, findings, reported, require_reported_once

TABLE = GOOD[GOOD.index("| ID |") : GOOD.index("\n## Evidence")]
LINES = TABLE.splitlines()
ROWS = "".join(f"{line}\n" for line in LINES[2:])

DEFECTS = {
    "due before the incident": ([("2026-04-24", "2025-04-24")], "AW504", "| A1"),
    "due in a month": ([("2026-04-24", "2026-05")], "AW504", "| A1"),
    "due in years": ([("2026-04-24", "2028-04-24")], "AW504", "| A1"),
    "no end in view": ([("they fail on release 58", "")], "AW505", "| A1"),
    "an end that says nothing": ([("they fail on release 58", "Done.")], "AW505", "| A1"),
    "nothing that prevents": ([("process improvement", "immediate fix")], "AW506", "| ID"),
    "nothing that detects": ([("monitoring improvement", "systemic fix")], "AW506", "| ID"),
    "an issue of two actions": ([("#482", "#481")], "AW507", "| A2"),
    "a small incident that users felt": (
        [("monitoring improvement", "systemic fix"), ("SEV2", "SEV3")], "AW506", "| ID",
    ),
    "actions as check boxes": (
        [(TABLE, "- [ ] Alert on refunds (dave)\n- [ ] Take care\n")], "AW509", "## Action items",
    ),
    "actions in prose": ([(TABLE, "Dave will add an alert on refunds.\n")], "AW509", "## Action items"),
    "a table of actions without rows": (
        [(ROWS, "\nDave will add an alert on refunds.\n")], "AW509", "## Action items",
    ),
    "actions in a quote": ([(TABLE, "".join(f"> {line}\n" for line in LINES))], "AW509", "> | ID | Action"),
    "actions in a list": (
        [(TABLE, "- Now:\n\n" + "".join(f"  {line}\n" for line in LINES))], "AW509", "| ID | Action",
    ),
    "a second table of actions": (
        [(ROWS, f"{ROWS}\n### Later\n\n| ID | Action | Due |\n|---|---|---|\n| A7 | Talk | 2026-05-02 |\n")],
        "AW509", "| ID | Action | Due |",
    ),
    "a check box below the table": ([(ROWS, f"{ROWS}\n- [ ] Alert on refunds (dave)\n")], "AW509", "- [ ] Alert"),
    "two owners": ([("@octocat", "@octocat, @hubot")], "AW503", "| A1"),
    "two owners without a mark": ([("@octocat", "dave; erin")], "AW503", "| A1"),
    "everybody is the owner": ([("@octocat", "Everyone")], "AW503", "| A1"),
    "the team is the owner": ([("@octocat", "the team")], "AW503", "| A1"),
    "an owner in question": ([("@octocat", "?")], "AW503", "| A1"),
    "a dash for an owner": ([("@octocat", "-")], "AW503", "| A1"),
    "no owner is applicable": ([("@octocat", "N/A")], "AW503", "| A1"),
    "an owner to come": ([("@octocat", "(tbd)")], "AW503", "| A1"),
    "a row without an action": ([("Add the refund cases", "")], "AW510", "| A1"),
    "a row whose action is a dash": ([("Add the refund cases", "—")], "AW510", "| A1"),
    "an end that any action has": ([("they fail on release 58", "when finished")], "AW505", "| A1"),
    "an end in a merge alone": ([("they fail on release 58", "merged")], "AW505", "| A1"),
    "an end that is a wish": ([("they fail on release 58", "ASAP")], "AW505", "| A1"),
    "an end that is not applicable": ([("they fail on release 58", "n/a")], "AW505", "| A1"),
    "a row whose first cell is missing": ([("| A1 | Add", " | Add")], "AW110", "| Add the refund"),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_flagged_at_its_line_and_nothing_else(open_project: Callable[..., Project], defect: str) -> None:
    require_reported_once(open_project(), *DEFECTS[defect])


LOOK_ALIKES = {
    "a date that is unknown": [("2026-04-24", "unknown")],
    "done and due in a month": [("2026-04-24", "2026-05"), ("58 | open", "58 | done")],
    "done and no end in view": [("they fail on release 58 | open", " | done")],
    "one eval case for both": [
        ("process improvement", "eval case"), ("monitoring improvement", "immediate fix"),
    ],
    "nobody was affected": [("monitoring improvement", "systemic fix"), ("users: 120", "users: 0")],
    "a small incident of which nobody knows whom it reached": [
        ("monitoring improvement", "systemic fix"), ("SEV2", "SEV3"), ("users: 120", "users: unknown"),
    ],
    "one number in two repositories": [("#482", "acme/ops#481")],
    "no actions and the reason": [(TABLE, "**Not applicable:** the service was switched off for good.\n")],
    "steps of an action": [(ROWS, f"{ROWS}\n### A1\n\n- [ ] old orders\n- [x] new orders\n")],
    "a table that explains an action": [
        (ROWS, f"{ROWS}\n### A1\n\n| Orders | Cases |\n|---|---|\n| old | 12 |\n| new | 40 |\n"),
    ],
    "a word before the table": [("| ID | Action", "Each has an issue:\n\n| ID | Action")],
    "a role in words": [("@octocat", "on-call lead of search, safety and trust")],
    "two words for one team": [("@octocat", "Trust and Safety")],
    "a team with its organisation": [("@octocat", "acme/search-ads")],
    "an owner that is unknown": [("@octocat", "unknown")],
    "an owner with a note": [("@octocat", "@octocat <!-- on leave until Monday -->")],
    "a merge that can be looked up": [("they fail on release 58", "merged as part of release 59")],
    "cells left out at the end": [("| open | #481 |", "|")],
    "an action of one word and no id": [("| A1 | Add the refund cases", "| rollback | Restore release 57")],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert reported(open_project(), changed(*LOOK_ALIKES[name])) == []


def test_an_issue_of_a_document_that_is_not_checked_is_found(
    open_project: Callable[..., Project],
) -> None:
    project = open_project(AFTERWORD_TRACKING_REPOSITORY="Acme/bot")
    collect(project.root)
    other = GOOD.replace("2026-04-16-support-bot", "2026-04-20-b").replace("#481", "acme/bot#481")
    other = other.replace("#482", "#483").replace("before: prompts/bot.before.md", "before: unknown")
    project.folder.joinpath("2026-04-16-support-bot.md").write_text(GOOD)
    project.folder.joinpath("2026-04-20-b.md").write_text(other)
    for paths in (project.paths, project.paths[1:]):
        found = [one for one in check_files(project, paths).findings if one.rule == "AW507"]
        assert [(one.path, "A1 in postmortems/2026-04-16-support-bot.md" in one.message) for one in found] == [
            ("postmortems/2026-04-20-b.md", True)
        ]


@given(st.sampled_from(["#{}", "acme/bot#{}", "https://example.org/acme/bot/issues/{}#x", "https://h/a/b/pull/{}"]),
       st.integers(0, 999_999_999))  # fmt: skip
def test_issue_in_any_form_is_found_in_a_document_that_is_not_checked(form: str, number: int) -> None:
    text = changed(("#481", form.format(number)))
    later = KeyFacts.of(read(text.encode(), "postmortems/2027-01-01-later.md"))
    elsewhere = replace(later.issues[0], repository="acme/other")
    with tempfile.TemporaryDirectory() as name:
        project = Project.open(Path(name), {})
        project.folder.mkdir()
        (project.root / PATH).write_text(text)
        context = Context(project, [later, replace(later, issues=(elsewhere,))])
        path, first = context.first_with(later.issues[0])
        assert (path, first.number) == (PATH, number)
        assert context.first_with(elsewhere)[0] == later.path


def fixed(project: Project, text: str) -> str:
    for _ in range(5):
        splices = [splice for one in findings(project, text) for splice in one.fix]
        if not splices:
            return text
        text = edit.apply(read(text.encode(), PATH).source, splices)
    raise AssertionError("fixing does not end")


def test_ids_are_given_and_none_twice(open_project: Callable[..., Project]) -> None:
    rows = (("| A1 | Add", "|  | Add"), ("| A2 | Alert", "| | Alert"))
    text = changed(*rows, ("## Evidence", "### A4\n\nOld.\n\n## Evidence"))
    result = fixed(open_project(), text)
    assert [item.id for item in read(result.encode(), PATH).actions] == ["A5", "A6"]


def test_columns_that_are_missing_are_added_first(open_project: Callable[..., Project]) -> None:
    table = GOOD[GOOD.index("| ID |") : GOOD.index("## Evidence")]
    short = "| Action | Owner | Due |\n|---|---|---|\n| Add a case | @a | unknown |\n| Add alerts | @b | unknown |\n\n"
    document = read(fixed(open_project(), changed((table, short))).encode(), PATH)
    assert [(item.id, item.action) for item in document.actions] == [("A1", "Add a case"), ("A2", "Add alerts")]
    assert document.action_table is not None
    assert len(document.action_table.header) == 9


def test_rows_that_get_columns_and_ids_are_reported_once_each(open_project: Callable[..., Project]) -> None:
    short = "| Action | Owner | Due |\n|---|---|---|\n| Add a case | @a | unknown |\n| Add alerts | @b | unknown |\n"
    project = open_project()
    document = read(changed((TABLE, short)).encode(), PATH)
    made = fix(document, lambda one: check([one], project).findings)
    assert [(one.rule, one.line - document.line(document.actions[0].span)) for one in made.findings] == [
        ("AW501", 0), ("AW501", 1),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("mention", "given"),
    [
        ("**Guarded by:** A4", "A5"),
        ("A3 was done on the same day", "A4"),
        ("The model ran on an A100", "A3"),
        ("Step A12 of the runbook", "A3"),
    ],
)
def test_an_id_that_something_names_is_not_given_again(
    open_project: Callable[..., Project], mention: str, given: str
) -> None:
    text = changed(("```yaml", f"{mention}\n\n```yaml"), ("| A1 | Add", "| | Add"))
    assert read(fixed(open_project(), text).encode(), PATH).actions[0].id == given


@pytest.mark.parametrize(
    ("cell", "filled"), [("| |", "| A3 |"), ("||", "| A3 |"), ("|    |", "| A3 |"), ("|         |", "| A3      |")]
)
def test_an_empty_cell_keeps_its_width(open_project: Callable[..., Project], cell: str, filled: str) -> None:
    text = changed(("| A1 | Add", f"{cell} Add"))
    assert f"\n{filled} Add the refund cases |" in fixed(open_project(), text)


@pytest.mark.parametrize(
    ("written", "meant"),
    [("Process-Improvement", "process improvement"), ("systemic fixes", "systemic fix"), ("monitoring", "monitoring")],
)
def test_similar_spellings_are_fixed(open_project: Callable[..., Project], written: str, meant: str) -> None:
    text = changed(("process improvement", written))
    assert [finding.rule for finding in findings(open_project(), text)][:1] == ["AW502"]
    assert read(fixed(open_project(), text).encode(), PATH).actions[0].category == meant


def test_another_spelling_of_a_priority_is_fixed(open_project: Callable[..., Project]) -> None:
    text = changed(("| P1 |", "| prio 1 |"))
    (finding,) = findings(open_project(), text)
    assert (finding.rule, finding.level, finding.message) == (
        "AW502",
        Level.NOTE,
        "`prio 1` is another spelling of `P1`",
    )
    assert read(fixed(open_project(), text).encode(), PATH).actions[0].text("Priority") == "P1"


def test_a_row_with_a_pipe_too_many_is_left_alone(open_project: Callable[..., Project]) -> None:
    text = changed(("| A1 | Add the refund cases |", "|  | Add | the refund cases |"))
    assert fixed(open_project(), text) == text


def test_advice_never_fails(open_project: Callable[..., Project]) -> None:
    found = findings(open_project(), changed(("2026-04-24", "2028-04-24"), ("they fail on release 58", "")))
    assert {finding.level for finding in found} == {Level.WARNING}

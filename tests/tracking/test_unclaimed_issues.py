"""Which rows are held because an issue of ours may be theirs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.github.issues import Issue
from afterword.postmortem import PostMortem
from afterword.tracking import marker
from afterword.tracking.operations import Plan
from afterword.tracking.plan import plan
from tracking.plans import RESOLVED, STRANGER, facts, issue, issue_for, kinds, make_plan, steps
from tracking.rows import ID, LABEL, collect, document, row

TEXTS = ("Add the refund case", "Alert on invented policies", "Limit what the bot promises")
OLD = document([row(f"A{number}", text) for number, text in enumerate(TEXTS, 1)])
ISSUES = [issue(6 + number, OLD, number - 1) for number in (1, 2, 3)]
OTHER_ID = "2026-03-01-other"


def held(made: Plan) -> list[str]:
    """The rows that are held, each with the issue that holds it."""
    return sorted(
        f"{one.reason.split(':')[0]} #{one.reason.partition('#')[2].split()[0].rstrip(',:')}" for one in made.skipped
    )


def rows(*texts: str, first: int = 1, **more: str) -> PostMortem:
    return document([row(f"A{number}", text, **more) for number, text in enumerate(texts, first)])


def test_a_row_on_top_with_renumbering_changes_nothing() -> None:
    made = make_plan(ISSUES, rows("Write a runbook", *TEXTS))
    assert made.operations == ()
    assert held(made) == ["A1 #7", "A2 #8", "A3 #9", "A4 #7"]
    assert made.skipped[0].reason == "its id leads to issue #7, which has another text: “Add the refund case”".join(
        ("A1: ", "")
    )
    assert made.skipped[0].remedy == (
        "give the row the id that it had, or one that was never used, such as A5; "
        "if it is the same action, give issue #7 its text as the title"
    )


def test_numbers_in_the_table_do_not_make_renumbering_right() -> None:
    numbered = [row(f"A{number}", text, issue=f"#{5 + number}") for number, text in enumerate(TEXTS, 2)]
    made = make_plan(ISSUES, document([row("A1", "Write a runbook"), *numbered]))
    assert made.operations == ()
    assert [(one.reason, one.remedy) for one in made.skipped[:2]] == [
        (
            f"A1: issue #7 has its id, but A2 of {ID} names it",
            "give the row the id that it had, or one that was never used, such as A5",
        ),
        (f"A2: issue #7 already tracks A1 of {ID}", "its text is that of the issue: give the row the id A1 again"),
    ]


def test_a_number_does_not_decide_against_the_text() -> None:
    swapped = document([row("A1", TEXTS[0], issue="#8"), row("A2", TEXTS[1], issue="#7")])
    made = make_plan(ISSUES[:2], swapped)
    assert made.operations == () and [one.reason for one in made.skipped] == [
        f"A1: issue #8 already tracks A2 of {ID}", f"A2: issue #7 already tracks A1 of {ID}",
    ]  # fmt: skip


def test_the_first_row_taken_out_with_renumbering_closes_nothing() -> None:
    made = make_plan(ISSUES, rows(*TEXTS[1:]))
    assert made.operations == () and held(made) == ["A1 #7", "A2 #8"]
    assert [one.reason for one in made.warnings] == [f"issue #9 tracks A3 of {ID}, which has no such row"]


def test_swapped_ids_change_nothing() -> None:
    made = make_plan(ISSUES, rows(TEXTS[1], TEXTS[0], TEXTS[2]))
    assert made.operations == () and held(made) == ["A1 #7", "A2 #8"]


def test_swapped_texts_that_share_words_change_nothing() -> None:
    before = rows("Alert on refunds", "Alert on latency")
    made = make_plan([issue(7, before), issue(8, before, 1)], rows("Alert on latency", "Alert on refunds"))
    assert made.operations == () and held(made) == ["A1 #7", "A2 #8"]


def test_rows_that_are_reworded_are_followed() -> None:
    made = make_plan(ISSUES, rows("Add the refund cases twice", "Alert on invented refund policies", TEXTS[2]))
    assert steps(made) == [("update", 7, "title"), ("update", 8, "title")] and made.skipped == ()


@pytest.mark.parametrize("text", ["Write a runbook", "Add the other case"])
@pytest.mark.parametrize("reason", ["completed", "not_planned"])
def test_an_id_used_again_does_not_take_over_the_state_of_a_closed_issue(text: str, reason: str) -> None:
    closed = replace(ISSUES[0], open=False, reason=reason)
    made = make_plan([closed], rows(text))
    assert made.operations == () and made.tracked == () and held(made) == ["A1 #7"]


def test_the_reworded_row_of_a_closed_issue_that_it_names_keeps_it() -> None:
    closed = replace(ISSUES[0], open=False, reason="completed")
    named = document([row("A1", "Add the refund case to the suite", issue="#7", status="done")])
    made = make_plan([closed], named)
    assert made.operations == () and made.skipped == () and made.tracked[0][1] == closed


def test_a_former_title_of_an_issue_is_its_own() -> None:
    renamed = replace(ISSUES[0], title="What a person calls it")
    assert held(make_plan([renamed], rows(TEXTS[0]))) == ["A1 #7"]
    made = make_plan([renamed], rows(TEXTS[0]), titles={7: (TEXTS[0],)})
    assert steps(made) == [("update", 7, "title")]


@pytest.mark.parametrize("text", [TEXTS[0], "Write a runbook"])
def test_an_issue_without_its_marker_holds_whatever_it_may_be_for(text: str) -> None:
    bare = replace(ISSUES[0], body="What I think of it.")
    made = make_plan([bare], rows(text))
    assert made.operations == () and held(made) == ["A1 #7"]
    assert made.skipped[0].remedy == "write it into its Issue cell if it is; if it is not, take our labels off #7"
    assert kinds(make_plan([replace(bare, author_id=STRANGER)], rows(text))) == ["create"]


def test_the_title_of_an_issue_without_its_marker_says_which_row_it_holds() -> None:
    bare = replace(ISSUES[0], body="What I think of it.")
    made = make_plan([bare], rows(*TEXTS))
    assert kinds(made) == ["create", "create"] and held(made) == ["A1 #7"]


def test_the_block_of_another_issue_above_ours_holds_the_row() -> None:
    pasted = replace(ISSUES[0], body=f"{ISSUES[1].body}\n{ISSUES[0].body}")
    made = make_plan([pasted, *ISSUES[1:]], OLD)
    assert made.operations == () and held(made) == ["A1 #7"]
    below = replace(ISSUES[0], body=f"{ISSUES[0].body}\n{ISSUES[1].body}")
    made = make_plan([below, *ISSUES[1:]], OLD)
    assert made.operations == () and made.skipped == ()


def test_a_renamed_post_mortem_takes_its_issues_along() -> None:
    renamed = document([row(f"A{number}", text) for number, text in enumerate(TEXTS, 1)], document_id=OTHER_ID)
    made = make_plan(ISSUES, renamed)
    assert kinds(made) == ["update"] * 3 and made.skipped == ()
    assert all(f"action={OTHER_ID}/A{n} -->" in (one.body or "") for n, one in enumerate(made.operations, 1))


def test_a_renamed_post_mortem_whose_rows_changed_waits_for_a_person() -> None:
    renamed = document([row("A1", TEXTS[1]), row("A2", "Alert on invented refund policies")], document_id=OTHER_ID)
    made = make_plan(ISSUES[1:2], renamed)
    assert kinds(made) == [] and held(made) == ["A1 #8", "A2 #8"]


def test_a_row_that_is_replaced_by_another_gets_an_issue_of_its_own() -> None:
    made = make_plan(ISSUES[:2], document([row("A1", TEXTS[0]), row("A4", "Write a runbook")]))
    assert steps(made) == [("create", None, ""), ("comment", 8, "its row is gone"), ("close", 8, "its row is gone")]


def test_a_row_with_another_id_and_the_text_of_one_that_is_gone_is_held() -> None:
    made = make_plan(ISSUES[:2], document([row("A1", TEXTS[0]), row("A4", TEXTS[1])]))
    assert made.operations == () and held(made) == ["A4 #8"]
    closed = replace(ISSUES[1], open=False, reason="completed")
    assert held(make_plan([ISSUES[0], closed], document([row("A1", TEXTS[0]), row("A4", TEXTS[1])]))) == ["A4 #8"]


def test_issues_of_documents_that_were_not_read_hold_nothing() -> None:
    new = document([row("A1", TEXTS[0])], document_id=OTHER_ID)
    wanted = replace(collect(new), unread=frozenset({ID}))
    assert kinds(plan(wanted, ISSUES, facts())) == ["create"]


def test_a_reminder_without_its_marker_is_not_opened_again() -> None:
    late = document([], front=RESOLVED)
    bare = issue_for(3, collect(late).reminders[0], body="Who did this?")
    made = make_plan([bare], late)
    assert made.operations == () and [one.reason for one in made.skipped] == [
        "reminder: issue #3 may be its own: it does not say what it tracks, and no row claims it"
    ]


def test_a_duplicate_with_another_text_is_not_closed() -> None:
    other: Issue = issue(9, OLD, title=TEXTS[2])
    made = make_plan([ISSUES[0], other], rows(TEXTS[0]))
    assert made.operations == ()
    twin = issue(9, OLD)
    assert [one[:2] for one in steps(make_plan([ISSUES[0], twin], rows(TEXTS[0])))] == [("comment", 9), ("close", 9)]
    assert marker.find_key(twin.body) == marker.find_key(ISSUES[0].body) and LABEL in twin.labels


def test_the_id_that_is_proposed_is_above_all_of_rows_and_issues() -> None:
    gone = issue(9, rows("Gone", first=12), open=False, reason="completed")
    made = make_plan([ISSUES[0], gone], rows("Write a runbook"))
    assert "such as A13" in made.skipped[0].remedy
    assert "such as A2" in make_plan([ISSUES[0]], rows("Write a runbook")).skipped[0].remedy


def test_a_row_that_is_nearer_to_another_issue_of_its_document_is_held() -> None:
    before = rows("Alert on refund promises", "Alert on refund latency")
    issues = [issue(7, before), issue(8, before, 1)]
    named = [row("A1", "Alert on refund latency now", issue="#7"), row("A2", "Something else", issue="#8")]
    assert held(make_plan(issues, document(named))) == ["A1 #7", "A2 #8"]
    # The other issue has a row of its own that says the same: then only this one is left.
    named[1] = row("A2", "Alert on refund latency", issue="#8")
    assert steps(make_plan(issues, document(named))) == [("update", 7, "title")]


def test_what_may_have_moved_to_another_post_mortem_stays_open() -> None:
    left, other = rows(TEXTS[0]), document([row("A1", TEXTS[1])], document_id=OTHER_ID)
    made = make_plan(ISSUES[:2], left, other)
    assert made.operations == () and held(made) == ["A1 #8"] and made.orphans == frozenset()
    # Though the row that is held is held because of another issue.
    taken = issue(20, document([row("A1", "Gone for good")], document_id=OTHER_ID))
    made = make_plan([*ISSUES[:2], taken], left, other)
    assert made.operations == () and held(made) == ["A1 #20"] and made.orphans == {8} and made.doubtful == [8, 20]
    assert [one.reason for one in made.warnings] == [f"issue #8 tracks A2 of {ID}, which has no such row"]


def test_the_rest_of_a_renamed_post_mortem_waits_whatever_its_day() -> None:
    renamed = document([row("A1", TEXTS[0]), row("A2", "Write a runbook")], document_id=OTHER_ID)
    made = make_plan(ISSUES[:2], renamed)
    assert steps(made) == [("update", 7, "text")] and held(made) == ["A2 #8"]


def test_two_post_mortems_cannot_both_be_the_renamed_one() -> None:
    two = [document([row("A1", TEXTS[0])], document_id=name) for name in ("2026-02-10-x", "2026-02-10-y")]
    made = make_plan(ISSUES[:1], *two)
    assert made.operations == () and held(made) == ["A1 #7", "A1 #7"]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"open": False, "reason": "completed"}, ["A4 #8"]),
        ({"open": False, "reason": "duplicate"}, []),
        ({"open": False, "reason": "not_planned", "body": marker.withdrawn(ISSUES[1].body)}, []),
        ({"author_id": STRANGER}, []),
    ],
)
def test_which_closed_issues_of_removed_rows_hold_a_row(changes: dict[str, object], expected: list[str]) -> None:
    reworded = document([row("A1", TEXTS[0]), row("A4", f"{TEXTS[1]} twice")])
    made = make_plan([ISSUES[0], replace(ISSUES[1], **changes)], reworded)  # type: ignore[arg-type]
    assert held(made) == expected and ("create" in kinds(made)) is not bool(expected)


def test_nothing_is_doubtful_where_nothing_is_lacking() -> None:
    assert make_plan(ISSUES, OLD).doubtful == []
    assert make_plan(ISSUES, rows(TEXTS[0])).doubtful == []
    assert make_plan(ISSUES[1:], rows(TEXTS[0])).doubtful == [8, 9]

"""Which issue is whose."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.github.issues import Issue
from afterword.postmortem.values import Ref
from afterword.tracking import marker
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.document_links import DocumentLinks
from afterword.tracking.issue_index import index_issues
from afterword.tracking.marker import Key
from afterword.tracking.matching import Linked, Match, New, Ours, Skipped, match_document, match_row
from afterword.tracking.tracker import Absence
from afterword.tracking.tracker_facts import own_number, place_of
from afterword.tracking.wanted_issues import WantedIssue, WantedIssues
from tracking.plans import ME, RESOLVED, STRANGER, facts, issue, issue_for, make_plan, steps
from tracking.rows import CONFIG, ID, NOW, collect, document, row

ONE = document([row("A1", "Add the case")])
HERE, THERE = (DocumentLinks(f"https://github.com/acme/{name}/blob") for name in ("widgets", "gadgets"))
PLACE = f"https://github.com/acme/gadgets/blob/HEAD/postmortems/{ID}.md"


def match(wanted: WantedIssues, *issues: Issue, **more: object) -> Match:
    """The issue of the first row."""
    known = facts(**more)
    return match_row(wanted.rows[0], index_issues(wanted, issues, known), known)


def naming(cell: str, **more: str) -> WantedIssues:
    """What a row wants whose Issue cell says this."""
    return collect(document([row("A1", "Add the case", issue=cell, **more)]))


@pytest.mark.parametrize(
    ("cell", "own", "foreign"),
    [
        ("#9", 9, None),
        ("acme/widgets#9", 9, None),
        ("Acme/Widgets#9", 9, None),
        ("Other/Place#9", None, ("other/place", 9)),
        ("unknown", None, None),
        ("", None, None),
    ],
)
def test_a_bare_number_is_one_of_this_tracker(cell: str, own: int | None, foreign: tuple[str, int] | None) -> None:
    wanted = naming(cell).rows[0]
    assert own_number(wanted, "acme/widgets") == own
    assert place_of(wanted, "acme/widgets") == (("", own) if own else foreign)


def test_without_a_repository_only_a_bare_number_is_one_of_the_tracker() -> None:
    bare, full = naming("#9").rows[0], naming("acme/widgets#9").rows[0]
    assert own_number(bare, None) == 9 and place_of(bare, None) == ("", 9)
    assert own_number(full, None) is None and place_of(full, None) == ("acme/widgets", 9)


def test_an_address_is_an_issue_of_this_tracker_if_it_is_on_the_same_server() -> None:
    def read(cell: str) -> WantedIssue:
        wanted = document([row("A1", "Add the case", issue=cell)])
        return collect_wanted_issues([wanted], CONFIG, NOW, HERE).rows[0]

    assert own_number(read("https://github.com/acme/widgets/issues/9"), "acme/widgets") == 9
    assert own_number(read("https://GitHub.com/acme/widgets/issues/9"), "acme/widgets") == 9
    elsewhere = read("https://gitlab.com/acme/widgets/issues/9")
    assert elsewhere.issue == Ref("https://gitlab.com/acme/widgets/issues/9")
    assert own_number(elsewhere, "acme/widgets") is None and place_of(elsewhere, "acme/widgets") is None


def test_an_issue_is_found_by_its_marker() -> None:
    ours = issue(7, ONE)
    assert match(collect(ONE), ours) == Ours(ours)
    assert match(collect(ONE)) == New()


def test_the_oldest_is_kept_that_was_not_closed_as_a_duplicate() -> None:
    duplicate = issue(6, ONE, open=False, reason="duplicate")
    assert match(collect(ONE), issue(9, ONE), duplicate, issue(8, ONE)) == Ours(
        issue(8, ONE), (duplicate, issue(9, ONE))
    )


def test_of_several_the_one_that_says_what_the_row_says_is_kept() -> None:
    wanted = collect(ONE)
    item, parent = wanted.rows[0], wanted.parents[0]
    other, same = issue(3, ONE, title="Rotate the keys of the gateway"), issue(7, ONE)
    assert match_document(item, index_issues(wanted, [other, same], facts())) == Ours(same)
    # A post-mortem may have got another title; its id is fixed.
    former, later = issue_for(3, parent, title="Post-mortem: as it was called"), issue_for(7, parent)
    assert match_document(parent, index_issues(wanted, [former, later], facts())) == Ours(former, (later,))


def test_of_several_blocks_in_an_issue_the_first_counts_if_the_title_is_that_of_its_row() -> None:
    wanted, one = collect(ONE), issue(7, ONE)
    gone = issue(8, document([row("A9", "What was removed")]))
    pasted_below = replace(one, body=f"{one.body}\n{gone.body}")
    assert match(wanted, pasted_below) == Ours(pasted_below)
    # No row wants the first block, or the title is another's: whose issue it is cannot be said.
    for unclear in (replace(one, body=f"{gone.body}\n{one.body}"), replace(pasted_below, title="What was removed")):
        index = index_issues(wanted, [unclear], facts())
        assert index.keys == {7: None} and index.ours == {}
        assert [key.action for key in index.unclear[7]] == [key.action for key in marker.find_keys(unclear.body)]


@pytest.mark.parametrize(("is_insider", "expected"), [(False, New), (True, Skipped)])
def test_a_strangers_marker_counts_for_nothing_and_an_insiders_holds_the_row(
    is_insider: bool, expected: type[Match]
) -> None:
    claim = issue(3, ONE, author_id=STRANGER, insider=is_insider)
    found = match(collect(ONE), issue(2, ONE, author_id=STRANGER), claim)
    assert isinstance(found, expected)
    if isinstance(found, Skipped):
        assert found.reason == "issue #3 has its marker but is by another account"
        assert found.remedy == "write `#3` into its Issue cell, or add 666 to `tracking.trusted_authors`"
        assert not found.is_tracked


def test_of_a_document_the_account_can_only_be_trusted() -> None:
    wanted = collect(ONE)
    parent = issue_for(3, wanted.parents[0], author_id=STRANGER, insider=True)
    found = match_document(wanted.parents[0], index_issues(wanted, [parent], facts()))
    assert isinstance(found, Skipped) and found.remedy == "add 666 to `tracking.trusted_authors`"


@pytest.mark.parametrize("status", ["done", "not planned"])
def test_a_settled_row_needs_no_issue_and_keeps_one(status: str) -> None:
    settled = collect(document([row("A1", "Add the case", status=status)]))
    assert match(settled) is None
    assert match(settled, issue(7, ONE)) == Ours(issue(7, ONE))
    assert match(settled, replace(issue(7, ONE), body="")) is None


def test_one_that_a_row_names_may_lack_the_marker() -> None:
    two = document([row("A1", "Add the case", issue="#7"), row("A2", "Add the case")])
    bare = issue(7, two, body="")
    wanted = collect(two)
    index = index_issues(wanted, [bare], facts())
    assert match_row(wanted.rows[0], index, facts()) == Linked(bare)
    assert match_row(wanted.rows[1], index, facts()) == New()


def test_the_issue_that_a_row_names_is_kept_and_others_are_duplicates() -> None:
    named, other = issue(9, ONE), issue(7, ONE)
    assert match(naming("#9"), named, other) == Ours(named, (other,))
    assert match(naming("#9"), other, others=(named,)) == Ours(named, (other,))
    assert match(naming("#9"), replace(named, author_id=STRANGER)) == Ours(replace(named, author_id=STRANGER))


def test_an_issue_of_another_row_is_not_taken_over() -> None:
    two = document([row("A1", "Add the case"), row("A2", "Another", issue="#7")])
    wanted = collect(two)
    found = match_row(wanted.rows[1], index_issues(wanted, [issue(7, two)], facts()), facts())
    assert found == Skipped(
        f"issue #7 already tracks A1 of {ID}", "correct the number, or empty the cell to open an issue", held_by=7
    )
    foreign = replace(issue(7, two), author_id=STRANGER)
    assert match_row(wanted.rows[1], index_issues(wanted, [foreign], facts()), facts()) == Linked(foreign)


def test_an_issue_whose_row_got_another_id_goes_with_it() -> None:
    renamed = document([row("A2", "Add the case", issue="#7")])
    assert match(collect(renamed), issue(7, ONE)) == Ours(issue(7, ONE))


@pytest.mark.parametrize(
    "changes",
    [
        {"author_id": STRANGER},
        {"body": "<!-- afterword:document=2026-01-01-x -->"},
        {"body": marker.with_block("", collect_wanted_issues([ONE], CONFIG, NOW, THERE).rows[0].text.block)},
    ],
)
def test_no_other_issue_goes_with_a_row_that_names_it(changes: dict[str, object]) -> None:
    renamed = document([row("A2", "Add the case", issue="#7")])
    wanted = collect_wanted_issues([renamed], CONFIG, NOW, HERE)
    found = match(wanted, issue(7, ONE, **changes))
    assert isinstance(found, Linked if "author_id" in changes else Skipped)


def test_the_issue_of_an_uncertain_document_does_not_go_with_a_row() -> None:
    renamed = document([row("A2", "Add the case", issue="#7")])
    wanted = replace(collect(renamed), uncertain=frozenset({ID}))
    assert isinstance(match(wanted, issue(7, ONE)), Skipped)


def test_an_issue_of_another_tracker_or_that_was_moved_is_linked() -> None:
    other = Issue(9, "Theirs", "", True, None, frozenset(), (), STRANGER, "u", repository="other/place")
    assert match(naming("Other/place#9"), named={("other/place", 9): other}) == Linked(other)
    assert match(naming("other/place#9")) == Linked(None)
    assert match(naming("https://example.org/page")) == Linked(None)
    assert match(naming("#9"), named={("", 9): other}) == Linked(other)


@pytest.mark.parametrize(
    ("absence", "reason"),
    [
        (Absence.MISSING, "there is no issue #9"),
        (Absence.DELETED, "issue #9 was deleted, or made a discussion"),
        (Absence.PULL_REQUEST, "#9 is a pull request"),
        (None, "there is no issue #9"),
    ],
)
def test_a_number_that_is_not_an_issue_is_reported(absence: Absence | None, reason: str) -> None:
    named = {("", 9): absence} if absence else {}
    remedy = "correct the number, or empty the cell to open an issue in acme/widgets"
    assert match(naming("#9"), named=named) == Skipped(reason, remedy)
    assert match(naming("#9", status="done"), named=named) is None
    pending = {Key.of(ID, "A1"): Ref("#9", 9)}
    found = match(naming("#9"), named=named, pending=pending)
    assert isinstance(found, Skipped) and found.is_tracked
    assert found.reason == f"{reason}, which the branch afterword/status names for it"
    assert found.remedy == (
        "write into the Issue cell where it is now, or `not planned` as the status; "
        "deleting that branch opens a new one"
    )


def test_the_local_tracker_restores_an_issue_for_the_first_row_naming_it() -> None:
    rows = [row("A1", "One", issue="#9"), row("A2", "Two", issue="#9"), row("A3", "Three", issue="#8")]
    wanted = collect(document(rows))
    known = facts(named={("", 9): Absence.MISSING}, file_owns_status=True)
    index = index_issues(wanted, [], known)
    found = [match_row(one, index, known) for one in wanted.rows]
    assert found[0] == New(9)
    assert isinstance(found[1], Skipped) and found[1].reason == f"issue #9 already tracks A1 of {ID}"
    assert isinstance(found[2], Skipped) and found[2].reason == "there is no issue #8"
    assert match(wanted, named={("", 9): Absence.MISSING}) != New(9)


def test_the_issue_of_another_place_with_the_same_id_is_left_alone() -> None:
    away = issue_for(7, collect_wanted_issues([ONE], CONFIG, NOW, THERE).rows[0])
    expected = Skipped(
        f"issue #7 already tracks the item of that name in {PLACE}",
        "give this post-mortem another id; if it was moved from there, delete it there; a fork leaves it alone",
    )
    assert match(collect(ONE), away, same_id=frozenset({7})) == expected
    assert match(naming("#7"), away, same_id=frozenset({7})) == expected
    assert match(collect(ONE), away) == Ours(away)


def test_a_document_of_another_place_with_the_same_id_gets_no_second_issue() -> None:
    late = document([row("A1", "Add the case")], front=RESOLVED)
    theirs = collect_wanted_issues([late], CONFIG, NOW, THERE)
    issues = [issue_for(3, theirs.parents[0]), issue_for(4, theirs.reminders[0]), issue(7, late)]
    made = make_plan(issues, late, same_id=frozenset({3, 4}), parents=True)
    assert made.operations == () and made.warnings == () and made.skipped == ()


def test_whom_to_trust_is_said_by_the_account_alone() -> None:
    ours = issue(7, ONE, author_id=77)
    assert match(collect(ONE), ours, trusted=frozenset({ME, 77})) == Ours(ours)
    assert match(collect(ONE), replace(ours, author_id=None)) == New()
    assert steps(make_plan([ours], ONE)) == [("create", None, "")]

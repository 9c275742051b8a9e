"""Issues whose row is gone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.tracking import marker
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.document_links import DocumentLinks
from afterword.tracking.plan import plan
from tracking.plans import STRANGER, facts, issue, issue_for, make_plan, steps
from tracking.rows import CONFIG, ID, NOW, collect, document, row

TWO = document([row("A1", "One"), row("A2", "Two")])
ONE = document([row("A1", "One")])
OTHER = document([row("A1", "Something else")], document_id="2026-03-01-other")
ISSUES = [issue(7, TWO), issue(8, TWO, 1)]


def test_the_issue_of_a_removed_row_is_closed_with_a_reason() -> None:
    made = make_plan(ISSUES, ONE)
    comment, close = made.operations
    assert steps(made) == [("comment", 8, "its row is gone"), ("close", 8, "its row is gone")]
    assert comment.comment == "row-gone" and comment.text == (
        f"There is no row A2 of {ID} any more, so this issue is closed as not planned. "
        "If it comes back, the issue is reopened."
    )
    assert (close.reason, close.body) == ("not_planned", marker.withdrawn(ISSUES[1].body))
    assert comment.wanted is None and close.wanted is None


def test_the_issue_of_a_removed_document_is_closed_with_a_reason() -> None:
    parent = issue_for(9, collect(OTHER).parents[0])
    made = make_plan([issue(7, ONE), parent], ONE)
    assert steps(made) == [("comment", 9, "its post-mortem is gone"), ("close", 9, "its post-mortem is gone")]
    assert "There is no post-mortem 2026-03-01-other any more" in made.operations[0].text


@pytest.mark.parametrize(
    "changes",
    [
        {"open": False, "reason": "completed"},
        {"body": marker.withdrawn(ISSUES[1].body)},
        {"author_id": STRANGER},
        {"body": "theirs"},
    ],
)
def test_no_other_issue_is_closed(changes: dict[str, object]) -> None:
    made = make_plan([ISSUES[0], replace(ISSUES[1], **changes)], ONE)  # type: ignore[arg-type]
    assert made.operations == () and made.warnings == () and made.notes == ()


def test_an_issue_of_an_uncertain_document_is_left_open() -> None:
    wanted = replace(collect(ONE), uncertain=frozenset({ID}))
    made = plan(wanted, ISSUES, facts())
    assert made.operations == ()
    assert [(one.path, one.line, one.reason, one.remedy) for one in made.warnings] == [
        (
            "",
            None,
            f"issue #8 tracks A2 of {ID}, which has no such row",
            "it is left open, because the rows of that document are not certain",
        )
    ]


def test_without_post_mortems_no_issue_is_closed() -> None:
    made = make_plan(ISSUES)
    assert made.operations == () and len(made.warnings) == 2


def test_nothing_is_done_for_documents_that_differ_from_the_default_branch() -> None:
    for differing in (frozenset({ID}), None):
        made = plan(replace(collect(ONE), differing=differing), [*ISSUES, issue(9, OTHER)], facts())
        assert [one[1] for one in steps(made)] == ([9, 9] if differing else [])
        assert len(made.warnings) == (1 if differing else 0)
    created = plan(replace(collect(ONE, OTHER), differing=frozenset({ID})), [], facts())
    assert [one.key.document for one in created.operations] == ["2026-03-01-other"]


def test_issues_of_post_mortems_that_are_kept_elsewhere_are_noted_once() -> None:
    ours, theirs = (DocumentLinks(f"https://github.com/acme/{name}/blob") for name in ("widgets", "gadgets"))
    away = [
        issue_for(number, wanted)
        for number, wanted in enumerate(collect_wanted_issues([OTHER, TWO], CONFIG, NOW, theirs).rows, 7)
    ]
    made = plan(collect_wanted_issues([ONE], CONFIG, NOW, ours), [*away[:1], away[2]], facts())
    assert [one.kind for one in made.operations] == ["create"]
    (note,) = made.notes
    place = "https://github.com/acme/gadgets/blob/HEAD/postmortems/2026-03-01-other.md"
    assert (note.path, note.line, note.reason) == (
        "",
        None,
        "2 open issues of post-mortems that are kept elsewhere, such as #7",
    )
    assert note.remedy == f"they are left alone; if {place} was one of these, close #7 by hand"

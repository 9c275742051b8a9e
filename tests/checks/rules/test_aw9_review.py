"""Review: placeholders, edited blocks, and who may read the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.project import Project
from checks.good import changed, reported, require_reported_once

EDITED = "<!-- afterword:derived impact 0123456789ab -->\n\n120\n\n<!-- /afterword:derived -->"
DEFECTS = {
    "a placeholder in a sentence": ([("120 users were", "TBD users were")], "AW903", "TBD users"),
    "a placeholder with a colon": ([("120 users were", "TODO: count. Users were")], "AW903", "TODO: count"),
    "a placeholder in brackets": ([("acme had retired", "<name> had retired")], "AW903", "<name> had"),
    "a placeholder in the front matter": ([("owner: on-call lead", "owner: TBD")], "AW903", "owner: TBD"),
    "lorem ipsum": ([("The rollback took", "Lorem ipsum dolor; the rollback took")], "AW903", "Lorem"),
    "the template's guidance": (
        [("120 users were", "<!-- Users, business, data: figures, with estimates marked as such. -->\n120 users were")],
        "AW903", "<!-- Users",
    ),
    "question marks for an answer": ([("120 users were", "??? users were")], "AW903", "??? users"),
    "a form to fill in": ([("120 users were", "[fill in] users were")], "AW903", "[fill in]"),
    "a form that says what to fill in": ([("120 users were", "[insert number] users were")], "AW903", "[insert"),
    "an answer that is to be determined": ([("120 users were promised refunds", "To be determined")], "AW903", "To be"),
    "question marks in the front matter": ([("owner: on-call lead", "owner: ???")], "AW903", "owner: ???"),
    "derived text that was edited": (
        [("120 users were", f"{EDITED}\n\nUsers were")],
        "AW904", "<!-- afterword:derived",
    ),
    "hidden without a reason": ([("visibility: external", "visibility: internal")], "AW906", "visibility: internal"),
    "hidden by default": ([("visibility: external\n", "")], "AW906", "detection: customer"),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_flagged_at_its_line_and_nothing_else(open_project: Callable[..., Project], defect: str) -> None:
    require_reported_once(open_project(), *DEFECTS[defect])


LOOK_ALIKES = {
    "a word of programmers": [("120 users were", "The agent left TODO comments; 120 users were")],
    "a placeholder in code": [("120 users were", "The bot wrote `TBD` and `<name>`; 120 users were")],
    "a placeholder in an output": [("## Eval cov", "```text\nDear <name>, TODO: greet\n```\n\n## Eval cov")],
    "a question of a user": [("120 users were", "“What???” one asked; 120 users were")],
    "a question mark of a language": [("120 users were", "The code `a ??? b` failed; 120 users were")],
    "a link in place of a form": [("120 users were", "[your answers](https://example.org) say: 120 users were")],
    "what was to be decided": [("120 users were", "The period was to be decided by a person; 120 users were")],
    "a link": [("120 users were", "See <https://example.org/name>; 120 users were")],
    "inside with a reason": [
        ("visibility: external", "visibility: internal\nvisibility_reason: the customer was told in person"),
    ],
    "inside and seen by an alert": [("visibility: external\n", ""), ("detection: customer", "detection: alert")],
    "a comment": [("120 users were", "<!-- counted on 18 April -->\n120 users were")],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert reported(open_project(), changed(*LOOK_ALIKES[name])) == []


def test_a_draft_may_have_placeholders(open_project: Callable[..., Project]) -> None:
    text = changed(("120 users were", "TBD users were"), ("status: published", "status: draft"))
    assert "AW903" not in [rule for rule, _ in reported(open_project(), text)]

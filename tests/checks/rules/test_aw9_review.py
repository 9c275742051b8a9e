"""Review: placeholders, edited blocks, and who may read the document."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from afterword.checks import check
from afterword.checks.fixing import fix
from afterword.postmortem import read
from afterword.postmortem.draft_notice import write_shared_notice
from afterword.project import Project
from checks.good import PATH, changed, collect, findings, reported, require_reported_once

EDITED = "<!-- afterword:derived impact 0123456789ab -->\n120\n<!-- /afterword:derived -->"
RECORD = ("owner: on-call lead", "owner: on-call lead\ndrafted:\n  m1: [Lessons]")
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
    "a draft notice that does not say what it covers": (
        [("## Summary", "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed: Sum\n\n## Summary"), RECORD],
        "AW909", "> [!NOTE]",
    ),
    "a draft notice that names what was deleted": (
        [("## Summary", f"{write_shared_notice({'m1': ['Lessons']})}\n\n## Summary"), RECORD],
        "AW909", "> [!NOTE]",
    ),
    "a claim that code doubts": (
        [("120 users were", "**Check this first:** 120 users were")], "AW910", "**Check this first",
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


def test_a_doubted_claim_is_shown_with_the_words_that_it_cites(open_project: Callable[..., Project]) -> None:
    words = '[^e4]: 2026-04-16 17:32Z, support: "117 customers got such a promise" (slack)'
    text = changed(
        ("120 users were promised refunds", "**Check this first:** 120 users were promised refunds [^e4] [^e4] [^x]"),
    )
    (found,) = [one for one in findings(open_project(), f"{text}\n{words}\n") if one.rule == "AW910"]
    assert found.message == f"code doubts this claim, which cites E4: {words.removeprefix('[^e4]: ')}"
    assert found.level.value == "error"


def test_a_draft_may_have_placeholders(open_project: Callable[..., Project]) -> None:
    text = changed(("120 users were", "TBD users were"), ("status: published", "status: draft"))
    assert "AW903" not in [rule for rule, _ in reported(open_project(), text)]


PROPOSED = ("services: [bot]", "services: [bot] # proposed, E7")


@pytest.mark.parametrize(
    ("status", "levels"),
    [("draft", ["warning"] * 2), ("in-review", ["warning", "error"]), ("published", ["error"] * 2)],
)
def test_a_proposal_is_an_error_once_it_is_required_or_published(
    open_project: Callable[..., Project], status: str, levels: list[str]
) -> None:
    beside = ("  reported: 2026-04-16T10:00Z", "  reported: 2026-04-16T10:00Z # proposed, E8")
    text = changed(PROPOSED, beside, ("status: published", f"status: {status}"))
    found = [one for one in findings(open_project(), text) if one.rule in ("AW907", "AW120")]
    assert [one.message for one in found] == ["`incident.reported` is only proposed", "`services` is only proposed"]
    assert [one.level.value for one in found] == levels
    assert text.splitlines()[found[1].line - 1][found[1].column - 1 :] == "# proposed, E7"


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_the_comment_left_on_a_changed_value_is_deleted(open_project: Callable[..., Project], newline: str) -> None:
    record = "drafted:\n  values: {services: 00000000}\n---\n\n## Summary"
    text = changed(PROPOSED, ("---\n\n## Summary", record)).replace("\n", newline)
    project = open_project()
    document = read(text.encode(), PATH)
    collect(project.root)
    assert [one.rule for one in check([document], project).findings] == ["AW908"]
    fixed = fix(document, lambda one: check([one], project).findings)
    assert fixed.document.source.text == text.replace(" # proposed, E7", "")
    assert fix(fixed.document, lambda one: check([one], project).findings).findings == ()

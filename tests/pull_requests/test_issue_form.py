"""Reading the answers of a form from the text of an issue."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.pull_requests.issue_form import read_answers, read_labels
from afterword.pull_requests.issue_material import FORMS
from pull_requests.forms import ANSWERS, body_of
from pull_requests.workflows import TEMPLATES, load, workflow

FIELDS = FORMS["postmortem"]


@pytest.mark.parametrize("form", FORMS)
def test_the_fields_are_those_of_the_forms_that_init_adds(form: str) -> None:
    path = TEMPLATES / ".github" / "ISSUE_TEMPLATE" / f"{form}.yml"
    known = [(field.id, field.labels[0]) for field in FORMS[form]]
    assert list(read_labels(path.read_text()).items()) == known
    long = [one["id"] for one in load(path)["body"] if one["type"] == "textarea" and one["id"] != "effect"]
    assert [field.id for field in FORMS[form] if field.is_long and field.id != "effect"] == long


def test_the_workflow_knows_the_form_by_the_heading_of_its_thread() -> None:
    (label,) = (field.labels[0] for field in FIELDS if field.id == "thread")
    assert f"'### {label}'" in workflow("afterword-incident")["jobs"]["incident"]["if"]


@pytest.mark.parametrize("newline", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_every_answer_is_found(newline: str) -> None:
    assert read_answers(body_of(ANSWERS).replace("\n", newline), FIELDS) == ANSWERS


def test_fields_without_an_answer_and_missing_sections_are_left_out() -> None:
    some = {key: ANSWERS[key] for key in ("effect", "thread")}
    assert read_answers(body_of(some), FIELDS) == some
    body = body_of(ANSWERS)
    start, end = body.index("### How severe was it?"), body.index("### The alert")
    assert read_answers(body[:start] + body[end:], FIELDS).keys() == ANSWERS.keys() - {"severity", "owner", "thread"}
    assert read_answers("", FIELDS) == read_answers("### Something else\n\nx", FIELDS) == {}


def test_a_thread_that_quotes_another_issue_of_the_form_is_one_answer() -> None:
    answers = {**ANSWERS, "thread": f"Maya Chen  5:12 PM\nAs in #7:\n{body_of({**ANSWERS, 'severity': 'SEV4'})}\nEnd"}
    assert read_answers(body_of(answers), FIELDS) == answers


@pytest.mark.parametrize(
    "text", ["```\nlog\n```", "```py\nx", "~~~\n```", "### What\n\n## x\n---\n", "a\n\n\n\nb", "````\n```"]
)
def test_code_blocks_and_headings_inside_an_answer_stay_there(text: str) -> None:
    answers = {**ANSWERS, "thread": f"before\n{text}\nafter"}
    assert read_answers(body_of(answers), FIELDS) == answers


@given(st.text(st.sampled_from("#` ~\n\rx-_"), max_size=60), st.text(st.sampled_from("# `\nx"), max_size=30))
def test_no_text_of_one_answer_changes_another(thread: str, prompt: str) -> None:
    answers = {**ANSWERS, "thread": f"a\n{thread}\nb", "prompt_after": f"a\n{prompt}\nb"}
    found = read_answers(body_of(answers), FIELDS)
    assert {**found, "thread": "", "prompt_after": ""} == {**ANSWERS, "thread": "", "prompt_after": ""}


def test_a_form_that_cannot_be_read_has_no_labels() -> None:
    for text in (
        "",
        "body: 1",
        "body: [{id: x}, 3, {id: y, attributes: {label: Y}}]",
        "a: [",
        "- " * 3000,
        "body: &a [*a]",
    ):
        assert read_labels(text) in ({}, {"y": "Y"})

"""Reading the answers in a reply."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.pull_requests.replies import read_answers


@pytest.mark.parametrize(
    ("body", "answers"),
    [
        ("Q3: Yes.", {3: "Yes."}),
        ("q3 : Yes.", {3: "Yes."}),
        ("**Q3:** Yes.\n- Q4: No.\n__q5__: Maybe.", {3: "Yes.", 4: "No.", 5: "Maybe."}),
        ("Hello\n\nQ3: One\n\ntwo\n\nQ4:\nthree", {3: "One\n\ntwo", 4: "three"}),
        ("Q3: One\r\ntwo", {3: "One\ntwo"}),
        ("Q3: Yes.\n\nOn Fri, 24 Apr 2026, Afterword wrote:\n> Q4: What?\n> Q5: Why?", {3: "Yes."}),
        ("> Q3: Yes.\nNo.", {}),
        ("Q3: See\n```\nQ4: not one\n```\nend", {3: "See\n```\nQ4: not one\n```\nend"}),
        ("```\nQ3: x\n````\nQ4: y", {4: "y"}),
        ("Q3: first\nQ3: second", {3: "first"}),
        ("Q0: x\nQ1234: x\nFAQ3: x\nthe Q3: x\n    Q3: code", {}),
        ("Q3: a\u202eb\u200bc", {3: "abc"}),
        ("<!-- Q3: x -->Q4: y", {4: "y"}),
        ("Q3: <!-- open", {}),
    ],
)  # fmt: skip
def test_answers_begin_a_line_with_their_number(body: str, answers: dict[int, str]) -> None:
    assert read_answers(body) == answers


@given(st.text(st.sampled_from("Qq13: \n>`~-*_x<!"), max_size=80))
def test_no_reply_is_too_odd(body: str) -> None:
    for number, words in read_answers(body).items():
        assert 1 <= number <= 999 and words == words.strip() != ""

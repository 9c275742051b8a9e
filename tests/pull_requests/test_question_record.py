"""The numbers of questions, kept in a comment."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.pull_requests.question_record import (
    MAX_QUESTIONS,
    AskedQuestion,
    NumberedQuestion,
    Record,
    Refusal,
    number_questions,
    read_record,
    write_record,
)


def asked(*words: str) -> list[AskedQuestion]:
    return [AskedQuestion("2026-04-16-x", "Impact", one) for one in words]


def numbers(record: Record) -> dict[str, int]:
    return {one.words: one.number for one in record.questions}


def test_a_question_keeps_its_number_while_others_come_and_go() -> None:
    record, is_open = number_questions(Record(), asked("a", "b", "c"))
    assert is_open == {1, 2, 3}
    record, is_open = number_questions(record, asked("d", "c"))
    assert (numbers(record), is_open) == ({"a": 1, "b": 2, "c": 3, "d": 4}, {3, 4})
    record, is_open = number_questions(record, asked("b", "c", "d"))
    assert is_open == {2, 3, 4}


def test_a_question_that_is_asked_twice_is_two() -> None:
    record, is_open = number_questions(Record(), asked("a", "a"))
    assert is_open == {1, 2} and len({one.key for one in record.questions}) == 2


def test_no_more_are_numbered_than_a_comment_holds() -> None:
    record, is_open = number_questions(Record(), asked(*(f"{number} {'x' * 500}" for number in range(200))))
    assert len(record.questions) == len(is_open) == MAX_QUESTIONS
    assert len(write_record(record)) < 32_000


@given(st.text(max_size=60))
def test_what_is_written_is_read_again_and_nothing_in_it_ends_the_comment(text: str) -> None:
    record, _ = number_questions(Record(), [AskedQuestion("x", text[:40], f"--> {text} <!--")])
    record = record.looked_at(7, text, [Refusal(number=1, reply=7, by="o-o", why="--><script>")])
    written = write_record(record)
    assert written.count("-->") == 1 and "\n" not in written and "<script" not in written
    assert read_record(f"x\n{written}\n") == record


@pytest.mark.parametrize(
    "comment",
    ["", "<!-- afterword:questions {} -->", "<!-- afterword:questions {bad} -->",
     '<!-- afterword:questions {"questions": 3} -->', '<!-- afterword:questions {"seen": {"x": 1}} -->',
     '<!-- afterword:questions {"questions": [{"number": -1}]} -->',
     "<!-- afterword:questions {" + "[" * 5000 + "} -->"],
)  # fmt: skip
def test_a_record_that_somebody_broke_is_an_empty_one(comment: str) -> None:
    assert read_record(comment) == Record()


def test_old_replies_and_refusals_are_forgotten() -> None:
    record = Record(questions=(NumberedQuestion(number=1, document="x", section="", key="k", words="w"),))
    for reply in range(1, 400):
        record = record.looked_at(reply, "x", [Refusal(number=1, reply=reply, by="a", why="b")])
    assert len(record.seen) == 100 and len(record.refused) == 10 and record.has_seen(399, "x")

"""Placeholders are numbered once, and recognised in what an earlier run wrote."""

from __future__ import annotations

import pytest

from afterword.config import Redaction, RedactionPattern
from afterword.redaction import Numbering, Redactor
from afterword.redaction.people import Known
from afterword.redaction.placeholders import aligned, masked, numbers


@pytest.mark.parametrize(
    ("new", "old", "pairs"),
    [
        ([("s", "a [email 2] b [name 1]")], [("s", "a [email 1] b [name 7]")], [("email", 2, 1), ("name", 1, 7)]),
        ([("s", "a [email 2]")], [("t", "a [email 1]")], []),
        ([("s", "a [email 2]")], [("s", "b [email 1]")], []),
        ([("s", "a [email 2]")], [("s", "a [name 1]")], []),
        ([("s", "a")], [("s", "a")], []),
        ([("s", "a [email 2]")] * 2, [("s", "a [email 1]")] * 2, [("email", 2, 1)]),
        ([("s", "a [email 2]"), ("s", "a [email 3]")], [("s", "a [email 1]")], []),
        ([("s", "a [email 2]")], [("s", "a [email 1]"), ("s", "a [email 3]")], []),
        ([("s", "a [email 2]")], [("s", "a [email 1]"), ("s", "a [email 3]"), ("s", "a [email 1]")], []),
        ([("s", "a"), ("s", "b [email 2]")], [("s", "a"), ("s", "b [email 1]")], [("email", 2, 1)]),
    ],
    ids=["both", "another source", "another text", "another kind", "none", "twice alike", "two new", "two old",
         "three old", "beside text without any"],
)  # fmt: skip
def test_texts_that_occur_once_on_both_sides_are_laid_over_each_other(
    new: list[tuple[object, str]], old: list[tuple[object, str]], pairs: list[tuple[str, int, int]]
) -> None:
    assert list(aligned(new, old)) == pairs


def test_the_number_alone_is_masked() -> None:
    assert masked("a [email 12] and [0 items] [x 0]") == "a [email] and [0 items] [x 0]"
    assert numbers("[email 12] b [name 1] [x 0] [name 1234567]") == [("email", 12), ("name", 1)]


def test_the_first_that_is_learned_counts() -> None:
    numbering = Numbering()
    numbering.learn("email", "a", 3)
    numbering.learn("email", "a", 5)
    numbering.learn("email", "b", 3)
    numbering.learn("name", "b", 3)
    assert (numbering.value("email", 3), numbering.value("email", 5), numbering.value("name", 3)) == ("a", None, "b")
    assert [numbering.placeholder("email", value) for value in "abc"] == ["[email 3]", "[email 4]", "[email 5]"]


def test_a_number_of_the_text_is_given_to_no_value() -> None:
    numbering = Numbering()
    numbering.reserve("[email 2], then [email 1]; [name 99999] and [login 100000]")
    assert numbering.placeholder("email", "a") == "[email 3]"
    assert numbering.placeholder("name", "a") == "[name 100000]"
    assert numbering.placeholder("login", "a") == "[login 1]"
    numbering.reserve("[name 100001]")
    assert numbering.placeholder("name", "b") == "[name 100002]"


def test_a_redactor_with_another_numbering_knows_the_same() -> None:
    settings = Redaction(patterns=[RedactionPattern(name="ticket", regex=r"T-(?P<value>\d{4})")])
    first = Redactor(settings, [Known("responder", "Ines Marlow")])
    text = "Ines Marlow wrote to ana@example.org about T-1234"
    once = "[responder 1] wrote to [email 1] about T-[ticket 1]"
    assert first.redact("bob@example.org").text == "[email 1]"
    numbering = Numbering()
    other = first.anew(numbering)
    assert other.redact(text).text == once and numbering.value("email", 1) == "ana@example.org"
    assert first.redact(text).text == once.replace("[email 1]", "[email 2]")
    unknown = first.knowing([])
    assert unknown.redact(text).text == once.replace("[responder 1]", "[name 1]")

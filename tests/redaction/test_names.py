"""A name ends where its sentence does, and has none of the words that carry what a sentence says."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.redaction import Redactor
from afterword.redaction.personal.persons import NEVER_INSIDE


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I asked Michael. No rollback before 11:30", "I asked [name 1]. No rollback before 11:30"),
        ("Ask Emily. Do not deploy release 57", "Ask [name 1]. Do not deploy release 57"),
        ("Tell Sven. We lost $1.2M", "Tell [name 1]. We lost $1.2M"),
        ("customer Lena Fischer. Refund promised", "customer [name 1]. Refund promised"),
        ("Thanks, Tom. Evals are red", "Thanks, [name 1]. Evals are red"),
        ("Michael. No rollback. Keep traffic", "Michael. No rollback. Keep traffic"),
        ("Emily, Do not deploy", "Emily, Do not deploy"),
        ("cc: Tom, Ravi", "cc: [name 1], [name 2]"),
        ("Called Emily Price. Then it was quiet", "Called [name 1]. Then it was quiet"),
        ("The Emily Price case", "The [name 1] case"),
        ("customer Dr. K. Fischer. Refund promised", "customer Dr. [name 1]. Refund promised"),
        ("Customer: Pike, Oren", "Customer: [name 1]"),
    ],
)
def test_a_name_ends_with_its_sentence(text: str, expected: str) -> None:
    assert Redactor().redact(text).text == expected


WORDS = st.one_of(
    st.sampled_from(sorted(NEVER_INSIDE)).map(str.capitalize),
    st.sampled_from(
        ["Emily", "Michael", "Sven", "Lena", "Fischer", "Tom", "Ravi", "Pike", "Oren", "Anna", "Berg", "customer"]
    ),
    st.sampled_from(["rollback", "deploy", "Customer:", "cc:", "Author:", "Thanks,"]),
)


@given(st.lists(st.tuples(WORDS, st.sampled_from([" ", ". ", ", ", "\n", " <a@example.org> "])), max_size=10))
def test_no_name_has_a_word_of_a_closed_class_or_the_end_of_a_sentence(parts: list[tuple[str, str]]) -> None:
    text = "".join(word + sign for word, sign in parts)
    for find in Redactor().find(text):
        if find.kind == "name":
            found = text[find.start : find.end]
            assert NEVER_INSIDE.isdisjoint(found.casefold().replace(",", "").split()), (text, found)
            assert re.search(r"\w\w\. ", found) is None, (text, found)

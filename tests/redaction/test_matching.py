"""Places worth a look: needles, the words that they need, and what is a part of something longer."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest

from afterword.redaction.matching import Anchors, Match, Needles, Sort, hits, is_part, look_for, runs, starts, table
from afterword.redaction.view import View


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("123", False), ("a123", True), ("123a", True), ("é123", True),
        ("-123", False), ("x-123", True), ("1-123", True), ("--123", False), (" -123", False),
        ("123-", False), ("123-x", True), ("123--", False), ("123- ", False),
        (".123", False), ("0.123", True), ("123.x", False), ("_123_", False), ("x_123", True), ("123_x", True),
        ("#123", False), ("$123", True), ("123$", True), ("/123", False), ("x/123", False),
    ],
)  # fmt: skip
def test_what_is_a_part_of_something_longer_is_known(text: str, part: bool) -> None:
    start = text.index("123")
    assert is_part(text, start, start + 3, glued="$") is part


def test_signs_that_join_can_be_named() -> None:
    assert is_part("x/123", 2, 5, before="/")
    assert not is_part("x-123", 2, 5, before="/")
    assert is_part("123:x", 0, 3, after=":")
    assert not is_part("123-x", 0, 3, after=":")


def _look(text: str, at: int) -> Iterator[Match]:
    yield Match(at, at + 3, "x")


def test_a_needle_is_found_through_its_letter_where_its_condition_holds() -> None:
    needles = Needles(b"k", {b"key(?!s)": _look, b"to.k": _look, b"ak": _look})
    found = list(needles.hits(b"key keys monkey took to.k ak k"))
    assert found == [(0, 0), (12, 0), (21, 1), (26, 2)]


def test_a_look_goes_on_behind_what_it_found() -> None:
    needles = Needles(b"a", {b"a(?!b)": _look, b"ab": _look})
    assert [(m.start, m.end) for m in needles.find(View.of("aaaaab"))] == [(0, 3), (3, 6), (4, 7)]


def test_needles_are_looked_for_where_a_text_has_one_of_their_words() -> None:
    anchors = Anchors(Needles(b"p", {b"pin": _look}, "pin pins"), Needles(b"q", {b"q": _look}))
    assert [m.start for m in anchors.find(View.of("a spin, a q"))] == [10]
    assert sorted(m.start for m in anchors.find(View.of("a spin, a PIN, a q"))) == [3, 10, 17]
    assert len(list(anchors.reachable(View.of("pin and pins")))) == 2


def test_the_words_of_a_text_are_runs_of_small_letters() -> None:
    assert View.of("Date_ofBirth: 12x, née").words == {b"date", b"ofbirth", b"birth", b"x", b"n", b"e"}


def test_a_value_is_left_out_where_it_is_a_filler_or_refers_to_a_secret() -> None:
    look = look_for("k", r".?pw=(?P<value>\S+)", lambda value: value != "no", sort=Sort.KEY, back=1)
    for text, found in (("pw=a1b2", [(3, 7)]), ("xpw=a1", [(4, 6)]), ("pw=no", []), ("pw=xxxx", []), ("pw=$X", [])):
        assert [(m.start, m.end) for m in look(text, text.index("pw"))] == found, text


def test_bytes_are_found_at_each_place() -> None:
    assert list(hits(b"aaba", b"a")) == [0, 1, 3]
    assert list(hits(b"aaaa", b"aa")) == [0, 1, 2]
    assert list(starts(b"ab ac", re.compile(rb"a(?=[bc])"))) == [0, 3]
    members = table("ab")
    assert list(runs(b"abab ab aba", members, 3)) == [(0, 4), (8, 11)]
    assert list(runs(b"ab", members, 3)) == []

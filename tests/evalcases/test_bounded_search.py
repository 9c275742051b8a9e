"""Matching a pattern of an export ends in time, however costly the pattern is."""

from __future__ import annotations

import pytest

from afterword.evalcases import bounded_search
from afterword.evalcases.bounded_search import search_in_bounded_time


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("30 days", "within 30 days", True),
        ("^30", "within\n30 days", False),
        ("(?m)^30", "within\n30 days", True),
        ("\\ud800|é\u2028", "é\u2028", True),
        (".", "\ud800", True),
        ("", "", True),
        ("x" * 100_000, "y", False),
    ],
)
def test_it_finds_what_re_finds(pattern: str, text: str, found: bool) -> None:
    assert search_in_bounded_time(pattern)(text) is found


def test_a_pattern_that_takes_too_long_is_ended_and_the_next_is_tried(monkeypatch: pytest.MonkeyPatch) -> None:
    matcher = bounded_search._Matcher()
    monkeypatch.setattr(bounded_search, "MAX_SECONDS", 1)
    monkeypatch.setattr(bounded_search, "_matcher", matcher)
    assert search_in_bounded_time("a")("a")
    with pytest.raises(TimeoutError, match="takes longer than 1 s"):
        search_in_bounded_time("(a+)+b")("a" * 40)
    assert search_in_bounded_time("a")("a")
    matcher.close()


def test_what_is_not_a_pattern_is_refused() -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        search_in_bounded_time("(")


def test_a_python_that_does_not_start_is_an_error_and_no_answer(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded_search, "_PROGRAM", "raise SystemExit(%d)")
    with pytest.raises(OSError, match="cannot be started"):
        bounded_search._Matcher().search("a", "a")

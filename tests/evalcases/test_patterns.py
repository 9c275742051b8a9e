"""Patterns mean what Python's `re` says, and stop in time."""

from __future__ import annotations

import contextlib
import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evalcases.patterns import MAX_PATTERN, MAX_SECONDS, TooLarge, compile_pattern

PATTERNS = [
    "", "a", "ab", "a|b", "a|bc|", "(a|b)c", "a*", "a+b", "a?b", "a{2}", "a{2,}", "a{0,2}b", "(ab){1,2}c", "a*?b",
    "(?:a|ab)(?:c|bcd)", "[ab]", "[^ab]", "[a-c]b", "[^\\d\\s]", "\\d+", "\\D", "\\w+", "\\W", "\\s", "\\S\\s", ".",
    "a.b", "(?s)a.b", "^a", "a$", "\\Aa", "a\\Z", "^$", "(?m)^a", "(?m)a$", "\\ba", "a\\b", "\\Ba",
    "(?i)AB", "(?i)[A-B]", "(?i)[^a]", "(?i:A)b", "(?i:A(?-i:B))", "(a*)*", "(a|a)*b", "(a?){3}", "(?:)*a",
    "(|a)+b", "(?P<n>a)b", "a#b", "[[a]", "\\.", "x*", "(a+)+b", "(?x) a b  # comment",
    # What needs memory of the text.
    "(a)\\1", "(?=a)[ab]", "(?<!a)b", "(?<=a)b", "(?!a)[ab]", "(?>a+)b", "a++b", "(?P<n>a)(?P=n)", "(a)?(?(1)b|c)",
    # Braces that are text, which other readers take for something else.
    "{", "a{e}", "{a}", "a{s<=1}", "\\{d}", "[{a]b", "{}", "a{,2}b", "a{,}b", "{e<=1}", "\\N{LATIN SMALL LETTER A}b",
]  # fmt: skip
TEXTS = st.text(st.sampled_from("aAbBcd01 _.\n#é[{}e"), max_size=12)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS)
def test_pattern_means_what_python_means(pattern: str, text: str) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = re.search(pattern, text) is not None
    assert compile_pattern(pattern)(text) is expected


@given(st.text(st.sampled_from("ab()[]{}|*+?.^$\\dws-,:=!<P0129i"), max_size=30), TEXTS)
def test_any_pattern_is_run_or_refused(pattern: str, text: str) -> None:
    with contextlib.suppress(ValueError, TooLarge, TimeoutError):
        compile_pattern(pattern)(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b", "(a|a)*b", "(a|aa)+$", "((a*)*)*b", ".*.*.*.*.*b", "(.*a){12}b", "a?" * 40 + "a" * 40 + "b",
        "(?:){0,1000000000}a", "((a{1,9}){1,9}){1,9}", "(" * 200 + "a" + ")*" * 200, "(?:(?:a?){9}){9}b",
        "(a*)\\1*\\1*b", "(?=(?=a*)*)*b",
    ],
)  # fmt: skip
@pytest.mark.parametrize("text", ["a" * 1_000, "b" + "a" * 1_000 + "cb"])
def test_patterns_that_explode_elsewhere_are_stopped(pattern: str, text: str) -> None:
    began = time.process_time()
    with contextlib.suppress(ValueError, TooLarge, TimeoutError):
        compile_pattern(pattern)(text)
    assert time.process_time() - began < MAX_SECONDS + 1


@pytest.mark.parametrize("pattern", ["(?:a{100}){100}", "a{1001}", "(((a{99}){99}){99}){99}", "(?:a|b){1,1000000}"])
def test_repeats_that_take_much_memory_are_refused(pattern: str) -> None:
    with pytest.raises(TooLarge):
        compile_pattern(pattern)


def test_pattern_that_takes_too_long_raises() -> None:
    with pytest.raises(TimeoutError):
        compile_pattern("(.*a){12}b")("a" * 1_000 + "cb")


def test_pattern_of_the_greatest_length() -> None:
    assert compile_pattern("a|" * (MAX_PATTERN // 2))("b")
    assert compile_pattern("a" * MAX_PATTERN)("a" * MAX_PATTERN)
    with pytest.raises(ValueError, match="more than"):
        compile_pattern("a" * (MAX_PATTERN + 1))


@pytest.mark.parametrize("pattern", ["(x", "\\p{L}", "a**", "[b-a]"])
def test_pattern_that_python_cannot_read_is_wrong(pattern: str) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        compile_pattern(pattern)

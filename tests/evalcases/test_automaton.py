"""Patterns mean what Python's `re` says, and take time that grows with the text alone."""

from __future__ import annotations

import re
import time
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evalcases.automaton import MAX_PATTERN, Refused, compiled

PATTERNS = [
    "", "a", "ab", "a|b", "a|bc|", "(a|b)c", "a*", "a+b", "a?b", "a{2}", "a{2,}", "a{0,2}b", "(ab){1,2}c", "a*?b",
    "(?:a|ab)(?:c|bcd)", "[ab]", "[^ab]", "[a-c]b", "[^\\d\\s]", "\\d+", "\\D", "\\w+", "\\W", "\\s", "\\S\\s", ".",
    "a.b", "(?s)a.b", "^a", "a$", "\\Aa", "a\\Z", "^$", "(?m)^a", "(?m)a$", "\\ba", "a\\b", "\\Ba",
    "(?i)AB", "(?i)[A-B]", "(?i)[^a]", "(?i:A)b", "(?i:A(?-i:B))", "(a*)*", "(a|a)*b", "(a?){3}", "(?:)*a",
    "(|a)+b", "(?P<n>a)b", "a#b", "[[a]", "\\.", "x*", "(a+)+b", "(?x) a b  # comment",
]  # fmt: skip
TEXTS = st.text(st.sampled_from("aAbBcd01 _.\n#é["), max_size=12)


@pytest.mark.parametrize("pattern", PATTERNS)
@given(text=TEXTS)
def test_it_means_what_python_means(pattern: str, text: str) -> None:
    import warnings

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        expected = re.search(pattern, text) is not None
    automaton = compiled(pattern)
    assert automaton.search(text) is replace(automaton, plain=None).search(text) is expected


@given(st.text(st.sampled_from("ab()[]{}|*+?.^$\\dws-,:=!<P0129i"), max_size=30), TEXTS)
def test_any_pattern_is_run_or_refused(pattern: str, text: str) -> None:
    try:
        automaton = compiled(pattern)
    except (ValueError, Refused):
        return
    automaton.search(text)


@pytest.mark.parametrize(
    "pattern",
    [
        "(a+)+b", "(a|a)*b", "(a|aa)+$", "((a*)*)*b", ".*.*.*.*.*b", "(.*a){12}b", "a?" * 40 + "a" * 40 + "b",
        "(?:){0,1000000000}a", "((a{1,9}){1,9}){1,9}", "(" * 200 + "a" + ")*" * 200, "(?:(?:a?){9}){9}b",
    ],
)  # fmt: skip
def test_patterns_that_explode_elsewhere_do_not_here(pattern: str) -> None:
    began = time.process_time()
    try:
        automaton = compiled(pattern)
    except (ValueError, Refused):
        pass
    else:
        automaton.search("a" * 1_000)
    assert time.process_time() - began < 3


def test_a_pattern_of_the_greatest_length() -> None:
    assert compiled("a|" * (MAX_PATTERN // 4)).search("b")
    with pytest.raises(ValueError, match="more than"):
        compiled("a" * (MAX_PATTERN + 1))

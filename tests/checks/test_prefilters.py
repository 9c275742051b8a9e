"""A sentence that a rule of consistency skips for want of a word contains nothing that its pattern matches."""

from __future__ import annotations

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.checks.consistency import compare_acts, compare_data, compare_denials, compare_states, detection_stated
from afterword.language.tokens import Letters

GATES = [
    *((words, pattern) for gates, pattern in compare_acts._ORDERS for words in gates),
    (compare_data._MAY_TELL, compare_data._TOLD),
    *((compare_data._MAY_TELL, pattern) for pattern in compare_data._DENIED.values()),
    (compare_denials._MAY_DENY, compare_denials._NEGATION),
    (compare_states._MAY_GO_ON, compare_states._GOES_ON),
    (compare_states._MAY_HAVE_DONE, compare_states._DID),
    (detection_stated._MAY_TELL, detection_stated._OF_SENTENCE),
    (detection_stated._MAY_TELL, detection_stated._OF_CLAUSE),
]


@pytest.mark.parametrize(("words", "pattern"), GATES)
def test_every_match_contains_a_word_that_is_looked_for(words: frozenset[str], pattern: re.Pattern[str]) -> None:
    @settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
    @given(st.from_regex(re.compile(pattern.pattern, pattern.flags), alphabet=st.characters(codec="ascii")))
    def matching(text: str) -> None:
        match = pattern.search(text)
        assert match is None or Letters(match[0].lower()).may_contain(words)

    matching()

"""Short forms of evidence, written out."""

from __future__ import annotations

import pytest

from afterword.grounding.abbreviations import written_out


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("stores in DE and FR", {"germany", "france"}),
        ("(all POPs except SIN)", {"singapore"}),
        ("moved from Mon to Thu", {"monday", "thursday"}),
        ("the sre is on it", {"site", "reliability", "engineer"}),
        ("our site reliability engineer", {"sre"}),
    ],
)
def test_a_short_form_stands_for_what_it_names(text: str, words: set[str]) -> None:
    assert words <= written_out(text, frozenset(text.lower().replace("(", "").replace(")", "").split()))


@pytest.mark.parametrize("text", ["it is in no way us", "no, de facto it is", "bg-job-3", "DE-402 is open"])
def test_a_word_or_a_part_of_an_identifier_names_no_country(text: str) -> None:
    assert written_out(text, frozenset(text.lower().split())) == set()

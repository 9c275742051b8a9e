"""The record of what the tool filled, in the form of today and in that of earlier versions."""

from __future__ import annotations

import pytest

from afterword.postmortem.drafted import Drafted

ENTRIES = {
    "derived": ["Timeline", "Impact"],
    "gpt-5.2": ["Summary"],
    "questions": ["Lessons", {"Mitigation": "3fa9c1d2-77ab12cd"}],
    "values": {"incident.detected": "3fa9c1d2"},
}


def test_entries_are_read_back_in_their_order() -> None:
    known = Drafted.parse(ENTRIES)
    assert known.sections == {
        "Timeline": "derived",
        "Impact": "derived",
        "Summary": "gpt-5.2",
        "Lessons": "questions",
        "Mitigation": "questions",
    }
    assert (known.asked, known.values) == ({"Mitigation": "3fa9c1d2-77ab12cd"}, ENTRIES["values"])
    assert list(known.entries().items()) == list(ENTRIES.items())
    assert known.for_review == ["Summary"]


def test_derived_comes_first_and_what_is_only_asked_last() -> None:
    known = Drafted({"A": "questions", "B": "m2", "C": "derived", "D": "m1"})
    assert list(known.entries()) == ["derived", "m2", "m1", "questions"]
    assert Drafted().entries() == {}


def test_what_identifies_questions_stands_beside_the_section_if_it_is_drafted_too() -> None:
    entries = {"m1": ["Summary"], "asked": {"Summary": "3fa9c1d2-77ab12cd"}}
    assert Drafted.parse(entries).entries() == entries
    earlier = {"questions": ["Mitigation"], "asked": {"Mitigation": "-77ab12cd"}}
    assert Drafted.parse(earlier).entries() == {"questions": [{"Mitigation": "-77ab12cd"}]}


def test_list_of_earlier_versions_is_read() -> None:
    old = [{"section": "Summary", "by": "m1"}, {"section": "Impact", "by": "derived"}, {"section": "Timeline"}]
    assert Drafted.parse(old) == Drafted({"Summary": "m1", "Impact": "derived"})


@pytest.mark.parametrize(
    "value",
    [
        "Summary",
        ["Summary"],
        {"m1": "Summary"},
        {"m1": {"a": "b"}},
        {"asked": ["Summary"]},
        {"values": {"a": ["b"]}},
        {"questions": [{"Summary": ["a"]}]},
        {"questions": [["Summary"]]},
    ],
    ids=str,
)
def test_anything_else_is_refused(value: object) -> None:
    with pytest.raises(ValueError, match="restore the record from Git"):
        Drafted.parse(value)

"""The section that a sentence answers, by its words; no section, where they are not certain."""

from __future__ import annotations

import pytest

from afterword.drafting.assembling.places import place_of
from afterword.postmortem import outline


@pytest.mark.parametrize(
    "sentence",
    [
        "The labels were swapped because the exporter sorts them by name.",
        "Root cause: the tokenizer of the old model was still loaded.",
        "The nightly import was introduced by release 41 and caused the empty answers.",
        "It turned out that the cache kept answers of the former prompt.",
        "Template 9 no longer includes the list of countries.",
    ],
)
def test_a_sentence_with_its_reason_is_a_cause(sentence: str) -> None:
    assert place_of(sentence) is outline.IMMEDIATE_CAUSE


@pytest.mark.parametrize(
    "sentence",
    [
        "The assistant treats every order as cancelled.",
        "Two invoices are missing in the export.",
        "nit: stale comment in the second paragraph",
        "The folder had no files before.",
        "Sorry, wrong number because I read the old sheet.",
        "I was away due to a train strike.",
        "My parcel is gone because of your bot!",
    ],
)
def test_what_only_went_wrong_and_what_people_say_of_themselves_is_no_cause(sentence: str) -> None:
    assert place_of(sentence) is not outline.IMMEDIATE_CAUSE

"""The section that a sentence answers, by its words; no section, where they are not certain."""

from __future__ import annotations

import pytest

from afterword.drafting.assembling.places import counts_affected, names_who_did_it, place_of
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


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("rebuilt the index from staging at 08:50, that's what broke it", outline.IMMEDIATE_CAUSE),
        ("We have not rolled back yet", None),
        ("should be fixed, but it came back", None),
        ("the cause was not the prompt either", None),
        ("we rolled back to v14", outline.MITIGATION),
        ("the old index is back online, rolled back", outline.MITIGATION),
    ],
)
def test_a_denial_is_neither_a_cause_nor_a_fix(text: str, place: object) -> None:
    assert place_of(text) is place


@pytest.mark.parametrize(
    ("text", "is_somebody"),
    [
        ("Mark deployed without tests", True),
        ("Root cause: participant 2 merged it without review", True),
        ("The cache dropped the tenant from its key", False),
        ("Release 212 lowered the temperature", False),
    ],
)
def test_what_somebody_did_is_told_from_what_failed(text: str, is_somebody: bool) -> None:
    assert names_who_did_it(text) is is_somebody


@pytest.mark.parametrize(
    "sentence",
    [
        "found it: the tenant filter is gone from the query",
        "the new prompt template has no refund rule anymore",
        "the price file has no entry for CHF, so it falls back to the default of 1.0",
        "the staging config has retries: disabled",
        "the query and the index don't match, one is v3 and the other v2",
        "the cron skipped the hour of the clock change",
        "timestamps are parsed as local time in the new loader",
        "the guard clause was dropped in the refactor",
        "the queue redelivers each timeout as new",
        "the validation was silently skipped for batch calls",
    ],
)
def test_how_a_part_of_the_system_fails_is_the_immediate_cause(sentence: str) -> None:
    assert place_of(sentence) is outline.IMMEDIATE_CAUSE


@pytest.mark.parametrize(
    "sentence",
    [
        "the ticket has no owner",
        "my search has no results",
        "two orders are missing",
        "we fell back to paper for an hour",
        "the cake is gone",
        "no key fits this lock",
        "I don't match the colours",
        "the customer's address is missing in the letter",
        "the reindex should have run before the switch",
        "(writing this in English because Oren is here)",
        "41 failed because they had moved",
        "np, that's why we have a second level",
        "customers call because the bot names wrong prices",
        "varios clientes llaman porque el bot da precios equivocados",
    ],
)
def test_what_people_lack_or_say_by_the_way_is_no_cause(sentence: str) -> None:
    assert place_of(sentence) not in (outline.IMMEDIATE_CAUSE, outline.MITIGATION)


@pytest.mark.parametrize(
    ("sentence", "counts"),
    [
        ("we have 640 seller tickets already", True),
        ("1,204 players were muted by mistake", True),
        ("replay started, 21.934 listings were rejected", True),
        ("total burn is 5,720 usd", True),
        ("the lost orders cost us 12 300 EUR", True),
        ("reject rate is 38%, normal is 4-5", True),
        ("add-to-cart from search -60% since the night", True),
        ("the lookup at tenant 0311 is real", False),
        ("it returns 200 instead of 404 for missing codes", False),
        ("someone should check the orders of the 8 hours for wrong ones", False),
        ("the investigation of March 2026 reports about quality began", False),
        ("reindex ok, 214 k products", False),
        ("would 40 customers lose their orders?", False),
        ("rolled back to v41 on 12 pods", False),
    ],
)
def test_a_figure_of_what_was_affected_is_told_from_other_numbers(sentence: str, counts: bool) -> None:
    assert counts_affected(sentence) is counts


@pytest.mark.parametrize(
    "sentence",
    [
        "The last time this happened the cause was a full disk.",
        "We had the same issue in March because of an expired key.",
        "In April, the root cause was a bad shard.",
        "Last time a restart fixed it, we restarted the gateway.",
        "In our game day 40 users lost their sessions.",
        "30 customers were affected in the other incident.",
    ],
)
def test_what_is_of_another_incident_or_of_a_drill_is_not_of_this_one(sentence: str) -> None:
    assert place_of(sentence) is None
    assert not counts_affected(sentence)


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("The root cause is that the index was built last week without the field.", outline.IMMEDIATE_CAUSE),
        ("The last time the index was written the tags were lost, which caused this.", outline.IMMEDIATE_CAUSE),
        ("In May we changed the prompt to v7.", outline.WHAT_CHANGED),
        ("We rolled back to the last version.", outline.MITIGATION),
        ("We had 40 failed orders before the rollback.", outline.IMPACT),
    ],
)
def test_what_was_long_before_may_be_of_this_incident(sentence: str, place: object) -> None:
    assert place_of(sentence) is place


@pytest.mark.parametrize(
    ("text", "is_counted"),
    [
        ("tally from the depot: 412 crates would have been sent back", True), ("Bilan : 31 colis perdus", True),
        ("final count, 12 pallets and 3 vans", True), ("correction: 131 confirmed, EUR 1.5m", True),
        ("88 passengers missed their flight", True), ("participant 3 your account is fine", False),
        ("name 2 customers team looked", False), ("counting on you, 3 pm", False),
        ("balance of the load: looks ok", False),
    ],
)  # fmt: skip
def test_what_somebody_counted_is_a_figure_and_the_number_of_a_person_is_none(text: str, is_counted: bool) -> None:
    assert counts_affected(text) is is_counted

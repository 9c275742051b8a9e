"""Figures of who and what was affected."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.drafting.derived_values import Proposal
from afterword.drafting.derived_values.impact import impact_values
from afterword.evidence import EvidenceItem, Ledger
from afterword.times.when import When
from drafting.derived import derived, told
from growth import require_linear

AT = When.parse("2026-04-16T17:32Z")


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("In all 1,200 users were affected.", "users", "1200"),
        ("about 40 customers affected", "users", "~40"),
        ("It affected at least 12 requests", "requests", ">=12"),
        ("This impacted more than 9 complaints", "complaints", ">9"),
        ("So far we got 37 complaints.", "complaints", "37"),
        ("Many asked twice, 214 complaints in support", "complaints", "214"),
        ("1.2k users were affected", "users", "1200"),
        ("twelve customers were affected", "users", "12"),
        ("41 patients got a wrong rating, 3 of them with chest pain.", "users", "41"),
        ("In all 41 users were shown invented rules.", "users", "41"),
        ("The refunds cost 1,240 EUR in total.", "cost", "1240 EUR"),
        ("12 % of requests were affected", "share", "12%"),
        ("It affected 3.5% of the users", "share", "3.5%"),
        ("It cost us $41,250", "cost", "41250 USD"),
        ("We refunded 40k USD in March", "cost", "40000 USD"),
        ("The refunds of about €8,420 are booked", "cost", "~8420 EUR"),
        ("We lost 12,000 EUR in revenue", "revenue", "12000 EUR"),
        ("Transcripts of the clinic were exposed", "data", "exposure"),
        ("the records of March were deleted", "data", "loss"),
    ],
)
def test_figures_of_who_was_affected_are_read(tmp_path: Path, text: str, key: str, value: str) -> None:
    assert derived(tmp_path, ("", text)) == [Proposal(("impact", key), value, ("E1",))]


@pytest.mark.parametrize(
    "text",
    [
        "12 users wrote",
        "41 users got a newsletter",
        "41 users got a wrong rating, or so we were told",
        "wrong: 41 users were affected",
        "The refunds cost nothing, and 1,240 EUR were spent on tests",
        "1.5.12 users affected",
        "users affected: 12",
        "12 users of 40 were not affected",
        "no user",
        "None of the 340 customers were affected",
        "It is not true that 340 customers were affected",
        "fewer than 340 users were affected",
        "up to 340 users were affected",
        "About 5 % of 12,000 customers were affected",
        "300 to 400 users were affected",
        "between 340 and 400 users were affected",
        "1,2 users were affected",
        "If it reaches the EU, 340 users are affected",
        "Correction: 900 customers were affected",
        "we got 3 complaints of 40",
        "it probably cost us $41,250",
        "we sold for 12,000 EUR",
        "12 % of the budget is spent",
        "No records were deleted",
        "the test data was deleted",
        "we lost 12 customers",
        "Support says 1,200 users were affected",
        "In the June incident 1,200 users were affected",
        "Last year it cost us $41,250",
    ],
)
def test_other_figures_are_not(tmp_path: Path, text: str) -> None:
    assert derived(tmp_path, ("", text)) == []


def test_figures_that_differ_are_left_to_people(tmp_path: Path) -> None:
    assert derived(tmp_path, ("", "12 users were affected"), ("", "15 users were affected")) == []
    agreed = derived(tmp_path, ("", "12 users were affected"), ("", "Again: 12 users affected"))
    assert agreed == [Proposal(("impact", "users"), "12", ("E1", "E2"))]


def test_accounts_that_differ_and_corrections_are_told(tmp_path: Path) -> None:
    differ = (("", "12 users were affected"), ("", "15 users were affected"))
    assert told(tmp_path, *differ) == ["impact.users: 12 (E1), 15 (E2)"]
    corrected = (
        ("2026-04-16T11:30Z", "312 customers were affected by old answers", "analyst"),
        ("2026-04-16T12:05Z", "correction: it is 274 customers with old answers", "analyst"),
    )
    assert derived(tmp_path, *corrected) == []
    assert told(tmp_path, *corrected) == ["impact.users: 312 (E1), corrected (E2)"]


@pytest.mark.parametrize(
    ("text", "key", "correction"),
    [
        ("About 1200 users affected", "users: ~1200", "correction: 800 users affected, not 1200"),
        ("About 1200 users affected", "users: ~1200", "correction, 30 customers"),
        ("It cost us 90,000 EUR", "cost: 90000 EUR", "correction: it was 3,000 EUR"),
    ],
)
def test_a_corrected_figure_is_left_to_people(tmp_path: Path, text: str, key: str, correction: str) -> None:
    items = (("2026-04-16T17:32Z", text, "carol"), ("2026-04-16T17:40Z", correction, "bob"))
    assert derived(tmp_path, *items) == []
    assert told(tmp_path, *items) == [f"impact.{key} (E1), corrected (E2)"]


def test_time_grows_with_the_evidence() -> None:
    def make(size: int) -> Ledger:
        texts = (f"{number * 7} users paid {number * 7} EUR twice" for number in range(size))
        return Ledger().extended([EvidenceItem("", "chat.md", 1, AT, "carol", text) for text in texts])

    require_linear(make, lambda ledger: list(impact_values(ledger)), size=400)

"""Confidential figures, however they are marked inside and told outside."""

from __future__ import annotations

import pytest

from afterword.leakcheck.leak import LeakKind
from afterword.leakcheck.material import Material
from leakcheck import incident
from leakcheck.incident import found, kinds, with_sentence

MARKED = "The churn estimate of 5150 accounts is confidential."
INSIDE = {
    "wrapped": ("The churn estimate of 5150 accounts\nis confidential.", "5,150 accounts"),
    "wrapped before": ("What is confidential\nis the churn of 5150 accounts.", "5,150 accounts"),
    "the next sentence": ("Confidential: read with care. The churn was 5150 accounts.", "5,150 accounts"),
    "the next paragraph": ("**Confidential:**\n\nThe churn was 5150 accounts.", "5,150 accounts"),
    "a small figure": ("It met 42 tenants (confidential).", "42 tenants"),
    "a small figure in words": ("It met 42 tenants (confidential).", "forty-two tenants"),
    "a duration": ("That it took 47 minutes is confidential.", "47 minutes"),
    "a duration inside, short": ("That it took 47 min is confidential.", "47 minutes"),
    "a share": ("A churn of 17% is confidential.", "seventeen percent"),
    "a row": ("| what | figure |\n|---|---|\n| churn, confidential | 5150 |", "5150 accounts"),
}


@pytest.mark.parametrize("case", INSIDE)
def test_a_confidential_figure_is_known_however_it_is_marked(case: str, monkeypatch: pytest.MonkeyPatch) -> None:
    text, told = INSIDE[case]
    assert MARKED in incident.INTERNAL
    monkeypatch.setattr(incident, "INTERNAL", incident.INTERNAL.replace(MARKED, f"\n\n{text}\n\n"))
    assert LeakKind.FIGURE in kinds(with_sentence(f"We know of {told} in all."))


def test_a_small_confidential_figure_is_one_only_with_its_noun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident, "INTERNAL", incident.INTERNAL.replace(MARKED, "It met 42 tenants (confidential)."))
    assert LeakKind.FIGURE in kinds(with_sentence("It concerned 42 of our tenants."))
    assert LeakKind.FIGURE not in kinds(with_sentence("We fixed 42 defects."))


def test_a_small_sum_of_the_impact_without_a_currency_is_one_with_any_noun(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(incident, "INTERNAL", incident.INTERNAL.replace("cost: 8420 EUR", "cost: 42"))
    assert LeakKind.FIGURE in kinds(with_sentence("We wrote off 42 credits."))


@pytest.mark.parametrize(
    "told",
    ["EUR 84.2 thousand", "84.2 thousand euros", "about EUR 84,000", "roughly 84k EUR",
     "some eighty-four thousand euros",
     "thirty percent of you", "thirty per cent of you", "thirty-seven SLA violations", "€8,400", "EUR 0.084 million"],
)  # fmt: skip
def test_words_and_units_tell_the_same_figure(told: str) -> None:
    assert LeakKind.FIGURE in kinds(with_sentence(f"It was {told} in all."))


@pytest.mark.parametrize(
    "told",
    ["about thirty percent of you", "EUR 70,000", "EUR 9,000", "8,200 people", "42 people",
     "a refund within 30% of price", "30% off"],
)  # fmt: skip
def test_other_figures_may_be_told(told: str) -> None:
    here = found(with_sentence(f"It was {told} in all."))
    assert [leak for leak in here if leak.kind is LeakKind.FIGURE] == []


@pytest.mark.parametrize(
    ("sentence", "is_found"),
    [
        ("We paid $1,000.", True),
        ("We paid USD 1,000.", True),
        ("We paid 1,000 dollars.", True),
        ("We paid $1k.", True),
        ("We paid $1,050.", True),
        ("We paid $1,051.", False),
        ("We paid $950.", True),
        ("We paid $949.", False),
        ("We paid about $1,000.", True),
        ("There were 1,000 answers.", False),
        ("We paid 18,700 EUR.", True),
        ("We paid 2,000 GBP.", False),
    ],
)
def test_every_sum_of_money_is_confidential(sentence: str, is_found: bool) -> None:
    material = Material(items=("we owe them 1,000 USD", "a credit over 18 700 EUR", "it took 2,000 requests"))
    leaks = found(with_sentence(sentence), material)
    assert (LeakKind.FIGURE in {leak.kind for leak in leaks}) is is_found


def test_a_line_of_the_front_matter_is_confidential_by_itself(monkeypatch: pytest.MonkeyPatch) -> None:
    marked = incident.INTERNAL.replace(
        "  complaints: 211\n", "  complaints: 211\n  notes: 640 chats are confidential\n"
    )
    monkeypatch.setattr(incident, "INTERNAL", marked)
    assert LeakKind.FIGURE in kinds(with_sentence("There were 640 chats."))
    assert LeakKind.FIGURE not in kinds(with_sentence("There were 211 complaints."))

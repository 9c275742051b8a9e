"""What a claim counts, or says was done, that nothing in the evidence mentions."""

from __future__ import annotations

import pytest

from afterword.grounding.ledger import LedgerItem
from afterword.grounding.unmentioned import doubts_about_the_unmentioned


def is_doubted(claim: str, *texts: str) -> bool:
    items = [LedgerItem(f"E{number}", text, None, "chat", "on-call") for number, text in enumerate(texts, 1)]
    return bool(list(doubts_about_the_unmentioned(claim, items, items)))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Three passengers died in the queue.", "three passengers waited 80 min"),
        ("The bank accepted the offer.", "offered the bank a credit, no answer yet"),
        ("The clinic was refunded.", "wrote to the clinic"),
        ("The scorer crashed at 02:48.", "no heartbeat from the scorer since 02:48"),
        ("The team retrained the ranker.", "ranker is back on r41"),
        ("14 drivers were misrouted.", "14 parcels went to the wrong depot"),
    ],
)
def test_a_grave_act_or_a_counted_thing_without_a_word_for_it_is_to_be_checked(claim: str, text: str) -> None:
    assert is_doubted(claim, text)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The duty manager approved it.", "ok from me, says the duty manager"),
        ("The clinic was refunded.", "the clinic got its money back"),
        ("The pod crashed.", "pod OOMKilled"),
        ("The refunded orders were counted again.", "counted the orders again"),
        ("Three shoppers complained.", "3 customers wrote"),
        ("12 documents were lost.", "12 docs are gone"),
        (
            "Der Auftrag wurde storniert and 12 orders were cancelled.",
            "wir haben die 12 Aufträge storniert, das war nicht gut",
        ),
    ],
)
def test_another_word_for_it_or_another_language_is_enough(claim: str, text: str) -> None:
    assert not is_doubted(claim, text)

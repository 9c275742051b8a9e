"""Who did what, in a claim and in its items."""

from __future__ import annotations

import pytest

from afterword.grounding.agents import doubts_about_agents
from afterword.grounding.doubts import Weight
from afterword.grounding.ledger import LedgerItem
from growth import require_linear

Said = tuple[str, str]


def weights(claim: str, *said: Said) -> list[Weight]:
    items = [LedgerItem(f"E{number}", text, None, "chat", actor) for number, (actor, text) in enumerate(said, 1)]
    return [doubt.weight for doubt in doubts_about_agents(claim, items, items)]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Vera called Timo.", [("timo", "I called Vera, she is on her way.")]),
        ("Vera merged the change.", [("timo", "I merged it, then Vera reviewed it.")]),
        (
            "The release manager restarted the cluster.",
            [("on-call", "restarted the cluster"), ("release manager", "ok")],
        ),
        ("The rollout was stopped by Vera.", [("timo", "I stopped the rollout after Vera wrote")]),
        ("Vera deleted the table.", [("timo", "who deleted the table?"), ("vera", "a cron job, it seems")]),
        ("Vera recounted the refunds.", [("vera", "please recounted or not, I need the number"), ("timo", "hm")]),
    ],
)
def test_a_deed_of_somebody_else_is_to_be_checked(claim: str, said: list[Said]) -> None:
    assert weights(claim, *said) == [Weight.CHECK]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Timo called Vera.", [("timo", "I called Vera, she is on her way.")]),
        ("Vera reviewed it and Timo merged it.", [("timo", "I merged it, then Vera reviewed it.")]),
        ("The rollout was stopped by Timo.", [("timo", "I stopped the rollout after Vera wrote")]),
        ("The on-call engineer restarted the cluster.", [("on-call", "restarted the cluster")]),
        ("The cluster was restarted.", [("on-call", "restarted the cluster")]),
        ("Vera restored the index.", [("timo", "index is back")]),
        ("Vera reverted the flag.", [("timo", "she reverted the flag")]),
        ("Vera deployed it.", [("deploy-bot", "deployed by vera")]),
        ("Timo then reverted it.", [("ana", "Vera then deployed it, timo reverted it")]),
        ("Timo and Vera reverted it.", [("timo", "I reverted it with Vera")]),
    ],
)
def test_who_did_it_is_not_doubted(claim: str, said: list[Said]) -> None:
    assert weights(claim, *said) == []


def test_what_somebody_asks_for_is_not_what_they_did() -> None:
    assert weights(
        "The product manager regenerated the lists.", ("product manager", "please regenerate the lists")
    ) == [Weight.CHECK]


@pytest.mark.parametrize(
    ("claim", "said"),
    [
        ("Mrs Okoye refused the parcel.", ("support", "told Mrs Okoye to refuse the parcel, waiting for her reply")),
        ("Timo restarted the boxes.", ("timo", "Siobhán restarted the boxes, I only watched")),
        ("Timo wanted to retrain it on Sunday.", ("timo", "Ulrike wants to retrain it on Sunday")),
    ],
)
def test_what_somebody_else_did_or_was_asked_to_do(claim: str, said: Said) -> None:
    assert weights(claim, said) == [Weight.CHECK]


def test_a_long_text_is_read_in_linear_time() -> None:
    known = [LedgerItem("E1", "Vera is here", None, "chat", "timo")]

    def doubts(text: str) -> list[object]:
        items = [LedgerItem("E2", text, None, "chat", "timo")]
        return list(doubts_about_agents(f"{text}Vera merged it.", items, known))

    require_linear(lambda size: "vera merged it and " * size, doubts, size=4_000)

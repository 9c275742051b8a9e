"""Whether something came about, in a claim and in its items."""

from __future__ import annotations

import pytest

from afterword.grounding.facts import find_facts
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.outcomes import doubts_about_outcomes
from afterword.times.when import When

AT = When.parse("2026-03-12T07:41Z")


def reasons(claim: str, *texts: str) -> list[str]:
    items = [LedgerItem(f"E{number}", text, AT, "chat", "on-call") for number, text in enumerate(texts, 1)]
    return [doubt.reason for doubt in doubts_about_outcomes(claim, find_facts(claim), items, is_derived=False)]


@pytest.mark.parametrize(
    ("claim", "text", "reason"),
    [
        ("A backup of orders was taken.", "backup orders: FAILED (disk full)", "failed"),
        ("The pod was running again.", "pod judge-2 CrashLoopBackOff", "failed"),
        ("Chrome and Safari were checked.", "checked on Chrome. Safari not", "safari"),
        ("Invoices were affected.", "Orders affected, invoices not", "invoices"),
        ("Several guests got the offer.", "the bot made the offer to one guest", "one guest"),
        ("Somebody opened the link.", "nobody opened the link according to the log", "no one"),
        ("Timo met the vendor at 09:30.", "the meeting with the vendor starts 09:30", "lay ahead"),
        ("The ticket was closed.", "ticket status: Waiting for customer", "waiting"),
        ("Vera has completed the replay.", "replay of the hooks – IN PROGRESS (Vera) 60%", "in progress"),
        ("The leak was fixed by restarts.", "restart every 3 h, the leak is still there", "still"),
        (
            "The retraining made the score fall.",
            "score fell as nulls were served, NOT because of the retrain",
            "retrain",
        ),
    ],
)
def test_what_did_not_come_about_is_to_be_checked(claim: str, text: str, reason: str) -> None:
    found = reasons(claim, text)
    assert found and reason in found[0]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The backup of orders failed.", "backup orders: FAILED (disk full)"),
        ("The job finished.", "job finished ok=40 failed=0"),
        ("Chrome was checked.", "checked on Chrome. Safari not"),
        ("All but invoices were affected.", "Orders hit, invoices not"),
        ("Several guests got the offer.", "the bot made the offer to one guest, then to four other guests"),
        ("The meeting was to begin at 09:30.", "the meeting with the vendor starts 09:30"),
        ("The errors began at 07:30.", "errors since 07:30"),
        ("The alerts fired at 09:38.", "at 09:38 the alerts fired"),
        ("The ticket was closed.", "ticket status: closed, was waiting for customer"),
        ("The work was still in progress.", "status: in progress"),
    ],
)
def test_what_came_about_is_not_doubted(claim: str, text: str) -> None:
    assert reasons(claim, text) == []

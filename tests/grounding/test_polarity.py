"""Claims that deny what their items say, or say what they deny."""

from __future__ import annotations

import pytest

from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Grounds, Status, verify

SHOWN = (Status.FOUND, Status.DERIVED)


def status(claim: str, text: str) -> Status:
    return verify(Claim(claim, ("E1",), text, "fact"), Grounds([LedgerItem("E1", text, None, "chat", "ops")])).status


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        # Nothing in the item says no.
        ("The reranker was not moved to the new cluster.", "moved the reranker to the new cluster over lunch"),
        ("None of the canaries had been promoted.", "canaries promoted by the pipeline, all green"),
        ("The fleet was not tripled from 4 to 12 workers.", "fleet: 4 -> 12 workers"),
        # The only word that denies is the one that the claim denies.
        ("The third request to drop the index was not denied.", "drop_index attempt 3 -> denied: legal hold"),
        ("The feature flag was not off during the test.", "flag is off for the load test"),
        # The item denies, but something else.
        ("The migration was not finished on Monday.", "migration finished on Monday. no tickets came in"),
        # The item denies it.
        ("Build 71 had been scanned.", "build 71 was never scanned, the scanner only sees tags"),
    ],
)
def test_what_one_of_both_denies_does_not_pass(claim: str, text: str) -> None:
    assert status(claim, text) not in SHOWN


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The replica answered without cached vectors.", "replica answered w/o cached vectors"),
        ("The exporter could not read the bucket.", "exporter: GET bucket -> 403"),
        ("The new parser is not ready yet.", "new parser: needs another week"),
        ("The service recovered without intervention.", "service recovered on its own"),
        ("The glossary had not been updated for nine days.", "the glossary was 9 days old"),
        ("24 of the 36 jobs did not use the cache.", "36 jobs, 12 of them used the cache"),
        ("The vote was not valid.", "the vote was invalid"),
        ("At most 40 users were affected.", "no more than 40 users affected"),
        ("Pool A is back.", "pool A is back, pool B is not"),
        ("The index was served from memory.", "index served from memory, not from disk"),
    ],
)
def test_a_denial_in_other_words_passes(claim: str, text: str) -> None:
    assert status(claim, text) in SHOWN

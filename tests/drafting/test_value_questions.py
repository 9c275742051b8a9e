"""A question in the place of a wrong value asks for it, and states nothing that the evidence does not say."""

from __future__ import annotations

import pytest

from afterword.drafting.open_questions import Asked
from afterword.drafting.value_questions import keeps_values, question_about_value
from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Grounds, verify
from afterword.times.when import When

ITEMS = (
    LedgerItem("E1", "Release 58 puts prompt v12 on all traffic.", When.parse("2026-02-10T08:58Z")),
    LedgerItem("E2", "The bot promises a full refund within 90 days. Customers were affected."),
    LedgerItem("E3", "Users got wrong answers."),
    LedgerItem("E4", "the deploy was rolled back and the errors ended"),
)
GROUNDS = Grounds(ITEMS)


def of(text: str, item: str) -> Claim:
    return Claim(text, (item,), next(one.text for one in ITEMS if one.id == item), "fact")


@pytest.mark.parametrize(
    ("text", "item", "question"),
    [
        ("In all, 4711 customers were affected by release 59.", "E2", "How many customers were affected?"),
        ("Some 300 users got wrong answers.", "E3", "How many users got wrong answers?"),
        ("The bot promised 4711 refunds.", "E2", "How many refunds were there?"),
        ("At 09:18Z the bot promised a full refund.", "E2", "When was it that the bot promised a full refund?"),
        ("A full refund was promised at 09:18Z on 11 March.", "E2", "When was it that a full refund was promised?"),
        ("Between 10:00 and 11:00 the errors ended.", "E4", "When was it that the errors ended?"),
        ("The errors ended after 12 minutes.", "E4", "How long was it until the errors ended?"),
        ("Customers were affected for 45 minutes.", "E2", "How long did it last?"),
        ("Wrong answers went to 12% of users.", "E3", "What share of users was it?"),
        ("It cost 400 EUR.", "E2", "What sum of money was it?"),
        ("Release 60 put prompt v12 on all traffic.", "E1", "Which version put prompt v12 on all traffic?"),
        ("Issue #231 put prompt v12 on traffic.", "E1", "Which issue or pull request put prompt v12 on traffic?"),
        # What is left does not hold, so nothing of it is said.
        ("At 09:18Z the database was deleted in 40 shops.", "E2", ""),
        ("4711 databases were deleted.", "E2", ""),
        ("Alice Example of Globex was affected.", "E2", ""),
        ("The bot promised a full refund.", "E2", ""),
    ],
)  # fmt: skip
def test_the_question_is_about_the_value(text: str, item: str, question: str) -> None:
    claim = of(text, item)
    assert question_about_value(claim, verify(claim, GROUNDS).offending, GROUNDS) == question


@pytest.mark.parametrize(
    ("repaired", "kept"),
    [
        ("The bot promises refunds for 90 days.", True),
        ("The bot promises refunds.", False),
        ("The bot promises 90 refunds.", False),
        ("The bot promises refunds for 90 days, then 30 days.", True),
    ],
)
def test_a_repair_has_a_value_where_it_was_wrong(repaired: str, kept: bool) -> None:
    claim = of("The bot at Globex promises refunds for 60 days.", "E2")
    assert keeps_values(claim, ("60 days", "Globex"), of(repaired, "E2"), GROUNDS) is kept


def test_a_question_is_asked_once_in_a_document() -> None:
    asked = Asked(["How many users were affected? [^e3]"])
    told = ["Were users affected, and how many? [^e9]", "When did it end?", "When did it end? [^e1]", "?"]
    assert asked.only_new(told) == ["When did it end?", "?"]
    assert asked.only_new(["When did it end?"]) == []

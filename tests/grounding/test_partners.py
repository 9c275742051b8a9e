"""Which words and values stand together, in a claim and in its items."""

from __future__ import annotations

import pytest

from afterword.grounding.doubts import Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.partners import doubts_about_partners
from afterword.grounding.verify import Status
from afterword.times.when import When
from grounding.ledgers import judge

AT = When.parse("2026-03-12T07:41Z")


def weights(claim: str, *texts: str) -> list[Weight]:
    items = [LedgerItem(f"E{number}", text, AT, "chat", "") for number, text in enumerate(texts, 1)]
    return [doubt.weight for doubt in doubts_about_partners(claim, items)]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("ap-2 lost 14 minutes.", "ap-1 lost 14 min, ap-2 lost 9"),
        ("41 cars broke down.", "41 cars turned back, 3 broke down on the ferry"),
        ("Orders were normal at 07:41.", "Switch done, orders normal at 07:52"),
        ("The queue of Mara held 12 letters.", "queue of Mara: 30 letters; queue of Jon: 12 letters"),
    ],
)
def test_a_value_that_stands_beside_other_words_is_to_be_checked(claim: str, text: str) -> None:
    assert weights(claim, text) == [Weight.CHECK]


def test_a_value_of_another_item_is_to_be_checked() -> None:
    assert weights("Rhea raised it to SEV1.", "severity set to SEV2 by @rhea", "raised to SEV1 by @osman") == [
        Weight.CHECK
    ]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("ap-2 lost 9 minutes and ap-1 14.", "ap-1 lost 14 min, ap-2 lost 9"),
        ("3 of the 41 cars broke down.", "41 cars turned back, 3 broke down on the ferry"),
        ("The quota could be raised to 900.", "quota is 300 streams, can go to 900 in 10 min"),
        ("The letters of both queues add up to 42.", "queue of Mara: 30 letters; queue of Jon: 12 letters"),
        ("Two channels were still open.", "closed on 9 of 11 channels, the other two need a phone call"),
    ],
)
def test_what_stands_together_is_left_alone(claim: str, text: str) -> None:
    assert weights(claim, text) == []


def test_what_is_compared_is_compared_by_its_amounts() -> None:
    text = "forecast 310 MW, actual 512 MW"
    assert weights("The forecast was higher than the actual load.", text) == [Weight.CONTRADICTION]
    assert weights("The forecast was lower than the actual load.", text) == []
    assert weights("The actual load exceeded the forecast.", text) == []
    assert weights("The forecast was not higher than the actual load.", text) == []


def test_two_of_a_kind_are_told_apart_by_the_words_that_differ() -> None:
    text = "the old prompt had 0.82, the new prompt 0.61"
    assert judge("The new prompt scored higher than the old one.", text).status is Status.DROPPED
    assert judge("The old prompt scored higher than the new one.", text).status is not Status.DROPPED

"""Words of a claim whose opposite is in its items."""

from __future__ import annotations

import pytest

from afterword.grounding.ledger import LedgerItem
from afterword.grounding.opposites import doubts_about_opposites


def reasons(claim: str, text: str) -> list[str]:
    return [doubt.reason for doubt in doubts_about_opposites(claim, [LedgerItem("E1", text, None, "chat", "ops")])]


@pytest.mark.parametrize(
    ("claim", "text", "word"),
    [
        ("A few of the night nurses saw it.", "almost all the night nurses saw it", "almost all"),
        ("The new scorer answers faster than the old one.", "new scorer answers slower than the old one", "slower"),
        ("Fewer orders were lost than on Monday.", "more orders lost than on Monday", "more"),
        ("The ticket was closed at noon.", "ticket reopened at noon", "reopened"),
        ("The request was approved by legal.", "legal: request denied", "denied"),
        ("The flag was on in production.", "flag disabled in production", "disabled"),
        ("The board approved raising the ceiling to 60.", "raise ceiling to 60 - REJECTED, needs sign-off", "rejected"),
        ("Only one reply in 300 gave the right address.", "1 reply in 300 had the wrong address", "wrong"),
        ("The large model recovered by itself.", "small model recovered by itself", "small"),
        ("The oldest entry of the queue was a day old.", "newest entry of the queue is a day old", "newest"),
        ("The filter was disabled permanently.", "filter disabled, temp, back on Monday", "temp"),
    ],
)
def test_the_opposite_is_to_be_checked(claim: str, text: str, word: str) -> None:
    assert any(word in reason for reason in reasons(claim, text))


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Nearly all night nurses saw it.", "almost all the night nurses saw it"),
        ("The old scorer answered faster than the new one.", "new scorer answers slower, the old one faster"),
        ("Two of the nine tickets were still open.", "closed seven of nine tickets"),
        ("The request was not approved.", "request denied"),
        ("28 of 40 cases passed.", "12 of 40 cases fail"),
        ("Most cases passed.", "12 of 40 cases fail"),
        ("The first alert came after the deploy.", "alert came 1 second after the deploy"),
        ("The bot gave the right answer.", "bot answer given, 3 orders left"),
        ("The ticket was closed, then reopened.", "ticket closed at 10, reopened at noon"),
    ],
)
def test_what_says_the_same_is_not_doubted(claim: str, text: str) -> None:
    assert reasons(claim, text) == []

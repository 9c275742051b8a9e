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
        ("The ticket was closed, then reopened.", "ticket closed at 10, reopened at noon"),
    ],
)
def test_what_says_the_same_is_not_doubted(claim: str, text: str) -> None:
    assert reasons(claim, text) == []

"""Who or what has which part in a claim and in its items."""

from __future__ import annotations

import pytest

from afterword.grounding.doubts import Weight
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.roles import doubts_about_roles
from afterword.grounding.verify import Status
from grounding.ledgers import judge
from growth import require_linear


def weights(claim: str, text: str) -> list[Weight]:
    return [doubt.weight for doubt in doubts_about_roles(claim, [LedgerItem("E1", text, None, "chat", "")])]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("The large index was used instead of the small one.", "we used the small index instead of the large index"),
        ("Snapshot 0301 was replaced by 0115.", "model snapshot 0115 will be retired on 1 April and replaced by 0301."),
        ("The provider Linden was replaced with Ahorn.", "we swapped provider Ahorn for provider Linden"),
        ("Calls were moved from the green pool to the blue pool.", "calls moved from blue to green"),
        ("Ticket 71 was closed as a duplicate of 77.", "#77 closed as duplicate of #71"),
    ],
)
def test_two_that_are_exchanged_contradict(claim: str, text: str) -> None:
    assert weights(claim, text) == [Weight.CONTRADICTION]
    assert weights(text, text) == []


@pytest.mark.parametrize(
    ("claim", "text", "is_doubted"),
    [
        ("The cached path was slower than the direct one.", "direct path is slower than the cached one, oddly", True),
        ("The cached path was faster than the direct one.", "cached path slower than the direct one", True),
        ("The cached path was slower than the direct one.", "cached path is slower than the direct one", False),
        ("The direct path was faster than the cached one.", "cached path is slower than the direct one", False),
        ("The cached path was not slower than the direct one.", "direct path is slower than the cached one", False),
        ("The cached path took longer than before.", "the direct path is slower than the cached one", False),
    ],
)
def test_a_comparison_the_other_way_round_is_to_be_checked(claim: str, text: str, is_doubted: bool) -> None:
    assert weights(claim, text) == [Weight.CHECK] * is_doubted


def test_what_belongs_to_somebody_else_is_to_be_checked() -> None:
    assert weights("Lena reverted Igor's change to the weights.", "Reverted Lena's change to the weights.") == [
        Weight.CHECK
    ]
    assert weights("Igor reverted Lena's change.", "Reverted Lena's change to the weights.") == []


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "The correction was up before the headline was pulled.",
            "Headline live 19:02, pulled 19:11, correction up 19:30.",
        ),
        (
            "Pull request 910 was merged after the eval failed.",
            "Merged #910 before the eval finished, eval then failed.",
        ),
    ],
)
def test_another_order_is_to_be_checked(claim: str, text: str) -> None:
    assert weights(claim, text) == [Weight.CHECK]


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        (
            "The headline was pulled before the correction was up.",
            "Headline live 19:02, pulled 19:11, correction up 19:30.",
        ),
        (
            "Pull request 910 was merged before the eval failed.",
            "Merged #910 before the eval finished, eval then failed.",
        ),
        ("It was merged ten minutes before the eval failed.", "eval failed 10 min after the merge"),
        ("The merge was before lunch.", "Headline live 19:02, pulled 19:11"),
    ],
)
def test_the_same_order_is_left_alone(claim: str, text: str) -> None:
    assert weights(claim, text) == []


@pytest.mark.parametrize("words", ["a was replaced by b ", "a instead of b ", "x's y ", "at 10:00, then ", "before "])
def test_comparing_grows_with_the_texts(words: str) -> None:
    require_linear(lambda size: words * size, lambda text: weights(text, text), size=400)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Boris asked Anna to revert.", "Anna asked Boris to revert"),
        ("Anna was paged by Boris.", "Anna paged Boris"),
        ("The cache-2 replica replaced db-1.", "db-1 replaced cache-2"),
    ],
)
def test_who_did_it_to_whom_is_not_turned_round(claim: str, text: str) -> None:
    assert judge(claim, text).status in (Status.DOUBTED, Status.DROPPED)


@pytest.mark.parametrize(
    ("claim", "text"),
    [
        ("Boris was asked by Anna to revert.", "Anna asked Boris to revert"),
        ("Boris and Anna reverted it.", "Anna and Boris reverted it"),
        ("Boris paged Anna, and Anna paged Boris.", "Anna paged Boris and Boris paged Anna"),
    ],
)
def test_who_did_it_to_whom_may_be_said_in_the_passive(claim: str, text: str) -> None:
    assert judge(claim, text).status in (Status.FOUND, Status.DERIVED)

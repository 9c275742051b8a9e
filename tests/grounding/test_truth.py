"""The claims of `benchmarks/truth`: how many false ones pass, and how many true ones are lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Grounds, verify
from afterword.times.when import When
from growth import require_linear

sys.path.append(str(Path(__file__).parents[2] / "benchmarks"))
from truth import DERIVED, LabelledClaim, judge, read_all, stand_in_readers


@pytest.fixture(scope="module")
def judged() -> list[tuple[LabelledClaim, str]]:
    return list(judge(read_all()))


def share(judged: list[tuple[LabelledClaim, str]], outcome: str, *, is_true: bool, only_derived: bool = False) -> float:
    mine = [
        seen
        for one, seen in judged
        if one.half == "held out" and one.is_true is is_true and (not only_derived or one.kind in DERIVED)
    ]
    return mine.count(outcome) / len(mine)


def test_the_set_is_as_large_as_the_handbook_says(judged: list[tuple[LabelledClaim, str]]) -> None:
    mine = [one for one, _ in judged if not one.file.startswith(("practice", "unseen"))]
    assert sum(one.is_true for one in mine) >= 400
    assert sum(not one.is_true for one in mine) >= 400
    assert len({one.kind for one in mine if not one.is_true}) >= 20
    assert len({id(one.ledger) for one in mine}) >= 8


def test_few_false_claims_pass_and_few_true_ones_are_lost(judged: list[tuple[LabelledClaim, str]]) -> None:
    """On the half that did not serve to write the rules, without a second reading."""
    assert share(judged, "plain", is_true=False) <= 0.35
    assert share(judged, "lost", is_true=True) <= 0.03
    assert share(judged, "lost", is_true=True, only_derived=True) <= 0.08
    assert share(judged, "marked", is_true=True) <= 0.10


def test_a_reader_can_only_take_away() -> None:
    """Yes to everything is as good as no reader, and no to everything leaves nothing stated."""
    labelled = read_all(2)
    seen = {name: list(judge(labelled, says)) for name, says in stand_in_readers(labelled).items()}
    off = list(judge(labelled))
    assert seen["a reader that says yes"] == off
    assert {was for _, was in seen["a reader that says no"]} == {"lost"}
    assert seen["a perfect reader"] == [(one, was if one.is_true else "lost") for one, was in off]


def _many(size: int) -> tuple[list[Claim], list[LedgerItem]]:
    items = [
        LedgerItem(
            f"E{number}",
            f"worker {number} handled {number * 37} requests with {number % 90} errors, then it was restarted by hand",
            When.parse(f"2026-04-{number % 28 + 1:02}T{number % 24:02}:{number % 60:02}Z"),
            "log",
            "on-call",
        )
        for number in range(1, 3 * size + 1)
    ]
    claims = [
        Claim(
            f"Worker {one} handled {one * 37 + one % 3} requests before it was restarted.",
            (f"E{one}", f"E{one + 1}"),
            items[one - 1].text,
            "fact",
        )
        for one in range(1, size + 1)
    ]
    return claims, items


def test_a_claim_takes_no_longer_beside_more_of_them() -> None:
    def verify_all(made: tuple[list[Claim], list[LedgerItem]]) -> None:
        claims, items = made
        grounds = Grounds(items)
        for claim in claims:
            verify(claim, grounds)

    require_linear(_many, verify_all, size=112)

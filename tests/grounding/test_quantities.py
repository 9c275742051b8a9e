"""Bounds, rounding and the numbers in a text, from which arithmetic follows."""

from __future__ import annotations

from decimal import Decimal

import pytest

from afterword.grounding.facts import find_facts
from afterword.grounding.quantities import Bound, Quantity, agrees, bound_before, decimals_of, first_number, round_like


@pytest.mark.parametrize(
    ("known", "stated", "rounded"),
    [
        ("411897", "412000", "412000"),
        ("411897", "400000", "400000"),
        ("411897", "410", "411900"),
        ("0.3149", "0.31", "0.31"),
        ("12.5", "12", "12"),
        ("13.5", "12", "14"),
        ("88", "0", "88"),
    ],
)
def test_rounding_is_to_the_last_digit_that_is_stated(known: str, stated: str, rounded: str) -> None:
    assert round_like(Decimal(known), Decimal(stated)) == Decimal(rounded)


@pytest.mark.parametrize(
    ("known", "bound", "agreeing", "not_agreeing"),
    [
        ("1000", Bound.NONE, ("1000",), ("999", "1001")),
        ("1000", Bound.MORE, ("999", "900", "625"), ("1000", "1001", "624")),
        ("1000", Bound.LITTLE_MORE, ("999", "870"), ("1000", "869", "800")),
        ("1000", Bound.LESS, ("1000", "1001", "2500"), ("999", "2501")),
        ("1000", Bound.ROUGH, ("1000", "967", "1033"), ("966", "1034", "900")),
        ("1187", Bound.ROUGH, ("1200", "1000"), ("1300", "1100")),
        ("-4", Bound.ROUGH, ("-4",), ("0", "4")),
    ],
)
def test_bounds_are_near_and_on_their_side(
    known: str, bound: Bound, agreeing: tuple[str, ...], not_agreeing: tuple[str, ...]
) -> None:
    assert [one for one in agreeing if not agrees(Decimal(known), Decimal(one), bound)] == []
    assert [one for one in not_agreeing if agrees(Decimal(known), Decimal(one), bound)] == []


@pytest.mark.parametrize(
    ("before", "bound"),
    [
        ("It hit ", Bound.NONE),
        ("It hit about ", Bound.ROUGH),
        ("It hit ~", Bound.ROUGH),
        ("It took just under ", Bound.ROUGH),
        ("It took more than ", Bound.MORE),
        ("It took at least ", Bound.MORE),
        ("It took > ", Bound.MORE),
        ("It was above its new limit of ", Bound.MORE),
        ("It took slightly more than ", Bound.LITTLE_MORE),
        ("It took just over ", Bound.LITTLE_MORE),
        ("It took no more than ", Bound.LESS),
        ("It lost no fewer than ", Bound.MORE),
        ("Es waren mehr als ", Bound.MORE),
        ("Było co najmniej ", Bound.MORE),
        ("Il y en avait moins de ", Bound.LESS),
        ("es waren etwa ", Bound.ROUGH),
        ("fueron unos ", Bound.ROUGH),
        ("il y en a eu environ ", Bound.ROUGH),
        ("foram umas ", Bound.ROUGH),
        ("it runs on ", Bound.NONE),
        ("It took less than ", Bound.LESS),
        ("It took not even ", Bound.LESS),
        ("It took <= ", Bound.LESS),
        ("It was more than we thought. It took ", Bound.NONE),
        (f"More than {'x' * 80} ", Bound.NONE),
    ],
)
def test_words_before_a_quantity_bound_it(before: str, bound: Bound) -> None:
    assert bound_before(before) is bound


def test_first_number_of_a_text_with_its_decimals() -> None:
    texts = ("1,234.50 of 7", "v 12 and 3.4", "none")
    assert [(first_number(text), decimals_of(text)) for text in texts] == [
        (Decimal("1234.50"), 2), (Decimal(12), 0), (None, 0),
    ]  # fmt: skip


def test_each_kind_of_quantity_has_its_dimension() -> None:
    facts = find_facts("5 users, 31%, 8420 EUR, 8.1 seconds, two months, 12 GB, at 17:02 in v42")
    found = [Quantity.of(fact.value) for fact in facts]
    assert [(str(one.amount.normalize()), one.dimension) for one in found if one] == [
        ("5", ""), ("31", "%"), ("8.42E+3", "EUR"), ("8.1", "s"), ("2", "month"), ("12", "gb"),
    ]  # fmt: skip

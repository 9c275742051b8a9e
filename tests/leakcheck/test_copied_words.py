"""A copy is one with another tense, punctuation, or a word exchanged; a chance meeting of words is none."""

from __future__ import annotations

import pytest

from afterword.leakcheck.copied_words import LEAST_OF_EVIDENCE, LEAST_OF_SECTION, EditionWords, stems
from leakcheck.test_references import view

INSIDE = "Wholesale partners loudly criticised duplicated invoices, rejected vouchers and delayed parcels all winter."


def copies(text: str, least: int = LEAST_OF_EVIDENCE, inside: str = INSIDE) -> list[str]:
    return list(dict.fromkeys(span.of(text) for span in EditionWords(view(text)).find_shared([inside], least)))


def test_words_lose_their_endings_and_those_that_mean_nothing_go() -> None:
    assert stems("The vouchers were rejected in 3 hours; a user loudly rejects it") == [
        "voucher", "reject", "user", "loud", "reject",
    ]  # fmt: skip
    assert stems("use bed x") == ["bed"]
    assert stems("返金約束") == ["返金", "金約", "約束"]


@pytest.mark.parametrize(
    ("text", "is_copy"),
    [
        ("partners loudly criticised duplicated invoices", True),
        ("Partners LOUDLY criticise a duplicated *invoice", True),
        ("partners loudly criticised invoices, rejected vouchers", True),
        ("partners loudly criticised strange invoices, rejected vouchers", True),
        ("partners loudly criticised very duplicated invoices", True),
        ("invoices rejected vouchers delayed", False),
        ("partners loudly criticised invoices", False),
        ("vouchers, parcels, invoices, partners and winters", False),
    ],
)
def test_a_copy_may_differ_a_little(text: str, is_copy: bool) -> None:
    assert copies(f"Some {text}.") == ([text] if is_copy else [])


def test_a_run_ends_after_two_gaps() -> None:
    inside = "alpha bravo charlie xray delta echo yankee foxtrot golf zulu hotel india"
    text = "alpha bravo charlie delta echo foxtrot golf hotel india"
    assert copies(text, 5, inside) == ["alpha bravo charlie delta echo foxtrot golf"]


def test_sections_may_share_six_words_and_not_seven() -> None:
    six = "partners loudly criticised duplicated invoices, rejected"
    assert copies(six, LEAST_OF_SECTION) == []
    assert copies(f"{six} vouchers", LEAST_OF_SECTION) == [f"{six} vouchers"]


def test_four_words_are_a_copy_only_if_they_are_long_and_whole() -> None:
    assert copies("loudly criticised duplicated invoices") == []
    assert copies("duplicated invoices, rejected vouchers") == []  # 27 letters without endings
    assert copies("criticised duplicated invoices, rejected") != []  # 28
    inside = "warehouse reconciliation spreadsheets contradicted everything"
    assert copies("warehouse reconciliation spreadsheets contradicted", inside=inside) != []
    assert copies("warehouse reconciliation spreadsheets often contradicted", inside=inside) == []
    assert copies("warehouse reconciliation spreadsheets contradicted", 7, inside) == []


def test_a_copy_in_two_paragraphs_is_found_in_both() -> None:
    text = "partners loudly criticised\n\nduplicated invoices, rejected"
    assert copies(text) == ["partners loudly criticised", "duplicated invoices, rejected"]

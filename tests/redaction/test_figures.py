"""What a person earns, and when a card expires."""

from __future__ import annotations

import pytest

from afterword.redaction import Redactor


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("her salary is $84,500 now", "her salary is [salary 1] now"),
        ("Gehalt: 84.500 €", "Gehalt: [salary 1]"),
        ("payslip, net £2,914.20", "payslip, net [salary 1]"),
        ("base salary $142k", "base salary [salary 1]"),
        ("annual salary: USD 142,000", "annual salary: [salary 1]"),
        ("she earns 84,500 EUR", "she earns [salary 1]"),
        ("his bonus was £4,000", "his bonus was [salary 1]"),
        ("visa, exp 09/27", "visa, exp [card expiry 1]"),
        ("exp: 09/2027, cvv unknown", "exp: [card expiry 1], cvv unknown"),
        ("valid thru 12/29 on 4111 1111 1111 1111", "valid thru [card expiry 1] on [card number 1]"),
    ],
)
def test_the_figure_goes(text: str, expected: str) -> None:
    assert Redactor().redact(text).text == expected


@pytest.mark.parametrize(
    "text",
    [
        "the salary field was removed", "the salary model returned 0.83", "salary: 3 rows", "earns trust for $5",
        "the feature earns $84,500 a month", "cost 84,500 EUR", "we paid £2,914.20 for GPUs", "a bonus of $500",
        "the salaryman costs $84,500", "exp 09/27 in the notes", "card view expires 12/25", "visa, exp 13/27",
        "visa, exp 09/27/2026", "visa, expo 09/27",
    ],
)  # fmt: skip
def test_what_is_like_one_stays(text: str) -> None:
    assert Redactor().redact(text).text == text


def test_an_expiry_date_is_near_its_card_in_the_same_line() -> None:
    for text in ("visa {} exp 09/27", "exp 09/27 {} visa"):
        near, far = text.format("." * 30), text.format("." * 90)
        assert Redactor().redact(near).text == near.replace("09/27", "[card expiry 1]")
        assert Redactor().redact(far).text == far
    assert Redactor().redact("visa\nexp 09/27\nvisa").text == "visa\nexp 09/27\nvisa"

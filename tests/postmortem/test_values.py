"""Values keep their precision, and text that is not a value is a ValueError with a remedy, never anything else."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.postmortem.values import Person, PersonKind, Quantity, Ref
from afterword.times.durations import Duration
from afterword.times.when import When
from growth import require_linear

PARSERS: list[Callable[[str], object]] = [When.parse, Quantity.parse, Duration.parse, Person.parse, Ref.parse]
ALL = pytest.mark.parametrize("parse", PARSERS, ids=lambda parse: parse.__self__.__name__)  # type: ignore[attr-defined]
QUALIFIER = st.sampled_from(["", "~", ">=", "<=", ">", "<"])


@given(QUALIFIER, st.decimals(0, 10**12, places=2), st.sampled_from(["", "%", " EUR", "USD", " %"]))
def test_quantity_comes_back_from_its_text(qualifier: str, number: Decimal, unit: str) -> None:
    quantity = Quantity.parse(f"{qualifier}{number:f}{unit}")
    assert (quantity.value, quantity.qualifier, quantity.unit) == (number, qualifier, unit.strip())
    assert Quantity.parse(str(quantity)) == quantity


@pytest.mark.parametrize(
    "text", ["1200", "~1200", ">=1196", "30%", "8420 EUR", "unknown", "0", "1.50 USD", "0.000000000001"]
)
def test_quantity_is_written_as_it_was_read(text: str) -> None:
    quantity = Quantity.parse(text)
    assert Quantity.parse(str(quantity)) == quantity
    assert str(quantity) == text


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "is not a quantity"),
        ("many", "`many` is not a quantity"),
        ("1,200", "`1,200` is not a quantity; write `1200`"),
        ("about $41,250", "write `~41250 USD`"),
        ("1 200", "without separators"),
        ("1_200", "without separators"),
        ("$5", "write `5 USD`"),
        ("5 eur", "write `5 EUR`"),
        ("-1", "is not a quantity"),
        ("1e3", "is not a quantity"),
        ("9" * 31, "is not a quantity"),
        ("~", "is not a quantity"),
        ("1200 users", "write `1200`"),
    ],
)
def test_other_text_is_not_a_quantity(text: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        Quantity.parse(text)


@pytest.mark.parametrize(
    ("written", "texts"),
    [
        ("41250 USD", ["$41,250", "US$41,250", "USD 41,250", "41,250 USD", "41250 dollars", "$41.25k", "$ 41'250"]),
        ("40000 EUR", ["40k EUR", "EUR 40k", "€40k", "40 thousand euros", "40.000,00 EUR", "€ 40\u202f000"]),
        ("1240000 EUR", ["1.240.000 EUR", "EUR 1,240,000", "1'240'000 EUR", "1.24 million euros", "€1.24m"]),
        ("500000 INR", ["₹5,00,000", "₹5 lakh", "INR 500,000"]),
        ("25000000 INR", ["2.5 crore INR"]),
        ("4.5 CHF", ["4,5 CHF", "CHF 4.5", "4.50 CHF"]),
        ("1200", ["1,200", "1'200", "1\u00a0200", "1,200 users", "1.2k", "1200 customers", "1.2 thousand requests"]),
        ("1234567", ["12,34,567 users", "1,234,567"]),
        ("12", ["twelve users", "12 people"]),
        ("~1200", ["about 1,200", "around 1,200 users", "roughly 1.2k", "~1,200", "nearly 1,200"]),
        (">=12000", ["at least 12,000"]),
        (">1000000 EUR", ["more than €1m", "over 1 million euros"]),
        ("<=30%", ["up to 30 %", "at most 30 percent"]),
        ("<5%", ["less than 5 %", "under 5%"]),
        ("12.5%", ["12,5 %", "12.5 per cent", "12.5pct"]),
    ],
)
def test_quantity_is_read_as_people_write_it(written: str, texts: list[str]) -> None:
    assert {text: str(Quantity.as_people_write(text)) for text in texts} == dict.fromkeys(texts, written)


@pytest.mark.parametrize(
    "text",
    [
        "1,000-1,200", "$40-50k", "1.240", "1.240 users", "1 200", "3 of 4", "500 kr", "5 cents", "2 x", "30 points",
        "1,200 sad users", "many", "v2", "1,23", "10:30", "2026-04-16", "about", "$", "",
    ],
)  # fmt: skip
def test_what_can_be_several_quantities_is_none(text: str) -> None:
    assert Quantity.as_people_write(text) is None


@pytest.mark.parametrize(
    ("text", "kind", "name", "written"),
    [
        ("@octocat", PersonKind.HANDLE, "octocat", "@octocat"),
        ("octocat", PersonKind.HANDLE, "octocat", "@octocat"),
        ("@org/team", PersonKind.TEAM, "org/team", "@org/team"),
        ("org/team.x", PersonKind.TEAM, "org/team.x", "@org/team.x"),
        ("the on-call engineer", PersonKind.ROLE, "the on-call engineer", "the on-call engineer"),
        ("TBD", PersonKind.UNSET, "TBD", "TBD"),
        ("Unknown", PersonKind.UNSET, "Unknown", "Unknown"),
        ("@tbd", PersonKind.HANDLE, "tbd", "@tbd"),
        ("@", PersonKind.ROLE, "@", "@"),
        ("@@x", PersonKind.ROLE, "@@x", "@@x"),
        ("dependabot[bot]", PersonKind.HANDLE, "dependabot[bot]", "@dependabot[bot]"),
        ("a" * 40, PersonKind.ROLE, "a" * 40, "a" * 40),
    ],
)
def test_person_is_a_handle_a_team_or_a_role(text: str, kind: PersonKind, name: str, written: str) -> None:
    person = Person.parse(f" {text} ")
    assert person == Person(kind, name)
    assert str(person) == written


@pytest.mark.parametrize(
    ("text", "number", "repository"),
    [
        ("#871", 871, None),
        ("owner/repo#871", 871, "owner/repo"),
        ("https://github.com/o/r/issues/9", 9, "o/r"),
        ("https://ghe.example.org/o/r.x/pull/9#issuecomment-1", 9, "o/r.x"),
        ("https://github.com/o/r/issues/9?x=1", 9, "o/r"),
        ("0a1b2c3", None, None),
        ("a" * 40, None, None),
        ("https://status.example.com/i/1", None, None),
        ("unknown", None, None),
        ("https://github.com/o/r/issues/9/x", None, None),
    ],
)
def test_reference_names_an_issue_a_commit_or_a_page(text: str, number: int | None, repository: str | None) -> None:
    assert Ref.parse(text) == Ref(text, number, repository)
    assert str(Ref.parse(text)) == text


def test_unknown_is_a_reference_in_any_case() -> None:
    assert str(Ref.parse("Unknown")) == "unknown"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "871",
        "#",
        "# 871",
        "abc",
        "repo#1",
        "javascript:alert(1)",
        "ftp://x",
        "https://",
        "https://a b",
        "#1234567890",
        "ABCDEF0",
    ],
)
def test_other_text_is_not_a_reference(text: str) -> None:
    with pytest.raises(ValueError, match="is not a reference; write"):
        Ref.parse(text)


@ALL
@given(
    st.one_of(st.text(max_size=40), st.text(st.sampled_from("0123456789-:TZ+/ ~<>=.%#@PHMSDdhms[]EUR"), max_size=40))
)
def test_any_text_is_a_value_or_a_value_error(parse: Callable[[str], object], text: str) -> None:
    try:
        value = parse(text)
    except ValueError as error:
        assert str(error)
        assert len(str(error)) < 250
    else:
        assert parse(str(value)) == value


@ALL
@pytest.mark.parametrize(
    "piece", ["1", "1 ", "1s ", "2026-", "a", "a-", "/", "~", " ", "0.", "#", "https://a/", "@", "1.1 h", "P1D"]
)
def test_long_text_costs_linear_time(parse: Callable[[str], object], piece: str) -> None:
    def parse_all(text: str) -> None:
        for odd in (text, text + "!", "!" + text, "https://" + text, "#" + text):
            try:
                parse(odd)
            except ValueError as error:
                assert len(str(error)) < 250

    require_linear(lambda size: piece * (size // len(piece)), parse_all, size=100_000)

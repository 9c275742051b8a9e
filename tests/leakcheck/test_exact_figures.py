"""Exact numbers that internal texts have too."""

from __future__ import annotations

from decimal import Decimal

import pytest

from afterword.leakcheck.exact_figures import find_contract_terms, find_exact
from afterword.leakcheck.views import View


def found(edition: str, text: str, *told: int) -> list[str]:
    view = View(edition, list(range(len(edition) + 1)))
    places = find_exact(view, [text], frozenset(map(Decimal, told)))
    return [edition[place.span.start : place.span.end] for place in places]


@pytest.mark.parametrize(
    ("edition", "text", "number"),
    [
        ("It sent 417 letters.", "417 letters went out", "417"),
        ("Es waren 23 418 Briefe.", "23,418 letters went out", "23 418"),
        ("It sent 23.418 letters.", "23,418 letters went out", "23.418"),
        ("The ratio was 0,63.", "ratio 0.63 for shops", "0,63"),
        ("Three hundred and seventeen shops saw it.", "317 shops", "Three hundred and seventeen"),
        ("It had been known as no. 5521.", "tracker #5521", "5521"),
        ("The order was for 27 thousand boxes.", "27k boxes", "27 thousand"),
        ("Up to 3.4 million were planned, 1.7 million arrived.", "1.2-1.7M", "1.7 million"),
        ("It cost R 17,5 m.", "R17.5 million", "R 17,5 m"),
        ("It sent 381 letters.", "381 letters", "381"),
        ("It sent 3,800 letters.", "3,800 letters", "3,800"),
        ("It sent 38,010 letters.", "38,010 letters", "38,010"),
        ("In 412 of the 733 cases.", "733 cases: 412 kept", "412"),
        ("It sent 51 letters.", "51 letters", "51"),
        ("Es waren 23 tsd Briefe.", "23,000 letters", "23 tsd"),
        ("It sent 1,234.5 litres.", "1234.5 litres", "1,234.5"),
    ],
)  # fmt: skip
def test_an_exact_number_is_found_in_any_notation(edition: str, text: str, number: str) -> None:
    assert number.removeprefix("R ") in [one.removeprefix("R ") for one in found(edition, text)]


@pytest.mark.parametrize(
    ("edition", "text"),
    [
        ("About 417 letters were sent.", "417 letters"),
        ("It sent more than 417 letters.", "417 letters"),
        ("It took 417 seconds.", "417 seconds"),
        ("It took 73 days.", "73 days"),
        ("It was 63 % of them.", "63 % of them"),
        ("It was 63 percent of them.", "63 percent"),
        ("It began in 2025.", "in 2025"),
        ("It began at 10:52.", "10:52"),
        ("It was fixed in 7.14.2.", "7.14.2"),
        ("There were 2,000 letters.", "2,000 letters"),
        ("There were 380 letters.", "380 letters"),
        ("Four hundred and twenty letters were sent.", "420 letters"),
        ("There were 17 letters.", "17 letters"),
        ("There were 49 letters.", "49 letters"),
        ("Es begann um 52 Uhr.", "52 letters"),
        ("The ratio was 0.5 for all.", "ratio 0.5 for all"),
        ("Approximately 417 letters were sent.", "417 letters"),
        ("Rund 417 Briefe, etwa 52 Kisten.", "417 letters, 52 boxes"),
        ("Seventy-three letters were wrong.", "73 letters"),
        ("There were 418 letters.", "417 letters"),
        ("The number 417 is in it.", "v417 and 1.417"),
    ],
)
def test_estimates_times_and_small_numbers_may_be_told(edition: str, text: str) -> None:
    assert found(edition, text) == []


def test_a_count_of_the_impact_may_be_told() -> None:
    assert found("It sent 417 letters.", "417 letters", 417) == []
    assert found("It sent 417 letters to 52 shops.", "417 letters, 52 shops", 417) == ["52"]


@pytest.mark.parametrize(
    ("edition", "text", "found"),
    [
        ("You get a service credit of 5 %.", "SLA 99.5 with service credit 5 %", ["credit of 5 %"]),
        ("There is a 7,5% discount.", "discount of 7.5 % promised", ["7,5% discount"]),
        ("There is a 7% discount.", "discount of 8 % promised", []),
        ("About 5 % of requests failed.", "service credit 5 %", []),
        ("Credits were given to 5 % of you.", "5 % of them got credits", []),
    ],
)
def test_a_share_of_a_contract_is_found(edition: str, text: str, found: list[str]) -> None:
    view = View(edition, list(range(len(edition) + 1)))
    places = find_contract_terms(view, [text])
    assert [edition[place.span.start : place.span.end] for place in places] == found

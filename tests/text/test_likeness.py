"""How alike two descriptions of an action are."""

from __future__ import annotations

import pytest

from afterword.text.likeness import REWORDED, likeness


@pytest.mark.parametrize(
    ("one", "two", "expected"),
    [
        ("Add the refund case", "add a refund case!", 1),
        ("Alert on refunds", "Alerts on a refund", 1),
        ("Add the case", "Add two cases", REWORDED),
        ("Alert on refunds", "Alert on latency", 1 / 3),
        ("Add the refund case", "Add an alert", 0),
        ("Do it", "Do all", 1 / 3),
        ("Do 1", "Do 2", 0),
        ("返金ケースを追加する", "返金ケースを追加", 7 / 9),
        ("Fix the alpha problem", "Fix the beta problem", 0.5),
        ("Add case 4 to the suite", "Add case 5 to the suite", 0.5),
        ("Raise v41 and v42", "Raise v41 and v43 and more", 0.4),
        ("返金ケースを追加する", "警報", 0),
        ("!", "?", 1),
        ("", "Add the case", 0),
    ],
)
def test_likeness_is_the_share_of_common_words(one: str, two: str, expected: float) -> None:
    assert likeness(one, [two]) == likeness(two, [one]) == pytest.approx(expected)


def test_the_title_that_is_most_like_it_counts() -> None:
    assert likeness("Add the case", ["Something", "Add the case", "Else"]) == 1
    assert likeness("Add the case", []) == 0
    assert likeness("Add the refund case to the suite", ["Add the refund cases"]) >= REWORDED

"""Acts that are said to have been mistakes."""

from __future__ import annotations

import pytest

from afterword.language import find_blame


def tiers(text: str) -> list[str]:
    return [f.tier for f in find_blame(text) if f.kind == "accident"]


@pytest.mark.parametrize(
    "text",
    [
        "The engineer mistakenly wiped the live table.",
        "The analyst accidentally deleted the row.",
        "A developer removed the guard by mistake.",
        "By mistake, one of the analysts emptied the topic.",
        "It began with an administrator inadvertently running `purge` on the second host.",
        "An administrator erroneously ran the load test against production.",
        "The technician, who had come by train, took the wrong feed offline.",
        "An engineer typed a wrong prefix, which sent all traffic to one site.",
        "The cause is that a contractor started the import with the wrong options.",
        "11:02 Tunde deletes the wrong volume.",
    ],
)
def test_slips_that_did_harm_or_are_the_cause_are_errors(text: str) -> None:
    assert tiers(text) == ["error"]


@pytest.mark.parametrize(
    "text",
    [
        "An engineer accidentally chose the second profile.",
        "The responders looked at the wrong cluster for half an hour.",
        "Chidi picked the wrong region from the list.",
    ],
)
def test_other_slips_are_warnings(text: str) -> None:
    assert tiers(text) == ["warning"]


@pytest.mark.parametrize(
    "text",
    [
        "The cron job inadvertently deleted the lock file.",
        "Her access was revoked by mistake.",
        "If somebody accidentally removes the bucket, the policy blocks it.",
        "The engineer was shown both under one name and inadvertently deleted the live one.",
        "The tester entered a wrong password on purpose.",
        "Lena typed the wrong id because the two have one title.",
        "The analyst noticed that the wrong rate was used.",
        "Customers received the wrong invoice.",
        "Karim deployed it and saw no change in error rate.",
        "The guide gave the wrong port, and the technician typed it as written.",
    ],
)
def test_slips_of_programs_and_explained_ones_are_not_found(text: str) -> None:
    assert tiers(text) == []

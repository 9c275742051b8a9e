"""Facets and their addresses."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.config import Config
from afterword.portfolio import facets
from afterword.portfolio.facets import FACETS
from afterword.postmortem import PostMortem, read

BY_KEY = {facet.key: facet for facet in FACETS}


def document(number: int, front: str = "") -> PostMortem:
    name = f"2026-04-{number % 28 + 1:02d}-incident-{number}"
    return read(f"---\nid: {name}\ntitle: Number {number}\n{front}---\n".encode(), f"postmortems/{name}.md")


def test_values_are_those_of_the_front_matter(bot: PostMortem, old: PostMortem) -> None:
    assert BY_KEY["model"].values(bot) == ("example-chat",)
    assert BY_KEY["provider"].values(bot) == ("ExampleAI",)
    assert BY_KEY["cause"].values(bot) == ("prompt",)
    assert BY_KEY["detection"].values(bot) == ("alert",)
    assert BY_KEY["factor"].values(old) == ()
    assert [BY_KEY["year"].values(one) for one in (bot, old)] == [("2026",), ("2026",)]


def test_severities_are_ordered_by_rank_and_the_rest_by_number() -> None:
    documents = [
        document(1, "severity: SEV3\nservices: [b]\n"),
        document(2, "severity: SEV1\nservices: [a, b]\n"),
        document(3, "severity: Odd\nservices: [c, b, a]\n"),
    ]
    assert [group.value for group in facets.group_by(BY_KEY["severity"], documents, Config())] == [
        "SEV1",
        "SEV3",
        "Odd",
    ]
    found = facets.group_by(BY_KEY["service"], documents, Config())
    assert [(group.value, len(group.documents)) for group in found] == [("b", 3), ("a", 2), ("c", 1)]


def test_years_are_ordered_from_the_latest_and_counts_before_names() -> None:
    documents = [
        read(b"---\n---\n", f"postmortems/{name}.md") for name in ("2024-01-01-a", "2026-01-01-b", "2025-01-01-c")
    ]
    assert [group.value for group in facets.group_by(BY_KEY["year"], documents, Config())] == ["2026", "2025", "2024"]


def test_unknown_values_are_left_out() -> None:
    front = "services: [unknown, b]\nmodels: [{name: unknown, provider: A}, {name: m, version: unknown}]\n"
    one = document(1, f"{front}causes: unknown\nfactors: unknown\n")
    assert {key: facet.values(one) for key, facet in BY_KEY.items() if facet.values(one)} == {
        "service": ("b",), "model": ("m",), "provider": ("A",), "year": ("2026",)
    }  # fmt: skip
    assert facets.name_versions(one) == ()


@pytest.mark.parametrize(
    ("factor", "values"), [("none", ()), ("contributing", ("Up",)), ("primary", ("Up",)), ("unknown", ("Up",))]
)
def test_a_provider_that_did_not_contribute_is_not_a_value(factor: str, values: tuple[str, ...]) -> None:
    one = document(1, f"provider: {{factor: {factor}, name: Up}}\n")
    assert BY_KEY["provider"].values(one) == values


def test_addresses_are_given_in_the_order_of_the_values() -> None:
    one, two = document(1, "services: ['a-b']\n"), document(2, "services: ['A B']\n")
    found = facets.group_by(BY_KEY["service"], [one, two], Config())
    assert {group.value: group.slug for group in found} == {"A B": "a-b", "a-b": "a-b-2"}


@given(st.lists(st.text(max_size=12), unique=True, max_size=12))
def test_every_value_has_a_safe_address_of_its_own(values: list[str]) -> None:
    made: set[str] = set()
    for value in values:
        unique = facets._unique(facets.slug(value), made)
        assert "/" not in unique and "." not in unique and unique not in ("", "index")
    assert len(made) == len(values)


def test_an_address_does_not_depend_on_how_often_a_value_occurs() -> None:
    one = [document(1, "services: ['A B']\n"), document(2, "services: ['a-b']\n")]
    more = [*one, document(3, "services: ['a-b']\n")]
    for documents in (one, more):
        found = facets.group_by(BY_KEY["service"], documents, Config())
        assert {group.value: group.slug for group in found} == {"A B": "a-b", "a-b": "a-b-2"}

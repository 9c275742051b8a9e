"""The services that the evidence names."""

from __future__ import annotations

from pathlib import Path

from afterword.drafting.derived_values import Proposal
from drafting.derived import derived


def test_services_are_those_of_the_settings_that_are_named_more_than_once(tmp_path: Path) -> None:
    items = (("", "support-bot is slow"), ("", "the Support-Bot again; billing too"), ("", "not my-support-bot-2"))
    found = derived(tmp_path, *items, services=("support-bot", "billing"))
    assert found == [Proposal(("services",), ["support-bot"], ("E1", "E2"))]

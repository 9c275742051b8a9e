"""The part of a provider, where somebody states it."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.postmortem.schema import FrontMatter, ModelUse
from drafting.derived import derived, told

FRONT = FrontMatter(models=[ModelUse(name="acme-lm", provider="Acme", system_prompt="v1")])


def _values(folder: Path, *items: tuple[str, ...]) -> dict[str, object]:
    found = derived(folder, *items, front=FRONT)
    return {str(one.path[-1]): one.value for one in found if one.path[0] == "provider"}


@pytest.mark.parametrize(
    ("text", "factor"),
    [
        ("The timeouts were caused by an outage at Acme.", "primary"),
        ("Root cause is a defect at the provider.", "primary"),
        ("The vendor's parser broke all long answers.", "primary"),
        ("The provider contributed: its latency doubled.", "contributing"),
        ("No outside provider was involved.", "none"),
        ("Acme had no part in it.", "none"),
        ("It was not a provider issue.", "none"),
        ("Maybe the provider caused it?", ""),
        ("I think it was caused by the provider.", ""),
        ("The outage was not caused by the provider.", ""),
        ("The provider's status page is green.", ""),
        ("We will ask the provider for the cause.", ""),
        ("It was caused by the provision of a disk.", ""),
        ("alice said the provider caused it, I disagree", ""),
        ("Support says it was caused by the provider.", ""),
        ("According to bob the provider caused it.", ""),
        ("Last year the outage was caused by the provider.", ""),
        ("In the June incident the provider caused the timeouts.", ""),
    ],
)
def test_factor_is_what_is_stated(tmp_path: Path, text: str, factor: str) -> None:
    found = _values(tmp_path, ("2026-04-16T17:00Z", text, "on-call"))
    assert found.get("factor", "") == factor


def test_name_and_event_are_proposed_beside_a_part_only(tmp_path: Path) -> None:
    page = ("2026-04-16T17:00Z", "Elevated errors, investigating: errors (impact: major)", "status page of Acme")
    assert _values(tmp_path, page) == {}
    cause = ("2026-04-16T18:00Z", "The timeouts were caused by the provider.", "on-call")
    assert _values(tmp_path, page, cause) == {"factor": "primary", "name": "Acme", "what": "degradation"}


def test_parts_that_differ_are_told(tmp_path: Path) -> None:
    items = (
        ("2026-04-16T17:00Z", "The timeouts were caused by the provider.", "on-call"),
        ("2026-04-16T18:00Z", "The provider had no part in it.", "vendor manager"),
    )
    assert told(tmp_path, *items) == ["provider.factor: primary (E1), none (E2)"]


def test_a_customer_does_not_say_what_part_a_provider_had(tmp_path: Path) -> None:
    assert _values(tmp_path, ("2026-04-16T17:00Z", "It was caused by the provider.", "customer")) == {}

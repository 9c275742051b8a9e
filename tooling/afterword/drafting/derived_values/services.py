"""The services of the settings that the evidence names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from afterword.drafting.derived_values.proposal import Proposal
from afterword.evidence import Ledger

_MIN_NAMED = 2
"""Items that name a service before it is proposed: one mention is often a comparison."""


def service_values(ledger: Ledger, services: Iterable[str]) -> Iterator[Proposal]:
    """Propose the services that more than one item names.

    Args:
        ledger: the evidence.
        services: the project's names of services.
    """
    named: dict[str, list[str]] = {}
    for service in services:
        pattern = re.compile(rf"(?<![\w-]){re.escape(service)}(?![\w-])", re.IGNORECASE)
        items = [item.id for item in ledger.items if pattern.search(item.text)]
        if len(items) >= _MIN_NAMED:
            named[service] = items
    if named:
        sources = dict.fromkeys(item for items in named.values() for item in items[:_MIN_NAMED])
        yield Proposal(("services",), list(named), tuple(sources))

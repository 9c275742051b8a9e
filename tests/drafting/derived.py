"""Evidence and what is derived from it for the front matter."""

from __future__ import annotations

from pathlib import Path

from afterword.drafting.assembling.reading import read_evidence
from afterword.drafting.derived_values import DerivedValues, Proposal, derive_values
from afterword.evidence import EvidenceItem, Ledger
from afterword.language.item_kinds import item_kind
from afterword.postmortem.schema import FrontMatter
from afterword.times.when import When

BEFORE = "provider: acme\nmodel: chat\nmodel_version: '1'\ntemperature: 0.2\n"
AFTER = "provider: acme\nmodel: chat\nmodel_version: '2'\ntemperature: 0.8\n"
AFTER += "sampling: {top_p: 1}\nsystem_prompt: |\n  long\n  text\n"


def ledger(*items: tuple[str, ...]) -> Ledger:
    """Make a ledger of times and texts, and the authors, if there are any."""
    return Ledger().extended(
        EvidenceItem("", "chat", number, When.parse(at) if at else None, actor[0] if actor else None, text)
        for number, (at, text, *actor) in enumerate(items)
    )


def values(
    folder: Path, *items: tuple[str, ...], front: FrontMatter | None = None, services: tuple[str, ...] = ()
) -> DerivedValues:
    """Derive what items and the files of a folder give."""
    front, found = front or FrontMatter(), ledger(*items)
    kinds = {item.id: item_kind(item.text, item.source, item.actor or "") for item in found.items}
    return derive_values(front, found, folder, services, read_evidence(found.items, kinds, front))


def derived(
    folder: Path, *items: tuple[str, ...], front: FrontMatter | None = None, services: tuple[str, ...] = ()
) -> list[Proposal]:
    """Return the values that are proposed."""
    return list(values(folder, *items, front=front, services=services).proposals)


def told(folder: Path, *items: tuple[str, ...]) -> list[str]:
    """Return what is told differently, in words."""
    return list(map(str, values(folder, *items).differing))


def collect(folder: Path, kind: str, name: str, before: str | None = BEFORE, after: str | None = AFTER) -> None:
    """Write versions of a prompt or a configuration."""
    (folder / kind).mkdir(exist_ok=True)
    for side, text in (("before", before), ("after", after)):
        if text is not None:
            (folder / kind / f"{name}.{side}.yaml").write_text(text)

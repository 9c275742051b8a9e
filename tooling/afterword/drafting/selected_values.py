"""Values for the front matter that a selection gives, where the evidence itself proposes none."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from afterword.drafting.derived_values import DerivedValues, Proposal
from afterword.drafting.selection import Row, Selection
from afterword.evidence import Ledger
from afterword.postmortem.document import MILESTONE_KEYS
from afterword.postmortem.schema import FrontMatter
from afterword.text.shorten import shorten

_MAX_SUMMARY = 160


def selected_values(
    front: FrontMatter, selection: Selection, ledger: Ledger, known: DerivedValues
) -> Iterator[Proposal]:
    """Propose the times of milestones, the causes, and the figures of a selection.

    Args:
        front: what is stated and accepted.
        selection: what was chosen and holds.
        ledger: the evidence.
        known: what the evidence itself says, which comes first; where its accounts differ, none is chosen.
    """
    taken = {one.path for one in known.proposals} | {one.path for one in known.differing}
    yield from (one for one in _times(front, selection) if one.path not in taken)
    if not front.stated_causes and not any(path[0] == "causes" for path in taken):
        yield from _causes(selection, ledger)
    for figure in selection.impact:
        if ("impact", figure.key) not in taken:
            yield Proposal(("impact", figure.key), figure.value, figure.items)


def _times(front: FrontMatter, selection: Selection) -> Iterator[Proposal]:
    """The times of milestones, in their order: one before what came earlier is of something else."""
    latest = None
    rows: dict[str, Row] = {}
    for row in sorted(selection.timeline, key=lambda row: str(row.at)):
        if row.kind == "resolved" or row.kind not in rows:  # as `find_milestones` does
            rows[row.kind] = row
    for kind, key in MILESTONE_KEYS.items():
        stated = getattr(front.incident, key, None)
        at = stated if stated and stated.known else rows[kind].at if kind in rows else None
        if at is None or (latest and at.latest and at.latest < latest):
            continue
        latest = max(filter(None, (latest, at.earliest)), default=None)
        if not (stated and stated.known):
            yield Proposal(("incident", key), str(at), rows[kind].items)


def _causes(selection: Selection, ledger: Ledger) -> Iterator[Proposal]:
    items = {item.id: item for item in ledger.items}
    count: Counter[str] = Counter()
    several = {kind for kind, number in Counter(one.kind for one in selection.causes).items() if number > 1}
    for one in selection.causes:
        count[one.kind] += 1
        name = f"{one.kind}-{count[one.kind]}" if one.kind in several else one.kind
        value = {"id": name, "kind": one.kind, "summary": shorten(items[one.items[0]].text, _MAX_SUMMARY)}
        yield Proposal(("causes", name), value, one.items, is_item=True)

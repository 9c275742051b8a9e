"""What is chosen of the evidence: ids for the timeline, the causes and the impact, from which code writes the text.

Rules or a model choose; neither writes anything: the words of a row are those of its items.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from afterword.derive.events import Entry
from afterword.derive.timeline import choose_events, gather_events
from afterword.postmortem.schema import FrontMatter
from afterword.times.when import When


@dataclass(frozen=True, slots=True)
class Row:
    """An event of the timeline.

    Attributes:
        items: ids of the evidence items that show it; the words are those of the first.
        at: when it happened: the time of the item, or one that its text names.
        kind: one of `MILESTONES`, or empty.
    """

    items: tuple[str, ...]
    at: When
    kind: str = ""


@dataclass(frozen=True, slots=True)
class SelectedCause:
    """Items that name one cause.

    Attributes:
        kind: the part of the system, as `causes[].kind` of the front matter has it.
        items: ids of the items.
    """

    kind: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure of the impact.

    Attributes:
        key: the key of `impact` in the front matter.
        value: as the front matter writes it.
        items: ids of the items that give it.
    """

    key: str
    value: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Selection:
    """What is chosen for the timeline, the causes and the impact."""

    timeline: tuple[Row, ...] = ()
    causes: tuple[SelectedCause, ...] = ()
    impact: tuple[Figure, ...] = ()


def select_by_rules(front: FrontMatter, entries: Iterable[Entry]) -> Selection:
    """Choose without a model: the events that matter most.

    Args:
        front: what is stated and accepted.
        entries: the items that have a time, each citing itself, without chatter and what addresses an AI.
    """
    chosen = choose_events(front, gather_events(entries))
    return Selection(tuple(Row(tuple(map(str.upper, one.citations)), one.at, one.kind) for one in chosen))


def events_of(rows: Sequence[Row], entries: Iterable[Entry]) -> list[Entry]:
    """Return the events that rows choose, with the words of their items; a row without a known item is left out.

    Args:
        rows: the rows, chosen by rules or by a model.
        entries: the events that can be chosen, each citing its item.
    """
    entries = list(entries)
    by_label: dict[str, Entry] = {}
    by_time: dict[tuple[str, str], Entry] = {}
    for event in (*gather_events(entries), *entries):
        for label in event.citations:
            by_label.setdefault(label, event)
            by_time.setdefault((label, str(event.at)), event)
    found: dict[tuple[str, str], Entry] = {}
    for row in rows:
        labels = [name.lower() for name in row.items if name.lower() in by_label]
        if not labels or labels[0] != row.items[0].lower():
            continue
        event = by_time.get((labels[0], str(row.at)), by_label[labels[0]])
        cited = tuple(dict.fromkeys((*event.citations, *labels)))
        found.setdefault((event.citations[0], str(row.at)), replace(event, at=row.at, kind=row.kind, citations=cited))
    return list(found.values())

"""Events before they are written, and which of them are the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from afterword.postmortem import MILESTONES
from afterword.times.when import Precision, When

_MIN_REPEATS = 4
"""Of the same words from one source, which then are one event."""
_MIN_VARIANTS = 8
"""Of the same words with other figures."""
_FIGURE = re.compile(r"\S*\d\S*")
_CHANGE = re.compile(
    r"\b(?:deploy(?:ed|s|ment)?|released?|releases|roll(?:ed|s|ing)?[ -]?(?:out|back)|rollout|rollback|merged|shipped|"
    r"launched|enabled|disabled|switched|reverted)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One event before it is written.

    Attributes:
        at: when, as precisely as known.
        text: what happened.
        citations: labels of the footnotes that show it.
        kind: one of `MILESTONES`, or empty.
        source: where the evidence came from.
        weight: how much it matters: the less, the more.
        speaker: who said it; "" if that does not matter.
    """

    at: When
    text: str
    citations: tuple[str, ...] = ()
    kind: str = ""
    source: str = ""
    weight: float = 3
    speaker: str = ""

    @property
    def is_change(self) -> bool:
        """Whether its words report a release or the like, which is a cause and not an effect."""
        return _CHANGE.search(self.text) is not None


def merge(entries: Iterable[Entry]) -> list[Entry]:
    """Merge entries of the same words: the finest of the times that agree, with every citation."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_words(entry), []).append(entry)
    return [entry for group in groups.values() for entry in _merge_group(group)]


def _merge_group(group: list[Entry]) -> list[Entry]:
    """Merge entries of the same words; a coarser one joins the only one that its time can mean."""
    by_time: dict[str, Entry] = {}
    for entry in group:
        known = by_time.get(str(entry.at))
        by_time[str(entry.at)] = _join(known, entry) if known else entry
    kept: list[Entry] = []
    by_minute: dict[datetime, list[int]] = {}
    for entry in sorted(by_time.values(), key=lambda entry: _width(entry.at)):
        assert entry.at.earliest
        minute = entry.at.earliest.replace(second=0)
        # There may be thousands of exact times; only those of the same minute can be meant.
        near = by_minute.get(minute, []) if entry.at.exact else range(len(kept))
        possible = [index for index in near if _is_within(kept[index].at, entry.at)]
        if len(possible) == 1 and kept[possible[0]].source != entry.source:
            kept[possible[0]] = _join(kept[possible[0]], entry)
        else:
            by_minute.setdefault(minute, []).append(len(kept))
            kept.append(entry)
    return kept


def _join(one: Entry, other: Entry) -> Entry:
    return replace(one, citations=tuple(dict.fromkeys((*one.citations, *other.citations))))


def _words(entry: Entry) -> str:
    return " ".join(entry.text.casefold().split())


def _edges(when: When) -> tuple[datetime, datetime]:
    assert when.earliest and when.latest
    rounded = timedelta(seconds=59) if when.precision is Precision.MINUTE else timedelta(0)
    return when.earliest, when.latest + rounded


def _width(when: When) -> timedelta:
    start, end = _edges(when)
    return end - start


def _is_within(finer: When, coarser: When) -> bool:
    (start, end), (first, last) = _edges(finer), _edges(coarser)
    return first <= start and end <= last


def fold_repeats(entries: Iterable[Entry]) -> list[Entry]:
    """Make one event of the same words from one source, with the first and the last citation.

    A measurement of every minute differs in its figures alone; each release is an event of its own.
    """
    entries = _fold(list(entries), _MIN_REPEATS, _words, "{count} times until {last}")
    return _fold(entries, _MIN_VARIANTS, _words_without_figures, "{count} times with other figures, until {last}")


def _fold(entries: list[Entry], least: int, words: Callable[[Entry], str], note: str) -> list[Entry]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.source and not entry.kind:
            groups.setdefault((entry.source, words(entry)), []).append(entry)
    found: list[Entry] = []
    gone: set[int] = set()
    for group in groups.values():
        if len(group) >= least and not (words is _words_without_figures and group[0].is_change):
            ordered = sorted(group, key=sort_key)
            first, last = ordered[0], ordered[-1]
            repeats = note.format(count=len(group), last=last.at.display())
            found.append(replace(_join(first, last), text=f"{first.text.rstrip()} ({repeats})"))
            gone |= {id(entry) for entry in group}
    return [entry for entry in entries if id(entry) not in gone] + found


def _words_without_figures(entry: Entry) -> str:
    return _FIGURE.sub("#", _words(entry))


def sort_key(event: Entry) -> tuple[datetime, datetime, int]:
    """Sort events by time, and milestones before the rest."""
    assert event.at.earliest and event.at.latest
    kind = event.kind or ("change" if event.is_change else "")
    return (event.at.earliest, event.at.latest, MILESTONES.index(kind) if kind else len(MILESTONES))

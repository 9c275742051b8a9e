"""Events before they are written, and which of them say the same."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

from afterword.postmortem import MILESTONES
from afterword.times.when import Precision, When

_SAME_AGAIN = 4
"""So many times the same words from one source are one event."""
_ALIKE_AGAIN = 8
"""So many times the same words with other figures, too."""
_FIGURE = re.compile(r"\S*\d\S*")
_CHANGE = re.compile(
    r"\b(?:deploy(?:ed|s|ment)?|released?|releases|roll(?:ed|s|ing)?[ -]?(?:out|back)|rollout|rollback|merged|shipped|"
    r"launched|enabled|disabled|switched|reverted)\b",
    re.IGNORECASE,
)
_EMOJI = re.compile(r":[\w+-]+:")
_THANKS = frozenset(
    re.findall(
        r"\w+",
        "ack all and cheers cool everyone great haha k lol nice no nope np ok okay same so much sure team thank thanks "
        "thx ty wow yeah yep yes you",
    )
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
    """

    at: When
    text: str
    citations: tuple[str, ...] = ()
    kind: str = ""
    source: str = ""

    @property
    def is_change(self) -> bool:
        """Whether its words tell of a release or the like: the cause of effects, and none itself."""
        return _CHANGE.search(self.text) is not None

    @property
    def acknowledges(self) -> bool:
        """Whether it says no more than `ok, thanks`."""
        words = (word.strip(".,!?") for word in _EMOJI.sub("", self.text.casefold()).split())
        return all(word in _THANKS or not any(char.isalnum() for char in word) for word in words)


def merged(entries: Iterable[Entry]) -> list[Entry]:
    """Without repetition: the finest of the times that agree, every citation."""
    groups: dict[str, list[Entry]] = {}
    for entry in entries:
        groups.setdefault(_words(entry), []).append(entry)
    return [entry for group in groups.values() for entry in _once(group)]


def _once(group: list[Entry]) -> list[Entry]:
    """Entries of the same words; one that is coarser joins the only one that its time can mean."""
    by_time: dict[str, Entry] = {}
    for entry in group:
        known = by_time.get(str(entry.at))
        by_time[str(entry.at)] = _joined(known, entry) if known else entry
    kept: list[Entry] = []
    by_minute: dict[datetime, list[int]] = {}
    for entry in sorted(by_time.values(), key=lambda entry: _width(entry.at)):
        assert entry.at.earliest
        minute = entry.at.earliest.replace(second=0)
        # Among thousands of exact times only those of the same minute can be meant.
        near = by_minute.get(minute, []) if entry.at.exact else range(len(kept))
        fitting = [index for index in near if _lies_in(kept[index].at, entry.at)]
        if len(fitting) == 1 and kept[fitting[0]].source != entry.source:
            kept[fitting[0]] = _joined(kept[fitting[0]], entry)
        else:
            by_minute.setdefault(minute, []).append(len(kept))
            kept.append(entry)
    return kept


def _joined(one: Entry, other: Entry) -> Entry:
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


def _lies_in(finer: When, coarser: When) -> bool:
    (start, end), (first, last) = _edges(finer), _edges(coarser)
    return first <= start and end <= last


def folded(entries: Iterable[Entry]) -> list[Entry]:
    """Runs of the same words from one source as one event, with the first and the last citation.

    A measurement that is taken every minute differs in its figures alone; each release is an event of its own.
    """
    entries = _folded(list(entries), _SAME_AGAIN, _words, "{count} times until {last}")
    return _folded(entries, _ALIKE_AGAIN, _words_without_figures, "{count} times with other figures, until {last}")


def _folded(entries: list[Entry], least: int, words: Callable[[Entry], str], told: str) -> list[Entry]:
    groups: dict[tuple[str, str], list[Entry]] = {}
    for entry in entries:
        if entry.source and not entry.kind:
            groups.setdefault((entry.source, words(entry)), []).append(entry)
    found: list[Entry] = []
    gone: set[int] = set()
    for group in groups.values():
        if len(group) >= least and not (words is _words_without_figures and group[0].is_change):
            ordered = sorted(group, key=order)
            first, last = ordered[0], ordered[-1]
            note = told.format(count=len(group), last=last.at.display())
            found.append(replace(_joined(first, last), text=f"{first.text.rstrip()} ({note})"))
            gone |= {id(entry) for entry in group}
    return [entry for entry in entries if id(entry) not in gone] + found


def _words_without_figures(entry: Entry) -> str:
    return _FIGURE.sub("#", _words(entry))


def order(event: Entry) -> tuple[datetime, datetime, int]:
    """What events are sorted by: time, then milestones before the rest."""
    assert event.at.earliest and event.at.latest
    kind = event.kind or ("change" if event.is_change else "")
    return (event.at.earliest, event.at.latest, MILESTONES.index(kind) if kind else len(MILESTONES))

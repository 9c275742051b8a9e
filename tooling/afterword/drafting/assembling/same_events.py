"""Events that several sources report at nearly the same time, such as a line of a log and a message: one each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta

from afterword.derive.events import Entry
from afterword.text.folding import normalise_caseless
from afterword.text.late_pattern import late_pattern

_NEAR, _AT_ONCE = timedelta(minutes=3), timedelta(seconds=100)
_SOON = timedelta(minutes=20)
"""How long what somebody is doing takes until they say that it is done."""
_RARE, _RAREST = 8, 4
"""In how many events a word is, by which two of them are the same: with another one, or alone if it is exact."""
_WORD = late_pattern(r"(?=[\w.@/-]{3})[\w.@/-]*\d[\w.@/-]*\w|[^\W\d_]{4,}")
_STEM = 4
_FEW_WORDS = 5
_TOLD_TWICE = 0.8
"""By which an event that two report weighs less, and so matters more."""
_LOOKED_BACK = 12
"""Events before one that can be the same."""
_FIELDS = late_pattern(r"(?:\b[\w.-]+=(?:\"[^\"]*\"|\S+)|\b[\w ]{1,40}: [^;()]*[;)])")
_DONE = late_pattern(r"(?:ok,? |and |now )?(?:done|finished|complete|that'?s it|there|live)\b[^\w]{0,3}", re.IGNORECASE)
_DOING = late_pattern(r"(?:now |ok,? )?(?:i'?m |we'?re |am )?[a-z-]+ing\b", re.IGNORECASE)
_GENERIC = frozenset(("level", "info", "warn", "error", "part", "prod", "alert", "time", "participant"))


@dataclass(frozen=True, slots=True)
class Told:
    """An event, whether a program reported it, whether it is an alarm or announcement, and the words of it."""

    entry: Entry
    is_signal: bool
    is_apart: bool = False
    words: frozenset[str] = frozenset()


def merge_same_events(told: Sequence[Told]) -> list[Entry]:
    """Make one event of what a program and a person, or several sources, report at nearly the same time.

    It has the words of a person and the time of the program, and cites both. What somebody was doing and has done is
    one event, too.
    """
    ordered = _finished(sorted(told, key=_moment))
    ordered = sorted((replace(one, words=_words(one.entry.text)) for one in ordered), key=_moment)
    seen = Counter(word for one in ordered for word in one.words)
    groups: list[list[Told]] = []
    for one in ordered:
        near = (
            group for group in reversed(groups[-_LOOKED_BACK:]) if any(_are_same(known, one, seen) for known in group)
        )
        group = next(near, None)
        if group is None:
            groups.append([one])
        else:
            group.append(one)
    return [_joined(group) for group in groups]


def _moment(told: Told) -> str:
    return str(told.entry.at.earliest)


def _finished(ordered: Sequence[Told]) -> list[Told]:
    """Join what somebody was doing with their next words, that it is done: it is of that time."""
    found: list[Told] = []
    for one in ordered:
        doing = next((at for at in range(len(found) - 1, -1, -1) if _finishes(found[at], one)), None)
        if doing is None:
            found.append(one)
            continue
        before = found.pop(doing).entry
        labels = tuple(dict.fromkeys((*before.citations, *one.entry.citations)))
        weight = min(before.weight, one.entry.weight)
        entry = replace(one.entry, text=f"{before.text} – {one.entry.text}", citations=labels, weight=weight)
        found.append(replace(one, entry=entry))
    return found


def _are_same(one: Told, other: Told, seen: Counter[str]) -> bool:
    """Whether two report the same: not one person or program twice, nor if one is an alarm or announcement."""
    is_of_one = one.entry.source == other.entry.source and one.is_signal is other.is_signal
    if is_of_one or one.is_apart or other.is_apart:
        return False
    shared = [word for word in one.words & other.words if seen[word] <= _RARE]
    if not _are_near(one.entry, other.entry, _NEAR) or not shared:
        return False
    is_exact = any(seen[word] <= _RAREST and not word.isalpha() for word in shared)
    is_at_once = _are_near(one.entry, other.entry, _AT_ONCE) and any(seen[word] <= _RAREST for word in shared)
    return len(shared) > 1 or is_exact or (is_at_once and one.is_signal is not other.is_signal)


def _words(text: str) -> frozenset[str]:
    found = (word.strip("./-") for word in _WORD.findall(normalise_caseless(text)))
    stems = (word[:_STEM] if word.isalpha() else word for word in found)
    return frozenset(word for word in stems if word not in _GENERIC)


def _are_near(one: Entry, other: Entry, within: timedelta) -> bool:
    if not (one.at.exact and other.at.exact and one.at.earliest and other.at.earliest):
        return False
    return abs(other.at.earliest - one.at.earliest) <= within


def _finishes(one: Told, other: Told) -> bool:
    """Whether somebody says that what they were doing is done, and nothing else."""
    is_same = one.entry.speaker and one.entry.speaker == other.entry.speaker and not one.is_signal
    done = _DONE.match(other.entry.text)
    is_short = done is not None and len(other.entry.text[done.end() :].split()) <= _FEW_WORDS
    is_soon = _are_near(one.entry, other.entry, _SOON)
    return bool(is_same and is_short and is_soon and _DOING.match(one.entry.text))


def _joined(group: Sequence[Told]) -> Entry:
    if len(group) == 1:
        return group[0].entry
    spoken = [one.entry for one in group if not one.is_signal] or [one.entry for one in group]
    shown = max(spoken, key=lambda one: len(_FIELDS.sub("", one.text)))
    exact = next((one.entry.at for one in group if one.is_signal), shown.at)
    exact = exact if _are_near(replace(shown, at=exact), shown, _AT_ONCE) else shown.at
    labels = (label for one in (shown, *(one.entry for one in group)) for label in one.citations)
    weight = min(one.entry.weight for one in group) - _TOLD_TWICE
    return replace(shown, at=exact, weight=weight, citations=tuple(dict.fromkeys(labels)))

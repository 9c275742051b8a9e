"""Choose what is kept of a long source: errors, changes of rate, the first and the last; the rest is counted."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from afterword.evidence.collectors.interface import RawItem, SourceContent

MAX_ITEMS = 5_000
"""Items of one source that are kept."""
_EDGE = 500
_MAX_MINUTES = 20_000
_LEVEL = re.compile(
    r"\b(?:(?P<error>FATAL|CRITICAL|PANIC|EMERG|ALERT|ERROR|SEVERE|Traceback|panic|exception|(?i:error))|"
    r"(?P<warning>WARN(?:ING)?|(?i:warn(?:ing)?))|(?P<info>INFO|NOTICE|(?i:info|notice))|(?P<debug>DEBUG|TRACE|(?i:debug)))\b"
)


def level_of(text: str) -> str:
    """Return `error`, `warning`, `info` or `debug`, as the words of a line say; `other` if they say nothing."""
    match = _LEVEL.search(text, 0, 300)
    return (match.lastgroup if match else None) or "other"


def choose_items(content: SourceContent) -> str:
    """Keep at most `MAX_ITEMS` items of a source.

    Returns:
        A table that counts the others by minute and level; empty if all are kept.
    """
    items = content.items
    if len(items) <= MAX_ITEMS:
        return ""
    levels = [level_of(item.text) for item in items]
    minutes = [_minute(item) for item in items]
    order = [*range(_EDGE), *range(len(items) - _EDGE, len(items))]
    order += _changes_of_rate(minutes)
    for level in ("error", "warning"):
        order += _spread([index for index, one in enumerate(levels) if one == level])
    order += _spread(list(range(len(items))))
    chosen = {index: place for place, index in enumerate(sorted(list(dict.fromkeys(order))[:MAX_ITEMS]))}
    counts = Counter((minutes[i], levels[i]) for i in range(len(items)) if i not in chosen)
    kept = (items[index] for index in chosen)
    content.items = [
        item if item.reply_to is None else replace(item, reply_to=chosen.get(item.reply_to)) for item in kept
    ]
    return _table(counts)


def _minute(item: RawItem) -> str:
    return str(item.at)[:16] if item.at and item.at.exact else ""


def _changes_of_rate(minutes: list[str]) -> list[int]:
    """Find the first items of minutes that have at least three times as many, or a third of, the items before."""
    counts = Counter(minutes)
    found, before = [], 0
    for index, minute in enumerate(minutes):
        if index and minute != minutes[index - 1]:
            now = counts[minute]
            if before and (now >= 3 * before or 3 * now <= before) and max(now, before) >= 10:
                found.append(index)
            before = now
    return found[:1_000]


def _spread(indexes: list[int]) -> list[int]:
    """Choose evenly, if there are too many."""
    if len(indexes) <= MAX_ITEMS:
        return indexes
    return [indexes[number * len(indexes) // MAX_ITEMS] for number in range(MAX_ITEMS)]


def _table(counts: Counter[tuple[str, str]]) -> str:
    file = io.StringIO()
    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(("minute", "level", "lines"))
    writer.writerows(_rows(counts))
    return file.getvalue()


def _rows(counts: Counter[tuple[str, str]]) -> Iterable[tuple[str, str, int]]:
    """By minute, or by hour or day if there would be too many rows."""
    for length in (16, 13, 10, 0):
        merged: Counter[tuple[str, str]] = Counter()
        for (minute, level), count in counts.items():
            merged[minute[:length], level] += count
        if len(merged) <= _MAX_MINUTES:
            break
    return ((minute, level, count) for (minute, level), count in sorted(merged.items()))

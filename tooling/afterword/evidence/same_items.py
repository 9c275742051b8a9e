"""Recognise evidence that was collected before, though it is read otherwise now.

The same line of the same source is the same item when its time is read in another zone, when persons and values have
other numbers, and when a newer collector reads more of it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import timedelta

from afterword.evidence.item import EvidenceItem, with_bracketed_roles
from afterword.redaction import masked

_WORD = re.compile(r"\w+")
_ROLE = re.compile(r"\[(?:participant|responder)\]")
_WORDS_OF_A_NAME = 3
_QUARTER = timedelta(minutes=15)
_MOST = timedelta(hours=14)
"""How far zones are from UTC at most."""


def find_same_items(
    old: Sequence[EvidenceItem], new: Sequence[EvidenceItem], assumed: Mapping[str, int]
) -> dict[int, int]:
    """Find which new items are items of the ledger.

    Args:
        old: of the ledger.
        new: collected now.
        assumed: by source, how many of its times had no zone of their own.

    Returns:
        By index of a new item, the index of the old one.
    """
    found: dict[int, int] = {}
    by_source: dict[str, tuple[list[int], list[int]]] = {}
    for side, items in enumerate((old, new)):
        for index, item in enumerate(items):
            by_source.setdefault(masked(item.source), ([], []))[side].append(index)
    for olds, news in by_source.values():
        if olds and news:
            _match_source(old, new, olds, news, found, assumed.get(new[news[0]].source, 0))
    return found


def _match_source(
    old: Sequence[EvidenceItem],
    new: Sequence[EvidenceItem],
    olds: list[int],
    news: list[int],
    found: dict[int, int],
    assumed: int,
) -> None:
    found |= _moved(old, new, olds, news, assumed)
    exact = {old[index].key(): index for index in olds}
    for index in news:
        if index not in found and (same := exact.get(new[index].key())) is not None:
            found[index] = same
    left_old = sorted(set(olds) - set(found.values()))
    left_new = [index for index in news if index not in found]
    if not (left_old and left_new):
        return
    at_both = {(str(old[i].at), _loose(old[i])): i for i in reversed(left_old)}
    for index in left_new:
        if (same := at_both.pop((str(new[index].at), _loose(new[index])), None)) is not None:
            found[index] = same
    _match_places(old, new, set(left_old) - set(found.values()), [i for i in left_new if i not in found], found)


def _match_places(
    old: Sequence[EvidenceItem],
    new: Sequence[EvidenceItem],
    left_old: Iterable[int],
    left_new: Iterable[int],
    found: dict[int, int],
) -> None:
    """Match items of one line of which more is read now: a time, or words beside those of before."""
    places: dict[int | None, list[int]] = {}
    for index in left_old:
        places.setdefault(old[index].line, []).append(index)
    lines = Counter(new[index].line for index in left_new)
    for index in left_new:
        line = new[index].line
        if line is None or lines[line] > 1 or len(places.get(line, ())) != 1:
            continue
        before, now = old[places[line][0]], new[index]
        old_words, new_words = _loose(before), _loose(now)
        same_time = before.at is None or str(before.at) == str(now.at)
        # Where a time could not be read, it is still in the text.
        in_text = (before.at is None and old_words.endswith(new_words)) or (
            now.at is None and new_words.endswith(old_words)
        )
        if in_text or (same_time and _is_read_again(old_words, new_words)):
            found[index] = places.pop(line)[0]


def _is_read_again(before: str, now: str) -> bool:
    """Whether a text has all words of the one before, but those that were names and are roles now."""
    old, new = set(_WORD.findall(before)), set(_WORD.findall(now))
    roles = max(0, len(_ROLE.findall(now)) - len(_ROLE.findall(before)))
    return bool(old & new) and len(old - new) <= _WORDS_OF_A_NAME * roles


def _moved(
    old: Sequence[EvidenceItem], new: Sequence[EvidenceItem], olds: list[int], news: list[int], assumed: int
) -> dict[int, int]:
    """Match a source whose times were read in another zone: the same lines, all moved alike; twice in a year, by two
    lengths."""
    if not assumed:
        return {}
    pairs = _pairs([(old[i].line, _loose(old[i]), i) for i in olds], [(new[i].line, _loose(new[i]), i) for i in news])
    moves = {}
    for mine, theirs in pairs.items():
        before, now = old[theirs].at, new[mine].at
        if before and now and before.earliest and now.earliest and before.precision == now.precision:
            moves[mine] = now.earliest - before.earliest
    lengths = {move for move in moves.values() if move}
    count = sum(bool(move) for move in moves.values())
    plausible = all(abs(move) <= _MOST and move % _QUARTER == timedelta(0) for move in lengths)
    if not lengths or len(lengths) > 2 or not plausible or count < 0.5 * min(assumed, len(moves)):
        return {}
    return {mine: pairs[mine] for mine in moves}


def _pairs(old: list[tuple[int | None, str, int]], new: list[tuple[int | None, str, int]]) -> dict[int, int]:
    """Pair items of the same words in the same line; else, when lines were added above, in the same order."""
    by_line = {(line, words): index for line, words, index in old}
    pairs = {index: by_line[line, words] for line, words, index in new if (line, words) in by_line}
    if 2 * len(pairs) >= len(old):
        return pairs
    seen: Counter[str] = Counter()
    in_order = {}
    for _, words, index in old:
        seen[words] += 1
        in_order[words, seen[words]] = index
    seen.clear()
    pairs = {}
    for _, words, index in new:
        seen[words] += 1
        if (words, seen[words]) in in_order:
            pairs[index] = in_order[words, seen[words]]
    return pairs


def _loose(item: EvidenceItem) -> str:
    return " ".join(_words(item))


def _words(item: EvidenceItem) -> list[str]:
    """The words of an item without the numbers of placeholders and roles."""
    return masked(with_bracketed_roles(item.text)).split()

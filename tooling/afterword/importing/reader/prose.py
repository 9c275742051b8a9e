"""Times in prose, for a document that has no timeline in any shape: the sentences that say when something happened."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from afterword.importing.reader.reading import Entry, Part
from afterword.importing.reader.stamps import Stamp, read_stamp
from afterword.importing.reader.unit import Unit
from afterword.postmortem.outline import ACTION_ITEMS

SENTENCE = re.compile(
    r"(?<=[.!?])(?<!\b[ap]\.m\.)(?<!\bca\.)(?<!\be\.g\.)(?<!\bi\.e\.)(?<!\bapprox\.)(?<!\bvs\.)(?<!\bSt\.)(?<!\bDr\.)(?<!\bMr\.)(?<!\bMs\.)(?<!\b[A-Z]\.)(?<![\s(]\d\.)(?<![\s(]\d\d\.)"
    r"(?:\s+(?=[\"“'(]?[^\W\d_]|\d)|[\"”’)]\s+(?=[\"“'(]?(?![a-zß-ÿ])[^\W_]))|(?<=[。！？])"
)
_TIME = re.compile(
    r"(?<![\w:.,/-])(?!\d+:\d\d:\d\d,)(?:\d{1,2}[:：][0-5]\d(?!\d|:\d\d,)|\d{1,2}\s?[aApP]\.?[mM]\b|"
    r"\d{1,2}\s?h\s?[0-5]\d\b|\d{1,2}[.:]\d\d\sUhr|\d{1,2}\sUhr|"
    r"(?:午前|午後|上午|下午|凌晨|晚上)?\s?\d{1,2}[時时点]\d{0,2}|(?i:(?<=at )|(?<=by )|(?<=um )|(?<=until )|"
    r"(?<=till )|(?<=until ~)|(?<=around )|(?<=gegen )|(?<=from ))\d{1,2}\.[0-5]\d(?![\d%]))"
)
_RATIO = re.compile(
    r"(?i)\d{1,2}:\d\d\s?(?:ratio|aspect|odds|min(?:utes)?\b|hours?\s(?:long|later))|(?:version|v|ratio|"
    r"release|port)\s$"
)


def find_prose_entries(units: Sequence[Unit], parts: Sequence[Part], skip: Collection[int]) -> list[Entry]:
    """Find the sentences with a time of day, in paragraphs and items outside the action items and what is skipped."""
    actions = [part for part in parts if part.kind is ACTION_ITEMS]
    entries: list[Entry] = []
    for index, unit in enumerate(units):
        in_actions = any(part.first <= index < part.end for part in actions)
        if unit.kind in ("paragraph", "item") and not in_actions and index not in skip:
            entries += entries_of_paragraph(unit)
    return entries


def entries_of_paragraph(unit: Unit) -> Iterator[Entry]:
    """The sentences of a paragraph or an item with a time of day, each with its time."""
    text = unit.visible
    place = 0
    for sentence in SENTENCE.split(text):
        at = text.find(sentence, place)
        place = at + len(sentence)
        for start, clause, stamp in _clauses(sentence) if not _TO_COME.search(sentence) else ():
            yield Entry(unit, _line(unit, text, at + start), clause, stamp, "prose", 0)


_TO_COME = re.compile(r"\b(?:[Ww]e|[Tt]hey|I|[Tt]here|[Tt]eam)(?:['’]ll|\s(?:will|shall))\b")
"""What a sentence says of the time after it was written is not an event."""
_JOINT = re.compile(r";\s+|,?\s(?:and|then|but|und|et|y|e|en|i)\s(?:then\s)?")
_LEAST_WORDS = 4


def _clauses(sentence: str) -> Iterator[tuple[int, str, Stamp]]:
    """The clauses of a sentence with their times; none where it is not certain which words belong to which time."""
    start = 0
    while stamp := _stamp(sentence[start:]):
        rest = sentence[start:]
        other = _next_time(rest, stamp)
        if other < 0:
            yield start, rest.strip(), stamp
            return
        joint = next(iter([*_JOINT.finditer(rest, stamp.end, other)][-1:]), None)
        if joint is None or len(rest[: joint.start()].split()) < _LEAST_WORDS or len(rest[joint.end() :].split()) < 3:
            return
        yield start, rest[: joint.start()].strip(), stamp
        start += joint.end()


def _next_time(sentence: str, stamp: Stamp) -> int:
    """Where the next time of day begins behind one, and behind the end of its range; -1 if there is none."""
    end = stamp.end
    if stamp.until is None and (joint := _RANGE.match(sentence, end)):
        last = read_stamp(sentence, joint.end())
        end = last.end if last else end
    behind = _stamp(sentence[end:])
    return end + behind.start if behind else -1


_RANGE = re.compile(r"\s(?:and|to|until|till|und|bis|et|à|y|a|e|en|do)\s(?=~?\d)")


def _stamp(sentence: str) -> Stamp | None:
    for match in _TIME.finditer(sentence):
        if _RATIO.search(sentence[max(0, match.start() - 9) : match.start()]) or _RATIO.match(
            sentence[match.start() :]
        ):
            continue
        stamp = read_stamp(sentence, match.start())
        if stamp is None or stamp.clock is None:
            continue
        if stamp.day is None and (before := _day_before(sentence, match.start())):
            return before
        return stamp
    return None


def _day_before(sentence: str, at: int) -> Stamp | None:
    """Read the day in front of a time of day: `On 3 May 2024, at 14:02`."""
    for start in range(max(0, at - 40), at):
        if (start == 0 or not sentence[start - 1].isalnum()) and sentence[start : start + 1].isalnum():
            stamp = read_stamp(sentence, start)
            if stamp and stamp.day and stamp.clock and stamp.start <= at < stamp.end:
                return stamp
    return None


def _line(unit: Unit, text: str, at: int) -> int:
    """The line of a sentence: that of its first words in the source, as far as they can be found."""
    if "\n" not in unit.text:
        return unit.line
    before = len(text[:at].split())
    words = 0
    for number, line in enumerate(unit.text.split("\n")):
        words += len(line.split())
        if words > before:
            return unit.line + number
    return unit.line

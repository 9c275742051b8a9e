"""Where the lines of a log have their time: found from the lines themselves, behind any prefix."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from afterword.times.calendar_names import DAY_START, MONTH_START
from afterword.times.reader import FoundTime, TimeError, TimeReader

_TOKENS = 14
_WITHIN = 200
"""How far into a line its time can begin: in words, and in characters."""
_TOKEN = re.compile(r"\S+")
_INNER = re.compile(r"(?<=[\[(<>\"'|=,:])(?=[\dA-Z])|(?<=^[IWEF])(?=\d{4}(?:\d{4})?$)")
_KEY = re.compile(r"(?<![\w.-])@?(?:time|ts|t|timestamp|datetime|date|asctime|event_time|log_time)=[\"']?(?=[\d\w])")
MAY_BE_TIME = re.compile(rf"\d|(?i:{DAY_START}|{MONTH_START})")
_WORD = re.compile(r"[\w.$/@#-]+")
_BEHIND = re.compile(r"[\])\"'*`]{0,3}\s*(?:(?:—|–|--|-|:|\||,|;)\s+)?")
_LONGEST_TIME = 40
_AT_END = -2
_LEAST_SHARE = 0.12
"""Of the lines; a request or a stack trace is many lines below one that has the time."""
_MAX_PLACES = 4


@dataclass(frozen=True, slots=True)
class Place:
    """Where a time is: behind a key (`ts=`), or in a word of the line, behind other characters of that word.

    Attributes:
        pattern: matches from the beginning of the line to the time.
        is_end: whether the line ends with the time, as on the pages of a status.
    """

    pattern: re.Pattern[str]
    is_key: bool = False
    is_end: bool = False

    def read(self, line: str, times: TimeReader, day: date | None) -> tuple[FoundTime, str] | None:
        """Read the time of a line, and return it with the rest of the line; None if there is none at the place.

        Raises:
            TimeError: there is a time that cannot be used.
        """
        if self.is_end:
            return _read_end(line, times)
        match = self.pattern.search(line, 0, _WITHIN) if self.is_key else self.pattern.match(line)
        if match is None:
            return None
        found = times.match(line, match.end(), day)
        if found is None or found.is_date or (line[found.end : found.end + 1].isalnum()):
            return None
        behind = _BEHIND.match(line, found.end)
        assert behind is not None
        before = line[: match.start()] if self.is_key else line[: match.end()].rstrip("[(<\"'|=,: \t")
        before = before.rstrip() if self.is_key else _close(before)
        rest = line[behind.end() :].lstrip("|,; ").strip()
        if rest.count("]") > rest.count("[") and match.group().endswith("["):
            rest = f"[{rest}"  # the bracket is around the time and what follows it
        return found, f"{before} {rest}".strip() if before else rest


def _read_end(line: str, times: TimeReader) -> tuple[FoundTime, str] | None:
    """Read the day and time at the end of a line; None if there is none behind words.

    Raises:
        TimeError: there is a time that cannot be used.
    """
    bare = line.rstrip(" \t).]*_")
    begin = max(0, len(bare) - _LONGEST_TIME)
    for word in _TOKEN.finditer(bare, begin):
        start = word.start() + len(word[0]) - len(word[0].lstrip("([*_"))
        if MAY_BE_TIME.match(bare, start) and (found := times.match(bare, start)) and found.end == len(bare):
            words = bare[:start].rstrip(" \t([*_|·—–-")
            return None if found.is_date or not words else (found, words)
    return None


def _close(before: str) -> str:
    """Return what stands before a time, without the bracket that the time had to itself."""
    return before if before.count("[") <= before.count("]") else f"{before}]"


def find_places(lines: Iterable[str], times: TimeReader, day: date | None) -> list[Place]:
    """Find where the lines have their times, the most usual place first; none if too few lines have one.

    Args:
        lines: some of the log's, without those that are indented.
        times: how times are read.
        day: the day of times of day that name none; without it they are not looked for.
    """
    votes: Counter[tuple[int, str]] = Counter()
    count = 0
    for line in lines:
        count += 1
        if (key := _KEY.search(line, 0, _WITHIN)) and _is_time(line, key.end(), times, None):
            votes[-1, ""] += 1
            continue
        if place := next(_places_in(line, times, day), None):
            votes[place] += 1
        elif _ends_with_time(line, times):
            votes[_AT_END, ""] += 1
    if not votes or sum(votes.values()) < _LEAST_SHARE * count:
        return []
    common = [(place, number) for place, number in votes.most_common(_MAX_PLACES)]
    return [_place(*place) for place, number in common if number >= max(1, 0.02 * count)]


def _places_in(line: str, times: TimeReader, day: date | None) -> Iterator[tuple[int, str]]:
    """Find the words of a line that contain a time, each with what is before the time in the word."""
    for index, token in enumerate(_TOKEN.finditer(line, 0, _WITHIN)):
        if index >= _TOKENS:
            return
        word = token.group()
        for at in (0, *(inner.start() for inner in _INNER.finditer(word))):
            if at <= 40 and _is_time(line, token.start() + at, times, day):
                glue = word[:at]
                yield index, glue if len(glue) == 1 and glue.isalpha() else _WORD.sub("w", glue)


def _is_time(line: str, at: int, times: TimeReader, day: date | None) -> bool:
    if not MAY_BE_TIME.match(line, at):
        return False
    try:
        found = times.match(line, at, day)
    except TimeError:
        return True
    if found is None or found.is_date or line[found.end : found.end + 1].isalnum():
        return False
    return day is None or found.at.precision.value == "second" or at == 0


def _ends_with_time(line: str, times: TimeReader) -> bool:
    try:
        return _read_end(line, times) is not None
    except TimeError:
        return True


def _place(index: int, glue: str) -> Place:
    if index == _AT_END:
        return Place(_TOKEN, is_end=True)
    if index < 0:
        return Place(_KEY, is_key=True)
    if len(glue) == 1 and glue.isalpha():
        return Place(re.compile(r"[IWEF](?=\d{4}(?:\d{4})? )"))
    behind = "".join(r"[\w.$/@#-]+" if part == "w" else re.escape(part) for part in re.split("(w)", glue) if part)
    return Place(re.compile(rf"\s*(?:\S+\s+){{{index}}}{behind}"))

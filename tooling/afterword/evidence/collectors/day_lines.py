"""Days on lines of their own, above the times of day that belong to them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, timedelta

from afterword.text.late_pattern import late_pattern
from afterword.times.calendar_names import DAY_START, DAYS_AGO, DAYS_IN_ENGLISH, TODAY_AND_YESTERDAY, any_of
from afterword.times.reader import FoundTime, TimeError, TimeReader
from afterword.times.when import When
from afterword.times.zones import ZoneError, utc_offset

RELATIVE = (
    rf"(?:{any_of(TODAY_AND_YESTERDAY)}|"
    r"(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?)"
)
"""Words for days that count from another day, without case."""
_BEFORE_CLOCK = late_pattern(
    rf"(?P<word>{RELATIVE})(?:\s+(?:at|um|à|alle|om|a las|às)|,|\.)?\s+(?=\d{{1,2}}(?::\d{{2}}|\s?[ap]\.?m\b))",
    re.IGNORECASE,
)
_RELATIVE_LINE = late_pattern(rf"(?P<word>{RELATIVE})", re.IGNORECASE)
_ZONE_BEHIND = late_pattern(r"\s*[(\[,]\s?(?i:(?:all\s)?times?)\b.{0,40}$")
_WEEKDAY_BEHIND = late_pattern(rf",?\s[(\[]?(?:{DAY_START})[a-z]{{0,6}}\.?[)\]]?$", re.IGNORECASE)
_NUMBERED_DAY = late_pattern(
    rf"(?P<weekday>{DAY_START})[a-z]{{0,6}}\.?,? (?:the )?(?P<number>\d{{1,2}})(?:st|nd|rd|th|\.)?",
    re.IGNORECASE,
)
_BOLD_DAY = late_pattern(r"(?:\*\*|__)(?P<day>[^*_\d]{3,14}\d{1,2}(?:st|nd|rd|th|\.)?):?(?:\*\*|__)[:.]?(?=\s)")
_FARTHEST = 200
"""Days from the incident at which a day can be that is named by its weekday and number."""
_DAY_LABEL = late_pattern(
    r"(?:date|day|datum|tag|fecha|jour|data|giorno|dato|dag|incident date|date of (?:the )?(?:incident|meeting))"
    r"[*_]{0,2}\s?:[\s*_]+",
    re.IGNORECASE,
)
"""Before the day in the head of minutes: `Datum: 14.09.2026`."""
_NOT_OF_TIMES = late_pattern(
    r"\b(?:and|between|to|due|until|till|by|before|since|from|next|actions?|follow-?ups?|review|deadline|"
    r"planned|scheduled)\b",
    re.I,
)
"""Words of a heading whose day is a limit, or still to come."""
_WORD = late_pattern(r"(?<!\S)\(?\w")
_DECORATION = " \t#=~*_-—–:|>[]()"
_CLOCK = late_pattern(r"\d:\d")
_SOON = timedelta(hours=4)
_MAX_LINE = 60


@dataclass
class Days:
    """The day to which times of day belong.

    Attributes:
        times: how times are read.
        day: the last day that was named, or is assumed; None if there is none yet.
        assumed: the day of the incident, if it was taken because nothing names one.
        last: the last time that was read.
        meeting: the day that the title names, also with a time, with its year or its day of the week.
        first_ago: how many days ago the first day was that was called today or yesterday; None if none was.
    """

    times: TimeReader
    day: date | None = None
    last: When | None = None
    assumed: date | None = None
    first_ago: int | None = None
    meeting: date | None = None

    def is_day(self, line: str) -> bool:
        """Take the day of a line that contains nothing else; False if it contains something else."""
        bare = line.strip()
        if len(bare) > 2 * _MAX_LINE:
            return False
        bare = _DAY_LABEL.sub("", _ZONE_BEHIND.sub("", bare).strip(_DECORATION), count=1)
        bare = _WEEKDAY_BEHIND.sub("", bare).strip(_DECORATION)
        if not bare or len(bare) > _MAX_LINE or _CLOCK.search(bare):
            return False
        if match := _RELATIVE_LINE.fullmatch(bare):
            self.day, self.last = self.of_word(match["word"]), None
            return True
        found = self._read(bare) or self._numbered(bare)
        if found is None:
            return False
        self.day, self.last = found, None
        return True

    def take_day_before(self, line: str) -> str:
        """Take the day in bold that a line begins with, and return the rest: `**Mon 19** quiet`."""
        match = _BOLD_DAY.match(line)
        day = self._numbered(match["day"]) if match else None
        if match is None or day is None:
            return line
        self.day, self.last = day, None
        return line[match.end() :].lstrip()

    def _numbered(self, bare: str) -> date | None:
        """Read `Wed 21`, with or without a suffix: the nearest day of that number on that day of the week."""
        match = _NUMBERED_DAY.fullmatch(bare)
        if match is None:
            return None
        wanted = next(n for n, name in enumerate(DAYS_IN_ENGLISH) if name.startswith(match["weekday"].lower()))
        base = self.day or self.times.near
        days = (base + timedelta(days=n) for n in sorted(range(-_FARTHEST, _FARTHEST), key=abs))
        fitting = (day for day in days if day.day == int(match["number"]) and day.weekday() == wanted)
        found = next((day for day in fitting if day <= self.times.latest), None)
        if self.day is None and self.times.latest - base <= timedelta(days=1):
            self.assumed = found  # counted from today, as nothing says when it was
        return found

    def take_day_of_title(self, line: str) -> None:
        """Take the day that a title names among other words, such as `On-call log, 27 November 2026`, if it is one."""
        found = {day for day, assumed_year in self._days_in(line) if not assumed_year}
        if len(found) == 1:
            self.day = found.pop()
        days = {day for day, assumed in self._days_in(line, with_clock=True) if not assumed or f"{day:%a}" in line}
        self.meeting = days.pop() if len(days) == 1 else None

    def take_day_of_heading(self, line: str) -> None:
        """Take the only day that a heading names, for the times below: `What happened on Monday 23 February`."""
        found = {day for day, _ in self._days_in(line)}
        if len(found) == 1 and not _NOT_OF_TIMES.search(line):
            self.day, self.last, self.assumed = found.pop(), None, None

    def _days_in(self, line: str, *, with_clock: bool = False) -> Iterator[tuple[date, bool]]:
        """Yield each day among the words of a line, and whether its year is assumed.

        A line with a time of day has none, unless that is asked for.
        """
        if len(line) > 2 * _MAX_LINE or (_CLOCK.search(line) and not with_clock):
            return
        end = 0
        near = self._near_day()
        for word in _WORD.finditer(line):
            if word.start() < end:
                continue
            for text in (line, f"{line} 00:00"):  # a day without a year at the end is read before a time of day alone
                with suppress(TimeError):
                    time = replace(near, zone="Z").match(text, word.start())
                    is_day = time is not None and (with_clock or time.is_date or time.end == len(text) > len(line))
                    if time and time.at.earliest and is_day:
                        yield time.at.earliest.date(), time.assumed_year
                        end = time.end
                        break

    def _read(self, bare: str) -> date | None:
        in_utc = replace(self.times, zone="Z")
        for text in (bare, f"{bare} 00:00"):  # a day without a year is read before a time of day alone
            try:
                found = in_utc.match(text)
            except TimeError:
                return None
            if found and found.end == len(text) and found.at.earliest and (found.is_date or text != bare):
                return found.at.earliest.date()
        return None

    def of_word(self, word: str) -> date:
        """Return the day that is called by a word: counted from the day above, else from the incident's."""
        start = self.times.start_day()
        word = word.lower()
        if (days_ago := DAYS_AGO.get(word)) is not None:
            self.first_ago = days_ago if self.first_ago is None else self.first_ago
            copied = self.times.latest - timedelta(days=1) if self.times.latest != date.max else start
            if not timedelta(0) <= copied - start <= timedelta(days=2):
                # It was copied long after: the first such word is the day of the incident.
                copied = start + timedelta(days=self.first_ago)
            return copied - timedelta(days=days_ago)
        wanted = next(number for number, name in enumerate(DAYS_IN_ENGLISH) if name.startswith(word[:3]))
        base = self.day or start - timedelta(days=3)
        return base + timedelta(days=(wanted - base.weekday()) % 7)

    def read(self, text: str, start: int = 0) -> FoundTime | None:
        """Read a time; a time of day belongs to the day above, or to the next one if it runs back over midnight.

        Raises:
            TimeError: there is a time that cannot be used.
        """
        if word := _BEFORE_CLOCK.match(text, start):
            # A day of the week that counts from an assumed day is as little known as that.
            self.assumed = None if word["word"].lower() in DAYS_AGO else self.assumed
            self.day, self.last = self.of_word(word["word"]), None
            start = word.end()
        if (found := self._near_day().match(text, start)) is not None:
            self.day, self.last, self.assumed = self._day_of(found), found.at, None
            return found
        day = self.day
        if day is None:
            day = self._first_day(text, start)
            if day is None:
                return None
            self.day = self.assumed = day
        found = self.times.match(text, start, day)
        before, now = (when.earliest if when else None for when in (self.last, found.at if found else None))
        if found and before and now and before - now > timedelta(hours=12):
            self.day = day + timedelta(days=1)
            found = self.times.match(text, start, self.day)
        if found is not None:
            self.last = found.at
        return found

    def read_next(self, clock: str) -> FoundTime | None:
        """Read what is probably a time of day: it is one if it is soon after the last time."""
        last = self.last.earliest if self.last else None
        found = self.times.match(clock, 0, self.day) if self.day else None
        if not (last and found and found.at.earliest and timedelta(0) <= found.at.earliest - last <= _SOON):
            return None
        self.last = found.at
        return found

    def fullmatch(self, text: str) -> FoundTime | None:
        """Read a text that is nothing but a day and a time; a missing year is that of the day above.

        Raises:
            TimeError: it is a time that cannot be used.
        """
        return self._near_day().fullmatch(text)

    def _near_day(self) -> TimeReader:
        return replace(self.times, near=self.day) if self.day and not self.assumed else self.times

    def _day_of(self, found: FoundTime) -> date | None:
        """Return the day in the zone of a time that names its day."""
        moment = found.at.earliest
        if moment is None:
            return self.day
        with suppress(ZoneError):
            return (
                moment if found.is_date else moment + utc_offset(self.times.zone, moment.replace(tzinfo=None))
            ).date()
        return moment.date()

    def _first_day(self, text: str, start: int) -> date | None:
        """Find the day of the first time of day, which is near the start of the incident."""
        middle = self.times.start_day()
        possible: list[tuple[timedelta, date]] = []
        for day in (middle, middle - timedelta(days=1), middle + timedelta(days=1)):
            found = self.times.match(text, start, day)
            if found is not None and found.at.earliest is not None:
                distance = abs(found.at.earliest - self.times.start) if self.times.start else timedelta(0)
                possible.append((distance, day))
        return min(possible, key=lambda one: one[0])[1] if possible else None

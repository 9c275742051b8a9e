"""Times of day: the one reader of them, wherever they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timezone

from afterword.text.late_pattern import late_pattern
from afterword.times.zones import ZoneError, is_zone, read_zone_before, read_zone_behind, utc_offset

_HALF = r"(?P<half>[AaPp])(?:\.\s?)?[Mm]\b\.?"
_CLOCK = (
    rf"(?P<hour>\d{{1,2}}):(?P<minute>\d{{2}})(?::(?P<second>\d{{2}})(?:[.,]\d{{1,9}}|:\d{{3}}(?!\d))?)?"
    rf"(?:\s?{_HALF}|\s?[Uu]hr\b)?"
)
_FORMS_IN_LINE = (
    late_pattern(_CLOCK, re.ASCII),
    late_pattern(rf"(?P<hour>\d{{1,2}})\s?{_HALF}", re.ASCII),
    late_pattern(r"(?P<hour>[01]\d|2[0-3])(?P<minute>[0-5]\d)(?=Z\b)", re.ASCII),
)
_FORMS_IN_SENTENCE = (
    late_pattern(rf"(?!\d{{1,2}}:\d\d:\d\d,\d){_CLOCK}"),
    late_pattern(rf"(?P<hour>\d{{1,2}})\s?{_HALF}"),
    late_pattern(r"(?P<hour>\d{2})(?P<minute>\d{2})(?=\s?(?:Z|UTC|GMT)\b)"),
    late_pattern(r"(?i:(?P<noon>noon)|midnight)"),
)
_END_IN_LINE = late_pattern(r"(?!\d|:\d)")
_END_IN_SENTENCE = late_pattern(r"(?!\w|:\w)")
_START = late_pattern(
    r"(?<![\w:.])(?=\d{1,2}(?::\d|\s?[AaPp]\.?[Mm]\b)|(?<!-)\d{4}\s?(?:Z|UTC|GMT)\b|(?<!-)(?i:noon|midnight)(?!\w))"
)
CLOCK_CUES = ": m am pm z utc gmt noon midnight"
"""Words and marks of which a text with a time of day contains at least one."""
_JOIN = late_pattern(r"(?:,?\s(?:to|and|or|until|till|through)\s|\s?[-/&,]\s?)")
_MAX_JOINED = 10


@dataclass(frozen=True, slots=True)
class ClockTime:
    """A time of day.

    Attributes:
        hour: 0 to 23.
        minute: 0 to 59.
        second: None if it is not stated.
        zone: as it was written; empty if none was.
        day: the day there, None if it is not known; two times of different days are equal.
    """

    hour: int
    minute: int
    second: int | None = None
    zone: str = ""
    day: date | None = field(default=None, compare=False)

    @classmethod
    def from_groups(cls, groups: Mapping[str, str | None], zone: str = "") -> ClockTime:
        """Make a time of the groups `hour` or `noon`, `minute`, `second`, and `half` for `am` and `pm`.

        Raises:
            ValueError: there is no such time, as with `25:00` or `13 pm`.
        """
        hour = 12 if groups.get("noon") else int(groups.get("hour") or 0)
        if half := (groups.get("half") or "").lower():
            if not 1 <= hour <= 12:
                raise ValueError(f"{hour} {half}m does not exist")
            hour = hour % 12 + (12 if half == "p" else 0)
        second = int(groups["second"] or 0) if groups.get("second") else None
        there = time(hour, int(groups.get("minute") or 0), second or 0)
        return cls(there.hour, there.minute, second, zone)

    def on(self, day: date) -> datetime:
        """The instant of this time on a day of its zone, in UTC; without a zone it is in UTC.

        Raises:
            ZoneError: the offset of the zone is not certain.
            OverflowError: the instant is out of range.
        """
        local = datetime.combine(day, time(self.hour, self.minute, self.second or 0))
        return local.replace(tzinfo=timezone(utc_offset(self.zone or "Z", local))).astimezone(UTC)

    def in_utc(self) -> ClockTime:
        """Convert it to UTC; if the offset of its zone is not certain, it stays, with the zone in lower case."""
        try:
            if self.day is not None:
                moment = self.on(self.day)
                return ClockTime(moment.hour, moment.minute, self.second, "", moment.date())
            moment = datetime(2000, 1, 2, self.hour, self.minute) - utc_offset(self.zone or "Z")
            return ClockTime(moment.hour, moment.minute, self.second)
        except (ZoneError, OverflowError):
            return replace(self, zone=self.zone.lower())


def read_clock_time(text: str, start: int, *, in_sentence: bool = False) -> tuple[ClockTime, int] | None:
    """Read the time of day at a place, with the zone behind it.

    Args:
        text: a line, or an English sentence.
        start: where the time begins.
        in_sentence: whether the text is a sentence; more forms and zones are read there.

    Returns:
        The time as it is written, and the offset behind it; None if there is no time.

    Raises:
        ValueError: there is no such time.
    """
    forms, is_end = (_FORMS_IN_SENTENCE, _END_IN_SENTENCE) if in_sentence else (_FORMS_IN_LINE, _END_IN_LINE)
    match = next(filter(None, (form.match(text, start) for form in forms)), None)
    if match is None:
        return None
    zone, end = read_zone_behind(text, match.end(), in_sentence=in_sentence) or ("", match.end())
    if not is_end.match(text, end):
        zone, end = "", match.end()
    if not is_end.match(text, end):
        return None
    try:
        return ClockTime.from_groups(match.groupdict(), zone), end
    except ValueError as error:
        raise ValueError(f"`{match[0]}` is not a time of day: {error}") from None


def find_clock_times(text: str) -> Iterator[tuple[ClockTime, int, int]]:
    """Find the times of day in a sentence, in UTC if possible, each with its first offset and the offset behind it."""
    end = 0
    for start in _START.finditer(text):
        if start.start() >= end:
            for found in read_clock_times(text, start.start(), earliest=end):
                yield found
                end = found[2]


def read_clock_times(
    text: str, start: int, day: date | None = None, earliest: int = 0
) -> list[tuple[ClockTime, int, int]]:
    """Read the time of day at a place in a sentence, or several that are joined: `17:02 to 17:30 CET`.

    One without a zone has that of the next joined one, else of the one before, else the zone that is named before all.

    Args:
        text: the sentence.
        start: where the first time begins.
        day: the day of the times.
        earliest: where a zone before the times can begin.
    """
    found: list[tuple[ClockTime, int, int]] = []
    with suppress(ValueError):
        while len(found) < _MAX_JOINED and (one := read_clock_time(text, start, in_sentence=True)):
            found.append((one[0], start, one[1]))
            if (joint := _JOIN.match(text, one[1])) is None:
                break
            start = joint.end()
    zones = [clock.zone for clock, _, _ in found]
    if found and not any(zones) and (before := read_zone_before(text, found[0][1], earliest)):
        zones[0] = before[0]
        found[0] = (found[0][0], before[1], found[0][2])
    for index, (clock, first, end) in enumerate(found):
        zone = next(filter(None, (*zones[index:], *reversed(zones[:index]))), "")
        found[index] = (replace(clock, zone=zone, day=day).in_utc(), first, end)
    return found


def is_clock_or_zone(text: str) -> bool:
    """Whether a text is nothing but a time of day or the name of a zone."""
    with suppress(ValueError):
        found = read_clock_time(text, 0, in_sentence=True)
        return is_zone(text) or (found is not None and found[1] == len(text))
    return False

"""A length of time that a text states, as exact as its words."""

from __future__ import annotations

import re
from datetime import timedelta

from afterword.checks.consistency.sentences import Mention
from afterword.text.late_pattern import late_pattern
from afterword.times.durations import TimeSpan, show_duration

DAY = 86_400
"""Seconds."""
_UNIT = late_pattern(r"(minutes?|mins?|m|hours?|h|days?|weeks?)(?![a-z])", re.IGNORECASE)
_SECONDS = {"m": 60, "h": 3600, "d": 86_400, "w": 604_800}
_LONGEST = 400 * DAY
_BELOW = late_pattern(r"\b(?:nearly|almost|just under|a little under|barely|not quite|close to)\s$", re.IGNORECASE)
_ABOVE = late_pattern(r"\b(?:over|more than|a good|a little more than|a little over|just over|longer than)\s$", re.I)
_ROUGH = late_pattern(r"(?:\b(?:about|around|roughly|approximately|some|circa)\s|~\s?)$", re.IGNORECASE)
_LIMIT = late_pattern(
    r"\b(?:within|up to|at most|at least|less than|under|fewer than|every|each|per|next|last|past)\s(?:the\s)?$", re.I
)
_MINUTES_BEHIND = late_pattern(
    r" (?:ten|fifteen|twenty|thirty|forty|fifty|[1-5]\d)(?:-[a-z]+)?(?![\w%,.]*\d)(?! ?(?:[a-z]+s\b|%|of\b))"
)
_AND = late_pattern(r"\b(?:hours?|days?|weeks?|minutes?|h) and (?:another )?$", re.IGNORECASE)


class StatedLength:
    """A length of time, as exact as its words.

    Attributes:
        mention: the fact.
        seconds: the length.
        size: the seconds of its smallest unit.
        units: how many units it is given in.
        in_days: whether it is in days or weeks, and so between days too.
    """

    def __init__(self, mention: Mention, seconds: float, size: int, units: int) -> None:
        self.mention, self.seconds, self.size, self.units = mention, seconds, size, units
        self.in_days = size >= DAY
        unit = size if not seconds % size else size / 2
        slack = unit / 2 if seconds >= 3 * unit else unit / 4
        if units == 1 and not re.search(r"\d", mention.text):
            slack = max(slack, seconds * 0.07)  # `ninety minutes` is rounder than `90 minutes`
        self._least, self._most = seconds - slack, seconds + slack
        if _BELOW.search(mention.just_before):
            self._least = seconds * 0.75
        elif _ABOVE.search(mention.just_before):
            self._most = seconds * 1.35
        elif _ROUGH.search(mention.just_before):
            self._least, self._most = seconds * 0.75 - slack, seconds * 1.25 + slack

    @classmethod
    def of(cls, mention: Mention) -> StatedLength | None:
        """The length that a fact is; None if it is none, or only a limit."""
        value, units = mention.value, _UNIT.findall(mention.text)
        if not isinstance(value, TimeSpan) or value.unit != "s" or not units or _LIMIT.search(mention.just_before):
            return None
        if _AND.search(mention.just_before) or _MINUTES_BEHIND.match(mention.behind):
            return None  # `a day and half an hour` is one length, and so is `three hours fifty`
        seconds = float(value.amount)
        return cls(mention, seconds, _SECONDS[units[-1][0].lower()], len(units)) if seconds <= _LONGEST else None

    def includes(self, seconds: float) -> bool:
        """Whether a length can be called so."""
        return self._least <= seconds <= self._most

    def overlaps(self, least: float, most: float) -> bool:
        """Whether one of some lengths can be called so."""
        return least <= self._most and self._least <= most

    def differs(self, name: str, seconds: float) -> str:
        """Say how long it really is."""
        return f"{name} it is {show_duration(timedelta(seconds=seconds))}, not “{self.mention.text}”"

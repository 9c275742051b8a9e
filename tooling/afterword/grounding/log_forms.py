"""Values as logs write them, spelled out so that they read like a sentence."""

from __future__ import annotations

import re

from afterword.text.late_pattern import late_pattern

_PAIR = late_pattern(
    r"(?<![\w.])(?P<key>[A-Za-z][\w.-]{0,60}?)(?:_(?P<unit>ms|sec|secs|seconds|s|min|bytes|kb|mb|gb|pct|percent))?"
    r"\s?=\s?(?P<quote>[\"']?)(?P<value>[+-]?\w(?:[\w.,:+/-]{0,200}\w)?)?"
)
_ELAPSED = late_pattern(r"\b(elapsed|duration|took|runtime|uptime|in|after|for) (\d{1,3}):(\d\d):(\d\d)(?![\d:])", re.I)
_BARE_DECIMALS = late_pattern(r"(?<![\w.])(?=\.\d{1,4}(?![\w.]))")
_UNITS = {"s": "sec", "pct": "percent", "kb": "kB", "mb": "MB", "gb": "GB"}
_BARE = late_pattern(r"\d+(?:\.\d+)?")


def spell_out(text: str) -> str:
    """Return a text with `key=value` as `key value`, and the unit that a key ends in behind the value.

    `.87` becomes `0.87`, `latency_ms=8123` becomes `latency 8123 ms`, and `elapsed=00:07:41` becomes
    `elapsed 00 h 07 min 41 sec`.
    """
    text = _BARE_DECIMALS.sub("0", text)
    text = _PAIR.sub(_said, text) if "=" in text else text
    return _ELAPSED.sub(r"\1 \2 h \3 min \4 sec", text)


def _said(match: re.Match[str]) -> str:
    key, unit, value = match["key"], match["unit"], match["value"] or ""
    if unit and not _BARE.fullmatch(value):
        key, unit = f"{key}_{unit}", None
    return f"{key} {match['quote']}{value}" + (f" {_UNITS.get(unit, unit)}" if unit else "")

"""Times that count from the beginning of an incident: `T+12m` below `T0 = 2026-04-16 17:02 UTC`."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime, timedelta

from afterword.text.late_pattern import late_pattern
from afterword.times.when import When

_BASE = late_pattern(r"\W{0,4}(?:T\s?[-+]?\s?0|T|H\s?[-+]?\s?0|t₀|T₀)\s?(?:=|:|is|was|:=)\s+(?=\S)", re.IGNORECASE)
_SINCE = late_pattern(
    r"\W{0,4}\b[TH]\s?(?P<sign>[+\u2212–-])\s?(?:(?P<hours>\d{1,2}):(?P<minutes>\d{2})|(?:(?P<h>\d{1,2})\s?h(?:ours?|rs?)?\s?)?"
    r"(?:(?P<m>\d{1,4})\s?(?:m(?:in(?:ute)?s?)?\b|(?![\w:])|(?=\s))?)?)(?!\w)\W{0,3}\s*"
)


@dataclass
class SinceBeginning:
    """The beginning of an incident, once a text has named it."""

    begin: datetime | None = None

    def base_ends(self, line: str) -> int:
        """Return where the time begins in a line that names the beginning; 0 if it does not."""
        match = _BASE.match(line)
        return match.end() if match else 0

    def read(self, line: str) -> tuple[When, str] | None:
        """Read the time that a line begins with, with the rest of it; None if it has none, or that is not known."""
        match = _SINCE.match(line)
        if match is None or self.begin is None or not any(match.group("hours", "h", "m")):
            return None
        since = timedelta(
            hours=int(match["hours"] or match["h"] or 0), minutes=int(match["minutes"] or match["m"] or 0)
        )
        moment = self.begin + since if match["sign"] == "+" else self.begin - since
        return When.parse(f"{moment:%Y-%m-%dT%H:%MZ}"), line[match.end() :]

"""Times of day at the beginning of a line as other countries write them: `10h10`, `kl. 10.10`, `10.10 Uhr`."""

from __future__ import annotations

import re

from afterword.text.late_pattern import late_pattern

_CLOCK = late_pattern(
    r"(?P<before>[\[(*`~]{0,3}\s?(?:(?:ca|c|gegen|um|vers|à|às|a las|ab)\.?\s)?)(?P<word>klo?\.?\s)?"
    r"(?P<hour>[01]?\d|2[0-3])(?:\s?h\s?(?P<h>[0-5]\d)(?!\w)|[.:](?P<dot>[0-5]\d)(?![\d.]))(?P<uhr>\s?uhr\b)?(?P<rest>\s?[:,]?(?=\s))"
    r"|(?P<um>(?:um\s|gegen\s)?)(?P<full>[01]?\d|2[0-3])\suhr\s(?P<minute>[0-5]\d)(?=[:,\s])",
    re.IGNORECASE,
)


def with_usual_clock(line: str) -> str:
    """Return a line that begins with such a time with a usual one in its place; another line stays as it is."""
    match = _CLOCK.match(line)
    if match is None:
        return line
    if match["full"]:
        return f"{match['um']}{match['full']}:{match['minute']}{line[match.end() :]}"
    if not (match["h"] or match["word"] or match["uhr"]):
        return line  # `10.10 …` can be a number, or a day
    return f"{match['before']}{match['hour']}:{match['h'] or match['dot']}{match['rest']}{line[match.end() :]}"

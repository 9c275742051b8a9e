"""Logs of chat programs with a nick on each line (irssi, WeeChat, ZNC, HexChat, mIRC), written in one form."""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.text.late_pattern import late_pattern

_TIME = r"\[?(?:\d{4}-\d\d-\d\d[T ])?\d{1,2}:\d{2}(?::\d{2})?\]?"
_NICK = r"[^\W\d_][\w.-]{0,38}"
_SAID = late_pattern(
    rf"(?P<time>{_TIME})\s+(?:<[ @+%~&]?(?P<nick>{_NICK})>\s+|\s?\*\s+(?P<acts>{_NICK})\s+|"
    rf"[ @+%~&]?(?P<column>{_NICK})\t)(?P<text>\S.*)"
)
_NOTICE = late_pattern(rf"(?:{_TIME}\s+(?:-!-|\*{{3}}|-->|<--|--|={{2,}})|---|\*{{3,4}})\s.*")
"""Who joined and left, and when the program began to log."""
_DAY = late_pattern(
    r"[-*]{2,4}\s?(?:Log opened|Day changed(?: to)?|Session (?:Start|Time)|BEGIN LOGGING AT)[: ]+(?P<day>.+)", re.I
)
_CLOCK = late_pattern(r"\s\d{1,2}:\d{2}(?::\d{2})?(?=\s|$)")
_LOOKED_AT = 200


def is_chat_log(text: str) -> bool:
    """Whether most lines are what somebody said by a nick: `[17:02] <ivy> rolled back`."""
    lines = [line for line in text[:20_000].split("\n")[:_LOOKED_AT] if line.strip()]
    said = sum(_SAID.match(line) is not None for line in lines)
    notices = sum(_NOTICE.fullmatch(line) is not None for line in lines)
    return said >= 2 and 2 * said > len(lines) - notices


def in_one_form(lines: Sequence[str]) -> tuple[list[str], list[str], int]:
    """Write the lines of such a log as `17:02 <ivy> rolled back`, and its days alone on their lines.

    Returns:
        As many lines; the nicks; and how many lines are notices, which become empty.
    """
    found: list[str] = []
    nicks: dict[str, None] = {}
    notices = 0
    for line in lines:
        if match := _SAID.match(line):
            nick = match["nick"] or match["acts"] or match["column"]
            nicks[nick] = None
            found.append(f"{match['time']} <{nick}> {match['text']}")
        elif match := _DAY.match(line):
            found.append(_CLOCK.sub("", match["day"]))
        elif _NOTICE.fullmatch(line):
            notices += 1
            found.append("")
        else:
            found.append(line)
    return found, list(nicks), notices

"""Alerts as their texts are in a chat or a mail: Grafana, Alertmanager, Datadog, CloudWatch."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.known_form import details
from afterword.evidence.collectors.log_places import MAY_BE_TIME
from afterword.evidence.source import Source
from afterword.text.invisible import TERMINAL_ESCAPE, without_invisible
from afterword.text.late_pattern import late_pattern
from afterword.times.reader import TimeError, TimeReader
from afterword.times.when import When

_BEGIN = late_pattern(
    r"(?:\W{1,3}\s|\*{1,2})?\[(?P<state>FIRING|RESOLVED)(?::\s?\d+)?\]\s*(?P<title>.*)"
    r"|\*{0,2}(?P<alone>Firing|Resolved)\*{0,2}:?\s*"
    r"|(?:\[[\w -]{1,20}\] )?(?P<monitor>Triggered|Re-Triggered|Recovered|No data)(?: on \{[^{}]*\})?: (?P<named>\S.*)"
    r"|\[[\w .-]{3,20}\] (?P<step>(?i:triggered|acknowledged|escalated|resolved)):? (?P<about>#?\d.*|\S+ \S.*)"
    r"|(?P<alarm>ALARM|OK): \"(?P<quoted>[^\"]+)\"(?P<where>.*)"
)
_OVER = frozenset(("resolved", "recovered", "ok"))
_STEPS = {"acknowledged": "Alert acknowledged", "escalated": "Alert escalated"}
_FIELD = late_pattern(
    r"\s*(?:[-*•]\s+)?\*{0,2}(?P<key>[A-Za-z][\w ./-]{0,40}?)\*{0,2}\s?(?:=|:)\*{0,2}\s+(?P<value>\S.*?)\s*"
)
_HEADING = late_pattern(r"\s*\*{0,2}(?:labels|annotations)\*{0,2}:\s*", re.IGNORECASE)
_NAMES = ("alertname", "name", "monitor", "alert", "alarm name")
_WORDS = ("summary", "description", "message", "reason for state change", "title")
_TIMES = late_pattern(
    r"(?:opened|opened at|created|created at|"
    r"started|starts|started at|starts ?at|firing since|triggered at|fired at|"
    r"since|event time|timestamp|time|date|"
    r"ended|ends ?at|resolved at)$",
    re.IGNORECASE,
)
_ENDS = late_pattern(r"(?:ended|ends ?at|resolved at)$", re.IGNORECASE)
_SHOWN = (
    "severity", "priority", "service", "team", "env", "environment", "region", "value", "metric value",
    "state change",
)  # fmt: skip
_LINK = late_pattern(r"https?://\S+")
_CLOCK = late_pattern(r"^\W{0,3}(?:\d{1,4}[-./ ]|[A-Z][a-z]{2,8} \d)[^:]{1,30}\d{1,2}:\d{2}")
"""A line that begins with a date and has a time of day."""
_BOTH_ZONES = late_pattern(r"(?<=[+-]\d{4}) [A-Z]{3,4}$")
_MAX_LINES = 200
_LONGEST_NOTE, _ABOVE = 40, 6
_SENT_BY_MONITOR = late_pattern(
    r"\b(?:alarm|alert|monitor)\b.{0,60}\b(?:state|in production|triggered|from|high|low|for)\b|"
    r"^\W{0,6}(?:\[[\w :-]{2,20}\] )?(?:(?:new )?alert\b|notification type:|problem (?:started|name|has been)|"
    r"\[?(?:re-)?triggered\b|"
    r"recovered\b|you are receiving this (?:email|notification))|\*{3,} ?(?:nagios|icinga|check_mk)",
    re.IGNORECASE,
)
"""What a notification of a monitoring system says in its first lines."""
_WORD = late_pattern(r"(?<![\w:.])[\w]")


def begins_alert(lines: Sequence[str], at: int) -> bool:
    """Whether the text of an alert begins at a line: a state with a name, or a state alone above fields."""
    match = _BEGIN.fullmatch(lines[at].strip())
    if match is None:
        return False
    return not match["alone"] or any(_HEADING.fullmatch(line) for line in lines[at + 1 : at + 8])


def is_alert_text(source: Source) -> bool:
    """Whether a text is that of alerts, from its first line on."""
    text = _plain(source.text_if_any[:20_000]).strip()
    lines = text.split("\n")
    return len(lines) <= _MAX_LINES and (begins_alert(lines, 0) or _is_notification(text))


def _is_notification(text: str) -> bool:
    """Whether a short text is what a monitoring system sends: it says so above, and each part has one moment."""
    lines = [line for line in text.split("\n") if line.strip()]
    if not 2 <= len(lines) <= _LONGEST_NOTE or not any(_SENT_BY_MONITOR.search(line) for line in lines[:_ABOVE]):
        return False
    return all(len(moments) == 1 for _, _, moments in _parts(text, TimeReader(day_first=True)))


def _parts(text: str, times: TimeReader) -> list[tuple[int, str, list[When]]]:
    """Split a text into parts with a moment each, at empty lines: the line of each, its words, and its moments."""
    found: list[tuple[int, str, list[When]]] = []
    number = 1
    for paragraph in text.split("\n\n"):
        moments = _moments_in(paragraph, times)
        if found and (not moments or not found[-1][2] or {*map(str, moments)} <= {*map(str, found[-1][2])}):
            line, words, known = found[-1]
            found[-1] = line, f"{words}\n{paragraph}", known or moments
        else:
            found.append((number, paragraph, moments))
        number += paragraph.count("\n") + 2
    return found


def _moments_in(text: str, times: TimeReader) -> list[When]:
    """Find the days with times of day among the words of a text, one for each minute."""
    found: dict[str, When] = {}
    end = 0
    for word in _WORD.finditer(text):
        if word.start() >= end and MAY_BE_TIME.match(text, word.start()):
            with suppress(TimeError):
                time = times.match(text, word.start())
                if time and not time.is_date and not time.assumed_year:
                    found.setdefault(f"{time.at.earliest:%Y-%m-%dT%H:%M}", time.at)
                    end = time.end
    return list(found.values())


def _plain(text: str) -> str:
    return without_invisible(TERMINAL_ESCAPE.sub("", text))


def read_alert_text(source: Source, context: ReadContext) -> SourceContent:
    """Read each alert as one item: its name, what it says, its fields, and when it began if it says so."""
    content = SourceContent(one_line=True)
    lines = _plain(source.text).split("\n")
    if not begins_alert([line for line in lines if line.strip()], 0):
        times = context.times.for_source(source.text)
        for number, words, moments in _parts("\n".join(lines).strip(), times):
            content.items.append(RawItem(number, moments[0] if moments else None, None, words.strip()))
        return content
    starts = [at for at, line in enumerate(lines) if line.strip() and begins_alert(lines, at)]
    for first, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        _read_alert(lines[first:end], first + 1, content, context)
    if above := sum(bool(line.strip()) for line in lines[: starts[0] if starts else len(lines)]):
        content.left_out["lines above the first alert"] += above
    return content


def _read_alert(lines: Sequence[str], number: int, content: SourceContent, context: ReadContext) -> None:
    begin = _BEGIN.fullmatch(lines[0].strip().removesuffix("**") if lines[0].startswith("**[") else lines[0].strip())
    assert begin is not None  # as `begins_alert` says
    state = (begin["state"] or begin["alone"] or begin["monitor"] or begin["step"] or begin["alarm"]).lower()
    fields = dict(_fields(lines[1:]))
    title = (begin["title"] or begin["named"] or begin["about"] or begin["quoted"] or "").strip()
    name = next((fields[key] for key in _NAMES if fields.get(key)), "")
    words = next((fields[key] for key in _WORDS if fields.get(key)), "")
    times = [key for key in fields if _TIMES.match(key)]
    if state in _OVER:
        times.sort(key=lambda key: _ENDS.match(key) is None)
    shown = {key: fields[key] for key in _SHOWN if fields.get(key)}
    said = dict.fromkeys(filter(None, (title or name, words)))
    alone = [line.strip() for line in lines[1:] if line.strip() and _CLOCK.search(line) and not _FIELD.fullmatch(line)]
    value = _BOTH_ZONES.sub("", fields[times[0]]) if times else alone[0] if len(alone) == 1 else None
    at = content.read_time(value, context.times, number, of_text=True)
    kind = "Alert over" if state in _OVER else _STEPS.get(state, "Alert triggered")
    text = f"{kind}: {', '.join(said) or 'an alert without a name'}{details(**shown)}"
    content.items.append(RawItem(number, at, None, text))
    if other := [(index, line.strip()) for index, line in enumerate(lines[1:], number + 1) if _is_words(line)]:
        content.items.append(RawItem(other[0][0], None, None, " ".join(line for _, line in other)))
    used = {name, title, words, *shown.values(), *(fields[key] for key in times)}
    if more := sum(value not in used for value in fields.values()):
        content.left_out["other fields of alerts"] += more


def _fields(lines: Sequence[str]) -> Iterator[tuple[str, str]]:
    for line in lines:
        if (match := _FIELD.fullmatch(line)) and not _LINK.match(match["value"]):
            yield match["key"].strip().lower(), match["value"].strip("*` ")


def _is_words(line: str) -> bool:
    return bool(line.strip()) and not (_FIELD.fullmatch(line) or _HEADING.fullmatch(line) or _LINK.search(line))

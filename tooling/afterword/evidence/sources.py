"""Reading one source into raw items: notes and logs, CSV, JSON lines. Pure: text in, items out.

Nothing is redacted here; `collect` does that before anything leaves this process.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import frontmatter

from afterword.postmortem.values import When

_FRONT_MATTER_LIMIT = 20_000


@dataclass(frozen=True, slots=True)
class RawItem:
    """What a source says at one place; `line` counts from 1."""

    line: int
    at: When | None
    actor: str | None
    text: str


@dataclass
class Reading:
    """What was read from a source.

    Attributes:
        items: in the order of the source.
        unread: places that could not be read, as a sentence each.
        assumed_zone: how many times had no zone and were read in the given one.
    """

    items: list[RawItem] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)
    assumed_zone: int = 0


_TIMESTAMP = re.compile(
    r"(?P<open>[\[(*`]{0,3})(?P<date>\d{4}-\d{2}-\d{2})"
    r"(?:[T ](?P<time>\d{1,2}:\d{2}(?::\d{2})?)(?:[.,]\d{1,9})?(?P<zone> ?(?:Z\b|UTC\b|[+-]\d{2}:?\d{2}))?)?"
    r"[\])*`]{0,3}"
    r"\s*(?:(?:—|–|--|-|:|\|)\s+)?"
)
_BULLET = re.compile(r"\s*(?:[-*+]|\d{1,3}[.)])\s+")
_ACTOR = re.compile(r"(?:<(?P<angle>[^<>\n]{1,40})>|(?P<plain>@?[\w][\w .'-]{0,39}))[:>]\s+(?=\S)")
# Words that begin a sentence about the incident rather than name who speaks.
_NOT_ACTORS = re.compile(
    r"(?:change|first symptom|detected|alert(?: triggered)?|incident declared|triage started|resolved|communication|"
    r"root cause(?: identified)?|mitigation(?: applied)?|note|update|error|warn(?:ing)?|info|debug|fatal|critical|"
    r"https?)$",
    re.IGNORECASE,
)


def read_notes(text: str, zone: str, is_log: bool) -> Reading:
    """Notes, chat pasted as text, or a log.

    A line that begins with a date, with or without a time of day, begins an item. In a log, other lines continue the
    item above; in notes, list items and paragraphs without a time are items of their own.

    Args:
        zone: offset for times that name none, such as `Z` or `+02:00`.
        is_log: whether lines without a time belong to the line above.
    """
    reading = Reading()
    gathered: list[str] = []
    start: tuple[int, When | None, str | None] | None = None

    def flush() -> None:
        nonlocal gathered
        joined = "\n".join(gathered).strip() if is_log else " ".join(" ".join(gathered).split())
        if start is not None and joined:
            reading.items.append(RawItem(start[0], start[1], start[2], joined))
        gathered = []

    for number, line in enumerate(_without_front_matter(text).split("\n"), 1):
        bare = _BULLET.sub("", line, count=1).strip()
        match = _TIMESTAMP.match(bare)
        if match:
            flush()
            when = _when(match, zone, reading, number)
            actor, rest = _actor(bare[match.end() :])
            start, gathered = (number, when, actor), [rest]
        elif is_log and start is not None:
            gathered.append(line)
        elif not bare or bare.startswith(("#", "---", "```", "<!--")):
            flush()
            start = None
        elif _BULLET.match(line) or start is None:
            flush()
            actor, rest = _actor(bare)
            start, gathered = (number, None, actor), [rest]
        else:
            gathered.append(bare)
    flush()
    return reading


def _without_front_matter(text: str) -> str:
    """The text with a foreign front matter (YAML, TOML or JSON) blanked, so that line numbers stay.

    The block is bounded first: the YAML loader behind python-frontmatter recurses and dies on deep nesting.
    """
    head = text[:_FRONT_MATTER_LIMIT]
    if not head.startswith(("---", "+++", "{")) or head.count("[") + head.count("{") > 100:
        return text
    try:
        _, content = frontmatter.parse(text)
    except Exception:  # whatever a foreign block does to a foreign parser, the notes below it are still notes
        return text
    at = text.rfind(content) if content else -1
    return text if at <= 0 else "\n" * text[:at].count("\n") + text[at:]


def _when(match: re.Match[str], zone: str, reading: Reading, number: int) -> When | None:
    stamp = match["date"]
    if match["time"]:
        hour, _, rest = match["time"].partition(":")
        if not match["zone"]:
            reading.assumed_zone += 1
        stamp += f"T{hour:0>2}:{rest}{(match['zone'] or zone).strip()}"
    try:
        return When.parse(stamp)
    except ValueError:
        reading.unread.append(f"line {number}: the time was not understood; the text was kept without it")
        return None


def _actor(text: str) -> tuple[str | None, str]:
    match = _ACTOR.match(text)
    if match is None:
        return None, text
    name = (match["angle"] or match["plain"]).strip()
    return (None, text) if _NOT_ACTORS.match(name) else (name, text[match.end() :])


_TIME_KEYS = ("at", "time", "timestamp", "ts", "when", "date", "datetime", "created_at", "occurred_at")
_TEXT_KEYS = ("text", "message", "msg", "event", "description", "summary", "title", "body")
_ACTOR_KEYS = ("actor", "role", "user", "author", "who", "by", "username")


def read_csv(text: str, zone: str) -> Reading:
    """A table with a header; columns are recognised by their names, others are kept in the text."""
    reading = Reading()
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""))
        for record in rows:
            values = {(key or "").strip(): value for key, value in record.items() if isinstance(value, str)}
            _add_record(values, rows.line_num, zone, reading)
    except csv.Error as error:
        reading.unread.append(f"from line {rows.line_num} on: {error}")
    return reading


def read_jsonl(text: str, zone: str) -> Reading:
    """One JSON object a line."""
    reading = Reading()
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            reading.unread.append(f"line {number}: not JSON")
            continue
        if isinstance(record, dict):
            _add_record(record, number, zone, reading)
        else:
            reading.unread.append(f"line {number}: not a JSON object")
    return reading


def _add_record(record: dict[str, Any], line: int, zone: str, reading: Reading) -> None:
    lowered = {key.lower(): key for key in record}
    used = {name: _first(lowered, keys) for name, keys in (("time", _TIME_KEYS), ("actor", _ACTOR_KEYS))}
    text_key = _first(lowered, _TEXT_KEYS)
    rest = {
        key: value
        for key, value in record.items()
        if key not in (used["time"], used["actor"], text_key) and value not in ("", None)
    }
    extra = "; ".join(f"{key}: {_plain(value)}" for key, value in rest.items())
    text = _plain(record[text_key]).strip() if text_key else ""
    text = f"{text} ({extra})" if text and extra else text or extra
    if not text:
        return
    actor = _plain(record[used["actor"]]).strip() if used["actor"] else ""
    at = _record_time(record[used["time"]], zone, reading, line) if used["time"] else None
    reading.items.append(RawItem(line, at, actor or None, " ".join(text.split())))


def _first(lowered: dict[str, str], names: tuple[str, ...]) -> str | None:
    return next((lowered[name] for name in names if name in lowered), None)


def _plain(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _record_time(value: Any, zone: str, reading: Reading, line: int) -> When | None:
    text = _plain(value).strip()
    if re.fullmatch(r"\d{9,10}(?:\.\d+)?", text):  # seconds since 1970, as chat exports write them
        return When.at(datetime.fromtimestamp(float(text), UTC))
    match = _TIMESTAMP.match(text)
    if match and match.end() == len(text):
        return _when(match, zone, reading, line)
    if text:
        reading.unread.append(f"line {line}: this is not a time; the text was kept without it")
    return None


READERS: dict[str, Callable[[str, str], Reading]] = {
    ".md": lambda text, zone: read_notes(text, zone, is_log=False),
    ".markdown": lambda text, zone: read_notes(text, zone, is_log=False),
    ".txt": lambda text, zone: read_notes(text, zone, is_log=False),
    ".log": lambda text, zone: read_notes(text, zone, is_log=True),
    ".csv": read_csv,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
}
"""Reader by the ending of a file's name."""

"""The front matter of an imported document: what the source states, and `unknown` for what it does not."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator
from contextlib import suppress
from datetime import date

from afterword.importing.reader.owner_names import owners_of
from afterword.importing.reader.reading import Event, Field, Reading
from afterword.importing.reader.stamps import read_stamp
from afterword.importing.reader.unit import Unit
from afterword.importing.writer.answers import Answers
from afterword.importing.writer.place import Place
from afterword.importing.writer.sections import sections_of
from afterword.importing.writer.timeline_text import milestone
from afterword.postmortem.document import MILESTONE_KEYS
from afterword.postmortem.yamlformat import scalar
from afterword.text.qualifiers import ROUGHLY
from afterword.times.durations import Duration, with_short_units

_DRAFT = re.compile(
    r"(?i)\b(?:draft|wip|in progress|work in progress|entwurf|brouillon|borrador|rascunho|incomplete|todo)\b|"
    r"下書き|草稿|作成中"
)
_IN_REVIEW = re.compile(r"(?i)\b(?:in review|under review|review|awaiting review|pending review)\b|レビュー中|评审中")
_TIMES = {
    "start": "started",
    "detected": "detected",
    "reported": "reported",
    "declared": "declared",
    "resolved": "resolved",
    "end": "resolved",
}
_ORDER = ("started", "detected", "reported", "declared", "mitigated", "resolved")


def front_matter(reading: Reading, answers: Answers, place: Place, body: str) -> str:
    """Write the front matter, with the digest of each section of the body."""
    lines = [
        "schema: 1",
        f"id: {place.document_id}",
        f"title: {scalar(title_of(reading, place.source))}",
        f"status: {_status(reading)}",
        f"severity: {scalar(_severity(reading, answers, place))}",
        f"owner: {scalar(_owner(reading))}",
        "incident:",
        *_incident(reading, answers),
        f"services: {_services(reading)}",
    ]
    written = {"front matter": digest("\n".join(lines))} | section_digests(body)
    imported = [
        "imported:",
        f"  source: {scalar(place.source)}",
        f"  date: {place.today}",
        f'  hash: "{place.digest}"',
        "  written:",
        *(f'    {scalar(name)}: "{value}"' for name, value in written.items()),
    ]
    return "\n".join(["---", *lines, *imported, "---", ""])


def section_digests(body: str) -> dict[str, str]:
    """The digest of each section of a body by its heading."""
    return {name: digest(text) for name, text in sections_of(body) if name}


def digest(text: str) -> str:
    """The digest by which an unedited section is recognised: eight digits, blank lines at its ends left out."""
    return hashlib.sha256(text.strip("\n").encode("utf-8", "surrogateescape")).hexdigest()[:8]


def title_of(reading: Reading, source: str) -> str:
    """The title that is stated, else the name of the file."""
    name = re.sub(r"\.[A-Za-z]{2,10}$", "", source.rsplit("/", 1)[-1])
    title = re.sub(r"\s+", " ", reading.title).strip()
    return title or name.replace("_", " ").strip() or "untitled"


def _stated(reading: Reading, key: str) -> Field | None:
    return next((field for field in reading.fields if field.key == key), None)


def _status(reading: Reading) -> str:
    field = _stated(reading, "status")
    if field and _DRAFT.search(field.value):
        return "draft"
    return "in-review" if field and _IN_REVIEW.search(field.value) and "ed" not in field.value[-3:] else "published"


def _severity(reading: Reading, answers: Answers, place: Place) -> str:
    field = _stated(reading, "severity")
    return answers.severity(field.value, list(place.severities)) if field else "unknown"


def _owner(reading: Reading) -> str:
    field = _stated(reading, "owner")
    found = owners_of(field.value, is_cell=True) if field else None
    if not field or not found or len(found) != 1:
        return "unknown"
    return f"@{found[0]}" if f"@{found[0]}" in field.value else found[0]


def _services(reading: Reading) -> str:
    field = _stated(reading, "services")
    names = [name.strip() for name in re.split(r"\s*[,;、，]\s*", field.value)] if field else []
    names = [name for name in names if name and len(name) <= 60]
    return f"[{', '.join(map(scalar, names))}]" if names else "unknown"


def _incident(reading: Reading, answers: Answers) -> Iterator[str]:
    times: dict[str, str] = {}
    for event in reading.events:
        if (key := MILESTONE_KEYS.get(milestone(event.label), "")) and key not in times and event.day:
            times[key] = str(answers.when(event))
    for key, name in _TIMES.items():
        field = _stated(reading, key)
        if field and (value := _time(field, reading, answers)):
            times.setdefault(name, value)
    yield from (f"  {key}: {times[key]}" for key in _ORDER if key in times)
    if "started" not in times:
        yield "  started: unknown"
    duration = _stated(reading, "duration")
    if duration:
        with suppress(ValueError):
            yield f"  duration: {scalar(str(Duration.parse(_with_units(duration.value))))}"


_ABOUT = re.compile(rf"(?i)^(?:{ROUGHLY}|ca|約|约)\s*(?=\d)")
_BETWEEN = re.compile(r"(?i)(?:\s*,\s*(?:and\s)?|\s+(?:and|und|et|y|e|en|i|&)\s+)(?=\d)")


def _with_units(text: str) -> str:
    """A duration in the words of several languages with the units of the format: `1 hour and 5 min` is `1 h 5 min`."""
    text = _BETWEEN.sub(" ", _ABOUT.sub("~", text.strip().rstrip(".")))
    return with_short_units(text)


def _time(field: Field, reading: Reading, answers: Answers) -> str:
    """The value of a field that is a time, as precise as it is certain; empty if it is none."""
    stamp = read_stamp(field.value)
    if stamp is None or len(field.value) - stamp.end > 20 or stamp.about:
        return ""
    day: date | None = stamp.day.on_calendar(None, reading.day) if stamp.day else reading.day
    unit = Unit("paragraph", field.line, field.line, field.value)
    event = Event(field.line, "", stamp, day, stamp.zone or reading.zone, unit, "metadata", stamp.clock)
    return str(answers.when(event)) if day else ""

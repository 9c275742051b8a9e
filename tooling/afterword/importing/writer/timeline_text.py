"""Write a timeline as the format has it: the source's lines, with each time as a value in front of its event."""

from __future__ import annotations

import re
import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence

from afterword.importing.reader.reading import Event
from afterword.importing.reader.stamps import Stamp, read_stamp
from afterword.importing.reader.unit import Unit, plain
from afterword.importing.writer.answers import Answers
from afterword.postmortem.document import MILESTONES
from afterword.postmortem.tables import split_row
from afterword.times.when import When

_MILESTONES = {
    **{name: name for name in MILESTONES},
    "declared": "incident declared", "alert": "alert triggered", "alerted": "alert triggered",
    "mitigated": "mitigation applied", "mitigation": "mitigation applied", "resolution": "resolved",
    "detection": "detected", "time detected": "detected", "time resolved": "resolved",
    "root cause found": "root cause identified",
}  # fmt: skip
_UTC = ("", "UTC", "GMT", "Z")


def shown_when(when: When) -> str:
    """A time as an item of a timeline begins with it."""
    return when.display()


def milestone(label: str) -> str:
    """The milestone that a label names; empty if it names none."""
    return _MILESTONES.get(label.casefold().strip(), "")


def item(event: Event, answers: Answers) -> list[str]:
    """Write an event as an item of a list, its time as written in brackets if the value does not say all of that."""
    when = answers.when(event)
    rest, written = _without_time(event)
    bold = milestone(event.label)
    if event.label and event.label.casefold() != bold and event.label != event.text:
        rest = f"{event.label}: {rest}"
    kind = f"**{bold}:** " if bold and rest != event.label else ""
    as_written = f"({written}) " if written and not says_all(when, event, written) else ""
    text = f"- {shown_when(when)} — {kind}{as_written}{rest}".rstrip()
    first, *more = text.split("\n")
    return [first, *(f"  {line}" if line.strip() else "" for line in more)]


def says_all(when: When, event: Event, written: str) -> bool:
    """Whether a value says everything that the time of an event says as it is written."""
    stamp = event.stamp
    if stamp is None or stamp.about or stamp.relative or stamp.until or event.zone.upper() not in _UTC:
        return False
    if not (when.exact or (when.known and event.clock is None)):
        return False
    if re.search(r"[^\W\d_]", re.sub(r"(?i)UTC|GMT|(?<=\d)[TZ]", "", written)):
        return False
    return not Counter(re.findall(r"\d+", written)) - Counter(re.findall(r"\d+", str(when)))


def _without_time(event: Event) -> tuple[str, str]:
    """The Markdown of an event without its time, and that as it is written; all of it if it cannot be cut apart."""
    unit, stamp = event.unit, event.stamp
    raw = unit.text if unit.kind != "code" else event.text
    if event.source in ("prose", "code") or unit.kind == "row" or stamp is None:
        text = event.text if event.source == "prose" or unit.kind in ("row", "code") else raw
        written = _written(unit, stamp) if event.source != "prose" else ""
        return text, written
    visible = unit.visible
    if event.text != visible and event.text.endswith(visible):
        return event.text.removesuffix(visible) + raw, ""  # a paragraph with the word of the heading above it
    if event.label or not visible.endswith(event.text) or not event.text:
        return (
            (raw, "")
            if not event.label
            else (_tail(raw, event.text) or event.text, visible[stamp.start : stamp.end].strip())
        )
    tail = _tail(raw, event.text)
    written = visible[: len(visible) - len(event.text)]
    return (tail, written.strip(" \t-–—:：|,;·•")) if tail else (raw, "")


def _written(unit: Unit, stamp: Stamp | None) -> str:
    if stamp is None:
        return ""
    if unit.kind == "code":
        line = next(
            (line for line in unit.text.split("\n") if (found := read_stamp(line, bare=True)) and found == stamp), ""
        )
        return line[stamp.start : stamp.end]
    return " ".join(filter(None, (plain(cell) for cell in unit.cells if read_stamp(plain(cell), bare=True))))


def _tail(raw: str, text: str) -> str:
    """The end of Markdown whose visible text is a given one, with its marks balanced; empty if there is none."""
    first = text.split(" ", 1)[0]
    places = [match.start() for match in re.finditer(re.escape(first[:1]), raw)] if first else []
    for place in places:
        for start in range(max(0, place - 3), place + 1):
            tail = raw[start:]
            if plain(tail) == text and not re.match(r"[\s\])）:：,;–—-]", tail[:1]) and _is_balanced(tail):
                return tail
    return ""


def _is_balanced(text: str) -> bool:
    bare = re.sub(r"`[^`]*`|\\.", "", text)
    return bare.count("**") % 2 == 0 and bare.count("`") % 2 == 0 and bare.count("~~") % 2 == 0


def table(
    lines: Sequence[str], events: Sequence[Event], first: int, head: Sequence[str], answers: Answers
) -> list[str]:
    """Write a table of events: a column with the values in front of those of the source, which stay as they are.

    Args:
        lines: of the table.
        events: its events.
        first: the line of the file at which it begins, counted from 1.
        head: the cells of its head.
        answers: for the batch.
    """
    by_line = {event.unit.line: event for event in events}
    in_place = _column_in_place(events, head, answers)
    out: list[str] = []
    for number, line in enumerate(lines):
        event = by_line.get(first + number)
        if event is not None:
            value = shown_when(answers.when(event))
            if in_place is None:
                out.append(f"| {value} | {line.strip().removeprefix('|').strip()}")
            else:
                cells = split_row(line)
                start, end = cells[in_place]
                out.append(line[:start] + value + line[end:])
        elif in_place is not None or not line.strip():
            out.append(line)
        elif number == 0:
            out.append(f"| When | {line.strip().removeprefix('|').strip()}")
        elif number == 1:
            out.append(f"|---|{line.strip().removeprefix('|').strip()}")
        else:
            out.append(f"| unknown | {line.strip().removeprefix('|').strip()}")
    return out


def _column_in_place(events: Sequence[Event], head: Sequence[str], answers: Answers) -> int | None:
    """The column whose cells the values can replace, as they say everything that is in them; None if there is none."""
    names = [plain(cell).casefold() for cell in head]
    column = next((i for i, name in enumerate(names) if re.match(r"(time|when|date|utc)\b", name)), None)
    if column is None:
        return None
    for event in events:
        cells = event.unit.cells
        others = [plain(cell) for i, cell in enumerate(cells) if i != column and read_stamp(plain(cell))]
        cell = plain(cells[column]) if column < len(cells) else ""
        if any(len(other) < 20 for other in others):
            return None
        if cell and not says_all(answers.when(event), event, cell):
            return None
    return column


def body_lines(lines: Sequence[str]) -> list[str]:
    """Lines below an event, as its continuation."""
    text = textwrap.dedent("\n".join(lines)).strip("\n")
    if not text.strip():
        return []
    is_list = re.match(r"\s*(?:[-*+]|\d{1,9}[.)])\s", text) is not None
    return [*([] if is_list else [""]), *(f"  {line}" if line.strip() else "" for line in text.split("\n"))]


def groups(events: Sequence[Event]) -> Iterator[list[Event]]:
    """Events in a row that are of one table, and each other event alone."""
    gathered: list[Event] = []
    for event in events:
        if gathered and not (
            event.unit.kind == "row" and event.unit.table == gathered[-1].unit.table and event.unit.table
        ):
            yield gathered
            gathered = []
        gathered.append(event)
    if gathered:
        yield gathered

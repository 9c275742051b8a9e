"""Write a foreign document as one of the format: pure, and with every word of the source."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from afterword.importing.reader.reading import Action, Event, Part, Reading
from afterword.importing.reader.unit import plain
from afterword.importing.words import missing_words
from afterword.importing.writer import action_text, timeline_text
from afterword.importing.writer.answers import Answers
from afterword.importing.writer.chunks import Chunk, cut
from afterword.importing.writer.front import front_matter
from afterword.importing.writer.links import map_targets, move_links
from afterword.importing.writer.place import Place
from afterword.importing.writer.sections import with_code
from afterword.postmortem.outline import ACTION_ITEMS, SECTIONS, SUMMARY, TIMELINE, recognise

OTHER = "Other"
_UNDERLINE = re.compile(r" {0,3}(?:=+|-+)[ \t]*")
_HEADING = re.compile(r"^ {0,3}(#{1,6})[ \t]+(.*?)(?:[ \t]+#+)?[ \t]*$")


@dataclass
class _Body:
    """The sections that are written, by the names of the outline, and the table of actions until it has its place."""

    sections: dict[str, list[str]] = field(default_factory=dict)
    headings: dict[str, str] = field(default_factory=dict)
    other: list[str] = field(default_factory=list)
    actions: list[str] = field(default_factory=list)


def compose(reading: Reading, answers: Answers, place: Place) -> str:
    """Return the text of the new document.

    If a word of the source is not in the text, the source follows whole.
    """
    chunks = cut(reading)
    moved = _moved_actions(reading, chunks)
    body = _Body(actions=_action_table(reading, chunks, moved, own_issues=place.own_issues))
    for chunk in chunks:
        _take(reading, chunk, chunks, answers, moved, body)
    _add_copies(reading, chunks, answers, body)
    source_front = reading.text[: reading.body_start].removeprefix("\ufeff").strip("\n")
    if source_front:
        mark = "toml" if source_front.startswith("+") else "json" if source_front.startswith("{") else "yaml"
        fence = "`" * max(3, 1 + max((len(run) for run in re.findall(r"`+", source_front)), default=0))
        body.other[:0] = ["### Front matter of the source", "", f"{fence}{mark}", *source_front.split("\n"), fence, ""]
    text = _joined(body)
    title = reading.title
    # The head of a table of HTML is written again for each group of its rows.
    if missing_words(reading.text, f"{title}\n{text}") & missing_words(reading.source, f"{title}\n{text}"):
        text = _with_whole(body, reading)
    if place.old is not None:
        text = move_links(text, place.old, place.new)
    elif place.links:
        text = map_targets(text, lambda target: place.links.get(target, target))
    return front_matter(reading, answers, place, text) + text


def _moved_actions(reading: Reading, chunks: Sequence[Chunk]) -> dict[str, Action]:
    """The actions that have their place in the table alone, by their ids in it."""
    own = [chunk for chunk in chunks if chunk.kind is ACTION_ITEMS]
    return {
        f"A{number}": action
        for number, action in enumerate(reading.actions, 1)
        if not action.unit.stays and any(chunk.first <= action.unit.line <= chunk.last for chunk in own)
    }


def _action_table(
    reading: Reading, chunks: Sequence[Chunk], moved: Mapping[str, Action], *, own_issues: bool
) -> list[str]:
    labels: dict[int, action_text.Label] = {}
    lines = {action.line for action in moved.values()}
    own = [chunk for chunk in chunks if any(chunk.first <= line <= chunk.last for line in lines)]
    for chunk in own:
        inside = range(chunk.first + 1, chunk.last + 1)
        actions = [action for action in moved.values() if action.line in inside]
        title = reading.parts[chunk.part].title if len(own) > 1 else ""
        labels |= action_text.labels_of(reading.units, reading.parts, actions, inside, title)
    return action_text.table(reading.actions, labels, lines, own_issues=own_issues) if reading.actions else []


def _with_whole(body: _Body, reading: Reading) -> str:
    """Add the source as it is: words were lost on the way, and no word may be."""
    whole = reading.text[reading.body_start :].removeprefix("\ufeff").strip("\n").split("\n")
    body.other += ["", "### The source as it was written", "", *_shift(whole, 3)]
    return _joined(body)


def _take(
    reading: Reading, chunk: Chunk, chunks: Sequence[Chunk], answers: Answers, moved: Mapping[str, Action], body: _Body
) -> None:
    lines = list(reading.lines[chunk.first - 1 : chunk.last])
    if chunk.part == 0:
        _take_preamble(reading, lines, chunk, chunks, body)
        return
    part = reading.parts[chunk.part]
    heading, below = _split_heading(lines, part.title)
    first = chunk.first + len(lines) - len(below)
    if reading.title_line and part.line == reading.title_line:
        if plain(heading) != reading.title:
            body.other += [f"**{heading}**", ""]
        _take_preamble(reading, below, Chunk(None, 0, first, chunk.last), chunks, body)
        return
    kind = chunk.kind
    if kind is None:
        body.other += [f"### {heading}", "", *_shift(below, 4 - min(part.level + 1, 7)), ""]
        return
    name = kind.parent or kind.name
    content = _content(reading, chunk, below, answers, moved, body)
    is_part = kind.parent is not None
    deep = 3 if is_part else 2
    known = recognise(heading, deep) is kind
    if is_part:
        body.sections.setdefault(name, [])
        body.sections[name] += [
            "",
            *([f"### {heading}"] if known else [f"### {kind.name}", "", f"**{heading}**"]),
            "",
            *_shift(content, 4 - part.level - 1),
        ]
    elif name not in body.sections or name not in body.headings:
        body.headings[name] = heading if known else kind.name
        own = body.sections.get(name, [])
        lead = [] if known or heading.casefold() == kind.name.casefold() else [f"**{heading}**", ""]
        body.sections[name] = [*lead, *_shift(content, 3 - part.level - 1), *own]
    elif any(line.strip() for line in content) or not any(line.strip() for line in below):
        body.sections[name] += ["", f"### {heading}", "", *_shift(content, 4 - part.level - 1)]


def _content(
    reading: Reading, chunk: Chunk, below: list[str], answers: Answers, moved: Mapping[str, Action], body: _Body
) -> list[str]:
    first = chunk.last + 1 - len(below)
    if chunk.kind is TIMELINE:
        events = [event for event in reading.events if _is_movable(event) and first <= event.unit.line <= chunk.last]
        if events:
            return _timeline(reading, below, first, events, answers)
    own = {name: action for name, action in moved.items() if first <= action.unit.line <= chunk.last}
    if own:
        before, behind = action_text.rest(below, first, own, reading.units, reading.parts)
        table, body.actions = body.actions, []
        return [*before, *([""] if before else []), *table, *behind]
    return below


def _is_movable(event: Event) -> bool:
    """Whether an event can be written in its place: code, quotes and prose stay, and have copies."""
    return event.source not in ("prose", "code") and not event.unit.is_quoted


def _timeline(reading: Reading, below: list[str], first: int, events: list[Event], answers: Answers) -> list[str]:
    out: list[str] = []
    at = first
    part_lines = {part.line: part for part in reading.parts if part.line}
    groups = list(timeline_text.groups(events))
    for number, group in enumerate(groups):
        event = group[0]
        start = event.unit.line
        is_table = event.unit.kind == "row"
        if is_table:
            start -= 2 if event.unit.head else 0
            rows = [unit.line for unit in reading.units if unit.table == event.unit.table and unit.kind == "row"]
            start = min(min(rows) - 2, start)
        out += _between(below[at - first : start - first], at, part_lines, groups[number - 1][-1] if number else None)
        if is_table:
            end = max(rows)
            out += [
                "",
                *timeline_text.table(below[start - first : end - first + 1], group, start, event.unit.head, answers),
                "",
            ]
        else:
            end = event.unit.end
            out += timeline_text.item(event, answers)
        at = max(at, end + 1)
    out += _between(below[at - first :], at, part_lines, groups[-1][-1])
    return _squeezed(out)


def _between(lines: list[str], first: int, parts: Mapping[int, Part], above: Event | None) -> list[str]:
    """The lines between two events: what belongs to the one above is indented, headings and days stay on their own."""
    out: list[str] = []
    gathered: list[str] = []
    is_inside = above is not None and above.source != "table"
    is_heading = above is not None and above.source == "headings"

    def flush() -> None:
        nonlocal gathered, is_inside
        if any(line.strip() for line in gathered):
            indented = is_heading or gathered[next(i for i, line in enumerate(gathered) if line.strip())][:1].isspace()
            if is_inside and indented:
                out.extend(timeline_text.body_lines(gathered))
            else:
                out.extend(["", *_quoted(gathered), ""])
        gathered = []

    for number, line in enumerate(lines, first):
        if number in parts:
            flush()
            is_inside = False
            heading = _HEADING.match(line)
            out += ["", f"### {heading[2]}" if heading else line, ""]
        elif is_inside and not is_heading and line.strip() and not line[:1].isspace() and not out:
            flush()
            is_inside = False
            gathered.append(line)
        elif out and re.fullmatch(r"\s*(?:-{2,}|={2,})\s*", line) and out[-2:-1] and out[-2].startswith("###"):
            continue  # the line below a heading of two lines
        else:
            gathered.append(line)
    flush()
    return out


def _quoted(lines: list[str]) -> list[str]:
    """Lists and tables of a timeline that are not events, as quotes: the reader takes each item for an event."""
    out: list[str] = []
    is_list = False
    for line in lines:
        starts = re.match(r" {0,3}(?:[-*+]|\d{1,9}[.)])\s|\s*\|", line) is not None
        is_list = starts or (is_list and (not line.strip() or line[:1].isspace()))
        out.append(
            (f"> {line}" if line.strip() else ">")
            if is_list and (line.strip() or (out and out[-1].startswith(">")))
            else line
        )
    while out and out[-1] == ">":
        out.pop()
    return out


def _split_heading(lines: list[str], title: str) -> tuple[str, list[str]]:
    """The heading's text, as Markdown, and the lines below it."""
    first = lines[0]
    if match := _HEADING.match(first):
        return match[2].strip(), lines[1:]
    if len(lines) > 1 and _UNDERLINE.fullmatch(lines[1]):
        return first.strip(), lines[2:]
    if match := re.fullmatch(r"\s*(?:\d{1,2}[.)]\s+)?(?:\*\*|__)?(.+?)(?:\*\*|__)?\s*:?\s*(?:\*\*|__)?\s*", first):
        return match[1].strip(" :"), lines[1:]
    return title, lines[1:]


def _take_preamble(reading: Reading, lines: list[str], chunk: Chunk, chunks: Sequence[Chunk], body: _Body) -> None:
    """Put prose above the first section into the summary, if there is none and sections follow; all else into Other."""
    moved = {number for event in reading.events if _is_alone(reading, event)
             for number in range(event.unit.line, event.unit.end + 1)}  # fmt: skip
    lines = [line for number, line in enumerate(lines, chunk.first) if number not in {reading.title_line, *moved}]
    if reading.title_line and lines and _UNDERLINE.fullmatch(lines[0]):
        lines = lines[1:]
    has_summary = any(one.kind is SUMMARY for one in chunks)
    has_sections = any(one.kind is not None for one in chunks)
    fields = {field_.line for field_ in reading.fields if not field_.is_front}
    units = [unit for unit in reading.units if chunk.first <= unit.line <= chunk.last and unit.kind != "heading"]
    is_lead = not any(unit.kind == "row" or unit.line in fields for unit in units)
    content = lines
    if not any(line.strip() for line in content):
        return
    if has_sections and not has_summary and is_lead and SUMMARY.name not in body.sections:
        body.sections[SUMMARY.name] = content
        body.headings[SUMMARY.name] = SUMMARY.name
    else:
        body.other += [*_shift(content, 2), ""]


def _is_alone(reading: Reading, event: Event) -> bool:
    """Whether an event is lines of its own above all sections, which only the timeline says then."""
    unit = event.unit
    below = reading.lines[unit.end] if unit.end < len(reading.lines) else ""
    return _is_movable(event) and unit.kind in ("item", "paragraph") and not below[:1].isspace()


def _add_copies(reading: Reading, chunks: Sequence[Chunk], answers: Answers, body: _Body) -> None:
    """Add the events that stay where they are: in prose and code, and in sections of another kind."""
    timelines = [chunk for chunk in chunks if chunk.kind is TIMELINE]
    staying = [
        event
        for event in reading.events
        if not (_is_movable(event) and any(chunk.first <= event.unit.line <= chunk.last for chunk in timelines))
    ]
    if staying:
        items = [line for event in staying for line in timeline_text.item(event, answers)]
        own = body.sections.get(TIMELINE.name, [])
        body.sections[TIMELINE.name] = [*own, *([""] if own else []), *items]
        body.headings.setdefault(TIMELINE.name, TIMELINE.name)
    if body.actions:
        own = body.sections.get(ACTION_ITEMS.name, [])
        body.sections[ACTION_ITEMS.name] = [*body.actions, "", *own]
        body.headings.setdefault(ACTION_ITEMS.name, ACTION_ITEMS.name)


def _shift(lines: Sequence[str], by: int) -> list[str]:
    """Headings moved by some levels, at least to the third and at most to the sixth; code stays."""
    out: list[str] = []
    for number, (line, is_code) in enumerate(with_code(lines)):
        heading = None if is_code else _HEADING.match(line)
        if heading:
            level = min(6, max(3, len(heading[1]) + by))
            out.append(f"{'#' * level} {heading[2]}".rstrip())
        elif not is_code and number and _UNDERLINE.fullmatch(line) and _is_setext(out):
            level = min(6, max(3, (1 if "=" in line else 2) + by))
            out[-1] = f"{'#' * level} {out[-1].strip()}"
        else:
            out.append(line)
    return out


def _is_setext(out: list[str]) -> bool:
    """Whether the last line is a paragraph of one line, which dashes below make a heading."""
    last = out[-1] if out else ""
    above = out[-2] if len(out) > 1 else ""
    return (
        bool(last.strip())
        and not above.strip()
        and not re.match(r"\s*(?:[-*+>|#]|\d{1,9}[.)]\s|```|~~~|<)", last)
        and not last.startswith("    ")
    )


def _joined(body: _Body) -> str:
    out: list[str] = [""]
    for kind in SECTIONS:
        if kind.name in body.sections:
            heading = body.headings.get(kind.name, kind.name)
            content = _squeezed(body.sections[kind.name])
            out += [f"## {heading}", "", *([*content, ""] if content else [])]
    if any(line.strip() for line in body.other):
        out += [f"## {OTHER}", "", *_squeezed(body.other), ""]
    return "\n".join(out).rstrip("\n") + "\n"


def _squeezed(lines: Sequence[str]) -> list[str]:
    """Lines without blank ones at both ends, and not more than one blank line in a row outside code."""
    out: list[str] = []
    for line, is_code in with_code(lines):
        if line.strip() or is_code or (out and out[-1].strip()):
            out.append(line)
    while out and not out[-1].strip():
        out.pop()
    return out

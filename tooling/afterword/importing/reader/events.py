"""The events of a timeline, whichever layout it has: tables, lists, paragraphs, headings, code."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from afterword.importing.reader.action_units import is_action_table
from afterword.importing.reader.prose import entries_of_paragraph
from afterword.importing.reader.reading import Entry, Part
from afterword.importing.reader.stamps import CLOSE, LABEL, Stamp, read_stamp
from afterword.importing.reader.time_columns import Columns, find_columns
from afterword.importing.reader.unit import Unit, plain
from afterword.importing.reader.zone_names import zones_in
from afterword.postmortem.outline import ACTION_ITEMS, TIMELINE
from afterword.times.written_days import is_full_weekday, read_day

_TRAILING = re.compile(
    r"(?:\s*[(（\[]|\s+[-–—@]\s+|,\s+|\s+(?:at|um|à)\s+)(?=[~≈\d][^()（）\[\]]{2,40}[)）\]]?[.\s]*$)"
)


def find_entries(units: Sequence[Unit], parts: Sequence[Part], skip: set[int], title: int) -> list[Entry]:
    """Find the entries of the timeline, in the order of the text; none if the document has no timeline of its own.

    Args:
        units: of the document.
        parts: its sections.
        skip: indexes of units that are something else, such as metadata.
        title: the index of the title's unit.
    """
    homes = _homes(units, parts)
    skip = {index for index in skip if not _labelled_time(_first_line(units[index]))}
    named = [i for i in range(len(units)) if i not in skip and i != title and _is_in(parts, homes[i], TIMELINE)]
    entries = list(_entries(units, parts, homes, named, is_named=True))
    if any(entry.stamp is not None for entry in entries):
        return entries  # lists with times elsewhere are something else
    for group in _other_groups(units, parts, homes, skip, title):
        entries += _entries(units, parts, homes, group, is_named=False)
    return sorted(entries, key=lambda entry: entry.line)


def _homes(units: Sequence[Unit], parts: Sequence[Part]) -> list[int]:
    """The innermost part of each unit; a heading is in the part above its own."""
    homes = [0] * len(units)
    for number, part in enumerate(parts):
        for index in range(part.first, min(part.end, len(units))):
            homes[index] = number
    return homes


def _is_in(parts: Sequence[Part], home: int, kind: object) -> bool:
    """Whether a part, or the nearest part above it that has a kind, is of a kind."""
    while home >= 0:
        if parts[home].kind is not None:
            return parts[home].kind is kind
        home = parts[home].parent
    return False


def _other_groups(
    units: Sequence[Unit], parts: Sequence[Part], homes: Sequence[int], skip: set[int], title: int
) -> Iterator[list[int]]:
    """Tables and lists elsewhere, of which most begin with a time, and at least two."""
    groups: dict[tuple[int, str, int], list[int]] = {}
    for index, unit in enumerate(units):
        if index in skip or index == title or _is_in(parts, homes[index], ACTION_ITEMS):
            continue
        if unit.kind in ("item", "paragraph") and _is_below_day(parts, homes[index]):
            groups.setdefault((0, unit.kind, parts[homes[index]].parent), []).append(index)  # the days of one timeline
        elif unit.kind in ("item", "row"):
            groups.setdefault((unit.table, unit.kind, homes[index]), []).append(index)
        elif unit.kind in ("paragraph", "heading"):
            groups.setdefault((0, unit.kind, homes[index] if unit.kind == "paragraph" else -1), []).append(index)
    for (_, kind, _), group in groups.items():
        if kind == "row" and is_action_table(units[group[0]]):
            continue
        texts = [units[index].visible for index in group] if kind == "item" else []
        bare = _uses_bare(texts) and not all(map(_YEAR.match, texts))
        dotted = _is_below_day(parts, homes[group[0]])
        stamped = [index for index in group if _stamp_of(units[index], group, units, bare=bare, dotted=dotted)]
        is_most = 5 * len(stamped) >= 3 * len(group) if kind in ("item", "row") else len(stamped) >= 2
        if len(stamped) >= 2 and is_most:
            yield [index for index in group if kind in ("item", "row") or index in stamped]


_YEAR = re.compile(r"\W{0,4}(?:(?:19|20)\d\d\b|\D)")
"""How the items of a list of years begin, and those without a number."""


def _stamp_of(unit: Unit, group: Sequence[int], units: Sequence[Unit], *, bare: bool, dotted: bool) -> Stamp | None:
    if unit.kind == "row":
        columns = find_columns([units[index] for index in group])
        return columns.stamp(unit)[0] if columns else None
    stamp = read_stamp(unit.visible, dotted=dotted, bare=bare)
    if stamp is None and (labelled := _labelled_time(_first_line(unit))):
        return labelled[1]
    if stamp is None and (label := LABEL.match(unit.visible)):
        stamp = read_stamp(unit.visible, label.end())
        stamp = stamp if stamp and stamp.day else None
    if (
        stamp is None
        or (unit.kind == "paragraph" and (stamp.has_lead or _is_told(stamp)))
        or (stamp.clock is None and unit.kind == "paragraph" and not _ends_stamp(unit.visible, stamp))
    ):
        return None
    return stamp


def _first_line(unit: Unit) -> str:
    """A heading, or the first of the lines of a paragraph, which may be above what it is the time of."""
    first, mark, _ = unit.text.partition("\n")
    return plain(first) if unit.kind == "heading" or (unit.kind == "paragraph" and mark) else ""


def _is_told(stamp: Stamp) -> bool:
    """Whether a sentence begins so, and not a line of a log: `The next day at 14:02, …`."""
    return stamp.day is not None and bool(stamp.day.later or stamp.day.weekday is not None)


def _ends_stamp(text: str, stamp: Stamp) -> bool:
    behind = CLOSE.match(text, stamp.end)
    return behind is not None and bool(re.search(r"[:\-–—|]", text[stamp.end : behind.end()]))


def _entries(
    units: Sequence[Unit], parts: Sequence[Part], homes: Sequence[int], indexes: Sequence[int], *, is_named: bool
) -> Iterator[Entry]:
    rows: dict[int, list[Unit]] = {}
    for index in indexes:
        if units[index].kind == "row":
            rows.setdefault(units[index].table, []).append(units[index])
    columns = {table: find_columns(group) for table, group in rows.items()}
    bare = _uses_bare(
        [units[index].visible for index in indexes if units[index].kind in ("item", "paragraph", "heading")]
    )
    has_items = bool(rows) or any(
        units[index].kind == "item" and read_stamp(units[index].visible, bare=bare) for index in indexes
    )
    headed = _stamped_headings(units, indexes)
    is_headed = bool(headed) and not has_items
    indexes = [at for at in indexes if at in headed or not (is_headed or units[at].kind == "heading")]
    days_only = is_named and not headed and not _has_clocks(units, indexes)
    told = {} if has_items or headed or not is_named else _told(units, indexes, homes)
    for index in indexes:
        unit, home = units[index], homes[index]
        if index in told:
            yield from told[index]
        elif unit.kind == "row":
            yield from _row_entries(unit, home, columns[unit.table])
        elif unit.kind == "code":
            if is_named and not has_items:
                yield from _code_entries(unit, home)
        elif unit.kind == "heading" and (below := list(_events_below(units, index, home, bare))):
            yield from below
        elif days_only and unit.kind != "heading" and unit.level <= 1 and _is_below_day(parts, home):
            yield Entry(unit, unit.line, unit.visible, None, "headings", home)
        elif unit.kind != "paragraph" or not (unit.level and has_items):
            own = list(_line_entry(unit, home, bare, is_alone=not (has_items and unit.kind == "paragraph")))
            yield from own or (_misspelt(unit, home) if is_named else ())


def _misspelt(unit: Unit, part: int) -> Iterator[Entry]:
    if _MISSPELT.match(unit.visible):
        yield Entry(unit, unit.line, unit.visible, None, _LAYOUTS[unit.kind], part, is_unclear=True)


_MISSPELT = re.compile(r"(?=\D{0,3}\d)[\d?xX]{1,5}(?:[./:-][\d?xX]{1,5}){1,2}(?:\s[\d?xX:]{4,5})?\s?[-–—:|]\s+(?=\S)")
"""A time before an event that cannot be read: `11/03/202 - `, `2022-05-?? – `."""


def _told(units: Sequence[Unit], indexes: Sequence[int], homes: Sequence[int]) -> dict[int, list[Entry]]:
    """The events of the paragraphs of a timeline that tells them in sentences, some paragraph of which has several."""
    found: dict[int, list[Entry]] = {}
    for index in indexes:
        stamp = read_stamp(units[index].visible) if units[index].kind == "paragraph" else None
        is_line = stamp is not None and not stamp.has_lead and not (stamp.clock is None and stamp.day)
        if units[index].kind == "paragraph" and not is_line:
            found[index] = [replace(one, part=homes[index]) for one in entries_of_paragraph(units[index])]
    return found if any(len(own) > 1 for own in found.values()) else {}


def _labelled_time(heading: str) -> tuple[str, Stamp] | None:
    """The words and the time, with its day, of a heading that is nothing else: `Investigating Jul 30, 12:48`."""
    for place in _WORD_BEHIND.finditer(heading):
        stamp = read_stamp(heading, place.end())
        if stamp and stamp.day and stamp.clock and not heading[_behind(heading, stamp) :].strip():
            label = heading[: place.start()]
            return (label.rstrip(" -–—|·@,:("), stamp) if not re.search(r"\d", label) else None
    return None


_WORD_BEHIND = re.compile(r"\s+(?:(?:at|on|since)\s)?[(\[]?(?=\w)")


def _events_below(units: Sequence[Unit], index: int, home: int, bare: bool) -> Iterator[Entry]:
    """What a heading that is nothing but a time is the time of: the paragraph below it, or the items of its list."""
    text = units[index].visible
    label, stamp = _labelled_time(text) or ("", read_stamp(text, bare=bare))
    if stamp is None or text[_behind(text, stamp) :].strip():
        return
    below = units[index + 1 : index + 1 + _MOST_ITEMS]
    first = below[0] if below else None
    for unit in below:
        if first is None or unit.kind != first.kind or unit.kind not in ("paragraph", "item"):
            return
        if unit.level <= 1:
            said = f"{label}: {unit.visible}" if label else unit.visible
            yield Entry(unit, unit.line, said, stamp, "headings", home)
        if unit.kind == "paragraph":
            return


_MOST_ITEMS = 200
_LAYOUTS = {"heading": "headings", "item": "list", "paragraph": "paragraphs"}


def _row_entries(unit: Unit, part: int, columns: Columns | None) -> Iterator[Entry]:
    found = columns.read(unit) if columns else None
    if found:
        written = columns.stamp(unit)[1] if columns else ""
        is_unclear = found[0] is None and re.search(r"\d", written) is not None
        yield Entry(
            unit, unit.line, found[1], found[0], "table", part, columns.zone if columns else "", is_unclear=is_unclear
        )


def _has_clocks(units: Sequence[Unit], indexes: Sequence[int]) -> bool:
    """Whether any unit begins with a time of day, or a row is among them."""
    return any(
        units[index].kind == "row" or ((stamp := read_stamp(units[index].visible)) and (stamp.clock or stamp.relative))
        for index in indexes
    )


def _is_below_day(parts: Sequence[Part], home: int) -> bool:
    """Whether a part is called by a day."""
    title = parts[home].title
    day = read_day(title)
    return day is not None and (day.weekday is None or is_full_weekday(title)) and len(title) - day.end < 20


def _stamped_headings(units: Sequence[Unit], indexes: Sequence[int]) -> set[int]:
    """The headings that are events: a time with words behind it, and not days above events."""
    found = set()
    for index in indexes:
        unit = units[index]
        if unit.kind != "heading":
            continue
        if _labelled_time(unit.visible):
            found.add(index)
            continue
        stamp = read_stamp(unit.visible)
        if stamp is None:
            continue
        behind = CLOSE.match(unit.visible, stamp.end)
        rest = unit.visible[behind.end() :] if behind else ""
        if ((stamp.clock or stamp.relative) and (rest.strip() or index + 1 < len(units))) or (
            rest.strip() and stamp.clock is None and not _has_times_below(units, index)
        ):
            found.add(index)
    return found


def _has_times_below(units: Sequence[Unit], index: int) -> bool:
    for unit in units[index + 1 :]:
        if unit.kind == "heading":
            return False
        stamp = read_stamp(unit.cells[0] if unit.cells else unit.visible)
        if stamp and stamp.clock:
            return True
    return False


def _uses_bare(texts: Sequence[str]) -> bool:
    """Whether four digits are times of day here: several lines begin with them, and no other form is used more."""
    bare = sum(bool(re.match(r"\W{0,4}(?:[01]\d|2[0-4])[0-5]\d(?!\d)(?:\s?[hHZzL]\b|\W)", text)) for text in texts)
    other = sum(bool(re.match(r"\W{0,4}\d{1,2}[:.]\d\d", text)) for text in texts)
    return bare >= 2 and bare > other


def _line_entry(unit: Unit, part: int, bare: bool, *, is_alone: bool) -> Iterator[Entry]:
    """Read a line with a time at its beginning, behind a label, or at its end.

    Args:
        unit: the line.
        part: the index of its section.
        bare: whether `1402` is a time.
        is_alone: whether labels and times at the end count: beside a list of events, `Time: 14:02` says something about
            all of them.
    """
    if unit.text.startswith("!["):
        return  # a picture whose name begins with a day
    if labelled := _labelled_time(_first_line(unit)) if unit.kind == "paragraph" else None:
        said = plain(unit.text.partition("\n")[2])
        yield Entry(unit, unit.line, f"{labelled[0]}: {said}", labelled[1], "paragraphs", part)
        return
    text, layout = unit.visible, _LAYOUTS[unit.kind]
    stamp = read_stamp(text, bare=bare)
    if stamp:
        rest = text[_behind(text, stamp) :]
        is_day_alone = stamp.clock is None and not stamp.relative and _says_no_event(rest)
        is_origin = bool(stamp.relative) and (at := read_stamp(rest)) is not None and at.clock and _ends(rest, at)
        if not is_day_alone and not is_origin and not _is_word_part(text, stamp):
            yield Entry(unit, unit.line, rest, stamp, layout, part)
        return
    label = LABEL.match(text) if is_alone else None
    if label and (stamp := read_stamp(text, label.end())) and (stamp.clock or stamp.day):
        rest = text[_behind(text, stamp) :].lstrip(") ")
        name = label["label"].strip()
        yield Entry(unit, unit.line, rest or name, stamp, layout, part, label=name)
        return
    trailing = _TRAILING.search(text) if is_alone else None
    stamp = read_stamp(text, trailing.end(), dotted=False) if trailing else None
    if trailing and stamp and stamp.clock and re.fullmatch(r"[)）\]\s.]*", text[stamp.end :]):
        yield Entry(unit, unit.line, text[: trailing.start()], stamp, layout, part)


_OF_ALL = re.compile(r"(?i)[(（\[]?(?:all\s)?(?:times?|timestamps)\b[^()]{0,30}[)）\]]?")
"""What is behind a day and says something about the times below it: `2021-10-21 (all times UTC)`."""


def _says_no_event(behind: str) -> bool:
    """Whether what is behind a day is nothing, a zone in brackets, or a note on times."""
    bare = behind.strip().strip("()（）[]")
    is_zone = bare != behind.strip() and any(name == bare for name, _, _ in zones_in(bare, has_cities=True))
    return not bare or is_zone or _OF_ALL.fullmatch(behind.strip()) is not None


def _ends(text: str, stamp: Stamp) -> bool:
    """Whether a text is nothing but a time."""
    return not text[stamp.end :].strip(" .)*_")


def _behind(text: str, stamp: Stamp) -> int:
    """The offset of the words behind a time."""
    match = CLOSE.match(text, stamp.end)
    return match.end() if match else stamp.end


def _is_word_part(text: str, stamp: Stamp) -> bool:
    """Whether what looks like a time is the beginning of something else: `2024-05-01.md`."""
    return _behind(text, stamp) == stamp.end < len(text) and not text[stamp.end].isspace()


def _code_entries(unit: Unit, part: int) -> Iterator[Entry]:
    lines = [(unit.line + 1 + number, line) for number, line in enumerate(unit.text.split("\n")) if line.strip()]
    bare = _uses_bare([line for _, line in lines])
    found = [(number, line, read_stamp(line, bare=bare)) for number, line in lines]
    if 2 * sum(stamp is not None for _, _, stamp in found) < len(found):
        return
    entries: list[Entry] = []
    for number, line, stamp in found:
        if stamp is None:
            if entries and line[:1].isspace():
                entries[-1] = replace(entries[-1], text=f"{entries[-1].text} {line.strip()}")
            continue
        behind = CLOSE.match(line, stamp.end)
        assert behind is not None
        entries.append(Entry(unit, number, " ".join(line[behind.end() :].split()), stamp, "code", part))
    yield from entries

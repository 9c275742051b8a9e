"""The sections of a foreign document, by all that it uses as headings."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from afterword.importing.reader.metadata_keys import metadata_key
from afterword.importing.reader.reading import Part
from afterword.importing.reader.stamps import CLOSE, read_stamp
from afterword.importing.reader.unit import Unit
from afterword.postmortem.headings import section_called
from afterword.postmortem.outline import ACTION_ITEMS, TIMELINE, SectionKind

_BOLD_LINE = re.compile(r"(?:\*\*|__)(?=\S)(?P<text>[^\n]{1,100}?)(?:\*\*|__)(?:\s*[:：])?\s*")
_COLON_LINE = re.compile(r"[^\n]{1,60}[:：]")
_LONGEST = 100
BELOW = 7
"""The level of a line that is used as a heading below real headings."""


def read_parts(units: Sequence[Unit]) -> tuple[list[Part], int]:
    """Read the parts, the first of which is above all headings, and the index of the title's unit, or -1."""
    headings = _headings(units)
    title = _title(units, headings)
    if title >= 0 and units[title].kind != "heading":
        headings = [(index, level) for index, level in headings if index != title]
    parts = [Part(None, "", 0, 0, 0, headings[0][0] if headings else len(units))]
    stack: list[int] = [0]
    ends = _ends(headings, len(units))
    for position, (index, level) in enumerate(headings):
        end = ends[position]
        while len(stack) > 1 and parts[stack[-1]].level >= level:
            stack.pop()
        is_kind = index == 0 and level == 1 and GENERIC_TITLE.fullmatch(units[index].visible)
        kind = None if index == title or is_kind else section_called(units[index].text)
        above = parts[stack[-1]]
        inside = _nearest_kind(parts, stack)
        is_label = (
            inside is not None
            and inside in (TIMELINE, ACTION_ITEMS)
            and above.level < level
            and not (inside is TIMELINE and _ends_timeline(units, index, headings[position + 1 : position + 2], kind))
        )
        part = Part(
            None if is_label else kind,
            units[index].visible,
            level,
            units[index].line,
            index + 1,
            end,
            stack[-1],
            is_label,
        )
        stack.append(len(parts))
        parts.append(part)
    return _with_dates_below(units, parts), title


def _ends(headings: Sequence[tuple[int, int]], last: int) -> list[int]:
    """Where what is below each heading ends: at the next one of its level or above."""
    ends = [last] * len(headings)
    waiting: list[int] = []
    for position, (index, level) in enumerate(headings):
        while waiting and headings[waiting[-1]][1] >= level:
            ends[waiting.pop()] = index
        waiting.append(position)
    return ends


def _ends_timeline(
    units: Sequence[Unit], index: int, following: Sequence[tuple[int, int]], kind: SectionKind | None
) -> bool:
    """Whether a heading below a timeline is another section: one that we know, with no time below it."""
    if kind is None or kind is TIMELINE:
        return False
    end = following[0][0] if following else len(units)
    inside = units[index + 1 : end]
    return bool(inside) and not any(
        (stamp := read_stamp(unit.cells[0] if unit.cells else unit.visible)) and (stamp.clock or stamp.relative)
        for unit in inside
    )


def _nearest_kind(parts: Sequence[Part], stack: Sequence[int]) -> SectionKind | None:
    return next((parts[index].kind for index in reversed(stack) if parts[index].kind), None)


def _headings(units: Sequence[Unit]) -> list[tuple[int, int]]:
    """The indexes of the units that are headings, with their levels."""
    alone = {unit.block: 0 for unit in units}
    for unit in units:
        alone[unit.block] += 1
    real = [unit.level for unit in units if unit.kind == "heading" and unit.level > 1]
    below = BELOW if real else 2
    found = []
    for index, unit in enumerate(units):
        if unit.kind == "heading":
            found.append((index, unit.level))
        elif (
            unit.kind == "paragraph"
            and not unit.level
            and not unit.is_quoted
            and (_is_heading_line(unit.text) or (not real and _names_list_below(units, index)))
        ) or (
            unit.kind == "item"
            and unit.level == 1
            and alone[unit.block] == 1
            and section_called(unit.text)
            and not real
        ):
            found.append((index, below))
    return found


def _names_list_below(units: Sequence[Unit], index: int) -> bool:
    """Whether a line without markup is called like a section, and what follows is a list: `todo`, then items."""
    text = units[index].text
    is_line = len(text) <= _LONGEST and "\n" not in text and section_called(text) is not None
    return is_line and index + 1 < len(units) and units[index + 1].kind == "item"


def _is_heading_line(text: str) -> bool:
    if len(text) > _LONGEST or "\n" in text:
        return False
    if (bold := _BOLD_LINE.fullmatch(text)) and "**" not in bold["text"]:
        return True
    return bool((_COLON_LINE.fullmatch(text) or text.isupper()) and section_called(text))


GENERIC_TITLE = re.compile(
    r"(?i)(?:post-?mortems?|pm|retrospective|(?:post[- ])?incident re(?:port|view)s?|rca|pir|"
    r"störungsbericht|root cause analysis|incidents?|incident post-?mortems?|(?-i:[A-Z]{2,8})|"
    r"(?:major )?incident analysis|(?:learning|after[- ]action) re(?:view|port)|outage report|reason for outage|rfo)"
    r"(?: report| document)?(?:[ -]+\d{1,6})?"
)


def without_kind(title: str) -> str:
    """Return a title without the kind of document before it: `Post-mortem of the outage` is `outage`."""
    kind = GENERIC_TITLE.match(title)
    behind = _BEHIND_KIND.match(title, kind.end()) if kind else None
    return title[behind.end() :] if behind else title


_BEHIND_KIND = re.compile(
    r"(?:\s*[:–—|/-]+\s+|\s+(?:(?i:of|for|on|about|regarding|zu[rm]?|über|du|de|del|do|da)\s(?:(?i:the|our|an?)\s)?)|"
    r"(?<=ortem)\s+)(?=\S)"
)


def _title(units: Sequence[Unit], headings: Sequence[tuple[int, int]]) -> int:
    """The index of the title's unit: the first top heading, if it names no section; -1 if there is none."""
    tops = [index for index, level in headings if level == 1 and units[index].kind == "heading"]
    real = [(index, level) for index, level in headings if units[index].kind == "heading"]
    if not tops and real and sum(level <= real[0][1] for _, level in real) == 1 and real[0][0] == 0:
        tops = [real[0][0]]
    named = [index for index in tops if not section_called(units[index].text)]
    if len(named) == 1 and GENERIC_TITLE.fullmatch(units[named[0]].visible):
        below = next((index for index, _ in headings if index == named[0] + 1), -1)
        if below >= 0 and not section_called(units[below].text) and not is_timed_heading(units[below].visible):
            return below
    named = [index for index in named if not GENERIC_TITLE.fullmatch(units[index].visible)] or named
    first = next((index for index in tops if not GENERIC_TITLE.fullmatch(units[index].visible)), -1)
    if named and first in (-1, named[0]):
        return named[0]
    first = next((index for index, unit in enumerate(units) if unit.kind != "other"), -1)
    is_shouted = first >= 0 and not real and units[first].text.isupper() and len(units[first].text) < _LONGEST
    is_title = first >= 0 and (
        is_shouted or _BOLD_LINE.fullmatch(units[first].text) or (bool(headings) and _is_line(units[first]))
    )
    if is_title and not tops and units[first].kind == "paragraph":
        return first if not section_called(units[first].text) else -1
    return -1


def _is_line(unit: Unit) -> bool:
    """Whether a paragraph above all headings is the title: one short line that is neither a sentence nor a field."""
    text = unit.visible
    is_code = "{" in text or text.startswith(("import ", "export ", "<"))
    is_short = (
        not is_code
        and unit.line == unit.end
        and 3 <= len(text) <= _LONGEST
        and not text.endswith((".", ",", ":", "!", "?"))
    )
    name = re.match(r"([^:：]{1,40})[:：]", text)
    return is_short and not (name and metadata_key(name[1])) and not read_stamp(text) and "|" not in text


def _with_dates_below(units: Sequence[Unit], parts: list[Part]) -> list[Part]:
    """Put headings that are days or events below the timeline above them, though they are of its level."""
    timeline, found = -1, list(parts)
    for index, part in enumerate(parts):
        if part.kind is TIMELINE:
            timeline = index
        elif timeline >= 0 and part.line and part.level <= found[timeline].level and is_timed_heading(part.title):
            found[index] = replace(part, kind=None, parent=timeline, is_label=True)
            found[timeline] = replace(found[timeline], end=max(found[timeline].end, part.end))
        elif part.level <= (found[timeline].level if timeline >= 0 else 0):
            timeline = -1
    return found


def is_timed_heading(title: str) -> bool:
    """Whether a heading begins with a time, or is nothing but a day."""
    stamp = read_stamp(title, bare=False, dotted=False)
    if stamp is None:
        return False
    behind = CLOSE.match(title, stamp.end)
    assert behind is not None
    return (
        stamp.clock is not None or bool(stamp.relative) or not title[behind.end() :].strip() or behind.end() > stamp.end
    )

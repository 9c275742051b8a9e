"""Texts of `Key: value` lines, as `kubectl describe`, event viewers and heads of reports have them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.persons import mark_persons
from afterword.evidence.source import Source
from afterword.times.reader import TimeError, TimeReader

_FIELD = re.compile(r"(?P<indent>\s*)(?P<key>[^\W\d_][\w ()/.#-]{0,40}):(?:\s+(?P<value>\S.*))?")
_ROW = re.compile(r"\s*\S+(?:\s{2,}\S.*)+")
_LEAST_SHARE = 0.5
_LOOKED_AT = 60
_MAX_LINES = 3_000
_MOST_BESIDE = 12
"""Fields below the same key that belong to each of its times."""


@dataclass(frozen=True, slots=True)
class _Field:
    """A line: its number, how far it is indented, and its key and value, empty if it has none."""

    line: int
    indent: int
    text: str
    key: str = ""
    value: str = ""


def has_fields(source: Source) -> bool:
    """Whether most of the first lines are fields, and one of them is a day with a time; a log is longer."""
    if source.text_if_any.count("\n") > _MAX_LINES:
        return False
    lines = [line for line in source.text_if_any[:20_000].split("\n") if line.strip()][:_LOOKED_AT]
    fields = [match for match in map(_FIELD.fullmatch, lines) if match]
    if len(fields) < max(3, _LEAST_SHARE * len(lines)):
        return False
    reader = TimeReader().for_source(source.text_if_any)
    return any(_is_time(match["value"] or "", reader) for match in fields)


def _is_time(value: str, times: TimeReader) -> bool:
    try:
        found = times.fullmatch(value)
    except TimeError:
        return True
    return found is not None and not found.is_date and not value.isdigit()


def read_fields(source: Source, context: ReadContext) -> SourceContent:
    """Read an item at each time, with the fields around it.

    Of a block with one time, such as an event of Windows, all fields belong to it. Of a block with several, each time
    has what the block begins with, and what is beside it below the same key; other lines are kept without a time.
    """
    content = SourceContent(one_line=True)
    times = context.times.for_source(source.text)
    for block in _blocks(source.text, context):
        timed = [field for field in block if field.key and _is_time(field.value, times)]
        if len(timed) == 1:
            _add(content, timed[0], _joined(field for field in block if field is not timed[0]) or timed[0].key, times)
            continue
        of_times = {field.line for field in timed}
        taken = set(of_times)
        parents = _parents(block)
        below: dict[int, list[_Field]] = {}
        for field in block:
            if field.value and field.line not in of_times:
                below.setdefault(parents[field.line], []).append(field)
        lines = {field.line: field for field in block}
        for field in timed:
            above = _above(field.line, parents, lines)
            beside = below.get(parents[field.line], []) if above else []
            beside = beside if len(beside) <= _MOST_BESIDE else []
            taken |= {one.line for one in beside}
            name = [] if block[0] in timed else [block[0].value]
            of = ", ".join(filter(None, (*name, *above)))
            about = f" ({_joined(beside)})" if beside else ""
            _add(content, field, f"{field.key}{': ' if of else ''}{of}{about}", times)
        _add_rest(content, [field for field in block if field.line not in taken])
    content.items.sort(key=lambda item: item.line)
    return content


def _add(content: SourceContent, field: _Field, text: str, times: TimeReader) -> None:
    at = content.read_time(field.value, times, field.line, of_text=True)
    content.items.append(RawItem(field.line, at, None, text if at else f"{text}; {field.text}"))


def _add_rest(content: SourceContent, fields: Sequence[_Field]) -> None:
    """Add lines without a time: rows of columns one by one, and the others as one item."""
    rows = [field for field in fields if not field.key and _ROW.fullmatch(field.text)]
    lines = {row.line for row in rows}
    others = [field for field in fields if field.line not in lines and field.text]
    if others:
        content.items.append(RawItem(others[0].line, None, None, _joined(others)))
    content.items += [RawItem(row.line, None, None, row.text) for row in rows if row.text.strip(" -")]


def _joined(fields: Iterable[_Field]) -> str:
    return "; ".join(field.text for field in fields).replace(":; ", ": ")


def _blocks(text: str, context: ReadContext) -> Iterator[list[_Field]]:
    """Split a text where, behind an empty line, a key comes again: the next of several events."""
    block: list[_Field] = []
    for paragraph in _paragraphs(text, context):
        first = next((field.key for field in paragraph if field.key), "")
        if first and any(field.key == first for field in block):
            yield block
            block = []
        block += paragraph
    if block:
        yield block


def _paragraphs(text: str, context: ReadContext) -> Iterator[list[_Field]]:
    found: list[_Field] = []
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            if found:
                yield found
            found = []
        elif match := _FIELD.fullmatch(line.rstrip()):
            value = str(mark_persons((match["value"] or "").strip(), match["key"], context.people))
            shown = f"{match['key']}: {value}".strip()
            found.append(_Field(number, len(match["indent"]), shown, match["key"], value))
        else:
            found.append(_Field(number, len(line) - len(line.lstrip()), line.strip()))
    if found:
        yield found


def _parents(block: Sequence[_Field]) -> dict[int, int]:
    """Return, by its line, the line of the key that each field is below; 0 for those below none."""
    found: dict[int, int] = {}
    open_keys: list[_Field] = []
    for field in block:
        while open_keys and open_keys[-1].indent >= field.indent:
            open_keys.pop()
        found[field.line] = open_keys[-1].line if open_keys else 0
        open_keys += [field] if field.key else []
    return found


def _above(line: int, parents: Mapping[int, int], lines: Mapping[int, _Field]) -> list[str]:
    """Return what a field is below: keys with their values, the outermost first."""
    found: list[str] = []
    while line := parents[line]:
        found.insert(0, f"{lines[line].key}: {lines[line].value}" if lines[line].value else lines[line].key)
    return found

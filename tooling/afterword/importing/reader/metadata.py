"""What a foreign document states about itself: front matter, bold keys, tables, and lines `Key: value`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain, islice
from typing import Any

from afterword.importing.reader.front_matter import as_text
from afterword.importing.reader.metadata_keys import metadata_key
from afterword.importing.reader.reading import Field, Part
from afterword.importing.reader.severities import stated_severity
from afterword.importing.reader.stamps import read_stamp
from afterword.importing.reader.unit import Unit, plain
from afterword.postmortem.outline import ACTION_ITEMS, TIMELINE
from afterword.times.written_days import read_day

_LAYOUT = frozenset(
    re.findall(
        r"\S+",
        """
        layout permalink slug weight template css image images math toc hidden aliases url type_ draft_ excerpt
        """,
    )
)
_PAIR = re.compile(
    r"^\s*(?:[-*+•]\s+)?`?(?:(?P<mark>\*\*|__)(?P<bold>[^*_\n]{1,40}?)\s*(?P<c1>[:：])?(?P=mark)\s*(?P<c2>[:：=–—-])?|"
    r"(?P<bare>[^\W\d_][^:：\n|*`<]{0,38}?)\s*[:：])[ \t　]*(?P<value>\S.*)?$",
    re.DOTALL,
)
_MANY = re.compile(r"\s+(?:\||·|•|/{2})\s+(?=(?:\*\*|__)?[^\W\d_][^:：|\n]{0,38}(?:\*\*|__)?[:：])")


_PERHAPS = re.compile(
    r"(?P<apart>\s+/\s+|[.,;，。]\s+|　+|\s{2,}|\s+(?=\*\*|__)|`\s+(?=`))"
    r"(?=[*_`]*(?P<key>[^\W\d_][^:：|*_`\n./]{1,38})[*_]*[:：])"
)


def _field(key: str, written: str, value: str, line: int) -> Field:
    """A field; `Incident: 2025-06-03` is the day of the incident, and `Incident: Search was down all day` its title."""
    day = read_day(value) if key in ("id", "status") else None
    if day and day.end == len(value):
        key = "date" if key == "id" else "updated"  # `Stand: 19.03.2026` is the day of the document
    elif key == "id" and len(value.split()) > _LONGEST_ID:
        key = "title"
    elif written.casefold() == "from" and not re.search(r"\d", value):
        key, value = "authors", re.sub(r"\s*<[^<>]*>", "", value)  # of a mail
    return Field(key, written, value, line)


_OF_MAIL = (
    "from", "subject", "to", "cc", "von", "betreff", "an", "de", "objet", "para", "asunto", "assunto", "oggetto",
)  # fmt: skip
_SENT = ("date", "datum", "fecha", "data")
"""When a mail was sent, which is not when what it reports was."""
_LONGEST_ID = 3


def read_fields(
    front: Mapping[str, Any], front_lines: Sequence[str], units: Sequence[Unit], parts: Sequence[Part], title: int
) -> tuple[list[Field], set[int]]:
    """Read the fields, and return the indexes of the units in the body that contain them."""
    fields = list(_from_front(front, front_lines))
    used: set[int] = set()
    for index in _candidates(units, parts, title):
        if index == title:
            continue
        found = list(_of_unit(units[index]))
        if found:
            fields += found
            used.add(index)
    fields = _of_mail(fields)
    if all(field.key != "severity" for field in fields):
        tagged = stated_severity(
            [units[index] for index in _candidates(units, parts, title)], units[title] if title >= 0 else None
        )
        levels = (replace(field, key="severity") for field in fields if _LEVEL.fullmatch(field.value))
        fields += [tagged] if tagged else [*islice(chain(levels, _severities_elsewhere(units, parts)), 1)]
    return fields, used


def _of_mail(fields: Sequence[Field]) -> list[Field]:
    """The fields, of which the head of a mail says when the report was sent, and to whom: nothing of the incident."""
    heads = {field.line for field in fields if field.written.casefold() in _OF_MAIL}
    found = []
    for field in fields:
        is_head = len(heads & set(range(field.line - _HEAD_OF_MAIL, field.line + _HEAD_OF_MAIL + 1))) > 1
        written = field.written.casefold()
        if is_head and written in _SENT:
            field = replace(field, key="updated")
        elif is_head and field.key in ("start", "end"):
            field = replace(field, key="")
        found.append(field)
    return found


_HEAD_OF_MAIL = 4
_LEVEL = re.compile(r"(?i)(?:minor|major|critical)(?: (?:impact|outage|incident))?")
"""What a status page calls the impact of an incident: `Impact: major`."""


def _severities_elsewhere(units: Sequence[Unit], parts: Sequence[Part]) -> Iterator[Field]:
    """The severities that pairs in other sections state; columns and words of events and action items are none."""
    others = [part for part in parts if part.kind in (ACTION_ITEMS, TIMELINE)]
    for index, unit in enumerate(units):
        if len(unit.cells) in (0, 2) and not any(part.first <= index < part.end for part in others):
            pairs = _of_unit(unit)
            bare = ((pair, re.sub(r"\s*[(（].*", "", pair.value)) for pair in pairs if pair.key == "severity")
            yield from (pair for pair, value in bare if len(value) <= _LONGEST_SEVERITY)
    for part in parts[1:]:
        only = units[part.first : part.end]
        if metadata_key(part.title) == "severity" and len(only) == 1 and len(only[0].visible) <= _LONGEST_SEVERITY:
            yield Field("severity", part.title, only[0].visible.rstrip("."), only[0].line)


_LONGEST_SEVERITY = 30


def _from_front(front: Mapping[str, Any], lines: Sequence[str]) -> Iterator[Field]:
    for name, value in front.items():
        name = str(name)
        key = metadata_key(name)
        text = as_text(value)
        if name.lower() in _LAYOUT or not text or text in ("True", "False", "true", "false"):
            continue
        if key == "tags" and isinstance(value, str) and "," not in value:
            text = ", ".join(value.split())
        if key == "impact" and isinstance(value, dict):
            key = ""
        line = next((n for n, one in enumerate(lines, 1) if one.lstrip().strip('"').startswith(name)), 1)
        yield Field(key, name, text, line, is_front=True)
        if isinstance(value, dict):
            for inner, one in value.items():
                if inner_key := metadata_key(str(inner)):
                    yield Field(inner_key, f"{name}.{inner}", as_text(one), line, is_front=True)


def _candidates(units: Sequence[Unit], parts: Sequence[Part], title: int) -> Iterator[int]:
    """The units in which metadata is looked for: those above the first section, and in a section that is called so."""
    first = next((part.first for part in parts if part.kind), len(units))
    below = [part for part in parts[1:] if part.first - 1 != title]
    opening = next((part for part in below if part.kind or part.level > 1), None)
    first = opening.first - 1 if opening else first
    yield from range(min(first, len(units)))
    for part in below:
        if part.kind is None and not part.is_label:
            yield from range(part.first, _end_of_facts(units, part))


def _end_of_facts(units: Sequence[Unit], part: Part) -> int:
    """Where a table or list of facts ends with which a section under any heading begins; its beginning if none does."""
    inside = units[part.first : part.end]
    block = [unit for unit in inside if unit.block == inside[0].block]
    keys = {field.key for unit in block if len(unit.cells) in (0, 2) for field in _of_unit(unit)} - {""}
    is_facts = 2 * len(keys) >= len(block) and len(keys) >= _LEAST_FIELDS and not keys.isdisjoint(_OF_INCIDENT)
    return part.first + (len(block) if is_facts else 0)


_LEAST_FIELDS = 3
_OF_INCIDENT = ("date", "severity", "services", "id")


def _of_unit(unit: Unit) -> Iterator[Field]:
    if unit.kind == "row":
        yield from _of_row(unit)
    elif unit.kind in ("paragraph", "item"):
        pairs = list(_pairs(unit))
        known = [pair for pair in pairs if pair.key]
        if unit.is_quoted and len(known) < 2:
            return
        labels = len(_BOLD_LABEL.findall(unit.text))
        if known and (2 * len(known) >= len(pairs) or labels >= len(pairs)):
            yield from pairs


_BOLD_LABEL = re.compile(r"\*\*[^*\n:：]{1,40}(?:[:：]\*\*|\*\*\s?[:：])")
"""A label that is set apart: `**Severity:** 2 · **Game:** chess` says facts, also if few of them are known."""


def _of_row(unit: Unit) -> Iterator[Field]:
    cells = [plain(cell) for cell in unit.cells]
    if len(unit.head) == 2 and unit.head[0] and (key := metadata_key(plain(unit.head[0]))):
        yield _field(
            key, plain(unit.head[0]), plain(unit.head[1]), unit.line - 2
        )  # repeated for each row; the first counts
    if len(cells) % 2 == 0:
        for name, value in zip(cells[::2], cells[1::2], strict=True):
            if (key := metadata_key(name)) and value:
                yield _field(key, name, value, unit.line)
    if len(unit.head) > 2 and sum(bool(metadata_key(plain(name))) for name in unit.head) * 2 > len(unit.head):
        for name, value in zip(unit.head, cells, strict=False):
            if (key := metadata_key(plain(name))) and value:
                yield _field(key, plain(name), value, unit.line)


def _without_open_mark(value: str) -> str:
    """A value without the end of emphasis or code that began before it."""
    return value[:-1] if value[-1:] in ("*", "_", "`") and value.count(value[-1]) % 2 else value


def _parts(line: str) -> Iterator[str]:
    """The parts of a line with several pairs: between bars, or where a key that we know follows."""
    for part in _MANY.split(line):
        start = 0
        for place in _PERHAPS.finditer(part):
            if metadata_key(place["key"]):
                yield part[start : place.start()]
                start = place.end("apart")
        yield part[start:]


def _pairs(unit: Unit) -> Iterator[Field]:
    """The pairs of a paragraph: one a line, or several on a line between bars."""
    pending: list[tuple[int, str]] = []
    for number, line in enumerate(unit.text.split("\n")):
        for piece in re.split(r"<br\s*/?>", line):
            pending += [(number, part.strip()) for part in _parts(piece)]
    for offset, text in pending:
        match = _PAIR.match(text)
        if match is None or read_stamp(text):
            continue
        written = (match["bold"] or match["bare"] or "").strip()
        if match["bold"] and not (match["c1"] or match["c2"]) and not metadata_key(written):
            continue
        value = plain(_without_open_mark((match["value"] or "").rstrip("\\ ")))
        if value:
            yield _field(metadata_key(written), written, value, unit.line + offset)

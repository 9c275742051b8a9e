"""Tables with a header (CSV, TSV), JSON lines and JSON documents with records."""

from __future__ import annotations

import csv
import io
import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from datetime import date
from functools import lru_cache
from itertools import islice
from typing import Any

import yaml

from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.json_lists import find_list
from afterword.evidence.collectors.json_values import mappings
from afterword.evidence.collectors.persons import is_name_of_person
from afterword.evidence.collectors.records import add_records, has_time, opened
from afterword.evidence.shallow_yaml import load_shallow
from afterword.evidence.source import Source
from afterword.times.reader import TimeError, TimeReader

_TITLE_ROWS = 10
_COMMENT = re.compile(r"(?P<time>\d[\w/ :.,-]{7,29});(?P<who>[\w.@:-]{2,80});(?P<text>.+)", re.DOTALL)
_DELIMITERS = ",;\t|"
_MOST_YAML = 2_000_000
_FEW = 2


def rows(text: str, suffix: str, content: SourceContent) -> Iterator[tuple[int, dict[str, str]]]:
    """Read the rows of a table, by their header, each with its last line.

    The delimiter is the one that Excel names in a first line `sep=;`, else the most frequent one in the header.
    """
    first, _, rest = text.partition("\n")
    above = 0
    if first.strip().strip('"').lower().startswith("sep=") and len(first.strip().strip('"')) <= 5:
        delimiter = first.strip().strip('"')[4:5] or "\t"
        text, above = rest, 1
    else:
        delimiter = "\t" if suffix in (".tsv", ".txt", "") else max(_DELIMITERS, key=first.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        _find_header(reader, text, delimiter)
        reader.fieldnames = _distinct(reader.fieldnames or ())
        for record in reader:
            texts = {(key or "").strip(): value for key, value in record.items() if isinstance(value, str)}
            if more := record.get(None):
                texts["more cells"] = " | ".join(more)
            yield reader.line_num + above, texts
    except csv.Error as error:
        content.not_read(f"nothing was read from here on: {error}", reader.line_num + above)


def _distinct(names: Iterable[str]) -> list[str]:
    """Number the names of columns that are there more than once: else the last one's cells would be the first one's."""
    seen: Counter[str] = Counter()
    found = []
    for name in names:
        seen[name] += 1
        found.append(f"{name} ({seen[name]})" if name and seen[name] > 1 else name)
    return found


def _find_header(reader: csv.DictReader[str], text: str, delimiter: str) -> None:
    """Let a table begin at its header: below a title, or with names of its columns where it has none."""
    first = list(islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter), _TITLE_ROWS))
    if not first or not first[0] or has_time(first[0]):
        return
    above = next((number for number, row in enumerate(first) if has_time(row)), None)
    if above and all(sum(map(bool, row)) <= 1 for row in first[:above]):
        for _ in range(above + 1):
            reader.fieldnames = next(reader.reader)
    elif above is None and _is_time(first[0][0]):
        reader.fieldnames = _names_of_columns(first)


def _names_of_columns(rows: list[list[str]]) -> list[str]:
    """Name the columns of a table without a header: the first has the time, one of persons the author, the longest of
    the others the text."""
    columns = range(1, len(rows[0]))
    cells = {number: [row[number] for row in rows if len(row) > number and row[number]] for number in columns}
    persons = [number for number in columns if cells[number] and all(map(is_name_of_person, cells[number]))]
    author = persons[0] if len(columns) > 1 and persons else None
    others = [number for number in columns if number != author]
    text = max(others, key=lambda number: sum(map(len, cells[number])), default=None)
    known = {0: "time", author: "author", text: "text"}
    return [known.get(number, f"column {number + 1}") for number in range(len(rows[0]))]


def is_pasted_table(source: Source) -> bool:
    """Whether a text is a table as it is copied from a sheet: a header with a time, and as many tabs in each line."""
    lines = [line for line in source.text_if_any[:20_000].split("\n")[:20] if line.strip()]
    tabs = {line.count("\t") for line in lines[:-1]}
    if len(lines) < 2 or len(tabs) != 1 or tabs == {0}:
        return False
    first = lines[0].split("\t")
    return has_time(first) or _is_time(first[0])


def _is_time(cell: str) -> bool:
    try:
        return TimeReader().fullmatch(cell) is not None
    except TimeError:
        return True


def with_order(context: ReadContext, text: str) -> ReadContext:
    """Return the context with a reader of times that knows the order of day and month in a source."""
    return ReadContext(context.times.for_source(text), context.people, context.progress, context.mapping)


def read_table(source: Source, context: ReadContext) -> SourceContent:
    """Read the rows of a table; columns are recognised by their names, and others are kept in the text."""
    content = SourceContent()
    found = _with_comments(rows(source.text, source.suffix, content), context)
    context = with_order(context, source.text)
    return add_records(found, content, context, day=_day_above(source.text, context.times))


def _day_above(text: str, times: TimeReader) -> str:
    """Return the day that is alone above the header of a table; empty if there is none."""
    for line in text.split("\n", _TITLE_ROWS)[:_TITLE_ROWS]:
        cells = [cell.strip(' "') for cell in re.split("[,;\t|]", line) if cell.strip(' "')]
        if len(cells) > 1:
            return ""
        try:
            if cells and (found := times.fullmatch(cells[0])) and found.is_date:
                return cells[0]
        except TimeError:
            continue
    return ""


def _with_comments(
    found: Iterable[tuple[int, dict[str, str]]], context: ReadContext
) -> Iterator[tuple[int, dict[str, str]]]:
    """Take comments out of the rows of issues; a cell of Jira has `16/Apr/26 5:04 PM;orenp;rolling back`."""
    for line, row in found:
        comments = [
            (key, match) for key, cell in row.items() if "omment" in key and (match := _COMMENT.fullmatch(cell))
        ]
        yield line, {key: cell for key, cell in row.items() if key not in dict(comments)}
        for _, match in comments:
            who = context.people.introduce(match["who"], key=f"comment:{match['who']}")
            issue = row.get("Issue key") or row.get("Summary") or ""
            yield line, {"time": match["time"], "author": who, "text": f"{issue}: {match['text']}".strip(": ")}


def are_json_lines(text: str) -> bool:
    """Whether the first lines are JSON objects, and the others look like it."""
    if any(line.strip() and not line.startswith("{") for line in text.split("\n")):
        return False
    lines = [line for line in text.split("\n", 20)[:20] if line.strip()][:2]
    try:
        return bool(lines) and all(
            line.lstrip().startswith("{") and isinstance(json.loads(line), dict) for line in lines
        )
    except (ValueError, RecursionError):
        return False


def read_json_lines(source: Source, context: ReadContext) -> SourceContent:
    """Read one JSON object a line; other lines are noted."""
    content = SourceContent()
    return add_records(json_lines(source.text, content), content, with_order(context, source.text))


def json_lines(text: str, content: SourceContent) -> Iterator[tuple[int, dict[str, Any]]]:
    """Read the objects of a text with one a line; other lines are noted."""
    for number, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            content.not_read("not JSON", number)
            continue
        if isinstance(record, dict):
            yield number, record
        else:
            content.not_read("not a JSON object", number)


def is_json_records(source: Source) -> bool:
    """Whether JSON documents contain a list of objects, or are records with a time."""
    return any(_of_document(value)[1] for _, value in source.documents.values)


def _of_document(value: Any) -> tuple[str, list[dict[str, Any]]]:
    """Return the records of a document and the list that they are in: the document itself, if it is one."""
    inner = value
    while isinstance(inner, dict):
        if has_time(opened(inner)):
            return "", [inner]
        objects = [one for one in inner.values() if isinstance(one, dict)]
        if len(objects) != 1 or any(isinstance(one, list) for one in inner.values()):
            break
        inner = objects[0]
    where, records = find_list(value)
    if records or not isinstance(value, dict | list):
        return where, records
    return "", _by_time(value) or _inner(value, 0)


@lru_cache(maxsize=1)  # a source is recognised by it, and then read
def _of_yaml(text: str) -> tuple[dict[str, Any], ...]:
    """Read a list of events written in YAML; none if it is something else."""
    if not text.lstrip("-# \n").strip() or len(text) > _MOST_YAML or "- " not in text:
        return ()
    try:
        value = load_shallow(text)
    except (yaml.YAMLError, ValueError):
        return ()
    if isinstance(value, dict):
        lists = [one for one in value.values() if mappings(one)]
        value = lists[0] if len(lists) == 1 else []
    records = mappings(value) if isinstance(value, list) else []
    if len(records) < _FEW or not all(map(has_time, records)):
        return ()
    return tuple(
        {key: one.isoformat() if isinstance(one, date) else one for key, one in row.items()} for row in records
    )


def is_yaml_records(source: Source) -> bool:
    """Whether a text in YAML is a list of records with a time each."""
    return bool(_of_yaml(source.text_if_any))


def read_yaml_records(source: Source, context: ReadContext) -> SourceContent:
    """Read the records of a list in YAML; their line is the number of the record."""
    content = SourceContent()
    return add_records(enumerate(_of_yaml(source.text), 1), content, with_order(context, source.text))


def _inner(value: Any, depth: int) -> list[dict[str, Any]]:
    """Find the first object with a time inside a document: the alert in `{"data": {"essentials": {…}, …}}`."""
    if not isinstance(value, dict) or depth > 4:
        return []
    if has_time(value):
        return [value]
    return next(filter(None, (_inner(one, depth + 1) for one in value.values())), [])


def _by_time(value: dict[str, Any] | list[Any]) -> list[dict[str, Any]]:
    """Read texts that begin with a time, or whose keys are times."""
    if isinstance(value, dict):
        pairs = [{"time": key, "text": text} for key, text in value.items() if isinstance(text, str) and _is_time(key)]
        return pairs if len(pairs) == len(value) else []
    found = []
    for text in value:
        try:
            time = TimeReader().match(text) if isinstance(text, str) else None
        except TimeError:
            time = None
        if time is None:
            return []
        found.append({"time": text[: time.end], "text": text[time.end :].strip()})
    return found


def read_json_records(source: Source, context: ReadContext) -> SourceContent:
    """Read the records of JSON documents; their line is the number of the record, as JSON has no lines."""
    content = SourceContent()
    found: list[dict[str, Any]] = []
    where = ""
    for line, value in content.documents_of(source):
        where, records = _of_document(value)
        found += records
        if not records:
            content.not_read("this document contains no list of objects", line)
    return add_records(enumerate(found, 1), content, with_order(context, source.text), where)

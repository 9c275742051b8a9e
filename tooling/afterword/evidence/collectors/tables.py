"""Tables with a header (CSV, TSV) and JSON records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping
from itertools import chain
from typing import Any

from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.records import TIME_KEYS, add_record, has_time
from afterword.evidence.source import Source

_NO_TIME = f"no column has the time, so that nothing of it is in the timeline; known: {', '.join(TIME_KEYS[:7])}"


def is_json_records(source: Source) -> bool:
    """Whether JSON documents are records with a time, or lists of such."""
    records = list(_records(source))
    return bool(records) and all(has_time(record) for _, record in records[:20])


def rows(text: str, suffix: str, content: SourceContent) -> Iterator[tuple[int, dict[str, str]]]:
    """Read the rows of a table, by their header, each with its last line."""
    header = text.partition("\n")[0]
    delimiter = "\t" if suffix == ".tsv" else max(",;\t", key=header.count)
    reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        for record in reader:
            texts = {(key or "").strip(): value for key, value in record.items() if isinstance(value, str)}
            yield reader.line_num, texts
    except csv.Error as error:
        content.not_read(f"nothing was read from here on: {error}", reader.line_num)


def read_table(source: Source, context: ReadContext) -> SourceContent:
    """Read the rows of a table; columns are recognised by their names, and others are kept in the text."""
    content = SourceContent()
    return _add_records(rows(source.text, source.suffix, content), content, context)


def begins_as_json_lines(text: str) -> bool:
    """Whether the first line that is not blank is a JSON object."""
    first = next((line for line in text.split("\n", 20)[:20] if line.strip()), "")
    try:
        return first.lstrip().startswith("{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_json_lines(source: Source, context: ReadContext) -> SourceContent:
    """Read one JSON object a line; other lines are noted."""
    content = SourceContent()
    return _add_records(_json_lines(source.text, content), content, context)


def read_json_records(source: Source, context: ReadContext) -> SourceContent:
    """Read the records of JSON documents; their line is the number of the record, as JSON has no lines."""
    content = SourceContent()
    content.documents_of(source)
    return _add_records(_records(source), content, context)


def _add_records(
    records: Iterable[tuple[int, Mapping[str, Any]]], content: SourceContent, context: ReadContext
) -> SourceContent:
    timed = False
    for line, record in records:
        timed = timed or has_time(record)
        add_record(record, line, content, context)
    if content.items and not timed:
        content.remarks.append(_NO_TIME)
    return content


def _json_lines(text: str, content: SourceContent) -> Iterator[tuple[int, dict[str, Any]]]:
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


def _records(source: Source) -> Iterator[tuple[int, dict[str, Any]]]:
    values = (value for _, value in source.documents.values)
    records = chain.from_iterable(value if isinstance(value, list) else [value] for value in values)
    return ((number, record) for number, record in enumerate(records, 1) if isinstance(record, dict))

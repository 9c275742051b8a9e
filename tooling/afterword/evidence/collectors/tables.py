"""Tables with a header (CSV, TSV) and JSON records."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator

from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.collectors.records import TIME_KEYS, add_record, has_time
from afterword.evidence.source import Source

_NO_TIME = f"no column holds the time, so that nothing of it stands in the timeline; known: {', '.join(TIME_KEYS[:7])}"


def is_table(source: Source) -> bool:
    """By the ending of the name."""
    return source.suffix in (".csv", ".tsv")


def is_json_lines(source: Source) -> bool:
    """By the ending of the name."""
    return source.suffix in (".jsonl", ".ndjson")


def is_json_records(source: Source) -> bool:
    """JSON whose documents are records with a time, or lists of such."""
    records = list(_records(source))
    return bool(records) and all(has_time(record) for _, record in records[:20])


def rows(text: str, suffix: str, content: SourceContent) -> Iterator[tuple[int, dict[str, str]]]:
    """The rows of a table, by their header, each with its last line."""
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
    """Columns are recognised by their names; others are kept in the text."""
    content = SourceContent()
    timed = True
    for number, (line, record) in enumerate(rows(source.text, source.suffix, content)):
        if number == 0:
            timed = has_time(record)
        add_record(record, line, content, context)
    if content.items and not timed:
        content.remarks.append(_NO_TIME)
    return content


def begins_as_json_lines(text: str) -> bool:
    """Whether the first line that is not blank is a JSON object."""
    first = next((line for line in text.split("\n", 20)[:20] if line.strip()), "")
    try:
        return first.lstrip().startswith("{") and isinstance(json.loads(first), dict)
    except (ValueError, RecursionError):
        return False


def read_json_lines(source: Source, context: ReadContext) -> SourceContent:
    """One JSON object a line; a line that is none is told, and the rest is read."""
    content = SourceContent()
    timed = False
    for number, line in enumerate(source.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            record = json.loads(line)
        except (ValueError, RecursionError):
            content.not_read("not JSON", number)
            continue
        if isinstance(record, dict):
            timed = timed or has_time(record)
            add_record(record, number, content, context)
        else:
            content.not_read("not a JSON object", number)
    if content.items and not timed:
        content.remarks.append(_NO_TIME)
    return content


def read_json_records(source: Source, context: ReadContext) -> SourceContent:
    """Records of JSON documents; `line` is the number of the record, as JSON keeps no lines."""
    content = SourceContent()
    for number, record in _records(source):
        add_record(record, number, content, context)
    return content


def _records(source: Source) -> Iterator[tuple[int, dict[str, object]]]:
    number = 0
    for _, value in source.documents.values:
        for record in value if isinstance(value, list) else [value]:
            number += 1
            if isinstance(record, dict):
                yield number, record

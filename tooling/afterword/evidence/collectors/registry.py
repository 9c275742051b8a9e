"""The collectors in their order: the first that recognises a source reads it."""

from __future__ import annotations

from collections.abc import Callable

from afterword.evidence.collectors import (
    alertmanager,
    eval_tables,
    inspect_logs,
    junit,
    notes,
    pagerduty,
    promptfoo,
    slack,
    tables,
)
from afterword.evidence.collectors.interface import Collector, ReadContext
from afterword.evidence.source import ARCHIVES, NotReadable, Source

_NOTES = (".md", ".markdown", ".txt")
_LOGS = (".log", ".out", ".err")
_SETTINGS = (".yaml", ".yml", ".toml", ".json", ".ini")
_JSON = (".json", ".jsonl", ".ndjson")


def _json(detects: Callable[[Source], bool]) -> Callable[[Source, ReadContext], bool]:
    return lambda source, _: source.suffix in _JSON and detects(source)


def _is_log(source: Source, context: ReadContext) -> bool:
    name = source.name.lower()
    if source.suffix in _LOGS or (".log." in name and source.suffix not in ARCHIVES):
        return True
    return source.suffix in (".txt", "") and _is_text(source) and notes.looks_like_log(source.text, context)


def _is_text(source: Source) -> bool:
    try:
        return bool(source.text.strip())
    except NotReadable:
        return False


def _is_json_lines(source: Source, context: ReadContext) -> bool:
    """By its name, or a log whose lines are JSON objects."""
    return tables.is_json_lines(source) or (
        source.suffix in (*_LOGS, ".txt", "") and _is_text(source) and tables.begins_as_json_lines(source.text)
    )


COLLECTORS: tuple[Collector, ...] = (
    Collector("Slack export", lambda source, _: slack.is_slack(source), slack.read_slack, of_parts=True),
    Collector(
        "Inspect log", lambda source, _: inspect_logs.is_inspect(source), inspect_logs.read_inspect, of_parts=True
    ),
    Collector("JUnit results", lambda source, _: junit.is_junit(source), junit.read_junit),
    Collector("promptfoo results", _json(promptfoo.is_promptfoo), promptfoo.read_promptfoo),
    Collector("Alertmanager alerts", _json(alertmanager.is_alertmanager), alertmanager.read_alertmanager),
    Collector("PagerDuty events", _json(pagerduty.is_pagerduty), pagerduty.read_pagerduty),
    Collector("eval results", lambda source, _: eval_tables.is_eval_table(source), eval_tables.read_eval_table),
    Collector("table", lambda source, _: tables.is_table(source), tables.read_table, by_line=True),
    Collector("JSON lines", _is_json_lines, tables.read_json_lines),
    Collector("JSON records", _json(tables.is_json_records), tables.read_json_records),
    Collector("log", _is_log, lambda source, given: notes.read_notes(source.text, given, is_log=True), by_line=True),
    Collector(
        "notes",
        lambda source, _: source.suffix in _NOTES,
        lambda source, given: notes.read_notes(source.text, given, is_log=False),
        by_line=True,
    ),
)


def collector_for(source: Source, context: ReadContext) -> Collector | None:
    """The collector that reads a source, None where none knows it."""
    fitting = (collector for collector in COLLECTORS if collector.of_parts or source.parts is None)
    return next((collector for collector in fitting if collector.detects(source, context)), None)


def why_unsupported(source: Source) -> str:
    """Say why no collector reads a source, and what to do."""
    if source.parts is not None:
        return "this archive is neither a Slack export nor a log of Inspect; unpack it and name the files"
    if source.suffix in ARCHIVES:
        return f"`{source.suffix}` files are not supported; unpack it and name the files"
    if source.suffix == ".json" and (stopped := source.documents.stopped):
        return f"{stopped[1]}{f' in line {stopped[0]}' if stopped[0] else ''}; export it again"
    if source.suffix in _SETTINGS:
        return (
            "it has no form that is known here; model settings go in with --config-before and --config-after, "
            "a failing output with --sample"
        )
    if not source.data.strip():
        return "the file is empty"
    kind = f"`{source.suffix}` files are" if source.suffix else "this kind of file is"
    return f"{kind} not supported; save it as text, Markdown, CSV or JSON"

"""The collectors in their order: the first that recognises a source reads it."""

from __future__ import annotations

from afterword.evidence.collectors import (
    agent_sessions,
    ages,
    alert_texts,
    alertmanager,
    changes,
    chats,
    eval_reports,
    eval_tables,
    field_texts,
    inspect_logs,
    irc_logs,
    json_forms,
    junit,
    logs,
    mail,
    notes,
    otlp,
    pagerduty,
    promptfoo,
    slack,
    tables,
    traces,
    transcripts,
)
from afterword.evidence.collectors.interface import Collector
from afterword.evidence.source import ARCHIVES, Source

_NOTES = (".md", ".markdown", ".txt")
_LOGS = (".log", ".out", ".err")
_PLAIN = (".txt", "")
_TABLES = (".csv", ".tsv")
_SETTINGS = (".yaml", ".yml", ".toml", ".json", ".ini")
_JSON = (".json", ".jsonl", ".ndjson")


def _is_log(source: Source) -> bool:
    if source.suffix in _LOGS or (".log." in source.name.lower() and source.suffix not in ARCHIVES):
        return True
    return source.suffix in _PLAIN and logs.looks_like_log(source.text_if_any)


def _is_json_lines(source: Source) -> bool:
    """Whether its name says so, or it is a log all of whose lines are JSON objects."""
    is_named = source.suffix in (".jsonl", ".ndjson")
    return is_named or (source.suffix in (*_LOGS, *_PLAIN) and tables.are_json_lines(source.text_if_any))


def _is_text(source: Source) -> bool:
    """Whether a file is text, though its name says nothing that is known."""
    known = (
        *ARCHIVES, *_SETTINGS, *_JSON, ".xml", ".html", ".htm", ".mhtml", ".svg", ".rtf", ".py", ".js", ".ts", ".go",
        ".rs", ".java",
    )  # fmt: skip
    return source.suffix not in known and bool(source.text_if_any.strip())


COLLECTORS: tuple[Collector, ...] = (
    Collector("Slack export", slack.is_slack, slack.read_slack, of_parts=True),
    Collector("Inspect log", inspect_logs.is_inspect, inspect_logs.read_inspect, of_parts=True),
    Collector("JUnit results", junit.is_junit, junit.read_junit),
    Collector("promptfoo results", promptfoo.is_promptfoo, promptfoo.read_promptfoo, _JSON),
    Collector("promptfoo results", promptfoo.is_promptfoo_table, promptfoo.read_promptfoo_table, _TABLES),
    Collector("DeepEval results", eval_reports.is_deepeval, eval_reports.read_deepeval, _JSON),
    Collector("OpenAI evals log", eval_reports.is_openai_evals, eval_reports.read_openai_evals, _JSON),
    Collector("pydantic-evals report", eval_reports.is_pydantic_evals, eval_reports.read_pydantic_evals, _JSON),
    Collector("pytest report", eval_reports.is_pytest_report, eval_reports.read_pytest_report, _JSON),
    Collector("OpenTelemetry export", otlp.is_otlp, otlp.read_otlp, _JSON),
    Collector("calls of models", traces.is_trace, traces.read_trace, _JSON),
    Collector("agent session", agent_sessions.is_session, agent_sessions.read_session, _JSON),
    Collector("Alertmanager alerts", alertmanager.is_alertmanager, alertmanager.read_alertmanager, _JSON),
    Collector("PagerDuty events", pagerduty.is_pagerduty, pagerduty.read_pagerduty, _JSON),
    Collector("known form", json_forms.is_known_form, json_forms.read_known_form, _JSON),
    Collector("eval results", eval_tables.is_eval_table, eval_tables.read_eval_table, _TABLES),
    Collector("table", lambda _: True, tables.read_table, _TABLES),
    Collector("JSON lines", _is_json_lines, tables.read_json_lines),
    Collector("JSON records", tables.is_json_records, tables.read_json_records, _JSON),
    Collector("YAML records", tables.is_yaml_records, tables.read_yaml_records, (".yaml", ".yml")),
    Collector("changes", changes.is_change, changes.read_changes, (".diff", ".patch", *_LOGS, *_PLAIN)),
    Collector("mail", mail.is_mail, mail.read_mail, (".eml", ".mbox", *_PLAIN)),
    Collector("transcript", transcripts.is_transcript, transcripts.read_transcript, (".vtt", ".srt", *_PLAIN)),
    Collector("agent session", agent_sessions.is_aider, agent_sessions.read_aider, _NOTES),
    Collector("table", tables.is_pasted_table, tables.read_table, _PLAIN),
    Collector("table of ages", ages.has_ages, ages.read_ages, (*_NOTES, *_LOGS, "")),
    Collector("alert", alert_texts.is_alert_text, alert_texts.read_alert_text, _NOTES + _PLAIN),
    Collector("fields", field_texts.has_fields, field_texts.read_fields, _NOTES + _PLAIN),
    Collector("pasted chat", chats.looks_like_chat, chats.read_chat, _NOTES + _PLAIN),
    Collector("notes", lambda source: irc_logs.is_chat_log(source.text_if_any), notes.read_notes, (*_LOGS, *_PLAIN)),
    Collector("log", _is_log, logs.read_log),
    Collector("notes", lambda _: True, notes.read_notes, _NOTES),
    Collector("text of an unknown form", _is_text, logs.read_log),
)
_OF_ANY_FORM = COLLECTORS[-1]


def _has_json_inside(source: Source) -> bool:
    """Whether a text with another name is one JSON document with a list or an object."""
    if source.parts is not None or source.suffix in (*_JSON, *ARCHIVES, *_TABLES):
        return False
    text = source.text_if_any.lstrip()[:1]
    documents = source.documents if text in ("{", "[") else None
    return documents is not None and len(documents.values) == 1 and documents.stopped is None


def collector_for(source: Source) -> Collector | None:
    """Find the collector that reads a source; None if the source is not supported."""
    suffix = ".json" if _has_json_inside(source) else source.suffix
    for collector in COLLECTORS:
        has_suffix = not collector.suffixes or suffix in collector.suffixes
        if has_suffix and (collector.of_parts or source.parts is None) and collector.recognises(source):
            return collector
    return None


def has_known_form(source: Source) -> bool:
    """Whether a source has a form that is known: text of any other form is read line by line."""
    return collector_for(source) not in (None, _OF_ANY_FORM)


def why_unsupported(source: Source) -> str:
    """Say why no collector reads a source, and what to do."""
    if source.parts is not None:
        return "this archive is neither a Slack export nor a log of Inspect; unpack it and name the files"
    if source.suffix in ARCHIVES:
        return f"`{source.suffix}` files are not supported; unpack it and name the files"
    if source.suffix in (".xlsx", ".xls", ".ods", ".numbers"):
        return "spreadsheets are not supported; save it as CSV"
    if source.suffix in (".docx", ".doc", ".odt", ".pdf", ".rtf", ".pages", ".html", ".htm", ".mhtml"):
        return "documents of this kind are not supported; copy the text to a file `notes.md`"
    if source.suffix == ".json" and (stopped := source.documents.stopped):
        return f"{stopped[1]}{f' in line {stopped[0]}' if stopped[0] else ''}; export it again"
    if source.suffix in _SETTINGS:
        events = "; of YAML, write events as JSON: `yq -o json FILE`" if source.suffix in (".yaml", ".yml") else ""
        return (
            "it has no form that is known here; model settings go in with --config-before and --config-after, "
            f"a failing output with --sample{events}"
        )
    kind = f"`{source.suffix}` files are" if source.suffix else "this kind of file is"
    return f"{kind} not supported; save it as text, Markdown, CSV or JSON"

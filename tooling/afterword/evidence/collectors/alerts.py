"""Alerts: webhook payloads of Prometheus Alertmanager and of PagerDuty, and PagerDuty's log entries."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent
from afterword.evidence.collectors.json_values import mapping, string
from afterword.evidence.source import Source
from afterword.times.when import When

_MAX_LABELS = 12


def is_alertmanager(source: Source) -> bool:
    """Every document is a webhook call or an answer of the API with alerts."""
    found = [value for _, value in source.documents.values]
    return bool(found) and all(_alerts(value) is not None for value in found)


def _alerts(value: Any) -> list[dict[str, Any]] | None:
    """The alerts of a webhook call (version 4) or of `GET /api/v2/alerts`; None where it is neither."""
    alerts = value.get("alerts") if isinstance(value, dict) else value
    if not isinstance(alerts, list) or not alerts:
        return None
    fitting = [a for a in alerts if isinstance(a, dict) and isinstance(a.get("labels"), dict) and "startsAt" in a]
    return fitting if len(fitting) == len(alerts) else None


def read_alertmanager(source: Source, context: ReadContext) -> SourceContent:
    """When each alert began and ended; the same alert in a later call stands once."""
    content = _started(source)
    found: dict[tuple[str, str], RawItem] = {}
    for line, value in source.documents.values:
        for alert in _alerts(value) or []:
            for kind, at, text in _changes(alert, context, content, line):
                found.setdefault((str(at), text), RawItem(line, at, "Alertmanager", f"{kind}: {text}"))
        if isinstance(value, dict) and (cut := value.get("truncatedAlerts")) and isinstance(cut, int):
            content.not_read(f"Alertmanager left out {cut} alerts of this call", line)
    content.items += sorted(found.values(), key=_by_time)
    return content


def _changes(
    alert: dict[str, Any], context: ReadContext, content: SourceContent, line: int
) -> Iterator[tuple[str, When | None, str]]:
    labels = {str(key): str(value) for key, value in alert["labels"].items()}
    notes = mapping(alert.get("annotations"))
    name = labels.pop("alertname", "an alert without a name")
    words = next((str(notes[key]) for key in ("summary", "message", "description") if notes.get(key)), "")
    shown = ", ".join(f"{key}={value}" for key, value in sorted(labels.items())[:_MAX_LABELS])
    text = name + (f", {' '.join(words.split())}" if words else "") + (f" ({shown})" if shown else "")

    def note(problem: str) -> None:
        content.not_read(problem, line)

    yield "Alert triggered", context.times.read_json(alert.get("startsAt"), note), text
    status = alert.get("status")
    ended = str(alert.get("endsAt") or "")
    # An alert of the API that is still active bears the time at which it will be taken as over.
    if status == "resolved" and not ended.startswith("0001-"):
        yield "Alert over", context.times.read_json(ended, note), text


def is_pagerduty(source: Source) -> bool:
    """Every document is a webhook call (version 3) or a list of log entries."""
    found = [value for _, value in source.documents.values]
    return bool(found) and all(_is_event(value) or _entries(value) is not None for value in found)


def _is_event(value: Any) -> bool:
    event = value.get("event") if isinstance(value, dict) else None
    return isinstance(event, dict) and isinstance(event.get("event_type"), str) and "occurred_at" in event


def _entries(value: Any) -> list[dict[str, Any]] | None:
    entries = value.get("log_entries") if isinstance(value, dict) else value
    if not isinstance(entries, list) or not entries:
        return None
    return entries if all(isinstance(entry, dict) and _is_entry(entry) for entry in entries) else None


def _is_entry(entry: dict[str, Any]) -> bool:
    return str(entry.get("type", "")).removesuffix("_reference").endswith("_log_entry")


def read_pagerduty(source: Source, context: ReadContext) -> SourceContent:
    """Events in the order of time; people as roles."""
    content = _started(source)
    for _, value in source.documents.values:
        _introduce(value, context, 0)
    events: list[tuple[int, dict[str, Any]]] = []
    for line, value in source.documents.values:
        events += [(line, event) for event in ([value["event"]] if _is_event(value) else _entries(value) or [])]
        if isinstance(value, dict) and value.get("more") is True:
            content.not_read("PagerDuty has more log entries than this page of them", line)

    def at(event: dict[str, Any]) -> When | None:
        return context.times.read_json(event.get("occurred_at") or event.get("created_at"))

    seen: set[tuple[str, str]] = set()
    for line, event in sorted(events, key=lambda pair: _instant(at(pair[1]))):
        text = context.roles.hidden(_event_text(event) if "event_type" in event else _entry_text(event))
        if text and (str(at(event)), text) not in seen:
            seen.add((str(at(event)), text))
            content.items.append(RawItem(line, at(event), _agent(event, context), text))
    return content


def _introduce(value: Any, context: ReadContext, depth: int) -> None:
    """Make the names of all users that a payload refers to known."""
    if depth > 8:
        return
    if isinstance(value, dict):
        if value.get("type") in ("user", "user_reference") and isinstance(value.get("summary"), str):
            context.roles.introduce(str(value.get("id") or value["summary"]), [value["summary"]])
        for inner in value.values():
            _introduce(inner, context, depth + 1)
    elif isinstance(value, list):
        for inner in value:
            _introduce(inner, context, depth + 1)


def _agent(event: dict[str, Any], context: ReadContext) -> str:
    agent = event.get("agent")
    if isinstance(agent, dict) and agent.get("type") in ("user", "user_reference"):
        return context.roles.of(str(agent.get("id") or agent.get("summary")))
    return "PagerDuty"


def _event_text(event: dict[str, Any]) -> str:
    what = event["event_type"].removeprefix("incident.").replace("_", " ").replace(".", " ")
    data = mapping(event.get("data"))
    incident = data if data.get("title") else data.get("incident")
    title = _summary(incident, "title") or _summary(incident, "summary")
    number = incident.get("number") if isinstance(incident, dict) else None
    service = _summary(data.get("service"), "summary")
    note = _summary(data, "content") or _summary(data, "message")
    begins = "Alert triggered" if event["event_type"] == "incident.triggered" else f"PagerDuty incident {what}"
    text = begins + (f" (#{number})" if isinstance(number, int) else "") + (f": {title}" if title else "")
    details = [f"service: {service}"] if service else []
    details += [f"{key}: {data[key]}" for key in ("urgency", "severity") if isinstance(data.get(key), str)]
    return _sentence(text, note, details)


def _entry_text(entry: dict[str, Any]) -> str:
    channel = mapping(entry.get("channel"))
    said = _summary(entry, "summary") or str(entry.get("type", "")).replace("_", " ")
    title = _summary(entry.get("incident"), "summary")
    note = _summary(entry, "note") or _summary(channel, "summary")
    begins = "Alert triggered: " if str(entry.get("type", "")).startswith("trigger_") else ""
    service = _summary(entry.get("service"), "summary")
    return _sentence(begins + said + (f", {title}" if title else ""), note, [f"service: {service}"] if service else [])


def _sentence(text: str, note: str, details: list[str]) -> str:
    note = f" “{note}”" if note and note not in text else ""
    return " ".join(f"{text}{note}{' (' + '; '.join(details) + ')' if details else ''}".split())


def _summary(value: Any, key: str) -> str:
    return string(mapping(value).get(key)).strip()


def _started(source: Source) -> SourceContent:
    content = SourceContent()
    if source.documents.stopped:
        line, message = source.documents.stopped
        content.not_read(message, line)
    return content


def _by_time(item: RawItem) -> float:
    return _instant(item.at)


def _instant(at: When | None) -> float:
    return at.earliest.timestamp() if at and at.earliest else float("inf")

"""Incidents of PagerDuty: webhook calls, lists of log entries, and incidents that contain theirs."""

from __future__ import annotations

from typing import Any

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent, order_of
from afterword.evidence.collectors.json_values import mapping, mappings, string
from afterword.evidence.source import Source

_MAX_DEPTH = 8
_USER_TYPES = ("user", "user_reference")


def is_pagerduty(source: Source) -> bool:
    """Whether every document is a webhook call (version 3), a list of log entries, or an incident with its."""
    return source.documents.all_are(lambda value: bool(_events(value)))


def _events(value: Any) -> list[dict[str, Any]]:
    """Return the event of a webhook call or the log entries of a list or an incident; none if it is neither."""
    event = value.get("event") if isinstance(value, dict) else None
    if isinstance(event, dict) and isinstance(event.get("event_type"), str) and "occurred_at" in event:
        return [event]
    if isinstance(value, list) and value and all(isinstance(call, dict) and _events(call) for call in value):
        return [event for call in value for event in _events(call)]
    incident = mapping(mapping(value).get("incident"))
    entries = mapping(value).get("log_entries") or incident.get("log_entries") if isinstance(value, dict) else value
    if not isinstance(entries, list) or not all(isinstance(entry, dict) and _is_log_entry(entry) for entry in entries):
        return []
    if not incident:
        return entries
    title, service = incident.get("title"), incident.get("service")
    of_incident = {"incident": {"summary": title}}
    return [
        {"service": service, **entry, **({"summary": title} if _is_trigger(entry) else of_incident)}
        for entry in entries
    ]


def _is_log_entry(entry: dict[str, Any]) -> bool:
    return str(entry.get("type", "")).removesuffix("_reference").endswith("_log_entry")


def _is_trigger(entry: dict[str, Any]) -> bool:
    return str(entry.get("type", "")).startswith("trigger_")


def read_pagerduty(source: Source, context: ReadContext) -> SourceContent:
    """Read events in the order of their times; people become roles."""
    content = SourceContent()
    events = []
    for line, value in content.documents_of(source):
        _introduce(value, context, 0)
        for event in _events(value):
            at = content.read_time(event.get("occurred_at") or event.get("created_at"), context.times, line)
            events.append((line, at, event))
        if isinstance(value, dict) and value.get("more") is True:
            content.not_read("PagerDuty has more log entries than this page of them", line)
    seen: set[tuple[str, str]] = set()
    for line, at, event in sorted(events, key=lambda found: order_of(found[1])):
        text = _event_text(event) if "event_type" in event else _entry_text(event)
        if text and (str(at), text) not in seen:
            seen.add((str(at), text))
            content.items.append(RawItem(line, at, _agent(event, context), text))
    return content


def _introduce(value: Any, context: ReadContext, depth: int) -> None:
    """Make the names of all users that a payload refers to known."""
    if depth > _MAX_DEPTH:
        return
    if isinstance(value, dict) and value.get("type") in _USER_TYPES and isinstance(value.get("summary"), str):
        context.people.introduce(value["summary"], key=_key(value))
    inner = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
    for one in inner:
        _introduce(one, context, depth + 1)


def _key(user: dict[str, Any]) -> str:
    return f"pagerduty:{user['id']}" if user.get("id") else ""


def _agent(event: dict[str, Any], context: ReadContext) -> str:
    agent = mapping(event.get("agent"))
    if agent.get("type") in _USER_TYPES:
        return context.people.introduce(string(agent.get("summary")), key=_key(agent))
    return "PagerDuty"


def _event_text(event: dict[str, Any]) -> str:
    what = event["event_type"].removeprefix("incident.").replace("_", " ").replace(".", " ")
    data = mapping(event.get("data"))
    incident = data if data.get("title") else mapping(data.get("incident"))
    title = _stripped(incident, "title") or _stripped(incident, "summary")
    number = incident.get("number")
    begin = "Alert triggered" if event["event_type"] == "incident.triggered" else f"PagerDuty incident {what}"
    text = begin + (f" (#{number})" if isinstance(number, int) else "") + (f": {title}" if title else "")
    details = [f"{key}: {data[key]}" for key in ("urgency", "severity") if isinstance(data.get(key), str)]
    if priority := _stripped(data.get("priority"), "summary") or _stripped(data.get("priority"), "name"):
        details.append(f"priority: {priority}")
    if state := _stripped(data, "state"):
        who = _stripped(data.get("user"), "summary") or _stripped(data.get("escalation_policy"), "summary")
        details.append(f"{who} {state}".strip())
    for key in ("assignees", "responders"):
        people = [
            _stripped(person, "summary") or _stripped(person.get("user"), "summary")
            for person in mappings(data.get(key))
        ]
        if any(people):
            details.append(f"{key}: {', '.join(filter(None, people))}")
    return _sentence(text, _stripped(data, "content") or _stripped(data, "message"), data, details)


def _entry_text(entry: dict[str, Any]) -> str:
    said = _stripped(entry, "summary") or str(entry.get("type", "")).replace("_", " ")
    title = _stripped(entry.get("incident"), "summary")
    note = _stripped(entry, "note") or _stripped(entry.get("channel"), "summary")
    begin = "Alert triggered: " if _is_trigger(entry) else ""
    return _sentence(begin + said + (f", {title}" if title else ""), note, entry, [])


def _sentence(text: str, note: str, data: dict[str, Any], details: list[str]) -> str:
    if service := _stripped(data.get("service"), "summary"):
        details = [f"service: {service}", *details]
    note = f" “{note}”" if note and note not in text else ""
    return " ".join(f"{text}{note}{' (' + '; '.join(details) + ')' if details else ''}".split())


def _stripped(value: Any, key: str) -> str:
    return string(mapping(value).get(key)).strip()

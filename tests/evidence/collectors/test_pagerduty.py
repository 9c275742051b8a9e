"""Events of PagerDuty are ordered by time, and its people become roles."""

from __future__ import annotations

import json
from typing import Any

from afterword.evidence.collectors.alertmanager import is_alertmanager
from afterword.evidence.collectors.pagerduty import is_pagerduty, read_pagerduty
from fakes.sources import given, shown, source, told

_USER = {"id": "PXPGF42", "type": "user_reference", "summary": "Earline Greenholt"}


def _event(kind: str, at: str, data: dict[str, Any], agent: Any = None) -> dict[str, Any]:
    event = {
        "id": "1",
        "event_type": kind,
        "resource_type": "incident",
        "occurred_at": at,
        "agent": agent,
        "data": data,
    }
    return {"event": event}


def test_webhook_events_of_pagerduty_are_ordered_and_people_are_roles() -> None:
    incident = {
        "type": "incident",
        "number": 1234,
        "title": "Refund bot promises too much",
        "urgency": "high",
        "service": {"type": "service_reference", "summary": "Support bot"},
    }
    note = {"type": "incident_note", "content": "Earline Greenholt is looking", "incident": {"summary": "Refunds"}}
    events = [
        _event("incident.annotated", "2026-04-16T17:20:00Z", note, _USER),
        _event("incident.triggered", "2026-04-16T17:06:22.169Z", incident, {"type": "service_reference"}),
        _event("incident.acknowledged", "2026-04-16T17:08:00Z", incident, _USER),
    ]
    calls = source("pd.jsonl", "\n".join(map(json.dumps, events)))
    assert is_pagerduty(calls)
    details = "(service: Support bot; urgency: high)"
    assert shown(read_pagerduty(calls, given())) == [
        ("2026-04-16T17:06:22Z", "PagerDuty", f"Alert triggered (#1234): Refund bot promises too much {details}"),
        (
            "2026-04-16T17:08:00Z",
            "participant 1",
            f"PagerDuty incident acknowledged (#1234): Refund bot promises too much {details}",
        ),
        ("2026-04-16T17:20:00Z", "participant 1", "PagerDuty incident annotated: Refunds “participant 1 is looking”"),
    ]


def test_log_entries_of_pagerduty_newest_first_come_out_oldest_first() -> None:
    entries = {
        "log_entries": [
            {
                "type": "resolve_log_entry",
                "summary": "Resolved by Earline Greenholt",
                "created_at": "2026-04-16T19:00:00Z",
                "agent": _USER,
                "channel": {"type": "web"},
            },
            {
                "type": "trigger_log_entry",
                "summary": "Triggered through the API",
                "created_at": "2026-04-16T17:06:00Z",
                "agent": {"type": "service_reference"},
                "channel": {"type": "api", "summary": "refund rate"},
                "incident": {"summary": "[#1234] Refunds"},
            },
        ],
        "limit": 2,
        "offset": 0,
        "more": True,
    }
    exported = source("log_entries.json", entries)
    assert is_pagerduty(exported)
    content = read_pagerduty(exported, given(responders=frozenset({"earline greenholt"})))
    assert shown(content) == [
        (
            "2026-04-16T17:06:00Z",
            "PagerDuty",
            "Alert triggered: Triggered through the API, [#1234] Refunds “refund rate”",
        ),
        ("2026-04-16T19:00:00Z", "responder 1", "Resolved by responder 1"),
    ]
    assert told(content) == ["s:1: PagerDuty has more log entries than this page of them"]


def test_other_json_is_neither() -> None:
    for value in ({}, [], {"alerts": []}, {"event": {}}, [1], {"alerts": [{"labels": 1}]}, {"log_entries": [{}]}):
        assert not is_alertmanager(source("a.json", value)) and not is_pagerduty(source("a.json", value))

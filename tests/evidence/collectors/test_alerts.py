"""Alerts become events at the time at which they began and ended."""

from __future__ import annotations

from typing import Any

from afterword.evidence.collectors.alerts import is_alertmanager, is_pagerduty, read_alertmanager, read_pagerduty
from fakes.sources import given, shown, source, told


def _alert(**more: Any) -> dict[str, Any]:
    return {
        "status": "firing",
        "labels": {"alertname": "RefundRateHigh", "severity": "page"},
        "annotations": {"summary": "Refund rate over 10 %"},
        "startsAt": "2026-04-16T19:05:11.123456789+02:00",
        "endsAt": "0001-01-01T00:00:00Z",
        "generatorURL": "http://prometheus.example/graph",
        "fingerprint": "c6eadffa33fcdf37",
        **more,
    }


def _call(*alerts: dict[str, Any], **more: Any) -> dict[str, Any]:
    call = {"version": "4", "groupKey": "{}", "status": "firing", "receiver": "ops", "alerts": list(alerts)}
    return {**call, "groupLabels": {}, "commonLabels": {}, "commonAnnotations": {}, "externalURL": "", **more}


def test_calls_in_a_row_tell_each_beginning_and_end_once() -> None:
    import json

    over = _alert(status="resolved", endsAt="2026-04-16T18:00:00Z")
    calls = source("calls.json", "\n".join(json.dumps(_call(alert), indent=1) for alert in (_alert(), _alert(), over)))
    assert is_alertmanager(calls)
    content = read_alertmanager(calls, given())
    text = "RefundRateHigh, Refund rate over 10 % (severity=page)"
    assert shown(content) == [
        ("2026-04-16T17:05:11Z", "Alertmanager", f"Alert triggered: {text}"),
        ("2026-04-16T18:00:00Z", "Alertmanager", f"Alert over: {text}"),
    ]


def test_what_alertmanager_cut_off_and_what_is_broken_is_told() -> None:
    import json

    calls = source("calls.json", json.dumps(_call(_alert(), truncatedAlerts=3)) + "\n{oops\n")
    content = read_alertmanager(calls, given())
    assert len(content.items) == 1
    assert told(content, "calls.json")[0].startswith("calls.json:2: not JSON")
    assert told(content, "calls.json")[1] == "calls.json:1: Alertmanager left out 3 alerts of this call"


def test_the_answer_of_the_api_is_read_too() -> None:
    alert = _alert(status={"state": "active"}, endsAt="2026-04-16T20:00:00Z", receivers=[{"name": "ops"}])
    assert is_alertmanager(source("alerts.json", [alert]))
    assert len(read_alertmanager(source("alerts.json", [alert]), given()).items) == 1


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
    import json

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

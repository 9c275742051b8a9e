"""Alerts become events at the time at which they began and ended."""

from __future__ import annotations

import json
from typing import Any

from afterword.evidence.collectors.alertmanager import is_alertmanager, read_alertmanager
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
    calls = source("calls.json", json.dumps(_call(_alert(), truncatedAlerts=3)) + "\n{oops\n")
    content = read_alertmanager(calls, given())
    assert len(content.items) == 1
    assert told(content, "calls.json")[0].startswith("calls.json:2: not JSON")
    assert told(content, "calls.json")[1] == "calls.json:1: Alertmanager left out 3 alerts of this call"


def test_the_answer_of_the_api_is_read_too() -> None:
    alert = _alert(status={"state": "active"}, endsAt="2026-04-16T20:00:00Z", receivers=[{"name": "ops"}])
    assert is_alertmanager(source("alerts.json", [alert]))
    assert len(read_alertmanager(source("alerts.json", [alert]), given()).items) == 1


def test_a_call_that_says_that_all_is_over_ends_its_alerts_though_they_lack_words_and_state() -> None:
    begun = _alert()
    over = {
        key: one for key, one in _alert(endsAt="2026-04-16T18:00:00Z").items() if key not in ("status", "annotations")
    }
    calls = "\n".join(json.dumps(one) for one in (_call(begun), _call(over, status="resolved")))
    text = "RefundRateHigh, Refund rate over 10 % (severity=page)"
    assert shown(read_alertmanager(source("calls.jsonl", calls), given())) == [
        ("2026-04-16T17:05:11Z", "Alertmanager", f"Alert triggered: {text}"),
        ("2026-04-16T18:00:00Z", "Alertmanager", f"Alert over: {text}"),
    ]

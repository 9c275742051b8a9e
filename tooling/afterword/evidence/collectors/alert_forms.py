"""Alerts, errors and events of infrastructure: CloudWatch, Sentry, Datadog, GCP logging, Kubernetes."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import suppress
from typing import Any

from afterword.evidence.collectors.interface import ReadContext
from afterword.evidence.collectors.json_values import listing, mapping, mappings, plain, string
from afterword.evidence.collectors.known_form import Event, details, named
from afterword.evidence.collectors.persons import person_named

# CloudWatch: alarms by SNS or EventBridge


def _alarm(value: Any) -> dict[str, Any]:
    """Return the alarm of a notification, also if it is text in one of SNS."""
    outer = mapping(value)
    records = mappings(outer.get("Records"))
    if records:
        outer = mapping(records[0].get("Sns"))
    if isinstance(outer.get("Message"), str):
        with suppress(ValueError, RecursionError):
            outer = mapping(json.loads(outer["Message"]))
    return outer if outer.keys() >= {"AlarmName", "NewStateValue"} else {}


def _is_cloudwatch(value: Any) -> bool:
    return bool(_alarm(value)) or "alarmName" in mapping(mapping(value).get("detail"))


def _cloudwatch(value: Any, context: ReadContext) -> Iterator[Event]:
    if alarm := _alarm(value):
        name, state, reason = (string(alarm.get(key)) for key in ("AlarmName", "NewStateValue", "NewStateReason"))
        time, before = alarm.get("StateChangeTime"), string(alarm.get("OldStateValue"))
    else:
        detail = mapping(value["detail"])
        name, now = string(detail["alarmName"]), mapping(detail.get("state"))
        state, reason = string(now.get("value")), string(now.get("reason"))
        time = now.get("timestamp") or value.get("time")
        before = string(mapping(detail.get("previousState")).get("value"))
    begin = {"ALARM": "Alert triggered", "OK": "Alert over"}.get(state, f"Alarm {state}")
    yield Event(time, "CloudWatch", f"{begin}: {name}, {reason}{details(before=before)}")


# Sentry: events and issues


def _sentry_events(value: Any) -> list[dict[str, Any]]:
    outer = mapping(value)
    inner = mapping(outer.get("data"))
    event = inner.get("event") or inner.get("issue") or inner.get("error") or outer.get("event")
    found = mappings([event]) if isinstance(event, dict) else mappings(value) or mappings([value])
    return [
        one
        for one in found
        if one.keys() & {"event_id", "eventID", "shortId", "culprit"}
        and one.keys() & {"exception", "dateCreated", "firstSeen", "logentry", "datetime", "metadata"}
    ]


def _sentry(value: Any, context: ReadContext) -> Iterator[Event]:
    for event in _sentry_events(value):
        thrown = mappings(mapping(event.get("exception")).get("values"))
        said = "; ".join(f"{string(one.get('type'))}: {string(one.get('value'))}" for one in thrown)
        title = string(event.get("title")) or said or string(mapping(event.get("logentry")).get("formatted"))
        more = details(
            level=event.get("level"),
            culprit=event.get("culprit"),
            environment=event.get("environment"),
            release=named(event.get("release"), "version"),
            count=event.get("count"),
            users=event.get("userCount"),
            user=person_named(event.get("user"), context.people) if isinstance(event.get("user"), dict) else "",
        )
        text = f"{title or string(event.get('message'))}{more}"
        if said and said not in text:
            text = f"{text}\n{said}"
        if "firstSeen" in event and "dateCreated" not in event:
            yield Event(event["firstSeen"], "Sentry", f"First seen: {text}")
            if event.get("lastSeen") != event["firstSeen"]:
                yield Event(event.get("lastSeen"), "Sentry", f"Last seen: {text}")
            continue
        time = next(
            (event[key] for key in ("dateCreated", "datetime", "timestamp", "received") if event.get(key)), None
        )
        yield Event(time, "Sentry", text)


# Datadog: events, logs and monitors of its API


def _datadog_records(value: Any) -> list[dict[str, Any]]:
    outer = mapping(value)
    events = mappings(outer.get("events"))
    if events and all(one.keys() & {"date_happened"} for one in events):
        return events
    data = mappings(outer.get("data"))
    inner = [mapping(one.get("attributes")) for one in data if string(one.get("type")) in ("log", "event")]
    return inner if inner and len(inner) == len(data) else []


def _datadog(value: Any, context: ReadContext) -> Iterator[Event]:
    for one in _datadog_records(value):
        inner = mapping(one.get("attributes"))
        title = string(one.get("title")) or string(inner.get("title"))
        said = string(one.get("text")) or string(one.get("message")) or string(inner.get("message"))
        more = details(
            status=one.get("status") or inner.get("status") or one.get("alert_type"),
            service=one.get("service") or inner.get("service"),
            host=one.get("host"),
            tags=one.get("tags"),
        )
        time = one.get("date_happened") or one.get("timestamp")
        yield Event(time, "Datadog", f"{', '.join(filter(None, (title, said)))}{more}")


def _datadog_monitors(value: Any) -> list[dict[str, Any]]:
    monitors = mappings(value) or mappings([value])
    return [one for one in monitors if "query" in one and mapping(mapping(one.get("state")).get("groups"))]


def _datadog_states(value: Any, context: ReadContext) -> Iterator[Event]:
    for monitor in _datadog_monitors(value):
        for group in mappings(list(mapping(monitor["state"]["groups"]).values())):
            text = f"{string(monitor.get('name'))}{details(group=group.get('name'), query=monitor['query'])}"
            for key, begin in (("last_triggered_ts", "Alert triggered"), ("last_resolved_ts", "Alert over")):
                if group.get(key):
                    yield Event(group[key], "Datadog", f"{begin}: {text}")


# Cloud Logging of Google


def _gcp_entries(value: Any) -> list[dict[str, Any]]:
    entries = mappings(mapping(value).get("entries")) or mappings(value) or mappings([value])
    is_entry = (one.keys() & {"textPayload", "jsonPayload", "protoPayload"} and "timestamp" in one for one in entries)
    return entries if entries and all(is_entry) else []


def _gcp(value: Any, context: ReadContext) -> Iterator[Event]:
    for entry in _gcp_entries(value):
        payload, audit = mapping(entry.get("jsonPayload")), mapping(entry.get("protoPayload"))
        said = string(entry.get("textPayload")) or string(payload.get("message")) or string(payload.get("msg"))
        if audit:
            status = string(mapping(audit.get("status")).get("message"))
            said = f"{string(audit.get('methodName'))} {string(audit.get('resourceName'))}{details(error=status)}"
        rest = {key: one for key, one in payload.items() if key not in ("message", "msg")}
        resource = mapping(entry.get("resource"))
        labels = mapping(resource.get("labels"))
        service = next(
            (labels[key] for key in ("service_name", "container_name", "function_name", "job_name") if key in labels),
            "",
        )
        more = details(severity=entry.get("severity"), service=service or resource.get("type"), **rest)
        email = mapping(audit.get("authenticationInfo")).get("principalEmail")
        who = person_named(email, context.people) if email else ""
        yield Event(entry.get("timestamp"), who, f"{said or plain(payload)}{more if said else ''}")


# Kubernetes


def _kubernetes_events(value: Any) -> list[dict[str, Any]]:
    items = listing(mapping(value).get("items")) or [value]
    events = [one for one in mappings(items) if one.keys() & {"involvedObject", "regarding"} and "reason" in one]
    return events if len(events) == len(items) else []


def _kubernetes(value: Any, context: ReadContext) -> Iterator[Event]:
    for event in _kubernetes_events(value):
        of = mapping(event.get("involvedObject")) or mapping(event.get("regarding"))
        series = mapping(event.get("series"))
        times = (
            series.get("lastObservedTime"),
            event.get("lastTimestamp"),
            event.get("eventTime"),
            event.get("firstTimestamp"),
        )
        count = series.get("count") or event.get("count") or event.get("deprecatedCount")
        name = "/".join(filter(None, (string(of.get("kind")).lower(), string(of.get("name")))))
        more = details(
            namespace=of.get("namespace"),
            times=count if isinstance(count, int) and count > 1 else None,
            since=event.get("firstTimestamp") if isinstance(count, int) and count > 1 else None,
        )
        said = string(event.get("message")) or string(event.get("note"))
        time = next((one for one in times if one), mapping(event.get("metadata")).get("creationTimestamp"))
        who = string(mapping(event.get("source")).get("component")) or string(event.get("reportingComponent"))
        yield Event(
            time, who or "Kubernetes", f"{string(event.get('type'))} {string(event['reason'])} {name}: {said}{more}"
        )


# Loki and Prometheus: answers of their query API


def _series(value: Any) -> list[dict[str, Any]]:
    result = mappings(mapping(mapping(value).get("data")).get("result"))
    return [one for one in result if one.keys() & {"stream", "metric"} and one.keys() & {"values", "value"}]


def _query(value: Any, context: ReadContext) -> Iterator[Event]:
    for series in _series(value):
        labels = mapping(series.get("stream")) or mapping(series.get("metric"))
        name = string(labels.get("__name__"))
        shown = ", ".join(f"{key}={one}" for key, one in labels.items() if key != "__name__")
        points = listing(series.get("values")) or [series.get("value")]
        for point in points:
            if isinstance(point, list) and len(point) >= 2:
                said = plain(point[1]).rstrip()
                text = f"{name}: {said}" if "metric" in series else said
                yield Event(point[0], "", f"{text} ({shown})" if shown else text)


FORMS = (
    ("answer to a query", lambda value: bool(_series(value)), _query),
    ("CloudWatch alarm", _is_cloudwatch, _cloudwatch),
    ("Sentry events", lambda value: bool(_sentry_events(value)), _sentry),
    ("Datadog events", lambda value: bool(_datadog_records(value)), _datadog),
    ("Datadog monitors", lambda value: bool(_datadog_monitors(value)), _datadog_states),
    ("Google Cloud log", lambda value: bool(_gcp_entries(value)), _gcp),
    ("Kubernetes events", lambda value: bool(_kubernetes_events(value)), _kubernetes),
)

"""Incidents, tickets and status pages: Opsgenie, Statuspage, incident.io, Rootly, FireHydrant, Jira, Zendesk."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import suppress
from datetime import timedelta
from typing import Any

from afterword.evidence.collectors.interface import ReadContext
from afterword.evidence.collectors.json_values import listing, mapping, mappings, plain, string
from afterword.evidence.collectors.known_form import Event, details, named, words_of_document, words_of_html
from afterword.evidence.collectors.persons import person_named
from afterword.times.reader import TimeError

# Opsgenie: webhook calls, and alerts of its API


def _is_opsgenie(value: Any) -> bool:
    return isinstance(mapping(value).get("action"), str) and "message" in mapping(mapping(value).get("alert"))


def _opsgenie(value: Any, context: ReadContext) -> Iterator[Event]:
    alert, action = mapping(value["alert"]), value["action"]
    created, updated = alert.get("createdAt"), alert.get("updatedAt")
    who = person_named(alert.get("username"), context.people) if alert.get("username") else "Opsgenie"
    begin = "Alert triggered" if action == "Create" else f"Opsgenie {action}"
    note = f" “{string(alert.get('note'))}”" if string(alert.get("note")) else ""
    more = details(
        priority=alert.get("priority"),
        team=named(alert.get("team")),
        entity=alert.get("entity"),
        tags=alert.get("tags"),
    )
    text = f"{begin}: {string(alert.get('message'))}{note}{more}"
    yield Event(created if action == "Create" or not updated else updated, who, text)


def _opsgenie_alerts(value: Any) -> list[dict[str, Any]]:
    data = mapping(value).get("data")
    alerts = mappings(data if isinstance(data, list) else [data]) or mappings(value) or mappings([value])
    are_known = all(one.keys() >= {"tinyId", "createdAt", "message"} for one in alerts)
    # Without a report, whose lengths count from the creation, its times and notes are those of any record.
    return alerts if are_known and any(map(_lengths_of, alerts)) else []


def _lengths_of(alert: dict[str, Any]) -> dict[str, int]:
    """The milliseconds from the creation of an alert to what its report tells."""
    report = mapping(alert.get("report"))
    return {key: report[key] for key in ("ackTime", "closeTime") if isinstance(report.get(key), int)}


def _opsgenie_alert(value: Any, context: ReadContext) -> Iterator[Event]:
    for alert in _opsgenie_alerts(value):
        report, message = mapping(alert.get("report")), string(alert["message"])
        more = details(priority=alert.get("priority"), source=alert.get("source"), tags=alert.get("tags"))
        yield Event(alert["createdAt"], "Opsgenie", f"Alert triggered: {message}{more}")
        for note in mappings(alert.get("notes")):
            who = person_named(note.get("owner"), context.people)
            yield Event(note.get("createdAt"), who, string(note.get("note")))
        for key, by, begin in (
            ("ackTime", "acknowledgedBy", "Opsgenie alert acknowledged"),
            ("closeTime", "closedBy", "Alert over"),
        ):
            if key in (lengths := _lengths_of(alert)):
                with suppress(TimeError, OverflowError):
                    created = context.times.fullmatch(string(alert["createdAt"]))
                    if created and created.at.earliest:
                        time = (created.at.earliest + timedelta(milliseconds=lengths[key])).isoformat()
                        who = person_named(report.get(by), context.people) if report.get(by) else ""
                        yield Event(time, "Opsgenie", f"{begin}: {message}{details(by=who)}")


# Statuspage: incidents with updates


def _statuspage_incidents(value: Any) -> list[dict[str, Any]]:
    outer = mapping(value)
    incidents = mappings(outer.get("incidents")) or mappings([outer.get("incident")]) or mappings(value)
    incidents += mappings(outer.get("scheduled_maintenances"))
    return [one for one in [*incidents, outer] if any("body" in it for it in mappings(one.get("incident_updates")))]


def _statuspage(value: Any, context: ReadContext) -> Iterator[Event]:
    page = named(mapping(value).get("page"))
    for incident in _statuspage_incidents(value):
        for update in mappings(incident["incident_updates"]):
            time = update.get("display_at") or update.get("created_at")
            status = string(update.get("status")).replace("_", " ")
            changed = ", ".join(
                f"{named(one)} {string(one.get('new_status'))}" for one in mappings(update.get("affected_components"))
            )
            more = details(impact=incident.get("impact"), components=changed)
            body = words_of_html(string(update.get("body")))
            text = f"{named(incident)}, {status}: {body}{more}"
            yield Event(time, f"status page of {page}" if page else "status page", text)


# incident.io


def _incident_io_updates(value: Any) -> list[dict[str, Any]]:
    updates = mappings(mapping(value).get("incident_updates"))
    return [one for one in updates if "new_incident_status" in one or "updater" in one]


def _incident_io_incidents(value: Any) -> list[dict[str, Any]]:
    outer = mapping(value)
    found = mappings([outer.get("incident")]) or mappings(outer.get("incidents"))
    return [
        one
        for one in found
        if one.keys() & {"incident_timestamp_values", "incident_role_assignments", "incident_status"}
    ]


def _incident_io(value: Any, context: ReadContext) -> Iterator[Event]:
    for update in _incident_io_updates(value):
        updater = mapping(update.get("updater"))
        who = person_named(updater.get("user"), context.people) if updater.get("user") else named(updater)
        more = details(status=named(update.get("new_incident_status")), severity=named(update.get("new_severity")))
        yield Event(update.get("created_at"), who, f"{string(update.get('message')) or 'Update'}{more}")
    for incident in _incident_io_incidents(value):
        title = " ".join(filter(None, (string(incident.get("reference")), named(incident))))
        severity, status = named(incident.get("severity")), named(incident.get("incident_status"))
        creator = person_named(mapping(incident.get("creator")).get("user"), context.people)
        roles = ", ".join(
            f"{named(one.get('role'))} {person_named(one.get('assignee'), context.people)}"
            for one in mappings(incident.get("incident_role_assignments"))
            if one.get("assignee")
        )
        more = details(severity=severity, status=status, roles=roles, summary=incident.get("summary"))
        yield Event(incident.get("created_at"), creator, f"Incident declared: {title}{more}")
        for stamp in mappings(incident.get("incident_timestamp_values")):
            time = mapping(stamp.get("value")).get("value")
            if time:
                yield Event(time, "incident.io", f"{named(stamp.get('incident_timestamp'))}: {title}")


# Rootly: JSON:API


def _rootly_data(value: Any) -> list[dict[str, Any]]:
    data = mapping(value).get("data")
    records = mappings(data) or mappings([data])
    return [one for one in records if string(one.get("type")) in ("incidents", "incident_events", "events")]


def _rootly(value: Any, context: ReadContext) -> Iterator[Event]:
    for record in _rootly_data(value):
        about = mapping(record.get("attributes"))
        who = person_named(about.get("user") or about.get("created_by"), context.people)
        if record["type"] != "incidents":
            text = words_of_html(string(about.get("event")) or string(about.get("event_raw")))
            yield Event(about.get("occurred_at") or about.get("created_at"), who, text)
            continue
        title = string(about.get("title"))
        severity = named(mapping(mapping(about.get("severity")).get("data")).get("attributes")) or named(
            about.get("severity")
        )
        kinds = (
            ("started_at", "Incident started"), ("detected_at", "Detected"),
            ("acknowledged_at", "Incident acknowledged"), ("mitigated_at", "Mitigation applied"),
            ("resolved_at", "Resolved"),
        )  # fmt: skip
        for key, what in kinds:
            if about.get(key):
                yield Event(about[key], who or "Rootly", f"{what}: {title}{details(severity=severity)}")


# FireHydrant


def _is_firehydrant(value: Any) -> bool:
    outer = mapping(value)
    events = mappings(outer.get("data"))
    return isinstance(outer.get("milestones"), list) or (
        bool(events) and all("occurred_at" in one and "type" in one and "data" in one for one in events)
    )


def _firehydrant(value: Any, context: ReadContext) -> Iterator[Event]:
    for event in mappings(mapping(value).get("data")):
        inner = mapping(event.get("data"))
        body = _body(inner)
        kind = string(event.get("type")).replace("_", " ")
        who = person_named(event.get("author"), context.people)
        text = body if kind in ("note", "chat message") and body else f"{kind}: {body}".strip(": ")
        yield Event(event.get("occurred_at"), who, text or plain(inner))
    name = named(value)
    severity = named(mapping(value).get("severity"))
    for milestone in mappings(mapping(value).get("milestones")):
        kind = string(milestone.get("type")) or named(milestone)
        text = f"{kind.replace('_', ' ').capitalize()}: {name}{details(severity=severity)}"
        yield Event(milestone.get("occurred_at") or milestone.get("created_at"), "FireHydrant", text)


def _body(value: dict[str, Any], depth: int = 0) -> str:
    """Return what an event says, which is in an object named by its type: `{"note": {"body": …}}`."""
    keys = ("body", "message", "summary", "text", "content", "description", "comment")
    if said := next((string(value[key]) for key in keys if string(value.get(key))), ""):
        return said
    inner = (_body(one, depth + 1) for one in value.values() if isinstance(one, dict) and depth < 3)
    return next(filter(None, inner), "")


# Jira


def _jira_issues(value: Any) -> list[dict[str, Any]]:
    issues = mappings(mapping(value).get("issues")) or mappings(value) or mappings([value])
    return [one for one in issues if "key" in one and isinstance(one.get("fields"), dict)]


def _jira(value: Any, context: ReadContext) -> Iterator[Event]:
    for issue in _jira_issues(value):
        fields, key = mapping(issue["fields"]), string(issue["key"])
        said = words_of_document(fields.get("description")).strip()
        more = details(
            status=named(fields.get("status")),
            priority=named(fields.get("priority")),
            assignee=person_named(fields.get("assignee"), context.people) if fields.get("assignee") else "",
        )
        title = f"{key}: {string(fields.get('summary'))}{more}"
        reporter = person_named(fields.get("reporter") or fields.get("creator"), context.people)
        yield Event(fields.get("created"), reporter, f"{title}\n{said}" if said else title)
        for comment in mappings(mapping(fields.get("comment")).get("comments")):
            who = person_named(comment.get("author"), context.people)
            yield Event(comment.get("created"), who, f"{words_of_document(comment.get('body'))} ({key})")
        for history in mappings(mapping(issue.get("changelog")).get("histories")):
            who = person_named(history.get("author"), context.people)
            for change in mappings(history.get("items")):
                moved = f"{string(change.get('fromString')) or 'none'} → {string(change.get('toString')) or 'none'}"
                yield Event(history.get("created"), who, f"{key} {string(change.get('field'))}: {moved}")


# Zendesk


def _zendesk(value: Any, context: ReadContext) -> Iterator[Event]:
    outer = mapping(value)
    users = {plain(user.get("id")): person_named(user, context.people) for user in mappings(outer.get("users"))}

    def who(identity: Any) -> str:
        if identity is None:
            return ""
        return users.get(plain(identity)) or context.people.introduce(key=f"zendesk:{plain(identity)}")

    for ticket in mappings([outer.get("ticket")]) + mappings(outer.get("tickets")):
        more = details(status=ticket.get("status"), priority=ticket.get("priority"), tags=ticket.get("tags"))
        text = f"Ticket {plain(ticket.get('id'))}: {string(ticket.get('subject'))}{more}"
        if said := string(ticket.get("description")):
            text = f"{text}\n{said}"
        yield Event(ticket.get("created_at"), who(ticket.get("requester_id") or ticket.get("submitter_id")), text)
        inner = {"comments": ticket.get("comments"), "users": outer.get("users")}
        yield from _zendesk(inner, context) if ticket.get("comments") else ()
    for comment in mappings(outer.get("comments")):
        text = string(comment.get("plain_body")) or words_of_html(
            string(comment.get("html_body")) or string(comment.get("body"))
        )
        text = text or string(comment.get("body"))
        note = " (internal note)" if comment.get("public") is False else ""
        yield Event(comment.get("created_at"), who(comment.get("author_id")), f"{text}{note}")


def _is_zendesk(value: Any) -> bool:
    outer = mapping(value)
    tickets = mappings([outer.get("ticket")]) + mappings(outer.get("tickets"))
    return any("requester_id" in one or "submitter_id" in one for one in tickets) or any(
        "author_id" in one for one in mappings(outer.get("comments"))
    )


# PagerDuty: answers of its REST API


def _pagerduty_incidents(value: Any) -> list[dict[str, Any]]:
    outer = mapping(value)
    found = mappings([outer.get("incident")]) + mappings(outer.get("incidents"))
    return [
        one
        for one in found
        if "incident_number" in one or string(one.get("type")) in ("incident", "incident_reference")
    ]


def _pagerduty_notes(value: Any) -> list[dict[str, Any]]:
    notes = mappings(mapping(value).get("notes")) + mappings([mapping(value).get("note")])
    return [one for one in notes if isinstance(one.get("content"), str) and "created_at" in one]


def _pagerduty(value: Any, context: ReadContext) -> Iterator[Event]:
    def who(user: Any) -> str:
        inner = mapping(user)
        key = f"pagerduty:{inner['id']}" if inner.get("id") else ""
        return context.people.introduce(named(inner), string(inner.get("email")), key=key) if named(inner) else ""

    for note in _pagerduty_notes(value):
        yield Event(note.get("created_at"), who(note.get("user")), string(note["content"]))
    for incident in _pagerduty_incidents(value):
        number = incident.get("incident_number") or incident.get("number")
        title = f"(#{number}): {named(incident, 'title')}" if number else f": {named(incident, 'title')}"
        more = details(
            service=named(incident.get("service")),
            urgency=incident.get("urgency"),
            priority=named(incident.get("priority")),
        )
        yield Event(incident.get("created_at"), "PagerDuty", f"Alert triggered {title}{more}")
        for key, person, what in (
            ("assignments", "assignee", "assigned"),
            ("acknowledgements", "acknowledger", "acknowledged"),
        ):
            for one in mappings(incident.get(key)):
                mark = who(one.get(person))
                by = f"to {mark}" if what == "assigned" else f"by {mark}"
                yield Event(
                    one.get("at"), mark, f"PagerDuty incident {what} {title}, {by}" if mark else f"{what} {title}"
                )
        if incident.get("resolved_at"):
            by = who(incident.get("last_status_change_by")) if incident.get("status") == "resolved" else ""
            yield Event(incident["resolved_at"], by or "PagerDuty", f"PagerDuty incident resolved {title}")


def _is_hook_of_pagerduty(value: Any) -> bool:
    messages = listing(mapping(value).get("messages"))
    return bool(messages) and all(
        string(mapping(one).get("event")).startswith("incident.") and "incident" in mapping(one) for one in messages
    )


_PAST = {"acknowledge": "acknowledged", "unacknowledge": "unacknowledged", "resolve": "resolved",
         "escalate": "escalated", "assign": "assigned", "delegate": "delegated"}  # fmt: skip
"""What a call says happened, by the name of its event."""


def _assignees(incident: dict[str, Any]) -> list[dict[str, Any]]:
    return [mapping(one.get("assignee")) for one in mappings(incident.get("assignments"))]


def _hook_of_pagerduty(value: Any, context: ReadContext) -> Iterator[Event]:
    """Read a webhook call of version 2."""
    for message in mappings(value["messages"]):
        incident = mapping(message["incident"])
        what = string(message["event"]).removeprefix("incident.")
        number = incident.get("incident_number")
        begin = "Alert triggered" if what == "trigger" else f"PagerDuty incident {_PAST.get(what, what)}"
        level = incident.get("escalation_level")
        assigned = [*mappings(incident.get("assigned_to_user")), *_assignees(incident)]
        people = [context.people.introduce(named(one)) for one in assigned if named(one)]
        acknowledger = named(incident.get("acknowledger"))
        more = details(
            service=named(incident.get("service")),
            urgency=incident.get("urgency"),
            priority=named(incident.get("priority")),
            assigned_to=", ".join(people),
            acknowledged_by=context.people.introduce(acknowledger) if acknowledger else "",
            level=level,
        )
        title = string(incident.get("title")) or string(mapping(incident.get("trigger_summary_data")).get("subject"))
        at = message.get("created_on") or incident.get("last_status_change_at") or incident.get("created_at")
        yield Event(at, "PagerDuty", f"{begin}{f' (#{number})' if number else ''}: {title}{more}")


FORMS = (
    ("Opsgenie call", _is_opsgenie, _opsgenie),
    ("Opsgenie alerts", lambda value: bool(_opsgenie_alerts(value)), _opsgenie_alert),
    ("Statuspage incidents", lambda value: bool(_statuspage_incidents(value)), _statuspage),
    ("PagerDuty call (version 2)", _is_hook_of_pagerduty, _hook_of_pagerduty),
    ("PagerDuty incidents", lambda value: bool(_pagerduty_incidents(value)), _pagerduty),
    ("PagerDuty notes", lambda value: bool(_pagerduty_notes(value)), _pagerduty),
    ("incident.io updates", lambda value: bool(_incident_io_updates(value)), _incident_io),
    ("incident.io incidents", lambda value: bool(_incident_io_incidents(value)), _incident_io),
    ("Rootly export", lambda value: bool(_rootly_data(value)), _rootly),
    ("FireHydrant export", _is_firehydrant, _firehydrant),
    ("Jira issues", lambda value: bool(_jira_issues(value)), _jira),
    ("Zendesk tickets", _is_zendesk, _zendesk),
)

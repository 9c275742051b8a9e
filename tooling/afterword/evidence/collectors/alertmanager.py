"""Alerts of Prometheus Alertmanager: webhook calls, and answers of its API."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from afterword.evidence.collectors.interface import RawItem, ReadContext, SourceContent, order_of
from afterword.evidence.collectors.json_values import mapping
from afterword.evidence.source import Source

_MAX_LABELS = 12


def is_alertmanager(source: Source) -> bool:
    """Whether every document is a webhook call or an answer of the API with alerts."""
    return source.documents.all_are(lambda value: bool(_alerts(value)))


def _alerts(value: Any) -> list[dict[str, Any]]:
    """Return the alerts of a webhook call (version 4) or of `GET /api/v2/alerts`; none if it is neither."""
    alerts = value.get("alerts") if isinstance(value, dict) else value
    if not isinstance(alerts, list):
        return []
    matching = [a for a in alerts if isinstance(a, dict) and isinstance(a.get("labels"), dict) and "startsAt" in a]
    return matching if len(matching) == len(alerts) else []


def read_alertmanager(source: Source, context: ReadContext) -> SourceContent:
    """Read when each alert began and ended, once even if later calls repeat it."""
    content = SourceContent()
    found: dict[tuple[str, str, str], RawItem] = {}
    texts: dict[str, str] = {}
    for line, value in content.documents_of(source):
        of_call = str(value.get("status") or "") if isinstance(value, dict) else ""
        for alert in _alerts(value):
            # The call that says that it is over often lacks the words of the one that raised it.
            labels = str(sorted(alert["labels"].items()))
            text = texts[labels] = max(texts.get(labels, ""), _text(alert), key=len)
            for kind, time in _changes(alert, str(alert.get("status") or of_call)):
                at = content.read_time(time, context.times, line)
                found.setdefault((str(at), kind, labels), RawItem(line, at, "Alertmanager", f"{kind}: {text}"))
        if isinstance(value, dict) and (cut := value.get("truncatedAlerts")) and isinstance(cut, int):
            content.not_read(f"Alertmanager left out {cut} alerts of this call", line)
    content.items += sorted(found.values(), key=lambda item: order_of(item.at))
    return content


def _text(alert: dict[str, Any]) -> str:
    labels = {str(key): str(value) for key, value in alert["labels"].items()}
    notes = mapping(alert.get("annotations"))
    name = labels.pop("alertname", "an alert without a name")
    words = next((str(notes[key]) for key in ("summary", "message", "description") if notes.get(key)), "")
    shown = ", ".join(f"{key}={value}" for key, value in sorted(labels.items())[:_MAX_LABELS])
    text = name + (f", {' '.join(words.split())}" if words else "") + (f" ({shown})" if shown else "")
    values = mapping(alert.get("values"))  # of Grafana
    measured = ", ".join(f"{key}={value}" for key, value in values.items()) or " ".join(
        str(alert.get("valueString") or "").split()
    )
    return f"{text} (values: {measured})" if measured else text


def _changes(alert: dict[str, Any], status: str) -> Iterator[tuple[str, Any]]:
    yield "Alert triggered", alert.get("startsAt")
    ended = str(alert.get("endsAt") or "")
    # An alert of the API that is still active has the time at which it will count as over.
    if status == "resolved" and not ended.startswith("0001-"):
        yield "Alert over", ended

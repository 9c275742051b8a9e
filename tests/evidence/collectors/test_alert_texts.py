"""Alerts as texts."""

from __future__ import annotations

import pytest

from afterword.evidence.collectors.alert_texts import is_alert_text, read_alert_text
from afterword.evidence.collectors.registry import collector_for
from fakes.sources import given, shown, source

GRAFANA = """\
**Firing**

Value: B=43.2, C=1
Labels:
 - alertname = Token spend per minute
 - team = assistants
Annotations:
 - summary = Token spend is 12 times the usual
Source: http://grafana.example/alerting/view
"""
DATADOG = """\
Triggered: [P2] Latency above 8s

p95 over the last 10 minutes was > 8

Metric value: 11.4

Event time: 2026-05-11 09:15 UTC
"""
CLOUDWATCH = 'ALARM: "chat-5xx" in EU (Frankfurt)\n- State Change: OK -> ALARM\n- Timestamp: 2026-06-11 16:31:09 UTC\n'
FIRING = "[FIRING:1] Red bot\n[RESOLVED] Blue bot\nEnded: 2026-06-11 17:00:00 +0000 UTC\n"


@pytest.mark.parametrize(
    ("text", "items"),
    [
        (GRAFANA, [("None", "Alert triggered: Token spend per minute, Token spend is 12 times the usual "
                            "(team: assistants; value: B=43.2, C=1)")]),
        (DATADOG, [("2026-05-11T09:15Z", "Alert triggered: [P2] Latency above 8s (metric value: 11.4)"),
                   ("None", "p95 over the last 10 minutes was > 8")]),
        (CLOUDWATCH, [("2026-06-11T16:31:09Z", "Alert triggered: chat-5xx (state change: OK -> ALARM)")]),
        (FIRING, [("None", "Alert triggered: Red bot"), ("2026-06-11T17:00:00Z", "Alert over: Blue bot")]),
    ],
    ids=["Grafana", "Datadog", "CloudWatch", "two"],
)  # fmt: skip
def test_an_alert_is_one_item_with_its_name_words_and_fields(text: str, items: list[tuple[str, str]]) -> None:
    of = source("alert.txt", text)
    assert is_alert_text(of)
    assert [(str(item.at), item.text) for item in read_alert_text(of, given()).items] == items


@pytest.mark.parametrize("text", ["", "Firing\nwe are firing the bot", "the alert fired", "[17:02] Firing squad"])
def test_other_texts_are_no_alerts(text: str) -> None:
    assert not is_alert_text(source("notes.txt", text))


def test_fields_that_are_not_kept_are_counted() -> None:
    content = read_alert_text(source("a.txt", "[FIRING:1] Red\nrunbook: page 4\nservice: bot\n"), given())
    assert content.left_out == {"other fields of alerts": 1}


def test_escapes_of_a_terminal_and_marks_of_direction_hide_no_alert() -> None:
    of = source("a.txt", "\x1b[31m[FIRING:1] \u202e**Bot** <img src=x>\x1b[0m\n - severity = critical\n")
    assert is_alert_text(of)
    assert [item.text for item in read_alert_text(of, given()).items] == [
        "Alert triggered: **Bot** <img src=x> (severity: critical)"
    ]


def test_an_alert_in_bold_that_is_over_has_the_time_at_which_it_ended() -> None:
    of = source(
        "alert.txt",
        "**[RESOLVED] refunds too slow (prod)**\nStarted: 2026-04-16 17:11:30 +0000 UTC\n"
        "Ended: 2026-04-16 17:52:00 +0000 UTC\n",
    )
    (item,) = read_alert_text(of, given()).items
    assert (str(item.at), item.text) == ("2026-04-16T17:52:00Z", "Alert over: refunds too slow (prod)")


@pytest.mark.parametrize(
    "text",
    [
        "New alert from carts in production\nIssue: KeyError: 'price'\nApr. 16, 2026, 5:10:21 p.m. UTC\nUsers: 31\n",
        "***** Nagios *****\n\nNotification Type: PROBLEM\nService: carts\nDate/Time: Thu Apr 16 17:10:21 UTC 2026\n",
        "[Triggered on {service:carts}] latency\nDetected on 16 Apr 2026, 17:10 UTC\nlast triggered at Thu Apr 16 2026 "
        "17:10:31 UTC.\n",
        "Problem started at 17:10:21 on 2026.04.16\nProblem name: carts are slow\nHost: db-3\n",
    ],
)
def test_a_notification_is_of_the_one_moment_that_it_names(text: str) -> None:
    mail = source("alert.txt", text)
    collector = collector_for(mail)
    assert collector is not None
    found = [at[:16] for at, _, words in shown(collector.read(mail, given())) if "carts" in words]
    assert found == ["2026-04-16T17:10"]

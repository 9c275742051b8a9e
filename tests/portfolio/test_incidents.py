"""What is derived from one incident."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword.portfolio.incidents import (
    is_ongoing,
    is_running,
    measure_time_to,
    sort_newest_first,
    start_date,
    start_year,
)
from afterword.postmortem import PostMortem, read


def document(front: str, name: str = "2026-04-16-x") -> PostMortem:
    return read(f"---\n{front}\n---\n".encode(), f"postmortems/{name}.md")


@pytest.mark.parametrize(
    ("started", "shown"),
    [("2026-04-15T23:30Z", "2026-04-15"), ("2026-04", "2026-04"), ("2026-04-01/2026-04-03", "2026-04-01/2026-04-03"),
     ("unknown", "2026-04-16")],
)  # fmt: skip
def test_the_start_is_shown_as_coarsely_as_it_is_known(started: str, shown: str) -> None:
    assert start_date(document(f"incident: {{started: {started}}}")) == shown


def test_incidents_are_ordered_by_their_start_and_not_by_their_id() -> None:
    late = document("incident: {started: 2026-05-02}", "2026-01-01-late")
    early = document("incident: {started: 2025-12-31}", "2026-02-02-early")
    unknown = document("", "2026-03-03-unknown")
    assert sort_newest_first([early, late, unknown]) == [late, unknown, early]
    assert [start_year(one) for one in (late, early, unknown)] == ["2026", "2025", "2026"]


@pytest.mark.parametrize(
    ("times", "ongoing"),
    [("", False), ("resolved: ongoing", True), ("resolved: 2026-04-17", False),
     ("resolved: ongoing, mitigated: 2026-04-16T10:00Z", False), ("resolved: ongoing, mitigated: ongoing", True)],
)  # fmt: skip
def test_an_incident_is_ongoing_until_an_end_is_known(times: str, ongoing: bool) -> None:
    assert is_ongoing(document(f"incident: {{{times}}}")) is ongoing
    assert not is_ongoing(document(""))


def test_times_run_from_the_first_effect_on_users() -> None:
    found = document("incident: {started: 2026-04-16T08:00Z, detected: 2026-04-16T08:40Z}")
    assert str(measure_time_to("detected", found)) == "40 min"
    assert measure_time_to("resolved", found) is None and measure_time_to("detected", document("")) is None


def test_unknown_models_and_causes_are_none() -> None:
    assert document("models: unknown").front.stated_models == [] == document("causes: unknown").front.stated_causes


@pytest.mark.parametrize(
    ("times", "running"),
    [
        ("started: 2026-04-30T10:00Z", True),
        ("started: 2026-04-30T10:00Z, resolved: unknown", True),
        ("started: 2026-04-20T10:00Z, resolved: unknown", False),
        ("started: 2026-04-30T10:00Z, mitigated: 2026-04-30T11:00Z", False),
        ("started: 2026-04-30T10:00Z, duration: 2 h", False),
        ("started: 2026-04-30T10:00Z, near_miss: true", False),
        ("started: 2026-01-30T10:00Z, resolved: ongoing", True),
    ],
)
def test_an_incident_without_an_end_is_running_if_it_began_lately(times: str, running: bool) -> None:
    now = datetime(2026, 5, 1, 12, tzinfo=UTC)
    assert is_running(document(f"incident: {{{times}}}"), now) is running

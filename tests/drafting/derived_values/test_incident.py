"""The times of the incident, and what detected it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from afterword.drafting.assembling.reading import read_evidence
from afterword.drafting.derived_values import Proposal, derive_values
from afterword.evidence import EvidenceItem, Ledger
from afterword.language.item_kinds import ItemKind
from afterword.postmortem.schema import FrontMatter, Incident
from afterword.times.when import When
from drafting.derived import derived


def test_times_come_from_the_milestones_with_their_items(tmp_path: Path) -> None:
    found = derived(
        tmp_path,
        ("2026-04-16T17:00Z", "First symptom: wrong answers"),
        ("2026-04-16T17:10Z", "Alert triggered: complaints"),
        ("2026-04-16T17:15Z", "Incident declared as SEV2"),
        ("2026-04-16T18:00Z", "Resolved: too early"),
        ("2026-04-16T19:00Z", "Resolved: calm"),
        ("", "Mitigation applied: at some time"),
        ("2026-04-16T20:00Z", "We resolved to do better"),
    )
    assert found == [
        Proposal(("incident", "started"), "2026-04-16T17:00Z", ("E1",)),
        Proposal(("incident", "detected"), "2026-04-16T17:10Z", ("E2",)),
        Proposal(("incident", "declared"), "2026-04-16T17:15Z", ("E3",)),
        Proposal(("incident", "resolved"), "2026-04-16T19:00Z", ("E5",)),
        Proposal(("incident", "detection"), "alert", ("E2",)),
    ]


@pytest.mark.parametrize(
    ("actor", "at", "text", "started", "is_detection"),
    [
        ("on-call", "2026-04-16T17:05Z", "the bot is wrong", None, False),
        ("on-call", "2026-04-16T17:15Z", "the bot is wrong", None, True),
        (None, "2026-04-16T17:05Z", "request 7 served", None, True),
        ("deploy bot", "2026-04-16T17:05Z", "release 58 deployed", None, True),
        ("on-call", "2026-04-16T17:05Z", "good morning", "2026-04-16T17:07Z", True),
        ("on-call", "2026-04-16", "the bot is wrong", None, False),
        ("on-call", "2026-04-16T17:20Z", "what is up with the bot?", None, True),
        ("on-call", "2026-04-16T18:20Z", "what is up with the bot?", None, False),  # nobody saw the alert
        ("on-call", "2026-04-16T17:05Z", "commit 5d20c1e8b6: Raise concurrency to 64", None, True),
    ],
)
def test_alert_detected_it_if_nobody_wrote_before(
    tmp_path: Path, actor: str | None, at: str, text: str, started: str | None, is_detection: bool
) -> None:
    items = [
        EvidenceItem("", "chat", 1, When.parse(at), actor, text),
        EvidenceItem("", "alerts", 1, When.parse("2026-04-16T17:10Z"), "monitoring", "Alert triggered: load"),
    ]
    front = FrontMatter(incident=Incident.model_validate({"started": started}) if started else None)
    names = [one.path[-1] for one in derive_values(front, Ledger().extended(items), tmp_path).proposals]
    assert ("detected" in names, "detection" in names) == (is_detection, is_detection)


def test_first_firing_alarm_detected_it_as_a_stated_alert_does(tmp_path: Path) -> None:
    firing = ("2026-09-14T22:31:44Z", "alertmanager [FIRING:1] ToolErrorRate service=planner value=0.37")
    again = ("2026-09-14T22:40:00Z", "alertmanager [FIRING:1] ToolErrorRate service=planner value=0.41")
    cleared = ("2026-09-14T22:20:00Z", "alertmanager [RESOLVED] DiskSpace service=planner node=7")
    found = {one.path[-1]: (one.value, one.sources) for one in derived(tmp_path, again, firing, cleared)}
    assert found == {"detected": ("2026-09-14T22:31:44Z", ("E2",)), "detection": ("alert", ("E2",))}
    written = ("2026-09-14T22:25:00Z", "planner fails for me", "engineer")
    assert derived(tmp_path, written, firing) == []


def test_time_before_what_came_earlier_is_of_something_else(tmp_path: Path) -> None:
    items = (("2026-04-16T08:40Z", "Resolved: the old one"), ("2026-04-16T09:40Z", "Detected: a customer wrote"))
    assert [one.path[-1] for one in derived(tmp_path, *items)] == ["detected", "detection"]
    stated = FrontMatter(incident=Incident.model_validate({"started": "2026-04-16T10:00Z"}))
    assert derived(tmp_path, *items, front=stated) == []


def test_alert_after_the_detection_did_not_detect_it(tmp_path: Path) -> None:
    items = (("2026-04-16T17:00Z", "Detected: a customer wrote"), ("2026-04-16T17:10Z", "Alert triggered: load"))
    found = {one.path[-1]: one.value for one in derived(tmp_path, *items)}
    assert found == {"detected": "2026-04-16T17:00Z", "detection": "customer"}


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("Detected: a customer quotes the bot, and I can reproduce it", "customer"),
        ("Detected: three users reported refunds", "customer"),
        ("Detected: the nightly eval fails", "eval"),
        # Who was affected did not detect it.
        ("Detected: three patients with chest pain were rated routine; I can reproduce it", None),
        ("Detected: 40 users cannot log in", None),
    ],
)
def test_detector_is_who_did_something_about_it(tmp_path: Path, text: str, by: str | None) -> None:
    found = {one.path[-1]: one.value for one in derived(tmp_path, ("2026-04-16T17:00Z", text))}
    assert found == {"detected": "2026-04-16T17:00Z"} | ({"detection": by} if by else {})


def test_milestone_that_states_another_time_is_not_of_the_time_of_its_item(tmp_path: Path) -> None:
    for text in ("Incident declared: SEV2 at 17:10", "Mitigation applied: flag off since 17:20Z", "Resolved: at 17:30"):
        assert derived(tmp_path, ("2026-04-16T17:55Z", text, "on-call")) == []
    (found,) = derived(tmp_path, ("2026-04-16T17:55Z", "Resolved: 17:55Z, all regions", "on-call"))
    assert (found.path[-1], found.value) == ("resolved", "2026-04-16T17:55Z")


def test_a_deployment_that_somebody_triggered_is_no_alert(tmp_path: Path) -> None:
    found = derived(tmp_path, ("2026-04-16T17:00Z", "the deploy was triggered by ana", "on-call"))
    assert not [one for one in found if isinstance(one, Proposal) and one.path == ("incident", "detected")]


def test_a_time_of_which_the_zone_is_assumed_is_not_proposed(tmp_path: Path) -> None:
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-04-16T17:15Z"), "on-call", "Incident declared as SEV2")
    for zone, expected in ((None, ["declared"]), ("UTC", [])):
        ledger = Ledger((replace(item, assumed_zone=zone),))
        said = read_evidence(ledger.items, {"E1": ItemKind.DECISION}, FrontMatter())
        found = derive_values(FrontMatter(), ledger, tmp_path, (), said).proposals
        assert [one.path[-1] for one in found if one.path[0] == "incident"] == expected

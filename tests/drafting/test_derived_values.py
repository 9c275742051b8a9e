"""What evidence says about the front matter, and what it leaves open."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.drafting.derived_values import Proposal, derive_values
from afterword.evidence import EvidenceItem, Ledger
from afterword.postmortem.schema import Cause, FrontMatter, Incident, ModelUse
from afterword.times.when import When


def ledger(*items: tuple[str, str]) -> Ledger:
    return Ledger().extended(
        EvidenceItem("", "chat", number, When.parse(at) if at else None, None, text)
        for number, (at, text) in enumerate(items)
    )


def derived(
    tmp_path: Path, *items: tuple[str, str], front: FrontMatter | None = None, **more: list[str]
) -> list[Proposal]:
    return list(derive_values(front or FrontMatter(), ledger(*items), tmp_path, **more))  # type: ignore[arg-type]


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
    ],
)
def test_alert_detected_it_if_nobody_wrote_before(
    tmp_path: Path, actor: str | None, at: str, text: str, started: str | None, is_detection: bool
) -> None:
    items = [
        EvidenceItem("", "chat", 1, When.parse(at), actor, text),
        EvidenceItem("", "alerts", 1, When.parse("2026-04-16T17:10Z"), "monitoring", "Alert triggered: load"),
    ]
    front = FrontMatter(incident=Incident(started=started) if started else None)  # type: ignore[arg-type]
    names = [one.path[-1] for one in derive_values(front, Ledger().extended(items), tmp_path)]
    assert ("detected" in names, "detection" in names) == (is_detection, is_detection)


def test_time_before_what_came_earlier_is_of_something_else(tmp_path: Path) -> None:
    items = (("2026-04-16T08:40Z", "Resolved: the old one"), ("2026-04-16T09:40Z", "Detected: a customer wrote"))
    assert [one.path[-1] for one in derived(tmp_path, *items)] == ["detected"]
    stated = FrontMatter(incident=Incident(started="2026-04-16T10:00Z"))  # type: ignore[arg-type]
    assert derived(tmp_path, *items, front=stated) == []


def test_alert_after_the_detection_did_not_detect_it(tmp_path: Path) -> None:
    items = (("2026-04-16T17:00Z", "Detected: a customer wrote"), ("2026-04-16T17:10Z", "Alert triggered: load"))
    assert [one.path[-1] for one in derived(tmp_path, *items)] == ["detected"]


@pytest.mark.parametrize(
    ("text", "key", "value"),
    [
        ("In all 1,200 users were affected.", "users", "1200"),
        ("about 40 customers affected", "users", "~40"),
        ("It affected at least 12 requests", "requests", ">=12"),
        ("This impacted more than 9 complaints", "complaints", ">9"),
    ],
)
def test_figures_of_who_was_affected_are_read(tmp_path: Path, text: str, key: str, value: str) -> None:
    assert derived(tmp_path, ("", text)) == [Proposal(("impact", key), value, ("E1",))]


@pytest.mark.parametrize(
    "text",
    [
        "12 users wrote",
        "1.5.12 users affected",
        "users affected: 12",
        "12 users of 40 were not affected",
        "no user",
        "None of the 340 customers were affected",
        "It is not true that 340 customers were affected",
        "fewer than 340 users were affected",
        "up to 340 users were affected",
        "About 5 % of 12,000 customers were affected",
        "300 to 400 users were affected",
        "between 340 and 400 users were affected",
        "1,2 users were affected",
        "If it reaches the EU, 340 users are affected",
        "Correction: 900 customers were affected",
    ],
)
def test_other_figures_are_not(tmp_path: Path, text: str) -> None:
    assert derived(tmp_path, ("", text)) == []


def test_figures_that_differ_are_left_to_people(tmp_path: Path) -> None:
    assert derived(tmp_path, ("", "12 users were affected"), ("", "15 users were affected")) == []
    agreed = derived(tmp_path, ("", "12 users were affected"), ("", "Again: 12 users affected"))
    assert agreed == [Proposal(("impact", "users"), "12", ("E1", "E2"))]


def test_services_are_those_of_the_settings_that_are_named_more_than_once(tmp_path: Path) -> None:
    items = (("", "support-bot is slow"), ("", "the Support-Bot again; billing too"), ("", "not my-support-bot-2"))
    found = derived(tmp_path, *items, services=["support-bot", "billing"])
    assert found == [Proposal(("services",), ["support-bot"], ("E1", "E2"))]


BEFORE = "provider: acme\nmodel: chat\nmodel_version: '1'\ntemperature: 0.2\n"
AFTER = "provider: acme\nmodel: chat\nmodel_version: '2'\ntemperature: 0.8\n"
AFTER += "sampling: {top_p: 1}\nsystem_prompt: |\n  long\n  text\n"


def collect(folder: Path, kind: str, name: str, before: str = BEFORE, after: str = AFTER) -> None:
    (folder / kind).mkdir(exist_ok=True)
    (folder / kind / f"{name}.before.yaml").write_text(before)
    (folder / kind / f"{name}.after.yaml").write_text(after)


def test_model_is_the_one_of_the_only_configuration(tmp_path: Path) -> None:
    collect(tmp_path, "config", "model")
    parameters = {"temperature": "0.8", "top_p": "1"}
    model = {"provider": "acme", "name": "chat", "version": "2", "parameters": parameters}
    found = {one.path: one for one in derived(tmp_path)}
    assert found["models", "chat"] == Proposal(("models", "chat"), model, ("config/model.after.yaml",), is_item=True)
    stated = FrontMatter(models=[ModelUse(name="chat", version="3")])
    found = {one.path: one for one in derived(tmp_path, front=stated)}
    assert found["models", 0, "parameters"].value == parameters
    assert ("models", "chat") not in found and ("models", 0, "version") not in found
    other = FrontMatter(models=[ModelUse(name="another")])
    assert not [one for one in derived(tmp_path, front=other) if one.path[0] == "models"]
    collect(tmp_path, "config", "second")
    assert not [one for one in derived(tmp_path) if one.path[0] == "models"]


def test_each_file_that_differs_is_proposed_as_a_cause_until_one_is_stated(tmp_path: Path) -> None:
    collect(tmp_path, "prompts", "support", "a\nb\n", "a\nc\n")
    collect(tmp_path, "prompts", "same", "a\n", "a\n")
    (found,) = derived(tmp_path)
    assert (found.path, found.is_item) == (("causes", "support"), True)
    assert found.sources == ("prompts/support.after.yaml",)
    assert found.value == {
        "id": "support",
        "kind": "prompt",
        "summary": "prompts/support.after.yaml changed: 1 line removed, 1 line added",
        "before": "prompts/support.before.yaml",
        "after": "prompts/support.after.yaml",
    }
    assert derived(tmp_path, front=FrontMatter(causes=[Cause(id="x")])) == []

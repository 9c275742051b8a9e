"""The agenda of the week, from real git."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.learning.review.agenda import Agenda
from afterword.learning.review.make import make_agenda
from afterword.learning.review.markdown import write_lines, write_plain
from afterword.portfolio.snapshot import FILE, ActionState, Evidence, IssueState, Snapshot, read_tracked_states
from afterword.postmortem import read
from afterword.project import Project

HEADER = "| ID | Action | Owner | Due | Status | Issue |\n|---|---|---|---|---|---|\n"


def text(
    name: str, *rows: str, status: str = "published", severity: str = "SEV2", front: str = "", incident: str = ""
) -> str:
    actions = f"\n## Action items\n\n{HEADER}{''.join(rows)}" if rows else ""
    return (
        f"---\nschema: 1\nid: {name}\ntitle: Title of {name[11:]}\nstatus: {status}\nseverity: {severity}\n"
        f'owner: "@ana"\nincident: {{started: {name[:10]}T10:00Z, {incident}}}\n{front}---\n\n'
        f"## Summary\n\nThe {name[11:]} broke. It was long.\n{actions}"
    )


class Team:
    """A repository whose commits are at given times."""

    def __init__(self, root: Path) -> None:
        self.root = root
        (root / "postmortems").mkdir()
        self._git("init", "-q", "-b", "main")

    def _git(self, *arguments: str, at: str = "") -> None:
        env = {"GIT_COMMITTER_DATE": at, "GIT_AUTHOR_DATE": at} if at else {}
        with pytest.MonkeyPatch.context() as patched:
            for name, value in env.items():
                patched.setenv(name, value)
            subprocess.run(["git", "-C", str(self.root), *arguments], check=True, capture_output=True)

    def put(self, name: str, *rows: str, **options: str) -> None:
        (self.root / "postmortems" / f"{name}.md").write_text(text(name, *rows, **options))

    def commit(self, at: str) -> None:
        self._git("add", "-A")
        self._git("commit", "-q", "--allow-empty", "-m", "work", at=at)


@pytest.fixture
def team(tmp_path: Path) -> Team:
    return Team(tmp_path)


@pytest.fixture
def agenda(open_project: Callable[..., Project]) -> Callable[..., Agenda]:
    def make(now: str = "2026-05-01T12:00:00Z") -> Agenda:
        project = open_project(AFTERWORD_NOW=now)
        return make_agenda(project, read_tracked_states(project.root))

    return make


def listed(agenda: Agenda, key: str) -> list[str]:
    (group,) = (group for group in agenda.groups if group.key == key)
    return [f"{item.document.id[11:]}: {item.words}" for item in group.items]


def test_what_is_new_and_changed_since_the_monday_before(team: Team, agenda: Callable[..., Agenda]) -> None:
    team.put("2026-03-01-old", status="draft")
    team.put("2026-03-02-same")
    team.commit("2026-03-10T12:00:00Z")
    team.put("2026-04-19-sunday")
    team.commit("2026-04-19T23:59:00Z")
    team.put("2026-04-20-monday", severity="SEV1")
    team.put("2026-03-01-old", "| A1 | Alert | @bo | 2026-06-01 | open | #3 |\n", severity="SEV1")
    team.commit("2026-04-20T00:01:00Z")
    team.put("2026-04-30-uncommitted")
    found = agenda()
    assert (found.week.name, found.since) == ("2026-W18", datetime.fromisoformat("2026-04-20T00:00Z"))
    assert listed(found, "changed") == [
        "monday: new, SEV1, published. The monday broke.",
        "uncommitted: new, SEV2, published. The uncommitted broke.",
        "old: status draft → published; severity SEV2 → SEV1; 1 action item more. The old broke.",
    ]
    assert found.unknown == () and found.incidents == (3, 0)


def test_a_status_that_is_written_back_is_no_news(team: Team, agenda: Callable[..., Agenda]) -> None:
    row = "| A1 | Alert | @bo | 2026-06-01 | open | |\n"
    team.put("2026-03-01-old", row)
    team.commit("2026-03-10T12:00:00Z")
    team.put("2026-03-01-old", row.replace("| |", "| #3 |"))
    team.commit("2026-04-28T12:00:00Z")
    assert listed(agenda(), "changed") == []
    team.put("2026-03-01-old", row.replace("open | |", "done | #3 |"))
    assert listed(agenda(), "changed") == ["old: 1 action item closed. The old broke."]


def test_what_is_due_and_from_whom(team: Team, agenda: Callable[..., Agenda]) -> None:
    team.put("2026-04-28-soon", status="draft", incident="resolved: 2026-04-29T10:00Z")
    team.put("2026-04-20-late", status="draft", incident="resolved: 2026-04-21T10:00Z")
    regulated = "regulatory: {aware: 2026-04-25T08:00Z, regimes: [gdpr, eu-ai-act-art-73, dora]}\n"
    team.put("2026-04-25-reported", front=regulated)
    team.put("2026-03-01-tracked", "| A1 | Alert | @bo | 2026-06-01 | open | |\n")
    team.commit("2026-04-29T12:00:00Z")
    team.put("2026-04-30-fresh", "| A1 | Alert | @bo | 2026-06-01 | open | |\n")
    team.commit("2026-05-01T11:00:00Z")
    assert listed(agenda(), "due") == [
        "late: publish it: was due 2026-04-24 10:00Z",
        "reported: report to dora: its deadline is not in `regulatory.hours` of afterword.yml",
        "reported: report to gdpr: was due 2026-04-28 08:00Z",
        "tracked: A1 has had no issue for more than 24 hours: run `afterword sync`",
        "soon: publish it: due 2026-05-02 10:00Z",
    ]
    assert (
        listed(agenda("2026-05-06T12:00:00Z"), "due")[-1]
        == "reported: report to eu-ai-act-art-73: due 2026-05-10 08:00Z"
    )
    assert not [one for one in listed(agenda("2026-06-06T12:00:00Z"), "due") if "gdpr" in one]


def test_the_items_of_a_post_mortem_that_lack_an_issue_are_one_entry(team: Team, agenda: Callable[..., Agenda]) -> None:
    rows = [f"| A{number} | Alert | @bo | 2026-06-01 | open | |\n" for number in range(1, 7)]
    team.put("2026-03-01-five", *rows[:5])
    team.put("2026-03-01-two", *rows[:2])
    imported = "imported: {source: old/imported.md}\n"
    team.put("2026-03-01-imported", "| A1 | Alert | TBD | 2026-06-01 | open | |\n", front=imported)
    team.commit("2026-04-29T12:00:00Z")
    assert listed(agenda(), "due") == [
        "five: A1, A2, A3 and 2 more action items have had no issue for more than 24 hours: run `afterword sync`",
        "two: A1 and A2 have had no issue for more than 24 hours: run `afterword sync`",
    ]


def test_overdue_actions_come_by_severity_and_age(team: Team, agenda: Callable[..., Agenda]) -> None:
    rows = "| A1 | Alert \\| page | @bo | 2026-04-20 | open | #1 |\n", "| A2 | Slow | TBD | 2026-03-01 | open | #2 |\n"
    team.put("2026-03-01-a", *rows)
    team.put("2026-03-02-b", rows[0], "| A2 | x | | 2026-03-01 | done | #2 |\n", severity="SEV1")
    team.commit("2026-03-10T12:00:00Z")
    assert listed(agenda(), "overdue") == [
        "b: SEV1, A1: Alert | page (due 2026-04-20)",
        "a: SEV2, A2: Slow (due 2026-03-01, 8 weeks ago), no owner yet",
        "a: SEV2, A1: Alert | page (due 2026-04-20)",
    ]


def test_what_was_closed_without_evidence_lately_is_listed(team: Team, agenda: Callable[..., Agenda]) -> None:
    rows = [f"| A{at} | Do {at} | @bo | 2026-06-01 | done | #{at} |\n" for at in (1, 2, 3)]
    team.put("2026-03-01-a", *rows)
    team.commit("2026-03-10T12:00:00Z")

    def state(number: int, closed: str, *evidence: Evidence) -> ActionState:
        issue = IssueState(number=number, repository="o/r", url="", state="closed", reason="completed", closed=closed,
                           closed_by="bo", evidence=list(evidence))  # fmt: skip
        return ActionState(document="2026-03-01-a", action=f"A{number}", title="", status="done", issue=issue)

    lately, before = "2026-04-28T10:00:00Z", "2026-03-28T10:00:00Z"
    states = [state(1, lately), state(2, before), state(3, lately, Evidence(kind="commit", name="0123456789"))]
    (team.root / ".afterword").mkdir()
    (team.root / FILE).write_text(Snapshot(tracker="o/r", actions=states).model_dump_json())
    assert listed(agenda(), "bare") == ["a: A1: Do 1 (closed 2026-04-28 by bo)"]


def test_a_quiet_week_is_quiet(team: Team, agenda: Callable[..., Agenda]) -> None:
    team.put("2025-03-01-a")
    team.commit("2025-03-10T12:00:00Z")
    found = agenda()
    assert found.is_quiet and found.reading is not None
    assert found.reading.reason == "its turn: 1 of 1"
    assert write_plain(write_lines(found, lambda one: one.path)).startswith("A quiet week: nothing is new")


def test_without_a_history_the_agenda_says_what_it_does_not_know(tmp_path: Path, agenda: Callable[..., Agenda]) -> None:
    (tmp_path / "postmortems").mkdir()
    assert agenda().unknown == (
        "what changed, and which action items have had no issue for a day: there is no history",
    )


def test_the_reason_to_read_again(team: Team, agenda: Callable[..., Agenda]) -> None:
    shared = "services: [bot]\nfactors: [missing-alert, no-canary]\n"
    team.put("2025-01-01-like", front=shared)
    team.put("2024-04-30-year-ago", severity="SEV3")
    team.commit("2026-03-10T12:00:00Z")
    reading = agenda().reading
    assert reading and (reading.document.id[11:], reading.reason) == ("year-ago", "it happened in this week of 2024")
    team.put("2025-02-01-late", "| A1 | x | | 2025-03-01 | open | #1 |\n", severity="SEV4")
    team.commit("2026-03-11T12:00:00Z")
    reading = agenda().reading
    assert reading and reading.reason == "its action item A1 is overdue since 2025-03-01"
    team.put("2026-04-30-new", front="services: [bot]\nfactors: [missing-alert]\n")
    reading = agenda().reading
    assert reading and reading.document.id[11:] == "like"
    assert reading.reason == "like “Title of new”, which is new: contributing factor missing-alert, service bot"


def test_at_a_thousand_post_mortems_a_meeting_takes_ten_minutes(
    team: Team, agenda: Callable[..., Agenda], monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = [f"| A{at} | Alert on everything that is slow or wrong | @bo | 2026-04-{at:02} | open | #{at} |\n"
            for at in (10, 11, 12)]  # fmt: skip
    made = read(text("2026-04-29-incident", *rows, status="in-review").encode(), "postmortems/2026-04-29-incident.md")
    many = [replace(made, id=f"2026-04-29-incident-{number:03}") for number in range(1_000)]
    monkeypatch.setattr(Project, "documents", property(lambda _: many))
    team.commit("2026-04-28T12:00:00Z")
    written = write_plain(write_lines(agenda(), lambda one: one.path))
    assert "About 5 minutes: 1000 new or changed, 3000 overdue" in written and "- and 2993 more" in written
    assert len(written.splitlines()) < 60 and len(written.split()) < 900


def test_the_command_prints_the_agenda_twice_the_same(
    team: Team, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("AFTERWORD_NOW", "2026-05-01T12:00:00Z")
    team.put(
        "2026-04-30-new\x1b".strip("\x1b"), "| A1 | <img src=x> [x](http://evil) @bo | @bo | 2026-04-01 | open | #1 |\n"
    )
    team.commit("2026-04-30T12:00:00Z")
    printed = []
    for _ in range(2):
        assert run(["-C", str(team.root), "review"]) == 0
        printed.append(capsys.readouterr().out)
    assert printed[0] == printed[1] and printed[0].startswith("# Post-mortem review, 2026-W18\n\nAbout 1 minute: ")
    assert "<img" not in printed[0] and "](http://evil)" not in printed[0] and " @bo " not in printed[0]
    assert run(["-C", str(team.root), "review", "--format", "json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert (data["week"], data["quiet"], data["groups"][2]["total"]) == ("2026-W18", False, 1)
    assert run(["-C", str(team.root), "review", "--issue", "--format", "json"]) == 2

"""Without a tracker, the plan is what the documents alone say."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.project import Project
from afterword.tracking.offline_plan import plan_offline

HEAD = "---\nschema: 1\nid: {0}\ntitle: Bot is slow\nstatus: published\nseverity: SEV3\n---\n\n## Action items\n\n"
TABLE = """\
| ID | Action | Category | Priority | Owner | Due | Done when | Status | Issue |
|---|---|---|---|---|---|---|---|---|
| A1 | Restore the prompt | immediate fix | P0 | @ann | 2026-04-17 | it is restored | done | |
| A2 | Add an alert | monitoring improvement | P1 | @ann | 2026-05-17 | it fires | open | |
| A3 | Add a case | eval case | P1 | @bob | 2026-05-17 | it fails before | open | #7 |
"""


@pytest.fixture
def project(tmp_path: Path) -> Project:
    (tmp_path / "postmortems").mkdir()
    name = "2026-04-16-bot-is-slow"
    (tmp_path / "postmortems" / f"{name}.md").write_text(HEAD.format(name) + TABLE)
    return Project.open(tmp_path, {})


def test_open_rows_without_an_issue_would_be_opened(project: Project) -> None:
    plan = plan_offline(project)
    assert [row.action for row in plan.opens] == ["A2"] and plan.numbered == 1 and plan.skipped == ()


def test_dry_run_without_a_token_says_what_it_does_not_know(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY", "AFTERWORD_TRACKER"):
        monkeypatch.delenv(name, raising=False)
    assert run(["-C", str(project.root), "sync", "--dry-run"]) == 0
    out = capsys.readouterr().out
    assert "  + 2026-04-16-bot-is-slow  A2  " in out and "A1" not in out and "A3" not in out
    assert "1 issue to open at most, 1 action item with an issue. There is no GITHUB_TOKEN" in out
    assert run(["-C", str(project.root), "sync"]) == 1
    assert "error: " in capsys.readouterr().err


def test_the_same_is_data_for_programs(
    project: Project, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in ("GITHUB_TOKEN", "GITHUB_REPOSITORY", "AFTERWORD_TRACKER"):
        monkeypatch.delenv(name, raising=False)
    assert run(["-C", str(project.root), "sync", "--dry-run", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["offline"] and found["dry_run"] and found["summary"].startswith("1 issue to open at most")
    assert [(one["operation"], one["action"], one["what"]) for one in found["operations"]] == [
        ("create", "A2", "Add an alert")
    ]

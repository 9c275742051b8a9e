"""Cadence, from real repositories and a fixed clock."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import Level, Report, check
from afterword.project import Project
from checks.good import GOOD, PATH, collect

DRAFT = GOOD.replace("status: published", "status: draft")


@pytest.fixture
def commit(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str, str], None]:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    def commit(day: str, text: str) -> None:
        (tmp_path / "postmortems").mkdir(exist_ok=True)
        collect(tmp_path)
        (tmp_path / PATH).write_text(text)
        for variable in ("GIT_AUTHOR_DATE", "GIT_COMMITTER_DATE"):
            monkeypatch.setenv(variable, f"{day}T12:00:00Z")
        git("add", "-A")
        git("commit", "-q", "-m", day)

    git("init", "-q", "-b", "main")
    return commit


def report(project: Project) -> Report:
    return check(project.documents, project)


def seen(project: Project) -> list[tuple[str, Level, str]]:
    return [(one.rule, one.level, one.message) for one in report(project).findings if one.rule.startswith("AW7")]


def test_published_in_time(commit: Callable[[str, str], None], open_project: Callable[..., Project]) -> None:
    commit("2026-04-17", DRAFT)
    commit("2026-04-19", GOOD)
    commit("2026-04-30", GOOD.replace("Release 57 was", "Release 57 has been"))
    assert seen(open_project()) == []


def test_published_late(commit: Callable[[str, str], None], open_project: Callable[..., Project]) -> None:
    commit("2026-04-17", DRAFT)
    commit("2026-04-26", GOOD)
    assert seen(open_project()) == [("AW701", Level.NOTE, "it was published 10 d after the incident was resolved")]


def test_nothing_of_the_repository_is_run(
    commit: Callable[[str, str], None], open_project: Callable[..., Project], tmp_path: Path
) -> None:
    commit("2026-04-26", GOOD)
    program = tmp_path / "program.sh"
    program.write_text(f"#!/bin/sh\ntouch '{tmp_path}/ran'\ncat\n")
    program.chmod(0o755)
    (tmp_path / ".gitattributes").write_text("*.md diff=hostile\n")
    settings = ("diff.external", "diff.hostile.command", "diff.hostile.textconv", "core.pager", "log.showSignature")
    for setting in (*settings, "color.ui", "diff.noprefix", "diff.mnemonicPrefix"):
        value = str(program) if setting in settings[:4] else {"color.ui": "always"}.get(setting, "true")
        subprocess.run(["git", "-C", str(tmp_path), "config", setting, value], check=True)
    assert [rule for rule, _, _ in seen(open_project())] == ["AW701"]
    assert not (tmp_path / "ran").exists()


def test_a_merge_publishes(
    commit: Callable[[str, str], None], open_project: Callable[..., Project], tmp_path: Path
) -> None:
    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    commit("2026-04-16", DRAFT)
    git("checkout", "-q", "-b", "ready")
    commit("2026-04-17", GOOD)
    git("checkout", "-q", "main")
    (tmp_path / "other").write_text("x")
    commit("2026-04-20", DRAFT)
    git("merge", "-q", "--no-ff", "-m", "merge", "ready")
    assert open_project().published[PATH].date().isoformat() == "2026-04-20"


def test_a_draft_of_an_incident_that_is_over(
    commit: Callable[[str, str], None], open_project: Callable[..., Project]
) -> None:
    commit("2026-04-17", DRAFT)
    assert seen(open_project(AFTERWORD_NOW="2026-04-18T12:00:00Z")) == []
    assert [(rule, severity) for rule, severity, _ in seen(open_project())] == [
        ("AW702", Level.WARNING),
    ]
    assert [rule for rule, _, _ in seen(open_project(AFTERWORD_NOW="2026-05-02T12:00:00Z"))] == ["AW702", "AW703"]


def test_without_history_it_is_skipped(open_project: Callable[..., Project], tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    collect(tmp_path)
    (tmp_path / PATH).write_text(GOOD)
    reasons = {one.rule: one.reason for one in report(open_project()).skipped}
    assert reasons == dict.fromkeys(("AW511", "AW701", "AW803"), "there is no history")


def test_a_shallow_clone_is_skipped(
    commit: Callable[[str, str], None], open_project: Callable[..., Project], tmp_path: Path
) -> None:
    commit("2026-04-17", DRAFT)
    commit("2026-04-30", GOOD)
    clone = tmp_path / "clone"
    subprocess.run(
        ["git", "clone", "-q", "--depth", "1", tmp_path.as_uri(), str(clone)], check=True, capture_output=True
    )
    assert [(one.rule, one.reason) for one in report(open_project(clone)).skipped] == [
        ("AW701", "the history is cut off")
    ]

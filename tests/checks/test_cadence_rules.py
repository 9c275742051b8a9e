"""Cadence, from real repositories and a clock that stands still; and what is left open at the end."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.checks import Context, Report, Severity, check
from afterword.project import Project
from checks.good import GOOD, PATH, changed, collect, require_told_once, told

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
    return check(project.documents, Context(project))


def seen(project: Project) -> list[tuple[str, Severity, str]]:
    return [(one.rule, one.severity, one.message) for one in report(project).findings if one.rule.startswith("AW7")]


def test_published_in_time(commit: Callable[[str, str], None], open_project: Callable[..., Project]) -> None:
    commit("2026-04-17", DRAFT)
    commit("2026-04-19", GOOD)
    commit("2026-04-30", GOOD.replace("Release 57 was", "Release 57 has been"))
    assert seen(open_project()) == []


def test_published_late(commit: Callable[[str, str], None], open_project: Callable[..., Project]) -> None:
    commit("2026-04-17", DRAFT)
    commit("2026-04-26", GOOD)
    assert seen(open_project()) == [("AW701", Severity.NOTE, "it was published 10 d after the incident was resolved")]


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
        ("AW702", Severity.WARNING),
    ]
    assert [rule for rule, _, _ in seen(open_project(AFTERWORD_NOW="2026-05-02T12:00:00Z"))] == ["AW702", "AW703"]


def test_without_history_it_is_skipped(open_project: Callable[..., Project], tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    collect(tmp_path)
    (tmp_path / PATH).write_text(GOOD)
    assert [(one.rule, one.reason) for one in report(open_project()).skipped] == [("AW701", "there is no history")]


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


EDITED = "<!-- afterword:derived impact 0123456789ab -->\n\n120\n\n<!-- /afterword:derived -->"
DEFECTS = {
    "a placeholder in a sentence": ([("120 users were", "TBD users were")], "AW903", "TBD users"),
    "a placeholder with a colon": ([("120 users were", "TODO: count. Users were")], "AW903", "TODO: count"),
    "a placeholder in brackets": ([("acme had retired", "<name> had retired")], "AW903", "<name> had"),
    "a placeholder in the front matter": ([("owner: on-call lead", "owner: TBD")], "AW903", "owner: TBD"),
    "lorem ipsum": ([("The rollback took", "Lorem ipsum dolor; the rollback took")], "AW903", "Lorem"),
    "the template's guidance": (
        [("120 users were", "<!-- Users, business, data: figures, with estimates marked as such. -->\n120 users were")],
        "AW903", "<!-- Users",
    ),
    "question marks for an answer": ([("120 users were", "??? users were")], "AW903", "??? users"),
    "a form to fill in": ([("120 users were", "[fill in] users were")], "AW903", "[fill in]"),
    "a form that says what to fill in": ([("120 users were", "[insert number] users were")], "AW903", "[insert"),
    "an answer that is to be determined": ([("120 users were promised refunds", "To be determined")], "AW903", "To be"),
    "question marks in the front matter": ([("owner: on-call lead", "owner: ???")], "AW903", "owner: ???"),
    "derived text that was edited": (
        [("120 users were", f"{EDITED}\n\nUsers were")],
        "AW904", "<!-- afterword:derived",
    ),
    "hidden without a reason": ([("visibility: external", "visibility: internal")], "AW906", "visibility: internal"),
    "hidden by default": ([("visibility: external\n", "")], "AW906", "detection: customer"),
}  # fmt: skip


@pytest.mark.parametrize("defect", DEFECTS)
def test_a_defect_is_flagged_at_its_line_and_nothing_else(open_project: Callable[..., Project], defect: str) -> None:
    require_told_once(open_project(), *DEFECTS[defect])


LOOK_ALIKES = {
    "a word of programmers": [("120 users were", "The agent left TODO comments; 120 users were")],
    "a placeholder in code": [("120 users were", "The bot wrote `TBD` and `<name>`; 120 users were")],
    "a placeholder in an output": [("## Eval cov", "```text\nDear <name>, TODO: greet\n```\n\n## Eval cov")],
    "a question of a user": [("120 users were", "“What???” one asked; 120 users were")],
    "a question mark of a language": [("120 users were", "The code `a ??? b` failed; 120 users were")],
    "a link in place of a form": [("120 users were", "[your answers](https://example.org) say: 120 users were")],
    "what was to be decided": [("120 users were", "The period was to be decided by a person; 120 users were")],
    "a link": [("120 users were", "See <https://example.org/name>; 120 users were")],
    "inside with a reason": [
        ("visibility: external", "visibility: internal\nvisibility_reason: the customer was told in person"),
    ],
    "inside and seen by an alert": [("visibility: external\n", ""), ("detection: customer", "detection: alert")],
    "a comment": [("120 users were", "<!-- counted on 18 April -->\n120 users were")],
}  # fmt: skip


@pytest.mark.parametrize("name", LOOK_ALIKES)
def test_look_alikes_are_not_flagged(open_project: Callable[..., Project], name: str) -> None:
    assert told(open_project(), changed(*LOOK_ALIKES[name])) == []


def test_a_draft_may_have_placeholders(open_project: Callable[..., Project]) -> None:
    text = changed(("120 users were", "TBD users were"), ("status: published", "status: draft"))
    assert "AW903" not in [rule for rule, _ in told(open_project(), text)]

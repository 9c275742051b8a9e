"""What a change brings to mind: by each thing that an incident names, in the order of what says most."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.learning.change import Change, Patch, Place, change_of_patches, change_of_paths, read_change
from afterword.learning.digest import GuardingCase, OpenAction
from afterword.learning.recall import change_of_files, change_since, place_in, recall
from afterword.learning.touches import TouchKind
from afterword.project import Project
from learning import incidents

LINE = "--- a/x.py\n+++ b/x.py\n@@ -1 +1 @@\n-{0}\n+y\n"


@pytest.fixture
def project(tmp_path: Path, open_project: Callable[..., Project]) -> Project:
    incidents.write(tmp_path)
    return open_project()


def _touches(project: Project, change: Change) -> list[tuple[TouchKind, str]]:
    found = recall(project, change).incidents
    return [(touch.kind, touch.what) for one in found for touch in one.touches]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("prompts/support.md", TouchKind.FILE),
        ("Prompts\\Support.md", TouchKind.FILE),
        ("bots/prompts/support.md", TouchKind.MOVED_FILE),
        ("llm/support.md", TouchKind.MOVED_FILE),
        ("services/refunds/limits.py", TouchKind.MENTIONED_FILE),
        ("services/support_bot/app.py", TouchKind.SERVICE_NAME),
        ("tools/issue_refund.py", TouchKind.TOOL),
    ],
)
def test_a_file_that_an_incident_names(project: Project, path: str, kind: TouchKind) -> None:
    assert [one for one, _ in _touches(project, change_of_paths([path]))] == [kind]


@pytest.mark.parametrize(
    "path", ["README.md", "limits.py", "search/search.py", "support.txt", "postmortems/prompts/support.md", ""]
)
def test_a_file_that_no_incident_names(project: Project, path: str) -> None:
    assert _touches(project, change_of_paths([path], place_in(project, project.root))) == []


@pytest.mark.parametrize(
    "path", [f"postmortems/{incidents.ID}.md", "retrospectives/2026-Q1.md", ".afterword/actions.json"]
)
def test_what_is_written_after_incidents_touches_none(project: Project, path: str) -> None:
    place, words = place_in(project, project.root), LINE.format('model = "example-chat"')
    diff = words.replace("x.py", path)
    assert read_change(diff, place) == change_of_patches([Patch(path, "", diff)], place) == Change(place=place)
    (touch,) = _touches(project, read_change(diff + words, place))
    assert touch == (TouchKind.MODEL, "example-chat")


def test_a_file_of_another_repository_counts_for_less(project: Project) -> None:
    ours, theirs = (change_of_paths(["prompts/support.md"], name) for name in (Place("Acme/Shop"), Place("acme/other")))
    assert _touches(project, ours) == [(TouchKind.FILE, "prompts/support.md")]
    assert _touches(project, theirs) == [(TouchKind.MOVED_FILE, "prompts/support.md")]


def test_a_renamed_prompt_is_found_by_its_former_name(project: Project) -> None:
    change = read_change("diff --git a/x b/y\nrename from prompts/support.md\nrename to llm/helpdesk.md\n")
    assert _touches(project, change) == [(TouchKind.FILE, "llm/helpdesk.md")]


@pytest.mark.parametrize(
    ("line", "kind"),
    [
        ('model = "example-chat"', TouchKind.MODEL),
        ("model: example-chat-2026-05-01", TouchKind.MODEL),
        ("tools.issue_refund(order)", TouchKind.TOOL),
        ("model: example-chat-mini", None),
        ("search(order)", None),
    ],
)
def test_a_line_that_names_a_model_or_a_tool(project: Project, line: str, kind: TouchKind | None) -> None:
    found = _touches(project, read_change(LINE.format(line)))
    assert [one for one, _ in found][:1] == ([kind] if kind else [])


def test_settings_name_files_of_a_service_and_current_prompts(tmp_path: Path, project: Project) -> None:
    (tmp_path / "afterword.yml").write_text(
        "recall: {services: {support-bot: ['acme/other:*', './bots/', '/apps/helper']}}\n"
        "evals: {prompts: {refund-window: llm/help.txt}}\n"
    )
    project = Project.open(tmp_path, project.env)
    shop = Place("acme/shop")
    for path in ("bots/a/b.py", "apps/helper/c.py"):
        assert _touches(project, change_of_paths([path], shop)) == [(TouchKind.SERVICE_FILE, path)]
    assert _touches(project, change_of_paths(["robots/a.py", "apps/helpers/c.py"], shop)) == []
    assert _touches(project, change_of_paths(["llm/help.txt"], shop)) == [(TouchKind.FILE, "llm/help.txt")]


def test_what_says_most_comes_first_then_the_most_severe(tmp_path: Path, project: Project) -> None:
    incidents.write(tmp_path, "2026-03-01-other-file", ("prompts/support.md", "prompts/other.md"))
    incidents.write(tmp_path, "2026-03-02-more-severe", ("severity: SEV2", "severity: SEV1"))
    found = recall(project, change_of_paths(["prompts/support.md", "services/support-bot/a.py"])).incidents
    assert [one.digest.id for one in found] == ["2026-03-02-more-severe", incidents.ID, "2026-03-01-other-file"]


def test_what_is_known_of_an_incident(project: Project) -> None:
    (found,) = recall(project, change_of_paths(["prompts/support.md"])).incidents
    assert found.digest.happened == "The bot promised refunds of 90 days to customers."
    assert found.digest.actions == (
        OpenAction("A1", "Add a limit to `services/refunds/limits.py`", "@bob", "2026-03-01", "P1", True),
        OpenAction("A3", "Review prompts", "", "2027-01-01", "P2", False),
    )
    assert found.digest.cases == (GuardingCase("refund-window", "tone-rewrite", "not proven"),)


def test_a_remembered_incident_follows_the_clock_and_the_tracker(
    project: Project, cache_folder: Path, open_project: Callable[..., Project]
) -> None:
    change, remembering = change_of_paths(["prompts/support.md"]), {"XDG_CACHE_HOME": str(cache_folder)}
    fresh = recall(project, change)
    for _ in range(2):
        assert recall(open_project(**remembering), change) == fresh
    (later,) = recall(open_project(**remembering, AFTERWORD_NOW="2027-06-01T00:00:00Z"), change).incidents
    assert [one.is_overdue for one in later.digest.actions] == [True, True]
    tracked = {"document": incidents.ID, "action": "A1", "title": "Add a limit", "status": "done"}
    (project.root / ".afterword").mkdir()
    snapshot = json.dumps({"tracker": "acme/shop", "actions": [tracked]})
    (project.root / ".afterword" / "actions.json").write_text(snapshot)
    (done,) = recall(open_project(**remembering), change).incidents
    assert [one.id for one in done.digest.actions] == ["A3"]


def test_a_proof_that_comes_after_an_incident_was_remembered_counts(project: Project, cache_folder: Path) -> None:
    project = Project.open(project.root, {**project.env, "XDG_CACHE_HOME": str(cache_folder)})
    change = change_of_paths(["prompts/support.md"])
    recall(project, change)
    record = project.evidence_folder(incidents.ID) / "proofs" / "refund-window.json"
    record.parent.mkdir(parents=True)
    record.write_text("{}")
    (found,) = recall(project, change).incidents
    assert found.digest.cases == (GuardingCase("refund-window", "tone-rewrite", "proof void"),)


def test_a_file_that_was_renamed_before_the_change_is_followed(tmp_path: Path, project: Project) -> None:
    product = tmp_path / "product"
    (product / "prompts").mkdir(parents=True)

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(product), *arguments], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    (product / "prompts" / "support.md").write_text("Answer from the policy.\n" * 5)
    (product / "other.txt").write_text("x\n")
    for message, moves in (("a", ()), ("b", ("prompts/support.md", "one.md")), ("c", ("one.md", "two.txt"))):
        if moves:
            git("mv", *moves)
        git("add", "-A")
        git("commit", "-qm", message)
    found = recall(project, change_of_paths(["two.txt"]), product).incidents
    assert [(touch.kind, touch.what) for one in found for touch in one.touches] == [(TouchKind.MOVED_FILE, "two.txt")]
    assert recall(project, change_of_paths(["other.txt"]), product).incidents == ()
    git("checkout", "-qb", "work")
    (product / "two.txt").write_text("Answer warmly.\n")
    new = ('new "1".md', "new\t2.md", "neü.md")
    for name in new:
        (product / name).write_text(f"one\r+++ b/no.md\nmodel_{len(name)}")
    (product / "b.png").write_bytes(b"\x89PNG\0word")
    (product / "long.txt").write_text("endless " * 150_000)
    (product / "gone").symlink_to("nowhere")
    change = change_since(product, None)
    assert {file.path for file in change.files} == {"two.txt", "b.png", "long.txt", "gone", *new}
    assert {"warmly", *(f"model_{len(name)}" for name in new)} <= change.words
    assert change.words.isdisjoint({"word", "endless"}), "of a binary and of a long file the name is known"


def test_files_of_a_project_that_is_not_the_top_of_its_repository(
    tmp_path: Path, open_project: Callable[..., Project]
) -> None:
    folder = tmp_path / "incidents"
    (folder / "bots").mkdir(parents=True)
    incidents.write(folder, incidents.ID, ("acme/shop:prompts/support.md", "bots/config.md"))
    (folder / "bots" / "config.md").write_text("Answer from the policy.\n" * 5)

    def git(*arguments: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *arguments], check=True, capture_output=True)

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "x")
    project = open_project(folder)
    place = place_in(project, folder)

    def found(path: str) -> list[tuple[TouchKind, str]]:
        touched = recall(project, change_of_paths([path], place), folder).incidents
        return [(touch.kind, touch.what) for one in touched for touch in one.touches]

    assert found("incidents/bots/config.md") == [(TouchKind.FILE, "incidents/bots/config.md")]
    assert found(f"incidents/postmortems/{incidents.ID}.md") == []
    git("mv", "incidents/bots/config.md", "incidents/settings.md")
    git("commit", "-qm", "y")
    assert found("incidents/settings.md") == [(TouchKind.MOVED_FILE, "incidents/settings.md")]


def test_files_are_named_from_any_folder(tmp_path: Path, project: Project) -> None:
    top = tmp_path / "product"
    (top / "bots" / "prompts").mkdir(parents=True)
    (top / "bots" / "prompts" / "system.md").write_text("x\n")
    (top / "bots" / "a.py").write_text("x\n")

    def named(path: str, folder: Path) -> list[str]:
        return [file.path for file in change_of_files([path], Place(), top, folder).files]

    for _ in ("a folder", "a repository"):
        assert named("system.md", top / "bots" / "prompts") == ["bots/prompts/system.md"]
        assert named("../a.py", top / "bots" / "prompts") == ["bots/a.py"]
        assert named("gone.md", top / "bots") == ["bots/gone.md"]
        assert named("bots/a.py", top / "bots") == ["bots/a.py"]
        assert named(str(top / "bots" / "a.py"), tmp_path) == ["bots/a.py"]
        assert named("bots/gone.md", tmp_path) == ["bots/gone.md"]
        assert named("/etc/prompts/system.md", top) == ["/etc/prompts/system.md"]
        assert named("a\0b", top) == ["a\0b"]
        assert named("x" * 5_000, top) == ["x" * 5_000]
        subprocess.run(["git", "-C", str(top), "init", "-q"], check=True, capture_output=True)
    assert named("bots", top) == ["bots/a.py", "bots/prompts/system.md"]
    assert named(".", top / "bots" / "prompts") == ["bots/prompts/system.md"]


def test_a_folder_without_history_says_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(AfterwordError, match="cannot determine the default branch"):
        change_since(tmp_path, None)
    with pytest.raises(AfterwordError, match="not a git repository"):
        change_since(tmp_path, "main")


def test_what_cannot_be_read_is_said(tmp_path: Path, project: Project) -> None:
    (tmp_path / "postmortems" / "2026-04-01-folder.md").mkdir()
    found = recall(project, change_of_paths(["prompts/support.md"]))
    assert found.unread == ("postmortems/2026-04-01-folder.md",)
    assert found.searched == 1

"""An opened project: where it begins, its documents, and the time."""

from __future__ import annotations

import gc
import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from afterword.errors import AfterwordError
from afterword.project import Project

Open = Callable[..., Project]
IDS = ("2025-12-31-search-down", "2026-01-02-support-bot", "2026-02-03-support-bot-again")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A project with three documents."""
    (tmp_path / "afterword.yml").write_text("tracker: local\n")
    for document_id in IDS:
        write(tmp_path, document_id)
    return tmp_path


def write(root: Path, document_id: str, title: str = "T") -> Path:
    path = root / "postmortems" / f"{document_id}.md"
    path.parent.mkdir(exist_ok=True)
    path.write_text(f"---\nschema: 1\nid: {document_id}\ntitle: {title}\n---\n\n## Summary\n\nText.\n")
    return path


def test_the_root_is_found_from_below(folder: Path, open_project: Open) -> None:
    deep = folder / "postmortems" / IDS[0] / "prompts"
    deep.mkdir(parents=True)
    for start in (folder, folder / "postmortems", deep):
        project = open_project(start)
        assert project.root == folder.resolve()
        assert project.config.tracker == "local"


def test_the_root_is_not_looked_for_above_the_repository(folder: Path, open_project: Open) -> None:
    inner = folder / "vendored"
    (inner / ".git").mkdir(parents=True)
    (inner / "docs").mkdir()
    assert open_project(inner).root == inner.resolve()
    assert open_project(inner / "docs").root == (inner / "docs").resolve()
    (inner / "afterword.yml").write_text("")
    assert open_project(inner / "docs").root == inner.resolve()


def test_a_repository_without_settings_is_found_by_its_post_mortems(folder: Path, open_project: Open) -> None:
    (folder / "afterword.yml").unlink()
    (folder / "src" / "bot").mkdir(parents=True)
    assert open_project(folder / "src").root == (folder / "src").resolve()
    (folder / ".git").mkdir()
    for start in (folder, folder / "src" / "bot", folder / "postmortems"):
        assert open_project(start).root == folder.resolve()


def test_a_folder_without_settings_is_its_own_root(tmp_path: Path, open_project: Open) -> None:
    (tmp_path / "x" / ".git").mkdir(parents=True)
    project = open_project(tmp_path / "x")
    assert project.root == (tmp_path / "x").resolve()
    with pytest.raises(AfterwordError, match=r"there is neither afterword\.yml nor postmortems/ in "):
        assert project.documents == []
    (tmp_path / "x" / "postmortems").mkdir()
    assert project.documents == []


def test_opening_a_missing_folder_is_an_error(tmp_path: Path, open_project: Open) -> None:
    (tmp_path / "file").write_text("x")
    for name in ("file", "none"):
        with pytest.raises(AfterwordError, match=f"there is no folder .*{name}"):
            open_project(tmp_path / name)


def test_wrong_settings_are_reported_on_opening(folder: Path, open_project: Open) -> None:
    (folder / "afterword.yml").write_text("tracker: x\n")
    with pytest.raises(AfterwordError, match=r"afterword\.yml:1"):
        open_project()


def test_documents_are_in_order_with_paths_as_a_user_writes_them(folder: Path, open_project: Open) -> None:
    project = open_project()
    assert [d.id for d in project.documents] == list(IDS)
    assert [d.path for d in project.documents] == [f"postmortems/{i}.md" for i in IDS]
    assert [project.path(d) for d in project.documents] == [folder.resolve() / "postmortems" / f"{i}.md" for i in IDS]
    assert project.evidence_folder(IDS[0]) == folder.resolve() / "postmortems" / IDS[0]


def test_the_folder_of_the_post_mortems_is_a_setting(folder: Path, open_project: Open) -> None:
    (folder / "postmortems").rename(folder / "incidents")
    assert open_project().documents == []
    project = open_project(AFTERWORD_POSTMORTEMS="incidents")
    assert [d.path for d in project.documents] == [f"incidents/{i}.md" for i in IDS]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        (IDS[1], IDS[1]),
        (f"{IDS[1]}.md", IDS[1]),
        (f"postmortems/{IDS[1]}.md", IDS[1]),
        (f"/elsewhere/{IDS[1]}.md", IDS[1]),
        (f"C:\\work\\postmortems\\{IDS[1]}.md", IDS[1]),
        (f"postmortems/{IDS[1]}/", IDS[1]),
        ("search", IDS[0]),
        ("2026-02", IDS[2]),
        ("again", IDS[2]),
    ],
)
def test_a_document_is_found_by_its_id_its_path_or_a_part(
    folder: Path, open_project: Open, name: str, expected: str
) -> None:
    assert open_project().document(name).id == expected


def test_an_exact_id_wins_over_a_longer_one(folder: Path, open_project: Open) -> None:
    write(folder, f"{IDS[1]}-again")
    assert open_project().document(IDS[1]).id == IDS[1]


@pytest.mark.parametrize(
    ("name", "message", "remedy"),
    [
        (
            "support",
            "`support` matches 2 post-mortems: 2026-01-02-support-bot, 2026-02-03-support-bot-again",
            "write more of the id",
        ),
        ("nothing", "there is no post-mortem `nothing` in postmortems/", f"the latest are: {', '.join(IDS)}"),
        ("", "there is no post-mortem ``", "the latest are"),
        ("..", "there is no post-mortem `..`", "the latest are"),
    ],
)
def test_a_name_that_matches_none_or_several_is_an_error(
    folder: Path, open_project: Open, name: str, message: str, remedy: str
) -> None:
    with pytest.raises(AfterwordError) as wrong:
        open_project().document(name)
    assert message in wrong.value.message
    assert remedy in wrong.value.remedy


def test_where_there_is_none_yet_the_remedy_says_how_to_begin(tmp_path: Path, open_project: Open) -> None:
    (tmp_path / "postmortems").mkdir()
    with pytest.raises(AfterwordError) as wrong:
        open_project().document("x")
    assert wrong.value.remedy == "make one with `afterword new`"


def test_a_file_that_did_not_change_is_not_read_again(folder: Path, open_project: Open) -> None:
    project = open_project()
    first, second = project.documents, project.documents
    assert all(a is b for a, b in zip(first, second, strict=True))
    assert project.document(IDS[0]) is first[0]


def test_a_file_that_changed_is_read_again(folder: Path, open_project: Open) -> None:
    project = open_project()
    before = project.documents
    write(folder, IDS[0], "Another title")
    after = project.documents
    assert [d.title for d in after] == ["Another title", "T", "T"]
    assert [a is b for a, b in zip(before, after, strict=True)] == [False, True, True]


def test_a_change_that_leaves_size_and_time_is_seen(folder: Path, open_project: Open) -> None:
    """As when a tool replaces a file twice within one tick of the clock."""
    project = open_project()
    path = folder / "postmortems" / f"{IDS[0]}.md"
    status = path.stat()
    assert project.documents[0].title == "T"
    new = path.with_name("new")
    new.write_bytes(path.read_bytes().replace(b"title: T", b"title: U"))
    os.utime(new, ns=(status.st_atime_ns, status.st_mtime_ns))
    new.replace(path)
    assert project.documents[0].title == "U"


def test_files_that_come_and_go_are_seen(folder: Path, open_project: Open) -> None:
    project = open_project()
    assert len(project.documents) == 3
    write(folder, "2026-03-01-new")
    (folder / "postmortems" / f"{IDS[0]}.md").unlink()
    assert [d.id for d in project.documents] == [*IDS[1:], "2026-03-01-new"]


def test_a_broken_file_does_not_hide_the_others(folder: Path, open_project: Open) -> None:
    (folder / "postmortems" / "2026-01-01-folder.md").mkdir()
    (folder / "postmortems" / f"{IDS[1]}.md").write_bytes(b"\xff\xfe")
    found = {d.id: len(d.problems) for d in open_project().documents}
    assert found == {"2026-01-01-folder": 1, IDS[0]: 0, IDS[1]: 1, IDS[2]: 0}


@pytest.mark.parametrize("enabled", [True, False])
def test_reading_leaves_the_garbage_collector_as_it_was(folder: Path, open_project: Open, enabled: bool) -> None:
    was = gc.isenabled()
    (gc.enable if enabled else gc.disable)()
    try:
        assert open_project().documents
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if was else gc.disable)()


def test_a_path_outside_the_project_is_shown_whole(folder: Path, open_project: Open) -> None:
    project = open_project()
    assert project.display_path(project.root / "a" / "b.md") == "a/b.md"
    assert project.display_path(Path("/elsewhere/b.md")) == "/elsewhere/b.md"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2026-04-16T17:00:00Z", datetime(2026, 4, 16, 17, tzinfo=UTC)),
        ("2026-04-16T19:00:00+02:00", datetime(2026, 4, 16, 17, tzinfo=UTC)),
        ("2026-04-16 17:00Z", datetime(2026, 4, 16, 17, tzinfo=UTC)),
    ],
)
def test_the_time_can_be_fixed(tmp_path: Path, text: str, expected: datetime) -> None:
    now = Project.open(tmp_path, {"AFTERWORD_NOW": text}).now
    assert (now, now.tzinfo) == (expected, UTC)


@pytest.mark.parametrize("text", ["2026-04-16T17:00:00", "yesterday", "2026-04-16", " "])
def test_a_time_without_a_zone_is_an_error(tmp_path: Path, text: str) -> None:
    with pytest.raises(AfterwordError, match="AFTERWORD_NOW is") as wrong:
        Project.open(tmp_path, {"AFTERWORD_NOW": text})
    assert "with its zone" in wrong.value.remedy


def test_without_a_fixed_time_it_is_the_clocks(tmp_path: Path) -> None:
    for env in ({}, {"AFTERWORD_NOW": ""}):
        assert abs(Project.open(tmp_path, env).now - datetime.now(UTC)) < timedelta(minutes=1)


def test_a_time_that_is_passed_in_counts_first(tmp_path: Path, env: dict[str, str]) -> None:
    now = datetime(2020, 1, 1, tzinfo=timezone(timedelta(hours=1)))
    assert Project.open(tmp_path, env, now).now == now


def test_the_history_is_that_of_the_folder(folder: Path, open_project: Open, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(folder.parent))
    assert open_project().git is None

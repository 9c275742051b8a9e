"""Write-back of issue numbers and statuses into the files."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem, read_file
from afterword.tracking.local_tracker import LocalTracker
from afterword.tracking.write_back import COLUMNS, find_changes, write
from tracking.rows import ID, LABEL, markdown, row, sync


@pytest.fixture
def tracker(tmp_path: Path) -> Iterator[LocalTracker]:
    made = LocalTracker(tmp_path, datetime(2026, 4, 16, tzinfo=UTC))
    yield made
    made.close_connection()


def put(tmp_path: Path, text: str, newline: str = "\n") -> tuple[Path, PostMortem]:
    path = tmp_path / f"{ID}.md"
    path.write_bytes(text.replace("\n", newline).encode())
    return path, read_file(path, f"postmortems/{ID}.md")


def bring_back(tracker: LocalTracker, path: Path) -> bool:
    """Sync a file and write into it; whether it changed."""
    document = read_file(path, f"postmortems/{ID}.md")
    rows = find_changes([document], sync(tracker, document).tracked).get(ID, [])
    return write(document, rows, path)


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_only_the_cells_change_and_only_once(tracker: LocalTracker, tmp_path: Path, newline: str) -> None:
    text = markdown([row("A1", "Add \\| it"), row("A2", "Another", status="")])
    path, _ = put(tmp_path, text, newline)
    assert bring_back(tracker, path)
    expected = text.replace("| open |  |", "| open | #1 |").replace("|  |  |\n", "| open | #2 |\n")
    assert path.read_bytes() == expected.replace("\n", newline).encode()
    assert not bring_back(tracker, path)


@pytest.mark.parametrize(
    ("setting", "written"), [("all", {"Issue", "Status"}), ("numbers", {"Issue"}), ("none", set())]
)
def test_the_setting_says_which_columns_are_written(
    tracker: LocalTracker, tmp_path: Path, setting: str, written: set[str]
) -> None:
    tracker.file_owns_status = False
    _, document = put(tmp_path, markdown([row("A1", "Do it", status="open")]))
    sync(tracker, document)
    tracker.edit(1, state="completed")
    changes = find_changes([document], sync(tracker, document).tracked, COLUMNS[setting]).get(ID, [])
    assert {column for change in changes for column in change.cells} == written


def test_states_follow_the_issues(tracker: LocalTracker, tmp_path: Path) -> None:
    tracker.file_owns_status = False  # as on GitHub, where people close issues
    path, _ = put(
        tmp_path, markdown([row(f"A{n}", "Do it", status=s) for n, s in enumerate(["open", "wip", "Open"], 1)])
    )
    bring_back(tracker, path)
    assert [item.status for item in read_file(path, "x").actions] == ["open", "wip", "open"]
    tracker.edit(1, state="completed")
    tracker.edit(2, state="not_planned")
    tracker.edit(3, state="duplicate")
    assert bring_back(tracker, path)
    assert [item.status for item in read_file(path, "x").actions] == ["done", "not planned", "not planned"]
    tracker.edit(1, state="open")
    assert bring_back(tracker, path) and not bring_back(tracker, path)
    assert read_file(path, "x").actions[0].status == "open"


def test_missing_columns_are_added(tracker: LocalTracker, tmp_path: Path) -> None:
    text = (
        markdown([]).split("| ID |")[0]
        + "| ID | Action | Owner |\n|---|---|---|\n| A1 | Do it | TBD |\n| A2 | More |\n"
    )
    path, _ = put(tmp_path, text)
    assert bring_back(tracker, path)
    assert path.read_text().endswith(
        "| ID | Action | Owner | Status | Issue |\n|---|---|---|---|---|\n"
        "| A1 | Do it | TBD | open | #1 |\n| A2 | More |  | open | #2 |\n"
    )
    assert not bring_back(tracker, path)


def test_the_reason_for_an_ignored_rule_stays(tracker: LocalTracker, tmp_path: Path) -> None:
    path, _ = put(tmp_path, markdown([row("A1", "Do it", issue="<!-- afterword: ignore AW203 because so -->")]))
    bring_back(tracker, path)
    assert "| #1 <!-- afterword: ignore AW203 because so --> |" in path.read_text()
    assert not bring_back(tracker, path)


def test_a_file_that_changed_meanwhile_is_left_alone(tracker: LocalTracker, tmp_path: Path) -> None:
    path, document = put(tmp_path, markdown([row("A1", "Do it")]))
    rows = find_changes([document], sync(tracker, document).tracked)[ID]
    path.write_text(path.read_text() + "more\n")
    with pytest.raises(AfterwordError, match="changed by someone else"):
        write(document, rows, path)
    assert tracker.list_issues(LABEL)


def test_a_cell_that_says_unknown_gets_its_number(tracker: LocalTracker, tmp_path: Path) -> None:
    path, _ = put(tmp_path, markdown([row("A1", "Add it", issue="unknown")]))
    assert bring_back(tracker, path) and "| open | #1 |" in path.read_text()


@pytest.mark.parametrize(("setting", "numbers"), [("all", 1), ("numbers", 1), ("none", 0)])
def test_sync_writes_what_the_setting_says(tmp_path: Path, setting: str, numbers: int) -> None:
    (tmp_path / "afterword.yml").write_text(f"tracker: local\ntracking:\n  write_back: {setting}\n")
    path = tmp_path / "postmortems" / f"{ID}.md"
    path.parent.mkdir()
    path.write_text(markdown([row("A1", "Do it")]))
    for _ in range(2):
        assert run(["-C", str(tmp_path), "sync"]) == 0
        assert path.read_text().count("#1 |") == numbers

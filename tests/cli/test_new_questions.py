"""What `afterword new --from` asks on a real terminal."""

from __future__ import annotations

from pathlib import Path

import pytest

pytest.importorskip("pty", reason="this system has no pseudo-terminals")

from afterword.postmortem import read_file
from new.incident import ID, git, make_repository, write_sources
from terminal import Terminal

TITLE, SEVERITY, STARTED = "(the title)", "Severity (SEV1/SEV2/SEV3/SEV4)", "First effect on users, in UTC"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return make_repository(tmp_path / "work")


def test_three_answers_are_enough_and_each_has_a_default(root: Path, tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "outside")
    with Terminal(root, "new", "--from", *sources) as terminal:
        terminal.answer(f"{TITLE}, from E1 [Customers are getting refund promises", "")
        terminal.answer(f"{SEVERITY}, from E4 [SEV2]:", "HIGH")
        terminal.answer("`HIGH` is not a severity", "SEV1")
        terminal.answer(f"{STARTED}; first symptom or alert 2026-04-24T17:12Z (E1) [unknown]:", "")
        assert terminal.wait() == 0
        assert terminal.screen.count("[") == 4, "three questions, one of them asked again"
    front = read_file(root / "postmortems" / f"{ID}.md", "x").front
    assert front.incident is not None
    assert (front.severity, str(front.incident.started)) == ("SEV1", "unknown")


@pytest.mark.parametrize("answers", [0, 1, 2])
def test_ctrl_c_at_any_question_leaves_nothing_behind(root: Path, tmp_path: Path, answers: int) -> None:
    sources = write_sources(tmp_path / "outside")
    with Terminal(root, "new", "--from", sources[1]) as terminal:
        for question in (TITLE, SEVERITY, STARTED)[:answers]:
            terminal.answer(question, "")
        terminal.expect((TITLE, SEVERITY, STARTED)[answers])
        assert terminal.interrupt() == 130
        assert "Nothing was written." in terminal.screen
    assert git(root, "branch", "--format=%(refname:short)") == "main"
    assert git(root, "status", "--porcelain") == ""


def test_with_yes_a_terminal_is_not_asked(root: Path, tmp_path: Path) -> None:
    sources = write_sources(tmp_path / "outside")
    with Terminal(root, "new", "--from", "--yes", *sources) as terminal:
        assert terminal.wait() == 0
    assert git(root, "branch", "--show-current") == f"postmortem/{ID}"

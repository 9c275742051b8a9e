"""From collecting to accepting: a second run changes nothing, and text of people stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run

NAME = "2026-04-16-support-bot-promises-refunds"


def _run(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), *arguments])


def _begun(root: Path) -> Path:
    assert _run(root, "new", "Support bot promises refunds", "--severity", "SEV3", "--started", "2026-04-16") == 0
    return root / "postmortems" / f"{NAME}.md"


def _sources(root: Path) -> Path:
    folder = root / "outside"
    folder.mkdir()
    (folder / "chat.md").write_text("2026-04-16 17:05Z on-call: told by jane@example.org\n2026-04-16 17:30Z fixed\n")
    (folder / "before.md").write_text("Promise nothing.\n")
    (folder / "after.md").write_text("Be generous. Ask ops@example.org.\n")
    (folder / "screen.png").write_bytes(b"\x89PNG")
    return folder


def test_draft_then_accept_and_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, outside = _begun(tmp_path), _sources(tmp_path)
    assert _run(tmp_path, "collect", NAME, str(outside / "chat.md")) == 0
    capsys.readouterr()
    assert _run(tmp_path, "draft", NAME) == 0
    out = capsys.readouterr().out
    assert "  derived    Timeline\n" in out
    assert f"sections of postmortems/{NAME}.md" in out
    drafted = path.read_bytes()
    assert _run(tmp_path, "draft", NAME) == 0
    assert capsys.readouterr().out == f"Nothing to draft in postmortems/{NAME}.md\n"
    assert path.read_bytes() == drafted

    notice = "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed. Delete this note once you have checked it."
    path.write_text(path.read_text().replace("## Summary\n", f"## Summary\n\n{notice}\n\nIt broke.\n", 1))
    capsys.readouterr()
    assert _run(tmp_path, "accept", NAME) == 0
    assert capsys.readouterr().out == "Awaiting review:\n  Summary\n"
    assert _run(tmp_path, "accept", NAME, "impact") == 1
    assert "`impact` is not a section that awaits review" in capsys.readouterr().err
    assert _run(tmp_path, "accept", NAME, "summary") == 0
    assert "[!NOTE]" not in path.read_text() and "It broke." in path.read_text()
    assert _run(tmp_path, "accept", NAME, "--all") == 0


def test_draft_of_a_broken_document_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _begun(tmp_path)
    path.write_text(path.read_text().replace("owner: TBD", "owner: @octocat"))
    before = path.read_bytes()
    capsys.readouterr()
    assert _run(tmp_path, "draft", NAME) == 1
    err = capsys.readouterr().err
    assert f"postmortems/{NAME}.md:8: a value cannot begin with `@`; nothing was written" in err
    assert 'put it in quotes: "@octocat"' in err
    assert path.read_bytes() == before


def test_a_part_of_an_id_is_enough_when_only_one_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _begun(tmp_path)
    assert _run(tmp_path, "new", "Support bot is slow", "--started", "2026-04-18") == 0
    assert _run(tmp_path, "draft", "refunds") == 0
    capsys.readouterr()
    assert _run(tmp_path, "draft", "support-bot") == 1
    assert "`support-bot` matches 2 post-mortems" in capsys.readouterr().err


def test_drafting_one_section_leaves_the_others_alone(tmp_path: Path) -> None:
    path = _begun(tmp_path)
    assert _run(tmp_path, "draft", NAME) == 0
    path.write_text(path.read_text().replace("users: unknown", "users: 12"))
    before = path.read_text()
    assert _run(tmp_path, "draft", NAME, "--section", "Summary") == 0
    assert path.read_text() == before
    assert _run(tmp_path, "draft", NAME) == 0
    assert "| Users affected | 12 |" in path.read_text()


def test_a_heading_cannot_write_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _begun(tmp_path)
    notice = "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed."
    path.write_text(path.read_text() + f"\n## Evil\x1b]0;owned\x07\n\n{notice}\n\nText.\n")
    capsys.readouterr()
    assert _run(tmp_path, "accept", NAME) == 0
    assert _run(tmp_path, "accept", NAME, "nothing of it") == 1
    out, err = capsys.readouterr()
    assert "\x1b]0;" not in out + err and "Evil" in out and "Evil" in err

"""From collecting to accepting: a second run changes nothing, and text of people stays."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.support_bot import NAME, begin, run_in, write_sources


def test_draft_then_accept_and_a_second_run_changes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, outside = begin(tmp_path), write_sources(tmp_path)
    assert run_in(tmp_path, "collect", NAME, str(outside / "chat.md")) == 0
    capsys.readouterr()
    assert run_in(tmp_path, "draft", NAME) == 0
    out = capsys.readouterr().out
    assert "  derived    Timeline\n" in out
    assert f"sections of postmortems/{NAME}.md" in out
    drafted = path.read_bytes()
    assert run_in(tmp_path, "draft", NAME) == 0
    assert capsys.readouterr().out == f"Nothing to draft in postmortems/{NAME}.md\n"
    assert path.read_bytes() == drafted

    notice = "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed. Delete this note once you have checked it."
    before, _, after = path.read_text().partition("## Summary\n")
    path.write_text(f"{before}## Summary\n\n{notice}\n\nIt broke.\n{after[after.index(chr(10) + '## ') :]}")
    capsys.readouterr()
    assert run_in(tmp_path, "accept", NAME) == 0
    assert capsys.readouterr().out == "Awaiting review:\n  Summary\n"
    assert run_in(tmp_path, "accept", NAME, "impact") == 1
    assert "`impact` does not await review" in capsys.readouterr().err
    assert run_in(tmp_path, "accept", NAME, "summary") == 0
    assert "[!NOTE]" not in path.read_text() and "It broke." in path.read_text()
    assert run_in(tmp_path, "accept", NAME, "--all") == 0
    assert run_in(tmp_path, "accept", NAME, "summary") == 0
    assert run_in(tmp_path, "accept", NAME, "Sumary") == 1
    assert "no section is called `Sumary`\n  sections: Summary, " in capsys.readouterr().err


def test_draft_of_a_broken_document_writes_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = begin(tmp_path)
    path.write_text(path.read_text().replace("owner: TBD", "owner: @octocat"))
    before = path.read_bytes()
    capsys.readouterr()
    assert run_in(tmp_path, "draft", NAME) == 1
    err = capsys.readouterr().err
    assert f"postmortems/{NAME}.md:7: a value cannot begin with `@`; nothing was written" in err
    assert 'put it in quotes: "@octocat"' in err
    assert path.read_bytes() == before


def test_a_part_of_an_id_is_enough_when_only_one_fits(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    assert run_in(tmp_path, "new", "Support bot is slow", "--started", "2026-04-18") == 0
    assert run_in(tmp_path, "draft", "refunds") == 0
    capsys.readouterr()
    assert run_in(tmp_path, "draft", "support-bot") == 1
    assert "`support-bot` matches 2 post-mortems" in capsys.readouterr().err


def test_drafting_one_section_leaves_the_others_alone(tmp_path: Path) -> None:
    path = begin(tmp_path)
    assert run_in(tmp_path, "draft", NAME) == 0
    path.write_text(path.read_text().replace("services: unknown", "services: unknown\nimpact: {users: 12}"))
    before = path.read_text()
    assert run_in(tmp_path, "draft", NAME, "--section", "Went well") == 0
    assert path.read_text() == before
    assert run_in(tmp_path, "draft", NAME) == 0
    assert "| Users affected | 12 |" in path.read_text()


def test_a_heading_cannot_write_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = begin(tmp_path)
    notice = "> [!NOTE]\n> Drafted from evidence by m1, not yet reviewed."
    path.write_text(path.read_text() + f"\n## Evil\x1b]0;owned\x07\n\n{notice}\n\nText.\n")
    capsys.readouterr()
    assert run_in(tmp_path, "accept", NAME) == 0
    assert run_in(tmp_path, "accept", NAME, "nothing of it") == 1
    out, err = capsys.readouterr()
    assert "\x1b]0;" not in out + err and "Evil" in out and "Evil" in err

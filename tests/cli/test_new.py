"""`afterword new`: four facts are enough, and nothing is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from afterword.postmortem import read_file

NAME = "2026-04-16-support-bot-promises-refunds"


def _run(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), *arguments])


def _begun(root: Path) -> Path:
    assert _run(root, "new", "Support bot promises refunds", "--severity", "SEV3", "--started", "2026-04-16") == 0
    return root / "postmortems" / f"{NAME}.md"


def test_new_writes_a_document_without_problems(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _begun(tmp_path)
    out = capsys.readouterr().out
    assert out.startswith(f"Created postmortems/{NAME}.md\n") and f"afterword draft {NAME}" in out
    document = read_file(path, "x/" + path.name)
    assert document.problems == ()
    assert document.title == "Support bot promises refunds"
    assert [section.name for section in document.sections] == [
        "Summary", "Timeline", "Root cause", "Impact", "Eval coverage gap", "Action items",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("settings", "has_status"),
    [
        ("tracking:\n  write_back: numbers\n", False),
        ("tracking:\n  write_back: all\n", True),
        ("tracker: local\ntracking:\n  write_back: numbers\n", True),
    ],
)
def test_tables_have_no_status_if_only_numbers_are_written_back(
    tmp_path: Path, settings: str, has_status: bool, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "afterword.yml").write_text(settings)
    path = _begun(tmp_path)
    shown = "| Done when | Status | Issue |" if has_status else "| Done when | Issue |"
    assert shown in path.read_text()
    chat = tmp_path / "chat.txt"
    chat.write_text(
        "2026-04-16T17:00Z Ivy Larch: wrong refunds\n2026-04-16T18:00Z Ivy Larch: I'll add a case by April 30\n"
    )
    assert _run(tmp_path, "collect", NAME, str(chat)) == 0
    assert _run(tmp_path, "draft", NAME, "--offline") == 0
    text = path.read_text()
    assert shown in text
    (row,) = [line for line in text.splitlines() if line.startswith("| A1 |")]
    assert row.endswith("| 2026-04-30 |  | open |  |" if has_status else "| 2026-04-30 |  |  |")
    assert read_file(path, "x/" + path.name).problems == ()
    path.write_text(
        text.replace("| ID | Action |", "| Action |").replace("|---|---|", "|---|", 1).replace("| A1 | ", "| ")
    )
    _run(tmp_path, "check", "--fix")
    assert ("| Status |" in path.read_text()) == has_status
    capsys.readouterr()


def test_new_names_the_schema_if_there_is_one(tmp_path: Path) -> None:
    (tmp_path / "postmortems").mkdir()
    (tmp_path / "postmortems" / "front-matter.schema.json").write_text("{}")
    assert run(["-C", str(tmp_path), "new", "Bot invents refunds", "--started", "2026-04-16"]) == 0
    (path,) = (tmp_path / "postmortems").glob("*.md")
    assert path.read_text().splitlines()[1] == "# yaml-language-server: $schema=front-matter.schema.json"
    assert run(["-C", str(tmp_path), "check"]) == 0


def test_new_never_overwrites(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = _begun(tmp_path)
    path.write_text("mine")
    assert _run(tmp_path, "new", "Support bot promises refunds", "--started", "2026-04-16") == 1
    assert path.read_text() == "mine"
    assert f"postmortems/{NAME}.md: a post-mortem with this date and name exists" in capsys.readouterr().err


def test_new_from_four_facts(tmp_path: Path) -> None:
    facts = ("--summary", "The bot promised refunds. It did so for hours.", "--model", "acme/chat@2026-01")
    assert _run(tmp_path, "new", *facts, "--duration", "2 h", "--impact", "about 1,200 users, $8,420") == 0
    (path,) = (tmp_path / "postmortems").glob("*.md")
    assert path.name == "2026-05-01-the-bot-promised-refunds.md"
    front = read_file(path, path.name).front
    assert front.title == "The bot promised refunds"
    assert str(front.incident.duration) == "2 h"  # type: ignore[union-attr]
    assert front.impact is not None
    assert (str(front.impact.users), str(front.impact.cost)) == ("~1200", "8420 USD")
    assert [(m.provider, m.name, m.version) for m in front.models] == [("acme", "chat", "2026-01")]  # type: ignore[union-attr]
    assert _run(tmp_path, "draft", path.stem) == 0
    assert "The bot promised refunds. It did so for hours." in path.read_text()


@pytest.mark.parametrize(
    ("flag", "value", "message"),
    [
        ("--started", "yesterday", "is not a time"),
        ("--started", "2026-04-16T10:00", "add `Z` for UTC"),
        ("--severity", "HIGH", "use one of SEV1"),
        ("--duration", "long", "is not a duration"),
    ],
)
def test_new_refuses_what_the_format_would(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], flag: str, value: str, message: str
) -> None:
    assert _run(tmp_path, "new", "x", flag, value) == 2
    assert message in capsys.readouterr().err
    assert not (tmp_path / "postmortems").exists()


def test_new_without_a_terminal_asks_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert _run(tmp_path, "new") == 2
    assert "Give a title, or at least --summary, or begin from evidence: --from." in capsys.readouterr().err


def test_title_that_yaml_would_misread_is_kept(tmp_path: Path) -> None:
    title = 'Bot: "yes" # to all | [x] {y} @z — über'
    assert _run(tmp_path, "new", title) == 0
    (path,) = (tmp_path / "postmortems").glob("*.md")
    document = read_file(path, path.name)
    assert document.front.title == title
    assert document.problems == ()


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "a/../../b"])
def test_folder_of_post_mortems_stays_in_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "afterword.yml").write_text(f"postmortems: {name}\n")
    assert _run(tmp_path, "new", "x") == 1
    assert "leads out of the project" in capsys.readouterr().err


def test_titles_in_other_scripts_get_names_of_their_own(tmp_path: Path) -> None:
    for title in ("日本語の障害", "中国人的故障"):
        assert _run(tmp_path, "new", title, "--started", "2026-04-16") == 0
    assert len(list((tmp_path / "postmortems").glob("2026-04-16-incident-*.md"))) == 2

"""new, collect, draft, accept: from four facts to an accepted draft."""

from __future__ import annotations

import json
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


def test_new_names_the_schema_where_there_is_one(tmp_path: Path) -> None:
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
    assert f"postmortems/{NAME}.md: there is a post-mortem of that day and name" in capsys.readouterr().err


def test_new_from_four_facts(tmp_path: Path) -> None:
    facts = ("--summary", "The bot promised refunds. It did so for hours.", "--model", "acme/chat@2026-01")
    assert _run(tmp_path, "new", *facts, "--duration", "2 h", "--impact", "~1200 users, 8420 EUR") == 0
    (path,) = (tmp_path / "postmortems").glob("*.md")
    assert path.name == "2026-05-01-the-bot-promised-refunds.md"
    front = read_file(path, path.name).front
    assert front.title == "The bot promised refunds"
    assert str(front.incident.duration) == "2 h"  # type: ignore[union-attr]
    assert (str(front.impact.users), str(front.impact.cost)) == ("~1200", "8420 EUR")  # type: ignore[union-attr]
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
    assert "Give a title, or at least --summary." in capsys.readouterr().err


def test_a_title_that_yaml_would_misread_is_kept(tmp_path: Path) -> None:
    title = 'Bot: "yes" # to all | [x] {y} @z — über'
    assert _run(tmp_path, "new", title) == 0
    (path,) = (tmp_path / "postmortems").glob("*.md")
    document = read_file(path, path.name)
    assert document.front.title == title
    assert document.problems == ()


def _sources(root: Path) -> Path:
    folder = root / "outside"
    folder.mkdir()
    (folder / "chat.md").write_text("2026-04-16 17:05Z on-call: told by jane@example.org\n2026-04-16 17:30Z fixed\n")
    (folder / "before.md").write_text("Promise nothing.\n")
    (folder / "after.md").write_text("Be generous. Ask ops@example.org.\n")
    (folder / "screen.png").write_bytes(b"\x89PNG")
    return folder


def test_collect_redacts_copies_and_tells_what_it_did_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, outside = _begun(tmp_path), _sources(tmp_path)
    capsys.readouterr()
    prompts = ("--prompt-before", str(outside / "before.md"), "--prompt-after", str(outside / "after.md"))
    sources = (str(outside / "chat.md"), str(outside / "screen.png"))
    assert _run(tmp_path, "collect", NAME, *sources, *prompts, "--dry-run") == 0
    assert "Would add 2 items" in capsys.readouterr().out
    assert not path.with_suffix("").exists()

    assert _run(tmp_path, "collect", NAME, *sources, *prompts) == 0
    out = capsys.readouterr().out
    assert "chat.md     2 items · redacted: 1 email\n" in out
    assert "not read: screen.png: the name says PNG, the file is something else" in out
    folder = path.with_suffix("")
    items = [json.loads(line) for line in (folder / "evidence.jsonl").read_text().splitlines()]
    assert [(item["id"], item["actor"], item["text"]) for item in items] == [
        ("E1", None, "on-call: told by [email 1]"),
        ("E2", None, "fixed"),
    ]
    assert (folder / "prompts" / "prompt.after.md").read_text() == "Be generous. Ask [email 2].\n"
    written = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert not any(b"@example.org" in data for p, data in written.items() if outside not in p.parents)

    assert _run(tmp_path, "collect", NAME, *sources, *prompts) == 0
    assert "Added 0 items" in capsys.readouterr().out
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == written


def test_collect_names_the_files_in_the_cause_that_has_none(tmp_path: Path) -> None:
    path, outside = _begun(tmp_path), _sources(tmp_path)
    text = path.read_text().replace(
        "causes: unknown", "causes:\n  - id: tone\n    kind: prompt\n    before: unknown # yet"
    )
    path.write_text(text)
    prompts = ("--prompt-before", str(outside / "before.md"), "--prompt-after", str(outside / "after.md"))
    assert _run(tmp_path, "collect", NAME, *prompts) == 0
    assert path.read_text() == text.replace(
        "before: unknown # yet", "before: prompts/tone.before.md # yet\n    after: prompts/tone.after.md"
    )


@pytest.mark.parametrize("place", ["postmortems/link", "."])
def test_collect_does_not_write_through_a_link(tmp_path: Path, place: str) -> None:
    path, outside = _begun(tmp_path), _sources(tmp_path)
    path.with_suffix("").symlink_to(outside)
    assert _run(tmp_path, "collect", NAME, str(outside / "chat.md")) == 1
    assert not (outside / "evidence.jsonl").exists()


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
    assert "`support-bot` fits 2 post-mortems" in capsys.readouterr().err


def test_collect_writes_nothing_beside_a_damaged_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, outside = _begun(tmp_path), _sources(tmp_path)
    assert _run(tmp_path, "collect", NAME, str(outside / "chat.md")) == 0
    ledger = path.with_suffix("") / "evidence.jsonl"
    ledger.write_text(ledger.read_text().replace("fixed", "as wished"))
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    capsys.readouterr()
    assert _run(tmp_path, "collect", NAME, "--sample", str(outside / "before.md")) == 1
    assert f"{NAME}/evidence.jsonl:2: " in capsys.readouterr().err
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_two_samples_of_one_name_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _begun(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.yaml").write_text(f"output: {folder}\n")
    samples = [part for folder in ("a", "b") for part in ("--sample", str(tmp_path / folder / "1.yaml"))]
    assert _run(tmp_path, "collect", NAME, *samples) == 1
    assert "two files would be copied to samples/1.yaml" in capsys.readouterr().err


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


@pytest.mark.parametrize("name", ["../outside", "/tmp/outside", "a/../../b"])
def test_the_folder_of_post_mortems_stays_in_the_project(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    (tmp_path / "afterword.yml").write_text(f"postmortems: {name}\n")
    assert _run(tmp_path, "new", "x") == 1
    assert "leads out of the project" in capsys.readouterr().err


def test_titles_in_other_scripts_get_names_of_their_own(tmp_path: Path) -> None:
    for title in ("日本語の障害", "中国人的故障"):
        assert _run(tmp_path, "new", title, "--started", "2026-04-16") == 0
    assert len(list((tmp_path / "postmortems").glob("2026-04-16-incident-*.md"))) == 2

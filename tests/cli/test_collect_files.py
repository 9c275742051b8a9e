"""`afterword collect`: files are redacted and copied, and named in the front matter."""

from __future__ import annotations

import json
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

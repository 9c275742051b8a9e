"""`afterword collect`: files are redacted and copied, and named in the front matter."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.support_bot import NAME, begin, run_in, write_sources


def test_collect_redacts_copies_and_tells_what_it_did_not_read(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path, outside = begin(tmp_path), write_sources(tmp_path)
    capsys.readouterr()
    prompts = ("--prompt-before", str(outside / "before.md"), "--prompt-after", str(outside / "after.md"))
    sources = (str(outside / "chat.md"), str(outside / "screen.png"))
    assert run_in(tmp_path, "collect", NAME, *sources, *prompts, "--dry-run") == 0
    assert "Would add 2 items" in capsys.readouterr().out
    assert not path.with_suffix("").exists()

    assert run_in(tmp_path, "collect", NAME, *sources, *prompts) == 0
    out = capsys.readouterr().out
    assert "chat.md     2 items · redacted: 1 email\n" in out
    assert "not read: screen.png: the name says PNG, the file is something else" in out
    folder = path.with_suffix("")
    items = [json.loads(line) for line in (folder / "evidence.jsonl").read_text().splitlines()]
    assert [(item["id"], item.get("actor"), item["text"]) for item in items] == [
        ("E1", None, "on-call: told by [email 1]"),
        ("E2", None, "fixed"),
    ]
    assert (folder / "prompts" / "prompt.after.md").read_text() == "Be generous. Ask [email 2].\n"
    written = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    assert not any(b"@example.org" in data for p, data in written.items() if outside not in p.parents)

    assert run_in(tmp_path, "collect", NAME, *sources, *prompts) == 0
    assert "Added 0 items" in capsys.readouterr().out
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == written


def test_collect_names_the_files_in_the_cause_that_has_none(tmp_path: Path) -> None:
    path, outside = begin(tmp_path), write_sources(tmp_path)
    text = path.read_text().replace(
        "causes: unknown", "causes:\n  - id: tone\n    kind: prompt\n    before: unknown # yet"
    )
    path.write_text(text)
    prompts = ("--prompt-before", str(outside / "before.md"), "--prompt-after", str(outside / "after.md"))
    assert run_in(tmp_path, "collect", NAME, *prompts) == 0
    assert path.read_text() == text.replace(
        "before: unknown # yet", "before: prompts/tone.before.md # yet\n    after: prompts/tone.after.md"
    )


@pytest.mark.parametrize("place", ["postmortems/link", "."])
def test_collect_does_not_write_through_a_link(tmp_path: Path, place: str) -> None:
    path, outside = begin(tmp_path), write_sources(tmp_path)
    path.with_suffix("").symlink_to(outside)
    assert run_in(tmp_path, "collect", NAME, str(outside / "chat.md")) == 1
    assert not (outside / "evidence.jsonl").exists()


def test_collect_writes_nothing_beside_a_damaged_ledger(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path, outside = begin(tmp_path), write_sources(tmp_path)
    assert run_in(tmp_path, "collect", NAME, str(outside / "chat.md")) == 0
    ledger = path.with_suffix("") / "evidence.jsonl"
    ledger.write_text(ledger.read_text().replace('"fixed"', '"fixed'))
    before = {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()}
    capsys.readouterr()
    assert run_in(tmp_path, "collect", NAME, "--sample", str(outside / "before.md")) == 1
    assert f"{NAME}/evidence.jsonl:2: " in capsys.readouterr().err
    assert {p: p.read_bytes() for p in tmp_path.rglob("*") if p.is_file()} == before


def test_two_samples_of_one_name_are_refused(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    begin(tmp_path)
    for folder in ("a", "b"):
        (tmp_path / folder).mkdir()
        (tmp_path / folder / "1.yaml").write_text(f"output: {folder}\n")
    samples = [part for folder in ("a", "b") for part in ("--sample", str(tmp_path / folder / "1.yaml"))]
    assert run_in(tmp_path, "collect", NAME, *samples) == 1
    assert "two files would be copied to samples/1.yaml" in capsys.readouterr().err

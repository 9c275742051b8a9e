"""`afterword tags`: what is listed, what `--dry-run` shows, and what is written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.cli.main import run
from learning import incidents


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    incidents.write(tmp_path)
    incidents.write(tmp_path, "2026-03-01-again")
    incidents.write(tmp_path, "2026-03-02-third", ("services: [support-bot]", "services: [Support_Bot]  # it"))
    incidents.write(tmp_path, "2026-03-03-fourth", ("services: [support-bot]", "services: [suppport-bott]"))
    incidents.write(tmp_path, "2026-03-04-fifth", ("name: example-chat", "name: exmaple-chat"))
    incidents.write(tmp_path, "2026-03-05-sixth", ("name: example-chat", "name: exmaple-chat"))
    incidents.write(tmp_path, "2026-03-06-seventh", ("services: [support-bot]", "services: [support-bot-eu]"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "postmortems"


def _bytes(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_the_list_says_what_to_keep_and_what_a_person_decides(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _bytes(folder)
    assert run(["tags"]) == 0
    assert capsys.readouterr().out == (
        "service `Support_Bot` (1): keep `support-bot` (4)\n"
        "    2026-03-02-third\n"
        "model `exmaple-chat` (2): keep `example-chat` (5)\n"
        "    2026-03-04-fifth, 2026-03-05-sixth\n"
        "\n"
        "2 spellings to look at in 7 post-mortems; `afterword tags --fix --dry-run` shows the edits for 2\n"
    )
    assert run(["tags", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert [one["keep"] for one in found["respellings"]] == ["support-bot", "example-chat"]
    assert _bytes(folder) == before


def test_a_dry_run_shows_the_lines_and_changes_none(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = _bytes(folder)
    assert run(["tags", "--fix", "--dry-run", "Support_Bot"]) == 0
    assert capsys.readouterr().out == (
        "postmortems/2026-03-02-third.md\n"
        "    -services: [Support_Bot]  # it\n"
        "    +services: [support-bot]  # it\n"
        "1 post-mortem would change; run it without --dry-run to write them\n"
    )
    assert _bytes(folder) == before


def test_a_fix_is_written_once(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tags", "--fix"]) == 0
    assert "3 post-mortems changed" in capsys.readouterr().out
    assert b"services: [support-bot]  # it" in (folder / "2026-03-02-third.md").read_bytes()
    assert b"[support-bot-eu]" in (folder / "2026-03-06-seventh.md").read_bytes()
    before = _bytes(folder)
    assert run(["tags", "--fix"]) == 0
    assert capsys.readouterr().out == "nothing to change\n"
    assert _bytes(folder) == before


def test_a_person_names_what_to_rename_and_to_add(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["tags", "--rename", "service", "suppport-bott", "support-bot"]) == 0
    assert run(["tags", "--add-factor", "fourth", "no-canary"]) == 0
    text = (folder / "2026-03-03-fourth.md").read_text()
    assert "services: [support-bot]" in text
    assert "factors: [missing-eval, no-canary]" in text
    capsys.readouterr()
    assert run(["tags", "--add-factor", "fourth", "homemade"]) == 1
    assert run(["tags", "--rename", "service", "nowhere", "x"]) == 1
    assert run(["tags", "--rename", "colour", "red", "x"]) == 1
    assert run(["tags", "--rename", "service", "support-bot", " "]) == 1
    assert run(["tags", "--fix", "support-bot-eu"]) == 1
    assert run(["tags", "--dry-run"]) == 2
    assert run(["tags", "x", "--rename", "service", "a", "b"]) == 2
    assert run(["tags", "--fix", "--rename", "service", "support-bot-eu", "b"]) == 2
    assert run(["tags", "--fix", "--format", "json"]) == 2
    errors = capsys.readouterr().err
    assert "`homemade` is not a factor of this project" in errors
    assert "no post-mortem has the service `nowhere`" in errors
    assert "`support-bot-eu` is not a spelling that `afterword tags` lists" in errors


def test_a_file_that_cannot_be_read_is_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "2026-03-07-broken.md").write_bytes(b"\xff\xfe")
    assert run(["tags"]) == 0
    assert "not read: postmortems/2026-03-07-broken.md\n" in capsys.readouterr().out


def test_a_version_that_looks_like_a_number_is_renamed(folder: Path) -> None:
    path = folder / "2026-03-01-again.md"
    incidents.write(folder.parent, path.stem, ("name: example-chat", "name: 4.1"))
    assert run(["tags", "--rename", "model", "4.1", "4.2"]) == 0
    assert "name: 4.2" in path.read_text()

"""`afterword collect`, run a second time: with evidence in the ledger, and beside another run."""

from __future__ import annotations

import struct
import subprocess
import sys
import zlib
from pathlib import Path
from typing import Any

import pytest

from afterword.cli.main import run
from afterword.evidence import EvidenceItem, collect, ledger, read_ledger
from fakes.sources import tree
from kept_ledger import write_ledger

NAME = "2026-04-16-x"
AT = "2026-04-16T17:05:00Z"


def _run(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), *arguments])


def _begun(root: Path) -> Path:
    assert _run(root, "new", "x", "--started", "2026-04-16") == 0
    return root / "postmortems" / NAME


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


PNG = (
    b"\x89PNG\r\n\x1a\n"
    + _chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
    + _chunk(b"IDAT", zlib.compress(b"\0\0"))
    + _chunk(b"IEND", b"")
)
_SAMPLE = {"id": "a", "epoch": 1, "input": "refund?", "target": "30 days", "scores": {"match": {"value": "I"}}}
_EVENT = {"event_type": "incident.triggered", "occurred_at": AT, "data": {"title": "Refunds", "number": 7}}
SOURCES: dict[str, tuple[str, Any]] = {
    "picture": ("shot.png", PNG),
    "notes": ("notes.md", "2026-04-16 17:05Z told jane@example.org\n"),
    "log": ("app.log", f"{AT} ERROR jane@example.org\n"),
    "table": ("table.csv", f"time,text\n{AT},told jane@example.org\n"),
    "JSON lines": ("lines.jsonl", '{"ts": "2026-04-16T17:05:00Z", "msg": "told jane@example.org"}\n'),
    "JSON records": ("records.json", [{"time": AT, "message": "told jane@example.org"}]),
    "Alertmanager alerts": ("am.json", {"alerts": [{"labels": {"alertname": "Refunds"}, "startsAt": AT}]}),
    "PagerDuty events": ("pd.json", {"event": _EVENT}),
    "Slack export": ("slack", {"users.json": [], "c/2026-04-16.json": [{"type": "message", "ts": "1776359100.1",
                               "user": "U1", "text": "told jane@example.org"}]}),
    "JUnit results": (
        "junit.xml",
        f'<testsuite name="s" timestamp="{AT}"><testcase name="a"><failure message="no"/></testcase></testsuite>',
    ),
    "eval results": ("results.csv", "case,passed\na,false\nb,true\n"),
    "Inspect log": (
        "log.json",
        {"version": 2, "status": "success", "eval": {"task": "t", "model": "m", "created": AT}, "samples": [_SAMPLE]},
    ),
    "promptfoo results": (
        "out.json",
        {"results": {"version": 3, "timestamp": AT, "stats": {}, "results": [{"success": False, "vars": {"q": "x"}}]}},
    ),
}  # fmt: skip


@pytest.mark.parametrize("kind", SOURCES)
def test_every_kind_is_collected_where_evidence_exists_already_and_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    folder = _begun(tmp_path)
    name, content = SOURCES[kind]
    files = {f"{name}/{part}": inner for part, inner in content.items()} if name == "slack" else {name: content}
    source = tree(tmp_path / "in", files) / name
    earlier = tree(tmp_path / "in", {"earlier.md": "2026-04-16 16:00Z told bob@example.org\n"}) / "earlier.md"
    assert _run(tmp_path, "collect", NAME, str(earlier)) == 0
    assert _run(tmp_path, "collect", NAME, str(source)) == 0
    assert len(read_ledger(folder).items) > 1
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    capsys.readouterr()
    assert _run(tmp_path, "collect", NAME, str(source)) == 0
    assert "Added 0 items" in capsys.readouterr().out
    assert {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()} == before


@pytest.mark.parametrize("option", ["--sample", "--prompt-before", "--config-after"])
def test_every_copy_is_made_where_evidence_exists_already_and_again(tmp_path: Path, option: str) -> None:
    folder = _begun(tmp_path)
    outside = tree(tmp_path / "in", {"a.md": "2026-04-16 bob@example.org\n", "b.txt": "to: jane@example.org\n"})
    assert _run(tmp_path, "collect", NAME, str(outside / "a.md")) == 0
    for _ in range(2):
        assert _run(tmp_path, "collect", NAME, option, str(outside / "b.txt")) == 0
        (copied,) = (path for path in folder.rglob("*.txt"))
        assert copied.read_text() == "to: [email 2]\n"


def test_a_prompt_in_latin_1_is_the_same_at_a_commit_and_in_the_folder(tmp_path: Path) -> None:
    folder = _begun(tmp_path)
    tree(tmp_path, {"p.txt": b"old\n"})
    git = ["git", "-C", str(tmp_path)]
    for command in (["init", "-q"], ["add", "p.txt"], ["commit", "-q", "-m", "old"]):
        subprocess.run([*git, *command], check=True, capture_output=True)
    tree(tmp_path, {"p.txt": b"caf\xe9\n"})
    subprocess.run([*git, "commit", "-q", "-a", "-m", "new"], check=True, capture_output=True)
    for before, text in (("p.txt@HEAD", "café\n"), ("p.txt@HEAD~1", "old\n"), ("p.txt@HEAD^", "old\n")):
        prompts = ("--prompt-before", before, "--prompt-after", str(tmp_path / "p.txt"))
        assert _run(tmp_path, "collect", NAME, *prompts) == 0
        assert (folder / "prompts" / "prompt.before.txt").read_text("utf-8") == text
        assert (folder / "prompts" / "prompt.after.txt").read_text("utf-8") == "café\n"


def test_runs_side_by_side_lose_no_evidence(tmp_path: Path) -> None:
    folder = _begun(tmp_path)
    names = [f"par{number}.md" for number in range(4)]
    tree(tmp_path, {name: f"2026-04-16 17:05Z {name} by {name}@example.org\n" * 3 for name in names})
    command = [sys.executable, "-m", "afterword", "-C", str(tmp_path), "collect", NAME]
    runs = [subprocess.Popen([*command, str(tmp_path / name)], stdout=subprocess.DEVNULL) for name in names]
    assert [process.wait(60) for process in runs] == [0] * 4
    items = read_ledger(folder).items
    assert sorted(item.source for item in items) == names
    assert [item.id for item in items] == ["E1", "E2", "E3", "E4"]
    assert sorted(path.name for path in folder.iterdir()) == ["evidence.jsonl"]


def test_evidence_that_came_where_nothing_can_be_locked_is_not_written_over(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = _begun(tmp_path)
    tree(tmp_path, {"a.md": "2026-04-16 17:05Z a\n", "b.md": "2026-04-16 17:05Z b\n"})
    real = ledger.read_ledger

    def read_and_be_overtaken(where: Path) -> ledger.Ledger:
        monkeypatch.undo()
        before = real(where)
        write_ledger(where, before.extended([EvidenceItem("", "x", 1, None, None, "theirs")]))
        return before

    monkeypatch.setattr(collect, "read_ledger", read_and_be_overtaken)
    assert _run(tmp_path, "collect", NAME, str(tmp_path / "a.md")) != 0
    assert "added by someone else meanwhile" in capsys.readouterr().err
    assert _run(tmp_path, "collect", NAME, str(tmp_path / "a.md")) == 0
    assert [item.text for item in read_ledger(folder).items] == ["theirs", "a"]


def test_the_id_of_a_deleted_item_that_is_still_cited_is_given_to_no_other(tmp_path: Path) -> None:
    folder = _begun(tmp_path)
    tree(tmp_path, {"a.md": "2026-04-16 17:05Z a\n- 2026-04-16 17:06Z b\n", "c.md": "2026-04-16 17:05Z c\n"})
    assert _run(tmp_path, "collect", NAME, str(tmp_path / "a.md")) == 0
    kept, _ = (folder / "evidence.jsonl").read_text().splitlines(keepends=True)
    (folder / "evidence.jsonl").write_text(kept)
    document = folder.with_suffix(".md")
    document.write_text(document.read_text() + "\nIt broke.[^e2] [^e9999999]\n")
    assert _run(tmp_path, "collect", NAME, str(tmp_path / "c.md")) == 0
    assert [item.id for item in read_ledger(folder).items] == ["E1", "E3"]


@pytest.mark.parametrize("zone", ["Europe/Nowhere", "IST", "2"])
def test_a_zone_that_is_no_offset_says_what_to_write(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], zone: str
) -> None:
    _begun(tmp_path)
    assert _run(tmp_path, "collect", NAME, "x.md", "--zone", zone) == 2
    shown = capsys.readouterr().err
    assert f"`{zone}` is not " in shown and "write its offset, such as `+02:00`\n" in shown

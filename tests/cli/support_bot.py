"""A new post-mortem and sources for it, in a folder of the test."""

from __future__ import annotations

from pathlib import Path

from afterword.cli.main import run

NAME = "2026-04-16-support-bot-promises-refunds"


def run_in(root: Path, *arguments: str) -> int:
    return run(["-C", str(root), *arguments])


def begin(root: Path) -> Path:
    assert run_in(root, "new", "Support bot promises refunds", "--severity", "SEV3", "--started", "2026-04-16") == 0
    return root / "postmortems" / f"{NAME}.md"


def write_sources(root: Path) -> Path:
    folder = root / "outside"
    folder.mkdir()
    (folder / "chat.md").write_text("2026-04-16 17:05Z on-call: told by jane@example.org\n2026-04-16 17:30Z fixed\n")
    (folder / "before.md").write_text("Promise nothing.\n")
    (folder / "after.md").write_text("Be generous. Ask ops@example.org.\n")
    (folder / "screen.png").write_bytes(b"\x89PNG")
    return folder

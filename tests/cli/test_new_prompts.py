"""`new` on a real terminal."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from afterword.postmortem import read_file

pty = pytest.importorskip("pty", reason="this system has no pseudo-terminals")


def _converse(root: Path, answers: list[str]) -> tuple[int, str]:
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "afterword", "-C", str(root), "new"], stdin=theirs, stdout=theirs, stderr=theirs
    )
    os.close(theirs)
    os.write(ours, "".join(answer + "\n" for answer in answers).encode())
    screen = bytearray()

    def watch() -> None:
        while True:
            try:
                chunk = os.read(ours, 4096)
            except OSError:  # the other side is closed
                return
            if not chunk:
                return
            screen.extend(chunk)

    reader = threading.Thread(target=watch)
    reader.start()
    code = process.wait(timeout=60)
    reader.join(timeout=10)
    os.close(ours)
    return code, screen.decode()


def test_new_asks_for_missing_facts_and_again_after_an_error(tmp_path: Path) -> None:
    answers = [
        "Bot promises refunds", "HIGH", "SEV3", "octocat", "yesterday", "2026-04-16T17:00Z", "", "", "",
        "bot, web", "acme/chat", "~12 users", "It promised refunds.",
    ]  # fmt: skip
    code, screen = _converse(tmp_path, answers)
    assert code == 0, screen
    assert "`HIGH` is not a severity; use one of SEV1, SEV2, SEV3, SEV4" in screen
    assert "`yesterday` is not a time" in screen
    document = read_file(tmp_path / "postmortems" / "2026-04-16-bot-promises-refunds.md", "x")
    assert document.front.severity == "SEV3"
    assert document.front.services == ["bot", "web"]
    assert str(document.front.impact.users) == "~12"  # type: ignore[union-attr]
    assert document.front.incident.detected is None  # type: ignore[union-attr]
    assert "unknown" not in document.source.text  # what nobody was asked for, or nobody knows yet, is left out


def test_leaving_with_end_of_input_writes_nothing(tmp_path: Path) -> None:
    code, screen = _converse(tmp_path, ["Bot promises refunds", "\x04"])
    assert code == 130
    assert "interrupted" in screen
    assert not (tmp_path / "postmortems").exists()

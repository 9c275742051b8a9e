"""Links and broken ledgers in an evidence folder."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from afterword.project import Project
from checks.minor import GOOD, ID, findings


def test_links_and_broken_ledgers_are_found(open_project: Callable[..., Project], tmp_path: Path) -> None:
    folder = tmp_path / "postmortems" / ID
    folder.mkdir(parents=True)
    (folder / "environment").symlink_to("/proc/self/environ")
    (folder / "evidence.jsonl").write_text("{}\n")
    found = findings(open_project(), GOOD)
    assert [(finding.rule, finding.line) for finding in found] == [("AW802", 1), ("AW803", 1)]
    assert "environment is a symbolic link" in found[0].message
    assert "evidence.jsonl:1" in found[1].message

"""What `check` prints, and its exit code."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.cli.main import run

ID = "2026-04-16-bot"


def _project(root: Path, text: str) -> None:
    (root / "postmortems").mkdir()
    (root / "postmortems" / f"{ID}.md").write_text(text)


BROKEN = f"---\nschema: 1\nid: {ID}\ntitel: x\nstatus: draft\nseverity: SEV3\n---\n\n## Summary\n\nText.\n"


def test_findings_name_place_rule_line_and_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _project(tmp_path, BROKEN)
    assert run(["-C", str(tmp_path), "check"]) == 1
    out = capsys.readouterr().out
    assert f"postmortems/{ID}.md\n" in out
    assert "  4:1  error    AW105  `titel` is not a key of the format\n" in out
    assert "      | titel: x\n      → did you mean `title`?\n" in out
    assert out.rstrip().splitlines()[-1].startswith("1 post-mortem: ")


def test_json_is_for_machines(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _project(tmp_path, BROKEN)
    assert run(["-C", str(tmp_path), "check", "--format", "json"]) == 1
    findings = json.loads(capsys.readouterr().out)
    found = next(finding for finding in findings if finding["rule"] == "AW105")
    assert (found["path"], found["line"], found["severity"]) == (f"postmortems/{ID}.md", 4, "error")


def test_an_empty_repository_is_no_error(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["-C", str(tmp_path), "check"]) == 0
    assert capsys.readouterr().out == "No post-mortems found. Begin one with `afterword new`.\n"


def test_a_document_cannot_write_to_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _project(tmp_path, BROKEN.replace("titel: x", "ti\\u001btel: '\u202e'").replace("Text", "\x1b]0;owned\x07"))
    run(["-C", str(tmp_path), "check"])
    out = capsys.readouterr().out
    assert "\x1b]0;" not in out and "\u202e" not in out


@pytest.mark.parametrize("kind", ["folder", "link", "huge"])
def test_what_stands_in_a_documents_place_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], kind: str
) -> None:
    (tmp_path / "postmortems").mkdir()
    path = tmp_path / "postmortems" / f"{ID}.md"
    if kind == "folder":
        path.mkdir()
    elif kind == "link":
        path.symlink_to("/etc/hostname")
    else:
        with path.open("wb") as file:
            file.truncate(50_000_000)
    assert run(["-C", str(tmp_path), "check"]) == 1
    out = capsys.readouterr().out
    assert out.count("AW1") == 1
    assert {"folder": "a folder", "link": "symbolic link", "huge": "50.0 MB"}[kind] in out

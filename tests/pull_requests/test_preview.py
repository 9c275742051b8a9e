"""The comment of a pull request before there is one."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.cli.main import run
from drafting.incident import ID, make_project
from tracking.rows import markdown, row

QUESTION = "**Unknown, needs investigation:** What happened?"


@pytest.mark.parametrize("words", [[], [ID], ["support"]])
def test_preview_shows_comment_and_status_without_github(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], words: list[str]
) -> None:
    make_project(tmp_path, body=f"\n## Summary\n\n{QUESTION}\n")
    assert run(["-C", str(tmp_path), "draft", "--offline", ID]) == 0
    capsys.readouterr()
    assert run(["-C", str(tmp_path), "pr", "preview", *words]) == 0
    out = capsys.readouterr().out
    assert out.startswith("<!-- afterword:pull-request -->\n**To do:** ")
    assert "**On merge:** no issue changes" in out
    assert out.splitlines()[-1] in ("Status: success", "Status: failure")


def test_preview_shows_which_issues_would_be_opened(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    rows = [row("A1", "Add the case"), row("A2", "Add an alert", issue="#9")]
    path = tmp_path / "postmortems" / f"{ID}.md"
    path.parent.mkdir()
    path.write_text(markdown(rows, document_id=ID))
    assert run(["-C", str(tmp_path), "pr", "preview"]) == 0
    out = capsys.readouterr().out
    assert "**On merge:** 1 issue is opened" in out
    assert "1 action item names an issue; what changes there is known only on GitHub" in out

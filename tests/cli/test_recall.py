"""`afterword recall`: from files, from a diff, from the branch, and from another repository."""

from __future__ import annotations

import io
import json
import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from afterword.cli.main import run
from learning import incidents


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    incidents.write(tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _read(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_files(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recall", "prompts/support.md", "x.py"]) == 0
    out = capsys.readouterr().out
    assert out.startswith("The change touches what 1 past incident names (2 changed files, 1 post-mortem).")
    assert "> - **Touches:** prompts/support.md (named by cause tone-rewrite)\n" in out
    assert "> - **Guarded by eval case:** refund-window, not proven\n" in out
    assert out.endswith("`afterword evals run`.\n")


def test_a_diff_of_500_files(root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    names = [f"src/f{number}.py" for number in range(499)] + ["bots/prompts/support.md"]
    diff = "".join(f"diff --git a/{n} b/{n}\r\n--- a/{n}\r\n+++ b/{n}\r\n@@ -1 +1 @@\r\n-a\r\n+b\r\n" for n in names)
    _read(monkeypatch, b"\xef\xbb\xbf" + diff.encode())
    assert run(["recall", "-", "--format", "json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["changed_files"] == 500
    assert [one["id"] for one in found["incidents"]] == [incidents.ID]


@pytest.mark.parametrize(
    ("quiet", "out"), [([], "The change touches no file outside of the post-mortems.\n"), (["--quiet"], "")]
)
def test_an_empty_diff(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, quiet: list[str], out: str
) -> None:
    _read(monkeypatch, b"")
    assert run(["recall", "-", *quiet]) == 0
    assert capsys.readouterr().out == out


def test_the_branch_of_another_repository(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    product = root / "product"
    (product / "prompts").mkdir(parents=True)
    for command in (["init", "-q", "-b", "main"], ["commit", "-q", "--allow-empty", "-m", "x"]):
        subprocess.run(["git", "-C", str(product), *command], check=True, capture_output=True)
    (product / "prompts" / "support.md").write_text("new\n")
    for more in ([], ["--diff", "HEAD"]):
        assert run(["recall", "--repository", str(product), *more]) == 0
        assert "prompts/support.md (named by cause tone-rewrite)" in capsys.readouterr().out


def test_the_hook_of_the_handbook(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    page = (Path(__file__).parents[2] / "docs" / "how-to" / "recall-past-incidents.md").read_text(encoding="utf-8")
    (entry,) = re.findall("entry: afterword (.*)", page)
    product = root / "product"
    (product / "prompts").mkdir(parents=True)
    monkeypatch.chdir(product)
    command = shlex.split(entry.replace("../post-mortems", ".."))
    assert run([*command, "x.py", "README.md"]) == 0
    assert capsys.readouterr().out == ""
    assert run([*command, "x.py", "prompts/support.md"]) == 0
    assert f"### {incidents.ID}" in capsys.readouterr().out


def test_what_cannot_be(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["recall", "a.md", "--diff", "main"]) == 2
    assert run(["recall", "a.md", "-"]) == 2
    assert run(["recall", "--diff", "main"]) == 1
    assert "not a git repository" in capsys.readouterr().err


def test_a_path_that_never_was_is_refused(
    root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    (root / "app").mkdir()
    for name in ("app/now.py", "gone.py", "staged.py"):
        (root / name).write_text("x\n")
    for command in (["init", "-q", "-b", "main"], ["add", "app", "gone.py"], ["commit", "-qm", "x"]):
        subprocess.run(["git", *command], check=True, capture_output=True)
    subprocess.run(["git", "rm", "-q", "gone.py"], check=True)
    subprocess.run(["git", "commit", "-qm", "y"], check=True)
    subprocess.run(["git", "add", "staged.py"], check=True)
    (root / "staged.py").unlink()
    assert run(["recall", "app", "gone.py", "staged.py"]) == 0
    assert "touches nothing" in capsys.readouterr().out
    assert run(["recall", "app/now.py", "app/nwo.py"]) == 1
    said = capsys.readouterr()
    assert said.out == "" and "app/nwo.py: there is no such file" in said.err and "`--diff REF`" in said.err
    for name in ("HEAD", "main", "HEAD~1"):
        assert run(["recall", name]) == 1
        assert f"{name}: there is no such file" in (said := capsys.readouterr().err) and f"`--diff {name}`" in said
    monkeypatch.chdir(root / "app")
    assert run(["recall", "HEAD"]) == 1
    assert "`--diff HEAD`" in capsys.readouterr().err
    assert run(["recall", "--quiet", "nowhere.py"]) == 0, "a hook stops no commit"
    _read(monkeypatch, b"nowhere.py\n")
    assert run(["recall", "-"]) == 0

"""Which post-mortem a command means: named by any part of its id, by `--id`, or by the branch."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from click.shell_completion import ShellComplete

from afterword.cli.main import cli, run
from cli.support_bot import NAME, begin

CHAT = b"2026-04-16 17:05Z on-call: it broke\n2026-04-16 17:30Z on-call: fixed\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    begin(tmp_path)
    (tmp_path / "chat.md").write_bytes(CHAT)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.mark.parametrize(
    "arguments",
    [
        ("refund", "chat.md"),
        ("REFUNDS", "chat.md"),
        (f"postmortems/{NAME}.md", "chat.md"),
        ("chat.md",),
        ("refund", "-"),
        ("-",),
        ("--id", "refund", "chat.md"),
        ("--id", "refund", "-"),
    ],
)
def test_collect_takes_an_id_or_none_and_standard_input(
    root: Path, monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...]
) -> None:
    monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO(CHAT)))
    assert run(["collect", *arguments]) == 0
    assert len((root / "postmortems" / NAME / "evidence.jsonl").read_text().splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("missing.md",), "missing.md: cannot be read"),
        (("billing", "chat.md"), "there is no post-mortem `billing`"),
        (("--id", "billing", "chat.md"), "there is no post-mortem `billing`"),
    ],
)
def test_what_is_neither_an_id_nor_a_source_is_named(
    root: Path, capsys: pytest.CaptureFixture[str], arguments: tuple[str, ...], message: str
) -> None:
    assert run(["collect", *arguments]) == 1
    assert message in capsys.readouterr().err


@pytest.mark.parametrize(("typed", "expected"), [("refund", [NAME]), ("", [NAME]), ("billing", [])])
def test_ids_are_completed_by_any_part(root: Path, typed: str, expected: list[str]) -> None:
    completion = ShellComplete(cli, {}, "afterword", "_AFTERWORD_COMPLETE")
    for command in ("draft", "answer", "external"):
        found = completion.get_completions(["-C", str(root), command], typed)
        assert [one.value for one in found if not one.value.startswith("-")] == expected
    assert completion.get_completions(["-C", str(root / "nowhere"), "draft"], typed) == []

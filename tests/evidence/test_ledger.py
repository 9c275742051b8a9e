"""The ledger only grows, never renumbers, and notices when it was changed."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.errors import AfterwordError
from afterword.evidence import EvidenceItem, Ledger, read_ledger, resolve
from afterword.evidence.ledger import write_ledger
from afterword.times.when import When


def _item(text: str, at: str | None = None, source: str = "notes.md") -> EvidenceItem:
    return EvidenceItem("", source, 1, When.parse(at) if at else None, None, text)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    ledger = Ledger().extended([_item("first — “quoted”", "2026-04-16T17:00Z"), _item("second")])
    assert write_ledger(tmp_path, ledger)
    assert read_ledger(tmp_path) == ledger
    assert not write_ledger(tmp_path, ledger)


texts = st.lists(st.sampled_from(["a", "b", "c", "d", "e"]), max_size=8)


@settings(max_examples=100, deadline=None, derandomize=True)
@given(texts, texts)
def test_collecting_again_never_renumbers(first: list[str], second: list[str]) -> None:
    before = Ledger().extended([_item(text) for text in first])
    after = before.extended([_item(text) for text in second])
    assert after.items[: len(before.items)] == before.items
    assert [item.id for item in after.items] == [f"E{n}" for n in range(1, len(after.items) + 1)]
    assert len({item.key() for item in after.items}) == len(after.items)
    assert after.extended([_item(text) for text in second]) == after


def test_a_changed_text_is_found_and_blocks_writing(tmp_path: Path) -> None:
    write_ledger(tmp_path, Ledger().extended([_item("as collected"), _item("other")]))
    path = tmp_path / "evidence.jsonl"
    path.write_text(path.read_text().replace("as collected", "as wished"))
    ledger = read_ledger(tmp_path)
    assert [(problem.line, "sha256" in problem.message) for problem in ledger.problems] == [(1, True)]
    assert [item.text for item in ledger.items] == ["other"]
    with pytest.raises(AfterwordError, match="nothing was written"):
        write_ledger(tmp_path, ledger.extended([_item("new")]))
    assert "as wished" in path.read_text()


@pytest.mark.parametrize(
    "line", ["nonsense", "[]", '{"id": "X1"}', '{"id": "E1", "text": 3, "source": "x"}', "[" * 100_000]
)
def test_a_line_that_is_no_item_is_a_located_problem(tmp_path: Path, line: str) -> None:
    (tmp_path / "evidence.jsonl").write_text("\n" + line + "\n")
    assert [problem.line for problem in read_ledger(tmp_path).problems] == [2]


def test_an_id_that_stands_twice_is_a_problem(tmp_path: Path) -> None:
    line = json.loads(Ledger().extended([_item("a")]).items[0].to_json())
    (tmp_path / "evidence.jsonl").write_text(json.dumps(line) + "\n" + json.dumps(line) + "\n")
    ledger = read_ledger(tmp_path)
    assert len(ledger.items) == 1
    assert [problem.line for problem in ledger.problems] == [2]


@pytest.mark.parametrize(
    "name", ["../secret", "/etc/passwd", "a/../../b", "C:\\x", "prompts\\..\\..\\x", "no-such", "a\0b"]
)
def test_a_path_that_leaves_the_folder_or_leads_nowhere_is_refused(tmp_path: Path, name: str) -> None:
    (tmp_path / "secret").write_text("x")
    folder = tmp_path / "evidence"
    folder.mkdir()
    with pytest.raises(AfterwordError):
        resolve(folder, name)


def test_a_symbolic_link_is_refused_wherever_it_stands(tmp_path: Path) -> None:
    folder = tmp_path / "evidence"
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "x.md").write_text("x")
    folder.mkdir()
    (folder / "inside.md").write_text("y")
    (folder / "link.md").symlink_to(folder / "inside.md")
    (folder / "prompts").symlink_to(tmp_path / "outside")
    for name in ("link.md", "prompts/x.md"):
        with pytest.raises(AfterwordError, match="symbolic link"):
            resolve(folder, name)
    assert resolve(folder, "inside.md") == folder / "inside.md"

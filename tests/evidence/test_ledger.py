"""The ledger only grows, never renumbers, and notices when it was changed."""

from __future__ import annotations

import json
import os
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.errors import AfterwordError
from afterword.evidence import EvidenceItem, Ledger, read_ledger
from afterword.evidence.ledger import highest_cited, ledger_bytes, lock
from afterword.times.when import When
from kept_ledger import write_ledger


def _item(text: str, at: str | None = None, source: str = "notes.md") -> EvidenceItem:
    return EvidenceItem("", source, 1, When.parse(at) if at else None, None, text)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    first = replace(_item("first — “quoted”", "2026-04-16T17:00Z"), assumed_zone="UTC")
    ledger = Ledger().extended([first, _item("second")])
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


def test_a_line_has_only_keys_with_a_value(tmp_path: Path) -> None:
    first, second = Ledger().extended([_item("a"), replace(_item("b", "2026-04-16T17:00Z"), actor="on-call")]).items
    assert json.loads(first.to_json()) == {"id": "E1", "source": "notes.md", "line": 1, "text": "a"}
    assert list(json.loads(second.to_json())) == ["id", "source", "line", "at", "actor", "text"]


def test_a_ledger_of_an_earlier_version_keeps_its_ids_when_the_same_is_collected(tmp_path: Path) -> None:
    old = {"id": "E7", "source": "notes.md", "line": 1, "at": None, "actor": None, "text": "a", "sha256": "ca97"}
    (tmp_path / "evidence.jsonl").write_text(json.dumps(old) + "\n")
    ledger = read_ledger(tmp_path)
    assert not ledger.problems
    assert [item.id for item in ledger.extended([_item("a"), _item("b")]).items] == ["E7", "E8"]


def test_a_line_that_cannot_be_read_blocks_writing(tmp_path: Path) -> None:
    write_ledger(tmp_path, Ledger().extended([_item("as collected"), _item("other")]))
    path = tmp_path / "evidence.jsonl"
    path.write_text(path.read_text().replace('"as collected"', "as wished"))
    ledger = read_ledger(tmp_path)
    assert [problem.line for problem in ledger.problems] == [1]
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


def test_an_item_is_the_same_only_with_its_source_time_and_text() -> None:
    one = _item("a", "2026-04-16T17:00Z")
    others = [_item("b", "2026-04-16T17:00Z"), _item("a", "2026-04-16T17:01Z"), _item("a"), _item("a", None, "x.md")]
    assert [item.id for item in Ledger().extended([one, *others, one]).items] == ["E1", "E2", "E3", "E4", "E5"]


def test_a_reply_names_the_item_that_it_replies_to(tmp_path: Path) -> None:
    first, second, reply, alone = (_item(text) for text in ("first", "second", "reply", "alone"))
    replies = {reply.key(): second.key(), alone.key(): _item("gone").key()}
    ledger = Ledger().extended([first, second, reply, alone], replies)
    assert [item.reply_to for item in ledger.items] == [None, None, "E2", None]
    write_ledger(tmp_path, ledger)
    assert read_ledger(tmp_path) == ledger
    assert ledger.extended([reply], {reply.key(): first.key()}) == ledger


def test_new_ids_are_above_the_ledgers_and_above_those_that_are_cited() -> None:
    ledger = Ledger((replace(_item("a"), id="E7"), replace(_item("b"), id="E2")))
    assert ledger.extended([_item("c")], above=3).items[-1].id == "E8"
    assert ledger.extended([_item("c")], above=9).items[-1].id == "E10"


@pytest.mark.parametrize(
    ("text", "highest"),
    [
        ("", 0),
        ("[^e3] and [^E12], not [^e2]", 12),
        ("<!-- [^e99] --> [^e1] <!-- [^e98]", 1),
        ("[^e0] [^e01] [^e1000000] [^x5] e7 [^e4x]", 0),
        ("[^e999999]", 999_999),
    ],
)
def test_the_highest_cited_item_is_found_outside_comments(text: str, highest: int) -> None:
    assert highest_cited(text) == highest


@pytest.mark.parametrize(
    "changes",
    [
        {"id": "E1x"},
        {"id": "e1"},
        {"id": "E0"},
        {"id": "E12345678"},
        {"at": "yesterday"},
        {"source": None},
    ],
)
def test_a_record_that_cannot_be_trusted_is_a_problem(tmp_path: Path, changes: dict[str, Any]) -> None:
    record = {**json.loads(Ledger().extended([_item("a")]).items[0].to_json()), **changes}
    (tmp_path / "evidence.jsonl").write_text(json.dumps(record) + "\n")
    ledger = read_ledger(tmp_path)
    assert ledger.items == () and [problem.line for problem in ledger.problems] == [1]


def test_values_of_another_type_are_left_out(tmp_path: Path) -> None:
    (item,) = Ledger().extended([_item("a", "2026-04-16T17:00Z")]).items
    record = {**json.loads(item.to_json()), "line": "1", "actor": 3, "at": 5, "reply_to": "E1 "}
    (tmp_path / "evidence.jsonl").write_text(json.dumps(record) + "\n")
    assert read_ledger(tmp_path) == Ledger((replace(item, line=None, actor=None, at=None),))


def test_a_line_separator_in_a_text_does_not_end_the_line(tmp_path: Path) -> None:
    ledger = Ledger().extended([_item("one\u2028two\x85three\x0cfour\r\nfive")])
    write_ledger(tmp_path, ledger)
    assert read_ledger(tmp_path) == ledger


def test_a_ledger_that_changed_meanwhile_is_not_written(tmp_path: Path) -> None:
    before = Ledger().extended([_item("a")])
    write_ledger(tmp_path, before)
    theirs = before.extended([_item("theirs")])
    write_ledger(tmp_path, theirs)
    for read in (before, Ledger(), theirs.extended([_item("more")])):
        with pytest.raises(AfterwordError, match="added by someone else"):
            ledger_bytes(tmp_path, read.extended([_item("mine")]), read)
    assert ledger_bytes(tmp_path, theirs, theirs) == (tmp_path / "evidence.jsonl").read_bytes()


def test_a_ledger_is_written_only_if_it_can_be_read_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = Ledger().extended([_item("é" * 40)])
    size = len(ledger_bytes(tmp_path, ledger, Ledger()))
    monkeypatch.setattr("afterword.evidence.ledger.MAX_LEDGER_BYTES", size)
    assert write_ledger(tmp_path, ledger)
    assert read_ledger(tmp_path) == ledger
    monkeypatch.setattr("afterword.evidence.ledger.MAX_LEDGER_BYTES", size - 1)
    with pytest.raises(AfterwordError, match="would be larger than"):
        ledger_bytes(tmp_path / "empty", ledger, Ledger())
    with pytest.raises(AfterwordError, match="is too large"):
        read_ledger(tmp_path)


@pytest.mark.skipif(sys.platform == "win32", reason="a folder cannot be locked there")
def test_a_locked_folder_keeps_others_waiting(tmp_path: Path) -> None:
    import fcntl

    with lock(tmp_path):
        handle = os.open(tmp_path, os.O_RDONLY)
        with pytest.raises(BlockingIOError):
            fcntl.flock(handle, fcntl.LOCK_SH | fcntl.LOCK_NB)
    fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(handle)
    assert list(tmp_path.iterdir()) == []

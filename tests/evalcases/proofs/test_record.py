"""A record of a proof is written and read back to the byte, and nothing else is read as one."""

from __future__ import annotations

import json
from typing import Any

import pytest

from afterword.evalcases.proofs.record import digest, read_calls, read_record, write_calls, write_record
from evalcases.proofs.proof import calls_of, record_of

RECORD = record_of("FFFF", "PPPP", "P" * 29)


def changed(**keys: Any) -> bytes:
    return json.dumps({**json.loads(write_record(RECORD)), **keys}).encode()


def test_a_record_is_read_back_to_the_byte() -> None:
    data = write_record(RECORD)
    assert read_record(data) == RECORD
    assert write_record(read_record(data)) == data
    calls = calls_of(RECORD)
    assert read_calls(write_calls(calls)) == calls
    assert len(write_calls(calls).splitlines()) == RECORD.calls == 37


@pytest.mark.parametrize(
    ("data", "message"),
    [
        (b"", "Expecting value"),
        (b"\xff", "not UTF-8"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[]", "valid dictionary"),
        (b'{"schema": 1, "schema": 1}', "a key twice"),
        (changed(schema=2), "`schema`"),
        (changed(note="trust me"), "`note`: extra inputs"),
        (changed(broken="FFFX"), "`broken`"),
        (changed(broken="FFFF\n"), "`broken`"),
        (changed(verdict="certain"), "`verdict`"),
        (changed(attempt=0), "`attempt`"),
        (changed(attempt="1"), "`attempt`"),
        (changed(started="2026-11-21"), "`started`"),
        (changed(case="../../etc/passwd"), "`case`"),
        (changed(sha256={"case": "x"}), "`sha256.case`"),
        (changed(method={"difference": "mix6/1", "bound": "b", "alpha": 0.05, "green": 0.9}), "`method.green`"),
    ],
)
def test_what_is_not_a_record_is_not_read(data: bytes, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        read_record(data)


def test_a_line_that_is_not_a_call_is_named() -> None:
    data = write_calls(calls_of(RECORD)[:2]) + b'{"pair": 2}\n'
    with pytest.raises(ValueError, match="line 3: `side`"):
        read_calls(data)


def test_a_digest_depends_on_the_value_alone() -> None:
    assert digest({"b": 1, "a": "é"}) == digest({"a": "é", "b": 1})
    assert digest("a") != digest("b")
    assert digest(None) != digest("")
    assert len(digest("\ud800")) == 64

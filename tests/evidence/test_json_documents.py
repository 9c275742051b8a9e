"""JSON documents are read up to what is broken."""

from __future__ import annotations

from afterword.evidence.json_documents import json_documents


def test_json_in_a_row_is_read_up_to_what_is_broken() -> None:
    found = json_documents('{"a": 1}\n\n[2]\n{"b": }\n{"c": 3}')
    assert found.values == [(1, {"a": 1}), (3, [2])]
    assert found.stopped is not None and found.stopped[0] == 4
    assert json_documents("[" * 100_000).stopped is not None
    assert json_documents("1" * 5000).stopped is not None
    assert json_documents("") == json_documents(" \n")

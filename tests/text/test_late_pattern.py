"""A late pattern does what a compiled one does, and compiles nothing before it is used."""

from __future__ import annotations

import re

import pytest

from afterword.text.late_pattern import late_pattern


def test_pattern_is_compiled_once_when_it_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    compiled: list[str] = []
    compile_ = re.compile
    monkeypatch.setattr(re, "compile", lambda pattern, flags: compiled.append(pattern) or compile_(pattern, flags))
    pattern = late_pattern(r"late (?P<what>\w+)", re.IGNORECASE)
    assert (pattern.pattern, compiled) == (r"late (?P<what>\w+)", [])
    assert [pattern.sub("x", text) for text in ("Late word, late text", "on time")] == ["x, x", "on time"]
    assert compiled == [r"late (?P<what>\w+)"]


def test_pattern_has_what_a_compiled_one_has() -> None:
    for pattern in (late_pattern(rb"a+(b)?", re.DOTALL), re.compile(rb"a+(b)?", re.DOTALL)):
        match = pattern.search(b"xaab", 1)
        assert match is not None
        assert (match.span(), pattern.match(b"b"), pattern.findall(b"aba"), pattern.groups) == (
            (1, 4), None, [b"b", b""], 1,
        )  # fmt: skip
        assert pattern.flags == re.DOTALL


def test_mistake_is_raised_when_the_pattern_is_used() -> None:
    with pytest.raises(re.error):
        late_pattern("(").match("")

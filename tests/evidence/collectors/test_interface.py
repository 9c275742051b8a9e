"""What all collectors share: times, and JSON documents that break off."""

from __future__ import annotations

import pytest

from afterword.evidence.collectors.interface import SourceContent
from afterword.times.reader import TimeReader
from fakes.sources import source, told

TIMES = TimeReader()


@pytest.mark.parametrize("value", [1776359100, 1776359100.25, "2026-04-16T17:05Z", " 2026-04-16T19:05+02:00 "])
def test_times_are_texts_or_seconds(value: object) -> None:
    content = SourceContent()
    assert str(content.read_time(value, TIMES)) == "2026-04-16T17:05Z"
    assert content.assumed_zone == 0


@pytest.mark.parametrize("value", [True, None, 12, "soon", "", {"a": 1}, float("inf"), 10**30])
def test_other_values_are_not_times_and_not_noted(value: object) -> None:
    content = SourceContent()
    assert content.read_time(value, TIMES, 3) is None
    assert content.unread == [] and content.assumed_zone == 0


def test_a_time_that_cannot_be_used_is_noted_at_its_line() -> None:
    content = SourceContent()
    assert content.read_time("2026-04-31T17:05Z", TIMES, 3) is None
    (line,) = told(content)
    assert line.startswith("s:3: ") and not line.endswith("without it")


def test_a_text_that_should_be_a_time_is_noted() -> None:
    content = SourceContent()
    for value in ("soon " * 30, "2026-04-31T17:05Z", ""):
        assert content.read_time(value, TIMES, 3, of_text=True) is None
    unknown, wrong = told(content)
    assert unknown.endswith("write `2026-04-16 17:05Z`; the text was kept without it") and len(unknown) < 150
    assert wrong.endswith("; the text was kept without it")


def test_times_without_a_zone_are_counted() -> None:
    content = SourceContent()
    assert str(content.read_time("2026-04-16T17:05", TimeReader("+02:00"))) == "2026-04-16T15:05Z"
    assert content.assumed_zone == 1


def test_documents_break_off_at_a_line_and_a_binary_file_has_none() -> None:
    content = SourceContent()
    assert content.documents_of(source("a.json", '{"a": 1}\n{oops')) == [(1, {"a": 1})]
    assert content.documents_of(source("b.json", b"\x00\x01")) == []
    assert told(content)[0].startswith("s:2: not JSON") and told(content)[1] == "s: the file is not text"

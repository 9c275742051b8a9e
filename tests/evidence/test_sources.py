"""Notes, logs, tables and JSON lines become items with times."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.evidence.sources import READERS, read_csv, read_jsonl, read_notes


def _notes(text: str, zone: str = "Z") -> list[tuple[int, str, str | None, str]]:
    return [(i.line, str(i.at or ""), i.actor, i.text) for i in read_notes(text, zone, is_log=False).items]


def test_times_actors_and_paragraphs() -> None:
    text = (
        "# Notes\n"
        "- 2026-04-16 17:05Z — Detected: the bot promises refunds\n"
        "- [2026-04-16T19:10:30+02:00] support lead: second report\n"
        "\n"
        "A paragraph\nof two lines.\n"
        "- 2026-04-17 — the day after\n"
    )
    assert _notes(text) == [
        (2, "2026-04-16T17:05Z", None, "Detected: the bot promises refunds"),
        (3, "2026-04-16T17:10:30Z", "support lead", "second report"),
        (5, "", None, "A paragraph of two lines."),
        (7, "2026-04-17", None, "the day after"),
    ]


def test_a_time_without_zone_is_read_in_the_given_one_and_counted() -> None:
    reading = read_notes("2026-04-16 17:05 it began\n", "+02:00", is_log=False)
    assert str(reading.items[0].at) == "2026-04-16T15:05Z"
    assert reading.assumed_zone == 1


def test_a_time_that_cannot_be_is_told_and_the_text_is_kept() -> None:
    reading = read_notes("2026-02-30 17:05Z broken clock\n", "Z", is_log=False)
    assert [(item.at, item.text) for item in reading.items] == [(None, "broken clock")]
    assert "line 1" in reading.unread[0]


def test_a_stack_trace_belongs_to_its_log_line() -> None:
    text = "2026-04-16T17:05:01Z ERROR boom\n  at a.py:1\n  at b.py:2\n2026-04-16T17:05:02Z INFO fine\n"
    items = read_notes(text, "Z", is_log=True).items
    assert [item.line for item in items] == [1, 4]
    assert items[0].text == "ERROR boom\n  at a.py:1\n  at b.py:2"


def test_foreign_front_matter_is_not_evidence_and_lines_still_count() -> None:
    assert _notes("---\ntitle: x\n---\n\n- 2026-04-16 17:05Z — event\n") == [(5, "2026-04-16T17:05Z", None, "event")]


def test_nested_brackets_in_a_foreign_front_matter_do_not_reach_its_parser() -> None:
    text = "---\na: " + "[" * 30_000 + "\n---\n- 2026-04-16 17:05Z — event\n"
    assert _notes(text)[-1][3] == "event"


def test_csv_columns_are_recognised_and_others_kept() -> None:
    text = 'Time,Message,User,Host\n2026-04-16T17:05Z,"a, b",monitor,web-1\n1776359100,plain,,\nlater,odd,x,\n'
    reading = read_csv(text, "Z")
    assert [(i.line, str(i.at or ""), i.actor, i.text) for i in reading.items] == [
        (2, "2026-04-16T17:05Z", "monitor", "a, b (Host: web-1)"),
        (3, "2026-04-16T17:05Z", None, "plain"),
        (4, "", "x", "odd"),
    ]
    assert reading.unread == ["line 4: this is not a time; the text was kept without it"]


def test_jsonl_lines_that_are_not_objects_are_listed_as_unread() -> None:
    reading = read_jsonl('{"ts": "2026-04-16T17:05Z", "msg": "hi", "n": 3}\nnope\n[1]\n' + "[" * 5_000 + "\n", "Z")
    assert [item.text for item in reading.items] == ["hi (n: 3)"]
    assert reading.unread == ["line 2: not JSON", "line 3: not a JSON object", "line 4: not JSON"]


@settings(max_examples=150, deadline=None, derandomize=True)
@given(st.text(max_size=400), st.sampled_from(sorted(READERS)))
def test_no_text_makes_a_reader_raise(text: str, ending: str) -> None:
    reading = READERS[ending](text, "Z")
    lines = text.count("\n") + text.count("\r") + 1
    assert all(1 <= item.line <= lines and item.text.strip() for item in reading.items)

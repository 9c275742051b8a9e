"""Tables and JSON records become items, one a row."""

from __future__ import annotations

from hypothesis import given as each
from hypothesis import strategies as st

from afterword.evidence.collectors.eval_tables import is_eval_table
from afterword.evidence.collectors.tables import (
    is_json_records,
    is_yaml_records,
    read_json_lines,
    read_json_records,
    read_table,
    read_yaml_records,
)
from fakes.sources import given, shown, source, told


def test_csv_columns_are_recognised_and_others_kept() -> None:
    text = 'Time,Message,User,Host\n2026-04-16T17:05Z,"a, b",monitor,web-1\n1776359100,plain,,\nlater,odd,x,\n'
    content = read_table(source("a.csv", text), given())
    assert [(i.line, str(i.at or ""), i.actor, i.text) for i in content.items] == [
        (2, "2026-04-16T17:05Z", "monitor", "a, b (Host: web-1)"),
        (3, "2026-04-16T17:05Z", None, "plain"),
        (4, "", "x", "odd (Time: later)"),
    ]
    assert content.remarks == [
        "3 records read with time=Time,text=Message,actor=User",
        "to read others: --map time=KEY,actor=KEY,text=KEY; keys: Time, Message, User, Host",
    ]
    assert told(content, "a.csv") == [
        "a.csv:4: `later` is not a supported time; write `2026-04-16 17:05Z`; the text was kept without it"
    ]


def test_semicolons_and_tabs_separate_too() -> None:
    for name, text in (("a.csv", "time;message\n2026-04-16;x, y\n"), ("a.tsv", "time\tmessage\n2026-04-16\tx, y\n")):
        assert shown(read_table(source(name, text), given())) == [("2026-04-16", None, "x, y")]


def test_a_table_without_a_time_is_told() -> None:
    content = read_table(source("a.csv", "ticket,message\n7,refund promised\n"), given())
    assert shown(content) == [("", None, "refund promised (ticket: 7)")]
    assert content.remarks[0] == "1 record read with text=message; no key has the time"


def test_jsonl_lines_that_are_not_objects_are_listed_as_unread() -> None:
    text = '{"ts": "2026-04-16T17:05Z", "msg": "hi", "n": 3}\nnope\n[1]\n' + "[" * 5_000 + "\n"
    content = read_json_lines(source("a.jsonl", text), given())
    assert [item.text for item in content.items] == ["hi (n: 3)"]
    assert told(content, "a.jsonl") == [
        "a.jsonl:2: not JSON",
        "a.jsonl:3: not a JSON object",
        "a.jsonl:4: not JSON",
    ]


def test_a_list_of_records_with_times_is_read() -> None:
    records = source("a.json", [{"timestamp": 1776359100123, "message": "deployed"}])
    assert is_json_records(records)
    assert shown(read_json_records(records, given())) == [("2026-04-16T17:05Z", None, "deployed")]
    assert not is_json_records(source("a.json", {"model": "m", "temperature": 0.2}))


@each(st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=300))
def test_no_text_makes_the_readers_raise(text: str) -> None:
    for read, name in ((read_table, "a.csv"), (read_table, "a.tsv"), (read_json_lines, "a.jsonl")):
        content = read(source(name, text), given())
        assert all(item.text.strip() and item.line >= 1 for item in content.items)
    assert is_eval_table(source("a.csv", text)) in (True, False)


def test_an_issue_says_its_title_and_its_body() -> None:
    issue = {"createdAt": "2026-04-16T17:05Z", "title": "Bot deletes events", "body": "It read\nan invitation."}
    found = shown(read_json_records(source("a.json", [issue]), given()))
    assert found == [("2026-04-16T17:05Z", None, "Bot deletes events. It read\nan invitation.")]


def test_what_was_acknowledged_and_resolved_later_is_an_item_of_that_time() -> None:
    text = (
        "id;opened_at;title;acknowledged_at;resolved_at\n"
        "7;2026-04-16T17:05Z;queue is stuck;2026-04-16T17:08Z;2026-04-16T18:00Z\n8;2026-04-16T17:30Z;disk slow;;\n"
    )
    assert [(at, words.split(" (")[0]) for at, _, words in shown(read_table(source("a.csv", text), given()))] == [
        ("2026-04-16T17:05Z", "queue is stuck"),
        ("2026-04-16T17:08Z", "queue is stuck – acknowledged"),
        ("2026-04-16T18:00Z", "queue is stuck – resolved"),
        ("2026-04-16T17:30Z", "disk slow"),
    ]


def test_a_list_of_events_in_yaml_is_read_and_settings_are_not() -> None:
    events = "- at: 2026-04-16T17:05:00Z\n  event: queue is stuck\n- at: 2026-04-16 17:30\n  event: restarted\n"
    assert [(at, words) for at, _, words in shown(read_yaml_records(source("e.yaml", events), given()))] == [
        ("2026-04-16T17:05:00Z", "queue is stuck"),
        ("2026-04-16T17:30Z", "restarted"),
    ]
    assert not is_yaml_records(source("s.yaml", "model: a\nsteps:\n- name: b\n- name: c\n"))

"""Chats that were copied become items, one for each message."""

from __future__ import annotations

from time import process_time

import pytest

from afterword.evidence.collectors.chats import looks_like_chat, read_chat
from fakes.sources import given, source


def _said(text: str) -> list[tuple[str, bool, str]]:
    """Return the time of each item, whether it has an actor, and its text."""
    chat = source("chat.txt", text)
    assert looks_like_chat(chat)
    return [(str(item.at or ""), bool(item.actor), item.text) for item in read_chat(chat, given("Z")).items]


@pytest.mark.parametrize("name", ["Jens", "jens.k", "Ivy", "@jens"])
@pytest.mark.parametrize("form", ["{time} {name}: {text}", "{name} ({time}): {text}"])
def test_one_word_beside_a_time_is_a_name_where_others_have_two(name: str, form: str) -> None:
    said = [("Oren Pike", "rolling back"), (name, "ok"), ("Dana Okafor", "it is down"), (name, "no:\nwait for me")]
    lines = [form.format(time=f"2026-04-16 10:0{at}", name=one, text=text) for at, (one, text) in enumerate(said, 1)]
    assert _said("\n".join(lines) + "\n") == [
        (f"2026-04-16T10:0{at}Z", True, text) for at, (_, text) in enumerate(said, 1)
    ]


def test_one_word_is_a_name_before_the_first_full_name_too() -> None:
    text = "2026-04-16 9:58 Jens: anyone?\n2026-04-16 10:01 Oren Pike: yes\n2026-04-16 10:02 Dana Okafor: here\n"
    assert [text for _, _, text in _said(text)] == ["anyone?", "yes", "here"]


def test_a_label_is_said_and_does_not_speak() -> None:
    text = "2026-04-16 10:01 Oren Pike: rolling back\n2026-04-16 10:02 Dana Okafor: ok\n"
    assert _said(f"{text}2026-04-16 10:05 Update: it is up\n")[2] == ("2026-04-16T10:05Z", False, "Update: it is up")


@pytest.mark.parametrize("line", ["10:05 Deploy: started", "see https://a.example/b: it is down", "16.04. Jens: ok"])
def test_other_lines_belong_to_the_message_above(line: str) -> None:
    text = f"2026-04-16 10:01 Oren Pike: rolling back\n{line}\n2026-04-16 10:02 Dana Okafor: ok\n"
    assert [text for _, _, text in _said(text)] == [f"rolling back\n{line}", "ok"]


def test_a_long_run_of_spaces_costs_no_time() -> None:
    """A pattern that begins with any number of spaces took minutes for this line."""
    text = f"2026-04-16\nMara Ostrow  5:02 PM\njudge{' ' * 200_000}red\nTomasz Wilk  5:06 PM\nok\n"
    begun = process_time()
    assert len(_said(text)) == 2
    assert process_time() - begun < 5


def test_lines_of_a_message_stay_lines() -> None:
    text = "2026-04-16\nMara Ostrow  5:02 PM\noh no.   top_k\n\nlunch anyone?\nTomasz Wilk  5:06 PM\nok\n"
    assert _said(text)[0][2] == "oh no. top_k\nlunch anyone?"


@pytest.mark.parametrize("head", ["deploy bot  [5:04 PM]", "on call helper  [5:04 PM]"])
def test_words_before_the_gap_that_is_behind_full_names_are_a_name(head: str) -> None:
    text = f"2026-04-16\nMara Ostrow  [5:02 PM]\nreverting\n{head}\ndeployed\nTomasz Wilk  [5:06 PM]\nok\n"
    assert [said for _, _, said in _said(text)] == ["reverting", "deployed", "ok"]


@pytest.mark.parametrize(
    "line", ["we rolled it back again  [5:04 PM]", "rollback done [5:04 PM]", "rollback done 5:04 PM"]
)
def test_other_words_before_a_time_are_no_name(line: str) -> None:
    text = f"2026-04-16\nMara Ostrow  [5:02 PM]\nreverting\n{line}\nTomasz Wilk  [5:06 PM]\nok\n"
    assert [said for _, _, said in _said(text)] == [f"reverting\n{' '.join(line.split())}", "ok"]


@pytest.mark.parametrize("form", ["{name} {time} — {text}", "{name:<9} {time}   {text}", "{name} [{time}]: {text}"])
def test_nicks_that_recur_before_times_of_day_speak(form: str) -> None:
    said = [("o.pike", "9:58", "rolling back"), ("dana", "10:01", "it is down"), ("o.pike", "10:02", "done")]
    lines = ["*2026-04-16 (Thu)*", *(form.format(name=name, time=time, text=text) for name, time, text in said)]
    assert _said("\n".join(lines)) == [(f"2026-04-16T{time:0>5}Z", True, text) for _, time, text in said]


@pytest.mark.parametrize(
    "text",
    [
        "Deploy 10:01 - started\nAlert 10:04 - errors\nDeploy 10:09 - rolled back\n",
        "Thu 10:01 - started\nThu 10:04 - errors\nFri 10:09 - rolled back\n",
        "ivy 10:01 - started\noren 10:04 - errors\ndana 10:09 - rolled back\n",
    ],
)
def test_labels_days_and_words_that_do_not_recur_are_no_nicks(text: str) -> None:
    assert not looks_like_chat(source("notes.txt", text))

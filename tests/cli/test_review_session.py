"""`accept` and `answer` on a real terminal: plain lines, resumed where they were left, and no words lost."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

pytest.importorskip("pty", reason="this system has no pseudo-terminals")

from afterword.cli.main import run
from afterword.postmortem import PostMortem, read_file
from afterword.postmortem.draft_notice import write_notice
from drafting.incident import ID, make_project
from new.incident import git
from terminal import Terminal

CHOICES = "[q]uit: "
WORDS = "Your words (empty: skip, q: stop): "
LONG = "and so on, " * 500
BODY = f"""
## Summary

{write_notice("m1")}

The bot broke. [^e1]
It was rolled back. [^e2]

## Root cause

### Immediate cause

{write_notice("m1")}

**Check this first:** A prompt. {LONG} [^e1]

## Impact

**Unknown, needs investigation:** Who was affected? [^e2]

## Lessons

**Unknown, needs investigation:** What is learned?
"""
ITEMS = ("It broke.\x1b[31m \u202eRed", "Rolled back. " + LONG)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    make_project(tmp_path, body=BODY)
    folder = tmp_path / "postmortems" / ID
    folder.mkdir(exist_ok=True)
    records = [
        {"id": f"E{number}", "source": "chat", "at": "2026-04-16T17:00Z", "actor": "on-call", "text": text}
        for number, text in enumerate(ITEMS, 1)
    ]
    (folder / "evidence.jsonl").write_text("".join(json.dumps(one) + "\n" for one in records))
    return tmp_path


def document(root: Path) -> PostMortem:
    return read_file(root / "postmortems" / f"{ID}.md", "x")


def awaiting(root: Path) -> list[str]:
    return [section.name for section, _ in document(root).notices]


def test_review_is_left_and_taken_up_again_and_each_decision_is_saved_at_once(root: Path) -> None:
    with Terminal(root, "accept", columns=60, NO_COLOR="1", TERM="dumb") as terminal:
        terminal.expect(CHOICES)
        assert "Immediate cause, check this first, 1 to decide" in terminal.screen
        assert "E1, 2026-04-16 17:00Z, on-call (chat):\n      It broke. Red" in terminal.screen
        assert "\x1b[3" not in terminal.raw and "\u202e" not in terminal.raw
        assert LONG.strip() in " ".join(terminal.screen.split()), "long texts are shown whole"
        terminal.resize(40)
        terminal.type("what?\n")
        terminal.answer("Type one of these letters", "k")
        terminal.expect("Summary, 2 to decide")
        terminal.answer(CHOICES, "edit", times=3)
        terminal.answer("Your words: The bot broke. [^e1]", " Twice.")
        terminal.answer("Summary, 1 to decide", "q")
        assert terminal.wait() == 0
        assert "Every decision so far is saved; `afterword accept` goes on here." in terminal.screen
    text = document(root).source.text
    assert "\nThe bot broke. [^e1] Twice.\nIt was rolled back. [^e2]\n" in text
    assert "**Check this first:**" not in text
    assert awaiting(root) == ["Summary"]
    with Terminal(root, "accept") as terminal:
        terminal.answer("Summary, 2 to decide", "k")
        terminal.answer("Summary, 1 to decide", "a")
        terminal.answer("Your question: ", "Who did it?")
        assert terminal.wait() == 0
        assert "Accepted: Summary" in terminal.screen
    assert awaiting(root) == []
    assert "**Unknown, needs investigation:** Who did it? [^e2]\n" in document(root).source.text


@pytest.mark.parametrize("typed", ["", "T", "Twelve users\u2019 accounts, in the EU"])
def test_no_words_are_lost_by_ctrl_c_at_any_key(root: Path, tmp_path: Path, typed: str) -> None:
    before = document(root).source.text
    with Terminal(root, "answer") as terminal:
        terminal.expect(f"Who was affected?\n    E2, 2026-04-16 17:00Z, on-call (chat):\n      {ITEMS[1][:40]}")
        terminal.expect(WORDS)
        terminal.type(typed)
        terminal.expect(WORDS + typed)
        assert terminal.interrupt("Stopped;") == 0
    assert document(root).source.text == before
    with Terminal(root, "answer") as terminal:
        terminal.answer(WORDS + typed, ".")
        terminal.expect("Lessons, 1 open")
        terminal.answer(WORDS, "\x04", times=2)
        assert terminal.wait() == 0
        assert "1 question answered, 1 open" in terminal.screen
    assert f"\n{typed}.\n" in document(root).source.text


def test_a_pasted_answer_of_many_characters_and_several_lines_is_kept_whole(root: Path) -> None:
    with Terminal(root, "answer") as terminal:
        terminal.answer(WORDS, f"{LONG}\\")
        terminal.answer("> ", "The end.")
        terminal.answer(WORDS, "", times=2)
        assert terminal.wait() == 0
    assert f"\n{LONG}\nThe end.\n" in document(root).source.text


def test_without_a_terminal_it_lists_and_all_shows_before_it_accepts(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["-C", str(root), "accept"]) == 0
    assert capsys.readouterr().out == "Awaiting review:\n  Summary\n  Immediate cause\n"
    assert run(["-C", str(root), "answer"]) == 0
    assert "2 open questions in" in capsys.readouterr().out
    assert run(["-C", str(root), "accept", "--all"]) == 0
    out = capsys.readouterr().out
    assert out.index("It was rolled back. [^e2]") < out.index("Rolled back. and so on") < out.index("Accepted Summary")
    assert awaiting(root) == []


@pytest.mark.parametrize("letter", ["q", "Quit"])
def test_q_stops_and_is_no_answer(root: Path, letter: str) -> None:
    with Terminal(root, "answer") as terminal:
        terminal.answer(WORDS, letter)
        assert terminal.wait() == 0
        assert "0 questions answered, 2 open" in terminal.raw
    with Terminal(root, "answer") as terminal:
        terminal.answer(WORDS, "Thirty customers.")
        terminal.answer(WORDS, letter)
        assert terminal.wait() == 0
    assert "Thirty customers." in document(root).source.text


def test_claims_are_shown_as_readers_see_them(root: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = root / "postmortems" / f"{ID}.md"
    path.write_text(path.read_text().replace("The bot broke.", r"It cost &#36;410, top\_k &lt;= 20 &#x202e;evil."))
    assert run(["-C", str(root), "accept", "--all"]) == 0
    out = capsys.readouterr().out
    assert "  It cost $410, top_k <= 20 evil. [^e1]" in out


def test_all_on_a_terminal_shows_it_and_asks(root: Path) -> None:
    with Terminal(root, "accept", "--all") as terminal:
        terminal.answer("Accept all of it in", "n")
        assert terminal.wait() == 130
    assert len(awaiting(root)) == 2


def test_a_file_that_was_changed_meanwhile_is_not_overwritten_and_the_words_come_back(root: Path) -> None:
    path = root / "postmortems" / f"{ID}.md"
    with Terminal(root, "answer") as terminal:
        terminal.expect(WORDS)
        path.write_text(path.read_text().replace("**Unknown, needs investigation:** Who", "Not any more. Who"))
        terminal.type("Twelve users.\n")
        assert terminal.wait() == 1
        assert "run the command again" in terminal.screen
    assert "Twelve users." not in path.read_text()


def test_the_post_mortem_that_the_branch_changes_is_the_one_that_is_meant(
    root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = root / "postmortems" / "2026-01-01-other.md"
    other.write_text(document(root).source.text.replace(ID, other.stem))
    git(root, "init", "-q", "-b", "main")
    git(root, "add", "-A")
    git(root, "commit", "-q", "-m", "Begin")
    git(root, "checkout", "-q", "-b", "work")
    assert run(["-C", str(root), "accept"]) == 1
    assert (
        f"this branch changes no post-mortem; name one, by any part of its id\n  the latest are: {other.stem}, {ID}"
        in (capsys.readouterr().err)
    )
    (root / "postmortems" / f"{ID}.md").write_text(document(root).source.text + "\n")
    assert run(["-C", str(root), "accept", "Summary"]) == 0
    assert capsys.readouterr().out == "Accepted Summary\n"
    other.write_text(other.read_text() + "\n")
    assert run(["-C", str(root), "draft", "--offline"]) == 1
    error = capsys.readouterr().err
    assert "this branch changes 2 post-mortems; name one, by any part of its id" in error
    assert f"they are: {other.stem}, {ID}" in error
    assert run(["-C", str(root), "accept", "OTHER", "Summary"]) == 0

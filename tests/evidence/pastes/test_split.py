"""One paste with several things in it: where each begins, and what it is.

The pastes of `cases/pastes` were written, with what is right, before the code was: a line `%%kind` begins each part.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.evidence.pastes.split import split_paste

PASTES = sorted((Path(__file__).parents[1] / "cases" / "pastes").glob("*.txt"))
MISSED = {
    "notes-nicks-two-prompts": "`<nick> [14:02]` is not a form of a chat that is read",
    "trace-slack-note": "what follows a message without an empty line is of that message",
    "chat-note-json-log": "the same; and settings as JSON are not told from other JSON",
}
CHAT = "Ivy Larch  5:02 PM\nbot promises refunds\nOren Pike  5:04 PM\nrolling back\n"
LOG = "2026-04-16T17:00:11Z ERROR judge timeout\n2026-04-16T17:00:14Z ERROR judge timeout\n"

Found = list[tuple[int, int, str]]


def parts(text: str) -> Found:
    return [(part.first, part.last, part.kind) for part in split_paste(text)]


def expected(path: Path) -> tuple[str, Found]:
    """Return a paste and its parts, without empty lines at their ends."""
    lines: list[str] = []
    begun: list[tuple[int, str]] = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("%%"):
            begun.append((len(lines) + 1, line[2:]))
        else:
            lines.append(line)
    found = []
    for (first, kind), (end, _) in zip(begun, [*begun[1:], (len(lines) + 1, "")], strict=True):
        filled = [number for number in range(first, end) if lines[number - 1].strip()]
        found.append((filled[0], filled[-1], kind))
    return "\n".join(lines), found


@pytest.mark.parametrize("path", PASTES, ids=lambda path: path.stem)
def test_a_paste_is_split_where_something_else_begins(path: Path) -> None:
    text, wanted = expected(path)
    found = parts(text) or wanted[:1]  # a text of one kind is not split
    assert (found == wanted) is (path.stem not in MISSED)


@pytest.mark.parametrize(
    "text",
    [
        "",
        CHAT,
        LOG,
        CHAT + "Grafana APP  5:07 PM\n[RESOLVED] queue depth\n",
        "Ivy Larch  5:02 PM\nthis is what I see:\n" + LOG + "Oren Pike  5:04 PM\nrolling back\n",
        "Ivy Larch  5:02 PM\n```\n" + LOG + "```\nOren Pike  5:04 PM\nrolling back\n",
        '17:02 the bot promises refunds\n17:10 rolled back\n\n```json\n{"model": "x"}\n```\n' + LOG,
        "From: Ivy Larch <ivy@acme.example>\nDate: Thu, 16 Apr 2026 17:02:00 +0000\nSubject: Red\n\nsee:\n" + LOG,
    ],
    ids=[
        "nothing",
        "chat",
        "log",
        "app",
        "log in a message",
        "fence in a message",
        "notes with times",
        "log in a mail",
    ],
)
def test_a_text_of_one_kind_is_not_split(text: str) -> None:
    assert parts(text) == []


def test_what_follows_a_chat_behind_an_empty_line_is_nobodys_message() -> None:
    assert parts(f"{LOG}{CHAT}\nI am out next week, sorry.\n") == [(1, 2, "log"), (3, 6, "chat"), (8, 8, "text")]


def test_the_day_above_a_chat_is_of_the_chat() -> None:
    assert parts(f"#incident-bot\nToday\n{CHAT}\n{LOG}") == [(1, 1, "text"), (2, 6, "chat"), (8, 9, "log")]


def test_a_label_says_what_follows_and_is_not_part_of_it() -> None:
    found = split_paste(
        f"{CHAT}\nPrompt before:\n\nYou answer.\nNever guess.\n\n## prompts/bot.md (now)\n```\nGuess.\n```\n"
    )
    assert [(one.kind, one.label, one.body) for one in found[1:]] == [
        ("prompt", "Prompt before", "You answer.\nNever guess."), ("prompt", "prompts/bot.md (now)", "Guess."),
    ]  # fmt: skip


def test_a_fence_without_an_end_is_part_of_the_prompt_above_it() -> None:
    assert parts(f"{CHAT}\nprompt after:\n```\nYou answer.\n")[-1] == (6, 8, "prompt")


FORMS = [
    "", "```", "```yaml", "model: x", "temperature: 1", "prompt before:", "--- a", "+++ b", "+x", "{", '{"a": 1}',
    "[FIRING:1] Red", "On Fri, Mar 6, 2026 at 11:40 AM Jules <j@x.example> wrote:", "> quoted", "$ kubectl get pods",
]  # fmt: skip
LINES = st.sampled_from([*CHAT.splitlines(), *LOG.splitlines(), *FORMS])


@given(st.lists(LINES, max_size=25))
def test_no_line_is_lost_or_in_two_parts(lines: list[str]) -> None:
    found = parts("\n".join(lines))
    taken = [number for first, last, _ in found for number in range(first, last + 1)]
    assert taken == sorted(set(taken))
    filled = {number for number, line in enumerate(lines, 1) if line.strip()}
    assert not found or filled <= set(taken)

"""`afterword pr answer` against the stand-in for GitHub: replies become words of the document, once."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.cli.main import run
from drafting.incident import FRONT
from fakes.github import BOT_ID, STRANGER_ID, Fault, Request
from pull_requests.conftest import BRANCH, PATH
from pull_requests.hub import Hub

QUESTIONS = """
## Impact

**Unknown, needs investigation:** How many users? [^e1]

## Mitigation

**Unknown, needs investigation:** What was rolled back?

- **Unknown, needs investigation:** Who decided?
"""
TEXT = FRONT.rstrip("\n") + "\n" + QUESTIONS
MAYA, JONAS = 7, 8


@pytest.fixture
def number(hub: Hub) -> int:
    """A pull request whose comment numbers three questions; two people have write access."""
    hub.git.commit(BRANCH, {PATH: TEXT.encode()})
    hub.permissions |= {"user-7": "write", "user-8": "admin", "user-666": "read"}
    return hub.open_pull(BRANCH)


@pytest.fixture
def pr(tmp_path: Path, number: int) -> Callable[[str], int]:
    work = tmp_path / "work"
    work.mkdir()

    def call(name: str) -> int:
        return run(["-C", str(work), "pr", name, str(number)])

    assert call("comment") == 0
    return call


def text_of(hub: Hub) -> str:
    return hub.git.read(BRANCH, PATH).decode()


def comment_of(hub: Hub, number: int) -> str:
    (ours,) = (one["body"] for one in hub.comments[number] if one["user"]["id"] == BOT_ID)
    return str(ours)


def edit(hub: Hub, number: int, reply: int, text: str) -> None:
    next(one for one in hub.comments[number] if one["id"] == reply)["body"] = text


def test_replies_take_the_place_of_their_questions_once(hub: Hub, number: int, pr: Callable[[str], int]) -> None:
    shown = comment_of(hub, number)
    assert "answer 3 questions (reply `Q1: …`)" in shown.split("\n")[1]
    assert re.findall(r"\| (Q\d) \| \S+ (.+) \|", shown) == [
        ("Q1", "Impact: How many users?"), ("Q2", "Mitigation: What was rolled back?"),
        ("Q3", "Mitigation: Who decided?"),
    ]  # fmt: skip
    reply = hub.add_comment(number, "Thanks.\n\n**Q3:** The on-call lead.\nQ1: About 120,\nin two countries.", MAYA)
    head = hub.git.head(BRANCH)
    assert pr("answer") == 0
    after = TEXT.replace("**Unknown, needs investigation:** How many users? [^e1]", "About 120,\nin two countries.")
    assert text_of(hub) == after.replace("- **Unknown, needs investigation:** Who decided?", "The on-call lead.")
    assert hub.git("rev-parse", f"{BRANCH}^") == head
    assert hub.git("log", "-1", "--format=%s", BRANCH).startswith("Answer Q1, Q3 of ")
    assert hub.reactions == {reply: ["+1"]}
    shown = comment_of(hub, number)
    assert "answer 1 question (reply `Q2: …`)" in shown
    assert f"Who decided?: answered by `@user-7` in [a reply](#issuecomment-{reply})" in shown
    hub.log.clear()
    assert pr("answer") == pr("comment") == 0
    assert hub.writes == []


@pytest.mark.parametrize(
    ("text", "author"),
    [
        ("Q1: About 120.", STRANGER_ID),
        ("> Q1: About 120.\n\nIs that so?", MAYA),
        ("```\nQ1: About 120.\n```", MAYA),
        ("<!-- Q1: About 120. -->", MAYA),
        ("See Q1: it is open.", MAYA),
        ("Q1:", MAYA),
    ],
)
def test_what_is_no_answer_changes_nothing(
    hub: Hub, number: int, pr: Callable[[str], int], text: str, author: int
) -> None:
    hub.add_comment(number, text, author, association="MEMBER")
    hub.log.clear()
    assert pr("answer") == 0
    assert hub.writes == [] and text_of(hub) == TEXT


def test_programs_and_deleted_accounts_answer_nothing(hub: Hub, number: int, pr: Callable[[str], int]) -> None:
    for change in ({"user": None}, {"user": hub._author(MAYA) | {"type": "Bot", "login": "ci[bot]"}}):
        hub.add_comment(number, "Q1: About 120.", MAYA)
        hub.comments[number][-1] |= change
    assert pr("answer") == 0
    assert text_of(hub) == TEXT and hub.reactions == {}


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("Q9: It was.", "there is no question of this number"),
        (f"Q1: {'x' * 60_000}", "it is longer than 5,000 characters"),
        ("Q1: About 120.\n\n## A section", "it would change more than its section"),
        ("Q1: ---\nid: x\n---", "it would change more than its section"),
        ("Q1: **Unknown, needs investigation:** Why?", "it would change more than its section"),
    ],
)  # fmt: skip
def test_an_answer_that_cannot_be_used_is_said_to_be(
    hub: Hub, number: int, pr: Callable[[str], int], text: str, why: str
) -> None:
    reply = hub.add_comment(number, text, MAYA)
    assert pr("answer") == 0
    assert text_of(hub) == TEXT and hub.reactions == {reply: ["confused"]}
    assert f"not used, `@user-7`: {why}" in comment_of(hub, number)
    assert len(comment_of(hub, number)) < 65_536
    hub.log.clear()
    assert pr("answer") == 0
    assert hub.writes == []


def test_the_first_of_two_people_answers(hub: Hub, number: int, pr: Callable[[str], int]) -> None:
    first = hub.add_comment(number, "Q1: About 120.", MAYA)
    second = hub.add_comment(number, "Q1: No idea.\nQ2: Prompt v12.", JONAS)
    assert pr("answer") == 0
    assert "\nAbout 120.\n" in text_of(hub) and "\nPrompt v12.\n" in text_of(hub) and "No idea" not in text_of(hub)
    assert hub.reactions == {first: ["+1"], second: ["+1", "confused"]}
    assert "| Q1 | not used, `@user-8`: user-7 answered it before |" in comment_of(hub, number)


def test_an_edited_reply_is_followed_until_its_answer_was_changed(
    hub: Hub, number: int, pr: Callable[[str], int]
) -> None:
    reply = hub.add_comment(number, "Q1: About 120.", MAYA)
    assert pr("answer") == 0
    edit(hub, number, reply, "Q1: About 130,\nwe counted again.")
    assert pr("answer") == 0
    text = text_of(hub)
    assert "\nAbout 130,\nwe counted again.\n" in text and "About 120" not in text
    hub.git.commit(BRANCH, {PATH: text.replace("About 130", "Exactly 131").encode()})
    edit(hub, number, reply, "Q1: About 140.")
    assert pr("answer") == 0
    assert "Exactly 131" in text_of(hub) and "140" not in text_of(hub)
    assert "the file does not have the question, or its answer, as it was" in comment_of(hub, number)
    edit(hub, number, reply, "Never mind.")
    assert pr("answer") == 0
    assert "the answer was taken out of the reply; its words stay in the file" in comment_of(hub, number)


def test_a_reply_that_was_deleted_answers_nothing_and_takes_nothing_back(
    hub: Hub, number: int, pr: Callable[[str], int]
) -> None:
    hub.add_comment(number, "Q2: Gone before it was read.", MAYA)
    hub.comments[number].pop()
    hub.add_comment(number, "Q1: About 120.", MAYA)
    assert pr("answer") == 0
    hub.comments[number].pop()
    assert pr("answer") == 0
    assert "About 120." in text_of(hub) and "Gone before" not in text_of(hub)
    assert "| Q1 | not used, `@user-7`: the reply was deleted; its words stay in the file |" in comment_of(hub, number)
    hub.log.clear()
    assert pr("answer") == 0
    assert hub.writes == []


def test_a_question_keeps_its_number_when_the_branch_moves(hub: Hub, number: int, pr: Callable[[str], int]) -> None:
    moved = TEXT.replace("How many users?", "How many customers?").replace(
        "## Impact", "## Summary\n\nNew.\n\n## Impact"
    )
    hub.git.commit(BRANCH, {PATH: moved.encode()})
    hub.add_comment(number, "Q3: The lead.\nQ1: About 120.", MAYA)
    assert pr("answer") == 0
    text = text_of(hub)
    assert "\nThe lead.\n" in text and "How many customers?" in text and "About 120" not in text
    shown = comment_of(hub, number)
    assert re.findall(r"\| (Q\d) \| [^:|]*: (?:How|What)", shown) == ["Q2", "Q4"]


def test_a_branch_that_moves_meanwhile_is_tried_again(hub: Hub, number: int, pr: Callable[[str], int]) -> None:
    def push(method: str, path: str) -> None:
        if method == "PUT":
            hub.before = lambda method, path: None
            hub.git.commit(BRANCH, {PATH: TEXT.replace("Who decided?", "Who decided that?").encode()})

    hub.before = push
    reply = hub.add_comment(number, "Q1: About 120.", MAYA)
    assert pr("answer") == 0
    assert "About 120." in text_of(hub) and "Who decided that?" in text_of(hub)
    assert hub.reactions == {reply: ["+1"]}


@pytest.mark.parametrize("state", ["fork", "closed"])
def test_forks_and_closed_pull_requests_get_nothing(
    hub: Hub, number: int, pr: Callable[[str], int], state: str, capsys: pytest.CaptureFixture[str]
) -> None:
    hub.add_comment(number, "Q1: About 120.", MAYA)
    if state == "fork":
        hub.fork_heads[number] = "stranger/widgets"
    else:
        hub.pulls[number]["state"] = "closed"
    hub.log.clear()
    assert pr("answer") == 0
    assert hub.writes == [] and "answer nothing: it " in capsys.readouterr().err


@pytest.mark.parametrize("is_deleted", [True, False])
def test_replies_to_numbers_that_are_gone_do_not_answer_other_questions(
    hub: Hub, number: int, pr: Callable[[str], int], is_deleted: bool
) -> None:
    hub.add_comment(number, "Q1: About 120.\nQ2: Prompt v12.", MAYA)
    assert pr("answer") == 0
    text, ours = text_of(hub), hub.comments[number][0]
    if is_deleted:
        hub.comments[number].remove(ours)
    else:
        ours["body"] = str(ours["body"]).partition("<!-- afterword:questions")[0]
    assert pr("answer") == pr("comment") == pr("answer") == 0
    assert "answer 1 question (reply `Q1: …`)" in comment_of(hub, number) and text_of(hub) == text
    hub.add_comment(number, "Q1: The lead.", MAYA)
    assert pr("answer") == 0
    assert "\nThe lead.\n" in text_of(hub)


def test_secrets_in_a_reply_are_not_committed(hub: Hub, number: int, pr: Callable[[str], int]) -> None:
    reply = hub.add_comment(number, "Q1: Ask maya.chen@acme.example.", MAYA)
    hub.faults.append(Fault("then-500", "POST", r".*/reactions", times=9))
    assert pr("answer") == 1  # and a run that was killed knows its answer again
    hub.faults.clear()
    assert "\nAsk [email 1].\n" in text_of(hub)
    head = hub.git.head(BRANCH)
    assert pr("answer") == 0
    assert hub.git.head(BRANCH) == head and hub.reactions == {reply: ["+1"]}


@pytest.mark.parametrize(
    ("write", "kind"), [(1, "die"), (1, "then-die"), (2, "then-die"), (3, "then-die"), (4, "then-die")]
)
def test_a_run_that_is_killed_at_any_write_is_finished_by_the_next(
    hub: Hub, number: int, pr: Callable[[str], int], write: int, kind: str
) -> None:
    """The writes are a commit, a receipt for each of two replies, and the comment."""
    replies = [hub.add_comment(number, text, MAYA) for text in ("Q1: About 120.", "Q3: The lead.")]
    left = [write]

    def choose(request: Request) -> Fault | None:
        left[0] -= request.writes
        return Fault(kind) if request.writes and left[0] == 0 else None

    hub.choose = choose
    assert pr("answer") == 1 and left == [0]
    hub.dead.clear()
    assert pr("answer") == 0
    assert hub.git("rev-list", "--count", f"main..{BRANCH}") == "2"
    assert hub.reactions == {reply: ["+1"] for reply in replies}
    assert "answer 1 question (reply `Q2: …`)" in comment_of(hub, number)
    assert len(hub.comments[number]) == 3
    hub.log.clear()
    assert pr("answer") == 0
    assert hub.writes == []


def test_windows_line_ends_stay(hub: Hub, number: int, pr: Callable[[str], int]) -> None:
    hub.git.commit(BRANCH, {PATH: TEXT.replace("\n", "\r\n").encode()})
    reply = hub.add_comment(number, "Q1: About 120,\r\nin two countries.", MAYA)
    assert pr("answer") == 0
    assert "\r\nAbout 120,\r\nin two countries.\r\n" in text_of(hub)
    edit(hub, number, reply, "Q1: About 130,\r\nin two countries.")
    assert pr("answer") == 0
    assert text_of(hub).count("\n") == text_of(hub).count("\r\n") and "About 130" in text_of(hub)

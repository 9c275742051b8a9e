"""Sources that were pasted into a thread, apart from what people wrote."""

from __future__ import annotations

import json
from datetime import UTC, datetime

import pytest

from afterword.evidence.collectors.registry import collector_for
from afterword.evidence.pasted import take_out_pastes
from afterword.github.threads import IssueThread, Post
from new.incident import ALERT, THREAD

LOG = "2026-04-24T17:05:01Z INFO started\n2026-04-24T17:05:02Z ERROR failed\n"
AT = datetime(2026, 4, 24, 18, tzinfo=UTC)


def split(*texts: str, is_member: bool = True) -> tuple[list[str], list[tuple[str, str]]]:
    posts = tuple(Post(AT, "octocat", False, text, is_member=is_member) for text in texts)
    thread, sources = take_out_pastes("acme/widgets#7", IssueThread(posts, {"x": 1}))
    assert thread.left_out == {"x": 1}
    kinds = [(source.name, getattr(collector_for(source), "name", "")) for source in sources]
    return [post.text for post in thread.posts], kinds


def test_a_chat_a_log_and_an_alert_are_read_as_what_they_are() -> None:
    words, sources = split(
        f"The thread:\n\n```\n{THREAD}```\nI was on call.",
        f"~~~text\n{LOG}~~~",
        f"```json\n{json.dumps(ALERT)}\n```",
        THREAD,
    )
    assert words == ["The thread:\n\nI was on call."]
    assert sources == [
        ("acme/widgets#7 paste 1", "pasted chat"), ("acme/widgets#7 paste 2", "log"),
        ("acme/widgets#7 paste 3", "Alertmanager alerts"), ("acme/widgets#7 paste 4", "pasted chat"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        "I rolled it back.\nThen I looked at the logs.\nIt was the prompt.",
        "```py\nprint(1)\nprint(2)\n```\nThis fixed it.",
        "```\nTraceback (most recent call last):\nValueError: x\n```",
        "- [ ] one\n- [x] two\n- [ ] three",
        "2026-04-24 17:05Z rolled back",
        "> ```\n> 2026-04-24T17:05:01Z INFO quoted\n> 2026-04-24T17:05:02Z INFO quoted\n> ```",
        "", "```", "~~~\n\n~~~",
    ],
)  # fmt: skip
def test_what_people_wrote_stays_theirs(text: str) -> None:
    assert split(text) == ([text], [])


def test_a_block_that_is_never_closed_ends_with_its_post() -> None:
    assert split(f"See:\n```\n{LOG}")[1] == [("acme/widgets#7 paste 1", "log")]


def test_newlines_of_the_web_are_read_as_others() -> None:
    assert split(f"See:\n```\n{LOG}```\n".replace("\n", "\r\n"))[1] == [("acme/widgets#7 paste 1", "log")]


@pytest.mark.parametrize("text", [THREAD, f"```json\n{json.dumps(ALERT)}\n```", f"~~~text\n{LOG}~~~"])
def test_what_a_stranger_pastes_is_no_source_of_ours(text: str) -> None:
    assert split(text, is_member=False) == ([text], [])

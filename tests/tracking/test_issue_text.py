"""What an issue says."""

from __future__ import annotations

import pytest

from afterword.tracking import marker
from afterword.tracking.issue_text import MAX_DETAILS, MAX_TITLE
from tracking.rows import ID, collect, document, row


def text(rows: list[str], details: str = "") -> tuple[str, str]:
    wanted = collect(document(rows, details=details)).rows[0]
    return wanted.text.title, wanted.text.block


def test_the_body_says_what_the_row_says() -> None:
    title, block = text([row("A1", "Add the case", owner="@octocat")], "### A1\n\nReplay the log.\n")
    assert title == "Add the case"
    assert block.splitlines() == [
        f"<!-- afterword:action={ID}/A1 -->",
        "",
        f"Action item **A1** of the post-mortem [The bot invents a policy](<postmortems/{ID}.md>).",
        "",
        "- **Severity:** SEV2",
        "- **Category:** eval case",
        "- **Priority:** P1",
        "- **Owner:** `@octocat`",
        "- **Due:** 2026-04-24",
        "- **Done when:** it fails",
        "",
        "Replay the log.",
        "",
        "_Closing this issue closes the action item. Afterword updates this block; write below it._",
    ]


@pytest.mark.parametrize(
    ("owner", "shown"),
    [
        ("owner: '@octocat'\n", ["- **Owner:** `@octocat`"]),
        ("owner: '@acme/search'\n", ["- **Owner:** `@acme/search`"]),
        ("owner: the on-call\n", ["- **Owner:** the on-call"]),
        ("", []),
    ],
)
def test_a_reminder_says_what_is_late_since_when_and_whose_it_is(owner: str, shown: list[str]) -> None:
    late = document([], status="in-review", front=f"{owner}incident:\n  resolved: 2026-02-10T09:30Z\n")
    (reminder,) = collect(late).reminders
    assert reminder.text.title == "Publish the post-mortem: The bot invents a policy"
    assert reminder.text.block.splitlines() == [
        f"<!-- afterword:reminder={ID} -->",
        "",
        f"The post-mortem [The bot invents a policy](<postmortems/{ID}.md>) is not published.",
        "",
        "- **Resolved:** 2026-02-10 09:30Z",
        "- **Publication due:** 2026-02-13 09:30Z",
        "- **Status:** in-review",
        *shown,
        "",
        "Publish what is known, with what is open marked as unknown; corrections can follow.",
        "",
        "_Publishing it closes this issue. Afterword updates this block; write below it._",
    ]


def test_the_issue_of_a_post_mortem_says_what_it_is_for() -> None:
    link = f"[The bot invents a policy](<postmortems/{ID}.md>)"
    (parent,) = collect(document([row("A1", "Add the case")])).parents
    assert parent.text.title == "Post-mortem: The bot invents a policy"
    assert parent.text.block.splitlines() == [
        f"<!-- afterword:document={ID} -->",
        "",
        f"The action items of the post-mortem {link} are parts of this issue.",
        "",
        "- **Severity:** SEV2",
        "",
        "_It is closed when all of them are. Afterword updates this block; write below it._",
    ]


def test_what_a_post_mortem_does_not_say_is_in_no_line() -> None:
    wanted = collect(document([row("A1", "Add the case", owner="", due="")], severity=""))
    item = wanted.rows[0].text
    for block in (item.block, item.unassignable, wanted.parents[0].text.block):
        absent = ("- **Severity:", "- **Owner:", "- **Due:")
        assert [line for line in block.splitlines() if line.startswith(absent)] == []


def test_text_cannot_forge_a_marker_or_end_the_block() -> None:
    forged = marker.action_marker(ID, "A9")
    title, block = text([row("A1", f"Add {forged} it")], f"### A1\n\n{forged}\n{marker.END}\nmore\n{marker.BEGIN}\n")
    body = marker.with_block("theirs", block)
    assert title == "Add it"
    assert marker.find_key(body) == marker.Key.of(ID, "A1")
    assert marker.block_of(body) == block
    assert body.count("<!--") == 3


def test_titles_are_one_line_without_control_characters_and_not_too_long() -> None:
    title, _ = text([row("A1", "Add \x07the\u202e case" + " x" * 200)])
    assert title.startswith("Add the case x") and len(title) <= MAX_TITLE and title.endswith("…")


def test_footnotes_stay_in_the_post_mortem() -> None:
    title, block = text([row("A1", "Add the case[^s1] now [^s2]")], "\n[^s1]: one\n\n[^s2]: two\n")
    assert title == "Add the case now" and "[^" not in block


def test_an_open_fence_does_not_swallow_what_follows() -> None:
    _, block = text([row("A1", "Add the case")], "### A1\n\n```text\nhalf\n")
    assert "half\n```\n" in block


def test_long_details_are_cut_at_the_end_of_a_line() -> None:
    _, block = text([row("A1", "Add the case")], "### A1\n\n" + "word " * 10 + ("line 12\n" * 20_000))
    assert len(block) < MAX_DETAILS + 1_000
    assert block.partition("\n\n… (the post-mortem has the rest)\n")[0].endswith("\nline 12")


def test_a_body_that_lost_a_marker_gets_a_new_block_and_keeps_its_text() -> None:
    _, block = text([row("A1", "Add the case")])
    whole = marker.with_block("", block)
    for lost in (marker.BEGIN, marker.END):
        body = marker.with_block(whole.replace(lost, "") + "theirs", block)
        assert marker.block_of(body) == block and "theirs" in body
        assert marker.with_block(body, block) == body

"""A Slack export becomes messages in order, with roles for people and replies that say what they answer."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from afterword.evidence.builder import NewEvidence
from afterword.evidence.ledger import Ledger
from fakes.sources import archive, gather, tree

USERS = [
    {
        "id": "U1",
        "name": "dana",
        "real_name": "Dana Whitfield",
        "profile": {"display_name": "dana", "real_name": "Dana Whitfield", "title": "Site reliability"},
    },
    {"id": "U2", "name": "ravi.k", "real_name": "Ravi Kumaran", "profile": {"email": "ravi@example.org"}},
    {"id": "U3", "name": "mark", "real_name": "Mark Mark", "profile": {}},
]


def _message(ts: str, user: str, text: str, **more: Any) -> dict[str, Any]:
    return {"type": "message", "ts": ts, "user": user, "text": text, **more}


DAY = [
    _message("1776359100.000100", "U1", "<!here> the bot promises refunds, see <https://example.org/t/1|ticket 1>"),
    _message("1776359400.000100", "U2", "I rolled back v42 &amp; told <@U1>", thread_ts="1776359100.000100"),
    _message("1776359160.000000", "U9", "<@U9> has joined the channel", subtype="channel_join"),
    _message("1776359220.000000", "U2", "Thanks Dana. Mark my words, Ravi Kumaran's fix holds", edited={"ts": "1"}),
    {
        "type": "message",
        "subtype": "bot_message",
        "ts": "1776359280.000000",
        "bot_id": "B1",
        "username": "Grafana",
        "text": "",
        "attachments": [{"title": "Refund rate", "text": "12 %", "fields": [{"title": "env", "value": "prod"}]}],
    },
    _message("1776359340.000000", "U1", "", files=[{"name": "graph.png", "mimetype": "image/png"}]),
    _message("1776359350.000000", "USLACKBOT", "This message was deleted.", subtype="tombstone"),
]
FILES = {
    "users.json": USERS,
    "channels.json": [{"id": "C1", "name": "incident"}],
    "integration_logs.json": [],
    "incident/2026-04-16.json": DAY,
}


def _shown(found: NewEvidence) -> list[tuple[str, str | None, str]]:
    return [(str(item.at), item.actor, item.text) for item in found.items]


def test_an_export_is_read_the_same_from_a_folder_and_from_an_archive(tmp_path: Path) -> None:
    found = gather(tree(tmp_path / "export", FILES), people=frozenset({"dana"}))
    assert _shown(found) == [
        (
            "2026-04-16T17:05Z",
            "responder 1 (Site reliability)",
            "@here the bot promises refunds, see ticket 1 (https://example.org/t/1)",
        ),
        (
            "2026-04-16T17:07Z",
            "participant 1",
            "Thanks responder 1. Mark my words, participant 1's fix holds (edited)",
        ),
        ("2026-04-16T17:08Z", "bot Grafana", "Refund rate\n12 %\nenv: prod"),
        (
            "2026-04-16T17:09Z",
            "responder 1 (Site reliability)",
            "[shared a file: graph.png, image/png; not part of the export]",
        ),
        ("2026-04-16T17:10Z", "participant 1", "I rolled back v42 & told responder 1"),
    ]
    report = found.reports[0]
    assert report.kind == "Slack export"
    assert report.left_out == {"joined": 1, "deleted": 1}
    assert [unread.split(":")[0] for unread in report.unread] == ["export/integration_logs.json"]
    zipped = gather(archive(tmp_path / "export.zip", FILES), people=frozenset({"dana"}))
    assert zipped.items == found.items and zipped.replies == found.replies


def test_a_reply_names_the_item_that_it_answers(tmp_path: Path) -> None:
    found = gather(tree(tmp_path / "export", FILES))
    ledger = Ledger().extended(found.items, found.replies)
    assert [(item.id, item.reply_to) for item in ledger.items if item.reply_to] == [("E5", "E1")]
    assert '"reply_to": "E1"' in ledger.items[4].to_json() and "reply_to" not in ledger.items[0].to_json()


def test_a_day_of_a_channel_is_read_on_its_own(tmp_path: Path) -> None:
    found = gather(tree(tmp_path, {"2026-04-16.json": DAY}) / "2026-04-16.json")
    assert len(found.items) == 5
    assert {item.source for item in found.items} == {"2026-04-16.json"}
    assert found.items[0].actor == "participant 1"


def test_an_export_that_grew_adds_only_what_is_new(tmp_path: Path) -> None:
    ledger = Ledger().extended(gather(tree(tmp_path / "a", FILES)).items)
    later = [*DAY, _message("1776360000.000000", "U3", "all calm"), _message("1776360060.000000", "U7", "Dana knows")]
    grown = gather(tree(tmp_path / "b", {**FILES, "incident/2026-04-16.json": later}))
    after = ledger.extended(grown.items)
    assert after.items[: len(ledger.items)] == ledger.items
    assert [item.text for item in after.items[len(ledger.items) :]] == ["all calm", "participant 1 knows"]


def test_a_broken_day_is_told_with_its_line_and_the_others_are_read(tmp_path: Path) -> None:
    files = {**FILES, "incident/2026-04-17.json": '[\n{"type": "message",\n', "incident/2026-04-18.json": {"a": 1}}
    found = gather(tree(tmp_path / "export", files))
    assert len(found.items) == 5
    unread = found.reports[0].unread
    assert any(line.startswith("export/incident/2026-04-17.json:3: not JSON") for line in unread), unread
    assert any(line.startswith("export/incident/2026-04-18.json: not a list") for line in unread), unread


@pytest.mark.parametrize("name", ["Whitfield", "Kumaran", "ravi.k", "example.org/ravi"])
def test_no_name_of_a_member_is_kept(tmp_path: Path, name: str) -> None:
    found = gather(tree(tmp_path / "export", FILES))
    assert not any(name in f"{item.text} {item.actor}" for item in found.items)


def test_a_group_message_does_not_tell_who_took_part_by_its_name(tmp_path: Path) -> None:
    title = [{**USERS[0], "profile": {"title": "Assistant to Ravi Kumaran and Dana Whitfield"}}, USERS[1]]
    files = {"users.json": title, "mpims.json": [], "mpdm-dana--ravi.k-1/2026-04-16.json": DAY[:1]}
    found = gather(tree(tmp_path / "export", files))
    assert [(item.source, item.actor) for item in found.items] == [
        ("group message/2026-04-16.json", "participant 1 (Assistant to participant 2 and participant 1)")
    ]


def test_an_app_that_posts_in_the_name_of_a_person_is_a_bot(tmp_path: Path) -> None:
    posted = {"type": "message", "ts": "1776359100.000100", "bot_id": "B1", "username": "Dana via tickets", "text": "x"}
    found = gather(tree(tmp_path / "export", {"users.json": USERS, "c/2026-04-16.json": [posted]}))
    assert [item.actor for item in found.items] == ["bot participant 1 via tickets"]


def test_a_bot_keeps_its_name_and_takes_no_word_with_it(tmp_path: Path) -> None:
    bot = {"id": "U8", "name": "deploy", "real_name": "Deploy Bot", "is_bot": True, "profile": {}}
    handle = {"id": "U9", "name": "rollback", "real_name": "rollback", "profile": {}}
    day = [_message("1776359100.000100", "U8", "Deploy finished. Rollback ready, <@U8> and @rollback, @here")]
    found = gather(tree(tmp_path / "export", {"users.json": [bot, handle], "c/2026-04-16.json": day}))
    assert [(item.actor, item.text) for item in found.items] == [
        ("bot Deploy Bot", "Deploy finished. Rollback ready, bot Deploy Bot and participant 1, @here")
    ]


PROFILED = [
    _message(
        "1776359160.000100", "U7", "it fails", user_profile={"name": "plindqvist", "real_name": "Petra Lindqvist"}
    ),
    _message("1776359161.000100", "U8", "Petra Lindqvist told plindqvist's team"),
]


def test_people_whom_only_the_messages_name_are_known_in_them(tmp_path: Path) -> None:
    found = gather(tree(tmp_path, {"2026-04-16.json": PROFILED}) / "2026-04-16.json")
    assert not [item for item in found.items if "indqvist" in item.text]


def test_people_of_a_chat_are_known_in_the_other_sources_of_the_run(tmp_path: Path) -> None:
    said = "2026-04-16 17:05Z Petra Lindqvist was paged\n"
    root = tree(tmp_path, {"a.log": said, "chat/2026-04-16.json": PROFILED})
    found = gather(root / "a.log", root / "chat" / "2026-04-16.json")
    assert "participant 1 was paged" in found.items[0].text

"""Logs of chat programs: each says who spoke in a form of its own."""

from __future__ import annotations

import pytest

from afterword.evidence.collectors.irc_logs import is_chat_log
from afterword.evidence.collectors.registry import collector_for
from fakes.sources import given, shown, source

_IRSSI = (
    "--- Log opened Thu Apr 16 09:00:00 2026\n--- (irssi on relay)\n09:14 < noor> queue is stuck\n"
    "09:16 <@ivyl> restarting it\n09:18 -!- pike [~pike@relay] has joined #ops\n"
    "--- Day changed Fri Apr 17 2026\n00:10 < noor> still fine\n"
)
_WEECHAT = (
    "2026-04-16 09:14:03\tnoor\tqueue is stuck\n2026-04-16 09:16:44\t@ivyl\trestarting it\n"
    "2026-04-16 09:17:00\t-->\tpike (~pike@relay) has joined #ops\n2026-04-17 00:10:00\tnoor\tstill fine\n"
)
_ZNC = (
    "[2026-04-16 09:14:03] <noor> queue is stuck\n[2026-04-16 09:16:44] * ivyl restarting it\n"
    "[2026-04-16 09:17:00] *** Joins: pike (pike@relay)\n[2026-04-17 00:10:00] <noor> still fine\n"
)


@pytest.mark.parametrize("text", [_IRSSI, _WEECHAT, _ZNC])
def test_messages_have_their_speakers_and_days_and_notices_are_left_out(text: str) -> None:
    log = source("ops.log", text)
    collector = collector_for(log)
    assert collector and is_chat_log(text)
    content = collector.read(log, given())
    assert [(at[:16], actor, words) for at, actor, words in shown(content)] == [
        ("2026-04-16T09:14", "participant 1", "queue is stuck"),
        ("2026-04-16T09:16", "participant 2", "restarting it"),
        ("2026-04-17T00:10", "participant 1", "still fine"),
    ]
    assert content.left_out["notices of the chat program"]


@pytest.mark.parametrize(
    "text", ["09:14 queue is stuck\n09:16 restart\n", "a <b> c\n", "09:14 <noor> hi\nprose\nmore\n"]
)
def test_other_texts_are_no_such_logs(text: str) -> None:
    assert not is_chat_log(text)

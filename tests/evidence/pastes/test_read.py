"""The parts of a paste as evidence: items with their lines, copies of prompts, and a report of each part."""

from __future__ import annotations

from datetime import date

from afterword.evidence.builder import NewEvidence
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import Copy, IngestRequest
from afterword.times.reader import TimeReader

CHAT = "Ivy Larch  5:02 PM\nbot promises refunds\nOren Pike  5:04 PM\nrolling back\n"
ALERT = "[FIRING:1] RefundRateHigh\nLabels:\n - service = bot\nStarted: 2026-04-16 16:55:00 +0000 UTC\n"
PROMPTS = "prompt v11:\n```\nRefund within 30 days. Ask ivy@acme.example.\n```\nprompt v12:\n```\nBe generous.\n```\n"


def read(text: str, *, is_begun: bool = True, copies: tuple[Copy, ...] = (), more: str = "") -> NewEvidence:
    texts = {"clipboard.txt": text.encode(), **({"more.txt": more.encode()} if more else {})}
    times = TimeReader(near=date(2026, 6, 12))
    return ingest(IngestRequest(texts=texts, times=times, is_begun=is_begun, copies=copies))


def test_each_part_is_read_by_its_kind_and_keeps_its_lines() -> None:
    found = read(CHAT + "\n" + ALERT + PROMPTS)
    assert [(report.kind, report.lines, report.items) for report in found.reports] == [
        ("chat", "lines 1–4", 2), ("alert", "lines 6–9", 1), ("prompt", "lines 10–13", 0), ("prompt", "lines 14–17", 0),
    ]  # fmt: skip
    assert [(item.source, item.line, str(item.at), item.actor) for item in found.items] == [
        ("clipboard.txt", 1, "2026-04-16T17:02Z", "participant 1"),
        ("clipboard.txt", 3, "2026-04-16T17:04Z", "participant 2"),
        ("clipboard.txt", 6, "2026-04-16T16:55:00Z", None),
    ]
    assert found.items[2].text == "Alert triggered: RefundRateHigh (service: bot)"


def test_prompts_are_copied_and_redacted_with_their_places_in_the_paste() -> None:
    found = read(CHAT + "\n" + ALERT + PROMPTS)
    assert sorted(found.files) == ["prompts/prompt.after.txt", "prompts/prompt.before.txt"]
    assert b"Ask [email 1]" in found.files["prompts/prompt.before.txt"]
    assert b"[participant" not in found.files["prompts/prompt.after.txt"]


def test_prompts_are_not_copied_over_those_that_are_given_or_into_a_post_mortem_that_exists() -> None:
    given = read(CHAT + PROMPTS, copies=(Copy("v1.md", b"Given.", "prompts/prompt.before.md"),))
    assert given.files == {"prompts/prompt.before.md": b"Given.", "prompts/prompt.after.txt": b"Be generous."}
    assert not read(CHAT + PROMPTS, is_begun=False).files
    twice = read(CHAT + PROMPTS, more=CHAT + PROMPTS.replace("generous", "rude"))
    assert twice.files["prompts/prompt.after.txt"] == b"Be generous."
    assert [report.unread for report in twice.reports if report.name == "more.txt" and report.unread]


def test_a_prompt_of_no_certain_version_is_reported_and_is_not_evidence() -> None:
    found = read(CHAT + "\n```prompt\nYou are a bot. All refunds are fine.\n```\n")
    (report,) = [one for one in found.reports if one.kind == "prompt"]
    assert report.unread[0].startswith("clipboard.txt:6: a prompt of which it is not said")
    assert not [item for item in found.items if "refunds are fine" in item.text] and not found.files


def test_settings_of_a_certain_version_are_copied_and_others_are_evidence_as_they_are() -> None:
    labelled = read(CHAT + "\n```yaml\n# bot.yaml now\nmodel: chat-2\ntop_p: 1\n```\n")
    assert labelled.files == {"config/config.after.yaml": b"# bot.yaml now\nmodel: chat-2\ntop_p: 1"}
    assert read(CHAT + "\nmodel: chat-2\ntop_p: 1\n").items[-1].text == "model: chat-2\ntop_p: 1"


def test_a_heading_alone_is_kept_as_text() -> None:
    assert read(f"#incident-bot\n{CHAT}\n{ALERT}").items[0].text == "#incident-bot"


def test_a_mail_that_is_quoted_names_who_wrote_it_by_role() -> None:
    sent = "On Fri, Mar 6, 2026 at 11:40 AM Jules Martin <jules@customer.example> wrote:"
    mail = read(f"{CHAT}{sent}\n> All is lost.\n> Jules\n").items[-1]
    assert (str(mail.at), mail.actor) == ("2026-03-06T11:40Z", "participant 3")
    assert mail.text == "All is lost.\nparticipant 3"


def test_hostile_lines_of_a_paste_are_cleaned_as_those_of_a_file() -> None:
    found = read(CHAT + "\x1b[31m[FIRING:1] \u202eRed\x1b[0m\x07\n" + ALERT + PROMPTS)
    assert all(char not in item.text for item in found.items for char in "\x1b\u202e\x07")

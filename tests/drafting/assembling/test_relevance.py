"""The timeline has what says something of the system, and belongs to this incident."""

from __future__ import annotations

import pytest

from afterword.drafting.assembling.assemble import assemble
from afterword.drafting.assembling.reading import ReadEvidence
from afterword.evidence import EvidenceItem
from afterword.postmortem import outline
from afterword.postmortem.schema import FrontMatter
from afterword.times.when import When

SECTIONS = {kind.name for kind in (*outline.ROOT_CAUSE_PARTS, *outline.SECTIONS)}
TOLD = ("17:00 a: prompt v42 is live", "17:20 b: every third refund is wrong", "17:40 a: rolled back to v41")
LONG = (*TOLD, *(f"18:0{number} a: shard {number} is re-indexed" for number in range(1, 7)))


def rows(*told: str) -> list[str]:
    """The words of the timeline of `17:00 name: text`; without a name, a program wrote it, and `table` has tickets."""
    items = []
    for number, text in enumerate(told, 1):
        head, _, words = text.partition(": ")
        clock, _, who = head.partition(" ")
        day = "2026-04-15" if clock.startswith("-") else "2026-04-16"
        at = When.parse(f"{day}T{clock.lstrip('-')}Z")
        source = "tickets.csv" if who == "table" else "chat" if who else "app.log"
        actor = None if who in ("", "table") else who
        items.append(EvidenceItem(f"E{number}", source, number, at, actor, words))
    read = ReadEvidence.of(items, FrontMatter())
    assembly = assemble(FrontMatter(), read.said, SECTIONS)
    texts = {(entry.citations[0].upper(), entry.at): entry.text for entry in assembly.entries}
    return [texts[row.items[0], row.at] for row in assembly.selection.timeline]


@pytest.mark.parametrize(
    "text",
    ["me", "how many got the new one", "WE ARE THE AIRLINE", "https://grafana.example/d/refunds", "2 weeks, 9 nov",
     "nothing in my inbox", "Follow-ups: a second reviewer for prompts", "can u revert the flag", "kill it, all of it",
     "btw the log is in another zone", "the gateway is normal, it was not us", "no, latency was high before",
     "(I write this in English so that all can read it)", "so sorry, my phone was off the whole night",
     "the rebuild should have run first", "I don't trust the new model"],
)  # fmt: skip
def test_what_says_nothing_of_the_system_is_left_out(text: str) -> None:
    assert rows(*LONG, f"18:30 b: {text}") == [told.partition(": ")[2] for told in LONG]


@pytest.mark.parametrize("text", ["a loja mostra o preço de ontem", "ok again, thanks", "on dirait le mauvais modèle"])
def test_of_few_messages_each_that_says_anything_is_shown(text: str) -> None:
    said = ("23:58 a: as faturas saem sem imposto", "23:59 b: vi agora", f"17:40 b: {text}")
    assert set(rows(*said)) == {one.partition(": ")[2] for one in said}


@pytest.mark.parametrize("text", ["no further complaints, closed.", "No new reports, resolved. 90 buyers were hit"])
def test_what_closes_behind_a_denial_is_shown_whole(text: str) -> None:
    assert text in rows(*LONG, f"18:30 b: {text}")


@pytest.mark.parametrize(
    "text", ["live", "the bot is hanging up on callers", "v41 gives the right label 48/50", "closing", "v32 ist live"]
)
def test_what_says_something_of_the_system_is_kept(text: str) -> None:
    assert text in rows(*TOLD, f"17:50 b: {text}")


def test_of_lines_of_one_form_the_first_is_kept() -> None:
    lines = [f'17:{n}: bot call={n} user={n} out="text {n}"' for n in (11, 12, 13, 14)]
    assert [text for text in rows(*TOLD, *lines) if "call" in text] == ['bot call=11 user=11 out="text 11"']


@pytest.mark.parametrize(
    ("line", "is_shown"),
    [
        ("INFO cache purged entries=412", True),
        ('level=info msg="rollout begun" service=refunds', True),
        ("INFO nightly-report done", False),
        ("INFO gc pause ms=14", False),
        ("DEBUG heartbeat", False),
        ("WARN replica 3 answers slowly", True),
        ("INFO lookup key=K-20419 status=200", True),
    ],
)
def test_a_quiet_line_is_shown_if_it_changes_or_names_what_people_speak_of(line: str, is_shown: bool) -> None:
    said = (
        "17:21 a: purged the cache after the rollout of refunds",
        "17:22 b: K-20419 is looked up again: key, status",
    )
    assert (line in rows(*TOLD, *said, f"17:12: {line}")) is is_shown


def test_of_tickets_in_a_table_the_first_is_shown() -> None:
    said = ("refund is wrong", "wrong sum", "refund wrong", "lost my card")
    tickets = [f"17:{number} table: {text} (id: {number}; status: open)" for number, text in enumerate(said, 11)]
    assert [text for text in rows(*TOLD, *tickets) if "(id" in text] == ["refund is wrong (id: 11; status: open)"]


def test_rows_of_figures_are_left_out() -> None:
    assert not [text for text in rows(*TOLD, "17:15 b: key: triage; requests: 410; usd: 6.39") if "requests" in text]


def test_an_alert_with_its_fields_is_no_row_of_figures() -> None:
    alert = "api 5xx > 5% for 3m (TinyId: 4410; Status: closed; Priority: P1)"
    assert alert in rows(*TOLD, f"17:15 b: {alert}")


def test_what_was_long_before_is_left_out_unless_it_is_a_change() -> None:
    shown = rows("-03:10 a: cert warning, renews itself", "-04:00 a: Deployed index v7 to production", *TOLD)
    assert shown == ["Deployed index v7 to production", *(told.partition(": ")[2] for told in TOLD)]


def test_of_a_finding_that_its_section_quotes_the_timeline_has_the_beginning() -> None:
    text = "final count: 58 digests were made with the new prompt, and of these 19 customers lost the prior damage"
    (row,) = (text for text in rows(*TOLD, f"17:50 b: {text}") if "58" in text)
    assert row.startswith("final count: 58 digests") and row.endswith("… (see Impact)") and len(row) < len(text)


def test_if_little_would_stay_all_is_shown() -> None:
    assert rows("17:00 a: the train is late", "17:10 b: it rains here") == ["the train is late", "it rains here"]


def test_of_many_events_those_stay_of_which_others_speak() -> None:
    noise = [f"17:{minute:02}: WARN belt {minute} telemetry gap" for minute in range(1, 31)]
    said = [f"18:{minute:02} {who}: the refund queue stalls at shop {minute}" for minute, who in ((1, "a"), (2, "b"))]
    late = ("19:00 a: refund queue purged", "19:10 b: refunds flow, queue empty")
    shown = rows(*TOLD, *noise, *said, *late)
    assert {"refund queue purged", "refunds flow, queue empty"} <= set(shown)


def test_of_alerts_in_a_table_the_one_that_people_speak_of_is_shown() -> None:
    alerts = [
        f"17:{number} table: {text} (id: {number}; status: open)"
        for number, text in enumerate(("dock wifi offline", "batch late", "refund ratio over 5 %"), 11)
    ]
    assert any("refund ratio" in text for text in rows(*TOLD, "17:30 b: the refund ratio is at 9 %", *alerts))

"""Where the sentences of the evidence belong."""

from __future__ import annotations

import pytest

from afterword.drafting.assembling.reading import ReadEvidence, read_evidence
from afterword.evidence import EvidenceItem
from afterword.language.item_kinds import ItemKind, item_kind
from afterword.language.standing import Standing
from afterword.postmortem import outline
from afterword.postmortem.outline import SectionKind
from afterword.postmortem.schema import FrontMatter, Incident
from afterword.times.when import When
from drafting.derived import ledger

FRONT = FrontMatter(incident=Incident.model_validate({"started": "2026-04-16T17:00Z"}))


@pytest.mark.parametrize(
    ("at", "text", "actor", "place"),
    [
        ("16:55", "deploy of prompt v42 finished", "deploy bot", outline.WHAT_CHANGED),
        ("17:00", "deploy of prompt v42 finished", "deploy bot", outline.WHAT_CHANGED),
        ("16:55", "Release 212 raises the temperature from 0.1 to 0.9", "deploy bot", outline.WHAT_CHANGED),
        ("17:00", "prompt v42 deployed", "deploy bot", outline.WHAT_CHANGED),
        ("17:20", "rollout of prompt v42 is done", "on-call", outline.WHAT_CHANGED),
        ("17:20", "the release of model v7 is out", "on-call", outline.WHAT_CHANGED),
        ("17:30", "rollback is finished", "on-call", outline.MITIGATION),
        ("17:30", "flag refunds is off", "on-call", outline.MITIGATION),
        ("17:30", "index rebuild finished with 0 documents", "on-call", outline.WHAT_CHANGED),
        ("16:58", "INFO deploy service=bot prompt=v18 prev=v17", "", outline.WHAT_CHANGED),
        ("17:30", "INFO deploy service=bot prompt=v19 prev=v18", "", outline.MITIGATION),
        ("17:30", "INFO rollback service=bot model=m-0326 stage=start", "", outline.MITIGATION),
        ("17:30", "WARN feedback reason=too_agreeable rate=0.024 window=30m", "", None),
        ("17:30", "A fix for request routing has been deployed.", "on-call", outline.MITIGATION),
        ("17:30", "fix: the router checks the length before the pool", "on-call", outline.MITIGATION),
        ("17:30", "We are rolling back an update of the model.", "on-call", outline.MITIGATION),
        ("17:30", 'statuspage updated: "answers of the model are slow"', "on-call", None),
        ("17:30", "ACL test moves to 03/12, I'm on leave", "on-call", None),
        ("17:30", "we ran the smoke set, it has no fare class cases", "on-call", outline.EVAL_GAP),
        ("17:30", "why did evals not catch it: the benchmark runs only against std", "on-call", outline.WHY_EVALS),
        ("17:30", "seeing odd characters from sonnet-4, customer sent a screenshot", "on-call", None),
        ("17:30", "the standup is finished", "on-call", None),
        ("17:30", "prompt v14 is live again in prod", "on-call", outline.MITIGATION),
        ("17:30", "max_turns=12 deployed, key enabled again", "on-call", outline.MITIGATION),
        ("17:30", "the newsletter is out", "on-call", None),
        ("17:20", "nothing was deployed by us today", "on-call", None),
        ("17:20", "no config changes since Tuesday, the model is the same", "on-call", None),
        ("17:20", "the prompt was not changed, we checked", "on-call", None),
        (
            "17:20",
            "headers say model=alpha-2026-04-16, yesterday it was alpha-2025-11-02",
            "on-call",
            outline.WHAT_CHANGED,
        ),
        ("17:30", "fix merged (#214): the tool checks the key", "on-call", outline.MITIGATION),
        ("17:30", "kill switch for the refund tool on, agent hands over to people", "on-call", outline.MITIGATION),
        ("17:30", "kill switch off, watched for an hour", "on-call", None),
        ("17:30", "Sam switched the alias back to the old index", "on-call", outline.MITIGATION),
        ("17:40", "counted: 37 customers refunded twice", "on-call", outline.IMPACT),
        ("17:40", "finance stopped the run, so no money left the house", "on-call", outline.IMPACT),
        (
            "17:40",
            "212 claims were auto approved, 148 of them would have gone to a person",
            "on-call",
            outline.IMPACT,
        ),
        ("17:40", "212 claims would have been approved", "on-call", None),
        ("17:30", "degraded mode on: keyword search only", "on-call", outline.MITIGATION),
        ("17:30", "The safety filter was off for premium users!", "on-call", outline.WHAT_ALLOWED_IT),
        ("17:30", "fixed the metric: missing answers of the judge are skipped", "on-call", None),
        ("17:30", "À faire : le sre ajoute un test sur les pourcentages", "on-call", None),
        ("17:30", "the provider has an incident", "on-call", outline.UPSTREAM_PROVIDER),
        ("16:50", "rolled back the API, the filter is in the requests again", "on-call", None),
        ("17:30", "**Cause.** the tool returned the partner list", "on-call", outline.IMMEDIATE_CAUSE),
        ("17:30", "__Impact:__ all of them", "on-call", outline.IMPACT),
        ("17:30", "the union of both lists", "on-call", None),
    ],
)
def test_a_change_is_told_from_a_fix(at: str, text: str, actor: str, place: SectionKind | None) -> None:
    item = EvidenceItem("E1", "chat", 1, When.parse(f"2026-04-16T{at}Z"), actor, text)
    (said,) = read_evidence([item], {item.id: item_kind(item.text, item.source, actor)}, FRONT)
    assert said.place is place


def test_without_a_known_start_the_first_symptom_tells_a_change_from_a_fix() -> None:
    texts = ("retrieval returns nothing", "the index rebuild finished with 0 documents", "snapshot restored")
    items = [
        EvidenceItem(f"E{number}", "chat", number, When.parse(f"2026-04-16T17:0{number}Z"), "on-call", text)
        for number, text in enumerate(texts, 1)
    ]
    said = read_evidence(
        items, {item.id: item_kind(item.text, item.source, "on-call") for item in items}, FrontMatter()
    )
    assert [one.place for one in said] == [None, outline.WHAT_CHANGED, outline.MITIGATION]


@pytest.mark.parametrize("end", ["incident closed.", "Resolved."])
def test_the_end_of_an_incident_stays_apart_from_what_it_cost(end: str) -> None:
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-04-16T17:50Z"), "on-call", f"{end} 812 runs failed")
    said = read_evidence([item], {item.id: item_kind(item.text, item.source, "on-call")}, FRONT)
    assert [(one.text, one.place) for one in said] == [(end, None), ("812 runs failed", outline.IMPACT)]


def test_what_was_deployed_after_a_fix_was_told_is_the_fix() -> None:
    text = "fix: the router checks the length before the pool. deployed to both pools, version 4.7.2"
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-04-16T17:50Z"), "on-call", text)
    said = read_evidence([item], {item.id: item_kind(item.text, item.source, "on-call")}, FRONT)
    assert {one.place for one in said} == {outline.MITIGATION}


def test_a_count_of_those_affected_is_no_report_of_a_symptom() -> None:
    texts = ("12,400 of 41,000 users had a wrong message", "fixed, rollback is finished")
    items = [
        EvidenceItem(f"E{n}", "chat", n, When.parse(f"2026-04-16T17:2{n}Z"), "on-call", text)
        for n, text in enumerate(texts)
    ]
    said = read_evidence(items, {one.id: item_kind(one.text, one.source, "on-call") for one in items}, FRONT)
    assert [(one.place, one.is_report) for one in said] == [(outline.IMPACT, False), (outline.MITIGATION, False)]


def test_the_subject_of_the_mail_that_is_answered_is_not_said_again() -> None:
    first = ("2026-04-16T17:00Z", "Subject: Wrong refunds\nThe bot promises refunds.")
    answer = ("2026-04-16T17:30Z", "Subject: AW: Re: Wrong refunds\nWe rolled back the prompt.")
    said = ReadEvidence.of(ledger(first, answer).items, FrontMatter()).said
    assert "Subject: Wrong refunds" in " ".join(one.text for one in said)
    assert [one.text for one in said if one.item.id == "E2"] == ["We rolled back the prompt."]


def test_what_a_stranger_declares_is_no_event_and_what_one_met_is() -> None:
    declared = ("2026-04-16T17:00Z", "This is SEV1!!! declaring SEV1.", "participant 3 (outsider)")
    met = ("2026-04-16T17:01Z", "The bot promises wrong refunds to everybody.", "participant 4 (outsider)")
    said = ReadEvidence.of(ledger(declared, met).items, FrontMatter()).said
    assert [(one.item.id, one.is_event) for one in said] == [("E1", False), ("E2", True)]


def test_the_account_in_a_mail_has_its_fix_and_neither_its_greeting_nor_its_end() -> None:
    text = (
        "Subject: Assistant answers in the wrong language\nHi all,\n\nsince this morning it answered in German.\n"
        "At 08:41 Sam switched the alias back to the old index.\n\nBest, participant 1"
    )
    item = EvidenceItem("E1", "mail.eml", 1, When.parse("2026-04-16T17:30Z"), "participant 1", text)
    said = ReadEvidence.of([item], FrontMatter()).said
    assert [one.text for one in said if one.place is outline.MITIGATION] == [
        "since this morning it answered in German. At 08:41 Sam switched the alias back to the old index."
    ]
    assert not any("Hi all" in one.text or "Best," in one.text for one in said)


@pytest.mark.parametrize(
    "source", ["on-call-log.md", "oncall log 46.txt", "incident-log.md", "shift_log.txt", "logs.md"]
)
def test_a_log_that_people_wrote_states_what_they_say(source: str) -> None:
    item = EvidenceItem(
        "E1", source, 1, When.parse("2026-04-16T17:30Z"), None, "SEV1 declared, 37 customers refunded twice"
    )
    assert ReadEvidence.of([item], FrontMatter()).kinds["E1"] is ItemKind.DECISION


def test_what_a_program_logged_stays_a_signal() -> None:
    item = EvidenceItem("E1", "worker.log", 1, When.parse("2026-04-16T17:30Z"), None, "refund sent twice")
    assert ReadEvidence.of([item], FrontMatter()).kinds["E1"] is ItemKind.SIGNAL


def test_a_table_is_not_a_sentence_and_a_label_in_bold_begins_one() -> None:
    table = "| What | Who | Until |\n|---|---|---|\n| Eval with a wrong price list | sre | 9 May |"
    notes = "**What happened.** 14 leads were promised a discount. **Detection.** Seen in the review."
    items = [EvidenceItem(f"E{n}", "notes.md", n, None, None, text) for n, text in enumerate((table, notes), 1)]
    said = ReadEvidence.of(items, FrontMatter()).said
    assert [one.text for one in said] == [
        "**What happened.** 14 leads were promised a discount.", "**Detection.** Seen in the review.",
    ]  # fmt: skip


def test_what_somebody_is_asked_for_behind_a_statement_does_not_change_it() -> None:
    at = When.parse("2026-04-16T17:30Z")
    item = EvidenceItem("E1", "chat", 1, at, "on-call", "opening a SEV1, participant 3 can you take comms")
    said = ReadEvidence.of([item], FrontMatter()).said
    assert [(one.text, one.standing) for one in said] == [
        ("opening a SEV1", Standing.STATED), ("participant 3 can you take comms", Standing.WISHED),
    ]  # fmt: skip


def test_a_time_that_one_sentence_tells_is_not_that_of_its_neighbours() -> None:
    text = (
        "Errors go to the mailbox of a colleague who left in June. 127 customers got a wrong rate.\n\n"
        "It was mended on 3 April."
    )
    item = EvidenceItem("E1", "mail", 1, When.parse("2026-04-16T17:30Z"), "on-call", text)
    said = ReadEvidence.of([item], FrontMatter()).said
    assert [str(one.at) for one in said] == ["2026-04-16T17:30Z", "2026-04-16T17:30Z", "2026-04-03"]


def test_a_line_of_a_log_is_of_its_own_time_whichever_day_it_names() -> None:
    at = When.parse("2026-04-16T17:30Z")
    item = EvidenceItem("E1", "app.log", 1, at, None, "INFO restored the table, rows written on 2026-04-01 are back")
    (said,) = ReadEvidence.of([item], FrontMatter()).said
    assert (said.kind, said.at) == (ItemKind.SIGNAL, at)


def test_a_decision_in_a_long_mail_does_not_hide_what_else_it_says() -> None:
    text = (
        "127 customers were quoted a wrong rate. We honour each quote.\n\n"
        "The assistant has no check on the age of the table."
    )
    item = EvidenceItem("E1", "mail", 1, When.parse("2026-04-16T17:30Z"), "on-call", text)
    said = ReadEvidence.of([item], FrontMatter()).said
    assert [(one.kind, one.place) for one in said] == [
        (ItemKind.STATEMENT, outline.IMPACT), (ItemKind.DECISION, None), (ItemKind.STATEMENT, outline.WHAT_ALLOWED_IT),
    ]  # fmt: skip


def test_who_reports_first_does_not_know_the_cause_unless_they_say_so() -> None:
    texts = ("the queue is empty, nobody gets an answer", "the config was emptied because the sync failed")
    items = [
        EvidenceItem(f"E{n}", "chat", n, When.parse(f"2026-04-16T17:0{n}Z"), "on-call", text)
        for n, text in enumerate(texts, 1)
    ]
    said = ReadEvidence.of(items, FrontMatter()).said
    assert [one.item.id for one in said if one.place is outline.IMMEDIATE_CAUSE] == ["E2"]


def test_what_would_have_happened_is_not_an_event() -> None:
    at = When.parse("2026-04-16T17:30Z")
    texts = (
        "the fallback model would give wrong neighbours",
        "search failed, the fallback would give wrong neighbours",
    )
    items = [EvidenceItem(f"E{n}", "chat", n, at, "on-call", text) for n, text in enumerate(texts, 1)]
    assert [one.is_event for one in ReadEvidence.of(items, FrontMatter()).said] == [False, True]


def test_a_symptom_without_a_time_is_not_the_cause() -> None:
    item = EvidenceItem("E1", "notes", 1, None, None, "the shop returned empty pages instead of orders")
    (said,) = ReadEvidence.of([item], FRONT).said
    assert said.place is not outline.IMMEDIATE_CAUSE


@pytest.mark.parametrize("text", ["switching ranker v7 off now", "ranker v6 back on", "pausing the ranker"])
def test_what_is_done_at_the_moment_is_never_the_change_that_began_it(text: str) -> None:
    """A mitigation is no change either, even if it comes before the first symptom in the evidence."""
    items = [
        EvidenceItem("E1", "chat", 1, When.parse("2026-04-16T16:40Z"), "ops", text),
        EvidenceItem("E2", "chat", 2, When.parse("2026-04-16T17:10Z"), "ops", "orders failed for an hour"),
    ]
    said = ReadEvidence.of(items, FRONT).said
    assert not [one for one in said if one.place is outline.WHAT_CHANGED]


def test_what_leans_on_a_sentence_of_another_incident_is_not_of_this_one() -> None:
    items = ledger(("2026-04-16T18:00Z", "We had this in March. The cause was a stale lock.", "on-call")).items
    kinds = {item.id: ItemKind.STATEMENT for item in items}
    assert [one.place for one in read_evidence(items, kinds, FrontMatter())] == [None, None]


@pytest.mark.parametrize(
    "text", ["Failure ratio is back to 0", "Latency recovered, back to 200 ms", "verified, normal again"]
)
def test_what_is_as_it_was_before_is_no_change_that_began_it(text: str) -> None:
    items = ledger(
        ("2026-04-16T16:00Z", text, "on-call"), ("2026-04-16T17:00Z", "answers are wrong for two tenants", "on-call")
    ).items
    kinds = {item.id: ItemKind.STATEMENT for item in items}
    assert outline.WHAT_CHANGED not in [one.place for one in read_evidence(items, kinds, FRONT)]


@pytest.mark.parametrize(
    "text",
    [
        'refunds are off, the bot says "please call the shop"',
        "Guten Morgen, alle Bestellungen sind doppelt",
        "Hi, refunds fail",
    ],
)
def test_a_greeting_and_a_quotation_do_not_make_a_fact_a_wish(text: str) -> None:
    item = EvidenceItem("E1", "chat", 1, When.parse("2026-04-16T17:02Z"), "a", text)
    assert [one.standing for one in ReadEvidence.of([item], FrontMatter()).said] == [Standing.STATED]

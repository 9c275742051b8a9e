"""What people say is to be done, and what only looks like it."""

from __future__ import annotations

from datetime import date

import pytest

from afterword.language.commitments.commitment import Voice
from afterword.language.commitments.due_days import day_due
from afterword.language.commitments.read import read_commitments, read_fields
from afterword.times.when import When
from growth import require_linear

TUESDAY = When.parse("2026-03-10T10:00Z")
PEOPLE = frozenset(("sre", "ml engineer", "support lead", "qa lead", "participant 3", "ana", "lena"))
ME = "em"


def voice(speaker: str = ME, *, is_document: bool = False) -> Voice:
    return Voice(speaker, lambda who: who.casefold() in PEOPLE, TUESDAY, is_document=is_document)


def read(*sentences: str) -> list[tuple[str, str, date | None, str]]:
    return [(one.what, one.owner, one.due, one.state) for one in read_commitments(sentences, voice())]


def march(day: int) -> date:
    return date(2026, 3, day)


@pytest.mark.parametrize(
    ("said", "what", "owner", "due"),
    [
        (("Let me own the replay tool.", "Realistic date is the 24th of March."), "the replay tool", ME, march(24)),
        (
            ("support lead volunteered to write the runbook for drift; she wants to have it ready by 2 April.",),
            "write the runbook for drift", "support lead", date(2026, 4, 2),
        ),
        (("Will add a smoke test for the tokenizer tomorrow.",), "add a smoke test for the tokenizer", ME, march(11)),
        (
            ("Next step is a dry run of the new retriever; I'll run that on Monday.",),
            "a dry run of the new retriever", ME, march(16),
        ),
        (
            ("Yes I can do that checklist for reviews, give me until Wednesday.",),
            "that checklist for reviews", ME, march(11),
        ),
        (("Action: sre to get the setting reviewed (due 2026-03-27)",), "get the setting reviewed", "sre", march(27)),
        (("ok I'll file a ticket with Nimbus about the alias",), "file a ticket with Nimbus about the alias", ME, None),
        (("Somebody has to update the customer FAQ.", "-> ok, me then.", "Thursday."), "update the customer FAQ", ME,
         march(12)),
        (("sre kannst du bis Freitag einen Test für die Umstellung?",), "einen Test für die Umstellung", "sre",
         march(13)),
        (("ml engineer: you said you would make the job fail loudly.", "Can I hold you to 26 March?"),
         "make the job fail loudly", "ml engineer", march(26)),
        (("The customer asks for the written cause by Wed.",), "the written cause", "", march(11)),
    ],
)  # fmt: skip
def test_who_takes_on_what_until_when(said: tuple[str, ...], what: str, owner: str, due: date | None) -> None:
    assert read(*said) == [(what, owner, due, "open")]


@pytest.mark.parametrize(
    "said",
    [
        "I'll restart the pods now.",
        "Maybe we could add a second provider at some point?",
        "I'd love to rewrite the whole router one day.",
        "The vendor will announce the deprecation on 1 April.",
        "Lena will leave the company in July.",
        "Redis owns the session state, the router only reads it.",
        "We needed to wait until Friday for the index to rebuild.",
        "If it happens again I'll page the vendor.",
        "I will not touch the prompt before Monday.",
        "The license will expire on 30 June.",
        "I take it this was the config change from Friday.",
        "Der Anbieter wird das Modell am 1. April abschalten.",
        "sre was going to write the template but we decided against it.",
        "Customers will see stale prices until Thursday.",
        "It would be nice to have an alert for that by Friday, but I'm not sure who has time.",
    ],
)
def test_talk_of_what_may_be_or_what_others_do_is_no_commitment(said: str) -> None:
    assert read(said) == []


def test_several_in_one_message_have_owners_dates_and_states_of_their_own() -> None:
    assert read(
        "closing.",
        "Followups: sre adds a damage set to the suite by 3/25, ml engineer to put changes behind the canary.",
        "Second provider: declined for now, cost.",
        "Backup on-call gets paged at 10 min - done just now",
    ) == [
        ("add a damage set to the suite", "sre", march(25), "open"),
        ("put changes behind the canary", "ml engineer", None, "open"),
        ("Second provider", "", None, "dropped"),
        ("Backup on-call gets paged at 10 min", "", None, "done"),
    ]
    assert read("1) sre makes a load test of 80 calls 2) I raise the limit to 15s, did it now") == [
        ("make a load test of 80 calls", "sre", None, "open"),
        ("raise the limit to 15s", ME, None, "done"),
    ]


def test_an_export_in_one_line_is_a_list() -> None:
    line = (
        "Follow-ups FU-1 Contract test · [name 3] · due 2026-05-22 · Open "
        "FU-2 Apologise to all 21 · sre · no due date · Done"
    )
    assert read(line) == [
        ("Contract test", "", date(2026, 5, 22), "open"),
        ("Apologise to all 21", "sre", None, "done"),
    ]


def test_lines_with_the_names_of_their_fields_are_one_item() -> None:
    (one,) = read_fields("What: golden set\nWho: sre\nBy when: 2026-04-10", voice())
    assert (one.what, one.owner, one.due) == ("golden set", "sre", date(2026, 4, 10))


def test_a_document_says_what_we_do_and_did_and_who_owns_it() -> None:
    said = ("Inboxes will hold unread mail by 31 March.", "Lena owns this.", "We have already capped a run.",
            "We will not buy anything.", "We talked about it.")  # fmt: skip
    found = read_commitments(said, voice("", is_document=True))
    assert [(one.said, one.owner, one.due, one.state, one.is_ours) for one in found] == [
        ("Inboxes will hold unread mail by 31 March.", "Lena", march(31), "open", False),
        ("We have already capped a run.", "", None, "done", True),
    ]


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("tomorrow", march(11)), ("next Tuesday", march(17)), ("next Friday", None), ("end of next week", march(20)),
        ("17.04.", date(2026, 4, 17)), ("9/25", date(2026, 9, 25)), ("5/6", None), ("the 20th", march(20)),
        ("Freitag", march(13)), ("KW 15", None), ("1 February", None), ("May first", date(2026, 5, 1)),
    ],
)  # fmt: skip
def test_a_day_counts_from_when_it_was_said_and_is_read_only_if_certain(words: str, day: date | None) -> None:
    assert day_due(words, TUESDAY) == day


@pytest.mark.parametrize("mark", [" ", "- ", "| ", "I ", "a, ", "("])
def test_reading_grows_with_the_message(mark: str) -> None:
    require_linear(lambda size: [f"deploy {mark * size} done"], lambda text: read(*text), size=2_000)


@pytest.mark.parametrize(
    ("said", "what", "owner", "due", "state"),
    [
        ("Rose will write the leaflet by 20 March.", "write the leaflet", "Rose", march(20), "open"),
        ("Will will do the sampler by 20 March.", "do the sampler", "Will", march(20), "open"),
        ("TODO(Grace): delete the old flag by 20 March", "delete the old flag", "Grace", march(20), "open"),
        ("Rose has already fixed the chart yesterday", "fix the chart", "Rose", None, "done"),
        ("Rob was going to write the leaflet but handed it to Sue, due 20 March", "write the leaflet", "Sue", march(20),
         "open"),
        ("Ken offered to audit the keys but Sue will do it instead", "audit the keys", "Sue", None, "open"),
        ("We agreed that Lena will add a canary by 20 March.", "add a canary", "Lena", march(20), "open"),
        ("Action items: Lena: add a check for half-finished runs", "add a check for half-finished runs", "Lena", None,
         "open"),
    ],
)  # fmt: skip
def test_the_last_owner_counts_and_a_word_inside_another_is_no_state(
    said: str, what: str, owner: str, due: date | None, state: str
) -> None:
    assert read(said) == [(what, owner, due, state)]

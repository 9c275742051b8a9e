"""Values as people jot them down, read in the forms in which a sentence gives them."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.grounding.claims import Claim
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.loose_forms import read_loosely
from afterword.grounding.verify import Grounds, Status, Verdict, verify
from afterword.times.when import When

TRUE, FALSE = (
    [
        line.split("|")
        for line in (Path(__file__).parent / "forms" / f"{name}.txt").read_text(encoding="utf-8").splitlines()
        if not line.startswith("#")
    ]
    for name in ("true", "false")
)


def judge_form(at: str, actor: str, text: str, claim: str) -> Verdict:
    item = LedgerItem("E1", text, When.parse(at), "chat", actor)
    return verify(Claim(claim, ("E1",), text, "fact"), Grounds([item]))


@pytest.mark.parametrize("form", TRUE, ids=[claim for *_, claim in TRUE])
def test_a_claim_may_give_a_value_in_another_form(form: list[str]) -> None:
    verdict = judge_form(*form)
    assert verdict.status in (Status.FOUND, Status.DERIVED), verdict.reasons


@pytest.mark.parametrize("form", FALSE, ids=[claim for *_, claim in FALSE])
def test_digits_of_something_else_are_no_value_of_a_claim(form: list[str]) -> None:
    assert judge_form(*form).status not in (Status.FOUND, Status.DERIVED)


@pytest.mark.parametrize(
    ("text", "claim"),
    [
        ("window is 2-3pm", "The window ended at 16:00."),
        ("alarm at half past five", "The alarm came at 06:30."),
        ("first bad answer 14h30", "The first bad answer came at 14:03."),
        ("restart at 9:30 PT", "The restart was at 17:30 UTC."),
        ("deployed 14.2.", "It was deployed on 2 April."),
        ("deployed yesterday", "It was deployed on 10 March."),
        ("took 1:30h", "It took 130 minutes."),
        ("heap 2048 MB", "The heap was 20 GB."),
        ("1,2 Mio requests", "12 million requests were affected."),
        ("fixed in release 2.1.101", "It was fixed on 2 January."),
        ("stores in DE", "Stores in Denmark were affected."),
        ("it is not in DE yet", "It was in Italy."),
        ("three percent were lost", "Thirty percent were lost."),
        ("once it was over the customers came back", "The problem hit 11 customers."),
        ("the fix for customers is due", "The fix reached 2 customers."),
        ("about 12 tenants were hit since it began", "It began at 12:00 UTC."),
        ("it began and takes 2-3h", "It began at 02:00."),
        ("it rose by 21 ms", "It rose at 21:00."),
        ("it was paged while we sat at dinner", "It was paged on Saturday."),
        ("it took 1.5 s", "It was on 1 May."),
        ("got 412 mails, all responses", "There were responses with status 412."),
    ],
)
def test_another_value_stays_another_value(text: str, claim: str) -> None:
    item = LedgerItem("E1", text, When.parse("2026-03-12T20:00Z"), "chat", "ops")
    assert verify(Claim(claim, ("E1",), text, "fact"), Grounds([item])).status is Status.DROPPED


def test_a_day_is_counted_from_when_the_note_was_written() -> None:
    at = When.parse("2026-03-12T20:00Z")
    assert read_loosely("down since yesterday", at) == "down since yesterday ; 2026-03-11"
    assert read_loosely("down since yesterday", None) == "down since yesterday"


def test_a_dump_is_not_read_as_a_note() -> None:
    dump = "x" * 5_000 + " at half past five"
    assert read_loosely(dump, None) == dump


@pytest.mark.parametrize(
    "note",
    [
        "half past f\u0131ve",
        "every f\u0131fth call",
        "wir hatten d\u0131x Fehler und die war nicht da",
        "die war im apr\u0131l nicht da",
    ],
)
def test_words_with_a_dotless_i_are_no_numbers(note: str) -> None:
    assert read_loosely(note, None) == note

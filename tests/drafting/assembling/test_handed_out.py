"""A message that hands out what is to be done to several people gives an action item for each."""

from __future__ import annotations

import pytest

from afterword.drafting.assembling.handed_out import read_handed_out
from afterword.language.commitments.commitment import Voice
from afterword.times.when import When

KNOWN = ("participant 1", "participant 2", "participant 3")
VOICE = Voice("participant 1", lambda who: who in KNOWN, When.parse("2026-03-21T06:12Z"))


def entries(text: str) -> list[tuple[str, str, str]]:
    return [(one.owner, one.what, str(one.due or "")) for one in read_handed_out(text, VOICE)]


@pytest.mark.parametrize(
    "text",
    [
        "actions: participant 2 → alert on the refund rate, until 10.04. me → add a case for old orders",
        "participant 2: alert on the refund rate, by 10 April. me: add a case for old orders",
        "for later: participant 2 - alert on the refund rate, until 10 April. me - add a case for old orders",
        "closed. todo: participant 2 alert on the refund rate by 2026-04-10, participant 1 add a case for old orders",
    ],
)
def test_each_entry_has_its_owner_and_date(text: str) -> None:
    assert entries(text) == [
        ("participant 2", "alert on the refund rate", "2026-04-10"),
        ("participant 1", "add a case for old orders", ""),
    ]


def test_an_entry_of_a_name_that_is_not_known_has_no_owner() -> None:
    assert entries("todo: oren - write the runbook. participant 3 - review the runbook, by Friday") == [
        ("", "write the runbook", ""),
        ("participant 3", "review the runbook", "2026-03-27"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "participant 2: the refunds are wrong again. participant 3: looking at it now",
        "summary: two tickets. cause: the new prompt",
        "participant 2: add the alert",
        "actions: none so far",
        "I asked participant 2 - no answer yet",
    ],
)
def test_what_people_said_or_what_is_no_list_hands_out_nothing(text: str) -> None:
    assert entries(text) == []

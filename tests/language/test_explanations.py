"""What counts as the reason of what people did, and what blames again."""

from __future__ import annotations

import pytest

from afterword.language import find_blame


def tiers(text: str) -> list[str]:
    return [f.tier for f in find_blame(text)]


@pytest.mark.parametrize(
    "text",
    [
        "The team ignored the alert because it had fired falsely 30 times.",
        "The engineer ignored the alert, as the runbook asks for.",
        "The nurse failed to see the banner: it is below the fold on the tablets.",
        "The engineer missed the alert because the phone was muted.",
        "The analysts skipped the second check, as the guideline asks.",
        "The clerk forgot the second form; the list names 40 of them.",
        "The second operator was asleep at 03:10, as the rota permits.",
        "Ines did not know of the second bucket, the inventory shows one.",
        "Ines failed to notice the drift; no chart shows it.",
        "The tester failed to notice the timeout, the log does not mention it.",
        "The clerk overlooked the second part; the form has a second page.",
        "The operator missed the lamp; the flash is brief and pale.",
        "The technician forgot the seal; the checklist has 43 steps.",
        "The engineer skipped the test; the suite takes 40 minutes.",
        "The reviewer missed the setting: the diff is not clear about it.",
        "The nurse dismissed the notice, one of about 90 per shift.",
        "Users clicked through the banner; it appears on every page.",
        "Two clerks edited the list at once and the form saves without notice.",
        "Any clerk can change the tariff without a review.",
        "The apprentice destroyed the old badge, as the policy requires.",
        "The mails go to a box that nobody reads because it gets 2,000 a day.",
    ],
)
def test_reasons_outside_the_person_make_it_no_finding(text: str) -> None:
    assert tiers(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The loss came from human error: an operator chose the wrong volume.",
        "The admin removed the guard by mistake because he misread the table.",
        "The wrong table was dropped by Hanna, due to not reading.",
        "He skipped the approval, which is a clear breach of our rules.",
        "The second operator was asleep at 03:10, as everyone at the desk expected.",
        "The team did not read the guide, as a result of which the sync broke.",
        "The second approval took two seconds, so it is clear that the approver did not look at it.",
    ],
)
def test_reasons_that_blame_again_excuse_nothing(text: str) -> None:
    assert "error" in tiers(text)


@pytest.mark.parametrize(
    "text",
    [
        "Ines forgot the check; she always does.",
        "Dana overlooked the second tab; she often has.",
        "The clerk ignored the warning; he knows better.",
        "The operator dismissed the alarm; they know better.",
        "The tester skipped the check; it takes two minutes.",
        "The reviewer skipped the test run; the run is three clicks.",
        "The engineer failed to read the runbook; the runbook is two pages.",
        "The admin ignored the guide; the guide is short.",
        "The engineer skipped the guide; the guide is only five steps.",
        "The nurse failed to see the banner: it is her job.",
        "The pharmacist forgot the second signature: that is his duty.",
        "The engineer forgot the backup; the guide is really simple.",
        "The technician forgot the flag; everyone has a list of them.",
    ],
)
def test_clauses_about_the_person_or_how_little_was_asked_excuse_nothing(text: str) -> None:
    assert tiers(text) == ["error"]

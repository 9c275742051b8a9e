"""What would, could or should have been: hindsight where it would have helped, a fact where it was measured."""

from __future__ import annotations

import pytest

from afterword.language import find_blame


def kinds(text: str) -> set[str]:
    return {f.kind for f in find_blame(text)}


@pytest.mark.parametrize(
    "text",
    [
        "A look at the queue length would have exposed the leak.",
        "Had the canary run for a day, the loop would never have reached customers.",
        "If the smoke test had covered both regions, we would have seen the gap.",
        "Things would have gone differently had the old key been kept.",
        "With a second reader this would not have happened.",
        "We'd have found it in minutes with request ids.",
        "It would have taken one query to see the empty column.",
        "The loss could have been limited by closing the port.",
        "It could have been known that the endpoint closes in June.",
        "This need not have ended in an outage.",
        "The launch should have been postponed.",
        "The bucket should never have been opened to the whole company.",
        "There should have been a second approver.",
        "A rate limit should have been in place from the beginning.",
        "The first failed login should have alerted us.",
        "The review ought to have considered the holiday.",
        "One more row in the test set and this would never have left staging.",
        "Had the rollback begun at nine, 300 orders fewer would have failed.",
        "With better charts the search would have taken ten minutes instead of five hours.",
        "That could have been avoided by reading the contract.",
        "This should have been a routine upgrade.",
    ],
)
def test_what_would_have_helped_is_hindsight(text: str) -> None:
    assert kinds(text) & {"hindsight", "should-have", "counterfactual"}


@pytest.mark.parametrize(
    "text",
    [
        "The new limit would have cut the burst at 40 requests, as the replay shows.",
        "The canary would have caught 3 of 5 cases.",
        "Had the second disk failed too, the orders of the day would have been lost.",
        "The existing alert would not have fired below 500 errors.",
        "The restore would have taken three days, so the vendor sent a snapshot.",
        "The key could have been copied by anyone with the link.",
        "The payment may have been charged twice.",
        "The pods should have been rescheduled, but the taint prevented it.",
        "The certificate should have been renewed by the cron job.",
        "The cache should have been invalidated on write, and was not.",
        "According to the contract, the vendor should have announced the change.",
        "Would a smaller batch have helped?",
        "No one could have guessed that both vendors would fail.",
        "Had the contractor been given access, the index would have been rebuilt in an hour.",
        "The engineer wrote the guard that would have stopped it.",
        "Raise the alarm sooner and do not assume we could have started the pump faster.",
    ],
)
def test_what_was_measured_or_would_have_been_worse_is_a_fact(text: str) -> None:
    assert not kinds(text)


def test_a_sentence_that_blames_gets_the_reproach_alone() -> None:
    assert kinds("Had the consultant done her homework, we would have kept our index.") == {"counterfactual"}

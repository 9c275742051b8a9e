"""A claim states what its items state: denied, planned, guessed, of all, in order, as a cause, by this speaker."""

from __future__ import annotations

import pytest

from afterword.grounding.verify import Status
from grounding.ledgers import judge

KEPT = (Status.FOUND, Status.DERIVED)


@pytest.mark.parametrize(
    ("claim", "texts", "expected"),
    [
        # denied
        ("There is a snapshot test of the prompt.", ["There is no snapshot test of the prompt."], Status.DROPPED),
        ("There is no snapshot test of the prompt.", ["There is no snapshot test of the prompt."], Status.FOUND),
        ("Cached data was served to users.", ["Cached data was not served to any users."], Status.DROPPED),
        ("All 200 of 200 runs had bad output.", ["bad output in 0 of 200 runs"], Status.DROPPED),
        ("The job finished without an error.", ["the job finished, status ok"], Status.FOUND),
        (
            "All 412 evals measured sycophancy.",
            ["evals were green, 412 of 412. none of them measures sycophancy"],
            Status.DOUBTED,
        ),
        (
            "The 412 evals measured sycophancy.",
            ["evals were green, 412 of 412. none of them measures sycophancy"],
            Status.DOUBTED,
        ),
        (
            "The 412 evals lacked sycophancy.",
            ["evals were green, 412 of 412. none of them had sycophancy"],
            Status.FOUND,
        ),
        ("All 412 evals were green.", ["evals were green, 412 of 412. none of them measures sycophancy"], Status.FOUND),
        # planned
        (
            "The suite of 50 cases was added.",
            ["action: I add a suite (50 cases) to the gate, until 16 May"],
            Status.DROPPED,
        ),
        ("A cache was added to the proxy.", ["proposal: add a cache to the proxy"], Status.DROPPED),
        ("The sre added a canary.", ["@sre: I'll add a canary until Friday"], Status.DROPPED),
        ("The sre will add a canary by Friday.", ["@sre: I'll add a canary until Friday"], Status.FOUND),
        ("A canary was added.", ["@sre: we will add a canary", "@sre: the canary was added today"], Status.FOUND),
        # guessed
        ("The public prompt made the bot fail.", ["Could be the public prompt."], Status.HYPOTHESIS),
        ("The public prompt was suspected.", ["Could be the public prompt."], Status.FOUND),
        ("The cache was merged on 15 May.", ["The cache was merged on 15 May"], Status.FOUND),
        ("The reward was suspected as the cause, not proven.", ["my guess is the reward, not proven"], Status.FOUND),
        ("The reward is proven to be the cause.", ["my guess is the reward"], Status.HYPOTHESIS),
        # of all
        ("The rollback was done for all users.", ["rollback model=m-0326 segment=free done=100%"], Status.DOUBTED),
        ("The rollback was done for all users.", ["rollback model=m-0326 segment=all done=100%"], Status.FOUND),
        ("All regions were restarted.", ["the regions eu and us were restarted"], Status.DOUBTED),
        ("All regions were restarted.", ["every region was restarted"], Status.FOUND),
        ("All 713 summaries were downloaded.", ["of the 713, 96 summaries were downloaded"], Status.DROPPED),
        ("Errors appeared in the app only.", ["errors appeared, mostly in the app"], Status.DOUBTED),
        ("Only about 5 errors appeared.", ["some 5 errors appeared"], Status.FOUND),
        ("All 713 summaries were downloaded.", ["of the 713, 96 were downloaded", "all 713 were"], Status.DROPPED),
        ("All 500 summaries were downloaded.", ["of the 713, 96 summaries and all 500 others were"], Status.FOUND),
        ("The cache was clearly empty.", ["maybe the cache was empty, queue stuck"], Status.HYPOTHESIS),
        ('He wrote "never again".', ["@a: never again"], Status.FOUND),
        ('He wrote "never again".', ["@a: again", "@b: never"], Status.DROPPED),
        # as a cause
        ("The restart caused the outage.", ["the restart was at noon", "the outage was long"], Status.HYPOTHESIS),
        ("The restart caused the outage.", ["the outage was caused by the restart"], Status.FOUND),
        ("The outage happened because the cache was empty.", ["cache was empty, so outage"], Status.FOUND),
        ("They met before the cause was known.", ["they met before all was known"], Status.FOUND),
        # by this speaker
        ("Participant 4 declared it.", ["@participant 2: Declaring it. participant 4 does comms."], Status.DOUBTED),
        ("Participant 2 declared it.", ["@participant 2: Declaring it. participant 4 does comms."], Status.DERIVED),
        ("Participant 4 declared it.", ["@participant 2: participant 4 declared it at noon"], Status.FOUND),
        ("The vendor found that the cache was empty.", ["@sre: the cache was empty"], Status.DOUBTED),
        ("The SRE found that the cache was empty.", ["@sre: the cache was empty"], Status.FOUND),
        (
            "The Site Reliability Engineer said that the queue was stuck.",
            ["@participant 3 (SRE): on call for checkout: queue is stuck"],
            Status.FOUND,
        ),
        ("The tribunal found negligent dealing.", ["Decision: negligent dealing."], Status.FOUND),
    ],
)
def test_claim_states_what_its_items_state(claim: str, texts: list[str], expected: Status) -> None:
    verdict = judge(claim, *texts)
    assert verdict.status is expected, verdict.reasons


@pytest.mark.parametrize(
    ("claim", "kept"),
    [
        ("The alert fired before the rollback was done.", True),
        ("The rollback was done after the alert fired.", True),
        ("Once the alert fired, the rollback was done.", True),
        ("The rollback was done before the alert fired.", False),
        ("The alert fired after the rollback was done.", False),
        ("Ten minutes after the alert fired, the rollback was done.", True),
    ],
)
def test_order_is_that_of_the_items(claim: str, kept: bool) -> None:
    verdict = judge(claim, "2026-04-16T10:00Z alert fired", "2026-04-16T10:10Z rollback was done")
    assert (verdict.status in KEPT) is kept, verdict.reasons


@pytest.mark.parametrize(
    ("claim", "kept"),
    [
        ("The customer wrote: “we are down since noon”.", True),
        ("The customer wrote: “We are down since noon.”", True),
        ("The customer wrote: “we will leave”.", False),
        ('The customer wrote: "down since yesterday".', False),
    ],
)
def test_words_in_quotation_marks_are_in_the_items(claim: str, kept: bool) -> None:
    assert judge(claim, "@customer: we are down since noon, please help").kept is kept


def test_what_is_contradicted_leaves_no_words_for_a_question() -> None:
    verdict = judge("There is a snapshot test of it.", "There is no snapshot test of it.")
    assert verdict.offending == ("There is a snapshot test of it.",)
    assert verdict.reasons == ("one of the claim and what it cites says no, the other does not",)

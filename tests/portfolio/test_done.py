"""What shows that action items were done."""

from __future__ import annotations

from collections.abc import Callable

from afterword.portfolio import Portfolio
from afterword.portfolio.done import DoneCounts, count_done, describe_evidence, find_evidence
from afterword.portfolio.snapshot import Evidence, TrackedState
from afterword.postmortem import PostMortem

PULL = Evidence(kind="pull request", name="#9")
MakePortfolio = Callable[..., Portfolio]


def test_only_what_is_done_has_evidence(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    states = {"A1": TrackedState("open", evidence=(PULL,)), "A2": TrackedState("done", evidence=(PULL,))}
    portfolio = make_portfolio(bot, tracked={(bot.id, name): state for name, state in states.items()})
    assert [find_evidence(bot, item, portfolio) for item in bot.actions] == [None, (PULL,), None]
    assert count_done([bot], portfolio) == DoneCounts(1, 0, 0)


def test_what_is_done_is_counted_by_what_shows_it(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    states = {"A1": TrackedState("done", evidence=()), "A2": TrackedState("done"), "A3": TrackedState("not planned")}
    portfolio = make_portfolio(bot, tracked={(bot.id, name): state for name, state in states.items()})
    assert count_done([bot], portfolio) == DoneCounts(0, 1, 1) and count_done([bot], portfolio).total == 2
    assert count_done([bot], make_portfolio(bot)) == DoneCounts(0, 0, 1)


def test_evidence_is_described_in_a_few_words() -> None:
    pieces = [
        Evidence(kind="commit", name="0123456789"), PULL, Evidence(kind="proof", name="no-invention"),
        Evidence(kind="vouched", name="ana"),
    ]  # fmt: skip
    assert [describe_evidence(one) for one in pieces] == [
        "commit 0123456789", "pull request #9", "proven case no-invention", "vouched by ana",
    ]  # fmt: skip

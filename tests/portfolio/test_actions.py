"""What is open, overdue, drafted or closed."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta

from afterword.portfolio import Portfolio
from afterword.portfolio.actions import Progress, Tally, count_actions, find_progress, find_status, group_by_progress
from afterword.portfolio.snapshot import TrackedState
from afterword.postmortem import PostMortem, read

MakePortfolio = Callable[..., Portfolio]


def drafted(document: PostMortem) -> PostMortem:
    """The same with its action items under a draft notice."""
    notice = "> [!NOTE]\n> Drafted from evidence by m, not yet reviewed.\n\n"
    text = document.source.text.replace("## Action items\n\n", f"## Action items\n\n{notice}")
    return read(text.encode(), document.path)


def test_an_action_is_overdue_once_its_whole_day_has_passed(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    item = bot.actions[0]
    assert item.due and item.due.latest
    last = item.due.latest
    assert find_progress(bot, item, make_portfolio(bot, now=last - timedelta(seconds=1))) is Progress.OPEN
    assert find_progress(bot, item, make_portfolio(bot, now=last)) is Progress.OVERDUE
    assert find_progress(bot, bot.actions[1], make_portfolio(bot, now=last)) is Progress.CLOSED


def test_the_status_of_the_tracker_counts_before_the_cell(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    tracked = {
        (bot.id, "A1"): TrackedState("not planned"), (bot.id, "A2"): TrackedState("open"),
        (bot.id, "A3"): TrackedState(None), ("another", "A1"): TrackedState("open"),
    }  # fmt: skip
    portfolio = make_portfolio(bot, tracked=tracked)
    assert [find_status(bot, item, portfolio) for item in bot.actions] == ["not planned", "open", "open"]
    assert count_actions([bot], portfolio) == Tally(open=2, overdue=1, closed=1)


def test_drafted_items_are_neither_open_nor_closed(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    document = drafted(bot)
    portfolio = make_portfolio(document, tracked={(bot.id, "A1"): TrackedState("done")})
    found = count_actions([document], portfolio)
    assert (found, found.accepted, found.total) == (Tally(drafted=3), 0, 3)
    # The tracker does not know them.
    assert find_status(document, document.actions[0], portfolio) == "open"


def test_items_are_grouped_by_progress_and_ordered_by_date(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    months = {3: "done", 1: "done", 4: "open", 2: "open", 9: "open", 8: "open"}
    rows = "".join(f"| B{month} | Do it | | | | 2026-0{month}-01 | | {state} | |\n" for month, state in months.items())
    table = bot.source.text.index("| A1 |"), bot.source.text.index("\n## Evidence")
    document = read((bot.source.text[: table[0]] + rows + bot.source.text[table[1] :]).encode(), bot.path)
    found = group_by_progress(make_portfolio(document))
    assert {one: [item.id for _, item in pairs] for one, pairs in found.items()} == {
        Progress.OVERDUE: ["B2", "B4"],
        Progress.OPEN: ["B8", "B9"],
        Progress.DRAFTED: [],
        Progress.CLOSED: ["B3", "B1"],
    }
    assert list(found) == list(Progress)


def test_items_without_a_date_are_last_and_never_overdue(make_portfolio: MakePortfolio, bot: PostMortem) -> None:
    text = bot.source.text.replace("| 2026-04-24 |", "| |")
    document = read(text.encode(), bot.path)
    assert [item.id for _, item in group_by_progress(make_portfolio(document))[Progress.OPEN]] == ["A3", "A1"]

"""What cited items contain, and what follows from them."""

from __future__ import annotations

import re

import pytest

from afterword.grounding.cited_items import CitedItems
from afterword.grounding.facts import Fact, find_facts
from afterword.grounding.ledger import LedgerItem
from afterword.times.dates import CalendarDate
from afterword.times.when import When


def cited(*texts: str, at: str | None = None, actor: str = "") -> CitedItems:
    when = When.parse(at) if at else None
    return CitedItems([LedgerItem(f"E{number}", text, when, "log", actor) for number, text in enumerate(texts, 1)])


def fact(text: str) -> Fact:
    (only,) = find_facts(f"it was {text} then")
    return only


@pytest.mark.parametrize(
    ("said", "claimed", "contained"),
    [
        ("17:02", "17:02", True),
        ("17:02:30", "17:02", True),
        ("17:02:30", "17:02:30", True),
        ("17:02:30", "17:02:31", False),
        ("17:02", "17:02:00", True),
        ("17:02", "17:02:30", False),
        ("17:02", "17:03", False),
        ("17:02", "18:02", False),
        ("`17:02`", "17:02", True),
        ("10 May 2026", "10 May 2026", True),
        ("10 May 2026", "10 May", True),
        ("10 May 2026", "May 2026", True),
        ("10 May 2026", "in 2026", True),
        ("10 May 2026", "11 May", False),
        ("10 May 2026", "10 June", False),
        ("10 May 2026", "10 May 2025", False),
        ("10 May 2026", "June 2026", False),
        ("10 May 2026", "May 2025", False),
        ("10 May 2026", "in 2025", False),
        ("10 May", "10 May 2026", False),
        ("10 May, since 2026", "10 May 2026", True),
        ("10 May, since 2025", "10 May 2026", False),
        ("10 May, since 2026", "May 2026", False),
        ("11 May, since 2026", "10 May 2026", False),
        ("10 May, June 2026", "10 May 2026", True),
        ("May 2026", "10 May 2026", False),
        ("May 2026", "May 2026", True),
        ("May 2026", "in 2026", True),
        ("in 2026", "May 2026", False),
        ("5 users", "5 users", True),
        ("5.0 users", "5 users", True),
        ("5 users", "50 users", False),
        ("5%", "5 users", False),
        ("5%", "5 percentage points", False),
        ("5 EUR", "5 USD", False),
        ("5 EUR", "€5", True),
        ("5 GB", "5 MB", False),
        ("90 min", "1.5 hours", True),
        ("2 months", "2 minutes", False),
        ("24 months", "2 years", True),
        ("by Redis's team", "by Redis", True),
        ("a redis-cli", "by Redis", True),
        ("by Redisson", "by Redis", False),
        ("on 2026-04-16", "on a Thursday", True),
        ("on 2026-04-16", "on a Friday", False),
        ("on 2026-04-16", "an Apr Thu", True),
        ("in #482", "PR 482", True),
        ("in #482", "#48", False),
        ("Opus 4.6", "v4.6", True),
        ("Opus 4.6", "4.6", True),
        ("Opus 4.6.1", "v4.6.1", True),
        ("Opus 4.6", "Sonnet 4.6", False),
        ("set keep:1 now", "`keep:1`", True),
        ("set keep:12 now", "`keep:1`", False),
        ("set xkeep:1", "`keep:1`", False),
        ("set x-keep:1", "`keep:1`", False),
        ("set _keep:1", "`keep:1`", False),
        ("set keep:1-x", "`keep:1`", False),
        ("set keep:1_x", "`keep:1`", False),
        ("set (keep:1).", "`keep:1`", True),
        ("set KEEP:1!", "`keep:1`", True),
        ("commit 0123abcdef", "0123abc", True),
        ("commit 0123abcdef", "0123abcdef0", False),
        ("commit 0123abcdef", "0123ab", False),
        ("commit 0123abcdef", "123abcd", False),
        ("commit " + "0123abcd" * 8, "0123abc", True),
        ("name 0123abcdefgh", "0123abc", False),
        ("hundreds of users", "hundreds", True),
        ("thousands of users", "hundreds", False),
    ],
)
def test_items_contain_a_fact(said: str, claimed: str, contained: bool) -> None:
    facts = find_facts(f"it was {claimed} then")
    assert facts and all(cited(f"It was {said}.").contains(one) for one in facts) is contained


@pytest.mark.parametrize(
    ("at", "claimed", "contained"),
    [
        ("2026-04-16T17:02Z", "17:02", True),
        ("2026-04-16T17:02Z", "17:02:00", True),
        ("2026-04-16T17:02:30Z", "17:02:30", True),
        ("2026-04-16T17:02:30Z", "17:02:00", False),
        ("2026-04-16T17:02Z", "16 April 2026", True),
        ("2026-04-16", "16 April", True),
        ("2026-04-16", "0:00 am", False),
        ("2026-04-16", "00:00", False),
        ("2026-04", "April 2026", True),
        ("2026-04", "1 April 2026", False),
        ("2026-04-16T17:02Z/2026-04-18T18:03Z", "18:03", True),
        ("2026-04-16T17:02Z/2026-04-18T18:03Z", "16 April 2026", True),
        ("2026-04-16T17:02Z/2026-04-18T18:03Z", "18 April 2026", True),
        ("2026-04-16T17:02Z/2026-04-18T18:03Z", "17 April 2026", False),
    ],
)
def test_items_contain_their_time(at: str, claimed: str, contained: bool) -> None:
    facts = find_facts(f"it was {claimed} then")
    items = cited("It was.", at=at)
    assert all(map(items.contains, facts)) is (contained and bool(facts))


def test_items_contain_who_said_it() -> None:
    assert cited("It fell.", actor="Support Bot 7").contains(fact("the Bot"))
    assert not cited("It fell.", actor="Support Bot 7").contains(fact("7"))


@pytest.mark.parametrize(
    ("said", "claimed", "implied", "roughly_implied"),
    [
        ("08:00 to 08:45", "45 min", True, True),
        ("08:00 to 08:45", "44 min", True, True),
        ("08:00 to 08:45", "43 min", False, True),
        ("08:00 to 08:45", "42 min", False, False),
        ("08:00 to 08:45", "2639 seconds", False, True),
        ("08:00 to 08:45", "2839 seconds", False, True),
        ("08:00 to 08:45", "2761 seconds", False, True),
        ("08:00 to 08:45", "2760 seconds", True, True),
        ("08:00:00 to 08:09:30", "10 min", True, True),
        ("08:00:00 to 08:10:59", "10 min", True, True),
        ("08:00:00 to 08:11:01", "10 min", False, False),
        ("08:00:00 to 08:09:00", "9 min", True, True),
        ("08:00:00 to 08:09:01", "9 min", False, True),
        ("08:00:00 to 08:09:59", "9 min", False, False),
        ("08:00:00 to 08:00:30", "1 min", False, False),
        ("08:00:00 to 08:00:30", "30 seconds", True, True),
        ("08:00 to 10:24", "2 h 24 min", True, True),
        ("08:00 to 10:24", "2 h 25 min", True, True),
        ("08:00 to 10:24", "2 h 26 min", False, True),
        ("2026-04-16 23:00 to 2026-04-17 01:00", "2 hours", True, True),
        ("2026-04-16T23:00-05:00, 2026-04-17T05:00Z", "60 minutes", True, True),
        ("16 April 2026 and 18 April 2026", "2 days", True, True),
        ("16 April 2026 and 18 April 2026", "3 days", False, False),
        ("16 April and 18 April", "2 days", False, False),
        ("08:00 and 09:00 and 09:30", "30 min", True, True),
        ("08:00", "8 hours", False, False),
        ("08:00 to 09:00", "1 month", False, False),
        ("13 of 20", "65%", True, True),
        ("13 out of 20", "65%", True, True),
        ("13 of the 20", "65%", True, True),
        ("13/20", "65%", True, True),
        ("13/20", "66%", False, False),
        ("2 of 3", "67%", True, True),
        ("2 of 3", "66%", False, False),
        ("2 of 3", "66.7%", True, True),
        ("2 of 3", "66.67%", True, True),
        ("2 of 3", "66.6%", False, False),
        ("2 of 3", "67.0%", False, False),
        ("1 of 8", "13%", True, True),
        ("1 of 8", "12.5%", True, True),
        ("20 of 20", "100%", True, True),
        ("0 of 20", "0%", True, True),
        ("20 of 13", "154%", False, False),
        ("0 of 0", "0%", False, False),
        ("13 of 20", "65 percentage points", False, False),
        ("1.13 of 20", "65%", False, False),
        ("13 of 20.5", "65%", False, False),
        ("13 of 20x", "65%", False, False),
        ("13 of 20 users", "13 users", False, False),
    ],
)
def test_items_imply_a_fact(said: str, claimed: str, implied: bool, roughly_implied: bool) -> None:
    items = cited(f"It was {said}.")
    assert items.implies(fact(claimed), roughly=False) is implied
    assert items.implies(fact(claimed), roughly=True) is roughly_implied


@pytest.mark.parametrize(
    ("at", "said", "claimed", "implied"),
    [
        ("2026-04-16T08:00Z", "Until 08:45.", "45 min", True),
        ("2026-04-16T08:00:10Z", "Until 08:45.", "44 min 50 sec", True),
        ("2026-04-16T08:00:10Z", "Until 08:05.", "290 seconds", True),
        ("2026-04-16T08:00:10Z", "Until 08:05.", "300 seconds", False),
        ("2026-04-16", "From 08:00 to 08:45.", "45 min", True),
        ("2026-04-16", "It lasted.", "8 hours", False),
        ("2026-04-16T08:00Z", "Until 2026-04-18 08:00.", "48 hours", True),
        ("2026-04-16T08:00Z/2026-04-16T09:00Z", "It lasted.", "1 hour", True),
        ("2026-04-16T08:00Z/2026-04-17T09:00Z", "It lasted.", "25 hours", True),
        ("2026-04", "From 08:00 to 08:45.", "45 min", True),
        ("2026-04-16T08:00Z", "At 10:30 Europe/Berlin.", "30 min", True),
        ("2026-04-16T08:00Z", "At 10:30 IST.", "150 min", False),
    ],
)
def test_items_imply_a_duration_from_their_time(at: str, said: str, claimed: str, implied: bool) -> None:
    assert cited(said, at=at).implies(fact(claimed), roughly=False) is implied


def test_a_duration_is_between_times_of_several_items() -> None:
    times = ("2026-04-16T08:00Z", "2026-04-16T09:00Z")
    items = [LedgerItem(f"E{number}", "It ran.", When.parse(time)) for number, time in enumerate(times, 1)]
    assert CitedItems(items).implies(fact("1 hour"), roughly=False)
    assert not any(CitedItems([item]).implies(fact("1 hour"), roughly=False) for item in items)


def test_only_the_first_instants_are_compared() -> None:
    clocks = ", ".join(f"{minute // 60:02}:{minute % 60:02}" for minute in range(61))
    assert not cited(f"At {clocks}.").implies(fact("61 minutes"), roughly=False)
    assert cited(f"At {clocks}.").implies(fact("60 minutes"), roughly=False)


@pytest.mark.parametrize(
    ("quote", "contained"),
    [
        ("the bot promises it", True),
        ("The BOT  promises", True),
        ("“the bot promises.”", True),
        ("bot promises", True),
        ("ot promises it", True),
        ("bot promise", False),
        ("the bot denies it", False),
        ("it", False),
        ("", False),
        ("'\"", False),
        ("short one", True),
        ("short one.", True),
        ("short", False),
    ],
)
def test_items_contain_a_quote_of_twelve_characters_or_a_whole_item(quote: str, contained: bool) -> None:
    assert cited("So the bot promises it to them.", "Short one").contains_quote(quote, least=12) is contained


def test_items_share_a_meaningful_word_with_a_text() -> None:
    items = cited("The promised refunds were wrong.", "They were being told so.")
    assert items.shares_a_word_with("A promise")
    assert items.shares_a_word_with("REFUND!")
    assert not items.shares_a_word_with("The were being told"[:9])
    assert not items.shares_a_word_with("We were there, being they")
    assert not items.shares_a_word_with("so the")
    assert not items.shares_a_word_with("")


def test_items_match_patterns_and_contain_words() -> None:
    items = cited("The `Bot` fell", "again and again.")
    assert items.matches(re.compile("bot fell\nagain"))
    assert not items.matches(re.compile("Bot"))
    assert items.contains_words("the bot") and items.contains_words("AGAIN and")
    assert not items.contains_words("the bo") and not items.contains_words("`")
    assert cited("on 3 May and 2026-04-16").dates == {CalendarDate(None, 5, 3), CalendarDate(2026, 4, 16)}


@pytest.mark.parametrize(
    ("claim", "name", "is_place"),
    [
        ("It was 02:02 in Tokyo then.", "Tokyo", True),
        ("In Tokyo it was 02:02.", "Tokyo", True),
        ("At 2 am in Paris it broke.", "Paris", True),
        ("The Tokyo team was slow at 02:02.", "Tokyo", False),
        ("It was 02:02 in Acme then.", "Acme", False),
    ],
)
def test_city_that_only_says_where_the_time_is_local_needs_no_evidence(claim: str, name: str, is_place: bool) -> None:
    (named,) = (one for one in find_facts(claim) if one.text == name)
    assert cited("it broke").derivation(named, claim) == ("it says where the time is local" if is_place else "")


def test_number_of_a_role_counts_nothing() -> None:
    claim = "Participant 3 said that the queue was stuck."
    (number,) = (one for one in find_facts(claim) if one.text == "3")
    assert cited("stuck", actor="Participant 3").derivation(number, claim) == "it is the number of a role"
    assert cited("stuck", actor="Participant 4").derivation(number, claim) == ""


def test_offset_of_a_local_time_is_read() -> None:
    local = cited("it broke at 10:32 local time (UTC+5:30)", at="2026-04-16T06:00Z")
    assert local.contains(fact("05:02 UTC"))
    assert not local.contains(fact("10:32 UTC"))


def test_release_with_its_word_is_the_version_too() -> None:
    assert cited("proxy release 2.31 is live").contains(fact("v2.31"))
    assert not cited("proxy release 2.31 is live").contains(fact("v2.32"))

"""What a later item corrects is not said of the earlier one any more."""

from __future__ import annotations

from collections import Counter

import pytest

from afterword.grounding import corrections
from afterword.grounding.facts import Fact
from afterword.grounding.ledger import LedgerItem
from afterword.grounding.verify import Status
from afterword.times.when import When
from grounding.ledgers import judge

FIRST = "2026-04-14T19:05Z @a: We sent it to 27 people in 3 teams"
THEN = "2026-04-14T19:12Z @a: correction, 31 people"


@pytest.mark.parametrize(
    ("claim", "cited", "kept"),
    [
        ("The text went to 27 people.", "12", False),
        ("The text went to 27 people.", "1", False),
        ("The text went to 31 people.", "21", True),
        ("It went to 3 teams.", "1", True),
        ("The first count of 27 people was corrected to 31.", "12", True),
    ],
)
def test_corrected_number_is_not_claimed(claim: str, cited: str, kept: bool) -> None:
    assert judge(claim, FIRST, THEN, cited=cited).kept is kept


@pytest.mark.parametrize(
    ("first", "then", "claimed", "kept"),
    [
        ("5 people were hit", "@b: correction: not 5 but 6", "5", False),
        ("5 people were hit", "@b: correction: not 5 but 6", "6", True),
        ("27 people were hit", "@a: not 27, it was 31", "27", False),
        ("27 people were hit", "@b: it was not 27 people but 31", "31", True),
        ("4 people were hit", "@b: correction: not 4 but 6", "4", True),
        ("27 people were hit", "@b: my mistake, 31 people were hit", "27", False),
    ],
)
def test_number_that_a_later_item_denies_is_not_claimed(first: str, then: str, claimed: str, kept: bool) -> None:
    texts = (f"2026-04-14T19:05Z @a: {first}", f"2026-04-14T19:12Z {then}")
    assert judge(f"{claimed} people were hit.", *texts).kept is kept


def test_a_date_that_was_moved_is_not_claimed() -> None:
    texts = ("2026-04-14T19:05Z @a: the switch is on 8 May", "2026-04-15T19:05Z @a: the switch moves to 12 May")
    assert not judge("The switch is on 8 May.", *texts, cited="1").kept
    assert judge("The switch is planned for 12 May.", *texts, cited="2").kept
    assert judge("The switch of 8 May was postponed to 12 May.", *texts).kept


def test_without_a_word_of_correction_two_numbers_stand_beside_each_other() -> None:
    assert judge("It went to 27 people.", FIRST, "2026-04-14T19:12Z @b: 31 people were there", cited="1").kept


@pytest.mark.parametrize(
    "correction",
    [
        "@b: correction: 800 users affected, not 1200",
        "@b: correction, 430 users affected, not 1200",
        "@b: correction: 430 users affected",
        "@b: the count was wrong, 90 accounts instead of 1200",
    ],
)
def test_the_number_that_a_correction_names_as_wrong_is_replaced(correction: str) -> None:
    texts = ("2026-04-14T17:32Z @a: About 1200 users affected in 9 regions", f"2026-04-14T17:40Z {correction}")
    assert not judge("About 1200 users were affected.", *texts, cited="1").kept
    assert judge("The users of 9 regions were affected.", *texts, cited="1").kept


def test_what_an_item_says_is_read_once_however_many_corrections_follow(monkeypatch: pytest.MonkeyPatch) -> None:
    read = Counter[str]()
    find_facts = corrections.find_facts

    def counting(text: str) -> tuple[Fact, ...]:
        read[text] += 1
        return find_facts(text)

    monkeypatch.setattr(corrections, "find_facts", counting)
    texts = [f"Correction: {number * 7} parcels were lost, not {number * 9}" for number in range(1, 31)]
    at = When.parse("2026-04-14T19:05Z")
    items = tuple(LedgerItem(f"E{number}", text, at, "chat", "a") for number, text in enumerate(texts, 1))
    assert len(corrections.replacements(items)) > len(items)
    assert max(read.values()) <= 2  # for what it counts, and for what it denies


@pytest.mark.parametrize("words", ["had the axis wrong", "scratch... i take it back", "please disregard what we sent"])
def test_what_its_author_takes_back_is_to_be_checked(words: str) -> None:
    first = "2026-04-14T19:05Z @a: nothing was lost in the move"
    verdict = judge("Nothing was lost in the move.", first, f"2026-04-14T19:40Z @a: {words}", cited="1")
    assert verdict.status is Status.DOUBTED
    other = judge("Nothing was lost in the move.", first, f"2026-04-14T19:40Z @b: {words}", cited="1")
    assert other.status is Status.FOUND

"""An entry of a list of what is to be done, in any order and with any marks."""

from __future__ import annotations

import pytest

from afterword.language.commitments.entries import Entry, read_entry


def is_known(who: str) -> bool:
    return who.startswith("@") or who.casefold() in ("participant 2", "sre", "data engineer")


@pytest.mark.parametrize(
    ("text", "what", "who", "until"),
    [
        ("alert on empty batches — Ines, March 20", "alert on empty batches", "Ines", "March 20"),
        ("participant 2 - compare both indexes, by 2026-05-18", "compare both indexes", "participant 2", "2026-05-18"),
        ("sre: cap on parallel calls; until Friday", "cap on parallel calls", "sre", "Friday"),
        ("cap on parallel calls -> sre, by Nov 20", "cap on parallel calls", "sre", "Nov 20"),
        ("shadow run for two days (data engineer, 9 March)", "shadow run for two days", "data engineer", "9 March"),
        ("key of its own for tests, owner: @kim, due 2026-10-30", "key of its own for tests", "@kim", "2026-10-30"),
        ("clean the cache on deploy - search team", "clean the cache on deploy", "search team", ""),
        ("retry limit in one place (the proxy) - Oct 1", "retry limit in one place (the proxy)", "", "Oct 1"),
        ("unassigned - ask the vendor for a notice", "ask the vendor for a notice", "", ""),
        ("gate: recall of rare classes >= 0.9", "gate: recall of rare classes >= 0.9", "", ""),
        ("document the flag by 3 May", "document the flag", "", "3 May"),
        ("queue keeps its order, in each shop. participant 2. 9 March", "queue keeps its order, in each shop",
         "participant 2", "9 March"),
        ("participant 2 : borner la file. Pour le 27/11.", "borner la file", "participant 2", "27/11"),
        ("bound the queue. participant 2, monday (9 feb)", "bound the queue", "participant 2", "9 feb"),
        ("bound the queue, owner not clear", "bound the queue", "", ""),
        ("borner la file : responsable à désigner", "borner la file", "", ""),
    ],
)  # fmt: skip
def test_who_and_until_when_are_at_the_ends(text: str, what: str, who: str, until: str) -> None:
    found = read_entry(text, is_known)
    assert (found.what, found.who, found.until) == (what, who, until)


def test_outside_a_list_a_name_alone_is_no_owner() -> None:
    assert read_entry("the import stopped - Ines", is_known, is_listed=False) == Entry("the import stopped - Ines")

"""Who accepted a section is who took its name off the draft notice, and nobody else."""

from __future__ import annotations

from afterword.portfolio.accepters import Change, find_accepters
from afterword.postmortem.draft_notice import write_shared_notice


def change(author: str, before: dict[str, list[str]], after: dict[str, list[str]]) -> Change:
    removed, added = (write_shared_notice(one).splitlines()[1:] if one else [] for one in (before, after))
    return author, "a.md", removed, added


BOTH = {"m": ["Summary", "Impact"]}
FIRST = change("Tool", {}, BOTH)


def test_each_section_has_who_took_its_name_off() -> None:
    changes = [change("Bo", {"m": ["Impact"]}, {}), change("Ana", BOTH, {"m": ["Impact"]}), FIRST]
    assert find_accepters(changes) == {("a.md", "Summary"): "Ana", ("a.md", "Impact"): "Bo"}


def test_a_draft_by_another_model_accepts_nothing() -> None:
    assert find_accepters([change("Bo", {"m": ["Impact"]}, {"m2": ["Impact"]})]) == {}


def test_who_accepted_an_earlier_draft_did_not_accept_a_later_one() -> None:
    again = change("Tool", {}, {"m": ["Impact"]})
    found = find_accepters([("Bo", "a.md", ["> wrapped, by hand"], []), again, change("Ana", BOTH, {}), FIRST])
    assert found == {("a.md", "Summary"): "Ana", ("a.md", "Impact"): ""}

"""The third labelled set is what its README tells: large enough, apart from the others, and without live keys."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path
from typing import Final

import pytest

from redaction.labelled import DATA, GROUPS
from redaction.labelled import items as items_of
from redaction.test_labelled2_set import DATA as SECOND
from redaction.test_labelled_set import _LIVE

THIRD: Final = Path(__file__).parent / "labelled3"


@pytest.mark.parametrize(("group", "least"), [("secret", 300), ("personal", 250), ("lookalike", 400)])
def test_there_are_enough_items_and_half_are_held_out(group: str, least: int) -> None:
    found = [item for item in items_of(THIRD) if item.group == group]
    held_out = sum(item.split == "held_out" for item in found)
    assert len(found) >= least
    assert abs(2 * held_out - len(found)) <= len({item.kind for item in found})


def test_no_id_or_snippet_is_that_of_another_set() -> None:
    every = (*items_of(THIRD), *items_of(SECOND), *items_of(DATA))
    assert [name for name, count in Counter(item.id for item in every).items() if count > 1] == []
    assert [text for text, count in Counter(item.text for item in every).items() if count > 1] == []


def test_no_file_holds_what_could_be_a_live_key() -> None:
    for path in sorted(THIRD.rglob("*.*")):
        assert _LIVE.findall(path.read_text(encoding="utf-8")) == [], path.name


def test_the_readme_counts_what_there_is() -> None:
    readme = (THIRD / "README.md").read_text(encoding="utf-8")
    told = {row[1]: (int(row[2]), int(row[3])) for row in re.finditer(r"^\| (\w+) \| (\d+) \| (\d+) \|$", readme, re.M)}
    kinds = {group: [item.kind for item in items_of(THIRD) if item.group == group] for group in GROUPS}
    assert told == {group: (len(found), len(set(found))) for group, found in kinds.items()}

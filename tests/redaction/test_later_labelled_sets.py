"""The labelled sets from the third on are what their READMEs tell: large enough, apart, and without live keys."""

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
FOURTH: Final = Path(__file__).parent / "labelled4"
FIFTH: Final = Path(__file__).parent / "labelled5"
LATER: Final = (THIRD, FOURTH, FIFTH)
later = pytest.mark.parametrize("folder", LATER, ids=lambda folder: folder.name)


@later
@pytest.mark.parametrize(("group", "least"), [("secret", 250), ("personal", 250), ("lookalike", 320)])
def test_there_are_enough_items_and_half_are_held_out(folder: Path, group: str, least: int) -> None:
    found = [item for item in items_of(folder) if item.group == group]
    held_out = sum(item.split == "held_out" for item in found)
    assert len(found) >= least
    assert abs(2 * held_out - len(found)) <= len({item.kind for item in found})


def test_no_id_and_nothing_that_must_go_is_that_of_another_set() -> None:
    """Of what is to stay, two authors wrote the same `Authorization: Bearer $TOKEN`."""
    every = [item for folder in (*LATER, SECOND, DATA) for item in items_of(folder)]
    assert [name for name, count in Counter(item.id for item in every).items() if count > 1] == []
    texts = [item.text for item in every if item.group != "lookalike"]
    assert [text for text, count in Counter(texts).items() if count > 1] == []


@later
def test_no_file_holds_what_could_be_a_live_key(folder: Path) -> None:
    for path in sorted(folder.rglob("*.*")):
        assert _LIVE.findall(path.read_text(encoding="utf-8")) == [], path.name


@later
def test_the_readme_counts_what_there_is(folder: Path) -> None:
    readme = (folder / "README.md").read_text(encoding="utf-8")
    told = {row[1]: (int(row[2]), int(row[3])) for row in re.finditer(r"^\| (\w+) \| (\d+) \| (\d+) \|$", readme, re.M)}
    kinds = {group: [item.kind for item in items_of(folder) if item.group == group] for group in GROUPS}
    assert told == {group: (len(found), len(set(found))) for group, found in kinds.items()}

"""What holds for all labelled sets: every label stands where it is said to, and every made value is valid."""

from __future__ import annotations

import re
from collections import defaultdict
from importlib import import_module
from itertools import pairwise
from pathlib import Path

import pytest
from stdnum import iban, luhn

from redaction.labelled import DATA, GROUPS, Item, items
from redaction.labelled.generators import NATIONAL_IDS

FOLDERS = (DATA, *(Path(__file__).parent / name for name in ("labelled2", "labelled3", "labelled4", "labelled5")))
NAMES = ("first", "second", "third", "fourth", "fifth")


@pytest.fixture(params=FOLDERS, ids=NAMES)
def found(request: pytest.FixtureRequest) -> tuple[Item, ...]:
    """The items of a set."""
    return items(request.param)


@pytest.fixture(params=FOLDERS[:2], ids=NAMES[:2])
def numbered(request: pytest.FixtureRequest) -> tuple[Item, ...]:
    """The items of a set whose kinds are named by the countries of ids."""
    return items(request.param)


def test_a_kind_belongs_to_one_group(found: tuple[Item, ...]) -> None:
    groups = defaultdict(set)
    for item in found:
        groups[item.kind].add(item.group)
    assert [kind for kind, those in groups.items() if len(those) > 1] == []


def test_each_span_is_exact(found: tuple[Item, ...]) -> None:
    for item in found:
        assert item.group in GROUPS
        assert bool(item.spans) == (item.group != "lookalike"), item.id
        assert all(0 <= start < end <= len(item.text) for start, end in item.spans), item.id
        assert all(first[1] <= second[0] for first, second in pairwise(item.spans)), item.id
        assert all(label == label.strip() for label in item.labels), item.id


def test_what_is_left_alone_leaks_and_what_is_cut_out_does_not(found: tuple[Item, ...]) -> None:
    for item in found:
        cut, at = "", 0
        for start, end in item.spans:
            cut += item.text[at:start] + "[cut]"
            at = end
        assert item.leaked(item.text) == item.labels, item.id
        assert item.leaked(cut + item.text[at:]) == [], item.id


def test_no_mark_or_placeholder_is_left(found: tuple[Item, ...]) -> None:
    left = re.compile(r"[⟦⟧]|\{\{[a-z][a-z0-9/-]*( [^}\n]*#[^}\n]*)?\}\}")
    assert [item.id for item in found if left.search(item.text)] == []


def test_the_checksums_of_national_ids_are_valid(numbered: tuple[Item, ...]) -> None:
    made = {item.kind: item.labels for item in numbered if item.kind in NATIONAL_IDS}
    assert len({kind[:2] for kind in made}) >= 20
    for item in numbered:
        for label in item.labels if item.kind in NATIONAL_IDS else ():
            import_module(f"stdnum.{NATIONAL_IDS[item.kind][0]}").validate(label)


def test_the_checksums_of_cards_and_ibans_are_valid(found: tuple[Item, ...]) -> None:
    for item in found:
        for label in item.labels:
            if item.kind == "card" and "/" not in label:  # not its expiry date
                luhn.validate(re.sub("[ .-]", "", label))
            elif item.kind == "iban":
                iban.validate(label, check_country=False)


def test_a_long_order_number_is_no_card(numbered: tuple[Item, ...]) -> None:
    orders = "\n".join(item.text for item in numbered if item.kind == "order-number")
    numbers = re.findall(r"\b4\d{15}\b", orders)
    assert numbers
    assert [number for number in numbers if luhn.is_valid(number)] == []


@pytest.mark.parametrize("folder", FOLDERS[:3], ids=NAMES[:3])
def test_some_snippets_have_windows_line_ends(folder: Path) -> None:
    windows = [item for item in items(folder) if "\r\n" in item.text]
    assert len(windows) >= 5
    assert [item.id for item in windows if re.search("(?<!\r)\n", item.text)] == []


@pytest.mark.parametrize("folder", FOLDERS, ids=NAMES)
def test_the_set_is_the_same_each_time(folder: Path) -> None:
    assert items.__wrapped__(folder) == items(folder)

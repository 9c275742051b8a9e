"""Inputs of every family, each with the items that it contains: `cases/*.txt`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.evidence import Ledger
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import Earlier, IngestRequest
from afterword.times.reader import TimeReader
from fakes.sources import NEAR

START = datetime(2026, 4, 16, 17, 0, tzinfo=UTC)
CASES = Path(__file__).parent / "cases"


@dataclass
class Case:
    """One input.

    Attributes:
        name: what it shows.
        file: its name.
        options: `zone`, and `map` with keys.
        text: its content.
        items: `time | actor | text` of each item; `~` begins a text that is contained.
    """

    name: str
    file: str
    options: dict[str, str]
    text: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)


def _cases() -> Iterator[Case]:
    for path in sorted(CASES.glob("*.txt")):
        case, in_items = None, False
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("=== "):
                if case:
                    yield case
                name, file, *options = (part.strip() for part in line[4:].split(" | "))
                pairs = dict(option.split("=", 1) for option in options)
                case, in_items = Case(f"{path.stem}: {name}", file, pairs), False
            elif case and line == "---" and not in_items:
                in_items = True
            elif case:
                (case.items if in_items else case.text).append(line.removeprefix("\\"))
        if case:
            yield case


ALL = list(_cases())


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_an_input_gives_its_items(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_text("\n".join(case.text) + "\n", encoding="utf-8")
    times = TimeReader(case.options.get("zone", "Z"), NEAR, datetime(2026, 5, 2).date(), START)
    keys = dict(pair.split(":", 1) for pair in case.options.get("map", "").split(",") if pair)
    found = ingest(IngestRequest((path,), times=times, mapping=keys))
    wanted = [line for line in case.items if line.strip()]
    shown = [f"{item.at or '-'} | {item.actor or '-'} | {item.text}".split(" | ", 2) for item in found.items]
    assert len(shown) == len(wanted), shown
    for one, line in zip(shown, wanted, strict=True):
        at, actor, text = line.split(" | ", 2)
        assert one[:2] == [at, actor], shown
        assert (text[1:] in one[2]) if text.startswith("~") else one[2] == text.replace("⏎", "\n"), shown


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_nothing_doubles_when_it_is_collected_again_and_in_another_zone(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_text("\n".join(case.text) + "\n", encoding="utf-8")
    ledger = Ledger()
    for zone in (case.options.get("zone", "Z"), case.options.get("zone", "Z"), "+05:30"):
        times = TimeReader(zone, NEAR, datetime(2026, 5, 2).date(), START)
        found = ingest(IngestRequest((path,), times=times, earlier=Earlier(ledger)))
        assumed = {report.name: report.assumed_zone for report in found.reports}
        after = ledger.extended(found.items, found.replies, assumed=assumed)
        if ledger.items:
            assert [(item.id, item.text) for item in after.items] == [(item.id, item.text) for item in ledger.items]
        ledger = after


def test_there_are_enough_of_each_family() -> None:
    families = [case.name.partition(":")[0] for case in ALL]
    assert len(ALL) >= 150
    assert min(families.count(family) for family in set(families)) >= 5

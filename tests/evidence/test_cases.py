"""Inputs of every family, each with the items that it contains: `cases/*.txt`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.evidence import EvidenceItem, Ledger
from afterword.evidence.ingest import ingest
from afterword.evidence.ingest_request import Earlier, IngestRequest
from afterword.times.reader import TimeReader
from fakes.sources import NEAR

START = datetime(2026, 4, 16, 17, 0, tzinfo=UTC)
CASES = Path(__file__).parent / "cases"
OTHER_HAND = CASES / "by_another_hand"
AS_PASTED = CASES / "as_pasted"
KNOWN_MISSES = "known-misses.txt"


@dataclass
class Case:
    """One input.

    Attributes:
        name: what it shows.
        file: its name.
        options: `zone`, and `map` with keys; `encoding`, and `newline` if it is `crlf`.
        text: its content.
        items: `time | actor | text` of each item; `~` begins a text that is contained.
    """

    name: str
    file: str
    options: dict[str, str]
    text: list[str] = field(default_factory=list)
    items: list[str] = field(default_factory=list)

    def data(self, *more: str) -> bytes:
        """What its file contains, with more lines behind it."""
        newline = "\r\n" if self.options.get("newline") == "crlf" else "\n"
        return (newline.join((*self.text, *more)) + newline).encode(self.options.get("encoding", "utf-8"))


def _cases(folder: Path) -> Iterator[Case]:
    for path in sorted(path for path in folder.glob("*.txt") if path.name != KNOWN_MISSES):
        case, in_items = None, False
        for line in path.read_text(encoding="utf-8").split("\n"):
            if line.startswith("=== "):
                if case:
                    yield case
                name, file, *options = (part.strip() for part in line[4:].split(" | "))
                pairs = dict(option.split("=", 1) for option in options)
                case, in_items = Case(f"{path.stem.partition('.')[0]}: {name}", file, pairs), False
            elif case and line == "---" and not in_items:
                in_items = True
            elif case:
                (case.items if in_items else case.text).append(line.removeprefix("\\"))
        if case:
            yield case


ALL = list(_cases(CASES))
OTHERS = list(_cases(OTHER_HAND))
PASTED = list(_cases(AS_PASTED))


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_an_input_gives_its_items(case: Case, tmp_path: Path) -> None:
    path = tmp_path / case.file
    path.write_bytes(case.data())
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


def _extended(ledger: Ledger, path: Path, zone: str) -> Ledger:
    found = ingest(IngestRequest((path,), times=TimeReader(zone, NEAR, datetime(2026, 5, 2).date(), START),
                                 earlier=Earlier(ledger)))  # fmt: skip
    assumed = {report.name: report.assumed_zone for report in found.reports}
    return ledger.extended(found.items, found.replies, assumed=assumed)


@pytest.mark.parametrize("case", ALL, ids=lambda case: case.name)
def test_nothing_doubles_when_it_is_collected_again_and_in_another_zone(case: Case, tmp_path: Path) -> None:
    _require_stable(case, tmp_path)


def _require_stable(case: Case, folder: Path) -> None:
    """Collect a case, again, in another zone, and with one more line at its end: ids stay, and nothing doubles."""
    path = folder / case.file
    path.write_bytes(case.data())
    zone = case.options.get("zone", "Z")
    ledger = _extended(Ledger(), path, zone)
    for again in (zone, "+05:30", zone):
        after = _extended(ledger, path, again)
        assert [(item.id, item.text) for item in after.items] == [(item.id, item.text) for item in ledger.items]
        ledger = after
    filled = [line for line in case.text if line.strip()]
    if path.suffix in (".log", ".txt", ".jsonl", ".csv", ".tsv", ".md") and filled:
        path.write_bytes(case.data(filled[-1]))
        after = _extended(ledger, path, zone)
        assert [item.id for item in after.items[: len(ledger.items)]] == [item.id for item in ledger.items]
        more = [item.text for item in after.items[len(ledger.items) :]]  # another case makes another run of it
        assert len([text for text in more if not text.startswith("Eval ")]) <= 2, more


def _found(case: Case, folder: Path) -> list[EvidenceItem]:
    path = folder / case.file
    path.write_bytes(case.data())
    times = TimeReader(case.options.get("zone", "Z"), NEAR, datetime(2026, 5, 2).date(), START)
    keys = dict(re.split("[:=]", pair, maxsplit=1) for pair in case.options.get("map", "").split(",") if pair)
    return ingest(IngestRequest((path,), times=times, mapping=keys)).items


def _agrees(item: EvidenceItem, line: str) -> bool:
    at, actor, text = (part.strip() for part in line.split("|", 2))
    when, at = (re.sub(r"(T\d\d:\d\d)Z", r"\1:00Z", time) for time in (str(item.at or ""), at))
    who = item.actor or ""
    is_actor = {"*": True, "?": bool(who), "": not who}.get(actor, actor.lower() in who.lower())
    said = " ".join(item.text.split())
    words = " ".join(text.removeprefix("~").split())
    return when == at and is_actor and (words in said if text.startswith("~") else words == said)


def _is_right(case: Case, items: list[EvidenceItem]) -> bool:
    wanted = [line.strip() for line in case.items if line.strip()]
    if "..." not in wanted:
        return len(items) == len(wanted) and all(map(_agrees, items, wanted))
    rest = iter(items)
    return all(any(_agrees(item, line) for item in rest) for line in wanted if line != "...")


def test_inputs_by_another_hand_are_read_right_but_for_known_misses_and_their_ids_stay(tmp_path: Path) -> None:
    missed = set()
    for number, case in enumerate(OTHERS):
        folder = tmp_path / str(number)
        folder.mkdir()
        if not _is_right(case, _found(case, folder)):
            missed.add(case.name)
        _require_stable(case, folder)
    listed = (OTHER_HAND / KNOWN_MISSES).read_text(encoding="utf-8").strip().split("\n")
    assert missed == {line.partition(" | ")[0] for line in listed}
    assert (len(OTHERS), len(listed)) == (158, 2)


@pytest.mark.parametrize("case", PASTED, ids=lambda case: case.name)
def test_what_responders_paste_is_read_right_and_its_ids_stay(case: Case, tmp_path: Path) -> None:
    found = _found(case, tmp_path)
    assert _is_right(case, found), [(item.at, item.actor, item.text) for item in found]
    _require_stable(case, tmp_path)


def test_there_are_enough_of_each_family() -> None:
    families = [case.name.partition(":")[0] for case in ALL]
    assert len(ALL) >= 150
    assert min(families.count(family) for family in set(families)) >= 5

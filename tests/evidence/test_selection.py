"""Of a long source the telling items are kept, and the others are counted."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

from afterword.evidence.collectors.interface import RawItem, SourceContent
from afterword.evidence.selection import MAX_ITEMS, choose_items, level_of
from afterword.times.when import When

BEGIN = datetime(2026, 4, 16, 17, tzinfo=UTC)


def _items(count: int) -> list[RawItem]:
    levels = {7_777: "ERROR", 12_345: "WARNING"}
    return [
        RawItem(n + 1, When.at(BEGIN + timedelta(seconds=n / 5)), None, f"{levels.get(n, 'INFO')} answered {n}")
        for n in range(count)
    ]


def _chosen(items: list[RawItem]) -> tuple[list[RawItem], str]:
    content = SourceContent(list(items))
    table = choose_items(content)
    return content.items, table


def test_errors_the_first_and_the_last_are_kept_and_every_other_is_counted() -> None:
    items = _items(20_000)
    kept, table = _chosen(items)
    assert len(kept) == MAX_ITEMS and kept == sorted(kept, key=lambda item: item.line)
    assert kept[0] is items[0] and kept[-1] is items[-1]
    assert items[7_777] in kept and items[12_345] in kept
    rows = list(csv.DictReader(io.StringIO(table)))
    assert sum(int(row["lines"]) for row in rows) == len(items) - len(kept)
    assert {row["level"] for row in rows} == {"info"} and rows[0]["minute"].startswith("2026-04-16T17:")


def test_a_change_of_rate_is_kept() -> None:
    quiet = [RawItem(n, When.at(BEGIN + timedelta(minutes=n)), None, f"a {n}") for n in range(3_000)]
    burst = [RawItem(3_000 + n, When.at(BEGIN + timedelta(minutes=3_000)), None, f"b {n}") for n in range(4_000)]
    kept, _ = _chosen([*quiet, *burst, *quiet])
    assert burst[0] in kept


def test_levels_are_words_of_a_line() -> None:
    lines = ("ERROR x", "level=error x", "[warn] x", "panic: x", "INFO no error", "x", "terrors")
    assert [level_of(line) for line in lines] == ["error", "error", "warning", "error", "info", "other", "other"]

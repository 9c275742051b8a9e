"""Which columns of a table have the day, the time of day, and what happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.importing.reader.stamps import CLOSE, Stamp, read_stamp
from afterword.importing.reader.unit import Unit, plain
from afterword.importing.reader.zone_names import zone_in, zones_in

TIME_HEAD = re.compile(
    r"(?i:^(?:time|times|when|timestamp|date|day|datetime|hour|utc|gmt|at|clock|uhrzeit|zeit|zeitpunkt|zeitstempel|datum|"
    r"tag|wann|heures?|horaire|horodatage|quand|moment|jour|horas?|horario|fecha|momento|cuándo|horário|data|quando|"
    r"dia|día|ora|orario|giorno|tijd|tijdstip|wanneer|dag|godzina|czas|kiedy|dzień|時刻|時間|日時|日付|时间|時点|日期|"
    r"local|(?:start|local|event) time|[a-z]{2,12} time|t|[pmce][sd]?t|ces?t|mes?z|[ij]st|brt|ae[sd]t)\b|"
    r"^(?:時刻|時間|日時|日付|时间|日期|時点|发生时间))"
)
_TEXT_HEAD = re.compile(
    r"(?i:^(?:events?|what|what happened|description|details?|action|activity|notes?|message|update|entry|step|"
    r"happening|ereignis(?:se)?|was|beschreibung|vorgang|événements?|évènements?|quoi|description|evento|qué|que|"
    r"descripción|descrição|acontecimento|o que|suceso|hecho|gebeurtenis(?:sen)?|wat|beschrijving|omschrijving|evento|"
    r"cosa|descrizione|avvenimento|zdarzenie|co|opis|fait|faits|hechos|acción|ação|aktion|geschehen|出来事|内容|イベント|事象|対応|"
    r"事件|描述|经过|summary|comment|log|status)\b|(?:内容|イベント|出来事|事件|描述|经过|事象)$)"
)


@dataclass(frozen=True, slots=True)
class Columns:
    """Which columns of a table have the day, the time of day and the words."""

    times: tuple[int, ...]
    text: int
    zone: str
    bare: bool

    def stamp(self, unit: Unit) -> tuple[Stamp | None, str]:
        """Read the time of a row from its columns, joined; the zone of a head is that of all its rows."""
        cells = [_cell(unit, column) for column in self.times]
        for joined in (" ".join(filter(None, cells)), *cells):
            stamp = read_stamp(joined, bare=self.bare)
            if stamp and (stamp.clock or stamp.day or stamp.relative):
                return stamp, joined
        return None, " ".join(filter(None, cells))

    def read(self, unit: Unit) -> tuple[Stamp | None, str] | None:
        """Return the time of a row and what happened; None if it says nothing. A row can have no time."""
        stamp, _ = self.stamp(unit)
        rest = (_cell(unit, column) for column in range(len(unit.cells)) if column not in self.times)
        text = _cell(unit, self.text) or next(filter(None, rest), "")
        return (stamp, text) if text else None


def _cell(unit: Unit, column: int) -> str:
    return plain(unit.cells[column]) if column < len(unit.cells) else ""


def find_columns(rows: Sequence[Unit]) -> Columns | None:
    """Find the columns of a table; None if none has times."""
    width = max(len(row.cells) for row in rows)
    head = [plain(cell) for cell in rows[0].head] + [""] * width
    stamped = Counter(
        column
        for row in rows
        for column in range(width)
        if (stamp := read_stamp(cell := _cell(row, column), bare=bool(TIME_HEAD.match(head[column]))))
        and _is_alone(cell, stamp)
    )
    filled = Counter(column for row in rows for column in range(width) if _cell(row, column))
    times = [c for c in range(width) if stamped[c] and (2 * stamped[c] > filled[c] or TIME_HEAD.match(head[c]))]
    times = times or _unreadable(rows, head)
    if not times:
        return None
    times = _utc_first(times, head)
    zones = [
        c for c in range(width) if c not in times and (cells := [_cell(row, c) for row in rows]) and _are_zones(cells)
    ]
    rest = [column for column in range(width) if column not in times and column not in zones]
    rest = [column for column in rest if 2 * stamped[column] <= filled[column] or not filled[column]]
    if not rest:
        return None
    lengths = {column: sum(len(_cell(row, column)) for row in rows) for column in rest}
    named = [column for column in rest if _TEXT_HEAD.search(head[column])]
    text = max(named or rest, key=lambda column: lengths[column])
    zone = next(filter(None, (zone_in(head[column]) for column in times)), "")
    return Columns((*times, *zones), text, zone, _uses_bare(rows, times))


def _are_zones(cells: Sequence[str]) -> bool:
    """Whether the cells of a column, as far as they have words, are zones and nothing else."""
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(any(name == cell for name, _, _ in zones_in(cell)) for cell in filled)


def _unreadable(rows: Sequence[Unit], head: Sequence[str]) -> list[int]:
    """The column whose head says that it has times, though none of them can be read: `20202-01-16 12:00`."""
    columns = [column for column, name in enumerate(head) if TIME_HEAD.match(name)]
    if len(columns) != 1 or not any(_TEXT_HEAD.search(name) for name in head):
        return []
    is_written = all(re.search(r"\d", _cell(row, columns[0])) for row in rows)
    return columns if is_written else []


def _uses_bare(rows: Sequence[Unit], times: Sequence[int]) -> bool:
    """Whether `2021` is a time of day in these columns, and not a year: no cell has a day with a year, or colons."""
    cells = [_cell(row, column) for row in rows for column in times]
    return not any(
        re.search(r"(?:19|20)\d\d\s?[-/.年]|\d:\d\d|\b(?:19|20)\d\d$", cell) and len(cell) > 4 for cell in cells
    )


def _utc_first(times: list[int], head: Sequence[str]) -> list[int]:
    """Of several columns with times of day in several zones, keep the one in UTC, with the column of the day."""
    zones = {column: zone_in(head[column]) for column in times}
    in_utc = [column for column in times if zones[column].upper() in ("UTC", "GMT", "Z")]
    others = [column for column in times if zones[column] and column not in in_utc]
    if in_utc and others:
        return [column for column in times if column not in others]
    if len({zone for zone in zones.values() if zone}) > 1:
        first = next(column for column in times if zones[column])
        return [column for column in times if not zones[column] or column == first]
    starts = [column for column in times if not re.match(r"(?i:end|to|until|bis|fin|duration)", head[column])]
    return starts or times


def _is_alone(text: str, stamp: Stamp) -> bool:
    behind = CLOSE.match(text, stamp.end)
    return behind is not None and len(text) - behind.end() <= 20

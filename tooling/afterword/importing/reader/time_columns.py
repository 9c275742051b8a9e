"""Which columns of a table have the day, the time of day, and what happened."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from afterword.importing.reader.stamps import CLOSE, Stamp, read_stamp
from afterword.importing.reader.unit import Unit, plain
from afterword.importing.reader.zone_names import is_certain, zone_in, zones_in

TIME_HEAD = re.compile(
    r"(?i:^(?:time|times|when|timestamp|date|day|datetime|hour|utc|gmt|at|clock|uhrzeit|zeit|zeitpunkt|zeitstempel|datum|"
    r"tag|wann|heures?|horaire|horodatage|quand|moment|jour|horas?|horario|fecha|momento|cuándo|horário|data|quando|"
    r"dia|día|ora|orario|giorno|tijd|tijdstip|wanneer|dag|godzina|czas|kiedy|dzień|時刻|時間|日時|日付|时间|時点|日期|"
    r"local|(?:start|local|event) time|[a-z]{2,12} time|t|[pmce][sd]?t|ces?t|mes?z|[ij]st|brt|ae[sd]t)\b|"
    r"^(?:時刻|時間|日時|日付|时间|日期|時点|发生时间))"
)
_TEXT_HEAD = re.compile(
    r"(?i:^(?:events?|what|what happened|description|details?|action|activity|notes?|message|update|entry|step|"
    r"happening|ereignis(?:se)?|was|beschreibung|vorgang|événements?|évènements?|quoi|evento|qué|que|"
    r"descripción|descrição|acontecimento|o que|suceso|hecho|gebeurtenis(?:sen)?|wat|beschrijving|omschrijving|"
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
    times, zone = _one_clock(rows, times, head)
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


def _one_clock(rows: Sequence[Unit], times: list[int], head: Sequence[str]) -> tuple[list[int], str]:
    """Of several columns with times of day, keep one with those of the days, and return its zone.

    A zone in the head of a column is that of this column alone: the one in UTC counts, else the first whose head names
    a zone whose offset is certain, or any. Two clocks that show the same moments, and of which none has a zone, have
    the words of the head for one, so that the zone of the document is not taken for the wrong one.
    """
    starts = [column for column in times if not re.match(r"(?i:end|to|until|bis|fin|duration)", head[column])] or times
    clocks = [column for column in starts if any(_clock_of(row, column) is not None for row in rows)]
    zones = {column: zone for column in clocks if (zone := zone_in(head[column]) or _zone_of_cells(rows, column))}
    in_utc = [column for column, zone in zones.items() if zone.upper() in ("UTC", "GMT", "Z")]
    certain = [column for column, zone in zones.items() if is_certain(zone)]
    kept = next(iter((*in_utc, *certain, *zones)), None)
    if len(clocks) > 1 and kept is not None:
        return [column for column in starts if column == kept or column not in clocks], zones[kept]
    zone = next(filter(None, (zone_in(head[column]) for column in starts)), "")
    if len(clocks) > 1 and not zone and _show_same_moments(rows, clocks[0], clocks[1]):
        return [column for column in starts if column not in clocks[1:]], head[clocks[0]]
    return starts, zone


def _clock_of(row: Unit, column: int) -> int | None:
    """The time of day of a cell, in minutes; None if it has none."""
    stamp = read_stamp(_cell(row, column), bare=True)
    return stamp.clock[0] * 60 + stamp.clock[1] if stamp and stamp.clock else None


def _zone_of_cells(rows: Sequence[Unit], column: int) -> str:
    """The zone of all times of a column whose cells name one; empty if they name several."""
    stamps = [stamp for row in rows if (stamp := read_stamp(_cell(row, column), bare=True))]
    zones = {stamp.zone for stamp in stamps}
    return zones.pop() if len(zones) == 1 else ""


def _show_same_moments(rows: Sequence[Unit], one: int, other: int) -> bool:
    """Whether two columns differ by the same offset in all rows, as the clocks of two zones do."""
    pairs = [(_clock_of(row, one), _clock_of(row, other)) for row in rows]
    offsets = {(first - second) % (24 * 60) for first, second in pairs if first is not None and second is not None}
    return len(rows) > 1 and len(offsets) == 1 and 0 not in offsets and not any(offset % 15 for offset in offsets)


def _is_alone(text: str, stamp: Stamp) -> bool:
    behind = CLOSE.match(text, stamp.end)
    return behind is not None and len(text) - behind.end() <= 20

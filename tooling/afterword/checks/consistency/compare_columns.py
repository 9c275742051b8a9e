"""AW002: compare the two columns of a table that give each time of day in two zones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations, groupby

from afterword.checks.consistency.known_times import MINUTES
from afterword.checks.rule import Found
from afterword.postmortem import PostMortem, Span
from afterword.postmortem.tables import split_row
from afterword.text.late_pattern import late_pattern

_LINE = late_pattern(r"(?m)^.*$")
_CLOCK = late_pattern(r"(?<![\d:.-])(?P<hour>[01]?\d|2[0-3]):(?P<minute>[0-5]\d)(?![\d:])(?!\s?-)")
_LEAST_ROWS = 4
_STEP = 15
"""Minutes: by a multiple of them, zones differ."""


def find_other_offsets(document: PostMortem) -> Iterator[Found]:
    """Find the one row whose two times of day are not as far apart as those of all others: `09:05`, `07:05`."""
    text = document.source.readable
    lines = [Span(*match.span()) for match in _LINE.finditer(text)]
    for is_row, rows in groupby(lines, key=lambda line: text[line.start : line.end].lstrip().startswith("|")):
        spans = list(rows) if is_row else []
        if len(spans) <= _LEAST_ROWS or len(_CLOCK.findall(text, spans[0].start, spans[-1].end)) < 2 * _LEAST_ROWS:
            continue
        minutes = [_minutes(text[span.start : span.end]) for span in spans]
        filled = Counter(column for cells in minutes for column, minute in enumerate(cells) if minute is not None)
        for one, other in combinations(sorted(column for column in filled if filled[column] >= _LEAST_ROWS), 2):
            yield from _odd_row(spans, minutes, one, other)


def _minutes(line: str) -> list[int | None]:
    """The minute of the day of each cell of a row; None for a cell without one time of day."""
    found = [list(_CLOCK.finditer(line, start, end)) for start, end in split_row(line)]
    return [int(one[0]["hour"]) * 60 + int(one[0]["minute"]) if len(one) == 1 else None for one in found]


def _odd_row(spans: Sequence[Span], minutes: Sequence[list[int | None]], one: int, other: int) -> Iterator[Found]:
    apart: dict[int, int] = {}
    for index, cells in enumerate(minutes):
        pair = [cells[column] for column in (one, other) if column < len(cells)]
        if len(pair) == 2 and None not in pair:
            apart[index] = ((pair[0] or 0) - (pair[1] or 0)) % MINUTES
    ((usual, times),) = Counter(apart.values()).most_common(1) or [(0, 0)]
    odd = [index for index, minute in apart.items() if minute != usual]
    if len(odd) == 1 and times >= _LEAST_ROWS - 1 and usual and usual % _STEP == 0:
        hours, rest = divmod(min(usual, MINUTES - usual), 60)
        yield Found(
            spans[odd[0]],
            f"the two times of this row are not {hours} h{f' {rest} min' if rest else ''} apart, as in all other rows",
            "correct the time that is wrong",
        )

"""The cells below the head of a column: of CSV and tables, of `INSERT` and `COPY`, of output that is set in columns."""

from __future__ import annotations

import re
from collections.abc import Iterator

from afterword.text.late_pattern import late_pattern

_LONGEST_HEAD = 500
"""Characters between a word of the head and its end, at most."""
_LONGEST_ROW = 2000
_MOST_ROWS = 100_000
_MOST_CELLS = 200
_SIGNS = ",;\t|"
_NAMES = late_pattern(r"[\w\s,`\"\[\].]{1,1000}")
_VALUES = late_pattern(r"\)\s{0,20}(?:OUTPUT [^\n(]{1,80})?(?:VALUES?\b|AS new)\s{0,20}(?=\()", re.IGNORECASE)
_COPY = late_pattern(r"\)\s{1,5}FROM\s{1,5}stdin[^\n]{0,200}\n", re.IGNORECASE)
_VALUE = late_pattern(
    r"\s{0,20}(?:[NEnebB]?'(?P<single>(?:[^'\\\n]|''|\\.){0,2000})'|\"(?P<double>(?:[^\"\\\n]|\\.){0,2000})\""
    r"|(?P<bare>[^\s,()'\"]{1,200}(?:[ ]?\([^()\n]{0,200}\))?))\s{0,20}(?P<sign>[,)])"
)
_NEXT = late_pattern(r"\s{0,20},\s{0,20}(?=\()")
_LINE = late_pattern(
    r"(?:[a-z]{1,10}: )?(?:[^\d:={}<>()\n]|(?<=[A-Za-z_])\d(?!\d)){1,200}(?:[,;\t|][^:={}<>()\n]{0,200})*"
)
_BORDER = late_pattern(r"[-+|:= ]+")
_QUOTED = late_pattern(r"\s*(?:\"(?P<double>(?:[^\"\n]|\"\"){0,1000})\"|'(?P<single>[^'\n]{0,1000})')\s*")
_WIDE = late_pattern(r"\S+(?: \S+)*")


def cells(text: str, start: int, end: int, *, alone: bool = False) -> Iterator[tuple[int, int]]:
    """Yield the places of the cells below a word of a column's head, without their quotes; none are empty.

    Args:
        text: that has the table.
        start, end: of the word.
        alone: whether the word can be all that the head has; then each line below is a cell.
    """
    word = text[start:end]
    opening = text.rfind("(", max(0, start - _LONGEST_HEAD), start)
    if opening >= 0 and text.find(")", opening, start) < 0:
        yield from _in_statement(text, opening, start, end)
        return
    near = max(0, start - _LONGEST_HEAD)
    begin = text.rfind("\n", near, start) + 1
    stop = text.find("\n", end, end + _LONGEST_HEAD)
    if stop < 0 or (near and not begin) or stop - begin > _LONGEST_HEAD or not _LINE.fullmatch(text, begin, stop):
        return
    head = text[begin:stop].rstrip("\r")
    sign = _sign(head, start - begin, end - begin)
    if sign:
        column, count = head.count(sign, 0, start - begin), head.count(sign)
        yield from _below(text, stop + 1, sign, column, count, word)
    elif "  " in head:
        found = [match.span() for match in _WIDE.finditer(head)]
        column = next(at for at, (_, last) in enumerate(found) if last >= end - begin)
        yield from _set_in_columns(text, stop + 1, column, len(found), word)
    elif alone and head.strip(" \"'`") == word:
        for first, last in _rows(text, stop + 1, word):
            place = _bare(text, first, last)
            if place[0] == place[1]:
                return
            yield place


def _sign(head: str, start: int, end: int) -> str:
    """What parts the cells: the sign that follows the cell of the word, or precedes it at the end of the line."""
    behind = next((char for char in head[end:] if char in _SIGNS), "")
    return behind or next((char for char in reversed(head[:start]) if char in _SIGNS), "")


def _in_statement(text: str, opening: int, start: int, end: int) -> Iterator[tuple[int, int]]:
    closing = text.find(")", end, end + _LONGEST_HEAD)
    if closing < 0 or not _NAMES.fullmatch(text, opening + 1, closing):
        return
    column = text.count(",", opening, start)
    if copy := _COPY.match(text, closing):
        yield from _below(text, copy.end(), "\t", column, text.count(",", opening, closing), text[start:end])
    elif values := _VALUES.match(text, closing):
        yield from _in_tuples(text, values.end(), column)


def _in_tuples(text: str, at: int, column: int) -> Iterator[tuple[int, int]]:
    """The value at one place of each tuple of `(1, 'a'), (2, 'b')`."""
    for _ in range(_MOST_ROWS):
        at += 1
        for place in range(_MOST_CELLS):
            value = _VALUE.match(text, at)
            if value is None:
                return
            if place == column and value.end(value.lastindex or 0) > at:
                group = next(name for name in ("single", "double", "bare") if value[name] is not None)
                if value[group]:
                    yield value.span(group)
            at = value.end()
            if value["sign"] == ")":
                break
        following = _NEXT.match(text, at)
        if following is None:
            return
        at = following.end()


def _rows(text: str, at: int, word: str) -> Iterator[tuple[int, int]]:
    """Lines up to the next one that has the word: that may be another head, from which its own cells are found."""
    for _ in range(_MOST_ROWS):
        stop = text.find("\n", at, at + _LONGEST_ROW)
        end = stop if stop >= 0 else min(len(text), at + _LONGEST_ROW)
        if text.find(word, at, end) >= 0:
            return
        yield at, end
        if stop < 0:
            return
        at = stop + 1


def _below(text: str, at: int, sign: str, column: int, count: int, word: str) -> Iterator[tuple[int, int]]:
    for start, stop in _rows(text, at, word):
        if sign == "|" and _BORDER.fullmatch(text, start, stop):
            continue
        parts = list(_split(text, start, stop, sign))
        if len(parts) != count + 1:
            return
        first, last = _bare(text, *parts[column])
        if first < last:
            yield first, last


def _split(text: str, start: int, stop: int, sign: str) -> Iterator[tuple[int, int]]:
    """The cells of a row; a sign between quotes parts none."""
    at = start
    while True:
        quoted = _QUOTED.match(text, at, stop)
        end = quoted.end() if quoted and (quoted.end() == stop or text[quoted.end()] in sign + "\r") else at
        following = text.find(sign, end, stop)
        yield at, following if following >= 0 else stop
        if following < 0:
            return
        at = following + 1


def _bare(text: str, start: int, stop: int) -> tuple[int, int]:
    """A cell without its quotes and the blanks around it."""
    if quoted := _QUOTED.fullmatch(text, start, stop):
        return quoted.span("double" if quoted["double"] is not None else "single")
    value = text[start:stop]
    first = start + len(value) - len(value.lstrip())
    return first, first + len(value.strip())


def _set_in_columns(text: str, at: int, column: int, count: int, word: str) -> Iterator[tuple[int, int]]:
    """Cells parted by two blanks at least; a row can begin with its number, which has no head."""
    for start, stop in _rows(text, at, word):
        found = [match.span() for match in _WIDE.finditer(text, start, stop)]
        if not found or len(found) not in (count, count + 1):
            return
        yield found[column + len(found) - count]

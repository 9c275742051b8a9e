"""reStructuredText as Markdown, line by line, with every word."""

from __future__ import annotations

import csv
import re
from collections.abc import Sequence
from itertools import pairwise
from textwrap import dedent

from afterword.importing.sources.markup_tables import GRID, MOST_LEVELS, grid_rows, padded, table_lines

_ADORNED = re.compile(r"([=\-~^\"'`#*+.:_])\1{2,}\s*")
_BORDER = re.compile(r"=+(?:\s+=+)+\s*")


def from_restructured_text(text: str) -> str:
    """Return reStructuredText as Markdown: headings, field lists, tables and links."""
    lines = text.split("\n")
    levels: list[tuple[str, bool]] = []
    out: list[str] = []
    at = 0
    while at < len(lines):
        line = lines[at]
        over = bool(_ADORNED.fullmatch(line)) and at + 2 < len(lines) and lines[at + 2].rstrip() == line.rstrip()
        title = lines[at + over] if at + over < len(lines) else ""
        under = lines[at + over + 1] if at + over + 1 < len(lines) else ""
        if _BORDER.fullmatch(line.strip()) or GRID.fullmatch(line.strip()):
            table = dedent("\n".join(lines[at : _end_of_table(lines, at)])).split("\n")
            read = grid_rows if GRID.fullmatch(table[0]) else _simple_rows
            out += padded(table_lines(read(table)), len(table))
            at += len(table)
        elif directive := _TABLE_DIRECTIVE.fullmatch(line):
            end = _end_of_directive(lines, at, len(directive["indent"]))
            out += padded(_directive_table(directive, lines[at + 1 : end]), end - at)
            at = end
        elif title[:1].strip() and _ADORNED.fullmatch(under) and len(under.rstrip()) >= len(title.rstrip()) - 1:
            style = (under[0], over)
            levels += [] if style in levels else [style]
            level = min(MOST_LEVELS, levels.index(style) + 1)
            out += [*[""] * over, f"{'#' * level} {title.strip()}", ""]
            at += 2 + over
        elif _begins_definition(lines, at):
            end = _end_of_directive(lines, at, 0)
            out += _definition(line.strip(), [_with_links(one) for one in lines[at + 1 : end]])
            at = end
        else:
            line = re.sub(r"^(\s*):([^:\s][^:]*):(?=\s|$)", r"\1- \2:", line)
            line = re.sub(r"^(\s*)(?:#|\(?(\d+))[.)] (?=\S)", lambda m: f"{m[1]}{m[2] or 1}. ", line)
            out.append(_with_links(line))
            at += 1
    return "\n".join(out)


_NO_TERM = re.compile(r"\.\. |:\S|[-*+•|>]\s|\(?[\w#]{1,3}[.)]\s|.*(?:::|[.!?])$|\+[-=]|[=~^-]{2}")
_ROLE = re.compile(r":(?P<role>[\w.:+-]{1,30}):`(?P<text>[^`<]{1,200}?)(?:\s*<(?P<target>[^`<>]{1,300})>)?`")
_OF_TRACKER = re.compile(r"(?:gh-?|github:)?(?:issue|pr|pull|bug|ticket|mr)s?")


_DEEP = re.compile(r"(?<=^ {12}) +")
"""An indent that is deeper than any list is."""


def _begins_definition(lines: Sequence[str], at: int) -> bool:
    """Whether a line is a term whose definition is the indented lines directly below it."""
    line, below = lines[at], lines[at + 1] if at + 1 < len(lines) else ""
    is_apart = at == 0 or not lines[at - 1].strip() or lines[at - 1][:1].isspace()
    return (
        is_apart and bool(line[:1].strip()) and not _NO_TERM.match(line.rstrip()) and below[:1] == " " != below.strip()
    )


def _definition(term: str, said: Sequence[str]) -> list[str]:
    """An item with a term and its definition, in as many lines."""
    inside = [_DEEP.sub("", one) for one in dedent("\n".join(said)).split("\n")]
    if len(inside) == 1:
        return [f"- {term}: {inside[0]}", ""]
    return [f"- {term}:", *(f"  {one}" if one.strip() else "" for one in inside)]


def _with_links(line: str) -> str:
    line = _ROLE.sub(_linked, line)
    return re.sub(r"`([^`<]+?)\s*<([^`<>]+)>`__?", r"[\1](\2)", line)


def _linked(match: re.Match[str]) -> str:
    """The text of a role: the number of an issue, or a link."""
    role, text, target = match["role"], match["text"].lstrip("~!"), match["target"]
    if _OF_TRACKER.fullmatch(role.casefold()) and text.isdigit():
        return f"#{text}"
    return f"[{text}]({'#' * (role == 'ref')}{target})" if target else text


def _end_of_table(lines: Sequence[str], start: int) -> int:
    """The index behind a table: behind its last border, which a blank line follows, or the end."""
    border = GRID if GRID.fullmatch(lines[start].strip()) else _BORDER
    at = start + 1
    while at < len(lines):
        if border.fullmatch(lines[at].strip()) and (at + 1 == len(lines) or not lines[at + 1].strip()):
            return at + 1
        if border is GRID and not lines[at].lstrip().startswith(("|", "+")):
            return at
        at += 1
    return at


_TABLE_DIRECTIVE = re.compile(r"(?P<indent>\s*)\.\. (?P<kind>list|csv)-table::\s*(?P<title>.*)")
_DIRECTIVE_OPTION = re.compile(r"\s*:(?P<name>[\w-]+):\s*(?P<value>.*)")
_FIRST_CELL = re.compile(r"(?P<indent>\s*)[*-] (?P<mark>[*-])(?=\s|$)")


def _end_of_directive(lines: Sequence[str], start: int, indent: int) -> int:
    """The index behind the lines of a directive, which are indented; blank lines at its end are not of it."""
    end = at = start + 1
    while at < len(lines) and (not lines[at].strip() or len(lines[at]) - len(lines[at].lstrip()) > indent):
        end = at + 1 if lines[at].strip() else end
        at += 1
    return end


def _directive_table(directive: re.Match[str], lines: Sequence[str]) -> list[str]:
    """The title and the table of `list-table` or `csv-table`, and its options as comments."""
    options = {match["name"]: match["value"] for line in lines if (match := _DIRECTIVE_OPTION.fullmatch(line))}
    body = [line for line in lines if line.strip() and not _DIRECTIVE_OPTION.fullmatch(line)]
    rows = _list_rows(body) if directive["kind"] == "list" else _csv_rows(body)
    has_head = options.get("header-rows", "0").strip() not in ("", "0")
    if header := options.pop("header", ""):
        rows, has_head = [*_csv_rows([header]), *rows], True
    said = [directive["title"], *(f"<!-- :{name}: {value} -->" for name, value in options.items())]
    shown = [text for text in said if text.strip()]
    return [*shown, *([""] if shown else []), *table_lines(rows, has_head=has_head)]


def _list_rows(lines: Sequence[str]) -> list[list[str]]:
    """The rows of a list of lists; a line that begins no cell goes on with the one above it."""
    rows: list[list[str]] = []
    for line in lines:
        text = line.strip()
        if first := _FIRST_CELL.match(line):
            rows.append([line[first.end() :].strip()])
        elif rows and re.match(r"[*-](?:\s|$)", text):
            rows[-1].append(text[1:].strip())
        elif rows:
            rows[-1][-1] = f"{rows[-1][-1]} {text}".strip()
    return rows


def _csv_rows(lines: Sequence[str]) -> list[list[str]]:
    return [
        [cell.strip() for cell in row] for row in csv.reader((line.strip() for line in lines), skipinitialspace=True)
    ]


def _simple_rows(lines: Sequence[str]) -> list[list[str]]:
    """The rows of a table whose columns are below runs of `=`; a row without a first cell goes on with the last."""
    starts = [match.start() for match in re.finditer(r"=+", lines[0])]
    rows: list[list[str]] = []
    for line in lines:
        if _BORDER.fullmatch(line) or re.fullmatch(r"[-\s]*", line):
            continue
        cells = [line[one:two].strip() for one, two in pairwise([*starts, len(line) + starts[-1]])]
        if rows and not cells[0]:
            rows[-1] = [f"{above} {cell}".strip() for above, cell in zip(rows[-1], cells, strict=True)]
        else:
            rows.append(cells)
    return rows

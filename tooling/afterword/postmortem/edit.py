"""Edits as splices: each changes the bytes that it must, and no others.

Every function takes a parsed document and returns splices of its text; `apply` inserts them. New text has LF, and is
written with the document's own newline.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from afterword.errors import AfterwordError
from afterword.postmortem.action_table import column_name
from afterword.postmortem.document import ACTION_COLUMNS, ActionItem, DerivedBlock, Document, PostMortem, Section
from afterword.postmortem.markers import write_derived
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS, SectionKind
from afterword.postmortem.problems import ProblemKind
from afterword.postmortem.source import Source, Span
from afterword.postmortem.tables import escape_cell
from afterword.text.newlines import with_lf

_AFTER_ALL = -1


@dataclass(frozen=True, slots=True)
class Splice:
    """Replaces the text of a span."""

    span: Span
    text: str


def apply(source: Source, splices: Iterable[Splice]) -> str:
    """Return the text with the splices inserted; those at the same empty span follow each other in the order given.

    Raises:
        ValueError: two splices overlap; a bug of the caller.
    """
    ordered = sorted(splices, key=lambda splice: (splice.span.start, splice.span.end))
    for first, second in pairwise(ordered):
        if second.span.start < first.span.end:
            raise ValueError(f"edits overlap at offset {second.span.start} of {source.path}")
    parts, position = [], 0
    for splice in ordered:
        parts += [source.text[position : splice.span.start], with_lf(splice.text).replace("\n", source.newline)]
        position = splice.span.end
    return "".join((*parts, source.text[position:]))


def require_editable(document: Document) -> None:
    """Refuse to change a file that was not read with certainty.

    Raises:
        AfterwordError: the file is not UTF-8, or its front matter or markers are broken.
    """
    broken = (
        ProblemKind.UNREADABLE_FILE, ProblemKind.FRONT_MATTER_MISSING, ProblemKind.YAML_MALFORMED,
        ProblemKind.YAML_REFUSED, ProblemKind.DUPLICATE_HEADING, ProblemKind.BAD_MARKER,
    )  # fmt: skip
    for problem in document.problems:
        if problem.kind in broken:
            raise AfterwordError(
                f"{problem.message}; nothing was written",
                remedy=problem.remedy,
                path=document.path,
                line=document.line(problem.span),
            )


def set_cells(document: PostMortem, item: ActionItem, values: Mapping[str, str]) -> list[Splice]:
    """Set cells of one action item; add columns that the table lacks first.

    Raises:
        ValueError: the table has no such column.
    """
    table = document.action_table
    assert table is not None
    columns = [column_name(cell.text) for cell in table.header]
    splices: list[Splice] = []
    missing: dict[int, str] = {}
    for column, value in values.items():
        if column not in columns:
            raise ValueError(f"the table has no column {column}")
        cell = item.cells.get(column)
        if cell is None:
            missing[columns.index(column)] = value
        else:
            splices.append(_write_cell(document.source, cell.span, escape_cell(value)))
    if missing:
        splices.append(_complete_row(document, item, missing))
    return splices


def _write_cell(source: Source, span: Span, value: str) -> Splice:
    """Replace a cell, with blanks that keep a backslash or a pipe from touching its border.

    An empty cell between two pipes keeps its width. The first cell of a row without a leading pipe gets one if the
    value would be read as something else there: an empty cell, a list, a heading.
    """
    line = source.line_around(span.start)
    before, after = source.text[line.start : span.start], source.text[span.end : line.end]
    left, right = before.rstrip(" \t"), after.lstrip(" \t")
    if span.start == span.end and left.endswith("|") and right.startswith("|"):
        start, end = line.start + len(left), line.end - len(right)
        return Splice(Span(start, end), f" {value} ".ljust(end - start))
    if not before.strip() and not value[:1].isalpha():
        value = f"| {value}"
    return Splice(span, (" " if before.endswith("|") else "") + value + (" " if after.startswith("|") else ""))


def _complete_row(document: PostMortem, item: ActionItem, values: dict[int, str]) -> Splice:
    assert document.action_table is not None
    line = document.line(item.span) - 1
    written = next(len(cells) for at, cells in document.action_table.rows if at == line)
    cells = [escape_cell(values.get(index, "")) for index in range(written, max(values) + 1)]
    return _append(document, line, [f" {cell} |" for cell in cells])


def add_columns(document: PostMortem, columns: Iterable[str]) -> list[Splice]:
    """Add columns of the format that the action table lacks, at its right, with empty cells.

    Raises:
        AfterwordError: a row has more cells than the table has columns; the last would move into a new one.
    """
    table = document.action_table
    assert table is not None
    present = {column_name(cell.text) for cell in table.header}
    wanted = [column for column in ACTION_COLUMNS if column in set(columns) - present]
    if not wanted:
        return []
    splices = [_append(document, table.header_line, [f" {column} |" for column in wanted])]
    splices.append(_append(document, table.header_line + 1, ["---|" for _ in wanted]))
    for line, cells in table.rows:
        lacking = len(table.header) - len(cells)
        if lacking < 0:
            raise AfterwordError(
                f"the row has {len(cells)} cells, the table has {len(table.header)} columns; nothing was written",
                remedy="write a pipe inside a cell as `\\|`",
                path=document.path,
                line=line + 1,
            )
        splices.append(_append(document, line, ["  |"] * (lacking + len(wanted))))
    return splices


def add_rows(document: PostMortem, rows: Iterable[Mapping[str, str]]) -> Splice:
    """Add rows at the end of the action table; each has its values by the name of their column."""
    table = document.action_table
    assert table is not None
    columns = [column_name(cell.text) for cell in table.header]
    lines = (" | ".join(escape_cell(row.get(column, "")) for column in columns) for row in rows)
    last = table.rows[-1][0] if table.rows else table.header_line + 1
    end = document.source.line_span(last).end
    return Splice(Span(end, end), "".join(f"\n| {line} |" for line in lines))


def _append(document: PostMortem, line: int, cells: list[str]) -> Splice:
    span = document.source.line_span(line)
    stripped = span.of(document.source.text).rstrip(" \t")
    closed = stripped.endswith("|") and not stripped.endswith("\\|")
    at = span.start + len(stripped)
    return Splice(Span(at, at), ("" if closed else " |") + "".join(cells))


def replace_body(document: Document, section: Section, text: str) -> list[Splice]:
    """Replace everything below a heading, sub-headings included."""
    source = document.source
    span = section.body
    lead = "" if span.start > section.heading.end else "\n"
    last = span.end == len(source.text)
    body = f"{lead}\n{text.strip(chr(10))}\n" + ("" if last else "\n") if text.strip() else ("" if last else "\n")
    return [Splice(span, body)]


def append_to_body(document: Document, span: Span, text: str) -> list[Splice]:
    """Append text after the last line of a span that is not blank, with a blank line between."""
    source = document.source
    end = span.start + len(span.of(source.text).rstrip(" \t\r\n"))
    line_end = source.line_around(end).end if end > span.start else None
    if line_end is None:  # an empty body: right below its heading
        at = span.start
        follows = span.end < len(source.text)
        lead = "\n" if source.text[:at].endswith(("\n", "\r")) else "\n\n"
        return [Splice(Span(at, span.end), lead + text.strip("\n") + "\n" + ("\n" if follows else ""))]
    following = source.line_span(source.line_of(line_end))
    ending = "\n" if following.of(source.text).strip() else ""
    return [Splice(Span(line_end, line_end), "\n\n" + text.strip("\n") + ending)]


def insert_parts(document: PostMortem, parent: Section, kinds: Iterable[SectionKind]) -> list[Splice]:
    """Add empty H3 parts below Root cause, each at its place in the outline."""
    before, after = _place(parent.parts, ROOT_CAUSE_PARTS, dict.fromkeys(kinds, ""), {})
    return before + (append_to_body(document, parent.body, after) if after else [])


def insert_sections(
    document: Document,
    texts: Mapping[SectionKind, str],
    outline: Sequence[SectionKind] = SECTIONS,
    headings: Mapping[str, str] | None = None,
) -> list[Splice]:
    """Add H2 sections with their texts, each at its place in the outline.

    Args:
        outline: the sections that there are, in order.
        headings: the headings of sections that the settings call otherwise, by their names.
    """
    before, after = _place(document.sections, outline, texts, headings or {})
    if not after:
        return before
    text, end = with_lf(document.source.text), len(document.source.text)
    newlines = len(text) - len(text.rstrip("\n"))
    return [*before, Splice(Span(end, end), "\n" * max(0, 2 - newlines) + after + "\n")]


def _place(
    present: Sequence[Section],
    outline: Sequence[SectionKind],
    texts: Mapping[SectionKind, str],
    headings: Mapping[str, str],
) -> tuple[list[Splice], str]:
    """Write new sections in the outline's order: those before one that is there, and the text of those after all."""
    known = [(section, outline.index(section.kind)) for section in present if section.kind in outline]
    groups: dict[int, list[str]] = {}
    for kind in sorted(texts, key=outline.index):
        follower = next((section for section, place in known if place > outline.index(kind)), None)
        heading = f"{'#' * kind.level} {headings.get(kind.name, kind.name)}"
        parts = groups.setdefault(follower.span.start if follower else _AFTER_ALL, [])
        parts += [part for part in (heading, texts[kind].strip("\n")) if part]
    after = "\n\n".join(groups.pop(_AFTER_ALL, []))
    return [Splice(Span(at, at), "\n\n".join(parts) + "\n\n") for at, parts in groups.items()], after


def replace_derived(block: DerivedBlock, content: str) -> list[Splice]:
    """Refresh a derived block, its marker with it."""
    return [Splice(block.span, write_derived(block.name, content, is_closed=block.is_closed))]

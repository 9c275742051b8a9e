"""Edits as splices: each touches the bytes of what it changes and no others.

Every function takes a parsed document and returns splices against its text; `apply` puts them in. New text is given
with LF and written with the document's own newline.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from collections.abc import Mapping as Values
from dataclasses import dataclass
from itertools import pairwise

from afterword.errors import AfterwordError
from afterword.postmortem import yamltree
from afterword.postmortem.actiontable import column_name
from afterword.postmortem.blocks import escape_cell
from afterword.postmortem.document import ACTION_COLUMNS, ActionItem, Cell, DerivedBlock, PostMortem, Section
from afterword.postmortem.marks import CLOSING_MARKER, opening_marker
from afterword.postmortem.outline import SECTIONS, SectionKind
from afterword.postmortem.problems import Kind
from afterword.postmortem.source import Source, Span
from afterword.postmortem.yamlformat import fragment_lines, scalar
from afterword.postmortem.yamltree import Mapping, Path, Scalar


@dataclass(frozen=True, slots=True)
class Splice:
    """Replaces the text of a span."""

    span: Span
    text: str


def apply(source: Source, splices: Iterable[Splice]) -> str:
    """The text with the splices put in.

    Splices at the same empty span are put in one after the other in the order given.

    Raises:
        ValueError: two splices overlap; a bug of the caller.
    """
    ordered = sorted(splices, key=lambda splice: (splice.span.start, splice.span.end))
    for first, second in pairwise(ordered):
        if second.span.start < first.span.end:
            raise ValueError(f"edits overlap at offset {second.span.start} of {source.path}")
    parts, position = [], 0
    for splice in ordered:
        parts += [source.text[position : splice.span.start], splice.text.replace("\n", source.newline)]
        position = splice.span.end
    return "".join((*parts, source.text[position:]))


def require_editable(document: PostMortem) -> None:
    """Refuse to change a file whose reading was not certain.

    Raises:
        AfterwordError: the file is not UTF-8, or its front matter or markers are broken.
    """
    broken = (
        Kind.UNREADABLE_FILE, Kind.FRONT_MATTER_MISSING, Kind.YAML_MALFORMED, Kind.YAML_REFUSED,
        Kind.DUPLICATE_HEADING, Kind.BAD_MARKER,
    )  # fmt: skip
    for problem in document.problems:
        if problem.kind in broken:
            raise AfterwordError(
                f"{problem.message}; nothing was written",
                remedy=problem.remedy,
                path=document.path,
                line=document.line(problem.span),
            )


def set_value(document: PostMortem, path: Path, value: str) -> list[Splice]:
    """Set one scalar of the front matter, adding its key where it is missing.

    Args:
        path: keys and indexes; the last is a key. Mappings on the way that are missing are added.
        value: one line of text.

    Raises:
        ValueError: the path leads through a value that is not a mapping, or to one that is not a scalar.
    """
    node = yamltree.find(document.tree, path)
    if isinstance(node, Scalar):
        return [_replace_scalar(document, node, value)]
    if node is not None:
        raise ValueError(f"{path} is not a scalar")
    for depth in range(len(path) - 1, -1, -1):
        parent = yamltree.find(document.tree, path[:depth])
        if isinstance(parent, Mapping):
            data: object = value
            for key in reversed(path[depth + 1 :]):
                data = {key: data}
            return [_add_key(document, parent, str(path[depth]), data)]
        if parent is not None:
            break
    raise ValueError(f"there is no mapping to hold {path}")


def add_item(document: PostMortem, key: str, item: Values[str, str]) -> list[Splice]:
    """Append a mapping, written on one line, to a list at the top level of the front matter."""
    node = document.tree.values.get(key)
    line = "- " + fragment_lines(dict(item), flow=True)[0]
    if isinstance(node, yamltree.Sequence) and node.items and not node.flow:
        last = node.items[-1].span
        indent = document.source.column_of(node.span.start) - 1
        at = _end_of_line(document.source, _node_end(document, last))
        return [Splice(Span(at, at), "\n" + " " * indent + line)]
    if isinstance(node, yamltree.Sequence) and node.items:
        end = node.items[-1].span.end
        return [Splice(Span(end, end), ", " + line[2:])]
    if node is not None:
        return [Splice(_trimmed(document, node.span), "\n  " + line)]
    return [_add_key(document, document.tree, key, [dict(item)], flow_items=True)]


def _replace_scalar(document: PostMortem, node: Scalar, value: str) -> Splice:
    text = document.source.text
    span = _trimmed(document, node.span)
    before = text[span.start - 1 : span.start]
    lead = " " if span.start == span.end and before == ":" else ""
    return Splice(span, lead + scalar(value))


def _trimmed(document: PostMortem, span: Span) -> Span:
    """The span without the newlines that a block scalar's span ends with."""
    end = span.end
    while end > span.start and document.source.text[end - 1] in " \t\r\n":
        end -= 1
    return Span(span.start, end)


def _node_end(document: PostMortem, span: Span) -> int:
    return _trimmed(document, span).end


def _end_of_line(source: Source, offset: int) -> int:
    return source.line_span(source.line_of(offset) - 1).end


def _add_key(document: PostMortem, parent: Mapping, key: str, data: object, flow_items: bool = False) -> Splice:
    if parent.flow and parent.values:
        end = max(_node_end(document, value.span) for value in parent.values.values())
        return Splice(Span(end, end), ", " + fragment_lines({key: data}, flow=True)[0].strip("{}"))
    if parent.flow and parent is not document.tree:
        return Splice(_trimmed(document, parent.span), fragment_lines({key: data}, flow=True)[0])
    if parent is document.tree or not parent.keys:
        assert document.front_span is not None
        at = document.front_span.end
        lines = _fragment(key, data, flow_items)
        return Splice(Span(at, at), "\n".join(lines) + "\n")
    indent = document.source.column_of(min(k.span.start for k in parent.keys.values())) - 1
    end = max(_node_end(document, value.span) for value in parent.values.values())
    at = _end_of_line(document.source, end)
    lines = [" " * indent + line for line in _fragment(key, data, flow_items)]
    return Splice(Span(at, at), "\n" + "\n".join(lines))


def _fragment(key: str, data: object, flow_items: bool) -> list[str]:
    if flow_items and isinstance(data, list):
        return [f"{key}:", *("  - " + fragment_lines(item, flow=True)[0] for item in data)]
    return fragment_lines({key: data})


def set_cells(document: PostMortem, item: ActionItem, values: Values[str, str]) -> list[Splice]:
    """Set cells of one action item; columns that the table lacks must have been added before.

    Raises:
        ValueError: the table has no such column.
    """
    table = document.action_table
    assert table is not None
    columns = [column_name(cell.text) for cell in table.header]
    splices: list[Splice] = []
    missing: list[tuple[int, str]] = []
    for column, value in values.items():
        if column not in columns:
            raise ValueError(f"the table has no column {column}")
        cell = item.cells.get(column)
        if cell is None:
            missing.append((columns.index(column), value))
        else:
            splices.append(Splice(cell.span, _padded(document, cell, escape_cell(value))))
    if missing:
        splices.append(_complete_row(document, item, dict(missing)))
    return splices


def _padded(document: PostMortem, cell: Cell, value: str) -> str:
    """The value with the blanks that keep a backslash or a pipe from touching the cell's border."""
    text = document.source.text
    before, after = text[cell.span.start - 1 : cell.span.start], text[cell.span.end : cell.span.end + 1]
    return (" " if before == "|" else "") + value + (" " if after == "|" else "")


def _complete_row(document: PostMortem, item: ActionItem, values: dict[int, str]) -> Splice:
    text = item.span.of(document.source.text)
    stripped = text.rstrip(" \t")
    closed = stripped.endswith("|") and not stripped.endswith("\\|")
    cells = [escape_cell(values.get(index, "")) for index in range(len(item.cells), max(values) + 1)]
    at = item.span.start + len(stripped)
    addition = "".join(f" {cell} |" for cell in cells)
    return Splice(Span(at, at), addition if closed else " |" + addition)


def add_columns(document: PostMortem, columns: Iterable[str]) -> list[Splice]:
    """Add columns of the format that the action table lacks, at its right, with empty cells."""
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
        splices.append(_append(document, line, ["  |"] * (lacking + len(wanted))))
    return splices


def _append(document: PostMortem, line: int, cells: list[str]) -> Splice:
    span = document.source.line_span(line)
    stripped = span.of(document.source.text).rstrip(" \t")
    closed = stripped.endswith("|") and not stripped.endswith("\\|")
    at = span.start + len(stripped)
    return Splice(Span(at, at), ("" if closed else " |") + "".join(cells))


def replace_body(document: PostMortem, section: Section, text: str) -> list[Splice]:
    """Put text in place of everything below a heading, sub-headings included."""
    source = document.source
    span = section.body
    lead = "" if span.start > section.heading.end else "\n"
    last = span.end == len(source.text)
    body = f"{lead}\n{text.strip(chr(10))}\n" + ("" if last else "\n") if text.strip() else ("" if last else "\n")
    return [Splice(span, body)]


def append_to_body(document: PostMortem, span: Span, text: str) -> list[Splice]:
    """Put text after the last line of a span that says something, a blank line between."""
    source = document.source
    end = span.start + len(span.of(source.text).rstrip(" \t\r\n"))
    line_end = _end_of_line(source, max(end - 1, span.start)) if end > span.start else None
    if line_end is None:  # an empty body: right below its heading
        at = span.start
        follows = span.end < len(source.text)
        lead = "\n" if source.text[:at].endswith(("\n", "\r")) else "\n\n"
        return [Splice(Span(at, span.end), lead + text.strip("\n") + "\n" + ("\n" if follows else ""))]
    return [Splice(Span(line_end, line_end), "\n\n" + text.strip("\n"))]


def insert_section(document: PostMortem, kind: SectionKind, text: str) -> list[Splice]:
    """Add an H2 section at its place in the outline."""
    order = [section.name for section in SECTIONS]
    position = order.index(kind.name)
    before = next(
        (s for s in document.sections if s.kind and s.kind.name in order and order.index(s.kind.name) > position), None
    )
    content = f"## {kind.name}\n\n{text.strip(chr(10))}\n"
    if before is not None:
        return [Splice(Span(before.span.start, before.span.start), content + "\n")]
    end = len(document.source.text)
    ending = re.search(r"[\r\n]*\Z", document.source.text)
    newlines = len(re.findall(r"\r\n|\n|\r", ending.group())) if ending else 0
    lead = "\n" * max(0, 2 - newlines)
    return [Splice(Span(end, end), lead + content)]


def remove_notice(document: PostMortem, section: Section) -> list[Splice]:
    """Delete a section's draft notice: the act of acceptance."""
    if section.notice is None:
        return []
    source = document.source
    start, end = section.notice.span.start, _after_newline(source, section.notice.span.end)
    next_line = source.line_span(source.line_of(end) - 1)
    if end < len(source.text) and not next_line.of(source.text).strip():
        end = _after_newline(source, next_line.end)
    return [Splice(Span(start, end), "")]


def _after_newline(source: Source, offset: int) -> int:
    return source.line_start(source.line_of(offset))


def replace_derived(block: DerivedBlock, content: str) -> list[Splice]:
    """Refresh a derived block, its marker with it."""
    return [Splice(block.span, derived_text(block.name, content))]


def derived_text(name: str, content: str) -> str:
    """A derived block as it is written, without a newline at its end."""
    body = content.strip("\n")
    return f"{opening_marker(name, body)}\n{body}\n{CLOSING_MARKER}"

"""Edits as splices: each changes the bytes that it must, and no others.

Every function takes a parsed document and returns splices of its text; `apply` inserts them. New text has LF, and is
written with the document's own newline.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Mapping as Values
from dataclasses import dataclass
from itertools import pairwise

from afterword.errors import AfterwordError
from afterword.postmortem import yamltree
from afterword.postmortem.action_table import column_name
from afterword.postmortem.document import (
    ACTION_COLUMNS,
    ActionItem,
    DerivedBlock,
    Document,
    PostMortem,
    Section,
)
from afterword.postmortem.markers import write_derived
from afterword.postmortem.outline import ROOT_CAUSE_PARTS, SECTIONS, SectionKind
from afterword.postmortem.problems import ProblemKind
from afterword.postmortem.source import Source, Span
from afterword.postmortem.tables import escape_cell
from afterword.postmortem.yamlformat import fragment_lines, scalar
from afterword.postmortem.yamltree import Mapping, Path, Scalar
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


def set_value(document: Document, path: Path, value: str) -> list[Splice]:
    """Set one scalar of the front matter, adding its key where it is missing.

    Args:
        path: keys and indexes; the last is a key. Mappings on the way that are missing are added.
        value: one line of text.

    Raises:
        ValueError: the path leads through a value that is not a mapping, or to one that is not a scalar.
    """
    value = " ".join(value.split())
    node = yamltree.find(document.tree, path)
    if isinstance(node, Scalar):
        return [_replace_scalar(document, node, scalar(value))]
    if node is not None:
        raise ValueError(f"{path} is not a scalar")
    for depth in range(len(path) - 1, -1, -1):
        parent = yamltree.find(document.tree, path[:depth])
        if parent is None:
            continue
        data: object = value
        for key in reversed(path[depth + 1 :]):
            data = {key: data}
        if isinstance(parent, Mapping):
            return [_add_key(document, parent, str(path[depth]), data)]
        if isinstance(parent, Scalar) and not parent.text.strip():  # a key that has no value yet
            return [_replace_scalar(document, parent, fragment_lines({path[depth]: data}, flow=True)[0])]
        break
    raise ValueError(f"there is no mapping to hold {path}")


def add_items(document: Document, key: str, items: Sequence[Values[str, str]]) -> list[Splice]:
    """Append mappings, each written on one line, to a list at the top level of the front matter.

    Raises:
        AfterwordError: the key has another value, which is not overwritten.
    """
    if not items:
        return []
    node = document.tree.values.get(key)
    data = [{name: " ".join(value.split()) for name, value in item.items()} for item in items]
    written = [fragment_lines(item, flow=True)[0] for item in data]
    if node is None:
        return [_add_key(document, document.tree, key, data, flow_items=True)]
    if isinstance(node, yamltree.Sequence) and node.items and not node.flow:
        indent = document.source.column_of(node.span.start) - 1
        at = _end_of_line(document.source, _trimmed(document, node.items[-1].span).end)
        return [Splice(Span(at, at), "".join("\n" + " " * indent + "- " + line for line in written))]
    if isinstance(node, yamltree.Sequence) and node.items:
        end = node.items[-1].span.end
        return [Splice(Span(end, end), "".join(", " + line for line in written))]
    if isinstance(node, yamltree.Sequence) or (isinstance(node, Scalar) and node.text.strip() in ("", "unknown")):
        return [_replace_scalar(document, node, f"[{', '.join(written)}]")]
    raise AfterwordError(
        f"`{key}` is not a list; nothing was written",
        remedy="write one item a line: `- item`",
        path=document.path,
        line=document.line(node.span),
    )


def _replace_scalar(document: Document, node: yamltree.Node, value: str) -> Splice:
    """Replace a scalar by a value, written as YAML; if a key or a dash has none yet, put it behind."""
    span = _trimmed(document, node.span)
    before = document.source.text[span.start - 1 : span.start]
    if span.start < span.end or before in " \t":
        return Splice(span, value)
    return Splice(span, (" " if before in ":-" else ": ") + value)


def _trimmed(document: Document, span: Span) -> Span:
    """Return the span without the newlines at the end of a block scalar's span."""
    end = span.end
    while end > span.start and document.source.text[end - 1] in " \t\r\n":
        end -= 1
    return Span(span.start, end)


def _end_of_line(source: Source, offset: int) -> int:
    return source.line_span(source.line_of(offset) - 1).end


def _add_key(document: Document, parent: Mapping, key: str, data: object, flow_items: bool = False) -> Splice:
    if parent.flow:
        written = fragment_lines({key: data}, flow=True)[0]
        if not parent.values:
            return Splice(_trimmed(document, parent.span), written)
        end = max(_trimmed(document, value.span).end for value in parent.values.values())
        return Splice(Span(end, end), ", " + written[1:-1])
    starts = [key.span.start for key in parent.keys.values()]
    indent = document.source.column_of(min(starts)) - 1 if starts else 0
    lines = [" " * indent + line for line in _fragment(key, data, flow_items)]
    if parent is document.tree or not parent.keys:
        assert document.front_span is not None
        at = document.front_span.end
        return Splice(Span(at, at), "\n".join(lines) + "\n")
    end = max(_trimmed(document, value.span).end for value in parent.values.values())
    at = _end_of_line(document.source, end)
    return Splice(Span(at, at), "\n" + "\n".join(lines))


def _fragment(key: str, data: object, flow_items: bool) -> list[str]:
    if flow_items and isinstance(data, list):
        return [f"{key}:", *("  - " + fragment_lines(item, flow=True)[0] for item in data)]
    return fragment_lines({key: data})


def set_cells(document: PostMortem, item: ActionItem, values: Values[str, str]) -> list[Splice]:
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
    line = source.line_span(source.line_of(span.start) - 1)
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
    line_end = _end_of_line(source, end) if end > span.start else None
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
    before, after = _place(parent.parts, ROOT_CAUSE_PARTS, dict.fromkeys(kinds, ""))
    return before + (append_to_body(document, parent.body, after) if after else [])


def insert_sections(
    document: Document, texts: Values[SectionKind, str], outline: Sequence[SectionKind] = SECTIONS
) -> list[Splice]:
    """Add H2 sections with their texts, each at its place in the outline."""
    before, after = _place(document.sections, outline, texts)
    if not after:
        return before
    text, end = with_lf(document.source.text), len(document.source.text)
    newlines = len(text) - len(text.rstrip("\n"))
    return [*before, Splice(Span(end, end), "\n" * max(0, 2 - newlines) + after + "\n")]


def _place(
    present: Sequence[Section], outline: Sequence[SectionKind], texts: Values[SectionKind, str]
) -> tuple[list[Splice], str]:
    """Write new sections in the outline's order: those before one that is there, and the text of those after all."""
    known = [(section, outline.index(section.kind)) for section in present if section.kind in outline]
    groups: dict[int, list[str]] = {}
    for kind in sorted(texts, key=outline.index):
        follower = next((section for section, place in known if place > outline.index(kind)), None)
        heading = f"{'#' * kind.level} {kind.name}"
        parts = groups.setdefault(follower.span.start if follower else _AFTER_ALL, [])
        parts += [part for part in (heading, texts[kind].strip("\n")) if part]
    after = "\n\n".join(groups.pop(_AFTER_ALL, []))
    return [Splice(Span(at, at), "\n\n".join(parts) + "\n\n") for at, parts in groups.items()], after


def remove_notice(document: Document, section: Section) -> list[Splice]:
    """Delete a section's draft notice: the act of acceptance."""
    if section.notice is None:
        return []
    source = document.source
    start, end = section.notice.span.start, _after_newline(source, section.notice.span.end)
    kept = source.text[section.notice.span.end : end]
    if kept.strip():  # a person wrote more into the notice's last line
        return [Splice(Span(start, end - len(kept.lstrip(" \t"))), "> ")]
    next_line = source.line_span(source.line_of(end) - 1)
    if not next_line.of(source.text).strip():
        end = _after_newline(source, next_line.end)
    return [Splice(Span(start, end), "")]


def _after_newline(source: Source, offset: int) -> int:
    return source.line_start(source.line_of(offset))


def replace_derived(block: DerivedBlock, content: str) -> list[Splice]:
    """Refresh a derived block, its marker with it."""
    return [Splice(block.span, write_derived(block.name, content))]

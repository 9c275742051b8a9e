"""Write action items as the format's table, with what the table has no place for below it."""

from __future__ import annotations

import re
import textwrap
from bisect import bisect_left
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass

from afterword.importing.reader.action_states import LINK, state_of
from afterword.importing.reader.action_units import columns_of
from afterword.importing.reader.owner_names import owners_of
from afterword.importing.reader.reading import Action, Part
from afterword.importing.reader.unit import Unit, plain, split_box
from afterword.importing.words import words_of
from afterword.postmortem.action_table import column_name
from afterword.postmortem.document import ACTION_COLUMNS
from afterword.postmortem.outline import ACTION_ITEMS
from afterword.postmortem.tables import escape_cell
from afterword.postmortem.values import Ref

_STATUS = {"open": "open", "done": "done", "dropped": "not planned"}
_CONNECTIVES = frozenset(
    re.findall(
        r"\S+",
        """
        due by done and und et y e owner open x until bis the on
        """,
    )
)
_TAKEN = ("text", "owner", "due", "state", "link")


@dataclass(frozen=True, slots=True)
class Label:
    """A line that groups actions, as it is written, and whether the cells of its actions say all of it."""

    name: str = ""
    is_said: bool = False


def table(
    actions: Sequence[Action], labels: Mapping[int, Label], moved: Collection[int], *, own_issues: bool
) -> list[str]:
    """Write action items as one table, since only the first table of the section is read.

    Args:
        actions: of the document.
        labels: what groups them, by their lines.
        moved: the lines of those that are written here alone; the others stay in their place, and only have copies.
        own_issues: whether `#12` is an issue of this repository.
    """
    columns = [
        *ACTION_COLUMNS,
        *(["Group"] if any(label.name and not label.is_said for label in labels.values()) else []),
        *_other_columns([action for action in actions if action.line in moved]),
    ]
    rows = [
        _row(number, action, labels.get(action.line, Label()), columns, own_issues, is_moved=action.line in moved)
        for number, action in enumerate(actions, 1)
    ]
    lines = [f"| {' | '.join(columns)} |", "|" + "---|" * len(columns)]
    return [*lines, *(f"| {' | '.join(row)} |" for row in rows), *_heads(actions)]


def rest(
    lines: Sequence[str], first: int, actions: Mapping[str, Action], units: Sequence[Unit], parts: Sequence[Part]
) -> tuple[list[str], list[str]]:
    """Return the lines of a section that its actions leave: those before the first, and those behind it.

    Args:
        lines: below its heading.
        first: the line of the file at which they begin, counted from 1.
        actions: that are moved from it into the table, by their ids there.
        units: of the document.
        parts: its sections.
    """
    taken = {line for action in actions.values() for line in range(action.unit.line, action.unit.end + 1)}
    taken |= {part.line for part in parts if part.is_label and part.line in range(first, first + len(lines))}
    tables = {action.unit.table for action in actions.values() if action.unit.kind == "row"}
    rows_of = {table: [unit.line for unit in units if unit.table == table and unit.kind == "row"] for table in tables}
    taken |= {line for own in rows_of.values() for line in range(min(own) - 2, min(own))}
    before, details, behind = _rest(lines, first, actions, taken)
    return before, [*details, *behind]


def labels_of(
    units: Sequence[Unit], parts: Sequence[Part], actions: Sequence[Action], inside: range, title: str
) -> dict[int, Label]:
    """Return by the line of an action of a section the line that groups it, else the title that is given."""
    first, end = inside.start, inside.stop
    listed = {action.line for action in actions}
    names = {
        part.line: part.title
        for part in parts
        if first <= part.line < end and part.line not in listed and (part.is_label or part.kind is not ACTION_ITEMS)
    }
    for unit in units:
        if unit.kind == "item" and unit.level == 1 and first <= unit.line < end and unit.line not in listed:
            names[unit.line] = unit.visible.rstrip(":：")
    found: dict[int, Label] = {}
    places = sorted(names)
    for action in actions:
        above = bisect_left(places, action.line)
        name = names[places[above - 1]] if above else title
        owners = owners_of(name) or []
        is_said = (owners and all(owner in action.owners for owner in owners)) or (
            state_of(name) == action.state and len(name.split()) == 1
        )
        found[action.line] = Label(name, bool(is_said) and not re.search(r"[()]", name))
    return found


def _other_columns(actions: Sequence[Action]) -> list[str]:
    """The heads of the columns of the source's tables that the format has no column for."""
    heads: list[str] = []
    for action in actions:
        if action.unit.kind == "row":
            mapped = columns_of(action.unit)
            for number, cell in enumerate(action.unit.head):
                name = _head(cell, number)
                if number not in mapped.values() and name not in heads:
                    heads.append(name)
    return heads


def _head(cell: str, number: int) -> str:
    name = escape_cell(cell) or f"Column {number + 1}"
    return f"{name} (source)" if column_name(plain(cell)) in ACTION_COLUMNS else name


def _row(
    number: int, action: Action, label: Label, columns: Sequence[str], own_issues: bool, *, is_moved: bool
) -> list[str]:
    cells = dict.fromkeys(columns, "")
    cells |= {
        "ID": f"A{number}",
        "Owner": _owner(action, label.name),
        "Due": action.due.isoformat() if action.due else "unknown",
        "Status": _STATUS[action.state],
        "Issue": _issue(action, own_issues and is_moved),
    }
    if "Group" in cells:
        cells["Group"] = "" if label.is_said else escape_cell(label.name)
    if not is_moved:
        cells["Action"] = escape_cell(_with_links(action.text, action, cells))
    elif action.unit.kind == "row":
        mapped = columns_of(action.unit)
        source = action.unit.cells[mapped["text"]]
        for column, cell in enumerate(action.unit.cells):
            if column not in mapped.values():
                cells[_head(action.unit.head[column] if column < len(action.unit.head) else "", column)] = escape_cell(
                    cell
                )
        unsaid = [
            action.unit.cells[mapped[name]]
            for name in _TAKEN[1:]
            if name in mapped and mapped[name] < len(action.unit.cells)
        ]
        kept = [cell for cell in unsaid if _unsaid(cell, cells)]
        source = " ".join([source, *(f"({cell})" for cell in kept if cell.strip())])
        cells["Action"] = escape_cell(source)
    else:
        source = _action_text(split_box(action.unit.text)[1], action, cells)
        cells["Action"] = escape_cell(_with_links(source, action, cells))
    return [cells[column] for column in columns]


def _owner(action: Action, label: str = "") -> str:
    if not action.owners:
        return "unknown"
    raw = f"{action.unit.text} {' '.join(action.unit.cells)}"
    if len(action.owners) > 1 and (joined := _as_joined(f"{raw} {label}", action.owners)):
        return escape_cell(joined)
    handles = {owner for owner in action.owners if " " not in owner and f"@{owner}" in f"{raw} {label}"}
    return ", ".join(f"@{owner}" if owner in handles else escape_cell(owner) for owner in action.owners)


def _as_joined(text: str, owners: Sequence[str]) -> str:
    """The owners with the words between them, as they are written; empty if they are not together."""
    pattern = r"[\s,;/&+、，*_()（）@]{1,6}(?:(?:and|und|et|y|e|と|和)\s@?)?".join(re.escape(owner) for owner in owners)
    match = re.search(rf"@?{pattern}(?P<closed>[)）])?", text)
    if match is None:
        return ""
    is_inside = match["closed"] and not re.search(r"[(（]", match[0])
    return match[0][:-1] if is_inside else match[0]


def _issue(action: Action, own_issues: bool) -> str:
    for link in action.links:
        try:
            ref = Ref.parse(link)
        except ValueError:
            continue
        if ref.number is not None and (ref.repository or own_issues):
            return escape_cell(link)
    return ""


def _with_links(text: str, action: Action, cells: dict[str, str]) -> str:
    """The text of an action with the links that are nowhere in its row, such as those of its details."""
    missing = [link for link in action.links if link not in text and link not in cells["Issue"]]
    return f"{text} ({', '.join(missing)})" if missing else text


def _unsaid(text: str, cells: dict[str, str]) -> bool:
    """Whether a text has words that the cells of the row do not have, or less often."""
    return bool(words_of(text) - words_of(" ".join(cells.values())) - Counter(dict.fromkeys(_CONNECTIVES, 99)))


def _action_text(raw: str, action: Action, cells: dict[str, str]) -> str:
    """The Markdown of an action, without an end that the other cells say."""
    for match in reversed(list(re.finditer(r"\s*(?:[(（\[–—,;:-]|\s-\s|@|#|(?<=\s)\S+$)", raw))):
        head = raw[: match.start()].rstrip(" -–—,;:")
        if head and plain(head).strip(" .,;:–—-") == action.text.strip(" .,;:–—-"):
            behind = raw[match.start() :]
            links = [one[0] for one in _LINK.finditer(behind) if one[0] not in cells["Issue"]]
            said = f" ({', '.join(links)})" if links else ""
            bare = _LINK.sub(" ", behind)
            is_kept = _unsaid(bare, cells) or (links and not re.search(r"\w", bare))
            return raw if is_kept else head + said
    return raw


_LINK = re.compile(rf"\[[^\]\n]*\]\([^)\n]*\)|{LINK.pattern}")
"""A link of Markdown, an address, or the number of an issue."""


def _heads(actions: Sequence[Action]) -> list[str]:
    """A comment with the heads of the source's table, whose columns have other names now."""
    heads = {action.unit.head for action in actions if action.unit.head and any(action.unit.head)}
    return [
        text
        for head in sorted(heads)
        for text in ("", f"<!-- columns of the source: {' | '.join(' '.join(cell.split()) for cell in head)} -->")
    ]


def _rest(
    lines: Sequence[str], first: int, actions: Mapping[str, Action], taken: set[int]
) -> tuple[list[str], list[str], list[str]]:
    """The lines that are not in the table: those before the first action, the details of each, and those at the end."""
    starts = sorted({action.unit.line for action in actions.values()})
    top = min(starts)
    before = [line for number, line in enumerate(lines, first) if number < top and number not in taken]
    before = _trim(before)
    details: list[str] = []
    behind: list[str] = []
    for position, start in enumerate(starts):
        until = starts[position + 1] if position + 1 < len(starts) else first + len(lines)
        own = [
            (number, lines[number - first])
            for number in range(max(start, first), min(until, first + len(lines)))
            if number not in taken
        ]
        ids = [name for name, action in actions.items() if action.unit.line == start]
        is_below = any(actions[name].unit.kind == "heading" for name in ids)
        if not is_below and (position + 1 == len(starts) or not any(line.startswith((" ", "\t")) for _, line in own)):
            indented = _indented(own)
            nested = [line for _, line in indented]
            outside = [line for _, line in own[len(indented) :]]
        else:
            nested, outside = [line for _, line in own], []
        if any(line.strip() for line in nested):
            details += ["", f"### {ids[0]}", "", *_trim(textwrap.dedent("\n".join(nested)).split("\n"))]
        behind += outside
    behind = _trim([line for line in behind if not re.fullmatch(r"\s*\|?[\s:|-]*\|[\s:|-]*", line) or not line.strip()])
    return before, details, (["", "### Other", "", *behind] if behind and details else ["", *behind] if behind else [])


def _indented(own: list[tuple[int, str]]) -> list[tuple[int, str]]:
    """The lines at the beginning that are indented, with the blank ones between them."""
    found: list[tuple[int, str]] = []
    for number, line in own:
        if line.strip() and not line.startswith((" ", "\t")):
            break
        found.append((number, line))
    return found


def _trim(lines: list[str]) -> list[str]:
    text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip("\n")
    return text.split("\n") if text.strip() else []

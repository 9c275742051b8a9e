"""Lists that look like action items: groups of them, their details, legends, and lines that are items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from afterword.importing.reader.action_parts import take_apart
from afterword.importing.reader.action_pieces import Manner
from afterword.importing.reader.action_states import state_of
from afterword.importing.reader.owner_names import named_before, owners_of
from afterword.importing.reader.unit import Unit, split_box

LEGEND = re.compile(
    r"(?i:^(?:legend|legende|légende|leyenda|legenda|凡例|图例|status key|(?:priorities|prioritäten|key)\s*:)\b)"
)
_SYMBOL = re.compile(
    r"^(?:✅|❌|🟢|🟡|🔴|⬜|☑|☐|⏳|🚧|\[[ xX]\]|:\w+:|\W{1,3})\ufe0f?\s*(?:=|:|-|–|—)?\s*[\w' ,]{1,40}$"
)


_ITEM_LINE = re.compile(
    r"\s*(?:\[(?P<state>[^\]\n]{1,14})\]|(?P<who>[^\W\d_][^.,:;\n–—]{0,30}?)(?:\s[-–—]|[:：]))\s+\S.*"
)


def item_lines(unit: Unit) -> list[Unit]:
    """The lines of a paragraph of which each begins with a state or an owner, as items do; none if one does not."""
    lines = unit.text.split("\n")
    found = [_ITEM_LINE.fullmatch(line) for line in lines] if unit.kind == "paragraph" and len(lines) > 1 else []
    certain = [one for one in found if one and (state_of(one["state"] or "") or named_before(one["who"] or ""))]
    if not found or not all(found) or 2 * len(certain) < len(found):
        return []
    places = range(unit.line, unit.line + len(lines))
    return [replace(unit, kind="sentence", line=at, end=at, text=line) for at, line in zip(places, lines, strict=True)]


def legends(units: Sequence[Unit], inside: range) -> set[int]:
    """The lists that only explain the marks of others: below a line that says so, or of nothing but states."""
    groups: dict[int, list[int]] = {}
    for index in inside:
        if units[index].kind == "item" and units[index].level == 1:
            groups.setdefault(units[index].table, []).append(index)
    found = set()
    for table, group in groups.items():
        above = units[group[0] - 1] if group[0] - 1 in inside else None
        is_named = above is not None and LEGEND.match(above.visible) is not None
        if is_named or all(state_of(take_apart(units[index].visible, Manner()).text) for index in group):
            found.add(table)
    return found


def is_detail_list(units: Sequence[Unit], index: int, first: int) -> bool:
    """Whether an item is in a list of bullets directly below a numbered item: its details, which lack their indent."""
    if split_box(units[index].text)[0]:
        return False
    table = units[index].table
    above = next((units[at] for at in range(index - 1, first - 1, -1) if units[at].table != table), None)
    return above is not None and above.is_numbered and not units[index].is_numbered and above.level == 1


def is_group(units: Sequence[Unit], index: int, inside: range) -> bool:
    """Whether an item only groups the items below it: a name, a state, or a short label that ends with a colon."""
    following = units[index + 1] if index + 1 in inside else None
    if following is None or following.kind != "item" or following.level <= units[index].level:
        return False
    text = units[index].visible
    return (
        text.endswith((":", "："))
        or bool(state_of(text))
        or bool(owners_of(text))
        or (len(text) < 30 and units[index].text.startswith("**") and units[index].text.rstrip(":").endswith("**"))
    )


def parent_is_group(units: Sequence[Unit], index: int, first: int) -> bool:
    for above in range(index - 1, first - 1, -1):
        if units[above].kind == "item" and units[above].level == 1:
            return is_group(units, above, range(first, len(units)))
    return False


def is_legend(text: str) -> bool:
    return bool(LEGEND.match(text)) or bool(
        _SYMBOL.match(text) and len(text) < 30 and re.match(r"^\W+\s*(?:=|:|-|–|—)", text)
    )


def is_legend_list(units: Sequence[Unit], unit: Unit) -> bool:
    group = [one for one in units if one.table == unit.table]
    return all(len(one.visible) < 24 for one in group)

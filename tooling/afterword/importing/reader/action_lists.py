"""Lists that look like action items: groups of them, their details, legends, and lines that are items."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from afterword.importing.reader.action_parts import take_apart
from afterword.importing.reader.action_pieces import Manner
from afterword.importing.reader.action_states import state_of
from afterword.importing.reader.action_words import NAMES
from afterword.importing.reader.orders import is_order
from afterword.importing.reader.owner_names import named_before, owners_of
from afterword.importing.reader.unit import Unit, plain, split_box

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
    """The lines of a paragraph that are items: each begins with a state or an owner, or most are orders."""
    lines = unit.text.split("\n") if unit.kind == "paragraph" else []
    begun = [_ITEM_LINE.fullmatch(line) for line in lines]
    named = [one for one in begun if one and (state_of(one["state"] or "") or named_before(one["who"] or ""))]
    is_begun = all(begun) and 2 * len(named) >= len(lines)
    is_ordered = all(_LINE_OF_TASK.fullmatch(line.strip()) for line in lines) and 2 * sum(map(is_order, lines)) >= len(
        lines
    )
    if len(lines) < 2 or not (is_begun or is_ordered):
        return []
    places = range(unit.line, unit.line + len(lines))
    return [replace(unit, kind="sentence", line=at, end=at, text=line) for at, line in zip(places, lines, strict=True)]


_LINE_OF_TASK = re.compile(r"(?!(?:The|This|That|These|It|We|They|There|If|When|As|Our|So)\b)[A-Z].*[.!)]")


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
        or (bool(split_box(following.text)[0]) and not split_box(units[index].text)[0])
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


def details_of(units: Sequence[Unit], *, is_below_heading: bool) -> dict[str, str]:
    """What lines such as `Owner: Ana` below an action say of it, by `owner`, `due`, `state` and `link`."""
    found: dict[str, str] = {}
    for unit in units:
        is_inside = unit.level > 1 if unit.kind == "item" else unit.level > 0
        if unit.kind not in ("item", "paragraph") or not (is_below_heading or is_inside):
            break
        pairs = [pair for line in unit.text.split("\n") for pair in _pairs_of(plain(line))] or (
            _pairs_behind(unit.visible) if is_below_heading and unit.kind == "paragraph" else []
        )
        for name, value in pairs:
            if (key := _key_of(plain(name))) and (value := plain(value).strip()):
                found.setdefault(key, value)
    return found


_DETAIL = re.compile(
    r"(?:^|[;|·.,]\s{1,9}|(?<!\s)\s{2,9})(?P<name>[^\W\d_][^:：;|·.,]{0,30}?)\s?[:：]\s*(?P<value>.*?)"
    r"(?=(?:[;|·.,]\s{1,9}|(?<!\s)\s{2,9})[^\W\d_][\w ]{0,30}?\s?[:：]|$)"
)
"""A label with its value; several can be in a line: `Owner: Ana · Due: 3 May`."""


def _pairs_of(line: str) -> list[tuple[str, str]]:
    """The labels of a line with their values; none if the line does not begin with one."""
    pairs = _DETAIL.findall(line)
    return pairs if pairs and line.startswith(pairs[0][0]) and _key_of(pairs[0][0]) else []


def _pairs_behind(text: str) -> list[tuple[str, str]]:
    """The labels that prose ends with: `Only two people knew. Owner: Ana. Due: 3 May.`"""
    pairs = _DETAIL.findall(text)
    known = [pair for pair in pairs if _key_of(pair[0]) and len(pair[1]) <= _LONGEST_VALUE]
    return known if len(known) == len(pairs) else []


_LONGEST_VALUE = 40


def _key_of(name: str) -> str:
    """What a label or the head of a column says of an action: `owner`, `due`, `state`, `link`; empty for others."""
    name = name.strip(" :：").casefold()
    return next((key for key in ("owner", "due", "state", "link") if re.fullmatch(NAMES[key], name)), "")

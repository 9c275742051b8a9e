"""The action items of a foreign document: lists, tables, boxes, paragraphs and headings."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import chain

from afterword.importing.reader.action_lists import (
    LEGEND,
    details_of,
    is_detail_list,
    is_group,
    is_legend,
    item_lines,
    legends,
    parent_is_group,
)
from afterword.importing.reader.action_parts import LEADING_NAME, take_apart
from afterword.importing.reader.action_pieces import Manner
from afterword.importing.reader.action_states import LINK, leading_state, state_of
from afterword.importing.reader.action_units import (
    NUMBER,
    addresses,
    is_action_table,
    of_row,
    of_text,
    without_addresses,
)
from afterword.importing.reader.action_words import LEADING_STATE
from afterword.importing.reader.orders import is_order
from afterword.importing.reader.owner_names import is_sure, named_before, owners_of, owners_of_groups
from afterword.importing.reader.prose import SENTENCE
from afterword.importing.reader.reading import Action, ActionState, Part
from afterword.importing.reader.stated_tasks import StatedTask, deeds, stated_tasks
from afterword.importing.reader.unit import Unit, split_box
from afterword.postmortem.headings import names_lessons
from afterword.postmortem.outline import ACTION_ITEMS, LESSONS, MITIGATION, WENT_WRONG

_BOX = re.compile(r"^\s*(?:[-*]\s+)?\[[ xX]\]\s|^[☐☑✅⬜✔]")
_MARKED = re.compile(
    r"^(?:(?:AI|A|ACT|Action|Action item|AP|M|Maßnahme|TODO|FU|Task)\s?[-#]?\d{0,3}\s*[:.)–—-]\s|"
    r"\(?\d{1,2}[.)]\s|[P]\d\s*[:–—-]\s|TODO\b)"
)
_MOST_DETAILS = 8


def read_actions(
    units: Sequence[Unit],
    parts: Sequence[Part],
    manner: Manner,
) -> list[Action]:
    """Read the action items, in the order of the text.

    Args:
        units: of the document.
        parts: its sections.
        manner: what they are read with.
    """
    read = _read(units, parts, manner)
    named = {owner.casefold() for action in read for owner in action.owners if " team" not in owner} - manner.people
    is_told = any(not action.owners and named & set(action.text.casefold().split()) for action in read)
    return _read(units, parts, replace(manner, people=manner.people | named)) if is_told else read


def _read(units: Sequence[Unit], parts: Sequence[Part], manner: Manner) -> list[Action]:
    found: dict[int, list[Action]] = {}

    def add(read: Iterable[tuple[int, Action]]) -> None:
        known = set(found)
        for index, action in read:
            if index not in known:
                found.setdefault(index, []).append(action)

    sections = [part for part in parts if part.kind is ACTION_ITEMS or _is_done_beside(parts, part)]
    listed = [part for part in sections if any(one.kind in ("item", "row") for one in units[part.first : part.end])]
    for part in listed or sections:
        add(_of_section(units, parts, part, manner))
    if listed:  # where a list says what is to be done, prose elsewhere may report what was done about it
        told = chain.from_iterable(_of_section(units, parts, one, manner) for one in sections if one not in listed)
        add(one for one in told if one[1].owners or one[1].state != "done" or one[1].unit.kind == "heading")
    for part in _other_sections(units, parts, manner) if not found else ():
        add(_of_section(units, parts, part, manner))
    if not found:
        add(_rows(units, manner))
    if not found:
        add(_stated_in_prose(units, manner))
    add(_called(units, manner))
    if not found:
        add(_boxed(units, manner))
    return sorted(chain.from_iterable(found.values()), key=lambda action: action.line)


_Read = Iterator[tuple[int, Action]]


def _rows(units: Sequence[Unit], manner: Manner) -> _Read:
    for index, unit in enumerate(units):
        if unit.kind == "row" and is_action_table(unit) and (row := of_row(unit, None, [], manner)):
            yield index, row


def _stated_in_prose(units: Sequence[Unit], manner: Manner) -> _Read:
    """The tasks that the paragraphs of a text without action items state: what will be done, or who did it."""
    for index in range(len(units)):
        if _CALLED.match(units[index].visible):
            continue
        own = stated_tasks(units, range(index, index + 1), manner, is_planned=False).get(index, [])
        certain = [task for task in own if task.owners or task.has_doer]
        if any(task.state == "open" for task in certain):
            yield from ((index, action) for action in _of_task(units[index], certain, [], manner))


def _of_task(unit: Unit, own: Sequence[StatedTask], owners: Sequence[str], manner: Manner) -> Iterator[Action]:
    for task in own:
        said = unit if task.is_whole else replace(unit, kind="sentence", text=task.text, is_plain=True)
        yield of_text(said, task.state, task.owners or owners, manner)


def _called(units: Sequence[Unit], manner: Manner) -> _Read:
    """The tasks of lines such as `Follow-up: pin it (Ana); alert on it (Bo)`."""
    for index, unit in enumerate(units):
        if unit.kind in ("paragraph", "item") and _CALLED.match(unit.visible):
            called = _CALLED_RAW.sub("", unit.text)
            pieces = [one.strip() for one in _IN_A_ROW.split(called) if one.strip(" .")]
            by_brackets = _BEHIND_BRACKETS.split(called)
            pieces = SENTENCE.split(called) if len(pieces) == 1 and _SEVERAL.match(unit.visible) else pieces
            pieces = by_brackets if all(one.rstrip(" .").endswith(")") for one in by_brackets) else pieces
            home = replace(unit, kind="sentence") if len(pieces) > 1 else unit
            read = [replace(of_text(replace(unit, text=piece), None, [], manner), unit=home) for piece in pieces]
            is_sure_task = not unit.visible.startswith("AI") or any(one.owners or one.due_text for one in read)
            yield from ((index, action) for action in read if is_sure_task)


def _boxed(units: Sequence[Unit], manner: Manner) -> _Read:
    explained = legends(units, range(len(units)))
    for index, unit in enumerate(units):
        is_boxed = unit.kind == "item" and unit.level == 1 and re.match(r"\[[ xX]\]\s", unit.text)
        if is_boxed and unit.table not in explained:
            yield index, of_text(unit, None, [], manner)


_IN_A_ROW = re.compile(r";\s+|\s*[(（]\d{1,2}[)）]\s+")
_SEVERAL = re.compile(r"(?i)(?:next )?(?:actions|action items|next steps|follow[- ]?ups|to-?dos)\s?:")
_BEHIND_BRACKETS = re.compile(r"(?<=[)）])[,;.]\s+(?:and\s)?")
"""Between tasks in a line: `pin it (Ana); alert on it (Bo)`, `(1) pin it, (2) alert on it`."""
_CALLED = re.compile(
    r"(?i:(?:next )?actions?(?: items?)?|next steps?|follow[- ]?ups?|to-?dos?|to do|tasks?|aufgaben?|maßnahmen?|"
    r"nächste schritte|à faire|prochaines étapes|tareas?|próximos pasos|acci(?:ón|ones)|tarefas?|aç(?:ão|ões)|"
    r"azion[ei]|da fare|acties?|te doen|zadania|対応|対策|待办)\s?#?\d{0,3}\s?[:：]\s*\S|"
    r"(?:AI|AP|FU)(?:\s?#?\d{1,3})?\s?:\s+\S"
)
_CALLED_RAW = re.compile(r"^[\s*_`]*[^:：]*[:：][*_`]*\s*")
_IN_BRACKETS = re.compile(r"[(（\[]([^()（）\[\]]{2,40})[)）\]]\s*$")


def _stated(title: str) -> ActionState | None:
    """The state that a heading gives to what is below it: `Done`, `Immediate actions (completed)`."""
    bracket = _IN_BRACKETS.search(title)
    return state_of(title) or (state_of(bracket[1]) if bracket else None)


def _is_done_beside(parts: Sequence[Part], part: Part) -> bool:
    """Whether a part lists what was done, or is to be done at once, beside one with what is to be done."""
    beside = [other for other in parts if other.parent == part.parent and other.level == part.level]
    is_at_once = _AT_ONCE.match(part.title) and any(_LATER.match(other.title) for other in beside)
    is_own = part.kind is MITIGATION and (is_at_once or _stated(part.title) == "done")
    return is_own and any(other.kind is ACTION_ITEMS for other in beside)


_AT_ONCE = re.compile(r"(?i)\W*(?:immediate|sofort)")
_LATER = re.compile(
    r"(?i)\W*(?:(?:long|short|medium|mid|near)[- ]?(?:er)?[- ]?term|preventi|follow|kurzfrist|mittelfrist|langfrist)"
)


def _other_sections(units: Sequence[Unit], parts: Sequence[Part], manner: Manner) -> Iterator[Part]:
    """Sections that are not called so, but whose heading is a state, or whose items have owners, boxes or due dates."""
    for number, part in enumerate(parts):
        if not part.line or part.is_label or part.kind not in (None, MITIGATION, WENT_WRONG, LESSONS):
            continue
        own = [unit for unit in units[part.first : part.end] if unit.kind == "item" and unit.level == 1]
        if not own or any(other.parent == number and not _is_label_of(other) for other in parts):
            continue
        labelled = [
            other for other in parts if other.parent == number and (owners_of(other.title) or state_of(other.title))
        ]
        marked = [unit for unit in own if split_box(unit.text)[0] or _is_marked(unit, manner)]
        is_remedy = _REMEDY.fullmatch(part.title) is not None and not any(_CLOCK.match(unit.visible) for unit in own)
        if is_remedy or state_of(part.title) or 2 * len(marked) > len(own) or labelled:
            yield part


_REMEDY = re.compile(r"(?i)\W*(?:remediation|remedy|remedies|prevention|fix(?:es)?|gegenmaßnahmen|対策|整改)\W*")
"""A heading that names what was done at once, too, unless no other one names what is to be done."""
_CLOCK = re.compile(r"\W*(?:\d{4}-\d\d-\d\d|\d{1,2}[:.h]\d\d)")


def _is_label_of(part: Part) -> bool:
    return part.level >= 6 or (part.kind is None and bool(owners_of(part.title) or state_of(part.title)))


def _is_marked(unit: Unit, manner: Manner) -> bool:
    parts = take_apart(unit.visible, manner)
    if parts.owners or parts.due_text or parts.state:
        return True
    links = [*addresses(unit.text), *parts.links]
    return bool(links) and len(without_addresses(parts.text, unit.text).split()) > 2


def _named_owner(text: str) -> list[str] | None:
    """The owners that a task begins with: `Ana: test it`, `A. Bo: test it`, `Legal (Ms. Osei): answer it`."""
    match = LEADING_NAME.match(text)
    return (named_before(match["who"]) or None) if match else None


def _manner(units: Sequence[Unit], manner: Manner) -> Manner:
    """How the items of a list name their owners."""
    behind = before = 0
    is_before_sure = False
    for unit in units:
        text = split_box(unit.visible)[1]
        at_end = take_apart(text, manner)
        behind += bool(at_end.owners) and text.startswith(at_end.text[:10])
        named = _named_owner(text) or []
        before += bool(named)
        is_before_sure |= is_sure(named, manner.people) or any(" " in name for name in named)
    is_many = bool(units) and 2 * before >= len(units) and is_before_sure
    return replace(manner, behind=bool(units) and 2 * behind >= len(units), before=is_many)


def _of_section(
    units: Sequence[Unit],
    parts: Sequence[Part],
    section: Part,
    manner: Manner,
) -> Iterator[tuple[int, Action]]:
    inside = range(section.first, section.end)
    labels = {part.first - 1: part for part in parts if part.first - 1 in inside}
    heads = _heading_actions(units, labels)
    explained = legends(units, inside)
    has_items = any(units[index].kind in ("item", "row") for index in inside)
    kind = "item" if has_items else "paragraph"
    own = [units[i] for i in inside if units[i].kind == kind and units[i].level == int(has_items)]
    lines = {i: found for i in inside if not units[i].level and (found := item_lines(units[i]))}
    manner = _manner(own if has_items else [*chain.from_iterable(lines.values())] or own, manner)
    stated = {} if has_items else stated_tasks(units, inside, manner, is_planned=True)
    done = deeds(units, inside)
    lines_above = [units[i].visible for i in inside if units[i].kind == "item" and is_group(units, i, inside)]
    groups = owners_of_groups([*(label.title for label in labels.values()), *lines_above], manner.people)
    state: ActionState | None = _stated(section.title)
    owners: list[str] = []
    skipping = 0
    for index in inside:
        unit = units[index]
        label = labels.get(index)
        if label is not None:
            if skipping and label.level > skipping:
                continue
            skipping = label.level if label.kind not in (None, ACTION_ITEMS) else 0
            if not skipping and index not in heads:
                state, owners = _stated(label.title) or _stated(section.title), groups.get(label.title, [])
        if skipping or (label is not None and index not in heads):
            continue
        if label is not None:
            action = of_text(replace(unit, kind="heading"), None, [], manner)
            yield index, _with_details(action, units[index + 1 : label.end], manner)
        elif unit.kind == "row":
            if row := of_row(unit, state, owners, manner):
                yield index, row
        elif unit.kind == "item" and unit.level == 1 and is_group(units, index, inside):
            state, owners = state_of(unit.visible.rstrip(":：")), groups.get(unit.visible, [])
        elif not heads and (index in lines or index in stated):
            read = (
                [of_text(line, state, owners, manner) for line in lines[index]]
                if index in lines
                else _of_task(unit, stated[index], owners, manner)
            )
            yield from ((index, action) for action in read)
        elif not heads and unit.table not in explained and _is_action(units, index, section, manner, has_items):
            action = of_text(unit, state or ("done" if index in done else None), owners, manner)
            yield index, _with_details(action, units[index + 1 : section.end], manner)


def _is_action(units: Sequence[Unit], index: int, section: Part, manner: Manner, has_items: bool) -> bool:
    """Whether an item, or a paragraph where there are no items, is an action; one of a name and a task is."""
    unit = units[index]
    if unit.kind == "item":
        if is_detail_list(units, index, section.first):
            return False
        is_own = unit.level == 1 or (unit.level == 2 and parent_is_group(units, index, section.first))
        box, text = split_box(unit.text)
        is_task = not names_lessons(section.title) or is_order(unit.visible) or _is_marked(unit, manner)
        is_text = bool(text.strip(" []")) and (box in ("-", "~") or not is_legend(unit.visible))
        return is_own and is_task and is_text
    return (
        unit.kind == "paragraph"
        and not unit.level
        and (
            _is_stated(unit)
            if has_items
            else (manner.before and _named_owner(unit.visible) is not None) or _commits(unit)
        )
    )


def _is_stated(unit: Unit) -> bool:
    """Whether a paragraph beside a list is one more task, whose state it begins with: `Won't do: a second cluster`."""
    lead = LEADING_STATE.match(unit.visible)
    state = state_of(lead["bare"] or "") if lead else None
    return state in ("done", "dropped") and len(unit.visible) < _LONGEST_TASK and "\n" not in unit.text


_LONGEST_TASK = 200


def _heading_actions(units: Sequence[Unit], labels: Mapping[int, Part]) -> set[int]:
    """The headings that are single actions: several of them, none with a list of more than details below."""
    real = [index for index in sorted(labels) if labels[index].level == min(part.level for part in labels.values())]
    if any(units[index].kind != "heading" for index in real) and not _are_tasks(units, real):
        return set()
    marked = [
        index
        for index in real
        if NUMBER.match(units[index].visible)
        or "@" in units[index].text
        or LINK.search(units[index].visible)
        or _BOX.match(units[index].text)
    ]
    marked = [index for index in marked if owners_of(units[index].visible) is None]
    marked += [
        index
        for index in real
        if index not in marked and details_of(units[index + 1 : index + 6], is_below_heading=True)
    ]
    return set(real) if real and (2 * len(marked) > len(real) or _are_tasks(units, real)) else set()


def _are_tasks(units: Sequence[Unit], heads: Sequence[int]) -> bool:
    """Whether headings, or lines in bold, order tasks with prose below: `**Pin the version**`; lists have groups."""
    is_prose = all(at + 1 < len(units) and units[at + 1].kind in ("paragraph", "heading") for at in heads)
    orders = sum(is_order(units[at].visible) for at in heads)
    return is_prose and len(heads) > 1 and 2 * orders > len(heads)


def _with_details(action: Action, below: Sequence[Unit], manner: Manner) -> Action:
    """An action with what lines below it say of it."""
    details = details_of(below[:_MOST_DETAILS], is_below_heading=action.unit.kind == "heading")
    if not details:
        return action
    due = manner.due_of(details.get("due", "")) if "due" in details else None
    return replace(
        action,
        owners=action.owners or tuple(owners_of(details.get("owner", ""), is_cell=True) or ()),
        due=due[0] if due and not action.due_text else action.due,
        due_text=action.due_text or details.get("due", ""),
        state=(leading_state(details.get("state", "")) if action.state == "open" else None) or action.state,
        links=action.links or tuple(LINK.findall(" ".join(details.values()))),
    )


def _commits(unit: Unit) -> bool:
    """Whether a paragraph is a single task: it is marked as one, or names an owner, a date or a state apart."""
    if unit.is_quoted or LEGEND.match(unit.visible):
        return False
    if _BOX.match(unit.text) or _MARKED.match(unit.visible) or unit.text.startswith("~~"):
        return True
    parts = take_apart(unit.visible, Manner())
    return (
        bool(parts.owners or parts.due_text or (parts.state and parts.text != unit.visible)) and len(unit.visible) < 300
    )

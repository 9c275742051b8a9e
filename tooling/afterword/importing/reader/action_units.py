"""One action item of a foreign document, from the unit that it is written in: a line, or a row of a table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from afterword.importing.reader.action_parts import take_apart
from afterword.importing.reader.action_pieces import LINE, Manner, Parts, take_piece
from afterword.importing.reader.action_states import LINK, leading_state, state_of, state_of_mark
from afterword.importing.reader.action_words import MARKS, NAMES, NAMES_WITHIN
from afterword.importing.reader.owner_names import is_sure, named_before, owners_of, person_of
from afterword.importing.reader.reading import Action, ActionState
from afterword.importing.reader.stamps import read_stamp
from afterword.importing.reader.unit import Unit, plain, split_box

_MARK_BEHIND = re.compile(rf"(?<=\s)(?:(?P<mark>{MARKS})|(?P<word>[A-Z]{{4,12}}))$")
_DONE_HEAD = re.compile(
    r"(?i)(?:done|completed?|finished|closed|resolved|erledigt|fait|hecho|feito|fatto|klaar|gereed|✅)"
    r"(?: (?:on|at|am|date))?\s?\??$"
)
_NOT_DONE = re.compile(r"(?i)❌|✖\ufe0f?|:x:|✗|no|nein|non|não|nee|nie")
_TICKET = re.compile(r"(?i)(?:bug|issue|ticket|story|task|pr|mr)\s?#?\d{2,}|(?<!\S)[a-z]{1,12}[/#-]\d{2,9}(?!\S)")
"""A number of a tracker that only a column or a label shows to be one: `Bug 5554823`, `b/55102`."""
NUMBER = re.compile(
    r"^(?:(?:AI|ACT|AP|FU|Action(?: item)?|Task|Maßnahme)\s?[-#]?\d{1,3}\s*[:.)–—-]?\s+|"
    r"[A-Z]{1,3}\d{1,2}\s*[:.)–—-]\s+|#?\d{1,2}(?:\.\d{1,2})?[.):]\s+)"
)


def of_text(
    unit: Unit,
    state: ActionState | None,
    owners: Sequence[str],
    manner: Manner,
) -> Action:
    """Return the action that a line says."""
    box, rest = split_box(_STRIKE_TAG.sub("~~", unit.text))
    linked = addresses(rest)
    visible = plain(rest) if not unit.is_plain else rest
    struck = rest.strip()
    shown = (
        f"~~{plain(struck.strip('~'))}~~"
        if struck.startswith("~~") and struck.endswith("~~")
        else rest
        if unit.is_plain
        else _keep_strikes(rest)
    )
    shown = without_addresses(_set_emphasis_apart(shown, rest), rest)
    lead = _BOLD_LEAD.match(rest)
    names = named_before(plain(lead["who"])) if lead else []
    who = plain(lead["who"]) if lead and (is_sure(names, manner.people) or any(" " in name for name in names)) else ""
    if who and shown.startswith(who):
        behind = shown[len(who) :].replace(LINE, " ").lstrip(" :：–—.-")
        shown, manner = f"{who}: {behind}", replace(manner, before=True)
    numbered = NUMBER.match(shown)
    is_done = box in ("x", "X", "✓", "✔")
    parts = take_apart(("✅ " if is_done else "") + shown[numbered.end() if numbered else 0 :], manner)
    if is_done:
        parts.state = "done"
    elif box in ("~", "-"):
        parts.state = "dropped"
    elif box == " ":
        parts.state = parts.state or "open"
    unlinked = plain(_LINKED.sub(" ", rest)) if not unit.is_plain else rest
    own = numbered[0] if numbered else ""
    named = [link for link in (*parts.links, *LINK.findall(unlinked)) if link in unlinked and link not in own]
    links = list(dict.fromkeys([*linked, *named]))
    links = [one for one in links if not any(other != one and other.startswith(one) for other in links)]
    text = parts.text or visible
    found = tuple(dict.fromkeys(parts.owners or owners))
    return Action(unit.line, text, found, parts.due, parts.due_text, parts.state or state or "open", tuple(links), unit)


_STRIKE_TAG = re.compile(r"(?i)</?(?:s|del|strike)>")
_BOLD_LEAD = re.compile(r"(?:\*\*|__)(?P<who>[^*_\n]{2,40}?)[:：.]?(?:\*\*|__)[\s:：–—.-]{1,4}(?=\S)")


def _keep_strikes(text: str) -> str:
    """The text without markup, but with the marks of what is struck out at its beginning, and nothing else struck."""
    match = re.match(r"^~~(.+?)~~(.*)$", text.strip(), re.DOTALL)
    struck, text = (f"~~{_by_line(match[1])}~~ ", match[2]) if match else ("", text)
    return struck + _by_line(_STRUCK_WITHIN.sub(" ", text) if re.search(r"\w", _STRUCK_WITHIN.sub("", text)) else text)


_STRUCK_WITHIN = re.compile(r"\s*~~[^~\n]+~~\s*")


def _by_line(text: str) -> str:
    return plain(re.sub(r"[\\ ]*\n\s*", f" {LINE} ", text))


_EMPHASIS = re.compile(r"\s(?P<mark>\*\*|__|\*|_)(?P<words>[^*_\n]{2,40})(?P=mark)(?P<behind>[^*_\n]{0,60})$")


def _set_emphasis_apart(shown: str, raw: str) -> str:
    """Set an owner or a state apart that is only emphasised at the end: `Use names **Ottavia** by 10 May`."""
    match = _EMPHASIS.search(raw.strip())
    if match is None or not (owners_of(match["words"]) or state_of(match["words"])):
        return shown
    end = " ".join(f"{match['words']}{match['behind']}".split())
    if not shown.endswith(end):
        return shown
    before, behind = shown[: -len(end)].rstrip(), match["behind"].strip(" -–—|·,;:")
    if before[-1:] in "-–—|·,;:([→":
        return shown
    return f"{before} — {match['words'].strip()}" + (f" — {behind}" if behind else "")


_LINKED = re.compile(r"!?\[(?P<text>[^\]]*)\]\((?P<url>[^\s)]+(?:\([^\s)]*\)[^\s)]*)?)(?:\s+\"[^\"]*\")?\)")


def addresses(text: str) -> list[str]:
    """Return the addresses of the links of a Markdown text."""
    return [
        match["url"]
        for match in _LINKED.finditer(text)
        if not match[0].startswith("!")
        and not match["text"].startswith("@")
        and match["url"].startswith(("http", "/", "."))
    ]


def without_addresses(shown: str, raw: str) -> str:
    """Leave out the text of links that only name a ticket or a pull request at the end: `[PR](https://…)`."""
    for match in reversed(list(_LINKED.finditer(raw))):
        text = plain(match["text"])
        bare = re.fullmatch(
            r"(?i)(?:pr|mr|issue|ticket|link|jira|pull request|merge request|story|bug|see|here|commit|card|"
            r"patch|change|doc)?\s*[#!]?[\w/-]*\d*",
            text,
        )
        if bare and shown.rstrip(" .)").endswith(text):
            shown = shown.rstrip(" .)")[: -len(text)].rstrip(" ,(–—-:")
            shown += ")" * (shown.count("(") > shown.count(")"))
    return shown


def of_row(unit: Unit, state: ActionState | None, owners: Sequence[str], manner: Manner) -> Action | None:
    """Return the action that a row of a table says; None if it says none."""
    columns = columns_of(unit)

    def cell(name: str) -> str:
        column = columns.get(name)
        return _kept(unit.cells[column]) if column is not None and column < len(unit.cells) else ""

    if not cell("text").strip(" -–—"):
        return None  # also of a table that only says of the task above it who does it until when
    column = columns["text"]
    source = replace(unit, text=unit.cells[column], kind="item")
    read = of_text(source, None, [], replace(manner, behind=False, before=False, elsewhere="owner" in columns))
    said = Parts("")
    is_joined = take_piece(said, cell("owner"), manner, by_comma=False) and bool(said.owners and said.due_text)
    who = said.owners if is_joined else person_of(cell("owner")) or owners_of(cell("owner"), is_cell=True)
    due = manner.due_of(cell("due")) if cell("due") else None
    links = [link for name in ("link", "state", "text") for link in _links(unit, columns.get(name))]
    is_written = cell("due").strip("-–— ")
    return Action(
        unit.line,
        read.text,
        tuple(who or read.owners or owners),
        due[0] if due else said.due if is_joined else read.due,
        due[1] if due else cell("due") if is_written else said.due_text if is_joined else read.due_text,
        _state_of_row(unit, columns, manner) or (read.state if read.state != "open" else None) or state or "open",
        tuple(dict.fromkeys(links or read.links)),
        unit,
    )


def _kept(cell: str) -> str:
    """A cell without markup, and without what is struck out in it, unless that is all of it."""
    kept = plain(_STRUCK_WITHIN.sub(" ", cell))
    return kept if re.search(r"\w", kept) else plain(cell)


def _state_of_row(unit: Unit, columns: Mapping[str, int], manner: Manner) -> ActionState | None:
    """How far the action of a row is: by its column, by boxes and marks, or by what other cells begin with."""
    cells = [plain(cell) for cell in unit.cells]
    head, cell = "", ""
    if (column := columns.get("state", len(cells))) < len(cells):
        head, cell = plain(unit.head[column]).strip(), cells[column].strip()
    says_done = _DONE_HEAD.match(head) is not None
    others = [text.strip() for at, text in enumerate(cells) if at not in columns.values()]
    boxes = [_BOXES.get(text.casefold()) or (state_of_mark(text) if re.fullmatch(MARKS, text) else None)
             for text in (cell, *others)]  # fmt: skip
    due = plain(unit.cells[columns["due"]]) if columns.get("due", len(cells)) < len(cells) else ""
    said = [state for text in others if (state := leading_state(text)) in ("done", "dropped")]
    behind = _state_behind(text for at, text in enumerate(cells) if at != columns["text"])
    return (
        ("open" if says_done and _NOT_DONE.fullmatch(cell) else None)
        or ("done" if says_done and cell and manner.due_of(cell) else None)
        or state_of(cell)
        or next(filter(None, boxes), None)
        or leading_state(cell)
        or state_of(due)
        or behind
        or next(iter(said), None)
    )


_BOXES: Mapping[str, ActionState] = {"[x]": "done", "[✓]": "done", "[ ]": "open", "[]": "open", "[-]": "dropped"}


def _state_behind(cells: Iterable[str]) -> ActionState | None:
    """The state at the end of a cell with something else, such as `#611 ✅` or `n/a DONE`."""
    marks = [mark for cell in cells if (mark := _MARK_BEHIND.search(cell))]
    states = (state_of_mark(mark["mark"]) if mark["mark"] else state_of(mark["word"]) for mark in marks)
    return next(filter(None, states), None)


def _links(unit: Unit, column: int | None) -> list[str]:
    """The addresses and the numbers of issues in a cell."""
    cell = unit.cells[column] if column is not None and column < len(unit.cells) else ""
    found = [*addresses(cell), *LINK.findall(plain(_LINKED.sub(" ", cell)))]
    return found or _TICKET.findall(plain(cell))


def is_action_table(unit: Unit) -> bool:
    """Whether a row is of a table that says who does what until when, or how far it is, and has no time of day."""
    columns = _columns(unit.head, tuple(map(len, unit.cells)), (NAMES,)) if any(unit.head) else {}
    stamps = (read_stamp(plain(cell)) for cell in unit.cells)
    is_event = any(stamp and (stamp.clock or stamp.relative) for stamp in stamps)
    return not is_event and "owner" in columns and ("due" in columns or "state" in columns)


def columns_of(unit: Unit) -> dict[str, int]:
    """Return which column of the table of a row has the `text`, `owner`, `state`, `link` and `due` of its actions."""
    return _columns(unit.head, tuple(map(len, unit.cells)), (NAMES, NAMES_WITHIN))


_IDS = ("id", "key", "schlüssel", "clé", "clave", "chave")
"""What the column of numbers of a tracker is called that has no other name."""
_KINDS = ("owner", "state", "link", "due", "text")
_BESIDE = re.compile(r"\s*(?:[/(（,]|\bund\b|\band\b).*$")


def _columns(names: Sequence[str], lengths: Sequence[int], tables: Sequence[Mapping[str, str]]) -> dict[str, int]:
    written = [plain(cell).strip(" :?").casefold() for cell in names]
    head = [_BESIDE.sub("", text) or text for text in written]
    found: dict[str, int] = {}
    for patterns in tables:
        for name in _KINDS:
            pattern = patterns.get(name)
            fitting = [
                column
                for column, text in enumerate(head)
                if pattern and re.fullmatch(pattern, text) and column not in found.values()
            ]
            # A person beside their team owns it.
            own = [column for column in fitting if not head[column].startswith(("team", "équipe", "equip"))]
            if name not in found and fitting:
                found[name] = (own or fitting)[0]
    for name in _IDS:
        if "link" not in found and name in head and head.index(name) not in found.values():
            found["link"] = head.index(name)
    if "text" not in found:
        rest = [column for column in range(len(lengths)) if column not in found.values()]
        if rest or not found:
            found["text"] = max(rest or range(len(lengths)), key=lambda column: lengths[column])
    return found

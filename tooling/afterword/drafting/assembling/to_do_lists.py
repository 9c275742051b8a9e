"""Lists and tables of what is to be done, within what somebody wrote."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from afterword.language.section_labels import TO_DO
from afterword.text.late_pattern import late_pattern

_BULLET = r"[ \t]*(?:[-*•+–]|\d{1,2}[.)]|\([a-h1-9]\)|\d{1,2}(?=[ \t]{2}))[ \t]+"
_AGREED = (
    r"agreed|decided|actions?|to[- ]?dos?|follow[- ]?ups?|next steps|we (?:will |now )?do|"
    r"we (?:said|settled on|promised)|vereinbart\w*|"
    r"beschl(?:oss\w+|[uü]ss\w*)|aufgaben|décid\w+|conven[iu]\w*|décisions|acord\w+|acuerdos|compromisos|tareas|concord\w+|"
    r"decis\w+|afgesproken|afspraken|besl[ou]\w+|ustal\w+|combinad\w+"
)
_LIST = late_pattern(
    rf"^[ \t#*]*(?:\d{{1,2}}(?:\.\d{{1,2}})?[.)]? )?"
    rf"(?:(?:{TO_DO})[ \t*]*:?|[^\n:.!?]{{0,60}}\b(?:{_AGREED})\b[^\n:.!?]{{0,40}}:)[ \t*]*\n(?:[ \t]*\n)*"
    rf"(?P<list>(?:{_BULLET}[^\n]+(?:\n|\Z))+)",
    re.IGNORECASE | re.MULTILINE,
)
"""A list below a line that says that it is one of what is to be done."""
_ITEM = late_pattern(rf"^{_BULLET}(?P<what>[^\n]+)", re.MULTILINE)
_BOX = late_pattern(r"\[ \] ?")
_TABLE = late_pattern(r"(?:^[ \t]*\|[^\n]*(?:\n|\Z))+", re.MULTILINE)
_RULE = late_pattern(r":?-{3,}:?")
_COLUMNS = {
    "what": late_pattern(r"what|actions?(?: items?)?|tasks?|items?|to[- ]?do|measures?|steps?|follow-?ups?", re.I),
    "who": late_pattern(r"who|owners?|assignees?|responsible|by whom|assigned(?: to)?", re.I),
    "due": late_pattern(r"until|due(?: date)?|by(?: when)?|deadline|when|date", re.I),
}
_DONE = late_pattern(
    r"done|closed|completed?|finished|✅|✔️?|x|~~.*~~|(?:was )?(?:rejected|cancell?ed|dropped|withdrawn)|obsolete|"
    r"won'?t (?:do|fix)|wontfix",
    re.I,
)
"""A cell of a row that is no longer to be done."""
_NO_DAY = late_pattern(r"[-–—?/.]*|tb[dcs]|to be (?:decided|defined|confirmed)|n/?a|none|open|unknown", re.I)


@dataclass(frozen=True, slots=True)
class ToDo:
    """What is to be done, as it is written; `who` and `due` are empty if it has no column for them."""

    what: str
    who: str = ""
    due: str = ""


def to_do_bullets(text: str) -> Iterator[str]:
    """Yield what the lists of a text name that is not ticked."""
    for found in _LIST.finditer(text):
        for item in _ITEM.finditer(found["list"]):
            what = _BOX.sub("", item["what"], count=1).strip()
            if not what.startswith(("[x]", "[X]", "~~")):
                yield what


def prose_of(text: str) -> str:
    """Return a text without its tables and its lists of what is to be done."""
    return _TABLE.sub(lambda found: "" if _is_table(found[0]) else found[0], _LIST.sub("", text))


def _is_table(text: str) -> bool:
    return text.lstrip().startswith("|") and "|--" in text.replace(" ", "").replace("|:", "|")


def to_do_rows(text: str) -> Iterator[ToDo]:
    """Yield the rows of a table with a column for what and one for who or until when, without those that are done."""
    is_rows = text.lstrip().startswith("|") and text.rstrip().endswith("|")
    cells = [cell.strip() for cell in " ".join(text.split()).strip("| ").split("|")] if is_rows else []
    rules = [index for index, cell in enumerate(cells) if _RULE.fullmatch(cell)]
    width = len(rules) or next((index for index, cell in enumerate(cells) if not cell), 0)  # the end of the first row
    if rules and rules != list(range(width + 1, 2 * width + 1)):
        return
    names = {name: index for name, form in _COLUMNS.items() for index in range(width) if form.fullmatch(cells[index])}
    if "what" not in names or len(names) < 2:
        return
    for start in range((2 if rules else 1) * (width + 1), len(cells), width + 1):
        row = cells[start : start + width]
        row += [""] * (width - len(row))  # the end of the last row is empty
        if not row[names["what"]] or any(_DONE.fullmatch(cell) for cell in row):
            continue
        found = ToDo(**{name: row[index] for name, index in names.items()})
        yield replace(found, due="") if _NO_DAY.fullmatch(found.due) else found

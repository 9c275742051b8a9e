"""The one comment on a pull request, as text: three lines, and the rest folded. Pure.

Whatever stands in it may be written by strangers or by a model, so all of it is inert.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown

MARKER = "<!-- afterword:pull-request -->"
_DROPPED = ("<!-- afterword:dropped -->", "<!-- /afterword:dropped -->")
_MAX_BODY = 60_000
"""GitHub takes 65,536 characters."""
_MAX_ROWS = 40
_MAX_TEXT = 300


@dataclass(frozen=True, slots=True)
class Dropped:
    """A claim of a model that is not in the draft, and why."""

    document: str
    section: str
    text: str
    reason: str


@dataclass(frozen=True, slots=True)
class Row:
    """Something at a place, or about an action item."""

    place: str
    text: str


@dataclass(frozen=True)
class Said:
    """All that the comment says.

    Attributes:
        waiting: sections that await review, by document.
        accepted: sections that were accepted, by document, with who did it; "" where that is not known.
        declined: sections that were taken out, by document.
        dropped: claims that did not hold; None where nothing was drafted this time, so that what was told stays.
        errors, warnings: how many findings there are.
        findings: the findings, errors first.
        plan: what merging would do to the issues; empty where that is nothing, or not known.
        plan_summary: the same in a line; empty for nothing.
    """

    waiting: dict[str, list[str]] = field(default_factory=dict)
    accepted: dict[str, dict[str, str]] = field(default_factory=dict)
    declined: dict[str, list[str]] = field(default_factory=dict)
    dropped: Sequence[Dropped] | None = None
    errors: int = 0
    warnings: int = 0
    findings: Sequence[Row] = ()
    plan: Sequence[Row] = ()
    plan_summary: str = ""


def render(said: Said, before: str = "") -> str:
    """The comment's body.

    Args:
        said: what is to be said.
        before: the comment's body until now, "" where there is none.
    """
    waiting = sum(len(names) for names in said.waiting.values())
    accepted = sum(len(names) for names in said.accepted.values())
    declined = sum(len(names) for names in said.declined.values())
    parts = [f"{counted(waiting, 'drafted section')} {'awaits' if waiting == 1 else 'await'} review"] if waiting else []
    parts += [f"{accepted} accepted"] if accepted else []
    parts += [f"{declined} declined"] if declined else []
    lines = [
        MARKER,
        f"**Drafts:** {', '.join(parts) or 'nothing awaits review'}  ",
        f"**Check:** {counted(said.errors, 'error')}, {counted(said.warnings, 'warning')}  ",
        f"**On merge:** {escape_markdown(said.plan_summary) or 'nothing happens to issues'}",
    ]
    how = "Delete the note of a section to accept it, or the section to decline it." if waiting else ""
    lines += _folded("Drafted sections", _sections(said), above=how)
    lines += _dropped(said, before)
    lines += _folded("Findings", [f"| {_cell(row.place)} | {_cell(row.text)} |" for row in said.findings], "Place")
    lines += _folded("Issues", [f"| {_cell(row.place)} | {_cell(row.text)} |" for row in said.plan], "Action item")
    return "\n".join(lines) + "\n"


def is_ours(body: str) -> bool:
    """Whether a comment bears the mark."""
    return body.lstrip("\ufeff \r\n").startswith(MARKER)


def _sections(said: Said) -> list[str]:
    rows = [(document, name, "awaits review") for document, names in said.waiting.items() for name in names]
    for document, names in said.accepted.items():
        rows += [(document, name, f"accepted by {who}" if who else "accepted") for name, who in names.items()]
    rows += [(document, name, "declined") for document, names in said.declined.items() for name in names]
    return [f"| {_cell(document)} | {_cell(f'{name}: {state}')} |" for document, name, state in rows]


def _dropped(said: Said, before: str) -> list[str]:
    begin, end = _DROPPED
    if said.dropped is None:
        # Our own words of an earlier run, in a comment that is ours.
        match = re.search(rf"{re.escape(begin)}\n.*?\n{re.escape(end)}", before.replace("\r\n", "\n"), re.DOTALL)
        return ["", *match.group().split("\n")] if match else []
    rows = [
        f"| {_cell(f'{one.document}, {one.section}')} | {_cell(one.text)}: {_cell(one.reason)} |"
        for one in said.dropped
    ]
    folded = _folded("Claims of the model that did not hold, and are not in the draft", rows, "Section")
    return ["", begin, *folded[1:], end] if folded else []


def _folded(title: str, rows: Sequence[str], head: str = "Post-mortem", *, above: str = "") -> list[str]:
    if not rows:
        return []
    room = _MAX_BODY // 4
    shown: list[str] = []
    for row in rows[:_MAX_ROWS]:
        room -= len(row)
        if room < 0:
            break
        shown.append(row)
    more = [f"| | {len(rows) - len(shown)} more |"] if len(rows) > len(shown) else []
    table = [f"| {head} | What |", "|---|---|", *shown, *more]
    intro = [above, ""] if above else []
    return ["", f"<details><summary>{title} ({len(rows)})</summary>", "", *intro, *table, "", "</details>"]


def _cell(text: str) -> str:
    return escape_markdown(text if len(text) <= _MAX_TEXT else text[:_MAX_TEXT].rstrip() + " …")

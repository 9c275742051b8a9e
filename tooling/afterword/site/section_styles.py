"""The look of a post-mortem's own parts: open questions, draft notices, claims to check, timeline, action items.

Tokens are changed in place. The text stays as written; only an overdue date is marked as overdue.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Set
from dataclasses import dataclass
from itertools import pairwise

from markdown_it.token import Token

from afterword.postmortem import draft_notice
from afterword.postmortem.headings import recogniser
from afterword.postmortem.markers import CHECK_FIRST_MARKER, OPEN_QUESTION_MARKER
from afterword.postmortem.outline import ACTION_ITEMS, MODEL_CONFIG, TIMELINE
from afterword.postmortem.timeline import match_item
from afterword.site.diffs import mark_words
from afterword.site.headings import plain_text, slug
from afterword.site.link_rewriting import link_token

_UNKNOWN = OPEN_QUESTION_MARKER.strip("*")
_CHECK_FIRST = CHECK_FIRST_MARKER.strip("*")
_SIGNALS = ("first symptom", "detected", "alert triggered")
_NOT_IN_ID = re.compile(r"[^0-9a-z]+")


@dataclass(frozen=True, slots=True)
class ActionMark:
    """What is shown in one row of an action table.

    Attributes:
        kind: suffix of the CSS class for its status.
        is_overdue: whether its date has passed.
        issue: address of its issue, None if there is none to link to.
        status: the tracker's status if it differs from the written one; empty to show what is written.
    """

    kind: str
    is_overdue: bool = False
    issue: str | None = None
    status: str = ""


@dataclass(frozen=True, slots=True)
class Origin:
    """Who drafted a section, in words, and whether it awaits review by a notice above all sections."""

    words: str
    is_draft: bool = False


def mark_unknowns(tokens: list[Token]) -> None:
    """Give open questions a class: the bold words, and the paragraph or item that they begin."""
    for index, token in enumerate(tokens):
        children = token.children or []
        for at, child in enumerate(children[:-1]):
            if child.type == "strong_open" and children[at + 1].content.strip() == _UNKNOWN:
                child.attrJoin("class", "aw-unknown")
                if not plain_text(children[:at]).strip():
                    holder = tokens[index - 2] if tokens[index - 1].hidden else tokens[index - 1]
                    holder.attrJoin("class", "aw-question")
                    _set_evidence_apart(children)


def _set_evidence_apart(children: list[Token]) -> None:
    """Begin a line with the evidence of an open question, as in its source."""
    for before, child in pairwise(children):
        if before.type == "softbreak" and child.type == "text" and child.content.startswith("Evidence:"):
            before.type, before.tag = "hardbreak", "br"


def mark_drafts(tokens: list[Token]) -> None:
    """Give draft notices a title of their own."""
    for index, token in enumerate(tokens):
        if token.type != "alert_open":
            continue
        text = next((t for t in tokens[index + 4 :] if t.type in ("inline", "alert_close")), None)
        if text and draft_notice.begins_with_sentence(text.content):
            token.meta["drafted"] = True
            title = tokens[index + 2]
            title.content = "Drafted, not yet reviewed"
            title.children = [Token("text", "", 0, content=title.content)]


def drop_blocks(tokens: list[Token], lines: Set[int]) -> None:
    """Drop the quotes that begin at some lines: the page says elsewhere what a draft notice above all sections says."""
    at = 0
    while at < len(tokens):
        token = tokens[at]
        if token.type in ("alert_open", "blockquote_open") and token.level == 0 and token.map and token.map[0] in lines:
            closing = token.type.replace("open", "close")
            end = next(i for i in range(at, len(tokens)) if tokens[i].type == closing and tokens[i].level == 0) + 1
            del tokens[at:end]
        else:
            at += 1


def mark_doubts(tokens: list[Token]) -> tuple[str, ...]:
    """Give claims to check first a class and an id; returns the ids."""
    found: list[str] = []
    for index, token in enumerate(tokens):
        children = token.children or []
        for at, child in enumerate(children[:-1]):
            if child.type == "strong_open" and children[at + 1].content.strip() == _CHECK_FIRST:
                child.attrJoin("class", "aw-doubt")
                holder = tokens[index - 2] if tokens[index - 1].hidden else tokens[index - 1]
                if holder.nesting == 1 and "id" not in holder.attrs:
                    found.append(f"check-first-{len(found) + 1}")
                    holder.attrSet("id", found[-1])
                    holder.attrJoin("class", "aw-check-first")
    return tuple(found)


def mark_origins(tokens: list[Token], origins: Mapping[int, Origin]) -> None:
    """Say below headings who drafted their sections, and behind them that a notice far above calls them drafts."""
    at = 0
    while at < len(tokens):
        heading = tokens[at]
        at += 1
        origin = origins.get(heading.map[0]) if heading.map and heading.type == "heading_open" else None
        if origin is None or heading.level != 0:
            continue
        if origin.is_draft:
            title, chip = tokens[at], Token("aw_status", "", 0, content="Draft", meta={"kind": "draft"})
            title.children = [*(title.children or ()), Token("text", "", 0, content=" "), chip]
        if origin.words:
            tokens.insert(at + 2, Token("aw_origin", "", 0, content=origin.words))


def style_sections(tokens: list[Token], actions: Mapping[str, ActionMark]) -> None:
    """Set the timeline's times apart, and show the status of action items."""
    section = None
    pairs = pairwise(tokens)
    recognise = recogniser((inner.content, int(token.tag[1])) for token, inner in pairs if token.type == "heading_open")
    taken: dict[str, int] = {}
    for index, token in enumerate(tokens):
        if token.type == "heading_open" and token.level == 0:
            if token.tag <= "h2":
                section = recognise(tokens[index + 1].content, 2)
        elif section is TIMELINE and token.type == "bullet_list_open" and token.level == 0:
            _style_timeline(token, tokens[index + 1 :], taken)
        elif section is ACTION_ITEMS and token.type == "table_open" and token.level == 0:
            _style_actions(token, tokens[index + 1 :], actions)
        elif section is MODEL_CONFIG and token.type == "table_open" and token.level == 0:
            _mark_settings(tokens[index + 1 :])


def _style_timeline(opening: Token, rest: list[Token], taken: dict[str, int]) -> None:
    styled = False
    for index, token in enumerate(rest):
        if token.type == "bullet_list_close" and token.level == 0:
            break
        children = token.children
        if token.level != 3 or token.type != "inline" or not children or children[0].type != "text":
            continue
        if match := match_item(children[0].content):
            children[0].content = match["rest"]
            anchor = _event_id(match["when"], taken)
            children.insert(0, Token("aw_when", "", 0, content=match["when"], meta={"id": anchor}))
            rest[index - 2].attrSet("id", anchor)
            rest[index - 2].attrJoin("class", "aw-event")
            for at in (1, 2):
                if at < len(children) and children[at].type == "strong_open" and not plain_text(children[1:at]):
                    children[at].attrJoin("class", "aw-milestone")
                    kind = sort_event(children[at + 1].content.strip().rstrip(":").casefold())
                    rest[index - 2].attrJoin("class", f"aw-event--{kind}")
            styled = True
    if styled:
        opening.attrJoin("class", "aw-timeline")


def sort_event(kind: str) -> str:
    """Return what an event is, by its milestone: `change`, `signal`, or `act`, which is everything else."""
    return "change" if kind == "change" else "signal" if kind in _SIGNALS else "act"


def _event_id(when: str, taken: dict[str, int]) -> str:
    """Return an id made of an event's time, so that a link to it outlives events that are added before it."""
    base = "event-" + _NOT_IN_ID.sub("-", when.lower()).strip("-")
    taken[base] = taken.get(base, 0) + 1
    return base if taken[base] == 1 else f"{base}--{taken[base]}"


def _style_actions(opening: Token, rest: list[Token], actions: Mapping[str, ActionMark]) -> None:
    columns, rows = _read_table(rest)
    if "Action" not in columns:
        return
    opening.attrJoin("class", "aw-cards")
    for row in rows:
        mark = actions.get(plain_text(rest[row["ID"] + 1].children).strip()) if "ID" in row else None
        for column, index in row.items():
            rest[index].attrSet("data-label", column)
            rest[index].attrJoin("class", "aw-col-" + slug(column))
            if mark:
                _style_cell(rest[index + 1], column, mark)
        if mark and mark.status and "Status" not in row:
            _add_chip(rest[row["Action"] + 1], mark.status, mark.kind)


def _mark_settings(rest: list[Token]) -> None:
    """Mark the words that differ between a setting before and after."""
    columns, rows = _read_table(rest)
    if not {"Before", "After"} <= {*columns}:
        return
    for row in rows:
        cells = [rest[row[column] + 1] for column in ("Before", "After")]
        texts = [cell.children[0].content for cell in cells if cell.children and _is_plain(cell.children)]
        if len(texts) == len(cells):
            for cell, html in zip(cells, mark_words(*texts), strict=True):
                cell.children = [Token("aw_marked", "", 0, content=html)]


def _is_plain(children: list[Token]) -> bool:
    return [child.type for child in children] == ["text"]


def _read_table(rest: list[Token]) -> tuple[list[str], list[dict[str, int]]]:
    """Return the columns of a table, and of each row where its cells open, by their columns."""
    end = next(i for i, token in enumerate(rest) if token.type == "table_close")
    columns = [plain_text(rest[i + 1].children).strip() for i in range(end) if rest[i].type == "th_open"]
    cells = [i for i in range(end) if rest[i].type == "td_open"]
    rows = [
        dict(zip(columns, cells[at : at + len(columns)], strict=False)) for at in range(0, len(cells), len(columns))
    ]
    return columns, rows


def _style_cell(cell: Token, column: str, mark: ActionMark) -> None:
    text = plain_text(cell.children).strip()
    if not text:
        return
    if column == "Status":
        cell.children = [Token("aw_status", "", 0, content=mark.status or text, meta={"kind": mark.kind})]
    elif column == "Due" and mark.is_overdue:
        _add_chip(cell, "overdue", "overdue")
    elif column == "Issue" and mark.issue:
        label = Token("text", "", 0, content=text)
        cell.children = [link_token(mark.issue), label, Token("link_close", "a", -1)]


def _add_chip(cell: Token, text: str, kind: str) -> None:
    chip = Token("aw_status", "", 0, content=text, meta={"kind": kind})
    cell.children = [*(cell.children or []), Token("text", "", 0, content=" "), chip]

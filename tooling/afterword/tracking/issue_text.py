"""What an issue says about an action item: pure text, the same bytes for the same row.

Text comes from Markdown that anyone with write access to the repository may have written. It cannot forge a marker, and
owners are named in code spans: being assigned notifies them already.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.document import comments_in
from afterword.postmortem.values import PersonKind
from afterword.tracking.marker import action_marker

MAX_TITLE = 256
MAX_DETAILS = 30_000
"""Characters; a body of GitHub holds 65,536, and people need room too."""

_MARKUP = re.compile(r"([\\\[\]`*_<>])")
_FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})(.*)$")
_BIDI = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


@dataclass(frozen=True, slots=True)
class Text:
    """Title and body block of an issue."""

    title: str
    block: str


def comments(text: str) -> str:
    """The HTML comments of a cell's text."""
    return " ".join(comments_in(text))


def issue_text(document: PostMortem, item: ActionItem, link: str) -> Text:
    """Title and body block for an action item.

    Args:
        document: the post-mortem that holds the item.
        item: the row; it has an id and an action.
        link: address or path of the post-mortem's file.
    """
    labels = {footnote.label for footnote in document.footnotes}

    def cell(column: str) -> str:
        return _inert(_line(_without_citations(item.text(column), labels)))

    facts = [
        ("Severity", _inert(_line(document.front.severity or ""))),
        ("Category", cell("Category")),
        ("Priority", cell("Priority")),
        ("Owner", _owner(item) or cell("Owner")),
        ("Due", cell("Due")),
        ("Done when", cell("Done when")),
    ]
    parts = [
        action_marker(document.id, item.id),
        f"Action item **{item.id}** of the post-mortem [{_escaped(_line(document.title))}](<{link}>).",
        "\n".join(f"- **{name}:** {value}" for name, value in facts if value),
        _details(_without_citations(item.details, labels)),
        "_Closing this issue settles the item. This part is kept in step with the post-mortem; write below it._",
    ]
    return Text(_title(item, labels), "\n\n".join(part for part in parts if part))


def login(item: ActionItem) -> str | None:
    """The account that the row's owner names; None for a team, a role in several words or nobody."""
    owner = item.owner
    return owner.name if owner is not None and owner.kind is PersonKind.HANDLE else None


def _title(item: ActionItem, labels: set[str]) -> str:
    title = _line(_without_citations(item.action, labels))
    return title if len(title) <= MAX_TITLE else title[: MAX_TITLE - 1].rstrip() + "…"


def _owner(item: ActionItem) -> str:
    owner = item.owner
    if owner is None or owner.kind not in (PersonKind.HANDLE, PersonKind.TEAM):
        return ""
    return f"`{owner if item.text('Owner').startswith('@') else owner.name}`"


def _without_citations(text: str, labels: set[str]) -> str:
    """The text without references to footnotes, which stand in the post-mortem alone."""
    for label in sorted(labels):
        text = text.replace(f" [^{label}]", "").replace(f"[^{label}]", "")
    return text


def _line(text: str) -> str:
    """The text on one line, without control characters and without those that turn its direction."""
    return " ".join(_clean(text).split())


def _clean(text: str) -> str:
    kept = (c if c in "\n\t" or unicodedata.category(c) not in ("Cc", "Cs") else " " for c in text)
    return _BIDI.sub("", "".join(kept))


def _inert(text: str) -> str:
    """The text with comments made visible, so that none can pass for a marker of ours."""
    return text.replace("<!--", "&lt;!--")


def _escaped(text: str) -> str:
    return _MARKUP.sub(r"\\\1", text)


def _details(text: str) -> str:
    text = _inert(_clean(text.replace("\r\n", "\n").replace("\r", "\n"))).strip("\n")
    if len(text) > MAX_DETAILS:
        text = _closed(text[:MAX_DETAILS].rsplit("\n", 1)[0]) + "\n\n… (the post-mortem has the rest)"
    return _closed(text)


def _closed(text: str) -> str:
    """The text with a code fence closed that it leaves open: what follows must not become code."""
    opened = ""
    for line in text.split("\n"):
        match = _FENCE.match(line)
        if match is None:
            continue
        if not opened:
            opened = match[1]
        elif match[1][0] == opened[0] and len(match[1]) >= len(opened) and not match[2].strip():
            opened = ""
    return f"{text}\n{opened}" if opened else text

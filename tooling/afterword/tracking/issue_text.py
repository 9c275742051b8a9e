"""What an issue says about an action item or a post-mortem: pure text, the same bytes for the same document.

Text comes from Markdown that anyone with write access to the repository may have written. It cannot forge a marker,
notify anyone or write into other issues; being assigned notifies the owner already.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from afterword.postmortem import ActionItem, PostMortem
from afterword.postmortem.values import Person, PersonKind
from afterword.text.defusing import defuse, defuse_block
from afterword.text.invisible import one_line, without_controls
from afterword.tracking.document_links import DocumentLinks
from afterword.tracking.marker import DOCUMENT, REMINDER, action_marker, document_marker

MAX_TITLE = 256
MAX_CELL = 2_000
MAX_DETAILS = 30_000
"""Characters; a body of GitHub holds 65,536, and people need room too."""

_UPDATED = "Afterword updates this block; write below it."
_ESCAPES = str.maketrans({char: "\\" + char for char in "\\[]`*_<>"})


@dataclass(frozen=True, slots=True)
class Text:
    """Title and body block of an issue.

    Attributes:
        title: its title.
        block: our part of its body.
        unassignable: the same where the owner turns out to be no account that can be assigned.
    """

    title: str
    block: str
    unassignable: str = ""


def issue_text(document: PostMortem, item: ActionItem, links: DocumentLinks) -> Text:
    """Title and body block for an action item.

    Args:
        document: the post-mortem that holds the item.
        item: the row; it has an id and an action.
        links: where the document is found.
    """
    labels = {footnote.label for footnote in document.footnotes}

    def cell(column: str) -> str:
        return defuse(_short(one_line(_without_citations(item.text(column), labels)), MAX_CELL))

    link = f"{_link(document, links)}{links.line(document, document.line(item.span))}"

    def block(owner: str) -> str:
        facts = [
            ("Severity", defuse(one_line(document.front.severity or ""))),
            ("Category", cell("Category")),
            ("Priority", cell("Priority")),
            ("Owner", owner),
            ("Due", cell("Due")),
            ("Done when", cell("Done when")),
        ]
        return _joined(
            action_marker(document.id, item.id),
            f"Action item **{item.id}** of the post-mortem {link}.",
            _facts(facts),
            _details(_without_citations(item.details, labels)),
            f"_Closing this issue closes the action item. {_UPDATED}_",
        )

    named = _owner(item.owner, item.text("Owner")) or cell("Owner")
    without = f"{named} (who cannot be assigned, so the issue has no assignee)" if named else ""
    assigned = login(item.owner) is not None or not item.has_owner
    title = _title(_without_citations(item.action, labels))
    return Text(title, block(named if assigned else without), block(without))


def parent_text(document: PostMortem, links: DocumentLinks) -> Text:
    """Title and body block of the issue that a post-mortem's action items are parts of."""
    block = _joined(
        document_marker(document.id, DOCUMENT),
        f"The action items of the post-mortem {_link(document, links)} are parts of this issue.",
        _facts([("Severity", defuse(one_line(document.front.severity or "")))]),
        f"_It is closed when all of them are. {_UPDATED}_",
    )
    return Text(_title(f"Post-mortem: {document.title}"), block)


def reminder_text(document: PostMortem, links: DocumentLinks, due: datetime) -> Text:
    """Title and body block of the issue that asks for a post-mortem's publication.

    Args:
        links: where it is found.
        due: when it should have been published, UTC.
    """
    owner = document.front.owner
    named = _owner(owner, f"@{owner.name}" if owner else "") or defuse(one_line(str(owner or "")))
    resolved = document.front.incident.resolved if document.front.incident else None
    block = _joined(
        document_marker(document.id, REMINDER),
        f"The post-mortem {_link(document, links)} is not published.",
        _facts(
            [
                ("Resolved", resolved.display() if resolved else ""),
                ("Publication due", due.strftime("%Y-%m-%d %H:%MZ")),
                ("Status", defuse(one_line(document.front.status or ""))),
                ("Owner", named),
            ]
        ),
        "Publish what is known, with what is open marked as unknown; corrections can follow.",
        f"_Publishing it closes this issue. {_UPDATED}_",
    )
    return Text(_title(f"Publish the post-mortem: {document.title}"), block)


def login(owner: Person | None) -> str | None:
    """The account that an owner is; None for a team, a role in several words or no person."""
    return owner.name if owner is not None and owner.kind is PersonKind.HANDLE else None


def _joined(*parts: str) -> str:
    return "\n\n".join(part for part in parts if part)


def _facts(facts: list[tuple[str, str]]) -> str:
    return "\n".join(f"- **{name}:** {value}" for name, value in facts if value)


def _link(document: PostMortem, links: DocumentLinks) -> str:
    title = defuse(one_line(document.title)).translate(_ESCAPES)
    return f"[{title}](<{links.document(document)}>)"


def _title(text: str) -> str:
    return _short(one_line(text), MAX_TITLE)


def _short(text: str, length: int) -> str:
    return text if len(text) <= length else text[: length - 1].rstrip() + "…"


def _owner(owner: Person | None, written: str) -> str:
    """A handle or a team in a code span: being assigned notifies them already."""
    if owner is None or owner.kind not in (PersonKind.HANDLE, PersonKind.TEAM):
        return ""
    return f"`{owner if written.startswith('@') else owner.name}`"


def _without_citations(text: str, labels: set[str]) -> str:
    """The text without references to footnotes, which are in the post-mortem alone."""
    for label in sorted(labels):
        text = text.replace(f" [^{label}]", "").replace(f"[^{label}]", "")
    return text


def _details(text: str) -> str:
    text = without_controls(text).strip("\n")
    if len(text) <= MAX_DETAILS:
        return defuse_block(text)
    return defuse_block(text[:MAX_DETAILS].rsplit("\n", 1)[0]) + "\n\n… (the post-mortem has the rest)"

"""The words of the one comment on a pull request: four lines, and the rest folded. Pure.

Strangers or a model may have written what it quotes, so all of it is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

from afterword.pull_requests.question_record import AskedQuestion, Record, number_questions, read_record, write_record
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown

MARKER = "<!-- afterword:pull-request -->"
_DROPPED = ("<!-- afterword:dropped -->", "<!-- /afterword:dropped -->")
_MAX_BODY = 60_000
"""GitHub accepts 65,536 characters."""
_OTHERS = 10
"""Parts that share what the record of questions leaves: eight tables, and what is above and around them."""
_MAX_ROWS = 40
_MAX_TEXT = 300
_HOW_TO_ANSWER = """\
Reply with `Q1: your words`, several in one comment if you like. The words of people with write access take the place
of the question in the file, and the reply gets a 👍. If you edit the reply, the file follows, unless the answer was
changed there."""


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
class CommentContent:
    """All that the comment says.

    Attributes:
        waiting: sections that await review, by document.
        proposed: values that are only proposed, by document: key path, value and evidence as text.
        accepted: sections that were accepted, by document, with who did it; "" if that is not known.
        declined: sections that were deleted, by document.
        dropped: unsupported claims; None if nothing was drafted this time, so that the former ones stay.
        readings: how the claims were read this time, by document.
        errors, warnings: how many findings there are.
        findings: the findings, errors first.
        plan: what merging would do to the issues; empty if that is nothing, or not known.
        plan_summary: the same in a line; empty for nothing.
        pages: the address of each document as GitHub renders it at the head, by document.
        asked: the open questions, the ones that matter most first.
        similar: past incidents that are near to each document, by document, and what made them so.
        record: which of them have which numbers, and who answered; None for what the comment says until now.
    """

    waiting: dict[str, list[str]] = field(default_factory=dict)
    proposed: dict[str, list[str]] = field(default_factory=dict)
    accepted: dict[str, dict[str, str]] = field(default_factory=dict)
    declined: dict[str, list[str]] = field(default_factory=dict)
    dropped: Sequence[Dropped] | None = None
    readings: dict[str, str] = field(default_factory=dict)
    errors: int = 0
    warnings: int = 0
    findings: Sequence[Row] = ()
    plan: Sequence[Row] = ()
    plan_summary: str = ""
    pages: dict[str, str] = field(default_factory=dict)
    asked: Sequence[AskedQuestion] = ()
    similar: Sequence[Row] = ()
    record: Record | None = None


def render(content: CommentContent, before: str = "", newest: int = 0) -> str:
    """Return the comment's body.

    Args:
        content: what to say.
        before: the comment's body until now, "" if there is none.
        newest: the id of the newest comment; replies up to it do not know the numbers of a record that begins now.
    """
    waiting = sum(len(names) for names in content.waiting.values())
    accepted = sum(len(names) for names in content.accepted.values())
    declined = sum(len(names) for names in content.declined.values())
    parts = [f"{counted(waiting, 'drafted section')} {'awaits' if waiting == 1 else 'await'} review"] if waiting else []
    proposed = sum(len(values) for values in content.proposed.values())
    parts += [f"{counted(proposed, 'value')} {'is' if proposed == 1 else 'are'} only proposed"] if proposed else []
    parts += [f"{accepted} accepted"] if accepted else []
    parts += [f"{declined} declined"] if declined else []
    known = read_record(before) if content.record is None else content.record
    record, is_open = number_questions(known, content.asked, newest)
    hidden = write_record(record) if record.questions else ""
    room = (_MAX_BODY - len(hidden)) // _OTHERS
    lines = [
        MARKER,
        f"**To do:** {_to_do(content, waiting, proposed, is_open)}  ",
        f"**Drafts:** {', '.join(parts) or 'nothing awaits review'}  ",
        f"**Check:** {counted(content.errors, 'error')}, {counted(content.warnings, 'warning')}  ",
        f"**On merge:** {escape_markdown(content.plan_summary) or 'no issue changes'}",
    ]
    how = "Take a section's name off the draft notice to accept it, or delete the section to decline it."
    lines += _folded("Drafted sections", _sections(content), room, above=how if waiting else "")
    values = [f"| {_cell(document)} | {_cell(one)} |" for document, all_ in content.proposed.items() for one in all_]
    how = "Delete the comment `# proposed …` to accept a value, change the value, or delete its key to decline it."
    lines += _folded("Proposed values", values, room, above=how)
    left = len(content.asked) - len(is_open)
    how = f"{_HOW_TO_ANSWER} {left} more have no number: answer them in the file." if left else _HOW_TO_ANSWER
    lines += _folded("Questions", _questions(record, is_open), room, "Number", above=how)
    lines += _claims(content, before, room)
    lines += _folded("Findings", _rows(content.findings), room, "Place")
    lines += _folded("Seen before?", _rows(content.similar), room)
    lines += _folded("Issues", _rows(content.plan), room, "Action item")
    lines += ["", hidden] if hidden else []
    return "\n".join(lines) + "\n"


def _to_do(content: CommentContent, waiting: int, proposed: int, is_open: Collection[int]) -> str:
    """Say what a person has to do now, and where they read the document."""
    parts = [f"fix {counted(content.errors, 'error')} of the check"] if content.errors else []
    review = [counted(waiting, "drafted section")] if waiting else []
    review += [counted(proposed, "proposed value")] if proposed else []
    parts += [f"review {' and '.join(review)}"] if review else []
    parts += [f"answer {counted(len(is_open), 'question')} (reply `Q{min(is_open)}: …`)"] if is_open else []
    text = ", then ".join(parts) or "nothing, unless you want to change something"
    pages = [f"[{escape_markdown(name)}]({url})" for name, url in content.pages.items()]
    where = f" Read {', '.join(pages)}." if pages else ""
    drafts = " A draft may be merged: accepted action items get their issues then, the others once they are accepted."
    return f"{text}.{where}{drafts if review or is_open else ''}"


def _sections(content: CommentContent) -> list[str]:
    rows = [(document, name, "awaits review") for document, names in content.waiting.items() for name in names]
    for document, names in content.accepted.items():
        rows += [(document, name, f"accepted by {who}" if who else "accepted") for name, who in names.items()]
    rows += [(document, name, "declined") for document, names in content.declined.items() for name in names]
    return [f"| {_cell(document)} | {_cell(f'{name}: {state}')} |" for document, name, state in rows]


def _rows(found: Sequence[Row]) -> list[str]:
    return [f"| {_cell(row.place)} | {_cell(row.text)} |" for row in found]


def _questions(record: Record, is_open: Collection[int]) -> list[str]:
    """List the open questions, those that replies answered, and the answers that changed nothing."""
    rows = []
    for one in record.questions:
        place = f"| Q{one.number} | {_cell(f'{one.document}, {one.section}: {one.words}')}"
        if one.number in is_open:
            rows.append(f"{place} |")
        elif one.reply:
            rows.append(f"{place}: answered by {_cell(f'@{one.by}')} in [a reply](#issuecomment-{one.reply}) |")
    rows += [f"| Q{one.number} | not used, {_cell(f'@{one.by}: {one.why}')} |" for one in record.refused]
    return rows


def _claims(content: CommentContent, before: str, room: int) -> list[str]:
    begin, end = _DROPPED
    if content.dropped is None:
        # Our own words of an earlier run, in a comment that is ours.
        match = re.search(rf"{re.escape(begin)}\n.*?\n{re.escape(end)}", before.replace("\r\n", "\n"), re.DOTALL)
        return ["", *match.group().split("\n")] if match else []
    rows = [
        f"| {_cell(f'{one.document}, {one.section}')} | {_cell(one.text)}: {_cell(one.reason)} |"
        for one in content.dropped
    ]
    readings = [f"| {_cell(document)} | {_cell(how)} |" for document, how in content.readings.items()]
    folded = [
        *_folded("Readings of claims", readings, room),
        *_folded("Unsupported claims (dropped)", rows, room, "Section"),
    ]
    return ["", begin, *folded[1:], end] if folded else []


def _folded(title: str, rows: Sequence[str], room: int, head: str = "Post-mortem", *, above: str = "") -> list[str]:
    if not rows:
        return []
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

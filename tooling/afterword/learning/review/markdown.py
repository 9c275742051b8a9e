"""The agenda as Markdown: on a terminal, in a file, and in the issue of the week.

Each line ends with a comment that says what it is about, so that a later run finds it again beside what people wrote.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Annotated, Any, Literal, TypedDict

from afterword.learning.review.agenda import Agenda, Group, Item, Links, count_minutes
from afterword.learning.review.kept_words import Line, item_line, text_line
from afterword.learning.tags.spellings import warn_of_respellings
from afterword.portfolio.first_sentence import first_sentence
from afterword.postmortem import PostMortem
from afterword.text.counting import counted
from afterword.text.escaping import escape_markdown


class NamedDocument(TypedDict):
    """A post-mortem."""

    document: Annotated[str, "its id"]
    title: Annotated[str, "its title"]
    path: Annotated[str, "its file"]


class ItemData(NamedDocument):
    """One thing to go through.

    Attributes:
        key: what it is about; the same in every agenda that has it.
        words: what there is to say about it.
        owner: None if there is none.
    """

    key: str
    words: str
    owner: str | None


class ReadingData(NamedDocument):
    """A past incident that is worth reading again.

    Attributes:
        reason: why.
    """

    reason: str


class GroupData(TypedDict):
    """Things of one kind, the most urgent first.

    Attributes:
        key: the kind.
        total: how many there are.
        items: those that the agenda shows.
    """

    key: str
    total: int
    items: list[ItemData]


class PatternData(TypedDict):
    """What repeats.

    Attributes:
        words: what it is.
        incidents: ids of the post-mortems.
    """

    words: str
    incidents: list[str]


class IncidentCounts(TypedDict):
    """How many incidents began.

    Attributes:
        last_four_weeks: in the four weeks before the review.
        four_weeks_before: in the four weeks before those.
    """

    last_four_weeks: int
    four_weeks_before: int


class AgendaData(TypedDict):
    """The agenda.

    Attributes:
        version: of this form.
        week: of the review, such as `2026-W16`.
        since: from when on changes are listed, UTC.
        quiet: whether there is nothing to go through.
        groups: what there is to go through.
        incidents: how many began of late.
        patterns: what repeats, and concerns an incident of the last four weeks.
        reading: None if there is none.
        respellings: how many spellings of tags may split what repeats.
        unknown: what could not be found out, and why.
    """

    version: Literal[1]
    week: str
    since: str
    quiet: bool
    groups: list[GroupData]
    incidents: IncidentCounts
    patterns: list[PatternData]
    reading: ReadingData | None
    respellings: int
    unknown: list[str]


def write_title(agenda: Agenda) -> str:
    """Return the title of the agenda."""
    return f"Post-mortem review, {agenda.week.name}"


def write_lines(agenda: Agenda, link: Links) -> list[Line]:
    """Return the lines of the agenda, without its title.

    Args:
        link: gives the addresses of post-mortems.
    """
    lines = [*_body(agenda, link)]
    items = sum(len(group.items) for group in agenda.groups) + bool(agenda.reading)
    minutes = count_minutes("\n".join(line.text for line in lines), items)
    return [*_opening(agenda, minutes), *lines]


def write_plain(lines: Iterable[Line]) -> str:
    """Write lines for reading alone, without the comments by which an issue is updated."""
    written: list[str] = []
    for line in lines:
        if line.text.startswith("## ") and written:
            written.append("")
        written.append(f"- {line.text}" if line.key else line.text)
        if line.text.startswith("## "):
            written.append("")
    return "\n".join(written)


def write_data(agenda: Agenda) -> AgendaData:
    """Return the agenda for programs."""
    return {
        "version": 1,
        "week": agenda.week.name,
        "since": _moment(agenda.since),
        "quiet": agenda.is_quiet,
        "groups": [
            {
                "key": group.key,
                "total": group.total,
                "items": [
                    {"key": item.key, **_named(item.document), "words": item.words, "owner": item.owner or None}
                    for item in group.items
                ],
            }
            for group in agenda.groups
        ],
        "incidents": {"last_four_weeks": agenda.incidents[0], "four_weeks_before": agenda.incidents[1]},
        "patterns": [
            {"words": one.words, "incidents": [document.id for document in one.documents]} for one in agenda.patterns
        ],
        "reading": {**_named(agenda.reading.document), "reason": agenda.reading.reason} if agenda.reading else None,
        "respellings": agenda.respellings,
        "unknown": list(agenda.unknown),
    }


def _named(document: PostMortem) -> NamedDocument:
    return {"document": document.id, "title": document.title, "path": document.path}


def _moment(moment: Any) -> str:
    return str(moment.isoformat()).replace("+00:00", "Z")


def _opening(agenda: Agenda, minutes: int) -> Iterator[Line]:
    counts = [f"{group.total} {group.title.lower()}" for group in agenda.groups if group.total]
    if agenda.is_quiet and not agenda.unknown:
        yield text_line("A quiet week: nothing is new, due, overdue or waiting.")
    elif counts:
        yield text_line(f"About {counted(minutes, 'minute')}: {', '.join(counts)}.")
    for reason in agenda.unknown:
        yield text_line(f"Not known: {escape_markdown(reason)}.")


def _body(agenda: Agenda, link: Links) -> Iterator[Line]:
    for group in agenda.groups:
        if group.items:
            yield from _group(group, link)
    now, before = agenda.incidents
    if now or before or agenda.respellings:
        yield text_line("## Patterns")
    if now or before:
        yield text_line(f"Incidents that began in the last four weeks: {now}; in the four weeks before: {before}.")
    for pattern in agenda.patterns:
        yield text_line(f"- {escape_markdown(pattern.words)}: {_links(pattern.documents, link)}")
    if agenda.respellings:
        yield text_line(f"{warn_of_respellings(agenda.respellings)}.")
    if agenda.reading:
        yield text_line("## Worth reading again")
        document = agenda.reading.document
        words = ": ".join(
            filter(None, (escape_markdown(agenda.reading.reason), escape_markdown(first_sentence(document))))
        )
        yield item_line(f"read/{document.id}", f"{_link(document, link)}, because of this: {words}")


def _group(group: Group, link: Links) -> Iterator[Line]:
    yield text_line(f"## {group.title}")
    for item in group.items:
        yield item_line(item.key, _item(item, link))
    if group.total > len(group.items):
        yield text_line(f"- and {group.total - len(group.items)} more")


def _item(item: Item, link: Links) -> str:
    owner = f" — {_handle(item.owner)}" if item.owner else ""
    return f"{_link(item.document, link)}: {escape_markdown(item.words)}{owner}"


def _handle(owner: str) -> str:
    """Write an owner in a code span, so that an agenda does not notify people every week."""
    return f"`{owner}`" if "`" not in owner else escape_markdown(owner)


_SHOWN = 5


def _links(documents: Iterable[PostMortem], link: Links) -> str:
    latest = list(documents)[::-1]
    more = f" and {len(latest) - _SHOWN} more" if len(latest) > _SHOWN else ""
    return ", ".join(_link(one, link) for one in latest[:_SHOWN]) + more


def _link(document: PostMortem, link: Links) -> str:
    return f"[{escape_markdown(document.title)}](<{link(document)}>)"

"""Read timeline events from a list or a table."""

from __future__ import annotations

import re
from datetime import date

from afterword.postmortem.blocks import Block
from afterword.postmortem.body import Body
from afterword.postmortem.document import MILESTONES, Section, TimelineEvent
from afterword.postmortem.markers import is_open_question, split_citations
from afterword.postmortem.problems import ProblemKind, Problems, explain
from afterword.postmortem.source import Span
from afterword.postmortem.tables import read_table
from afterword.text.counting import counted
from afterword.text.late_pattern import late_pattern
from afterword.times.when import When

_TIME = r"\d{4}-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:\.\d+)?)?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?)?)?"
_ITEM = late_pattern(
    rf"(?:\*\*)?(?P<when>{_TIME}(?:/{_TIME})?|unknown|ongoing)(?:\*\*)?\s*(?:—|–|--|-|:)\s+(?P<rest>.*)", re.DOTALL
)
CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?"
"""The pattern of a time of day without its day."""
_CLOCK_ITEM = late_pattern(rf"(?:\*\*)?(?P<when>{CLOCK})(?:\*\*)?\s*(?:—|–|--|-|:)\s+(?P<rest>.*)", re.DOTALL)
_KIND = late_pattern(r"\*\*(?P<kind>[^*\n]{1,40}?):?\*\*:?\s*(?P<rest>.*)", re.DOTALL)
_IN_UTC = late_pattern(r"\b(?:utc|gmt)\b")
"""The head of a column of times that names the zone of its cells."""
_NO_ZONE = late_pattern(r"(?:.*[T ])?\d{1,2}:\d{2}(?::\d{2}(?:\.\d+)?)?")
_BULLET = late_pattern(r"\s*(?:[-*+]|\d{1,9}[.)])\s+")
WITHOUT_DAY = "a time of day without a date"
"""How the problem with all times of day that no heading gives a day is distinguished from the others."""
_FORM = "write `- 2026-04-16 17:00Z — what happened`; a day or month alone, or `unknown`, is fine too"


def read_timeline(body: Body, section: Section, problems: Problems) -> tuple[TimelineEvent, ...]:
    """Read the events in the order of the text; an item whose time cannot be read is kept and reported.

    Headings in the section group events, by day or by phase. A time of day alone is on the day that the heading above
    it names; items that no heading gives a day are reported together.
    """
    events: list[TimelineEvent] = []
    day: date | None = None
    without_day: list[Span] = []
    for block in body.blocks_in(section.body):
        if block.kind == "heading":
            day = _day(block.content)
        elif block.kind in ("bullet_list", "ordered_list"):
            for token in block.tokens:
                if token.type == "list_item_open" and token.level == 1 and token.map:
                    span = body.lines_span(*token.map)
                    text = _BULLET.sub("", span.of(body.source.readable), count=1)
                    if not is_open_question(text):
                        events.append(_event(text, span, problems, day, without_day))
        elif block.kind == "table":
            events += _from_table(body, block, problems, day, without_day)
    if without_day:
        count = f"{counted(len(without_day), 'timeline item')} {'has' if len(without_day) == 1 else 'have'}"
        remedy = "write the whole time, or put the items below a heading such as `### 2026-04-16`"
        problems.report(ProblemKind.BAD_TIMELINE_EVENT, without_day[0], f"{count} {WITHOUT_DAY}", remedy)
    return tuple(events)


def match_item(text: str) -> re.Match[str] | None:
    """Match an item of a timeline: `when` is a whole time or a time of day alone, `rest` is what happened then."""
    return _ITEM.match(text) or _CLOCK_ITEM.match(text)


def _day(heading: str) -> date | None:
    """Return the day that a heading names; None if it names none."""
    # Imported here: most timelines have no headings, and the patterns of all forms of a time take long to compile.
    from afterword.times.reader import TimeError, TimeReader

    try:
        found = TimeReader().fullmatch(heading.strip(" *:#"))
    except TimeError:
        return None
    return found.at.earliest.date() if found and found.is_date and found.at.earliest else None


def _event(text: str, span: Span, problems: Problems, day: date | None, without_day: list[Span]) -> TimelineEvent:
    match, when = _ITEM.match(text), None
    if match is not None:
        when = _when(match["when"], span, problems)
    elif (match := _CLOCK_ITEM.match(text)) is None:
        problems.report(ProblemKind.BAD_TIMELINE_EVENT, span, "this timeline item does not begin with a time", _FORM)
    else:
        when = _when_of_day(match["when"], span, problems, day, without_day)
    kind, rest = _kind(match["rest"] if match else text)
    citations, plain = split_citations(rest)
    return TimelineEvent(when, kind, plain, citations, span)


def _when(text: str, span: Span, problems: Problems) -> When | None:
    try:
        return When.parse(text)
    except ValueError as error:
        problems.report(ProblemKind.BAD_TIMELINE_EVENT, span, *explain(error, _FORM))
        return None


def _when_of_day(clock: str, span: Span, problems: Problems, day: date | None, without_day: list[Span]) -> When | None:
    if day is None:
        without_day.append(span)
        return None
    hour, _, rest = clock.partition(":")
    return _when(f"{day.isoformat()}T{hour.zfill(2)}:{rest}", span, problems)


def _kind(text: str) -> tuple[str, str]:
    """Split off the milestone in bold before a text; other bold text belongs to the event."""
    match = _KIND.match(text)
    if match and match["kind"].strip().casefold() in MILESTONES:
        return match["kind"].strip().casefold(), match["rest"]
    return "", text


def _from_table(
    body: Body, block: Block, problems: Problems, day: date | None, without_day: list[Span]
) -> list[TimelineEvent]:
    table = read_table(body, block)
    heads = [cell.text.casefold() for cell in table.header]
    time_column = next((i for i, head in enumerate(heads) if re.match(r"(time|when|date|utc)\b", head)), 0)
    kind_column = next((i for i, head in enumerate(heads) if head in ("kind", "type", "milestone")), None)
    in_utc = time_column < len(heads) and _IN_UTC.search(heads[time_column]) is not None
    events = []
    for line, cells in table.rows:
        span = body.source.line_span(line)
        texts = [cell.text for cell in cells]
        # If the row has too many cells, which is reported, an unreadable time follows from it.
        reported = problems if len(cells) <= len(heads) else Problems()
        stated_time = texts[time_column] if time_column < len(texts) else ""
        time = stated_time.strip("* ")
        if in_utc and _NO_ZONE.fullmatch(time):
            stated_time = time = f"{time}Z"
        if re.fullmatch(CLOCK, time):
            when = _when_of_day(time, span, reported, day, without_day)
        else:
            when = _when(stated_time, span, reported) if time_column < len(texts) else None
        rest = " ".join(text for i, text in enumerate(texts) if i not in (time_column, kind_column))
        stated = (
            texts[kind_column].casefold().strip(" *:") if kind_column is not None and kind_column < len(texts) else ""
        )
        kind, rest = (stated, rest) if stated in MILESTONES else _kind(rest)
        citations, plain = split_citations(rest)
        events.append(TimelineEvent(when, kind, plain, citations, span))
    return events

"""What was read of sources, redacted and assumed, in a line each."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from afterword.evidence.collect import CollectResult
from afterword.evidence.source_report import SourceReport
from afterword.text.counting import count_plural, counted

_MOST = 5
_ROLE = re.compile(r"\b(?:participant|responder|committer) [1-9]\d*\b")


def describe_collected(collected: CollectResult) -> list[str]:
    """Say what was read, redacted and left out, a sentence each."""
    omitted = (f"Left out: {one}" for one in list_left_out(collected))
    read = f"Read: {list_read(collected)}"
    return [read, f"Redacted: {list_redacted(collected)}", *omitted, *list_assumed(collected)]


def list_left_out(collected: CollectResult) -> list[str]:
    """Say what was left out of sources, such as earlier mails that a mail quotes, and how many."""
    left_out = sum((report.left_out for report in collected.reports), Counter[str]())
    return [count_plural(count, what) for what, count in sorted(left_out.items())]


def list_read(collected: CollectResult) -> str:
    """Say how many items were read of each source, what was copied, and what was not read."""
    reports = collected.reports
    read = [f"{counted(one.items, 'item')} of {name_source(one)}" for one in reports if one.items]
    copied = [f"{name_source(one)} as {', '.join(one.saved_as)}" for one in reports if one.saved_as and not one.items]
    unread = [line for one in reports for line in one.unread]
    parts = (first_few(read), first_few(copied), f"not read: {first_few(unread)}" if unread else "")
    return "; ".join(filter(None, parts))


def name_source(report: SourceReport) -> str:
    """Name a source; of a part of a paste, say what it was taken for, and where it is."""
    return f"{report.name} ({report.kind}, {report.lines})" if report.lines else report.name


def list_redacted(collected: CollectResult) -> str:
    """Say how many people are named by role only, how many of each kind were redacted, and what is not found."""
    roles = {role for item in collected.items for role in _ROLE.findall(f"{item.actor or ''} {item.text}")}
    people = f"{counted(len(roles), 'person', 'people')} named by role only" if roles else ""
    found = sum((report.redacted for report in collected.reports), Counter[str]())
    kinds = [f"{count} {kind}" for kind, count in sorted(found.items()) if not _ROLE.fullmatch(f"{kind} 1")]
    taken = ", ".join(filter(None, (people, *kinds))) or "nothing was found to redact"
    pictures = " and what pictures show" if any(report.kind == "picture" for report in collected.reports) else ""
    return f"{taken}; names of people who are only mentioned{pictures} are not found: read the evidence for them"


def list_assumed(collected: CollectResult) -> Iterator[str]:
    """Say which zone and day were assumed."""
    reports = collected.reports
    if times := sum(report.assumed_zone for report in reports):
        zone = collected.zone
        yield f"{counted(times, 'time')} without a zone read in {'UTC (see --zone)' if zone == 'Z' else zone}"
    if days := sorted({report.assumed_day for report in reports if report.assumed_day}):
        named = [name_source(one) for one in reports if one.assumed_day]
        yield f"no day is named in {first_few(named)}: read as {', '.join(map(str, days))}"
    for one in reports:
        yield from (f"{name_source(one)}: {assumption}" for assumption in one.assumptions)


def first_few(texts: list[str]) -> str:
    """List texts, and say how many more there are."""
    more = f" and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return ", ".join(texts[:_MOST]) + more

"""What was read of sources, redacted and assumed, in a line each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from afterword.evidence.collect import CollectResult
from afterword.text.counting import counted

_MOST = 5


def describe_collected(collected: CollectResult) -> list[str]:
    """Say what was read, redacted and left out, a sentence each."""
    left_out = sum((report.left_out for report in collected.reports), Counter[str]())
    omitted = (f"Left out: {count} {what}" for what, count in sorted(left_out.items()))
    read = f"Read: {list_read(collected)}"
    return [read, f"Redacted: {list_redacted(collected)}", *omitted, *list_assumed(collected)]


def list_read(collected: CollectResult) -> str:
    """Say how many items were read of each source, what was copied, and what was not read."""
    reports = collected.reports
    read = [f"{counted(one.items, 'item')} of {one.name}" for one in reports if one.items]
    copied = [f"{one.name} as {', '.join(one.saved_as)}" for one in reports if one.saved_as and not one.items]
    unread = [line for one in reports for line in one.unread]
    parts = (first_few(read), first_few(copied), f"not read: {first_few(unread)}" if unread else "")
    return "; ".join(filter(None, parts))


def list_redacted(collected: CollectResult) -> str:
    """Say how many of each kind were redacted."""
    found = sum((report.redacted for report in collected.reports), Counter[str]())
    return ", ".join(f"{count} {kind}" for kind, count in sorted(found.items())) or "nothing was found to redact"


def list_assumed(collected: CollectResult) -> Iterator[str]:
    """Say which zone and day were assumed."""
    reports = collected.reports
    if times := sum(report.assumed_zone for report in reports):
        zone = collected.zone
        yield f"{counted(times, 'time')} without a zone read in {'UTC (see --zone)' if zone == 'Z' else zone}"
    if days := sorted({report.assumed_day for report in reports if report.assumed_day}):
        yield f"no day is named in {first_few([one.name for one in reports if one.assumed_day])}: read as {days[0]}"


def first_few(texts: list[str]) -> str:
    """List texts, and say how many more there are."""
    more = f" and {len(texts) - _MOST} more" if len(texts) > _MOST else ""
    return ", ".join(texts[:_MOST]) + more

"""What `afterword collect` prints."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping

import click

from afterword.evidence import EvidenceItem
from afterword.evidence.collect import CollectResult
from afterword.evidence.source_report import SourceReport
from afterword.text.counting import count_plural, counted

_SHOWN_ITEMS = 20
_SHOWN_PLACES = 5
_SHOWN_UNREAD = 10
_MANY_SOURCES = 30


def print_collected(result: CollectResult, folder: str, dry_run: bool) -> None:
    """Print what was read from each source, and how many items were added.

    Args:
        result: what was collected.
        folder: the evidence folder, as a user would write it.
        dry_run: whether nothing was written; the new items are shown then.
    """
    reports = list(result.reports)
    plain = [report for report in reports if report.was_read and not (report.redacted or report.unread)]
    if len(reports) > _MANY_SOURCES and len(plain) > 1:
        reports = [report for report in reports if report not in plain]
    else:
        plain = []
    width = max((len(report.name) for report in reports), default=0)
    for report in reports:
        click.echo(f"{report.name:<{width}}  {_summary(report, dry_run, result.zone)}")
        for line in _details(report, dry_run, result.zone):
            click.echo(f"{'':<{width}}  {line}")
    if plain:
        click.echo(f"{counted(len(plain), 'more source')}, {counted(sum(r.items for r in plain), 'item')}")
    for line in result.missing:
        click.echo(f"not read: {line}")
    for line in _retimed(result):
        click.echo(line)
    old = f", {result.known} known already" if result.known else ""
    verb = "Would add" if dry_run else "Added"
    click.echo(f"\n{verb} {counted(len(result.items), 'item')} to {folder}/evidence.jsonl{old}.")
    if dry_run:
        _preview(result.items)


def print_unmatched(roles: Mapping[str, str], speakers: tuple[str, ...]) -> None:
    """Print which persons of `--who` speak nowhere, and who does.

    Args:
        roles: what persons are, by their role or name.
        speakers: who speaks in the ledger, as roles with their titles.
    """
    shown = ", ".join(speakers[:_SHOWN_ITEMS]) + (", …" if len(speakers) > _SHOWN_ITEMS else "")
    for person, title in roles.items():
        if not any(one.split(" (")[0] == person or one.endswith(f" ({title})") for one in speakers):
            click.echo(f"--who: no speaker is called `{person}`; speakers: {shown or 'none'}")


def _retimed(result: CollectResult) -> Iterator[str]:
    """Say which items of the ledger have another time now."""
    if not result.retimed:
        return
    before, now = result.retimed[0]
    ids = ", ".join(one.id for _, one in result.retimed[:_SHOWN_PLACES])
    more = f" and {len(result.retimed) - _SHOWN_PLACES} more" if len(result.retimed) > _SHOWN_PLACES else ""
    was, is_now = (one.at.display() if one.at else "no time" for one in (before, now))
    times = counted(len(result.retimed), "time")
    yield f"corrected: {times} of items that were known ({ids}{more}), such as {was} to {is_now}"


def _preview(new: tuple[EvidenceItem, ...]) -> None:
    for item in new[:_SHOWN_ITEMS]:
        parts = [item.id, item.at.display() if item.at else "", item.actor or "", " ".join(item.text.split())]
        line = "  ".join(part for part in parts if part)
        click.echo(f"  {line if len(line) <= 120 else line[:119] + '…'}")
    if len(new) > _SHOWN_ITEMS:
        click.echo(f"  … and {len(new) - _SHOWN_ITEMS} more")


def _summary(report: SourceReport, dry_run: bool, zone: str) -> str:
    parts = [counted(report.items, "item")] if (report.kind and not report.lines) or not report.saved_as else []
    if report.lines:
        parts.insert(0, f"{report.kind}, {report.lines}")
    elif dry_run and report.kind:
        parts.insert(0, report.kind)
    if report.saved_as:
        parts.append(f"{'would be ' if dry_run else ''}copied to {', '.join(report.saved_as)}")
    if report.redacted:
        parts.append(f"redacted: {_listed(report.redacted)}")
    if report.assumed_zone and not dry_run:  # a dry run says it with the times
        parts.append(f"{counted(report.assumed_zone, 'time')} without a zone, read in {_shown_zone(zone)}")
    return " · ".join(parts)


def _shown_zone(zone: str) -> str:
    return "UTC (see --zone)" if zone == "Z" else zone


def _details(report: SourceReport, dry_run: bool, zone_given: str) -> Iterator[str]:
    if dry_run and report.times:
        yield _times(report, zone_given)
    elif report.items and not report.times and report.kind != "picture":
        yield "times: none, so that nothing of it is in the timeline"
    if dry_run and report.speakers:
        more = f" and {len(report.speakers) - _SHOWN_PLACES} more" if len(report.speakers) > _SHOWN_PLACES else ""
        yield f"speakers: {', '.join(report.speakers[:_SHOWN_PLACES])}{more}"
    if report.left_out:
        yield f"left out: {', '.join(count_plural(count, what) for what, count in sorted(report.left_out.items()))}"
    yield from (*report.assumptions, *report.remarks)
    if dry_run:
        for kind, places in sorted(report.places.items()):
            more = f" and {len(places) - _SHOWN_PLACES} more" if len(places) > _SHOWN_PLACES else ""
            yield f"would redact: {kind} at {', '.join(places[:_SHOWN_PLACES])}{more}"
    for unread in report.unread[:_SHOWN_UNREAD]:
        yield f"not read: {unread}"
    if len(report.unread) > _SHOWN_UNREAD:
        yield f"not read: {len(report.unread) - _SHOWN_UNREAD} more places"


def _times(report: SourceReport, zone: str) -> str:
    """Say from when to when the items are, and in which zone their times were read, and why."""
    assert report.times
    first, last = (at.display() for at in report.times)
    span = first if first == last else f"{first} to {last}"
    if not report.assumed_zone:
        return f"times: {span}, in UTC, zones as the source gives them"
    what = "all" if report.assumed_zone >= report.timed else f"{report.assumed_zone} of {report.timed}"
    choice = "UTC; if that is wrong: --zone Europe/Berlin" if zone == "Z" else f"{zone}, as --zone says"
    return f"times: {span}, in UTC; {what} named no zone and are read as {choice}"


def _listed(found: Counter[str]) -> str:
    return ", ".join(f"{count} {name}" for name, count in sorted(found.items()))

"""Findings as people read them: what holds of many places is one finding, and what to do first comes first."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import replace

from afterword.checks.locations import Location
from afterword.checks.registry import BY_ID
from afterword.checks.rule import Finding, Level

_SHOWN = 6
_URGENCY = list(Level)


def list_for_people(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Join the findings of a file that their rule joins, and order those of each file by what to do first."""
    joined: dict[object, list[Finding]] = {}
    for number, finding in enumerate(findings):
        joins = finding.rule in BY_ID and BY_ID[finding.rule].many
        together = (finding.rule, finding.level, finding.remedy) if joins else number
        joined.setdefault((finding.path, together), []).append(finding)
    listed = [_join(several) for several in joined.values()]
    files = {path: number for number, path in enumerate(dict.fromkeys(finding.path for finding in listed))}
    return tuple(sorted(listed, key=lambda finding: (files[finding.path], *_urgency(finding), finding.line)))


def _urgency(finding: Finding) -> tuple[int, bool, bool]:
    """Return what decides the order: errors, what must not leave, and what keeps a file from being read come first."""
    is_absolute = finding.rule in BY_ID and BY_ID[finding.rule].absolute
    return _URGENCY.index(finding.level), not is_absolute, not finding.rule.startswith("AW1")


def _join(findings: list[Finding]) -> Finding:
    """Return one finding for several of one rule; its place is that of the first."""
    first, *others = findings
    if not others:
        return first
    message = f"{BY_ID[first.rule].many.format(len(findings))}: {_name_places(findings)}"
    also = tuple(Location(one.path, one.line, one.column, one.end_line) for one in others)
    return replace(first, message=message, fix=(), also=also)


def _name_places(findings: list[Finding]) -> str:
    """Return the names of the places, each once with how often it occurs; of many the first."""
    named = Counter(finding.place for finding in findings if finding.place)
    lines = [str(finding.line) for finding in findings if not finding.place]
    names = [f"{name} ({number})" if number > 1 else name for name, number in named.items()]
    names += [f"lines {lines[0]}" if len(lines) > 1 else f"line {lines[0]}", *lines[1:]] if lines else []
    more = len(names) - _SHOWN
    return ", ".join(names) if more <= 1 else f"{', '.join(names[:_SHOWN])}, and {more} more"

"""The fix of AW111: the day of times of day that no heading gives one."""

from __future__ import annotations

from afterword.postmortem import PostMortem, Span
from afterword.postmortem.edit import Splice
from afterword.postmortem.timeline import CLOCK, WITHOUT_DAY
from afterword.text.late_pattern import late_pattern
from afterword.times.when import Precision

_BEGINS = late_pattern(
    rf"[ \t]*(?:(?:[-*+]|\d{{1,9}}[.)])\s+|\|)?[ \t]*(?:\*\*)?(?P<clock>{CLOCK})(?:\*\*)?\s*(?:—|–|--|-|:|\|)"
)
_DAY = late_pattern(r"\d{4}-\d{2}-\d{2}-")
_WITHOUT_OFFSET = late_pattern(r"[\d:]+ ?(?:Z|UTC)?")


def add_days(document: PostMortem) -> tuple[Splice, ...]:
    """Return the edits that put the day of the id before times of day without one; none if another day is possible."""
    text = document.source.readable
    others = {problem.span for problem in document.problems if not problem.message.endswith(WITHOUT_DAY)}
    undated = [event.span for event in document.events if event.when is None and event.span not in others]
    matches = [match for span in undated if (match := _BEGINS.match(text, span.start, span.end))]
    clocks = [match["clock"].zfill(len(match["clock"]) + (match["clock"][1] == ":")) for match in matches]
    if not _are_surely_on_the_day_of_the_id(document, clocks):
        return ()
    return tuple(
        Splice(
            Span(match.start("clock"), match.start("clock")), f"{document.id[:10]} {'0' * (clock != match['clock'])}"
        )
        for match, clock in zip(matches, clocks, strict=True)
    )


def _are_surely_on_the_day_of_the_id(document: PostMortem, clocks: list[str]) -> bool:
    """Whether times are on the day on which the incident began, which is that of the id.

    If they go back, are all before the start, or have another day beside them, some can be on the next day.
    """
    incident = document.front.incident
    started = incident.started if incident else None
    known = [when.earliest for when in (started, *(event.when for event in document.events)) if when and when.earliest]
    if not _DAY.match(document.id) or any(f"{moment:%Y-%m-%d}" != document.id[:10] for moment in known):
        return False
    begins = f"{started.earliest:%H:%M}" if started and started.earliest else ""
    is_exact = started is not None and started.precision in (Precision.MINUTE, Precision.SECOND)
    return (
        clocks == sorted(clocks)
        and all(_WITHOUT_OFFSET.fullmatch(clock) for clock in clocks)
        and not (is_exact and clocks[-1:] < [begins])
    )

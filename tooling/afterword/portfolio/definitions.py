"""What each number of the page of metrics means: the one text for the page and for the reference."""

from __future__ import annotations

from typing import NamedTuple


class Definition(NamedTuple):
    """What a number means."""

    name: str
    words: str


_FROM = "from `incident.started`, the first effect on users,"
DEFINITIONS = (
    Definition("Time to detect", f"{_FROM} to `incident.detected`."),
    Definition("Time to mitigate", f"{_FROM} to `incident.mitigated`, when users were no longer affected."),
    Definition("Time to resolve", f"{_FROM} to `incident.resolved`, when the cause was removed."),
    Definition(
        "Time to publish",
        "from `incident.resolved` to the commit of the default branch in which `status` becomes `published`. "
        "Post-mortems that were imported are left out.",
    ),
    Definition(
        "Durations",
        "are shown as one point for each incident, and as the number of incidents in each range, never as a mean, a "
        "median or a target: few incidents of different kinds have no typical length. A time that is known to the day "
        "or the month is a line from the shortest to the longest that is possible. It counts if that makes no "
        "difference to its range; the others are counted as not known well enough. `site.durations: false` takes them "
        "off the site; what the texts of post-mortems say stays.",
    ),
    Definition("Detected by", "`incident.detection`: what noticed the problem first."),
    Definition(
        "Repeats",
        "incidents for which another one, of the 180 days before, has the same kind of cause or the same contributing "
        "factor. Causes and factors that are unknown repeat nothing.",
    ),
    Definition(
        "With a proven case", "incidents of which at least one eval case is proven today, by its recorded proof."
    ),
    Definition("Action items closed", "done or not planned, of those that people wrote or accepted."),
    Definition(
        "Done with evidence",
        "action items whose issue was closed by a commit or a merged pull request, that have a proven eval case, or "
        "for which the person who closed the issue vouches in a comment.",
    ),
    Definition(
        "Age",
        "of an action item that is neither done nor given up: from the earliest moment at which the incident can have "
        "begun to today. The work list, the metrics and the reports count it so; the day on which its issue was opened "
        "does not matter. Drafted ones are left out.",
    ),
    Definition("Near misses", "are in none of these numbers."),
)

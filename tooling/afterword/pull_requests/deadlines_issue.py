"""The one issue that lists missed deadlines: kept up to date, closed when none is missed.

A failed run of a schedule reaches one person, or none if that person has left; everybody sees an issue. Its text has
dates and no ages, so that it changes when something changes and not every day.
"""

from __future__ import annotations

from collections.abc import Iterable

from afterword.postmortem.deadlines import PUBLISH_HOURS, TRACK_HOURS
from afterword.pull_requests.kept_issues import KeptIssue, keep_issues
from afterword.text.escaping import escape_markdown
from afterword.tracking.missed_deadlines import MissedDeadlines
from afterword.tracking.remark import Remark
from afterword.tracking.tracker import Tracker

LABEL = "postmortem-deadlines"
TITLE = "Post-mortems: missed deadlines"
_MARKER = "<!-- afterword:deadlines -->"
_MAX_ROWS = 100


def block(missed: MissedDeadlines) -> str:
    """Return our part of the issue's text."""
    if not missed:
        return f"{_MARKER}\n\nAll deadlines are kept."
    waiting = [
        f"#{one.number} with {escape_markdown(one.path)}, open since {one.since:%Y-%m-%d}" for one in missed.waiting
    ]
    parts = [
        _MARKER,
        *_list(f"Action items without an issue for more than {TRACK_HOURS} hours", map(_remark, missed.untracked)),
        *_list(f"Not published {PUBLISH_HOURS} hours after the incident ended", map(_remark, missed.unpublished)),
        *_list(f"Waiting for a merge for more than {TRACK_HOURS} hours", waiting),
        "_Updated every day; closed when nothing is late. Close it to hear no more until something else is late._",
    ]
    return "\n\n".join(parts)


def keep_deadlines_issue(tracker: Tracker, missed: MissedDeadlines) -> str:
    """Update the issue; return what was done with it, empty for nothing.

    Raises:
        AfterwordError: the tracker fails; an issue that was opened although no answer came is found by the next run.
    """
    (done,) = keep_issues(tracker, LABEL, [KeptIssue(_MARKER, TITLE, block(missed), bool(missed))])
    return done


def _list(title: str, lines: Iterable[str]) -> list[str]:
    rows = list(lines)
    if not rows:
        return []
    more = [f"- and {len(rows) - _MAX_ROWS} more"] if len(rows) > _MAX_ROWS else []
    return [f"**{title}**", "\n".join([*(f"- {row}" for row in rows[:_MAX_ROWS]), *more])]


def _remark(one: Remark) -> str:
    place = escape_markdown(f"{one.path}:{one.line}" if one.line else one.path)
    return f"{place}: {escape_markdown(one.reason)}" + (f" ({escape_markdown(one.remedy)})" if one.remedy else "")

"""An issue for each eval case that is in quarantine or fails without a change: flaky cases are in the open."""

from __future__ import annotations

from collections.abc import Sequence

from afterword.evals.quarantine import Watched
from afterword.pull_requests.kept_issues import KeptIssue, keep_issues
from afterword.text.escaping import escape_markdown
from afterword.text.invisible import visible_line
from afterword.text.shorten import shorten
from afterword.tracking.issue_text import login
from afterword.tracking.tracker import Tracker

LABEL = "postmortem-eval"
_CLOSED_WHEN = "_Closed when the case is not in quarantine and a run passes it._"


def keep_quarantine_issues(tracker: Tracker, watched: Sequence[Watched], *, is_dry: bool) -> list[str]:
    """Open, change, reopen or close the issue of each case; see `keep_issues`."""
    wanted = [
        KeptIssue(
            marker(one),
            f"Eval case {one.case.id}: {_state(one)}",
            write_text(one),
            bool(one.is_needed),
            tuple(name for owner in one.owners if (name := login(owner))),
        )
        for one in watched
    ]
    return keep_issues(tracker, LABEL, wanted, is_dry=is_dry)


def marker(one: Watched) -> str:
    """Return the comment that says which case an issue is about."""
    return f"<!-- afterword:eval={one.case.name} -->"


def write_text(one: Watched) -> str:
    """Return our part of the issue's text. It has dates and no ages, so that it changes only when something does."""
    case, quarantine = one.case, one.case.quarantine
    name = f"The eval case `{case.id}` of {_inert(case.title)} ({_inert(case.path)})"
    if not one.is_needed:
        return f"{marker(one)}\n\n{name} is not in quarantine, and a run passed it."
    if quarantine is None:
        assert one.result
        lines = [
            f"{name} fails, and not because of a change: the fault may be back, or the model changed.",
            "\n".join([f"- **Run:** {_inert(one.result.words)}", *_owner(one)]),
            "Look at what the model answers, open an incident if the fault is back, or put the case in quarantine.",
        ]
    else:
        lines = [
            f"{name} is in quarantine until {quarantine.until:%Y-%m-%d}: it runs and does not block. After that day it "
            "blocks again, and `afterword evals check` fails.",
            "\n".join([f"- **Reason:** {_inert(quarantine.reason)}", *_owner(one)]),
        ]
    guards = (
        f"It guards {_inert(case.guards.cause)} ({_inert(case.guards.kind or 'unknown')})." if case.guards.cause else ""
    )
    return "\n\n".join([marker(one), *lines, *([guards] if guards else []), _CLOSED_WHEN])


def _owner(one: Watched) -> list[str]:
    return [f"- **Owner:** {_inert(str(owner))}" for owner in one.owners[:1]]


def _state(one: Watched) -> str:
    return "in quarantine" if one.case.quarantine else "fails without a change"


def _inert(text: str) -> str:
    return escape_markdown(shorten(visible_line(text), 300))

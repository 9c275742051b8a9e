"""The one comment on an issue whose post-mortem was asked for: where it is, what was read, and what was not. Pure.

What it quotes of the issue is escaped.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from afterword.text.escaping import escape_markdown
from afterword.text.shorten import shorten

MARKER = "<!-- afterword:issue -->"
_DETAILS = ("<!-- afterword:read -->", "<!-- /afterword:read -->")
_MOST = 20
_MAX_TEXT = 600


def render_drafted(number: int, state: str, details: Sequence[str], before: str = "") -> str:
    """Return the comment for a post-mortem that has a pull request.

    Args:
        number: of the pull request.
        state: `open`, `closed` or `merged`.
        details: what was read for it; not used if the comment has details already, since a pull request is made once.
        before: the comment until now, "" if there is none.
    """
    drafted = f"The post-mortem is drafted in #{number}: review it there."
    status = {
        "merged": f"The post-mortem was merged with #{number}.",
        "closed": f"The pull request #{number} with the post-mortem is closed: reopen it to continue.",
    }.get(state, f"{drafted} Its branch is yours from here on; `afterword collect` adds what comes later.")
    begin, end = _DETAILS
    match = re.search(rf"{re.escape(begin)}\n.*?\n{re.escape(end)}", before, re.DOTALL)
    return "\n\n".join((MARKER, status, match.group() if match else "\n".join((begin, *_listed(details), end)))) + "\n"


def render_failed(url: str) -> str:
    """Return the comment for a post-mortem that was not begun.

    Args:
        url: of the run that says why; empty if it is not known.
    """
    run = f"[the run]({url})" if url else "the run of the workflow"
    again = "Correct it, then take the label `postmortem` off this issue and put it on again."
    return f"{MARKER}\n\nThe post-mortem was not begun: {run} says why. {again}\n"


def _listed(details: Sequence[str]) -> list[str]:
    lines = [f"- {escape_markdown(shorten(detail, _MAX_TEXT))}" for detail in details[:_MOST]]
    return [*lines, f"- and {len(details) - _MOST} more"] if len(details) > _MOST else lines

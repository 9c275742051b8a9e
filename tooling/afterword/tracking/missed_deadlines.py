"""The two promises: each action item is one issue within a day of being merged; publication within three."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from afterword import git
from afterword.github.pulls import OpenPullRequest
from afterword.postmortem import PostMortem, read
from afterword.postmortem.deadlines import TRACK_WITHIN
from afterword.project import Project
from afterword.times.durations import show_duration
from afterword.tracking.operations import BRANCH, Kind, Plan
from afterword.tracking.wanted import Collected, Remark, Wanted, row_name, why_untrackable


def untracked(made: Plan) -> list[Wanted]:
    """The rows that the plan opens an issue for."""
    wanted = (operation.wanted for operation in made.operations if operation.kind is Kind.CREATE)
    return [one for one in wanted if one is not None and one.action]


def lacking(made: Plan) -> list[Remark]:
    """What lacks an issue: rows that the next run opens one for, and what cannot be tracked as it stands."""
    opened = [
        Remark(one.path, one.line, f"{one.action}: it has no issue", "run `afterword sync`", (one.action,))
        for one in untracked(made)
    ]
    return [*opened, *made.skipped]


def late(project: Project, found: Iterable[Remark], commit: str | None) -> tuple[list[Remark], str]:
    """Rows without an issue that were on the default branch, ready to be tracked, a day ago.

    Args:
        project: the project.
        found: what lacks an issue, as `lacking` gives it.
        commit: the head of the default branch; that of the checkout when None.

    Returns:
        Those of the remarks that concern such rows, and why nothing can be said where that is so.
    """
    shallow = git.run(project.root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return [], "there is no history"
    if shallow.strip() == "true":
        return [], "the history is cut off: check out with `fetch-depth: 0`"
    day_ago = project.now - TRACK_WITHIN
    then = git.run(
        project.root, "rev-list", "-1", "--first-parent", f"--before={day_ago.isoformat()}", commit or "HEAD", "--"
    )
    if then is None:
        return [], "the checkout lacks the default branch: fetch it"
    if not then.strip():
        return [], ""
    prefix = git.prefix(project.root)
    known: dict[str, PostMortem | None] = {}
    broken = []
    for remark in found:
        path = remark.path
        if path not in known:
            text = git.run(project.root, "show", "--end-of-options", f"{then.strip()}:{prefix}{path}") if path else None
            known[path] = None if text is None else read(text.encode(), path)
        before = known[path]
        if before is not None and _was_so(before, remark):
            broken.append(remark)
    return broken, ""


def _was_so(before: PostMortem, remark: Remark) -> bool:
    """Whether a remark fits an earlier state too: one of its rows was there, or the rows could not be read then."""
    if remark.rows is None:
        return why_untrackable(before) is not None
    ready = {row_name(item).casefold() for item in before.actions if not item.under_notice}
    return any(name.casefold() in ready for name in remark.rows)


def unpublished(collected: Collected) -> list[Remark]:
    """Post-mortems that should have been published by now."""
    return [
        Remark(one.path, None, f"was to be published by {one.due:%Y-%m-%d %H:%MZ}", "publish what is known")
        for one in collected.reminders
        if one.is_needed and one.due is not None
    ]


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pull request with a post-mortem that has been open for too long, by its number, and since when."""

    number: int
    path: str
    since: datetime

    def remark(self, now: datetime) -> Remark:
        """It, as a warning."""
        age = show_duration(now - self.since)
        reason = f"pull request #{self.number} with {self.path} has been open for {age}"
        return Remark("", None, reason, "its action items get their issues once it is merged")


def waiting(project: Project, pull_requests: Iterable[OpenPullRequest]) -> list[Waiting]:
    """Pull requests with post-mortems that have been open for more than a day: their action items have no issues."""
    folder = git.prefix(project.root) + project.config.postmortems.rstrip("/") + "/"
    found = []
    for one in pull_requests:
        names = [path for path in one.paths if path.startswith(folder) and path.endswith(".md")]
        if one.branch != BRANCH and names and project.now - one.created > TRACK_WITHIN:
            found.append(Waiting(one.number, names[0], one.created))
    return found

"""Whether action items are tracked in time: each is one issue within a day of being merged."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta

from afterword import git
from afterword.postmortem import read
from afterword.postmortem.values import show_duration
from afterword.project import Project
from afterword.tracking.github import OpenPullRequest
from afterword.tracking.plan import Kind, Plan
from afterword.tracking.rolling import BRANCH
from afterword.tracking.wanted import Remark, Wanted

TRACKED_WITHIN = timedelta(hours=24)
"""From the commit on the default branch that brings a row in to its issue."""


def untracked(made: Plan) -> list[Wanted]:
    """The rows that the plan opens an issue for."""
    wanted = (operation.wanted for operation in made.operations if operation.kind is Kind.CREATE)
    return [one for one in wanted if one is not None and one.action]


def late(project: Project, made: Plan, commit: str | None) -> tuple[list[Remark], str]:
    """Rows without an issue that were on the default branch, ready to be tracked, a day ago.

    Args:
        project: the project.
        made: the plan, which says what lacks an issue.
        commit: the head of the default branch; that of the checkout when None.

    Returns:
        A remark for each, and why nothing can be said where that is so.
    """
    shallow = git.run(project.root, "rev-parse", "--is-shallow-repository")
    if shallow is None:
        return [], "there is no history"
    if shallow.strip() == "true":
        return [], "the history is cut off: check out with `fetch-depth: 0`"
    day_ago = project.now - TRACKED_WITHIN
    found = git.run(
        project.root, "rev-list", "-1", "--first-parent", f"--before={day_ago.isoformat()}", commit or "HEAD", "--"
    )
    if found is None:
        return [], "the checkout lacks the default branch: fetch it"
    then = found.strip()
    if not then:
        return [], ""
    remarks: list[Remark] = []
    prefix = git.prefix(project.root)
    known: dict[str, set[str]] = {}
    for path, line, action, reason, remedy in _lacking(made):
        if path not in known:
            known[path] = _ready(project, then, prefix + path, path)
        if action.casefold() in known[path]:
            remarks.append(Remark(path, line, f"{action}: {reason}, for more than a day", remedy))
    return remarks, ""


def _lacking(made: Plan) -> Iterable[tuple[str, int | None, str, str, str]]:
    for wanted in untracked(made):
        yield wanted.path, wanted.line, wanted.action, "it has no issue", "run `afterword sync`"
    for remark in made.skipped:
        action, colon, reason = remark.reason.partition(": ")
        if remark.path and colon and " " not in action:
            yield remark.path, remark.line, action, f"it has no issue ({reason})", remark.remedy


def _ready(project: Project, commit: str, path: str, shown: str) -> set[str]:
    """Ids of the rows, in lower case, that a commit held ready to be tracked."""
    text = git.run(project.root, "show", "--end-of-options", f"{commit}:{path}")
    if text is None:
        return set()
    document = read(text.encode(), shown)
    return {item.id.casefold() for item in document.actions if item.id and not item.under_notice}


def waiting(project: Project, pull_requests: Iterable[OpenPullRequest]) -> list[Remark]:
    """Pull requests with post-mortems that have been open for more than a day: their action items have no issues."""
    folder = git.prefix(project.root) + project.config.postmortems.rstrip("/") + "/"
    remarks = []
    for one in pull_requests:
        names = [path for path in one.paths if path.startswith(folder) and path.endswith(".md")]
        age = project.now - one.created
        if one.branch != BRANCH and names and age > TRACKED_WITHIN:
            reason = f"pull request #{one.number} with {names[0]} has been open for {show_duration(age)}"
            remarks.append(Remark("", None, reason, "its action items get their issues once it is merged"))
    return remarks

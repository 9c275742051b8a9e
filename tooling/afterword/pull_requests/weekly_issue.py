"""The one issue a week with the agenda of the review: updated in place, with what people ticked and wrote.

The next week's issue closes the ones before: what was not settled is in the new one. A quiet week gets no issue.
"""

from __future__ import annotations

import re
from urllib.parse import quote

from afterword import git
from afterword.errors import AfterwordError
from afterword.github.issues import Issue
from afterword.learning.review.agenda import Agenda
from afterword.learning.review.kept_words import Line, update
from afterword.learning.review.markdown import write_lines, write_title
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.tracking.marker import block_of, says, with_block
from afterword.tracking.project_tracker import find_documents_repository
from afterword.tracking.tracker import Tracker

LABEL = "postmortem-review"
_MARKER = re.compile(r"<!-- afterword:review=(?P<week>\d{4}-W\d{2}) -->\n")
_MAX_BODY = 60_000
"""Characters; GitHub allows 65,536."""


def keep_weekly_issue(project: Project, tracker: Tracker, agenda: Agenda) -> str:
    """Open or update the issue of the week; return what was done with it, as a line.

    Args:
        tracker: where the issue is.
        agenda: the agenda of the week.

    Raises:
        AfterwordError: the history does not say what changed, or the tracker fails. An issue that was opened although
            no answer came is found by the next run.
    """
    if agenda.unknown:
        raise AfterwordError(f"not known: {agenda.unknown[0]}", remedy="the issue would say less than it should")
    base = _address(project, tracker)

    def link(document: PostMortem) -> str:
        return f"{base}{quote(document.path)}"

    lines = write_lines(agenda, link)
    if (done := _without_writing(agenda, _find(tracker), lines)) is not None:
        return done
    with tracker.lease() as lease:
        issues = _find(tracker)  # again, now under the lease
        if (done := _without_writing(agenda, issues, lines)) is not None:
            return done
        lease.keep()
        return _write(tracker, agenda, issues, lines)


def _write(tracker: Tracker, agenda: Agenda, issues: dict[str, Issue], lines: list[Line]) -> str:
    issue = issues.get(agenda.week.name)
    if issue is not None:
        tracker.edit(issue.number, body=_body(issue, agenda, lines))
        return f"changed issue #{issue.number}"
    tracker.ensure_labels([LABEL])
    made = tracker.create(write_title(agenda), _body(None, agenda, lines), [LABEL])
    before = [one for name, one in sorted(issues.items()) if one.open and name < agenda.week.name]
    for one in before:
        tracker.edit(one.number, state="completed")
    closed = f", closed {', '.join(f'#{one.number}' for one in before)}" if before else ""
    return f"opened issue #{made.number}{closed}"


def _without_writing(agenda: Agenda, issues: dict[str, Issue], lines: list[Line]) -> str | None:
    """Return why there is nothing to write; None if there is something."""
    issue = issues.get(agenda.week.name)
    if issue is None:
        return "a quiet week: no issue" if agenda.is_quiet else None
    if not issue.open:
        return f"issue #{issue.number} is closed, so it stays as it is"
    body = _body(issue, agenda, lines)
    if len(body) > _MAX_BODY:
        return f"issue #{issue.number} has grown too long, so it stays as it is"
    return f"issue #{issue.number} is up to date" if says(issue.body, block_of(body) or "") else None


def _body(issue: Issue | None, agenda: Agenda, lines: list[Line]) -> str:
    """Return the text of the issue, with what people wrote in and around our part."""
    former = block_of(issue.body) if issue else None
    text = update(_MARKER.sub("", former, count=1) if former else "", lines)
    return with_block(issue.body if issue else "", f"<!-- afterword:review={agenda.week.name} -->\n{text}")


def _find(tracker: Tracker) -> dict[str, Issue]:
    """Return our issues by week: anyone can write the marker, so it counts on issues of trusted authors only."""
    trusted = tracker.about().trusted
    found: dict[str, Issue] = {}
    for issue in tracker.list_issues(LABEL):
        match = _MARKER.match(block_of(issue.body) or "")
        if match and issue.author_id in trusted:
            found.setdefault(match["week"], issue)
    return found


def _address(project: Project, tracker: Tracker) -> str:
    """Return where the post-mortems are on GitHub: on the default branch."""
    repository = find_documents_repository(project, tracker)
    name = repository.name if repository else tracker.name
    return f"{project.server}/{name}/blob/HEAD/{quote(git.prefix(project.root))}"

"""An issue about an incident on its way to a pull request with its post-mortem."""

from __future__ import annotations

import re
from collections.abc import Sequence
from contextlib import suppress
from datetime import datetime
from typing import Any

from afterword.errors import AfterwordError
from afterword.evidence.ledger import MAX_LEDGER_BYTES
from afterword.github.accounts import has_write_access
from afterword.github.comments import keep_comment
from afterword.github.commits import commit_files, create_branch
from afterword.github.errors import translate_errors
from afterword.github.issues import Issue, issue_of
from afterword.github.pulls import find_pull
from afterword.github.repository import Repository
from afterword.postmortem import PostMortem
from afterword.postmortem.files import read_regular
from afterword.postmortem.review_request import review_request
from afterword.project import Project
from afterword.pull_requests.drafting import INCIDENT_BRANCHES
from afterword.pull_requests.handed_over import list_files
from afterword.text.escaping import escape_markdown
from afterword.text.shorten import shorten

MARKER = "<!-- afterword:issue -->"
_DETAILS = ("<!-- afterword:read -->", "<!-- /afterword:read -->")
_MOST = 20
_MAX_TEXT = 600


def render_drafted(number: int, state: str, details: Sequence[str], before: str = "") -> str:
    """Return the comment for a post-mortem that has a pull request. What it quotes of the issue is escaped.

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


RUNNING = "incident"
"""The label of issues in which an incident is run: it is over when the issue is closed."""
_EDITED = """query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { issue(number: $number) { lastEditedAt } } }"""
_ORIGIN = """\
The post-mortem of the incident in #{number}, begun from what was written and pasted there. What owners, members and
collaborators wrote is its evidence, redacted. Push to this branch: it is yours from here on, and no run writes to it
again."""


def require_incident(repository: Repository, number: int, actor: str, at: datetime | None) -> Issue:
    """Return the issue, if its post-mortem may be begun.

    Args:
        repository: with a token that has `issues: read`.
        number: of the issue.
        actor: who requested it.
        at: when they did; a text that was changed later is not what they had read. None for now.

    Raises:
        AfterwordError: it is a pull request or an incident that is still open, its text was changed, or the actor has
            no write access.
    """
    api, root = repository.api, repository.root
    with translate_errors(repository.name, needs="issues: read"):
        found = api.get(f"{root}/issues/{number}")
        if "pull_request" in found:
            raise AfterwordError(f"#{number} is a pull request", remedy="name the issue of the incident")
        issue = issue_of(found, repository.name)
        if issue.open and issue.bears(RUNNING):
            raise AfterwordError(f"the incident in #{number} is not resolved", remedy="close the issue first")
        if not has_write_access(repository, actor):
            raise AfterwordError("the requester does not have write access", remedy="ask somebody who has")
        if at is not None:
            times = [repository.graphql(_EDITED, number=number)["issue"]["lastEditedAt"]]
            times += [
                one["created_at"] for one in api.pages(f"{root}/issues/{number}/events") if one["event"] == "renamed"
            ]
            if any(time and datetime.fromisoformat(time) > at for time in times):
                reason = f"#{number} was changed after its post-mortem was requested"
                raise AfterwordError(reason, remedy="read it again, then request it again")
    return issue


def propose(
    repository: Repository, number: int, files: dict[str, str], title: str, details: Sequence[str]
) -> tuple[int, str]:
    """Open a pull request with a post-mortem and its evidence, unless there is one, and say so on the issue.

    Args:
        repository: with a token that has `contents: write`, `issues: write` and `pull-requests: write`.
        number: of the issue.
        files: texts by path in the repository.
        title: of the post-mortem.
        details: what was read, redacted and not used, as sentences.

    Returns:
        The number of the pull request, and what happened in a few words.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails; the next run goes on.
    """
    api, branch = repository.api, f"{INCIDENT_BRANCHES}{number}"
    with translate_errors(repository.name, needs="contents: write` and `pull-requests: write"):
        default = str(repository.look_up()["default_branch"])
        pull = find_pull(repository, branch, state="all")
        if pull is not None:
            is_shut = pull["state"] == "closed" and not pull.get("merged_at")
            state = "closed: reopen it to continue" if is_shut else "there already"
            said = f"pull request #{pull['number']} is {state}; nothing was written"
        else:
            message = f"Begin the post-mortem of #{number}"
            commit = commit_files(repository, repository.commit_of(default), files, message)
            create_branch(repository, branch, commit)  # or a run that was killed before the next line did
            request = {
                "title": f"Post-mortem: {title}"[:200], "head": branch, "base": default,
                "body": review_request(_ORIGIN.format(number=number)),
            }  # fmt: skip
            pull = api.write("POST", f"{repository.root}/pulls", request)
            said = f"pull request #{pull['number']} opened"
    _comment_drafted(repository, number, pull, details)
    return int(pull["number"]), said


def report_failure(repository: Repository, number: int, url: str) -> str:
    """Say on the issue that its post-mortem was not begun, unless it has a pull request.

    Args:
        repository: with a token that has `issues: write` and `pull-requests: read`.
        number: of the issue.
        url: of the run that says why; empty if it is not known.

    Returns:
        What happened with the comment.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    with translate_errors(repository.name, needs="pull-requests: read"):
        repository.look_up()
        pull = find_pull(repository, f"{INCIDENT_BRANCHES}{number}", state="all")
    if pull is not None:
        return _comment_drafted(repository, number, pull, ())
    return keep_comment(repository, number, MARKER, lambda *_: render_failed(url))


def _comment_drafted(repository: Repository, number: int, pull: dict[str, Any], details: Sequence[str]) -> str:
    state = "merged" if pull.get("merged_at") else str(pull["state"])
    return keep_comment(
        repository, number, MARKER, lambda before, _: render_drafted(int(pull["number"]), state, details, before)
    )


def read_texts(project: Project, document: PostMortem) -> dict[str, str]:
    """Return a post-mortem and its evidence, by path; files that are not text are left out.

    Raises:
        AfterwordError: it cannot be read.
    """
    texts = {}
    for path in list_files(project, document.id):
        with suppress(UnicodeDecodeError):
            texts[project.display_path(path)] = read_regular(path, MAX_LEDGER_BYTES).decode()
    return {path: text for path, text in texts.items() if text}

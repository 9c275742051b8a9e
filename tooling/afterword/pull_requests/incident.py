"""A closed incident issue on its way to a pull request with its post-mortem."""

from __future__ import annotations

import re
from contextlib import suppress
from datetime import datetime
from urllib.parse import quote

from afterword.errors import AfterwordError
from afterword.evidence.ledger import MAX_LEDGER_BYTES
from afterword.github.commits import commit_files, create_branch
from afterword.github.errors import translate_errors
from afterword.github.issues import Issue, issue_of
from afterword.github.pulls import find_pull
from afterword.github.repository import Repository
from afterword.postmortem import PostMortem, read
from afterword.postmortem.create import make_id
from afterword.postmortem.edit import apply
from afterword.postmortem.edit_front_matter import set_value
from afterword.postmortem.files import read_regular
from afterword.postmortem.review_request import review_request
from afterword.postmortem.template import Facts, render
from afterword.project import Project
from afterword.pull_requests.drafting import INCIDENT_BRANCHES
from afterword.pull_requests.handed_over import list_files
from afterword.text.invisible import visible_line
from afterword.times.when import When

_WRITERS = ("admin", "write")
_LOGIN = re.compile(r"[A-Za-z0-9-]+(?:\[bot\])?")
_EDITED = """query ($owner: String!, $name: String!, $number: Int!) {
  repository(owner: $owner, name: $name) { issue(number: $number) { lastEditedAt } } }"""
_HEADING = re.compile(r"^### (.+?)\s*$", re.MULTILINE)
_ANSWERS = {
    "started": "Since when, in UTC?",
    "severity": "How grave is it?",
    "model": "Which model serves?",
}
_ORIGIN = """\
The post-mortem of the incident in #{number}, begun from its thread. What owners, members and collaborators wrote there
is its evidence, redacted. Push to this branch: it is yours from here on, and no run writes to it again."""


def require_incident(repository: Repository, number: int, actor: str, at: datetime | None) -> Issue:
    """Return the incident issue, if its post-mortem may be begun.

    Args:
        repository: with a token that has `issues: read`.
        number: of the issue.
        actor: who requested it.
        at: when they did; a text that was changed later is not what they had read. None for now.

    Raises:
        AfterwordError: it is open or a pull request, its text was changed, or the actor has no write access.
    """
    api, root = repository.api, repository.root
    with translate_errors(repository.name, needs="issues: read"):
        found = api.get(f"{root}/issues/{number}")
        if "pull_request" in found:
            raise AfterwordError(f"#{number} is a pull request", remedy="name the issue of the incident")
        if found["state"] != "closed":
            raise AfterwordError(f"the incident in #{number} is not resolved", remedy="close the issue first")
        if not _may_write(repository, actor):
            raise AfterwordError("the requester does not have write access", remedy="ask somebody who has")
        if at is not None:
            owner, name = repository.name.split("/")
            data = api.graphql(_EDITED, {"owner": owner, "name": name, "number": number})
            times = [data["repository"]["issue"]["lastEditedAt"]]
            times += [
                one["created_at"] for one in api.pages(f"{root}/issues/{number}/events") if one["event"] == "renamed"
            ]
            if any(time and datetime.fromisoformat(time) > at for time in times):
                reason = f"#{number} was changed after its post-mortem was requested"
                raise AfterwordError(reason, remedy="read it again, then request it again")
    return issue_of(found, repository.name)


def begin(project: Project, issue: Issue) -> PostMortem:
    """Return the post-mortem of an incident as its issue describes it, without writing anything.

    Raises:
        AfterwordError: there is one already.
    """
    answers = _answers(issue.body)
    times = {"started": answers["started"]} if _is_time(answers.get("started", "")) else {}
    severity = answers.get("severity", "")
    named = visible_line(re.sub(r"^\s*incident\s*:", "", issue.title, flags=re.IGNORECASE))
    title = named or f"Incident {issue.number}"
    facts = Facts(
        title=title,
        severity=severity if project.config.severity(severity) else "unknown",
        times=times,
        model=answers.get("model", ""),
    )
    document_id = make_id(facts, issue.created or project.now)
    path = f"{project.config.postmortems}/{document_id}.md"
    if project.post_mortem(document_id) is not None:
        raise AfterwordError("a post-mortem with this date and name exists", remedy="continue it", path=path)
    required, headings = project.config.required_sections(facts.severity), project.config.headings
    document = read(render(document_id, facts, required, headings=headings).encode(), path)
    if document.problems:  # what somebody wrote into the form is not a valid value
        document = read(render(document_id, Facts(title=title), required, headings=headings).encode(), path)
    text = apply(document.source, set_value(document, ("incident", "issue"), f"#{issue.number}"))
    return read(text.encode(), path)


def propose(repository: Repository, number: int, files: dict[str, str], title: str) -> str:
    """Open a pull request with a post-mortem and its evidence, unless there is one.

    Args:
        repository: with a token that has `contents: write` and `pull-requests: write`.
        number: of the issue.
        files: texts by path in the repository.
        title: of the post-mortem.

    Returns:
        What happened, in a few words.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    api, branch = repository.api, f"{INCIDENT_BRANCHES}{number}"
    with translate_errors(repository.name, needs="contents: write` and `pull-requests: write"):
        default = str(repository.look_up()["default_branch"])
        if found := find_pull(repository, branch, state="all"):
            is_shut = found["state"] == "closed" and not found.get("merged_at")
            state = "closed: reopen it to continue" if is_shut else "there already"
            return f"pull request #{found['number']} is {state}; nothing was written"
        message = f"Begin the post-mortem of #{number}"
        commit = commit_files(repository, repository.commit_of(default), files, message)
        create_branch(repository, branch, commit)  # a run that was killed may have made it, and not the pull request
        request = {
            "title": f"Post-mortem: {title}"[:200], "head": branch, "base": default,
            "body": review_request(_ORIGIN.format(number=number)),
        }  # fmt: skip
        made = api.write("POST", f"{repository.root}/pulls", request)
    return f"pull request #{made['number']} opened"


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


def _may_write(repository: Repository, actor: str) -> bool:
    """Whether an account has write access. GitHub answers 404 for an app, which is not the account of a person."""
    if not _LOGIN.fullmatch(actor):
        return False
    found = repository.api.find(f"{repository.root}/collaborators/{quote(actor)}/permission")
    return found is not None and found.get("permission") in _WRITERS


def _answers(body: str) -> dict[str, str]:
    """The answers of the incident form, by our names; empty if it was not used."""
    parts = _HEADING.split(body.replace("\r\n", "\n"))
    given = {heading: visible_line(text)[:200] for heading, text in zip(parts[1::2], parts[2::2], strict=False)}
    found = {key: given.get(heading, "") for key, heading in _ANSWERS.items()}
    return {key: text for key, text in found.items() if text and text != "_No response_"}


def _is_time(text: str) -> bool:
    try:
        return bool(text) and When.parse(text).earliest is not None
    except ValueError:
        return False

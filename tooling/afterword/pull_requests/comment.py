"""The one comment on a pull request: gathering what it says, finding it again, and updating it."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Annotated, Any
from urllib.parse import quote

from pydantic import BaseModel, Field

from afterword.checks import Level, check_files
from afterword.errors import AfterwordError
from afterword.github.comments import keep_comment
from afterword.github.contents import decode_content
from afterword.github.errors import translate_errors
from afterword.github.repository import Repository
from afterword.postmortem import PostMortem, read
from afterword.postmortem.files import read_regular
from afterword.postmortem.yamlformat import in_one_line
from afterword.project import Project
from afterword.pull_requests import acceptance
from afterword.pull_requests.acceptance import Version
from afterword.pull_requests.answering import list_asked
from afterword.pull_requests.comment_text import MARKER, CommentContent, Dropped, Row, render
from afterword.pull_requests.opened_pull import OpenedPull
from afterword.pull_requests.question_record import Record
from afterword.pull_requests.seen_before import find_seen_before
from afterword.text.counting import counted
from afterword.tracking.apply_plan import PlanResult
from afterword.tracking.collect_wanted_issues import collect_wanted_issues
from afterword.tracking.operations import Plan
from afterword.tracking.plan import plan
from afterword.tracking.project_tracker import document_links, open_tracker
from afterword.tracking.read_tracker import read_tracker
from afterword.tracking.report import Report

_MAX_VERSIONS = 30
_MAX_REPORT_BYTES = 5_000_000

_Text = Annotated[str, Field(max_length=10_000)]


class _Claim(BaseModel):
    text: _Text
    status: _Text
    reasons: Annotated[list[_Text], Field(max_length=50)] = []


class _Section(BaseModel):
    section: _Text
    claims: Annotated[list[_Claim], Field(max_length=200)]


class _Report(BaseModel):
    """What `apply` left; of a draft's report only this is read."""

    id: _Text
    model: _Text | None = None
    reader: _Text | None = None
    claims: dict[_Text, int] = {}
    drafts: Annotated[list[_Section], Field(max_length=50)]


def gather_content(
    repository: Repository, opened: OpenedPull, reports: Path | None, record: Record | None = None
) -> CommentContent:
    """Gather all that there is to say about a pull request.

    Args:
        repository: with a token that has `issues: read`.
        opened: the pull request.
        reports: the folder of the reports of drafting; None, or missing, if nothing was drafted.
        record: of the questions, after replies were looked at; None for the one that the comment has.

    Raises:
        AfterwordError: GitHub fails.
    """
    documents = list(opened.documents())
    rows, summary = _plan(opened, documents)
    drafted = _read_reports(reports)
    content = describe_documents(opened.project, documents)
    tree = f"{opened.project.server}/{repository.name}/blob/{opened.pull.head}"
    return replace(
        content,
        accepted={document.id: _accepted(repository, opened, document) for document in documents},
        dropped=None if drafted is None else _dropped(drafted),
        readings={one.id: _how_read(one) for one in drafted or () if one.model and any(one.claims.values())},
        similar=find_seen_before(repository, opened, documents),
        plan=rows,
        plan_summary=summary,
        pages={one.id: f"{tree}/{quote(opened.path(one.id))}" for one in documents},
        record=record,
    )


def describe_documents(project: Project, documents: Sequence[PostMortem]) -> CommentContent:
    """Return what the documents themselves say: what awaits review, and what a check finds."""
    report = check_files(project, [project.path(document) for document in documents])
    ordered = sorted(report.listed, key=lambda one: list(Level).index(one.level))
    asked = [question for document in documents for question, _ in list_asked(project, document)]
    return CommentContent(
        asked=asked,
        waiting={document.id: [section.name for section, _ in document.notices] for document in documents},
        proposed={document.id: _proposed(document) for document in documents},
        accepted={document.id: dict.fromkeys(acceptance.accepted_sections(document), "") for document in documents},
        declined={document.id: acceptance.declined_sections(document) for document in documents},
        errors=report.count(Level.ERROR),
        warnings=report.count(Level.WARNING),
        findings=[Row(f"`{one.path}:{one.line}`", f"{one.level.value} {one.rule}: {one.message}") for one in ordered],
    )


def _proposed(document: PostMortem) -> list[str]:
    return [f"`{one.name}`: {in_one_line(one.value)} ({', '.join(one.sources)})" for one in document.proposed]


def write_comment(repository: Repository, number: int, content: CommentContent, *, begins: bool = True) -> str:
    """Create or update the comment.

    Args:
        repository: with a token that has `pull-requests: write`.
        number: of the pull request.
        content: what it says.
        begins: whether to create one if there is none.

    Returns:
        `written`, `changed` or `unchanged`; empty if there is none.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    return keep_comment(repository, number, MARKER, partial(render, content), begins=begins)


def _plan(opened: OpenedPull, documents: list[PostMortem]) -> tuple[list[Row], str]:
    """What `sync` would do if the pull request were merged as it is, row by row and in a line."""
    project = opened.project
    if not documents or project.config.tracker == "local":
        return [], ""
    links = document_links(project, project.env.get("GITHUB_REPOSITORY"), opened.pull.head)
    tracker = open_tracker(project)
    try:
        wanted = collect_wanted_issues(documents, project.config, project.now, links)
        wanted.unread = frozenset(each.casefold() for each in opened.others)
        issues, facts = read_tracker(wanted, tracker, project.config.tracking, project.now, is_writing=False)
    except AfterwordError as error:
        return [], f"unknown: {error.message}"
    finally:
        tracker.close_connection()
    made = plan(wanted, issues, facts)
    # Documents that the pull request does not touch are not here, and nothing is said of their issues.
    ours = {document.id.casefold() for document in documents}
    made = replace(made, operations=tuple(one for one in made.operations if one.key.document in ours))
    return describe_plan(made)


def describe_plan(made: Plan) -> tuple[list[Row], str]:
    """Return what a plan would do to issues, row by row and in a line."""
    lines = Report(made, PlanResult(tracked=made.tracked), is_dry=True).lines()
    rows = [Row(f"{one.document} {one.action}", f"{one.what} {one.issue}: {one.text}") for one in lines]
    skipped = [Row(one.path, f"cannot be tracked: {one.reason}") for one in made.skipped]
    new = sum(one.symbol == "+" for one in lines)
    counts = (
        (new, "issue is opened", "issues are opened"),
        (len(lines) - new, "change is made to issues", "changes are made to issues"),
        (len(skipped), "row cannot be tracked", "rows cannot be tracked"),
    )
    return [*rows, *skipped], ", ".join(counted(*count) for count in counts if count[0])


def _read_reports(folder: Path | None) -> list[_Report] | None:
    """Read what drafting reported just now; None if it drafted nothing."""
    files = sorted(folder.glob("*.json")) if folder is not None and folder.is_dir() else []
    found: list[_Report] = []
    for file in files:
        try:
            found.append(_Report.model_validate(json.loads(read_regular(file, _MAX_REPORT_BYTES))))
        except (OSError, AfterwordError, ValueError, RecursionError):
            continue  # only a detail is missing
    return found if files else None


def _dropped(reports: Sequence[_Report]) -> list[Dropped]:
    return [
        Dropped(report.id, section.section, claim.text, "; ".join(claim.reasons))
        for report in reports
        for section in report.drafts
        for claim in section.claims
        if claim.status == "dropped"
    ]


def _how_read(report: _Report) -> str:
    """Say who read the claims, and with which result."""
    alone = "by code alone, which compares values, not sentences"
    how = f"by code and, as the draft's file reports, by {report.reader}" if report.reader else alone
    return f"{how}: {', '.join(f'{number} {status}' for status, number in report.claims.items() if number)}"


def _accepted(repository: Repository, opened: OpenedPull, document: PostMortem) -> dict[str, str]:
    """Accepted sections, with who accepted each; "" if that is not known."""
    names = acceptance.accepted_sections(document)
    versions = _versions(repository, opened, document, names) if names else []
    return dict.fromkeys(names, "") | acceptance.find_accepters(names, versions)


def _versions(repository: Repository, opened: OpenedPull, document: PostMortem, names: Sequence[str]) -> list[Version]:
    """The document at the latest commits, from the newest to the one that shows who accepted each section."""
    path = opened.path(document.id)
    versions: list[Version] = []
    with translate_errors(repository.name, needs="contents: read"):
        commits: list[Any] = repository.api.get(
            f"{repository.root}/commits", sha=opened.pull.head, path=path, per_page=_MAX_VERSIONS
        )
        for commit in commits:
            found = repository.api.find(f"{repository.root}/contents/{quote(path)}", ref=commit["sha"])
            if found is None:
                break
            author = commit.get("author") or {}
            who = f"@{author['login']}" if author.get("login") else str(commit["commit"]["author"]["name"])
            versions.append(Version(who, acceptance.sections_awaiting_review(read(decode_content(found), path))))
            if len(acceptance.find_accepters(names, versions)) == len(names):
                break
    return versions

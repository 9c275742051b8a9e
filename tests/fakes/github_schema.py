"""GitHub's own schema, as githubkit generates it from GitHub's description: for what is asked and what is answered."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

from githubkit_schemas.v2022_11_28 import models
from pydantic import TypeAdapter, ValidationError

_N = r"/repos/[^/]+/[^/]+"
_ANSWERS: list[tuple[str, str, Any]] = [
    ("GET", _N, models.FullRepository),
    ("GET", rf"{_N}/issues", list[models.Issue]),
    ("POST", rf"{_N}/issues", models.Issue),
    ("GET|PATCH", rf"{_N}/issues/\d+", models.Issue),
    ("GET", rf"{_N}/issues/\d+/comments", list[models.IssueComment]),
    ("POST", rf"{_N}/issues/\d+/comments", models.IssueComment),
    ("POST", rf"{_N}/issues/\d+/labels", list[models.Label]),
    ("POST|DELETE", rf"{_N}/issues/\d+/assignees", models.Issue),
    ("POST", rf"{_N}/issues/\d+/sub_issues", models.Issue),
    ("GET", rf"{_N}/issue-types", list[models.IssueType]),
    ("GET", rf"{_N}/assignees", list[models.SimpleUser]),
    ("GET", rf"{_N}/labels", list[models.Label]),
    ("POST", rf"{_N}/labels", models.Label),
    ("PATCH", rf"{_N}/labels/[^/]+", models.Label),
    ("GET", rf"{_N}/issues/\d+/events", list[models.IssueEvent]),
    ("PATCH", rf"{_N}/issues/comments/\d+", models.IssueComment),
    ("POST", rf"{_N}/issues/comments/\d+/reactions", models.Reaction),
    ("GET", rf"{_N}/collaborators/[^/]+/permission", models.RepositoryCollaboratorPermission),
    ("GET", rf"{_N}/commits", list[models.Commit]),
    ("GET", rf"{_N}/commits/\w+", models.Commit),
    ("GET", rf"{_N}/commits/\w+/statuses", list[models.Status]),
    ("POST", rf"{_N}/statuses/\w+", models.Status),
    ("GET", rf"{_N}/contents/.+", models.ContentFile),
    ("PUT", rf"{_N}/contents/.+", models.FileCommit),
    ("GET", rf"{_N}/pulls/\d+", models.PullRequest),
    ("GET", rf"{_N}/pulls/\d+/files", list[models.DiffEntry]),
    ("GET", rf"{_N}/pulls", list[models.PullRequestSimple]),
    ("POST", rf"{_N}/pulls", models.PullRequest),
    ("PATCH", rf"{_N}/pulls/\d+", models.PullRequest),
    ("GET", rf"{_N}/git/ref/.+", models.GitRef),
    ("POST|PATCH", rf"{_N}/git/refs.*", models.GitRef),
    ("GET|POST", rf"{_N}/git/commits.*", models.GitCommit),
    ("GET|POST", rf"{_N}/git/trees.*", models.GitTree),
    ("GET", rf"{_N}/git/blobs/\w+", models.Blob),
    ("GET", rf"{_N}/compare/.+", models.CommitComparison),
]
_REQUESTS: list[tuple[str, str, Any]] = [
    ("POST", rf"{_N}/issues", models.ReposOwnerRepoIssuesPostBody),
    ("PATCH", rf"{_N}/issues/\d+", models.ReposOwnerRepoIssuesIssueNumberPatchBody),
    ("POST", rf"{_N}/issues/\d+/comments", models.ReposOwnerRepoIssuesIssueNumberCommentsPostBody),
    ("PATCH", rf"{_N}/issues/comments/\d+", models.ReposOwnerRepoIssuesCommentsCommentIdPatchBody),
    (
        "POST",
        rf"{_N}/issues/comments/\d+/reactions",
        models.ReposOwnerRepoIssuesCommentsCommentIdReactionsPostBody,
    ),
    ("POST", rf"{_N}/issues/\d+/labels", models.ReposOwnerRepoIssuesIssueNumberLabelsPostBodyOneof0),
    ("POST", rf"{_N}/issues/\d+/assignees", models.ReposOwnerRepoIssuesIssueNumberAssigneesPostBody),
    ("DELETE", rf"{_N}/issues/\d+/assignees", models.ReposOwnerRepoIssuesIssueNumberAssigneesDeleteBody),
    ("PUT", rf"{_N}/contents/.+", models.ReposOwnerRepoContentsPathPutBody),
    ("POST", rf"{_N}/statuses/\w+", models.ReposOwnerRepoStatusesShaPostBody),
    ("POST", rf"{_N}/issues/\d+/sub_issues", models.ReposOwnerRepoIssuesIssueNumberSubIssuesPostBody),
    ("POST", rf"{_N}/labels", models.ReposOwnerRepoLabelsPostBody),
    ("PATCH", rf"{_N}/labels/[^/]+", models.ReposOwnerRepoLabelsNamePatchBody),
    ("POST", rf"{_N}/pulls", models.ReposOwnerRepoPullsPostBody),
    ("PATCH", rf"{_N}/pulls/\d+", models.ReposOwnerRepoPullsPullNumberPatchBody),
    ("POST", rf"{_N}/git/refs", models.ReposOwnerRepoGitRefsPostBody),
    ("PATCH", rf"{_N}/git/refs/.+", models.ReposOwnerRepoGitRefsRefPatchBody),
    ("POST", rf"{_N}/git/commits", models.ReposOwnerRepoGitCommitsPostBody),
    ("POST", rf"{_N}/git/trees", models.ReposOwnerRepoGitTreesPostBody),
]


@cache
def _adapter(model: Any) -> TypeAdapter[Any]:
    return TypeAdapter(model)


def _model(table: list[tuple[str, str, Any]], method: str, path: str) -> Any:
    return next((m for verbs, pattern, m in table if method in verbs.split("|") and re.fullmatch(pattern, path)), None)


def wrong_answer(method: str, path: str, body: Any) -> str | None:
    """Why an answer is not what GitHub would give; None where it is, or where there is no body."""
    if body is None:
        return None
    model = _model(_ANSWERS, method, path)
    if model is None:
        return f"no model for the answer to {method} {path}"
    return _fault(model, body)


def wrong_request(method: str, path: str, body: Any) -> str | None:
    """Why GitHub would refuse a request; None where it would not, or where its schema says nothing."""
    model = _model(_REQUESTS, method, path)
    return _fault(model, body) if model is not None else None


def _fault(model: Any, body: Any) -> str | None:
    try:
        _adapter(model).validate_python(body)
    except ValidationError as error:
        return str(error)[:500]
    return None

"""Answers of the stand-in for GitHub, with every field that GitHub's schema asks for."""

from __future__ import annotations

from typing import Any

AT = "2026-04-16T17:00:00Z"
_USER_URLS = (
    "followers", "following", "gists", "starred", "subscriptions", "organizations", "repos", "events",
    "received_events",
)  # fmt: skip
_REPOSITORY_URLS = (
    "archive", "assignees", "blobs", "branches", "collaborators", "comments", "commits", "compare", "contents",
    "contributors", "deployments", "downloads", "events", "forks", "git_commits", "git_refs", "git_tags", "git",
    "issue_comment", "issue_events", "issues", "keys", "labels", "languages", "merges", "milestones", "notifications",
    "pulls", "releases", "ssh", "stargazers", "statuses", "subscribers", "subscription", "tags", "teams", "trees",
    "clone", "hooks", "svn",
)  # fmt: skip
_COUNTS = (
    "forks", "forks_count", "stargazers_count", "watchers_count", "size", "open_issues_count", "open_issues",
    "watchers", "subscribers_count", "network_count",
)  # fmt: skip


def user(base: str, login: str, number: int, *, is_bot: bool = False) -> dict[str, Any]:
    """An account."""
    url = f"{base}/users/{login}"
    return {
        "login": login, "id": number, "node_id": f"U_{number}", "avatar_url": f"{url}/avatar", "gravatar_id": "",
        "url": url, "html_url": f"https://github.com/{login}", "type": "Bot" if is_bot else "User", "site_admin": False,
        **{f"{name}_url": f"{url}/{name}" for name in _USER_URLS},
    }  # fmt: skip


def repository(base: str, full_name: str, branch: str, *, has_issues: bool = True) -> dict[str, Any]:
    """A repository."""
    owner, name = full_name.split("/")
    url = f"{base}/repos/{full_name}"
    return {
        "id": 1, "node_id": "R_1", "name": name, "full_name": full_name, "owner": user(base, owner, 5),
        "private": False, "html_url": f"https://github.com/{full_name}", "description": None, "fork": False, "url": url,
        **{f"{one}_url": f"{url}/{one}" for one in _REPOSITORY_URLS}, **dict.fromkeys(_COUNTS, 0),
        "mirror_url": None, "homepage": None, "language": None, "license": None, "default_branch": branch,
        "has_issues": has_issues, "has_projects": False, "has_wiki": False, "has_pages": False,
        "has_discussions": False, "archived": False, "disabled": False, "visibility": "public",
        "pushed_at": AT, "created_at": AT, "updated_at": AT,
    }  # fmt: skip


def label(base: str, full_name: str, name: str, colour: str = "ededed", description: str | None = None) -> Any:
    """A label of a repository."""
    return {
        "id": 1, "node_id": "L_1", "url": f"{base}/repos/{full_name}/labels/{name}", "name": name, "color": colour,
        "description": description, "default": False, "archived_at": None, "archived_by": None,
    }  # fmt: skip


def issue(base: str, full_name: str, number: int, *, author: dict[str, Any] | None, at: str, place: str) -> Any:
    """An open issue without a title."""
    url = f"{base}/repos/{full_name}"
    own = f"{url}/issues/{number}"
    return {
        "id": 1000 + number, "node_id": f"I_{number}", "number": number, "url": own, "repository_url": url,
        "labels_url": f"{own}/labels{{/name}}", "comments_url": f"{own}/comments", "events_url": f"{own}/events",
        "html_url": f"https://github.com/{full_name}/{place}/{number}", "title": "", "body": "", "user": author,
        "labels": [], "state": "open", "state_reason": None, "locked": False, "active_lock_reason": None,
        "assignee": None, "assignees": [], "milestone": None, "comments": 0, "created_at": at, "updated_at": at,
        "closed_at": None, "closed_by": None, "author_association": "NONE", "type": None,
        "sub_issues_summary": {"total": 0, "completed": 0, "percent_completed": 0}, "parent_issue_url": None,
    }  # fmt: skip


def comment(base: str, full_name: str, issue_number: int, number: int, text: str, author: Any, at: str) -> Any:
    """A comment on an issue."""
    url = f"{base}/repos/{full_name}/issues"
    return {
        "id": number, "node_id": f"C_{number}", "url": f"{url}/comments/{number}", "body": text,
        "html_url": f"https://github.com/{full_name}/issues/{issue_number}#c{number}", "user": author,
        "created_at": at, "updated_at": at, "issue_url": f"{url}/{issue_number}", "author_association": "NONE",
    }  # fmt: skip


def pull_request(base: str, full_name: str, number: int, request: dict[str, Any], shas: tuple[str, str], author: Any,
                 repo: Any) -> Any:  # fmt: skip
    """An open pull request."""
    url = f"{base}/repos/{full_name}/pulls/{number}"
    owner = full_name.split("/")[0]
    names = ("comments", "commits", "statuses", "html", "issue", "review_comments", "review_comment", "self")
    side = {"repo": repo, "user": repo["owner"]}
    return {
        "url": url, "id": 5000 + number, "node_id": f"P_{number}", "number": number, "state": "open", "locked": False,
        "html_url": f"https://github.com/{full_name}/pull/{number}", "diff_url": f"{url}.diff",
        "patch_url": f"{url}.patch", "issue_url": f"{base}/repos/{full_name}/issues/{number}",
        **{f"{one}_url": f"{url}/{one}" for one in ("commits", "review_comments", "review_comment", "comments",
                                                    "statuses")},
        "title": request["title"], "body": request.get("body"), "user": author, "labels": [], "milestone": None,
        "created_at": AT, "updated_at": AT, "closed_at": None, "merged_at": None, "merge_commit_sha": None,
        "assignee": None, "assignees": [], "author_association": "NONE", "auto_merge": None, "draft": False,
        "head": {"label": f"{owner}:{request['head']}", "ref": request["head"], "sha": shas[0], **side},
        "base": {"label": f"{owner}:{request['base']}", "ref": request["base"], "sha": shas[1], **side},
        "_links": {one: {"href": f"{url}/{one}"} for one in names},
        "merged": False, "mergeable": None, "rebaseable": None, "mergeable_state": "unknown", "merged_by": None,
        "comments": 0, "review_comments": 0, "maintainer_can_modify": False, "commits": 1, "additions": 1,
        "deletions": 1, "changed_files": 1,
    }  # fmt: skip


def git_commit(base: str, full_name: str, sha: str, message: str, tree: str, parents: list[str]) -> dict[str, Any]:
    """A commit as the interface for git data tells it."""
    url = f"{base}/repos/{full_name}/git"
    person = {"name": "bot", "email": "bot@example.org", "date": AT}
    return {
        "sha": sha, "node_id": "C_1", "url": f"{url}/commits/{sha}", "html_url": f"{url}/{sha}", "author": person,
        "committer": person, "message": message, "tree": {"sha": tree, "url": f"{url}/trees/{tree}"},
        "parents": [{"sha": one, "url": f"{url}/commits/{one}", "html_url": f"{url}/{one}"} for one in parents],
        "verification": {"verified": False, "reason": "unsigned", "signature": None, "payload": None,
                         "verified_at": None},
    }  # fmt: skip


def commit(base: str, full_name: str, sha: str, message: str, tree: str) -> dict[str, Any]:
    """A commit as comparisons tell it."""
    url = f"{base}/repos/{full_name}/commits/{sha}"
    person = {"name": "bot", "email": "bot@example.org", "date": AT}
    inner = {"url": url, "author": person, "committer": person, "message": message, "comment_count": 0,
             "tree": {"sha": tree, "url": url}}  # fmt: skip
    return {"url": url, "sha": sha, "node_id": "C_1", "html_url": url, "comments_url": url, "commit": inner,
            "author": None, "committer": None, "parents": []}  # fmt: skip


def reference(base: str, full_name: str, name: str, sha: str) -> dict[str, Any]:
    """A git reference such as `heads/main`."""
    url = f"{base}/repos/{full_name}/git"
    target = {"type": "commit", "sha": sha, "url": f"{url}/commits/{sha}"}
    return {"ref": f"refs/{name}", "node_id": "F_1", "url": f"{url}/refs/{name}", "object": target}


def permission(base: str, login: str, level: str) -> dict[str, Any]:
    """What an account may do in a repository."""
    return {"permission": level, "role_name": level, "user": {**user(base, login, 7), "role_name": level}}


def event(base: str, full_name: str) -> dict[str, Any]:
    """Something that happened to an issue, without what and when."""
    return {
        "id": 1, "node_id": "E_1", "url": f"{base}/repos/{full_name}/issues/events/1", "event": "", "created_at": AT,
        "actor": user(base, "octocat", 7), "commit_id": None, "commit_url": None,
    }  # fmt: skip


def file(base: str, full_name: str, path: str, blob: dict[str, Any]) -> dict[str, Any]:
    """A file of a repository."""
    url = f"{base}/repos/{full_name}/contents/{path}"
    links = {"git": blob["url"], "html": url, "self": url}
    return {
        **{name: blob[name] for name in ("content", "encoding", "sha", "size")}, "type": "file", "path": path,
        "name": path.split("/")[-1], "url": url, "git_url": url, "html_url": url, "download_url": url, "_links": links,
    }  # fmt: skip


def status(base: str, full_name: str, sha: str, request: dict[str, Any], creator: Any) -> dict[str, Any]:
    """The status of a commit."""
    return {
        "url": f"{base}/repos/{full_name}/statuses/{sha}", "avatar_url": None, "id": 1, "node_id": "S_1",
        "state": request["state"], "description": request.get("description"), "target_url": request.get("target_url"),
        "context": request.get("context", "default"), "created_at": AT, "updated_at": AT, "creator": creator,
    }  # fmt: skip

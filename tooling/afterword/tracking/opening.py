"""The tracker that a project's settings name, and where its documents are."""

from __future__ import annotations

import re

from afterword import git
from afterword.errors import AfterwordError
from afterword.project import Project
from afterword.tracking.issue_text import Places
from afterword.tracking.tracker import Tracker

_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")
_REMOTE = re.compile(
    r"(?:[a-z+]+://)?(?:[^@/\s]+@)?(?P<host>[^:/\s]+)(?::\d+)?[:/](?P<name>[^/\s]+/[^/\s]+?)(?:\.git)?/?"
)


def open_tracker(project: Project) -> Tracker:
    """The project's tracker; it must be closed.

    Raises:
        AfterwordError: the token or the repository is not known, or PyGithub is not installed.
    """
    if project.config.tracker == "local":
        from afterword.tracking.local_tracker import LocalTracker

        return LocalTracker(project.root, project.now)
    from afterword.tracking.github_tracker import GitHubTracker

    token = (project.env.get("GITHUB_TOKEN") or "").strip()  # one that was pasted may end with a newline
    if not token:
        raise AfterwordError(
            "there is no token for GitHub",
            remedy="set GITHUB_TOKEN (it needs `issues: write`), or write `tracker: local` in afterword.yml",
        )
    return GitHubTracker(
        token,
        _repository(project),
        api_url=project.env.get("GITHUB_API_URL") or "https://api.github.com",
        trusted=project.config.tracking.trusted_authors,
        issue_type=project.config.tracking.issue_type,
    )


def documents_repository(project: Project, tracker: Tracker) -> str | None:
    """`owner/name` of the repository that holds the post-mortems, which need not be the one of the issues."""
    if tracker.repository is None:
        return None
    if name := project.env.get("GITHUB_REPOSITORY"):
        return name
    remote = (git.run(project.root, "config", "--get", "remote.origin.url") or "").strip()
    match = _REMOTE.fullmatch(remote)
    if match and match["host"] == server(project).partition("://")[2].split(":")[0]:
        return match["name"]
    return tracker.repository


def places(project: Project, repository: str | None, commit: str | None) -> Places:
    """How an issue points to a post-mortem: by its address on GitHub, else by its path.

    Args:
        project: the project.
        repository: `owner/name` of the documents, None where there is none.
        commit: the head of their default branch, None where it is not known.
    """
    if repository is None:
        return Places()
    # The project may be a folder of its repository.
    return Places(f"{server(project)}/{repository}/blob", git.prefix(project.root), commit or "")


def server(project: Project) -> str:
    """The address of GitHub's web pages, as Actions gives it."""
    return (project.env.get("GITHUB_SERVER_URL") or "https://github.com").rstrip("/")


def _repository(project: Project) -> str:
    name = project.config.tracking.repository or project.env.get("GITHUB_REPOSITORY")
    remedy = "set `tracking.repository: owner/name` in afterword.yml, or write `tracker: local`"
    if not name:
        raise AfterwordError("it is not known in which repository issues are to be opened", remedy=remedy)
    if not _REPOSITORY.fullmatch(name):
        raise AfterwordError(f"`{name}` is not a repository", remedy=remedy)
    return name

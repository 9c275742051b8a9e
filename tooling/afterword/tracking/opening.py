"""The tracker that a project's settings name, and where its files can be read."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import quote

from afterword import git
from afterword.errors import AfterwordError
from afterword.postmortem import PostMortem
from afterword.project import Project
from afterword.tracking.tracker import Tracker

_REPOSITORY = re.compile(r"[A-Za-z0-9-]+/[A-Za-z0-9._-]+")


def open_tracker(project: Project) -> Tracker:
    """The project's tracker; it must be closed.

    Raises:
        AfterwordError: the token or the repository is not known, or PyGithub is not installed.
    """
    if project.config.tracker == "local":
        from afterword.tracking.local import LocalTracker

        return LocalTracker(project.root, project.now)
    from afterword.tracking.github import GitHubTracker

    token = project.env.get("GITHUB_TOKEN")
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
    )


def file_link(project: Project, repository: str | None) -> Callable[[PostMortem], str]:
    """How an issue points to a post-mortem: by its address on GitHub, else by its path.

    Args:
        project: the project.
        repository: `owner/name`, None where there is none.
    """
    if repository is None:
        return lambda document: quote(document.path)
    server = (project.env.get("GITHUB_SERVER_URL") or "https://github.com").rstrip("/")
    # The project may be a folder of its repository.
    prefix = (git.run(project.root, "rev-parse", "--show-prefix") or "").strip("\n")
    return lambda document: f"{server}/{repository}/blob/HEAD/{quote(prefix + document.path)}"


def _repository(project: Project) -> str:
    name = project.config.tracking.repository or project.env.get("GITHUB_REPOSITORY")
    remedy = "set `tracking.repository: owner/name` in afterword.yml, or write `tracker: local`"
    if not name:
        raise AfterwordError("it is not known in which repository issues are to be opened", remedy=remedy)
    if not _REPOSITORY.fullmatch(name):
        raise AfterwordError(f"`{name}` is not a repository", remedy=remedy)
    return name

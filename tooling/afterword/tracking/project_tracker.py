"""The tracker that a project's settings name, and the repository of its documents."""

from __future__ import annotations

from afterword import git
from afterword.errors import AfterwordError
from afterword.github.connections import Connection
from afterword.github.repository import Repository, is_repository
from afterword.project import Project
from afterword.tracking.document_links import DocumentLinks
from afterword.tracking.github_tracker import GitHubTracker
from afterword.tracking.tracker import Tracker


def open_tracker(project: Project) -> Tracker:
    """Return the project's tracker; it must be closed.

    Raises:
        AfterwordError: the token or the repository is not known, or PyGithub is not installed.
    """
    if project.config.tracker == "local":
        from afterword.tracking.local_tracker import LocalTracker

        return LocalTracker(project.root, project.now)
    remedy = "set GITHUB_TOKEN (it needs `issues: write`), or write `tracker: local` in afterword.yml"
    settings = project.config.tracking
    repository = Connection(project.env, remedy=remedy).repository(_repository(project))
    return GitHubTracker(repository, trusted=settings.trusted_authors, issue_type=settings.issue_type)


def find_documents_repository(project: Project, tracker: Tracker) -> Repository | None:
    """Return the repository that contains the post-mortems, which need not be that of the issues; None if they have
    none, because the tracker is local."""
    if not isinstance(tracker, GitHubTracker):
        return None
    issues = tracker.repository
    name = project.repository or issues.name
    return issues if issues.is_named(name) else Repository(issues.api, name)


def document_links(project: Project, repository: str | None, commit: str | None) -> DocumentLinks:
    """Return how an issue points to a post-mortem: by its address on GitHub, else by its path.

    Args:
        repository: `owner/name` of the documents; None if there is none.
        commit: the head of their default branch; None if it is not known.
    """
    if repository is None:
        return DocumentLinks()
    # The project may be a folder of its repository.
    return DocumentLinks(f"{project.server}/{repository}/blob", git.prefix(project.root), commit or "")


def _repository(project: Project) -> str:
    name = project.issues_repository
    remedy = "set `tracking.repository: owner/name` in afterword.yml, or write `tracker: local`"
    if not name:
        reason = f"cannot determine the repository for issues: no `origin` on {project.server.partition('://')[2]}"
        raise AfterwordError(reason, remedy=remedy)
    if not is_repository(name):
        raise AfterwordError(f"`{name}` is not a repository", remedy=remedy)
    return name

"""The site guard: the internal edition of a private repository is never deployed to a site that the public can read.

GitHub Pages of a private repository are public unless the organisation pays for access control and switches it on. So
GitHub is asked immediately before a deployment, and unless it clearly says otherwise, a site counts as public.
"""

from __future__ import annotations

from typing import Any

from afterword.errors import AfterwordError
from afterword.github.connections import Connection
from afterword.github.errors import translate_errors
from afterword.project import Project

_NEEDS = "contents: read, pages: read"
_REMEDY = (
    "switch on access control (Settings → Pages → Visibility: private; it needs GitHub Enterprise Cloud), "
    "or publish the external edition alone: `afterword site build --edition external`"
)


def check(project: Project) -> str:
    """Ask GitHub who can read the repository and its site.

    Returns:
        Why the internal edition may be deployed, in one line.

    Raises:
        AfterwordError: it must not be, or GitHub does not say.
    """
    with Connection(project.env, remedy=f"set GITHUB_TOKEN; it needs `{_NEEDS}`") as github:
        repository = github.repository(project.repository or project.config.tracking.repository)
        with translate_errors(repository.name, _NEEDS):
            pages = github.api.find(f"{repository.root}/pages")
            return judge(repository.name, repository.look_up(), pages)


def judge(name: str, repository: dict[str, Any], pages: dict[str, Any] | None) -> str:
    """Decide from what GitHub said.

    Args:
        name: `owner/name`.
        repository: the repository.
        pages: its site, None if there is none.

    Raises:
        AfterwordError: the site would show the public what the repository does not.
    """
    visibility = repository.get("visibility")
    if repository.get("private") is False and visibility in ("public", None):
        return f"{name} is public, so its site may be public"
    kind = visibility if visibility in ("private", "internal") else "private"
    if pages is None:
        raise AfterwordError(
            f"{name} is {kind} and has no site on GitHub Pages yet, so it is unknown who could read it",
            remedy="set it up first (Settings → Pages), then " + _REMEDY,
        )
    if pages.get("public") is False:
        return f"{name} is {kind}, and only people with access to it can read its site"
    raise AfterwordError(
        f"the internal edition is not deployed: {name} is {kind}, and everyone can read its site", remedy=_REMEDY
    )

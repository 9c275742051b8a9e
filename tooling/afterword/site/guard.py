"""The site guard: the internal edition of a private repository is never deployed to a site that the public can read.

GitHub Pages of a private repository are public unless the organisation pays for access control and switches it on. So
GitHub is asked immediately before a deployment, and unless it clearly says otherwise, a site counts as public.
"""

from __future__ import annotations

from typing import Any

from afterword.errors import AfterwordError
from afterword.project import Project

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
    env = project.env
    name = env.get("GITHUB_REPOSITORY") or project.config.tracking.repository
    if not name:
        raise AfterwordError(
            "cannot determine the repository of the site",
            remedy="set GITHUB_REPOSITORY, or `tracking.repository` in afterword.yml",
        )
    token = env.get("GITHUB_TOKEN")
    if not token:
        raise AfterwordError("there is no GitHub token", remedy="set GITHUB_TOKEN; it needs `pages: read`")
    return judge(name, *_asked(name, token, env.get("GITHUB_API_URL") or "https://api.github.com"))


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


def _asked(name: str, token: str, api_url: str) -> tuple[dict[str, Any], dict[str, Any] | None]:
    try:
        from requests import RequestException

        from github import Auth, Github, GithubException
    except ImportError:
        raise AfterwordError("this needs PyGithub", remedy='pip install "afterword[github]"') from None
    client = Github(auth=Auth.Token(token), base_url=api_url.rstrip("/"), timeout=30, retry=2)
    try:
        return _get(client, f"/repos/{name}"), _pages(client, name)
    except GithubException as error:
        raise AfterwordError(
            f"GitHub does not say who can read the site of {name} ({error.status})",
            remedy="the token needs `contents: read` and `pages: read` there",
        ) from error
    except RequestException as error:
        raise AfterwordError(
            f"GitHub cannot be reached ({type(error).__name__})", remedy="check the network and GITHUB_API_URL"
        ) from error
    finally:
        client.close()


def _get(client: Any, path: str) -> dict[str, Any]:
    _, found = client.requester.requestJsonAndCheck("GET", path)
    return found if isinstance(found, dict) else {}


def _pages(client: Any, name: str) -> dict[str, Any] | None:
    from github import UnknownObjectException

    try:
        return _get(client, f"/repos/{name}/pages")
    except UnknownObjectException:
        return None

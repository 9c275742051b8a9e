"""Open the pull request of a new post-mortem: with a token, else with GitHub's own command-line client."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass

from afterword import git
from afterword.errors import AfterwordError
from afterword.github.connections import Connection
from afterword.github.errors import translate_errors
from afterword.github.pulls import find_pull
from afterword.project import Project

_CLIENT = "gh"
_URL = re.compile(r"https?://[^\s\"]+/pull/\d+")
_TIMEOUT_SECONDS = 120


@dataclass(frozen=True, slots=True)
class Request:
    """The pull request to open: from a branch, with a title and a body."""

    branch: str
    title: str
    body: str


def why_impossible(project: Project) -> str:
    """Say why no pull request can be opened, before anything is done for it; empty if one can."""
    if git.run(project.root, "config", "--get", "remote.origin.url") is None:
        return "there is no remote `origin`"
    if not _repository(project):
        return "`origin` is not a repository on GitHub"
    if not (project.env.get("GITHUB_TOKEN") or "").strip() and _client(project) is None:
        return f"there is neither a token in GITHUB_TOKEN nor the program `{_CLIENT}`"
    return ""


def open_pull_request(project: Project, request: Request) -> str:
    """Open a pull request, unless the branch has an open one.

    Args:
        project: the project.
        request: the pull request; its branch is pushed.

    Returns:
        Its address.

    Raises:
        AfterwordError: GitHub or its client refuses it.
    """
    if (project.env.get("GITHUB_TOKEN") or "").strip():
        return _with_token(project, request)
    return _with_client(project, request)


def compare_url(project: Project, branch: str) -> str:
    """Return the address at which a person opens the pull request; empty if the repository is not known."""
    origin, name = git.origin(project.root), _repository(project)
    host = origin[0] if origin else ""
    server = (project.env.get("GITHUB_SERVER_URL") or (f"https://{host}" if "." in host else "")).rstrip("/")
    return f"{server}/{name}/compare/{branch}?expand=1" if server and name else ""


def _repository(project: Project) -> str:
    origin = git.origin(project.root)
    named = project.env.get("GITHUB_REPOSITORY") or project.config.tracking.repository
    return named or (origin[1] if origin else "")


def _with_token(project: Project, request: Request) -> str:
    with Connection(project.env) as github:
        repository = github.repository(_repository(project))
        with translate_errors(repository.name, needs="pull-requests: write"):
            base = str(repository.look_up()["default_branch"])
            if found := find_pull(repository, request.branch, state="open"):
                return str(found["html_url"])
            body = {"title": request.title, "head": request.branch, "base": base, "body": request.body}
            return str(repository.api.write("POST", f"{repository.root}/pulls", body)["html_url"])


def _client(project: Project) -> str | None:
    return shutil.which(_CLIENT, path=project.env.get("PATH"))


def _with_client(project: Project, request: Request) -> str:
    program = _client(project)
    assert program is not None
    repository = ("--repo", _repository(project))
    only_open = ("--head", request.branch, "--state", "open", "--json", "url")
    found = _run(project, program, "pr", "list", *repository, *only_open)
    if found.returncode == 0 and (match := _URL.search(found.stdout)):
        return match[0]
    create = ("pr", "create", *repository, "--head", request.branch, "--title", request.title, "--body-file", "-")
    made = _run(project, program, *create, text=request.body)
    match = _URL.search(made.stdout)
    if made.returncode or match is None:
        said = [line for line in made.stderr.splitlines() if line.strip()]
        raise AfterwordError(
            f"`{_CLIENT} pr create` failed: {said[-1] if said else f'exit code {made.returncode}'}",
            remedy=f"`{_CLIENT} auth status` says whether it is signed in; {_by_hand(project, request.branch)}",
        )
    return match[0]


def _run(project: Project, *command: str, text: str = "") -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, cwd=project.root, input=text, env=dict(project.env), timeout=_TIMEOUT_SECONDS, check=False,
            capture_output=True, text=True, encoding="utf-8", errors="replace",
        )  # fmt: skip
    except (OSError, subprocess.TimeoutExpired) as error:
        reason = f"`{_CLIENT}` cannot be run: {type(error).__name__}"
        raise AfterwordError(reason, remedy="set GITHUB_TOKEN instead") from error


def _by_hand(project: Project, branch: str) -> str:
    url = compare_url(project, branch)
    return f"or open it at {url}" if url else "or open it on GitHub"

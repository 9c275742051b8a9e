"""The pull request with the retrospective of a quarter, made again upon what people committed to its branch."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from afterword import git
from afterword.errors import AfterwordError
from afterword.github.commits import commit_files, create_branch
from afterword.github.contents import decode_content
from afterword.github.errors import translate_errors
from afterword.github.pulls import find_pull
from afterword.github.repository import Repository
from afterword.learning.retro.make import Charts, make_files
from afterword.learning.retro.words import Writer
from afterword.portfolio import Portfolio
from afterword.portfolio.periods import Period
from afterword.project import Project

_BODY = """\
Counts and links are made from the post-mortems. What they mean, and what to do, is for people: write it into the last
two sections, or change any part. Run again, `afterword retro` refreshes only the parts that are as it wrote them.
"""


def propose_retrospective(
    project: Project,
    repository: Repository,
    portfolio: Portfolio,
    quarter: Period,
    charts: Charts,
    write: Writer | None = None,
) -> str:
    """Open or update the pull request; return what was done, as a line.

    Args:
        project: a checkout of the default branch.
        repository: with a token that has `contents: write` and `pull-requests: write`.
        portfolio: all post-mortems.
        write: drafts the part in words; None to leave that part as it is.

    Raises:
        AfterwordError: the token lacks permission, or GitHub fails.
    """
    branch, prefix = f"afterword/retro-{quarter.name}", git.prefix(project.root)
    with translate_errors(repository.name, needs="contents: write` and `pull-requests: write"):
        head = repository.head()
        if head is None:
            raise AfterwordError(f"{repository.name} has no commit", remedy="commit the post-mortems first")
        found = find_pull(repository, branch, state="open", base=head.branch)
        source = repository.commit_of(branch) if found else head.commit
        made = make_files(portfolio, quarter, charts, lambda path: _read(repository, prefix + path, source), write)
        texts = {prefix + path: text for path, text in made.texts.items()}
        differing = {path: text for path, text in texts.items() if _read(repository, path, source) != text.encode()}
        if not differing:
            return f"pull request #{found['number']} is up to date" if found else f"{made.path} is up to date"
        commit = commit_files(repository, source, differing, f"Retrospective {quarter.name}")
        return _publish(repository, branch, commit, head.branch, found, quarter)


def _publish(
    repository: Repository, branch: str, commit: str, base: str, found: dict[str, Any] | None, quarter: Period
) -> str:
    api, root = repository.api, repository.root
    if found is not None:
        # Without force: what people push meanwhile is never lost.
        api.write("PATCH", f"{root}/git/refs/heads/{branch}", {"sha": commit, "force": False})
        return f"updated pull request #{found['number']}"
    if not create_branch(repository, branch, commit):  # of a pull request that was closed or merged, or of a dead run
        api.write("PATCH", f"{root}/git/refs/heads/{branch}", {"sha": commit, "force": True})
    request = {"title": f"Retrospective {quarter.name}", "head": branch, "base": base, "body": _BODY}
    return f"opened pull request #{api.write('POST', f'{root}/pulls', request)['number']}"


def _read(repository: Repository, path: str, commit: str) -> bytes | None:
    found = repository.api.find(f"{repository.root}/contents/{quote(path)}", ref=commit)
    return decode_content(found) if found is not None else None

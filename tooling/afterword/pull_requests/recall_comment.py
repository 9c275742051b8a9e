"""The one comment on a pull request with the past incidents that it touches: updated in place, or withdrawn."""

from __future__ import annotations

from afterword.errors import AfterwordError
from afterword.github.comments import keep_comment
from afterword.github.errors import translate_errors
from afterword.github.pulls import read_pull
from afterword.github.repository import Repository
from afterword.learning.change import Patch, change_of_patches
from afterword.learning.recall import Recalled, make_place, recall
from afterword.learning.recall_report import report_markdown
from afterword.project import Project

MARKER = "<!-- afterword:recall -->"
_WITHDRAWN = "The pull request no longer touches what past incidents name."


def keep_recall_comment(repository: Repository, number: int, project: Project, post_mortems: str = "") -> str:
    """Create, update or withdraw the comment; say nothing where there is nothing to say.

    Args:
        repository: the one of the pull request, with a token that has `pull-requests: write`.
        number: of the pull request.
        project: the project with the post-mortems, checked out.
        post_mortems: its repository, `owner/name`; empty if it is that of the pull request.

    Returns:
        `written`, `changed` or `unchanged`; empty if there is none.

    Raises:
        AfterwordError: the comment would make post-mortems public, the token lacks permission, or GitHub fails.
    """
    _require_discretion(repository, post_mortems)
    pull = read_pull(repository, number)
    place = make_place(project, repository.name, is_own=not post_mortems or repository.is_named(post_mortems))
    change = change_of_patches((Patch(one.path, one.before, one.patch) for one in pull.files), place)
    recalled = recall(project, change)
    return keep_comment(
        repository, number, MARKER, lambda _before, _number: _body(recalled), begins=bool(recalled.incidents)
    )


def _body(recalled: Recalled) -> str:
    return f"{MARKER}\n{report_markdown(recalled) if recalled.incidents else _WITHDRAWN}".rstrip() + "\n"


def _require_discretion(repository: Repository, post_mortems: str) -> None:
    """Refuse to quote post-mortems of a repository that is not public in one that is.

    Raises:
        AfterwordError: that would happen, or it cannot be ruled out.
    """
    with translate_errors(repository.name):
        if not post_mortems or repository.is_named(post_mortems) or repository.look_up()["private"]:
            return
        theirs = repository.api.find(f"/repos/{post_mortems}")
    if theirs is None or theirs["private"]:
        raise AfterwordError(
            f"{repository.name} is public, and {post_mortems} is not, or the token cannot see it; nothing was said",
            remedy="recall in private repositories only, or with public post-mortems",
        )

"""The argument that names a post-mortem: any part of its id, completed in the shell, or none."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from click.shell_completion import CompletionItem

if TYPE_CHECKING:
    from afterword.project import Project

_Command = TypeVar("_Command", bound=Callable[..., Any])
_Document = TypeVar("_Document")
_MAX_TITLE = 60


class PostMortemId(click.types.StringParamType):
    """Any part of an id that only one post-mortem has, or the path of its file."""

    name = "id"

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        """List the ids that contain what was typed, each with its title."""
        from afterword.errors import AfterwordError
        from afterword.project import Project
        from afterword.text.invisible import visible_line

        try:
            project = Project.open(ctx.find_root().params.get("directory") or Path(), os.environ)
            paths = [path for path in project.paths if incomplete.casefold() in path.stem]
            titles = [visible_line(project.read(path).title)[:_MAX_TITLE] for path in paths]
        except AfterwordError:
            return []
        return [CompletionItem(path.stem, help=title) for path, title in zip(paths, titles, strict=True)]


def id_argument(command: _Command) -> _Command:
    """Add the argument ID, which can be left out."""
    return click.argument("document_id", metavar="[ID]", required=False, type=PostMortemId())(command)


def split_id(
    project: Project, words: Sequence[str], is_other: Callable[[str], bool], find: Callable[[str], _Document]
) -> tuple[_Document, list[str]]:
    """Take the first word for an id if it names a post-mortem, and else the post-mortem that the branch changes.

    Args:
        project: the project.
        words: what was typed.
        is_other: whether a word means something else than a part of an id. A whole id always is one.
        find: finds what an id means.

    Raises:
        AfterwordError: no post-mortem is meant, or several are.
    """
    if words and (project.post_mortem(words[0]) is not None or not is_other(words[0])):
        return find(words[0]), list(words[1:])
    return find(project.find_changed().stem), list(words)

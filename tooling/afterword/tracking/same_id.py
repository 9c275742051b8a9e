"""Post-mortems of the same id in another place, whose issues are in the same repository as ours.

An issue says where its post-mortem is. Where that is not with us, either the post-mortem was moved here, or its
repository was renamed, and the issue is ours; or another project, or a fork, has a post-mortem of that id, and it is
theirs. What decides is whether the post-mortem still is where the issue says.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from afterword import git
from afterword.github.contents import may_contain
from afterword.github.repository import Head, Repository
from afterword.project import Project

_PLACE = re.compile(r"(?P<base>https?://[^/\s]+)/(?P<repository>[^/\s]+/[^/\s]+)/blob/HEAD/(?P<path>\S+)")


def is_still_at(project: Project, documents: Repository, head: Head | None, place: str) -> bool:
    """Whether a post-mortem is still where an issue says, outside our folder.

    Args:
        documents: the repository of our documents.
        head: of its default branch.
        place: the address of a post-mortem, as issues name it.

    Returns:
        True also if it is in a repository that cannot be read: then it may be there.

    Raises:
        AfterwordError: GitHub fails.
    """
    match = _PLACE.fullmatch(place)
    if match is None or match["base"].casefold() != project.server.casefold():
        return False
    path = unquote(match["path"])
    other = Repository(documents.api, match["repository"])
    there = other.present_name()
    if there is None:
        return True
    if there != documents.present_name():
        return may_contain(other, path)
    folder = git.prefix(project.root) + project.config.postmortems.rstrip("/") + "/"
    if path.casefold().startswith(folder.casefold()) or head is None:
        return False  # the repository had another name when the issue was written
    return git.run(project.root, "cat-file", "-e", f"{head.commit}:{path}") is not None

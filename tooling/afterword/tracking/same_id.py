"""Post-mortems of the same id in another place, whose issues are in the same repository as ours.

An issue says where its post-mortem is. Where that is not with us, either the post-mortem was moved here, or its
repository was renamed, and the issue is ours; or another project, or a fork, has a post-mortem of that id, and it is
theirs. What tells is whether the post-mortem still stands where the issue says.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

from afterword import git
from afterword.github.repository import Head
from afterword.project import Project
from afterword.tracking.github_tracker import GitHubTracker
from afterword.tracking.opening import server

_PLACE = re.compile(r"(?P<base>https?://[^/\s]+)/(?P<repository>[^/\s]+/[^/\s]+)/blob/HEAD/(?P<path>\S+)")


def stands_at(project: Project, tracker: GitHubTracker, repository: str, head: Head | None, place: str) -> bool:
    """Whether a post-mortem is still where an issue says, outside our folder.

    Args:
        project: the project.
        tracker: asked for other repositories.
        repository: `owner/name` of our documents.
        head: of their default branch.
        place: the address of a post-mortem, as issues name it.

    Returns:
        True also where it is in a repository that cannot be read: then nobody knows.

    Raises:
        AfterwordError: GitHub fails.
    """
    match = _PLACE.fullmatch(place)
    if match is None or match["base"].casefold() != server(project).casefold():
        return False
    path = unquote(match["path"])
    there, here = tracker.place.present_name(match["repository"]), tracker.place.present_name(repository)
    if there is None:
        return True
    if there != here:
        return tracker.place.has_file(there, path)
    folder = git.prefix(project.root) + project.config.postmortems.rstrip("/") + "/"
    if path.casefold().startswith(folder.casefold()) or head is None:
        return False  # the repository was called otherwise when the issue was written
    return git.run(project.root, "cat-file", "-e", f"{head.commit}:{path}") is not None

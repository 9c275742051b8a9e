"""Which post-mortems of a project can name an issue, told without parsing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from afterword.postmortem import PostMortem, read_bytes, read_file
from afterword.postmortem.values import Ref
from afterword.project import Project

# As in `#482`, `acme/bot#482` and `https://github.com/acme/bot/issues/482`: what is rare first, then what is before it.
_NUMBER = re.compile(rb"(?:#|/(?:issues|pull)/)(\d{1,9})(?!\d)")
_REPOSITORY = re.compile(rb"(?:(?<![\w./-])|//[^/\s]{1,253}/)([A-Za-z0-9-]{1,100}/[\w.-]{1,100})\Z")
_BEFORE = 500
_KEPT = 64


class Mentions:
    """The issues that stand in the files of a project's post-mortems, as they were at the first question.

    Finding them in bytes takes a hundredth of the time that parsing takes: a single document can be compared with
    all the others at once.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read = lru_cache(maxsize=_KEPT)(lambda path: read_file(path, project.display_path(path)))

    def before(self, document: PostMortem, issue: Ref) -> Iterator[PostMortem]:
        """The documents before a given one that mention an issue, oldest first; each is parsed when it is asked for.

        An issue without a repository is one of the project's own repository, and the other way round.
        """
        own = (self._project.config.tracking.repository or "").casefold()
        repository = (issue.repository or "").casefold()
        names = {repository, "" if repository == own else repository, repository or own}
        found = {path for name in names for path in self._paths.get((name, issue.number), ())}
        for path in sorted(found):
            if self._project.display_path(path) < document.path:
                yield self._read(path)

    @cached_property
    def _paths(self) -> dict[tuple[str, int | None], list[Path]]:
        found: dict[tuple[str, int | None], list[Path]] = {}
        for path in self._project.paths:
            for key in set(_issues(read_bytes(path) or b"")):
                found.setdefault(key, []).append(path)
        return found


def _issues(data: bytes) -> Iterator[tuple[str, int]]:
    """Repository (empty where none is named) and number of all that could be an issue."""
    for match in _NUMBER.finditer(data):
        start = max(data.rfind(b"\n", 0, match.start()) + 1, match.start() - _BEFORE)
        repository = _REPOSITORY.search(data[start : match.start()])
        yield repository[1].decode("ascii", "replace").casefold() if repository else "", int(match[1])

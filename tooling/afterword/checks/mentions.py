"""Which post-mortems of a project can name an issue, told without parsing them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property, lru_cache
from pathlib import Path

from afterword.postmortem import PostMortem, read_bytes, read_file
from afterword.postmortem.values import Ref
from afterword.project import Project

# As in `#482`, `acme/bot#482` and `https://github.com/acme/bot/issues/482`.
_ISSUE = re.compile(
    rb"(?:(?<![\w./-])([A-Za-z0-9-]+/[\w.-]+))?#(\d{1,9})(?!\d)"
    rb"|//[^/\s]+/([A-Za-z0-9-]+/[\w.-]+)/(?:issues|pull)/(\d{1,9})(?!\d)"
)
_KEPT = 64


class Mentions:
    """The issues that stand in the files of a project's post-mortems, as they were at the first question.

    Finding them in bytes takes a hundredth of the time that parsing takes: a single document can be compared with
    all the others at once.
    """

    def __init__(self, project: Project) -> None:
        self._project = project
        self._read = lru_cache(maxsize=_KEPT)(lambda path: read_file(path, project.shown(path)))

    def before(self, document: PostMortem, issue: Ref) -> Iterator[PostMortem]:
        """The documents before a given one that mention an issue, oldest first; each is parsed when it is asked for.

        An issue without a repository is one of the project's own repository, and the other way round.
        """
        own = (self._project.config.tracking.repository or "").casefold()
        repository = (issue.repository or "").casefold()
        names = {repository, "" if repository == own else repository, repository or own}
        found = {path for name in names for path in self._paths.get((name, issue.number), ())}
        for path in sorted(found):
            if self._project.shown(path) < document.path:
                yield self._read(path)

    @cached_property
    def _paths(self) -> dict[tuple[str, int | None], list[Path]]:
        found: dict[tuple[str, int | None], list[Path]] = {}
        for path in self._project.paths:
            matches = _ISSUE.findall(read_bytes(path) or b"")
            for key in {
                ((short or long).decode("ascii", "replace").casefold(), int(number or numbered))
                for short, number, long, numbered in matches
            }:
                found.setdefault(key, []).append(path)
        return found

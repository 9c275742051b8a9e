"""What of past incidents a change touches: files, services, models and tools that they name. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import IntEnum
from fnmatch import fnmatchcase
from functools import lru_cache
from pathlib import PurePosixPath

from afterword.learning.change import Change, ChangedFile
from afterword.learning.named_files import NamedFile
from afterword.learning.past_incident import PastIncident
from afterword.learning.paths import is_moved_path, normalise_path

_SNAPSHOT = re.compile(r"[-@:]\d[\d.-]*\Z")
"""What the name of a model's snapshot has behind the model's name."""
_LEAST_NAME = 4
_PLAIN_WORD = re.compile(r"[a-z]+")
"""A tool that is called so, such as `search`, would be in nearly every change."""


class TouchKind(IntEnum):
    """How much a touch says, from the least."""

    SERVICE_NAME = 1
    TOOL = 2
    MODEL = 3
    MENTIONED_FILE = 4
    SERVICE_FILE = 5
    MOVED_FILE = 6
    FILE = 7


@dataclass(frozen=True, slots=True)
class Touch:
    """Something that the change touches and the incident names.

    Attributes:
        kind: how much it says.
        what: the file, the model or the tool, as the change has it.
        by: what names it in the incident, in words.
    """

    kind: TouchKind
    what: str
    by: str


class TouchFinder:
    """Finds what a change touches of an incident.

    Args:
        patterns: by service, patterns of its files.
        moved: by a path that is no longer there, the path that it has now.
    """

    def __init__(
        self, change: Change, patterns: Mapping[str, list[str]], moved: Mapping[str, str] | None = None
    ) -> None:
        self._change = change
        self._moved = {path.casefold(): now for path, now in (moved or {}).items()}
        self._by_path: dict[str, ChangedFile] = {}
        self._by_name: dict[str, list[ChangedFile]] = {}
        self._by_folder: dict[str, ChangedFile] = {}
        self._by_stem: dict[str, ChangedFile] = {}
        # A post-mortem names files of its own repository as they are below the project's folder.
        for file in change.files if change.place.project else ():
            for path in (file.path, file.before):
                if path.startswith(change.place.project):
                    self._by_path.setdefault(path.removeprefix(change.place.project).casefold(), file)
        for file in change.files:
            for path in filter(None, (file.path, file.before)):
                self._by_path.setdefault(path.casefold(), file)
                self._by_name.setdefault(PurePosixPath(path).name.casefold(), []).append(file)
                self._by_stem.setdefault(_hyphenated(PurePosixPath(path).stem), file)
                for folder in PurePosixPath(path).parent.parts:
                    self._by_folder.setdefault(_hyphenated(folder), file)
        self._of_service = {
            service.casefold(): found for service, globs in patterns.items() if (found := self._first_matching(globs))
        }
        self._models = change.words | {_SNAPSHOT.sub("", word) for word in change.words}

    def find(self, incident: PastIncident, prompts: Iterable[str] = ()) -> tuple[Touch, ...]:
        """Return what the change touches of an incident, what says most first; each thing once.

        Args:
            prompts: the current paths of the prompts of its cases and causes, as the settings name them.
        """
        current = (NamedFile(path, "", "`evals.prompts`", True) for path in prompts)
        found = [
            *(touch for file in (*current, *incident.files) if (touch := self._touch_file(file))),
            *self._touch_services(incident),
            *self._touch_names(incident),
        ]
        best: dict[str, Touch] = {}
        for touch in sorted(found, key=lambda touch: -touch.kind):
            best.setdefault(touch.what, touch)
        return tuple(best.values())

    def _touch_file(self, named: NamedFile) -> Touch | None:
        changed = None if self._is_elsewhere(named) else self._by_path.get(named.path.casefold())
        if changed:
            kind = TouchKind.FILE if named.is_part else TouchKind.MENTIONED_FILE
            return Touch(kind, changed.path, f"{named.by}, as {named.path}" if changed.path != named.path else named.by)
        if not named.is_part:
            return None
        now = self._moved.get(named.path.casefold(), "").casefold()
        same_name = self._by_name.get(named.path.rpartition("/")[2].casefold(), ())
        changed = self._by_path.get(now) or next(
            (file for file in same_name if any(is_moved_path(path, named.path) for path in (file.path, file.before))),
            None,
        )
        return Touch(TouchKind.MOVED_FILE, changed.path, f"{named.by}, as {named.path}") if changed else None

    def _is_elsewhere(self, named: NamedFile) -> bool:
        """Whether the file is known to be in another repository."""
        ours = self._change.place.repository.casefold()
        return bool(named.repository and ours and named.repository.casefold() != ours)

    def _touch_services(self, incident: PastIncident) -> Iterator[Touch]:
        for service in incident.services:
            if file := self._of_service.get(service.casefold()):
                yield Touch(TouchKind.SERVICE_FILE, file.path, f"a file of service {service}")
            elif file := self._by_folder.get(_hyphenated(service)):
                yield Touch(TouchKind.SERVICE_NAME, file.path, f"service {service}")

    def _touch_names(self, incident: PastIncident) -> Iterator[Touch]:
        for model in incident.models:
            if _hyphenated(model) in self._models or model.casefold() in self._models:
                yield Touch(TouchKind.MODEL, model, "the model")
        for tool in incident.tools:
            if len(tool) < _LEAST_NAME or _PLAIN_WORD.fullmatch(tool):
                continue
            if tool.casefold() in self._change.words:
                yield Touch(TouchKind.TOOL, tool, "a tool")
            elif file := self._by_stem.get(_hyphenated(tool)) or self._by_folder.get(_hyphenated(tool)):
                yield Touch(TouchKind.TOOL, file.path, f"tool {tool}")

    def _first_matching(self, patterns: Iterable[str]) -> ChangedFile | None:
        ours = self._change.place.repository.casefold()
        for pattern in patterns:
            repository, _, written = pattern.rpartition(":")
            if repository and ours and repository.casefold() != ours:
                continue
            glob = normalise_path(written).strip("/")
            for file in self._change.files:
                paths = filter(None, (file.path, file.before))
                if any(fnmatchcase(path, glob) or fnmatchcase(path, f"{glob}/*") for path in paths):
                    return file
        return None


@lru_cache(maxsize=10_000)
def _hyphenated(name: str) -> str:
    return re.sub(r"[\s_]+", "-", name.casefold())

"""Remembering what the rules found.

A result belongs to the content of the document, of its evidence, of the settings, and of the tool itself.
"""

from __future__ import annotations

from contextlib import suppress
from functools import cached_property
from pathlib import Path

from pydantic import TypeAdapter, ValidationError
from pydantic_core import PydanticSerializationError

from afterword.checks.result_keys import ResultKeys
from afterword.checks.run import Examined
from afterword.project import Project
from afterword.result_store import ResultStore


class ResultCache:
    """The results of a project's post-mortems, about 2,000 bytes each."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._store = ResultStore(project.root, project.env, "check")

    def recall(self, path: Path) -> Examined | None:
        """Return the result for a file as it is now; None if there is none."""
        key = None if self._store.is_empty else self._keys.of(path)
        data = self._store.get(key) if key else None
        if data is None:
            return None
        try:
            return self._type.validate_json(data)
        except ValidationError:
            return None

    def remember(self, key: bytes | None, examined: Examined) -> None:
        """Add a result, if the file has a key."""
        if key:
            with suppress(PydanticSerializationError):  # the name of a file is not text
                self._store.put(key, self._type.dump_json(examined))

    def save(self) -> None:
        """Write the results, if there are new ones; what cannot be written is left."""
        self._store.save()

    @cached_property
    def _keys(self) -> ResultKeys:
        return ResultKeys(self._project)

    @cached_property
    def _type(self) -> TypeAdapter[Examined]:
        return TypeAdapter(Examined)

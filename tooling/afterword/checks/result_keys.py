"""What a result is remembered by: the content of the document, of its evidence, and of the settings."""

from __future__ import annotations

import os
from pathlib import Path

from afterword.evidence.ledger import MAX_LEDGER_BYTES
from afterword.postmortem import is_misnamed, read_bytes
from afterword.postmortem.external.document import SUFFIX
from afterword.postmortem.files import read_if_regular
from afterword.postmortem.folders import Entry, list_entries_and_folders
from afterword.project import Project
from afterword.result_store import digest


class ResultKeys:
    """The keys of the results of a project's post-mortems."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._settings = project.config.model_dump_json().encode()

    def of(self, path: Path) -> bytes | None:
        """Return the digest of all that a result depends on, except the tool; None if a part cannot be read.

        External editions have none: what their rules find depends on the history as well.
        """
        if path.name.endswith(SUFFIX) or is_misnamed(path):
            return None
        data, folder = read_bytes(path), self._project.evidence_folder(path.stem)
        parts = [self._settings, os.fsencode(self._project.display_path(path)), data]
        for entry in list_entries_and_folders(folder):  # an empty folder can be in the place of the ledger
            parts += [os.fsencode(entry.path), _content(entry)]
        known = [part for part in parts if part is not None]
        return digest(*known) if len(known) == len(parts) else None


def _content(entry: Entry) -> bytes | None:
    """Return what the result depends on besides the path; None if it cannot be read."""
    if entry.is_folder:
        return b"folder"
    content = read_if_regular(entry.path, MAX_LEDGER_BYTES) if entry.is_regular else None
    return None if content is None else b"file" + content

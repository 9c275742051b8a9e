"""The past incidents of a project, with an index of their words: read once, and again where a file changed."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from afterword.evidence.folder import list_files
from afterword.learning.facts import FactIndex
from afterword.learning.past_incident import INCIDENTS, PastIncident, remember
from afterword.learning.term_index import TermIndex
from afterword.learning.terms import Terms, document_terms
from afterword.postmortem import PostMortem, read, read_bytes
from afterword.project import Project, without_garbage_collection
from afterword.result_store import ResultStore, digest

_VERSIONS = ("prompts", "config")
"""Folders of the evidence with versions of files."""


@dataclass(frozen=True, slots=True)
class Library:
    """The past incidents of a project.

    Attributes:
        incidents: oldest first.
        words: the index of their words; positions are those of `incidents`.
        facts: how rare their facts are.
        unread: files of post-mortems that could not be read, as a user would write them.
    """

    incidents: tuple[PastIncident, ...]
    words: TermIndex
    facts: FactIndex
    unread: tuple[str, ...] = ()

    def position(self, document_id: str) -> int | None:
        """Return the position of an incident; None if it is not among them."""
        return next((at for at, one in enumerate(self.incidents) if one.id == document_id), None)


def open_library(project: Project) -> Library:
    """Read the post-mortems of a project, or what was remembered of them while they were as they are.

    The documents are not kept: thousands would take too much memory.
    """
    store = ResultStore(project.root, project.env, "learning")
    files, unread, paths = [], [], project.paths
    with_evidence = _folders_beside(project) if paths else frozenset()
    for path in paths:
        if (data := read_bytes(path)) is None:
            unread.append(project.display_path(path))
            continue
        kinds = _VERSIONS if path.stem.casefold() in with_evidence else ()
        versions = [name for kind in kinds for name in list_files(project.evidence_folder(path.stem), kind)]
        files.append(
            _File(path, digest(os.fsencode(project.display_path(path)), data, *map(os.fsencode, versions)), versions)
        )
    key = digest(b"library", *(file.key for file in files))
    if (known := store.get(key)) is not None:
        remembered, _, words = known.partition(b"\t")
        incidents, index = INCIDENTS.validate_json(remembered), TermIndex.decode(words)
    else:
        with without_garbage_collection():
            pairs = [_recall(store, file) or _read(project, store, file) for file in files]
        incidents, index = [incident for incident, _ in pairs], TermIndex.of([terms for _, terms in pairs])
        store.put(key, INCIDENTS.dump_json(incidents) + b"\t" + index.encode())
    store.save()
    return Library(tuple(incidents), index, FactIndex([one.facts for one in incidents]), tuple(unread))


def library_of(documents: Iterable[PostMortem]) -> Library:
    """Return the library of documents that were read already; versions in their evidence are not looked up."""
    pairs = [of_document(document, []) for document in documents]
    incidents = tuple(incident for incident, _ in pairs)
    return Library(incidents, TermIndex.of([terms for _, terms in pairs]), FactIndex([one.facts for one in incidents]))


def _folders_beside(project: Project) -> frozenset[str]:
    """Return the names of what is beside the post-mortems and is not a file, without case.

    To look for the evidence of each of thousands of post-mortems would take longer than to read them.
    """
    with os.scandir(project.folder) as entries:
        return frozenset(entry.name.casefold() for entry in entries if not entry.is_file(follow_symlinks=False))


@dataclass(frozen=True, slots=True)
class _File:
    path: Path
    key: bytes
    versions: list[str]


def _recall(store: ResultStore, file: _File) -> tuple[PastIncident, Terms] | None:
    data = store.get(file.key)
    if data is None:
        return None
    remembered, _, counts = data.partition(b"\t")
    (incident,) = INCIDENTS.validate_json(remembered)
    return incident, Terms(json.loads(counts))


def _read(project: Project, store: ResultStore, file: _File) -> tuple[PastIncident, Terms]:
    document = read(read_bytes(file.path) or b"", project.display_path(file.path))
    incident, terms = of_document(document, file.versions)
    store.put(file.key, INCIDENTS.dump_json([incident]) + b"\t" + json.dumps(terms).encode())
    return incident, terms


def of_document(document: PostMortem, evidence: list[str]) -> tuple[PastIncident, Terms]:
    """Return what is remembered of a post-mortem, and its words.

    Args:
        evidence: the paths of the versions in its evidence folder, relative to it.
    """
    return remember(document, evidence), document_terms(document)

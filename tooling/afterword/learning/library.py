"""The past incidents of a project, with an index of their words: read once, and again where a file changed."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.evidence.folder import list_files
from afterword.learning.digest import WrittenDigest
from afterword.learning.facts import FactIndex
from afterword.learning.past_incident import PastIncident, decode_incidents, encode_incidents, remember
from afterword.learning.term_index import TermIndex
from afterword.learning.terms import Terms, document_terms
from afterword.postmortem import PostMortem, read, read_bytes
from afterword.project import Project, without_garbage_collection
from afterword.result_store import ResultStore, digest

_VERSIONS = ("prompts", "config")
"""Folders of the evidence with versions of files."""
_SETTLED_NS = 2_000_000_000
"""A file that changed later than this before now is read: the clocks of some file systems tick every two seconds."""


@dataclass(frozen=True, slots=True)
class Library:
    """The past incidents of a project.

    Attributes:
        incidents: oldest first.
        words: the index of their words; positions are those of `incidents`.
        facts: how rare their facts are.
        unread: files of post-mortems that could not be read, as a user would write them.
        positions: of the incidents, by their ids.
    """

    incidents: tuple[PastIncident, ...]
    words: TermIndex
    facts: FactIndex
    unread: tuple[str, ...]
    positions: Mapping[str, int]


def open_library(project: Project) -> Library:
    """Read the post-mortems of a project, or what was remembered of them while they were as they are.

    The documents are not kept: thousands would take too much memory. What is remembered belongs to what is in the
    files. While no file has another size or time than when it was read, it need not be read to know what is in it.
    """
    paths = project.paths
    versions = _find_versions(project, paths)
    store = ResultStore(project.root, project.env, "library")
    stamps = _stamps(project, paths, versions)
    key = store.get(stamps) if stamps else None
    known = store.get(key) if key else None
    if known is None:
        files, unread = _read_keys(project, paths, versions)
        key = digest(b"library", *(file.key for file in files), b"unread", *map(os.fsencode, unread))
        known = store.get(key)
        if known is None:
            known = _encode(*_read_all(project, files), unread)
            store.put(key, known)
        if stamps:
            store.put(stamps, key)
    store.save(keeps_unused=False)
    return _decode(known)


def _encode(incidents: list[PastIncident], words: TermIndex, unread: list[str]) -> bytes:
    return b"\t".join((encode_incidents(incidents), json.dumps(unread).encode(), words.encode()))


def _decode(data: bytes) -> Library:
    incidents, unread, words = data.split(b"\t", 2)
    with without_garbage_collection():
        return _library(decode_incidents(incidents), TermIndex.decode(words), json.loads(unread))


def _library(incidents: Sequence[PastIncident], words: TermIndex, unread: Sequence[str] = ()) -> Library:
    positions = {one.id: at for at, one in enumerate(incidents)}
    return Library(tuple(incidents), words, FactIndex([one.facts for one in incidents]), tuple(unread), positions)


def _stamps(project: Project, paths: list[Path], versions: Mapping[Path, list[str]]) -> bytes | None:
    """Return a digest of the times and sizes of the files; None if one changed a moment ago, or cannot be looked at.

    Two changes within one tick of the clock of a file system can leave the same times and size.
    """
    parts, latest = [], time.time_ns() - _SETTLED_NS
    for path in paths:
        try:
            status = path.lstat()
        except OSError:
            return None
        if max(status.st_mtime_ns, status.st_ctime_ns) > latest:
            return None
        times = f"{status.st_mtime_ns} {status.st_ctime_ns}"
        parts.append(f"{path.name}/{times} {status.st_size} {status.st_ino}/{'/'.join(versions.get(path, ()))}")
    return digest(b"stamps", _settings(project), *map(os.fsencode, parts))


def _settings(project: Project) -> bytes:
    """Return the settings by which a post-mortem says something else."""
    return f"{project.config.postmortems}\n{project.config.sections.model_dump_json()}".encode()


def library_of(documents: Iterable[PostMortem], terms: Iterable[Terms]) -> Library:
    """Return the library of documents that were read already; versions in their evidence are not looked up.

    Args:
        documents: oldest first.
        terms: the counted words of each.
    """
    return _library([remember(document, []) for document in documents], TermIndex.of(terms))


def _find_versions(project: Project, paths: list[Path]) -> dict[Path, list[str]]:
    """Return the versions in the evidence of the post-mortems that have such a folder."""
    with_evidence = _folders_beside(project) if paths else frozenset()
    return {
        path: [name for kind in _VERSIONS for name in list_files(project.evidence_folder(path.stem), kind)]
        for path in paths
        if path.stem.casefold() in with_evidence
    }


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
    data: bytes


def _read_keys(
    project: Project, paths: list[Path], versions: Mapping[Path, list[str]]
) -> tuple[list[_File], list[str]]:
    """Return the files with what each is remembered by, and those that cannot be read."""
    files, unread, settings = [], [], _settings(project)
    for path in paths:
        shown = project.display_path(path)
        if (data := read_bytes(path)) is None:
            unread.append(shown)
            continue
        names = versions.get(path, [])
        key = digest(settings, os.fsencode(shown), data, *map(os.fsencode, names))
        files.append(_File(path, key, names, data))
    return files, unread


def _read_all(project: Project, files: list[_File]) -> tuple[list[PastIncident], TermIndex]:
    store = ResultStore(project.root, project.env, "learning")
    with without_garbage_collection():
        incidents, terms = _unzip(_recall(store, file) or _read(project, store, file) for file in files)
    store.save()
    return incidents, TermIndex.of(terms)


def _unzip(pairs: Iterable[tuple[PastIncident, Terms]]) -> tuple[list[PastIncident], list[Terms]]:
    known = list(pairs)
    return [incident for incident, _ in known], [terms for _, terms in known]


def _recall(store: ResultStore, file: _File) -> tuple[PastIncident, Terms] | None:
    data = store.get(file.key)
    if data is None:
        return None
    remembered, _, counts = data.partition(b"\t")
    (incident,) = decode_incidents(remembered)
    return incident, Terms(json.loads(counts))


def _read(project: Project, store: ResultStore, file: _File) -> tuple[PastIncident, Terms]:
    document = read(file.data, project.display_path(file.path))
    incident = remember(document, file.versions, WrittenDigest.of(document).encode())
    terms = document_terms(document)
    store.put(file.key, encode_incidents([incident]) + b"\t" + json.dumps(terms).encode())
    return incident, terms

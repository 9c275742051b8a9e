"""The copy that the demo works on."""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from afterword.config import FILE_NAME
from afterword.errors import AfterwordError
from afterword.postmortem import find_post_mortems
from afterword.postmortem.folders import list_entries
from afterword.project import Project

_MARK = ".afterword-demo"
_SAMPLE = Path(__file__).parent / "sample"
SOURCES = "sources"
"""The folder of the copy with a thread, an alert and two prompts, to try `new --from` with."""


@dataclass(frozen=True, slots=True)
class Copy:
    """The demo's folder: whether it was made now, and the original."""

    is_new: bool
    origin: str


def prepare_copy(project: Project, target: Path) -> Copy:
    """Copy post-mortems, settings and handbook of a project, and sample evidence, unless an earlier run did.

    The folder of an earlier run is used again while the originals are the same. When they changed, it is renamed, and a
    new one is made.

    Raises:
        AfterwordError: the folder contains something else.
    """
    own = bool(find_post_mortems(project.folder))
    root, folder = (project.root, project.config.postmortems) if own else (_SAMPLE, "postmortems")
    names = (folder, FILE_NAME, "mkdocs.yml", "docs")
    origin = "this project" if own else "the example that comes with Afterword"
    if any(target.resolve().is_relative_to(os.path.realpath(root / name)) for name in names):
        raise AfterwordError(f"{target} is in a folder that is copied", remedy="choose another folder")
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise AfterwordError(f"{target} is not a folder", remedy="choose another name")
    files = dict(_files(root, names)) | dict(_files(_SAMPLE, [SOURCES]))
    digest, mark = _digest(files), target / _MARK
    if mark.is_file():
        if mark.read_text(encoding="utf-8") == digest:
            return Copy(False, origin)
        _set_aside(target)
    elif target.is_dir() and any(target.iterdir()):
        raise AfterwordError(f"{target} contains something that no demo made", remedy="choose another folder")
    target.mkdir(parents=True, exist_ok=True)
    for name, path in files.items():
        (target / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target / name)
    if not (target / FILE_NAME).exists():
        (target / FILE_NAME).write_text("tracker: local\n", encoding="utf-8")
    mark.write_text(digest, encoding="utf-8")
    return Copy(True, origin)


def _files(root: Path, names: Iterable[str]) -> Iterator[tuple[str, Path]]:
    """List the regular files by their path in the project; links in folders are left out: they could lead anywhere."""
    for name in names:
        place = Path(os.path.realpath(root / name))
        if place.is_file() and place.is_relative_to(root.resolve()):
            yield name, place
        for entry in list_entries(root / name):
            if entry.is_regular:
                yield entry.path.relative_to(root).as_posix(), entry.path


def _set_aside(target: Path) -> None:
    """Rename the copy of other originals: a person may have written in it."""
    number = 1
    while (kept := target.with_name(f"{target.name}.{number}")).exists():
        number += 1
    target.rename(kept)


def _digest(files: Mapping[str, Path]) -> str:
    """Return a digest of the names and contents of everything that is copied."""
    total = hashlib.sha256()
    for name, path in files.items():
        total.update(f"{name}\0".encode())
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()

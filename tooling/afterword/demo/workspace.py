"""Making the demo's folder, and knowing it again."""

from __future__ import annotations

import hashlib
import shutil
from dataclasses import dataclass
from pathlib import Path

from afterword.config import FILE_NAME
from afterword.errors import AfterwordError
from afterword.postmortem import find_post_mortems
from afterword.project import Project

_MARK = ".afterword-demo"
_SAMPLE = Path(__file__).parent / "sample"


@dataclass(frozen=True, slots=True)
class Prepared:
    """The demo's folder; `fresh` when it was made now, `origin` says of what it is a copy."""

    fresh: bool
    origin: str


def prepare(project: Project, target: Path) -> Prepared:
    """Copy a project's post-mortems, settings and handbook to a folder, or find that this was done before.

    A folder that an earlier demo made is used again while the originals are the same. When they changed, it is moved to
    a name of its own, and a new one is made.

    Raises:
        AfterwordError: the folder holds something else.
    """
    own = bool(find_post_mortems(project.folder))
    root = project.root if own else _SAMPLE
    names = [project.config.postmortems if own else "postmortems", FILE_NAME, "mkdocs.yml", "docs"]
    origin = "this project" if own else "the example that comes with Afterword"
    if any(_is_within(target, root / name) for name in names):
        raise AfterwordError(f"{target} lies in a folder that is copied", remedy="choose another folder")
    digest = _digest(root, names)
    mark = target / _MARK
    if target.is_symlink() or (target.exists() and not target.is_dir()):
        raise AfterwordError(f"{target} is not a folder", remedy="choose another name")
    if mark.is_file():
        if mark.read_text(encoding="utf-8") == digest:
            return Prepared(False, origin)
        _set_aside(target)
    elif target.is_dir() and any(target.iterdir()):
        raise AfterwordError(f"{target} holds something that no demo made", remedy="choose another folder")
    target.mkdir(parents=True, exist_ok=True)
    for name in names:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, target / name, ignore=_links)
        elif source.is_file():
            shutil.copyfile(source, target / name)
    if not (target / FILE_NAME).exists():
        (target / FILE_NAME).write_text("tracker: local\n", encoding="utf-8")
    mark.write_text(digest, encoding="utf-8")
    return Prepared(True, origin)


def _links(folder: str, names: list[str]) -> list[str]:
    """Symbolic links are not copied: they could lead anywhere."""
    return [name for name in names if (Path(folder) / name).is_symlink()]


def _is_within(target: Path, folder: Path) -> bool:
    return target.resolve().is_relative_to(folder.resolve())


def _set_aside(target: Path) -> None:
    """Move a demo of other originals out of the way: somebody may have written into it."""
    number = 1
    while (kept := target.with_name(f"{target.name}.{number}")).exists():
        number += 1
    target.rename(kept)


def _digest(root: Path, names: list[str]) -> str:
    """Digest of names and contents of everything that is copied."""
    total = hashlib.sha256()
    for name in names:
        place = root / name
        for path in sorted([place, *place.rglob("*")] if place.exists() else []):
            if path.is_file() and not path.is_symlink():
                total.update(f"{path.relative_to(root).as_posix()}\0".encode())
                total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()

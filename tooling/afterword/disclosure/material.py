"""What an edition is compared with: evidence, files and people of one incident, read from the project."""

from __future__ import annotations

import os
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence import LEDGER_NAME, read_ledger, resolve
from afterword.evidence.folder import MAX_FILE_BYTES
from afterword.postmortem import PostMortem
from afterword.project import Project

_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".webp", ".svgz", ".ico", ".bmp", ".pdf")
_PROMPT_FOLDERS = ("prompts", "samples")


@dataclass(frozen=True)
class Material:
    """The internal side of the comparison.

    Attributes:
        items: texts of the evidence ledger.
        files: texts of the files in the evidence folder, by their path in it.
        people: actors of the evidence, and authors of the post-mortem in Git.
        unread: what could not be read, so that nothing can be said about it.
    """

    items: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()

    @cached_property
    def prompts(self) -> tuple[str, ...]:
        """Texts of prompts and of outputs."""
        return tuple(text for name, text in self.files if name.split("/")[0] in _PROMPT_FOLDERS)

    @cached_property
    def evidence(self) -> tuple[str, ...]:
        """All other evidence."""
        return (*self.items, *(text for name, text in self.files if name.split("/")[0] not in _PROMPT_FOLDERS))

    @property
    def texts(self) -> tuple[str, ...]:
        """All of it."""
        return (*self.items, *(text for _, text in self.files))


def gather(project: Project, internal: PostMortem) -> Material:
    """Read what belongs to a post-mortem; what cannot be read is told, not passed over."""
    folder = project.evidence_folder(internal.id)
    unread: list[str] = []
    items: tuple[str, ...] = ()
    actors: list[str] = []
    try:
        ledger = read_ledger(folder)
    except AfterwordError as error:
        unread.append(f"{project.shown(folder)}/{LEDGER_NAME}: {error.message}")
    else:
        items = tuple(item.text for item in ledger.items)
        actors = [item.actor for item in ledger.items if item.actor]
        unread += [f"{project.shown(folder)}/{LEDGER_NAME}:{p.line}: {p.message}" for p in ledger.problems]
    files = []
    for name in _names(folder):
        try:
            path = resolve(folder, name)
            if path.stat().st_size > MAX_FILE_BYTES:
                raise AfterwordError(f"larger than {MAX_FILE_BYTES // 1_000_000} MB")
            files.append((name, path.read_bytes().decode("utf-8", "replace")))
        except (AfterwordError, OSError) as error:
            message = error.message if isinstance(error, AfterwordError) else error.strerror
            unread.append(f"{project.shown(folder / name)}: {message}")
    people = dict.fromkeys((*actors, *project.authors(internal)))
    return Material(items, tuple(files), tuple(people), tuple(unread))


def _names(folder: Path) -> list[str]:
    """Files of the evidence folder that hold text, by their path in it."""
    if folder.is_symlink():
        return ["."]  # refused as a link when it is resolved
    found = []
    for place, folders, files in os.walk(folder, followlinks=False):
        linked = (name for name in folders if (Path(place) / name).is_symlink())
        found += [(Path(place) / name).relative_to(folder).as_posix() for name in (*files, *linked)]
    return sorted(name for name in found if name != LEDGER_NAME and not name.lower().endswith(_PICTURES))

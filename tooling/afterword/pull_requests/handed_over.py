"""What the job with the key reads: settings, post-mortems and evidence in one file, from the job that may read GitHub.

One file, since GitHub takes no artifact with names that evidence may have.
"""

from __future__ import annotations

import io
import tarfile
from collections.abc import Iterable
from pathlib import Path

from afterword.config import FILE_NAME
from afterword.errors import AfterwordError
from afterword.postmortem import write_atomically
from afterword.postmortem.files import read_regular
from afterword.postmortem.folders import list_entries
from afterword.project import Project

_MAX_BYTES = 100_000_000
"""More than is fetched of a pull request."""


def list_files(project: Project, document_id: str) -> list[Path]:
    """Return the files of a post-mortem with its evidence; what is not a regular file is left out."""
    document = project.folder / f"{document_id}.md"
    evidence = [entry.path for entry in list_entries(project.evidence_folder(document_id)) if entry.is_regular]
    return [*([document] if document.is_file() and not document.is_symlink() else ()), *evidence]


def hand_over(project: Project, ids: Iterable[str], out: Path) -> None:
    """Write the settings, and post-mortems with their evidence, into a file.

    Args:
        project: where they are.
        ids: of the post-mortems.

    Raises:
        AfterwordError: something cannot be read or written.
    """
    paths = [project.root / FILE_NAME, *(path for each in ids for path in list_files(project, each))]
    packed = io.BytesIO()
    try:
        with tarfile.open(fileobj=packed, mode="w") as archive:
            for path in filter(Path.is_file, paths):
                archive.add(path, project.display_path(path), recursive=False)
    except OSError as error:
        raise AfterwordError(f"what is to be asked cannot be packed: {error.strerror}", path=str(out)) from error
    out.parent.mkdir(parents=True, exist_ok=True)
    write_atomically(out, packed.getvalue())


def unpack(file: Path, folder: Path) -> None:
    """Unpack such a file into an empty folder; do nothing if there is none, because there is nothing to ask.

    Raises:
        AfterwordError: it cannot be read, is too large, or contains something other than files below the folder.
    """
    try:
        # Not compressed: unpacking makes nothing larger than the file.
        with tarfile.open(fileobj=io.BytesIO(read_regular(file, _MAX_BYTES)), mode="r:") as archive:
            archive.extractall(folder, filter="data")
    except FileNotFoundError:
        return
    except (OSError, tarfile.TarError) as error:
        raise AfterwordError("this is not what `pr read` writes", path=str(file)) from error

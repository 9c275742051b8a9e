"""What `--fixed` names: the mended version of a prompt or a configuration, copied into the evidence."""

from __future__ import annotations

from pathlib import Path, PurePosixPath

from afterword.errors import AfterwordError
from afterword.evidence.file_at_commit import FileAtCommit, read_file_at_commit
from afterword.evidence.folder import MAX_FILE_BYTES
from afterword.portfolio.proofs.proof_files import ProofFiles
from afterword.postmortem.files import read_regular
from afterword.redaction import Redactor
from afterword.text.newlines import with_lf

BEFORE = "before"


def keep_fixed_version(files: ProofFiles, fixed: str | None, root: Path, directory: Path, redactor: Redactor) -> None:
    """Copy a mended version into the evidence folder, redacted, so that the record can be checked without the original.

    Args:
        fixed: `before` for the cause's version before, a path, or `path@commit`; None changes nothing.
        root: the project's folder.
        directory: the folder to which a path is relative.
        redactor: redacts the copy.

    Raises:
        AfterwordError: it cannot be read.
    """
    if fixed is None:
        return
    if fixed == BEFORE:
        files.remove_fixed()
        return
    data = _read(fixed, root, directory)
    if len(data) > MAX_FILE_BYTES:
        raise AfterwordError(f"`{fixed}` is larger than {MAX_FILE_BYTES // 1_000_000} MB", remedy="name a smaller file")
    try:
        text = with_lf(data.decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise AfterwordError(f"`{fixed}` is not UTF-8 text", remedy="save it as UTF-8") from None
    name = fixed.partition("@")[0]
    files.write_fixed(PurePosixPath(name).suffix.lower() or ".txt", redactor.redact(text).text)


def _read(fixed: str, root: Path, directory: Path) -> bytes:
    path = directory / fixed
    at_commit = FileAtCommit.parse(fixed) if "@" in fixed and not path.exists() else None
    if at_commit:
        if at_commit.repository:
            raise AfterwordError(
                f"`{fixed}` is in another repository", remedy="name a file of this one, or one that was downloaded"
            )
        return read_file_at_commit(root, at_commit)
    try:
        return read_regular(path, MAX_FILE_BYTES, shown_as=fixed)
    except FileNotFoundError:
        raise AfterwordError(
            f"there is no file `{fixed}`", remedy="--fixed takes `before`, a path, or `path@commit`"
        ) from None

"""Prompts, configurations and samples: where their copies go, and how the front matter names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence.file_at_commit import FileAtCommit
from afterword.evidence.folder import list_files, safe_name
from afterword.postmortem import PostMortem
from afterword.postmortem.edit import Splice
from afterword.postmortem.edit_front_matter import set_value
from afterword.postmortem.files import read_if_regular

_CAUSE_KINDS = {"prompt": ("prompt",), "config": ("config", "model")}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to copy.

    Attributes:
        origin: where it is now, or the commit at which it was.
        target: its path in the evidence folder.
        names: the cause (by index) and the key that will name it; None for a sample.
    """

    origin: Path | FileAtCommit
    target: str
    names: tuple[int, str] | None = None

    @property
    def name(self) -> str:
        """Its name in a report."""
        return self.origin.name if isinstance(self.origin, Path) else str(self.origin)


def attachments(
    document: PostMortem, given: Mapping[str, str], samples: Iterable[Path], cause: str | None
) -> list[Attachment]:
    """Find the targets of files.

    Args:
        document: the post-mortem.
        given: by `prompt_before`, `prompt_after`, `config_before` and `config_after`: a file, else `path@commit` or
            `owner/repo:path@commit`.
        samples: files with failing outputs.
        cause: the id of the cause that the given files belong to.

    Raises:
        AfterwordError: there are several causes that the files could belong to, a path leaves the repository, or two
            files have one target.
    """
    found = []
    for key, text in given.items():
        kind, _, side = key.partition("_")
        index, name = _cause(document, kind, cause)
        path = Path(text)
        origin = path if path.exists() else FileAtCommit.parse(text) or path
        names = (index, side) if index is not None else None
        found.append(Attachment(origin, copy_target(kind, name, side, origin), names))
    # A sample keeps its name, so that it is found in its place when it is collected again.
    found += [Attachment(path, f"samples/{safe_name(path.name, 'sample')}") for path in samples]
    targets = [attachment.target for attachment in found]
    if double := next((target for target in targets if targets.count(target) > 1), None):
        raise AfterwordError(f"two files would be copied to {double}", remedy="rename one of them")
    return found


def _cause(document: PostMortem, kind: str, wanted: str | None) -> tuple[int | None, str]:
    """Find the cause that a file belongs to: its index, None if no cause is stated yet, and its name."""
    causes = document.front.stated_causes
    if wanted is not None:
        for index, cause in enumerate(causes):
            if cause.id == wanted:
                return index, wanted
        known = ", ".join(cause.id or "?" for cause in causes) or "none is stated yet"
        raise AfterwordError(f"there is no cause `{wanted}`", remedy=f"causes: {known}", path=document.path)
    matching = [(index, cause) for index, cause in enumerate(causes) if cause.kind in _CAUSE_KINDS[kind]]
    if len(matching) > 1:
        known = ", ".join(cause.id or "?" for _, cause in matching)
        raise AfterwordError(f"several causes could have this {kind}", remedy=f"choose with --cause: {known}")
    return (matching[0][0], matching[0][1].id or kind) if matching else (None, kind)


def copy_target(kind: str, name: str, side: str, origin: Path | FileAtCommit) -> str:
    """Return the path of a copy in the evidence folder: `prompts/tone.before.md`.

    Args:
        kind: `prompt` or `config`.
        name: the cause's.
        side: `before` or `after`.
        origin: its ending is kept.
    """
    return f"{'prompts' if kind == 'prompt' else 'config'}/{name}.{side}{origin.suffix.lower() or '.txt'}"


def reuse_copies(
    folder: Path, wanted: Iterable[Attachment], files: dict[str, bytes]
) -> tuple[list[Attachment], dict[str, str]]:
    """Let attachments name the copies that the evidence folder has already under other names: nothing is copied twice.

    Args:
        folder: the evidence folder.
        wanted: the attachments.
        files: the redacted copies by their targets; those that are not needed are taken out.

    Returns:
        The attachments, and the new targets by the old ones.
    """
    found, instead = [], {}
    for attachment in wanted:
        data = files.get(attachment.target)
        if attachment.names is not None and data is not None and not (folder / attachment.target).exists():
            end = f".{attachment.names[1]}{attachment.origin.suffix.lower() or '.txt'}"
            names = list_files(folder, attachment.target.partition("/")[0])
            alike = (name for name in names if name.endswith(end))
            same = (name for name in alike if read_if_regular(folder / name, len(data)) == data)
            if (name := next(same, None)) is not None:
                del files[attachment.target]
                instead[attachment.target] = name
                attachment = replace(attachment, target=name)
        found.append(attachment)
    return found, instead


def missing_copies(document: PostMortem, folder: Path) -> list[Attachment]:
    """Find the versions that causes name as `path@commit` and that the evidence folder has no copy of yet."""
    found = []
    for cause in document.front.stated_causes:
        kind = next((kind for kind, kinds in _CAUSE_KINDS.items() if cause.kind in kinds), None)
        for side, name in (("before", cause.before), ("after", cause.after)):
            version = FileAtCommit.parse(name) if kind and cause.id and name and name != "unknown" else None
            if version is not None:
                target = copy_target(str(kind), str(cause.id), side, version)
                if not (folder / target).exists():
                    found.append(Attachment(version, target))
    return found


def name_in_front_matter(document: PostMortem, found: Iterable[Attachment]) -> list[Splice]:
    """Let causes name their files if they name none yet."""
    splices: list[Splice] = []
    for attachment in found:
        if attachment.names is not None:
            index, side = attachment.names
            if getattr(document.front.stated_causes[index], side) in (None, "unknown"):
                splices += set_value(document, ("causes", index, side), attachment.target)
    return splices

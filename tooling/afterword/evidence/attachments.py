"""Where prompts, configurations and samples go, and how the front matter names them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence.file_at_commit import FileAtCommit
from afterword.evidence.folder import safe_name
from afterword.postmortem import PostMortem
from afterword.postmortem.edit import Splice, set_value
from afterword.postmortem.schema import Cause

_KINDS = {"prompt": ("prompt",), "config": ("config", "model")}


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file to copy.

    Attributes:
        origin: where it lies now, or the commit at which it was.
        target: its path in the evidence folder.
        names: the cause (by index) and the key that is to name it; None for a sample.
    """

    origin: Path | FileAtCommit
    target: str
    names: tuple[int, str] | None = None


def origin(text: str) -> Path | FileAtCommit:
    """What a flag such as `--prompt-before` names: a file, else `path@commit` or `owner/repo:path@commit`.

    Raises:
        AfterwordError: the path leaves the repository.
    """
    path = Path(text)
    return path if path.exists() else FileAtCommit.parse(text) or path


def attachments(
    document: PostMortem, given: Mapping[str, Path | FileAtCommit], samples: Iterable[Path], cause: str | None
) -> list[Attachment]:
    """Targets for the files given as `prompt_before`, `prompt_after`, `config_before`, `config_after` and samples.

    Raises:
        AfterwordError: it is not clear which cause the files belong to.
    """
    found = []
    for key, source in given.items():
        kind, _, side = key.partition("_")
        index, name = _cause(document, kind, cause)
        target = _target(kind, name, side, source)
        found.append(Attachment(source, target, (index, side) if index is not None else None))
    found += [Attachment(path, _sample_target(path)) for path in samples]
    targets = [attachment.target for attachment in found]
    if double := next((target for target in targets if targets.count(target) > 1), None):
        raise AfterwordError(f"two files would be copied to {double}", remedy="rename one of them")
    return found


def _cause(document: PostMortem, kind: str, wanted: str | None) -> tuple[int | None, str]:
    causes: list[Cause] = document.front.causes if isinstance(document.front.causes, list) else []
    if wanted is not None:
        for index, cause in enumerate(causes):
            if cause.id == wanted:
                return index, wanted
        known = ", ".join(cause.id or "?" for cause in causes) or "none is stated yet"
        raise AfterwordError(f"there is no cause `{wanted}`", remedy=f"causes: {known}", path=document.path)
    fitting = [(index, cause) for index, cause in enumerate(causes) if cause.kind in _KINDS[kind]]
    if len(fitting) > 1:
        known = ", ".join(cause.id or "?" for _, cause in fitting)
        raise AfterwordError(f"several causes could have this {kind}", remedy=f"choose with --cause: {known}")
    return (fitting[0][0], fitting[0][1].id or kind) if fitting else (None, kind)


def _target(kind: str, name: str, side: str, source: Path | FileAtCommit) -> str:
    return f"{'prompts' if kind == 'prompt' else 'config'}/{name}.{side}{source.suffix.lower() or '.txt'}"


def _sample_target(path: Path) -> str:
    """Its own name, so that collecting it again finds it in its place."""
    return f"samples/{safe_name(path.name, 'sample')}"


def versions_named(document: PostMortem, folder: Path) -> list[Attachment]:
    """Versions that causes name as `path@commit` and of which the evidence folder has no copy yet."""
    found = []
    for cause in document.front.causes if isinstance(document.front.causes, list) else []:
        kind = next((kind for kind, fitting in _KINDS.items() if cause.kind in fitting), None)
        for side, name in (("before", cause.before), ("after", cause.after)):
            version = FileAtCommit.parse(name) if kind and cause.id and name and name != "unknown" else None
            if version is not None:
                target = _target(str(kind), str(cause.id), side, version)
                if not (folder / target).exists():
                    found.append(Attachment(version, target))
    return found


def named_in_front_matter(document: PostMortem, found: Iterable[Attachment]) -> list[Splice]:
    """Edits that let causes name their files where they name none yet."""
    splices: list[Splice] = []
    causes = document.front.causes if isinstance(document.front.causes, list) else []
    for attachment in found:
        if attachment.names is None:
            continue
        index, side = attachment.names
        if getattr(causes[index], side) in (None, "unknown"):
            splices += set_value(document, ("causes", index, side), attachment.target)
    return splices

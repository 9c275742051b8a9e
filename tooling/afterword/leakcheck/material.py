"""What an edition is compared with: evidence, files and people of one incident, read from the project."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from afterword.config import Redaction
from afterword.errors import AfterwordError
from afterword.evidence import LEDGER_NAME, read_ledger, resolve
from afterword.evidence.folder import MAX_FILE_BYTES
from afterword.postmortem import PostMortem
from afterword.postmortem.files import read_regular
from afterword.postmortem.folders import list_entries
from afterword.postmortem.problems import ProblemKind
from afterword.project import Project

_PICTURES = (b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF87a", b"GIF89a", b"BM", b"\0\0\1\0", b"II*\0", b"MM\0*")
"""How files begin that contain no text; the ending of a name proves nothing. A PDF contains text."""
_HARMLESS = frozenset({ProblemKind.EMPTY_VALUE})
"""Problems that hide nothing: where there is no value, there is no name."""
_PROMPT_FOLDERS = ("prompts", "samples")


@dataclass(frozen=True)
class Material:
    """The internal side of the comparison.

    Attributes:
        items: texts of the evidence ledger.
        files: texts of the files in the evidence folder, by their path in it.
        people: actors of the evidence, and authors of the post-mortem in Git.
        unread: what could not be read, so that nothing can be said about it.
        patterns: what redaction knows beside its own patterns.
    """

    items: tuple[str, ...] = ()
    files: tuple[tuple[str, str], ...] = ()
    people: tuple[str, ...] = ()
    unread: tuple[str, ...] = ()
    patterns: Redaction = field(default_factory=Redaction)

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


def read_material(project: Project, internal: PostMortem) -> Material:
    """Read what belongs to a post-mortem; what cannot be read is reported, not skipped."""
    folder = project.evidence_folder(internal.id)
    # A value of another shape is read as none: whom it names would not be known.
    unread = [
        f"{internal.path}:{internal.line(problem.span)}: {problem.message}"
        for problem in internal.problems
        if problem.kind not in _HARMLESS
    ]
    if project.git and project.git.shallow:
        unread.append("the history, which is cut off here and names no authors (fetch it whole: `fetch-depth: 0`)")
    items: tuple[str, ...] = ()
    actors: list[str] = []
    try:
        ledger = read_ledger(folder)
    except AfterwordError as error:
        unread.append(f"{project.display_path(folder)}/{LEDGER_NAME}: {error.message}")
    else:
        items = tuple(item.text for item in ledger.items)
        actors = [item.actor for item in ledger.items if item.actor]
        unread += [f"{project.display_path(folder)}/{LEDGER_NAME}:{p.line}: {p.message}" for p in ledger.problems]
    files = []
    for name in _names(folder):
        try:
            text = _text(read_regular(resolve(folder, name), MAX_FILE_BYTES))
            if text is not None:
                files.append((name, text))
                if (written := _unescaped(text)) != text:
                    files.append((name, written))
        except (AfterwordError, OSError) as error:
            message = error.message if isinstance(error, AfterwordError) else error.strerror
            unread.append(f"{project.display_path(folder / name)}: {message}")
    authors = (
        *project.authors(internal.path),
        *project.authors(project.display_path(project.edition_path(internal.id))),
    )
    people = dict.fromkeys((*actors, *authors))
    # What may be internal need not be public: the project's list of what is allowed does not count.
    patterns = project.config.redaction.model_copy(update={"allow": []})
    return Material(items, tuple(files), tuple(people), tuple(unread), patterns)


def _text(data: bytes) -> str | None:
    """The text of a file; None for a picture, in which there is none to compare with.

    Raises:
        AfterwordError: it is neither.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = "\0"
    if "\0" not in text:
        return text
    if data.startswith(_PICTURES) or (data.startswith(b"RIFF") and data[8:12] == b"WEBP"):
        return None
    raise AfterwordError("neither text in UTF-8 nor a picture")


_ESCAPE = re.compile(r"(?:\\u[0-9a-fA-F]{4})+|\\[nrtbf\"/\\]")


def _unescaped(text: str) -> str:
    """A text as it reads where it is JSON: `\\u00e9` hides a letter, and `\\n` joins two words."""
    return _ESCAPE.sub(lambda match: str(json.loads(f'"{match[0]}"')), text) if "\\" in text else text


def _names(folder: Path) -> list[str]:
    """Everything in the evidence folder, by its path in it; what is not a regular file is refused when it is read."""
    found = (entry.path.relative_to(folder).as_posix() for entry in list_entries(folder))
    return sorted(name for name in found if name != LEDGER_NAME)

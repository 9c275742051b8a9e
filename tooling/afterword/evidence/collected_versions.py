"""Prompts and configurations before and after a change, from the evidence folder."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from afterword.derive.models import read_settings
from afterword.errors import AfterwordError
from afterword.evidence.file_at_commit import FileAtCommit
from afterword.evidence.folder import list_files, read_text
from afterword.postmortem.schema import Cause

# The name goes into the marker of a derived block.
_FILE = re.compile(r"\w+/(?P<name>[a-z0-9][a-z0-9-]{0,60})\.(?P<side>before|after)\.[a-z0-9]{1,10}")


@dataclass(frozen=True, slots=True)
class Versions:
    """A prompt or a configuration before and after a change.

    Attributes:
        name: the id of its cause, or the name of its files.
        before: path below the evidence folder, or what the front matter says.
        after: the same.
        texts: both texts; None if they cannot be compared.
        problem: why they cannot be compared.
    """

    name: str
    before: str
    after: str
    texts: tuple[str, str] | None = None
    problem: str = ""

    @property
    def settings(self) -> tuple[dict[str, str], dict[str, str]]:
        """Both texts as settings; empty if their form is not known."""
        before, after = self.texts or ("", "")
        return read_settings(before, self.before), read_settings(after, self.after)

    @property
    def differs(self) -> bool:
        """Whether both texts are known and not the same."""
        return self.texts is not None and self.texts[0] != self.texts[1]


@dataclass(frozen=True, slots=True)
class SingleVersion:
    """A prompt or a configuration of which only one version was collected.

    Attributes:
        name: of its file.
        file: its path below the evidence folder.
        text: what it says.
        is_after: whether it is the one that failed.
    """

    name: str
    file: str
    text: str
    is_after: bool

    @property
    def settings(self) -> dict[str, str]:
        """The text as settings; empty if its form is not known."""
        return read_settings(self.text, self.file)


def single_versions(
    folder: Path, kind: str, named: Sequence[Cause] = (), causes: Iterable[Cause] = ()
) -> list[SingleVersion]:
    """Find the versions of prompts or configurations of which the other side is not known; see `collected_versions`."""
    files = _sides(folder, kind, causes)
    for number, cause in enumerate(named, 1):
        name = cause.id or f"cause-{number}"
        stated = {"before": cause.before or "unknown", "after": cause.after or "unknown"}
        copies = {side: find_version(folder, f"{kind}/{name}.{side}", text) for side, text in stated.items()}
        files[name] = {side: copy for side, copy in copies.items() if copy != "unknown"}
    found = []
    for name, sides in files.items():
        if len(sides) == 1:
            ((side, file),) = sides.items()
            with suppress(AfterwordError):  # `check` reports files that cannot be read
                found.append(SingleVersion(name, file, read_text(folder, file), side == "after"))
    return found


def collected_versions(
    folder: Path, kind: str, named: Sequence[Cause] = (), causes: Iterable[Cause] = ()
) -> list[Versions]:
    """Find the versions that causes name, and those that were collected and that no cause names.

    Args:
        folder: the evidence folder; files are read from it and from nowhere else.
        kind: `prompts` or `config`.
        named: the causes whose versions are wanted.
        causes: all causes.
    """
    pairs = {cause.id or f"cause-{number}": (cause.before, cause.after) for number, cause in enumerate(named, 1)}
    return [_read(folder, kind, name, pair) for name, pair in (pairs | _unnamed(folder, kind, causes)).items()]


def _unnamed(folder: Path, kind: str, causes: Iterable[Cause]) -> dict[str, tuple[str | None, str | None]]:
    """Find files of both sides that no cause names: the change is a fact, its part in the cause is not."""
    sides = _sides(folder, kind, causes)
    return {name: (found["before"], found["after"]) for name, found in sides.items() if len(found) == 2}


def _sides(folder: Path, kind: str, causes: Iterable[Cause]) -> dict[str, dict[str, str]]:
    """Find the files that no cause names, by their name and their side."""
    named = {name for cause in causes for name in (cause.before, cause.after)}
    sides: dict[str, dict[str, str]] = {}
    for file in list_files(folder, kind):
        if (match := _FILE.fullmatch(file)) and file not in named:
            sides.setdefault(match["name"], {}).setdefault(match["side"], file)
    return sides


def _read(folder: Path, kind: str, name: str, pair: tuple[str | None, str | None]) -> Versions:
    sides = zip(("before", "after"), pair, strict=True)
    before, after = (find_version(folder, f"{kind}/{name}.{side}", stated or "unknown") for side, stated in sides)
    if "unknown" in (before, after):
        return Versions(name, before, after, problem="Collect both with `afterword collect`.")
    try:
        return Versions(name, before, after, (read_text(folder, before), read_text(folder, after)))
    except AfterwordError as error:
        return Versions(name, before, after, problem=f"{error.message[:1].upper()}{error.message[1:]}.")


def find_version(folder: Path, target: str, stated: str) -> str:
    """Return the path of the copy of a version such as `prompts/support.md@3f2a91c`, if there is one.

    Args:
        folder: the evidence folder.
        target: the path of the copy below it, without the ending: `prompts/<cause>.before`.
        stated: what the front matter says; returned as it is if there is no copy.
    """
    version = FileAtCommit.parse(stated) if "@" in stated else None
    copied = f"{target}{version.suffix or '.txt'}" if version else stated
    return copied if (folder / copied).is_file() else stated

"""What a change touches: its files, with their former names, and the words of its lines. Pure.

What it does to the post-mortems themselves is left out: they name the models and tools of other incidents, too.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import NamedTuple

from afterword.learning.paths import normalise_path
from afterword.text.newlines import with_lf

_WORD = re.compile(r"[^\W_][\w.:-]*\w")
"""A name as code writes it, such as `gpt-4o` and `issue_refund`."""
_HUNK = re.compile(r"@@ -\d+(?:,(\d+))? \+\d+(?:,(\d+))? @@")
_PREFIXED = re.compile(r"[abciow12]/")
_QUOTED = re.compile(r'"((?:[^"\\]|\\.)*)"')
_ESCAPE = re.compile(rb"\\([0-7]{3}|.)")
_LETTERS = {b"t": b"\t", b"n": b"\n", b"r": b"\r"}
_STATUS = re.compile(r"[ACDMRTUX]\d{0,3}\t")
"""What `git diff --name-status` writes before a path."""


@dataclass(frozen=True, slots=True)
class ChangedFile:
    """A file that a change touches; `before` is its former path, empty unless it was renamed."""

    path: str
    before: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a change is made.

    Attributes:
        repository: `owner/name`; empty if it is not known.
        project: the project's folder in the repository, with a slash at its end; empty if it is the top, or elsewhere.
        memory: folders of the repository with post-mortems and what is made of them, each with a slash at its end.
    """

    repository: str = ""
    project: str = ""
    memory: tuple[str, ...] = ()

    def remembers(self, file: ChangedFile) -> bool:
        """Whether a file is in one of the folders of `memory`."""
        return file.path.startswith(self.memory)


ANYWHERE = Place()
"""A place of which nothing is known."""


@dataclass(frozen=True, slots=True)
class Change:
    """What a change touches.

    Attributes:
        files: in the order of the change.
        words: names in the lines that it adds or removes, without case; empty if only the files are known.
        place: where it is made.
    """

    files: tuple[ChangedFile, ...] = ()
    words: frozenset[str] = frozenset()
    place: Place = ANYWHERE


def read_change(text: str, place: Place = ANYWHERE) -> Change:
    """Read a unified diff, with or without the headers of Git.

    Any other text is a list of paths as Git writes it: one a line or before each NUL, with or without a status.
    """
    lines = with_lf(text).split("\n")
    if any(line.startswith(("diff --git ", "--- ")) for line in lines):
        return _read_diff(lines, place)
    listed = lines if "\0" not in text else text.split("\0")
    return _change(map(_listed_file, filter(str.strip, listed)), (), place)


def change_of_paths(paths: Iterable[str], place: Place = ANYWHERE) -> Change:
    """Return a change of which only the files are known."""
    return _change((ChangedFile(normalise_path(path)) for path in paths), (), place)


def _change(files: Iterable[ChangedFile], words: Iterable[str], place: Place) -> Change:
    """Return a change with each file once, and without those of `place.memory`."""
    kept = dict.fromkeys(file for file in files if file.path and not place.remembers(file))
    return Change(tuple(kept), frozenset(words), place)


def _listed_file(line: str) -> ChangedFile:
    """Read a line of `git diff --name-only` or `--name-status`: the latter has two paths of a file that was renamed."""
    status = _STATUS.match(line)
    paths = line[status.end() :].split("\t") if status else [line]
    path, *before = (normalise_path(_unquoted(one) if one.startswith('"') else one) for one in reversed(paths))
    return ChangedFile(path, before[0] if before and line.startswith("R") else "")


def _read_diff(lines: list[str], place: Place) -> Change:
    files: list[ChangedFile] = []
    words: set[str] = set()
    header: list[str] = []
    left = [0, 0]
    is_left_out = is_read = False
    for line in lines:
        if max(left) > 0 and line[:1] in ("+", "-", " ", "\\", ""):
            left = [left[0] - (line[:1] in ("-", " ", "")), left[1] - (line[:1] in ("+", " ", ""))]
            if line[:1] in ("+", "-") and not is_left_out:
                words.update(_names_in(line[1:]))
        elif match := _HUNK.match(line):
            if not is_read:
                is_left_out, is_read = any(map(place.remembers, _file_of(header))), True
            left = [int(count) if count is not None else 1 for count in match.groups()]
        else:
            left = [0, 0]
            if line.startswith("diff --git ") or (
                line.startswith("--- ") and any(one.startswith("+++ ") for one in header)
            ):
                files += _file_of(header)
                header = []
            header.append(line)
            is_read = False
    files += _file_of(header)
    return _change(files, words, place)


def _names_in(line: str) -> Iterator[str]:
    for word in _WORD.findall(line.casefold()):
        yield word
        yield from re.split("[.:]", word)


def _file_of(header: list[str]) -> Iterator[ChangedFile]:
    """Read the lines above the first hunk of a file."""
    named: dict[str, str] = {}
    for line in header:
        for word in ("rename from ", "rename to ", "copy to ", "--- ", "+++ "):
            if line.startswith(word):
                named[word.strip()] = _unquoted(line.removeprefix(word))
        if line.startswith("diff --git "):
            named["old"], named["new"] = _both_names(line.removeprefix("diff --git "))
    old, new = _sides(named)
    if path := normalise_path(new or old):
        before = normalise_path(old) if old and new else ""
        yield ChangedFile(path, before if before != path else "")


def _sides(named: dict[str, str]) -> tuple[str, str]:
    """Return the old and the new path; empty for one that is not there."""
    if "rename to" in named:
        return named.get("rename from", ""), named["rename to"]
    if "copy to" in named:
        return "", named["copy to"]
    sides = (named.get("---", named.get("old", "")), named.get("+++", named.get("new", "")))
    old, new = ("" if path == "/dev/null" else path for path in sides)
    there = [path for path in (old, new) if path]
    # `a/` and `b/` are Git's; a folder that is called so is on both sides.
    letters = {path[0] for path in there if _PREFIXED.match(path)}
    if all(map(_PREFIXED.match, there)) and len(letters) == len(there):
        return old[2:], new[2:]
    return old, new


def _both_names(text: str) -> tuple[str, str]:
    """Read the two paths of `diff --git`, which are the same unless other lines name them."""
    if quoted := _QUOTED.findall(text):
        return _unquoted(f'"{quoted[0]}"'), _unquoted(f'"{quoted[-1]}"')
    middle = len(text) // 2
    return text[:middle], text[middle + 1 :]


def _unquoted(text: str) -> str:
    """Return a path as it is; Git quotes one with special characters, other tools write a time behind it."""
    match = _QUOTED.match(text)
    if match is None:
        return text.partition("\t")[0]
    data = match[1].encode("utf-8", "surrogateescape")

    def decoded(escape: re.Match[bytes]) -> bytes:
        code = escape[1]
        return bytes([int(code, 8) & 0xFF]) if len(code) == 3 else _LETTERS.get(code, code)

    return _ESCAPE.sub(decoded, data).decode("utf-8", "replace")


class Patch(NamedTuple):
    """A file of a pull request: its path, its former one if it was renamed, and its hunks as GitHub has them."""

    path: str
    before: str
    hunks: str


def change_of_patches(patches: Iterable[Patch], place: Place = ANYWHERE) -> Change:
    """Return a change from the files of a pull request."""
    files, words = [], set[str]()
    for patch in patches:
        files.append(ChangedFile(normalise_path(patch.path), normalise_path(patch.before)))
        if not place.remembers(files[-1]):
            for line in patch.hunks.split("\n"):
                if line[:1] in ("+", "-"):
                    words.update(_names_in(line[1:]))
    return _change(files, words, place)

"""Prompts, settings and failing outputs among the sources, by their names."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from afterword.evidence.version_names import find_pairs, side_of

_KINDS = (("prompt", re.compile(r"prompt|instruction", re.I)), ("config", re.compile(r"config|setting|param", re.I)))
_TEXTS = (".md", ".markdown", ".txt", ".prompt", ".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".xml")
_SETTINGS = (".yaml", ".yml", ".json", ".toml", ".ini")
_SUFFIXES = {"prompt": (*_TEXTS, *_SETTINGS), "config": _SETTINGS}
_ONLY = {"prompt": _TEXTS, "config": _SETTINGS}
"""What a pair is whose names say nothing but that they are versions."""
_NUMBERED = re.compile(r"(?<![a-z])v\d+(?:\.\d+)*$", re.I)
_SAMPLE = re.compile(r"(?<![a-z])(?:samples?|failing[ _-]?outputs?|bad[ _-]?(?:answers?|outputs?))(?![a-z])", re.I)


@dataclass(frozen=True, slots=True)
class Versions:
    """Sources, and those of them that are versions of a prompt or of settings, or failing outputs.

    Attributes:
        files: by `prompt_before`, `prompt_after`, `config_before` and `config_after`, the file.
        others: the sources that are left.
        samples: failing outputs.
    """

    files: dict[str, str] = field(default_factory=dict)
    others: tuple[Path, ...] = ()
    samples: tuple[Path, ...] = ()


def find_versions(paths: Sequence[Path]) -> Versions:
    """Find versions and failing outputs among sources, and among the files of the folders that are sources."""
    opened = [one for path in paths for one in (_files(path) or [path])]
    found = recognise_versions(opened)
    return found if found.files or found.samples else Versions(others=tuple(paths))


def _files(folder: Path) -> list[Path]:
    """List what is in a folder, with the files of `prompts/`, `config/` and the like in place of these folders.

    Links are left out, as where the folder is read whole: one that leads back would have everything read twice.
    """
    if folder.is_symlink() or not folder.is_dir():
        return []
    entries = sorted(path for path in folder.iterdir() if not path.name.startswith(".") and not path.is_symlink())
    return [one for path in entries for one in (_files(path) if _is_named_for_versions(path) else ()) or [path]]


def _is_named_for_versions(path: Path) -> bool:
    return any(pattern.search(path.name) for _, pattern in _KINDS)


def recognise_versions(paths: Sequence[Path]) -> Versions:
    """Find the versions of a prompt and of settings among files, and failing outputs.

    Two files are versions if their paths differ in nothing but `before` and `after`, `old` and `new`, or a number, and
    their names, or their folders', say that they are a prompt or settings. If no such pair is there, `before` and
    `after` or `v41` and `v42` are enough: a text is a prompt then, and a file of settings settings. If more than two
    files of a kind are like that, none is taken: a person has to say which.
    """
    files: dict[str, str] = {}
    for kind, pattern in _KINDS:
        left = [path for path in paths if str(path) not in files.values()]
        for given in (
            [path for path in left if _is_of(path, pattern, _SUFFIXES[kind])],
            [path for path in left if _names_version(path) and path.suffix.lower() in _ONLY[kind]],
        ):
            pairs = list(find_pairs(map(str, given)))
            if len(pairs) == 1 and f"{kind}_before" not in files:
                files |= dict(zip((f"{kind}_before", f"{kind}_after"), pairs[0], strict=True))
            if given and pairs:
                break
    left = [path for path in paths if str(path) not in files.values()]
    samples = tuple(path for path in left if _SAMPLE.search(path.stem) and path.suffix.lower() in (".md", ".txt"))
    return Versions(files, tuple(path for path in left if path not in samples), samples)


def _is_of(path: Path, pattern: re.Pattern[str], suffixes: Iterable[str]) -> bool:
    named = pattern.search("/".join(path.parts[-2:]))
    return bool(named) and path.suffix.lower() in suffixes


def _names_version(path: Path) -> bool:
    return bool(side_of(path.name) or _NUMBERED.search(path.stem))

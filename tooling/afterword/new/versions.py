"""Prompts and settings among the sources: two versions of one file, by their names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from afterword.evidence.version_names import find_pairs

_KINDS = (("prompt", re.compile(r"prompt|instruction", re.I)), ("config", re.compile(r"config|setting|param", re.I)))
_TEXTS = (".md", ".markdown", ".txt", ".prompt", ".j2", ".jinja", ".jinja2", ".tmpl", ".tpl", ".xml")
_SETTINGS = (".yaml", ".yml", ".json", ".toml", ".ini")
_SUFFIXES = {"prompt": (*_TEXTS, *_SETTINGS), "config": _SETTINGS}


@dataclass(frozen=True, slots=True)
class Versions:
    """Sources, and those of them that are versions of a prompt or of settings.

    Attributes:
        files: by `prompt_before`, `prompt_after`, `config_before` and `config_after`, the file.
        others: the sources that are left.
    """

    files: dict[str, str] = field(default_factory=dict)
    others: tuple[Path, ...] = ()


def recognise_versions(paths: Sequence[Path]) -> Versions:
    """Find the versions of a prompt and of settings among files.

    Two files are versions if their names, or their folders', say that they are a prompt or settings, and if their paths
    differ in nothing but `before` and `after`, `old` and `new`, or a number. If more than two files of a kind are like
    that, none is taken: a person has to say which.
    """
    files: dict[str, str] = {}
    for kind, pattern in _KINDS:
        given = [path for path in paths if str(path) not in files.values() and _is_of(path, pattern, _SUFFIXES[kind])]
        pairs = list(find_pairs(map(str, given)))
        if len(pairs) == 1:
            files |= dict(zip((f"{kind}_before", f"{kind}_after"), pairs[0], strict=True))
    return Versions(files, tuple(path for path in paths if str(path) not in files.values()))


def _is_of(path: Path, pattern: re.Pattern[str], suffixes: Iterable[str]) -> bool:
    named = pattern.search("/".join(path.parts[-2:]))
    return bool(named) and path.suffix.lower() in suffixes

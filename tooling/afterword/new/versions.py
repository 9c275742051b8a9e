"""Prompts and settings among the sources: two versions of one file, by their names. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from pathlib import Path

_ORDER = ({"before": 0, "after": 1}, {"old": 0, "new": 1}, {"good": 0, "bad": 1})
_TOKEN = re.compile(
    r"(?<![a-z])(?P<word>before|after|old|new|good|bad)(?![a-z])|(?<![a-z\d])(?:v|rev|version)?[._-]?(?P<number>\d+(?:[._]\d+)*)",
    re.IGNORECASE,
)
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
        pairs = list(_pairs(given))
        if len(pairs) == 1:
            before, after = pairs[0]
            files |= {f"{kind}_before": str(before), f"{kind}_after": str(after)}
    return Versions(files, tuple(path for path in paths if str(path) not in files.values()))


def _is_of(path: Path, pattern: re.Pattern[str], suffixes: Iterable[str]) -> bool:
    named = pattern.search("/".join(path.parts[-2:]))
    return bool(named) and path.suffix.lower() in suffixes


def _pairs(paths: Iterable[Path]) -> Iterable[tuple[Path, Path]]:
    for one, other in combinations(dict.fromkeys(paths), 2):
        (place, at), (of_other, at_other) = _version(one), _version(other)
        if place == of_other and at is not None and at_other is not None and at[0] == at_other[0] and at != at_other:
            yield (one, other) if at < at_other else (other, one)


def _version(path: Path) -> tuple[str, tuple[int, tuple[int, ...]] | None]:
    """Return a path without its version, and the version, which can be compared with others of its kind."""
    name = "/".join((*path.parts[:-1], path.stem))
    matches = list(_TOKEN.finditer(name))
    if not matches:
        return name, None
    match = matches[-1]
    rest = f"{name[: match.start()]}*{name[match.end() :]}{path.suffix}"
    if match["number"]:
        return rest, (len(_ORDER), tuple(map(int, re.split(r"[._]", match["number"]))))
    word = match["word"].lower()
    kind = next(index for index, words in enumerate(_ORDER) if word in words)
    return rest, (kind, (_ORDER[kind][word],))

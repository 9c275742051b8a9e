"""What the evidence gives for one key of the front matter: a value, or accounts that differ."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from afterword.postmortem.values import UNKNOWN
from afterword.postmortem.yamltree import Path as KeyPath

_MAX_SOURCES = 8
"""Sources in one comment; what many items say is checked with a few."""


@dataclass(frozen=True, slots=True)
class Proposal:
    """A value that the evidence gives.

    Attributes:
        path: where it belongs in the front matter; for an item of a list, the list's key and the item's `id` or `name`.
        value: a text, a list of texts, or a mapping of texts.
        sources: ids of evidence items, or names of files in the evidence folder.
        is_item: whether it is an item of a list, each of which is accepted or declined by itself.
    """

    path: KeyPath
    value: object
    sources: tuple[str, ...]
    is_item: bool = False


@dataclass(frozen=True, slots=True)
class Differing:
    """Accounts of one value that differ, so that none is proposed.

    Attributes:
        path: where the value belongs in the front matter.
        accounts: each value with its sources.
    """

    path: KeyPath
    accounts: tuple[tuple[str, tuple[str, ...]], ...]

    def __str__(self) -> str:
        accounts = (f"{value} ({', '.join(sources)})" for value, sources in self.accounts)
        return f"{'.'.join(map(str, self.path))}: {', '.join(accounts)}"


def agreed(path: KeyPath, accounts: Mapping[str, Sequence[str]]) -> Iterable[Proposal | Differing]:
    """Propose the value that all accounts give; say so where they differ.

    Args:
        path: where the value belongs.
        accounts: by value, its sources.
    """
    shown = {value: first_sources(sources) for value, sources in accounts.items()}
    if len(shown) == 1:
        ((value, sources),) = shown.items()
        yield Proposal(path, value, sources)
    elif shown:
        yield Differing(path, tuple(shown.items()))


def first_sources(sources: Iterable[str]) -> tuple[str, ...]:
    """Return the first sources, each once."""
    return tuple(dict.fromkeys(sources))[:_MAX_SOURCES]


def is_open(value: object) -> bool:
    """Whether a value is not stated yet."""
    return value is None or value is UNKNOWN or value == UNKNOWN.value

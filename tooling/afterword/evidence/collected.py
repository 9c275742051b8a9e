"""What goes into collecting beside files, and what comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field

from afterword.evidence.collectors.interface import ReadContext, SourceContent
from afterword.evidence.ledger import EvidenceItem, Key


@dataclass(frozen=True, slots=True)
class Thread:
    """An issue or pull request that was read elsewhere, as a source."""

    name: str
    read: Callable[[ReadContext], SourceContent]


@dataclass(frozen=True, slots=True)
class Copy:
    """A file to copy into the evidence folder, redacted: a prompt, a configuration or a sample.

    Attributes:
        name: as a report names it.
        read: its bytes.
        target: its path in the evidence folder.
    """

    name: str
    read: Callable[[], bytes]
    target: str


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source.

    Attributes:
        name: the file's name.
        kind: what it was recognised as, empty where nothing reads it.
        items: how many items were read.
        redacted: how many of each kind of secret were taken out.
        places: by kind of secret, where: `chat.md:12`.
        unread: what was not read, with place and reason.
        left_out: how many of each kind were left out on purpose.
        remarks: what else a person should know.
        assumed_zone: how many times had no zone.
        saved_as: where copies were put in the evidence folder.
    """

    name: str
    kind: str = ""
    items: int = 0
    redacted: Counter[str] = field(default_factory=Counter)
    places: dict[str, list[str]] = field(default_factory=dict)
    unread: tuple[str, ...] = ()
    left_out: Counter[str] = field(default_factory=Counter)
    remarks: tuple[str, ...] = ()
    assumed_zone: int = 0
    saved_as: tuple[str, ...] = ()

    @property
    def was_read(self) -> bool:
        """Whether anything came of it."""
        return bool(self.items or self.saved_as)


@dataclass(frozen=True, slots=True)
class NewEvidence:
    """What collecting gave, not yet written: items to add, files to put into the folder, and a report a source.

    `answers` says which item replies to which, by their keys.
    """

    items: tuple[EvidenceItem, ...]
    files: dict[str, bytes]
    reports: tuple[SourceReport, ...]
    answers: dict[Key, Key] = field(default_factory=dict)

"""What was read from one source, for the person who collects."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What was read from one source.

    Attributes:
        name: the file's name.
        kind: the kind of source; empty if it is not supported.
        items: how many items were read.
        redacted: how many of each kind of secret were removed.
        places: by kind of secret, where: `chat.md:12`.
        unread: what was not read, with place and reason.
        left_out: how many of each kind were left out on purpose.
        remarks: what else a person should know.
        assumed_zone: how many times had no zone.
        saved_as: the files that were written for it, as paths in the evidence folder.
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
        """Whether an item or a file came of it."""
        return bool(self.items or self.saved_as)

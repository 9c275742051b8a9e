"""One piece of evidence."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass, fields

from afterword.times.when import When

BARE_ROLE = re.compile(r"(?<!\[)\b((?:participant|responder) [1-9]\d{0,5})\b(?!\])")
"""A person's role in a text: `participant 2`."""

Key = tuple[str, str, str]
"""What makes two items the same: source, time, and text."""


@dataclass(frozen=True, slots=True)
class EvidenceItem:
    """One piece of evidence.

    Attributes:
        id: `E1`, `E2`, …; empty before it is in a ledger.
        source: where it came from, such as `slack` or the name of a file.
        line: its line or entry there, counted from 1.
        at: when it happened, None if the source does not say.
        actor: who or what said it, as a role.
        text: what it says, redacted.
        reply_to: id of the item that it replies to, in a chat or an issue.
        assumed_zone: the zone in which its time was read although nothing names it; None if its time is certain.
    """

    id: str
    source: str
    line: int | None
    at: When | None
    actor: str | None
    text: str
    reply_to: str | None = None
    assumed_zone: str | None = None

    @property
    def label(self) -> str:
        """The footnote that cites it."""
        return self.id.lower()

    def key(self) -> Key:
        """Return what makes two items the same when a source is collected again."""
        return (self.source, str(self.at or ""), self.text)

    def to_json(self) -> str:
        """Write its line in the ledger, without keys that have no value."""
        record = {name: getattr(self, name) for name in _KEYS} | {"at": str(self.at) if self.at else None}
        return json.dumps({key: value for key, value in record.items() if value is not None}, ensure_ascii=False)


_KEYS = tuple(field.name for field in fields(EvidenceItem))


def with_bracketed_roles(text: str) -> str:
    """Return the text with the roles of persons written as placeholders are: `participant 2` as `[participant 2]`."""
    return BARE_ROLE.sub(r"[\1]", text)

"""From sources outside the repository to the evidence folder: read, redact, number."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence.ledger import EvidenceItem
from afterword.evidence.sources import READERS, RawItem, cut
from afterword.redaction import Redactor

MAX_SOURCE_BYTES = 20_000_000
MAX_ITEMS = 5_000


@dataclass(frozen=True, slots=True)
class SourceReport:
    """What became of one source.

    Attributes:
        name: the file's name.
        items: how many items were read.
        redacted: how many of each kind of secret were taken out.
        unread: what was not read, as a sentence each.
        assumed_zone: how many times had no zone.
        saved_as: where a copy was put in the evidence folder, for prompts, configurations and samples.
    """

    name: str
    items: int = 0
    redacted: Counter[str] = field(default_factory=Counter)
    unread: tuple[str, ...] = ()
    assumed_zone: int = 0
    saved_as: str = ""


@dataclass(frozen=True, slots=True)
class Collected:
    """What collecting gave, not yet written: items to add, files to put into the folder, and a report a source."""

    items: tuple[EvidenceItem, ...]
    files: dict[str, bytes]
    reports: tuple[SourceReport, ...]


def collect(
    sources: Iterable[Path], attachments: Iterable[tuple[Path, str]], people: frozenset[str], zone: str = "Z"
) -> Collected:
    """Read and redact sources. Writes nothing.

    Args:
        sources: notes, logs, CSV and JSON lines.
        attachments: files to copy, redacted, each with its path in the evidence folder.
        people: handles without `@` of those who responded; others are told apart from them only as participants.
        zone: for times that name none.

    Raises:
        AfterwordError: a source does not exist or is too large.
    """
    items: list[EvidenceItem] = []
    files: dict[str, bytes] = {}
    reports: list[SourceReport] = []
    for path in sources:
        reader = READERS.get(path.suffix.lower())
        if reader is None:
            known = ", ".join(READERS)
            reports.append(SourceReport(path.name, unread=(f"nothing here reads `{path.suffix}`; known are {known}",)))
            continue
        reading = reader(_read(path), zone)
        redactor, redacted, unread = Redactor(), Counter[str](), list(reading.unread)
        if len(reading.items) > MAX_ITEMS:
            unread.append(f"{len(reading.items) - MAX_ITEMS} items beyond the first {MAX_ITEMS}")
        items += [_item(path.name, raw, redactor, redacted, people) for raw in reading.items[:MAX_ITEMS]]
        count = min(len(reading.items), MAX_ITEMS)
        reports.append(SourceReport(path.name, count, redacted, tuple(unread), reading.assumed_zone))
    for path, target in attachments:
        redaction = Redactor().redact(_read(path))
        files[target] = redaction.text.encode("utf-8")
        reports.append(SourceReport(path.name, redacted=redaction.found, saved_as=target))
    return Collected(tuple(items), files, tuple(reports))


def _read(path: Path) -> str:
    try:
        if path.is_dir():
            raise AfterwordError("this is a folder", remedy="name the files in it", path=str(path))
        if path.stat().st_size > MAX_SOURCE_BYTES:
            limit = f"{MAX_SOURCE_BYTES // 1_000_000} MB"
            raise AfterwordError(f"the file is larger than {limit}", remedy="cut out the incident", path=str(path))
        text = path.read_bytes().decode("utf-8-sig", "replace")
    except OSError as error:
        raise AfterwordError(f"cannot be read: {error.strerror}", path=str(path)) from error
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _item(
    source: str, raw: RawItem, redactor: Redactor, redacted: Counter[str], people: frozenset[str]
) -> EvidenceItem:
    text, actor = redactor.redact(raw.text), redactor.redact(_role(raw.actor, people) or "")
    redacted.update(text.found + actor.found)
    return EvidenceItem("", source, raw.line, raw.at, actor.text or None, cut(text.text))


def _role(actor: str | None, people: frozenset[str]) -> str | None:
    """A handle becomes what the person was in the incident; a role in words stays."""
    if actor is None or not (actor.startswith("@") or actor in people):
        return actor
    return "responder" if actor.removeprefix("@") in people else "participant"

"""From sources outside the repository to the evidence folder: read, redact, number."""

from __future__ import annotations

import codecs
import stat
from collections import Counter
from collections.abc import Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from afterword.errors import AfterwordError
from afterword.evidence.ledger import EvidenceItem, Ledger
from afterword.evidence.sources import READERS, RawItem
from afterword.invisible import without_invisible
from afterword.redaction import PLACEHOLDER, Numbering, Redactor, aligned, masked

MAX_SOURCE_BYTES = 20_000_000
MAX_ITEMS = 5_000
MAX_TEXT = 4_000
"""Characters of one item; what is longer is cut, visibly, after it was redacted."""


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


@dataclass(frozen=True, slots=True)
class Before:
    """What earlier runs wrote, from which the numbers of placeholders are learned.

    Attributes:
        ledger: the evidence so far.
        files: texts of the evidence folder by their paths in it.
        document: the text of the post-mortem.
    """

    ledger: Ledger = field(default_factory=Ledger)
    files: Mapping[str, str] = field(default_factory=dict)
    document: str = ""


def collect(
    sources: Iterable[Path],
    attachments: Iterable[tuple[Path, str]],
    people: frozenset[str],
    zone: str = "Z",
    redactor: Redactor | None = None,
    before: Before | None = None,
) -> Collected:
    """Read and redact sources. Writes nothing.

    Args:
        sources: notes, logs, CSV and JSON lines.
        attachments: files to copy, redacted, each with its path in the evidence folder.
        people: handles without `@` of those who responded; others are told apart from them only as participants.
        zone: for times that name none.
        redactor: with the project's patterns and the people who are known.
        before: what earlier runs wrote; a value that is found again keeps its number.

    Raises:
        AfterwordError: a source does not exist or is too large.
    """
    sources, attachments = list(sources), list(attachments)
    redactor, before = redactor or Redactor(), before or Before()
    written = _placeholders_in(sources)
    numbering, numbering_of_probe = Numbering(), Numbering()
    numbering.reserve(written)
    numbering_of_probe.reserve(written)
    for text in (before.document, *before.files.values(), *(_written(item) for item in before.ledger.items)):
        numbering.reserve(text)
    if before.ledger.items or before.files:
        probe = redactor.anew(numbering_of_probe)
        _learn(numbering, probe.numbering, _gather(sources, attachments, people, zone, probe), before)
    return _gather(sources, attachments, people, zone, redactor.anew(numbering))


def _placeholders_in(sources: Iterable[Path]) -> str:
    """What the sources hold that reads like a placeholder: no value may be given its number."""
    found: list[str] = []
    for path in sources:
        with suppress(_NotText, AfterwordError):  # told when it is read for what it says
            found += (match.group() for match in PLACEHOLDER.finditer(_read(path)))
    return " ".join(found)


def _written(item: EvidenceItem) -> str:
    return f"{item.source} {item.actor or ''} {item.text}"


def _learn(numbering: Numbering, now: Numbering, collected: Collected, before: Before) -> None:
    """Give the values of this run the numbers that stand for them in what earlier runs wrote."""
    new, old = collected.items, before.ledger.items
    lines = {name: data.decode("utf-8").split("\n") for name, data in collected.files.items()}
    kept = {name: text.split("\n") for name, text in before.files.items() if name in lines}
    # First by line; then without it, for sources to which lines were added.
    for by_line in (True, False):
        pairs = [
            *aligned(_identified(new, by_line), _identified(old, by_line)),
            *aligned(_numbered(lines, by_line), _numbered(kept, by_line)),
        ]
        for kind, number, then in pairs:
            if (value := now.value(kind, number)) is not None:
                numbering.learn(kind, value, then)


def _identified(items: Iterable[EvidenceItem], by_line: bool) -> list[tuple[object, str]]:
    return [((masked(item.source), item.line if by_line else 0, str(item.at)), _written(item)) for item in items]


def _numbered(files: Mapping[str, list[str]], by_line: bool) -> list[tuple[object, str]]:
    return [
        ((name, number if by_line else 0), line) for name, lines in files.items() for number, line in enumerate(lines)
    ]


def _gather(
    sources: list[Path],
    attachments: list[tuple[Path, str]],
    people: frozenset[str],
    zone: str,
    redactor: Redactor,
) -> Collected:
    """Read every source and attachment, and redact them with one numbering."""
    items: list[EvidenceItem] = []
    files: dict[str, bytes] = {}
    reports: list[SourceReport] = []
    for path in sources:
        redacted = Counter[str]()
        name = _redacted(path.name, redactor, redacted)
        reader = READERS.get(path.suffix.lower())
        try:
            text = _read(path) if reader else ""
        except _NotText as problem:
            reports.append(SourceReport(name, unread=(str(problem),)))
            continue
        if reader is None:
            _require_regular(path)
            known = ", ".join(READERS)
            reports.append(SourceReport(name, unread=(f"nothing here reads `{path.suffix}`; known are {known}",)))
            continue
        # Redacted before it is taken apart, since a key can span lines; and again after JSON and CSV are decoded.
        reading = reader(_redacted(text, redactor, redacted), zone)
        unread = list(reading.unread)
        if len(reading.items) > MAX_ITEMS:
            unread.append(f"{len(reading.items) - MAX_ITEMS} items beyond the first {MAX_ITEMS}")
        items += [_item(name, raw, redactor, redacted, people) for raw in reading.items[:MAX_ITEMS]]
        count = min(len(reading.items), MAX_ITEMS)
        reports.append(SourceReport(name, count, redacted, tuple(unread), reading.assumed_zone))
    for path, target in attachments:
        try:
            redaction = redactor.redact(without_invisible(_read(path)))
        except _NotText as problem:
            raise AfterwordError(str(problem), remedy="save it as UTF-8 text", path=str(path)) from None
        files[target] = redaction.text.encode("utf-8")
        reports.append(SourceReport(path.name, redacted=redaction.found, saved_as=target))
    return Collected(tuple(items), files, tuple(reports))


class _NotText(Exception):  # noqa: N818 told as what was not read
    pass


def _require_regular(path: Path) -> None:
    try:
        if path.is_dir():
            raise AfterwordError("this is a folder", remedy="name the files in it", path=str(path))
        if not stat.S_ISREG(path.stat().st_mode):
            raise AfterwordError("this is not a regular file", remedy="copy what it holds to a file", path=str(path))
        if path.stat().st_size > MAX_SOURCE_BYTES:
            limit = f"{MAX_SOURCE_BYTES // 1_000_000} MB"
            raise AfterwordError(f"the file is larger than {limit}", remedy="cut out the incident", path=str(path))
    except OSError as error:
        raise AfterwordError(f"cannot be read: {error.strerror}", path=str(path)) from error


def _read(path: Path) -> str:
    _require_regular(path)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise AfterwordError(f"cannot be read: {error.strerror}", path=str(path)) from error
    utf16 = data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    try:
        text = data.decode("utf-16" if utf16 else "utf-8-sig")
    except UnicodeDecodeError:
        raise _NotText("the file is not UTF-8 text") from None
    if "\0" in text:
        raise _NotText("the file is not text")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _redacted(text: str, redactor: Redactor, redacted: Counter[str]) -> str:
    redaction = redactor.redact(without_invisible(text))
    redacted.update(redaction.found)
    return redaction.text


def _item(
    source: str, raw: RawItem, redactor: Redactor, redacted: Counter[str], people: frozenset[str]
) -> EvidenceItem:
    text = _redacted(raw.text, redactor, redacted)
    if len(text) > MAX_TEXT:
        text = f"{text[:MAX_TEXT]} … [{len(text) - MAX_TEXT} more characters]"
    actor = _redacted(_role(raw.actor, people) or "", redactor, redacted)
    return EvidenceItem("", source, raw.line, raw.at, actor or None, text)


def _role(actor: str | None, people: frozenset[str]) -> str | None:
    """A handle becomes what the person was in the incident; a role in words stays."""
    if actor is None or not (actor.startswith("@") or actor in people):
        return actor
    return "responder" if actor.removeprefix("@") in people else "participant"
